//! Results as JSON for programs. Every form has a published schema in `schemas/`.

mod blame;
mod check;
pub mod diff;
pub mod document;
#[cfg(test)]
pub mod schema;
mod status;
mod translation;
mod work_list;

pub use blame::blame_json;
pub use check::check_json;
pub use diff::json;
pub use document::{DocumentDate, DocumentSource, document_json};
pub use status::status_json;
pub use translation::translation_json;
pub use work_list::todo_json;
