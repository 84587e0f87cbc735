//! A comparison, or what a translation lacks, as Markdown for a pull request: one comment that is updated, not many that
//! are posted.

mod budget;
mod comment;
mod finding;
mod item;
mod named;
mod safe;
mod translation;

pub use comment::markdown;
pub use translation::translation_markdown;
