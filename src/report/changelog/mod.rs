//! The changelog of a document: as data, and in the forms that are written from it.

mod atom;
mod entry;
mod insert;
mod json;
mod markdown;
mod phrase;
mod quiet;
mod sentence;
mod summary;
mod template;
mod unmarked;

pub use atom::{FeedOptions, changelog_atom};
pub use entry::{Changelog, Commit, Entry, Former, SameAs};
pub use insert::{InsertError, Inserted, changelog_insert};
pub use json::changelog_json;
pub use markdown::changelog_markdown;
pub use template::{TemplateError, changelog_template};
