//! The changelog of a document: as data, and in the forms that are written from it.

#[cfg(feature = "exchange")]
mod atom;
mod entry;
mod insert;
mod json;
mod markdown;
mod phrase;
mod quiet;
mod sentence;
mod summary;
#[cfg(feature = "templates")]
mod template;
mod unmarked;

#[cfg(feature = "exchange")]
pub use atom::{FeedOptions, changelog_atom};
pub use insert::{InsertError, Inserted, changelog_insert};
pub use json::changelog_json;
pub use markdown::changelog_markdown;
#[cfg(feature = "templates")]
pub use template::{TemplateError, changelog_template};
