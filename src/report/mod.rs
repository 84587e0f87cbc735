//! Results drawn for readers: the terminal report, the JSON that programs read, the changelog, the outline of a text.
//! Draws and computes nothing of the comparison itself; writes to the writer that it is given.

mod changelog;
mod changelog_json;
mod changelog_markdown;
mod changelog_sentence;
mod escape;
mod json;
mod name;
mod options;
mod outline;
mod page;
mod redline;
mod safe_json;
mod style;
mod terminal;
mod terminal_change;
mod translation_json;
mod translation_terminal;
mod view;
mod width;
mod words;

pub use changelog::Entry;
pub use changelog_json::changelog_json;
pub use changelog_markdown::changelog_markdown;
pub use escape::escape;
pub use json::json;
pub use options::{JsonOptions, TerminalOptions};
pub use outline::outline;
pub use terminal::terminal;
pub use translation_json::translation_json;
pub use translation_terminal::{TranslationOptions, translation_terminal};
