//! Results drawn for readers: the terminal report, the page to send, the comment for a pull request, the new text with
//! its changes marked, the JSON that programs read, the changelog, the outline of a text.
//! Draws and computes nothing of the comparison itself; writes to the writer that it is given.

mod changelog;
mod check;
mod cite;
mod critic;
mod escape;
mod file_heading;
mod headline;
mod html;
mod json;
mod log;
mod markdown;
mod messages;
mod name;
mod options;
mod outline;
mod page;
mod reason;
mod redline;
mod rules;
mod safe_json;
#[cfg(test)]
mod schema;
mod status;
mod style;
mod terminal;
mod terminal_change;
mod todo;
mod translation;
mod view;
mod width;
mod words;
mod xml;

pub use changelog::{
    Changelog, Commit, Entry, FeedOptions, Former, InsertError, Inserted, SameAs, TemplateError,
    changelog_atom, changelog_insert, changelog_json, changelog_markdown, changelog_template,
};
pub use check::told::finding;
pub use check::{check_codequality, check_github, check_json, check_junit, check_sarif, check_terminal};
pub use critic::criticmarkup;
pub use escape::escape;
pub use file_heading::{FileHeading, file_heading};
pub use html::{html, translation_html};
pub use json::json;
pub use log::{LoggedEdition, log, log_json};
pub use markdown::{check_markdown, markdown, translation_markdown};
pub use messages::MessageLanguage;
pub use options::{HtmlOptions, JsonOptions, Links, MarkdownOptions, TerminalOptions};
pub use outline::outline;
pub use rules::{rules, rules_json};
pub use status::{DocumentStatus, TextState, TranslationStatus, status_json, status_matrix, status_terminal};
pub use terminal::terminal;
pub use todo::{todo_json, todo_po, todo_terminal, todo_xliff};
pub use translation::{TranslationOptions, translation_json, translation_terminal};
