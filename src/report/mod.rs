//! Results drawn for readers and programs, one folder a medium: terminal, HTML, Markdown, JSON, CI services, exchange
//! formats of translation tools, changelogs. `wording`, `escape` and `width` serve them all.
//! Draws and computes nothing of the comparison itself; writes to the writer that it is given.

// Helpers of the media that a build leaves out.
#![cfg_attr(
    not(all(feature = "html-report", feature = "templates", feature = "exchange")),
    allow(dead_code, unused_imports)
)]

mod changelog;
mod ci;
mod escape;
#[cfg(feature = "exchange")]
mod exchange;
#[cfg(feature = "html-report")]
mod html;
mod json;
mod markdown;
mod options;
mod terminal;
mod width;
mod wording;

pub use changelog::{
    ChangelogOptions, InsertError, Inserted, LinkTemplate, changelog_insert, changelog_json,
    changelog_markdown,
};
#[cfg(feature = "exchange")]
pub use changelog::{FeedOptions, changelog_atom};
#[cfg(feature = "templates")]
pub use changelog::{TemplateError, changelog_template};
#[cfg(feature = "exchange")]
pub use ci::check_junit;
pub use ci::{check_codequality, check_github, check_sarif};
pub use escape::escape;
#[cfg(feature = "exchange")]
pub use exchange::{todo_po, todo_xliff};
#[cfg(feature = "html-report")]
pub use html::{html, translation_html};
pub use json::{
    DocumentDate, DocumentSource, blame_json, check_json, document_json, json, status_json, todo_json,
    translation_json,
};
pub use markdown::{check_markdown, criticmarkup, markdown, translation_markdown};
pub use options::{DiffSchema, HtmlOptions, JsonOptions, Links, MarkdownOptions, TerminalOptions};
pub use terminal::{
    BlameOptions, FileHeading, TranslationOptions, blame_terminal, check_terminal, file_heading, log,
    log_json, outline, rules, rules_json, set_aside, status_matrix, status_terminal, terminal, todo_terminal,
    translation_terminal,
};
pub use wording::check::finding;
pub use wording::messages::MessageLanguage;
