//! A comparison, or what a translation lacks, as Markdown for a pull request: one comment that is updated, not many that
//! are posted.

mod budget;
mod check;
mod comment;
mod criticmarkup;
mod finding;
mod item;
mod marker;

mod translation;

pub use check::check_markdown;
pub use comment::markdown;
pub use criticmarkup::criticmarkup;
pub use translation::translation_markdown;
