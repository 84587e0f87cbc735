//! A comparison as Markdown for a pull request: one comment that is updated, not many that are posted.

mod comment;
mod item;
pub mod safe;

pub use comment::markdown;
