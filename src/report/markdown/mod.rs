//! A comparison as Markdown for a pull request: one comment that is updated, not many that are posted.

mod check;
mod comment;
mod item;
pub mod safe;

pub use check::check_markdown;
pub use comment::markdown;
