//! The changelog of a document: as data, and in the forms that are written from it.

#[cfg(feature = "exchange")]
mod atom;
mod entry;
mod facts;
mod insert;
mod json;
mod links;
mod mark;
mod markdown;
mod rows;
#[cfg(feature = "templates")]
mod template;

#[cfg(feature = "exchange")]
pub use atom::{FeedOptions, changelog_atom};
pub use insert::{InsertError, Inserted, changelog_insert};
pub use json::changelog_json;
pub use links::LinkTemplate;
pub use markdown::{ChangelogOptions, changelog_markdown};
#[cfg(feature = "templates")]
pub use template::{TemplateError, changelog_template};
