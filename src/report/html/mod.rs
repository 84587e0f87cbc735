//! Reports as one HTML file that needs no network, and no script to be read: the script only adds filtering by kind
//! and keys. Templates are in `templates/html/`; what they are given is made here, and they escape every value.

mod anchors;
mod card;
mod content_security;
mod diff;
mod language_attrs;
mod marked;
mod pair;
mod section;
mod shell;
mod text;
mod translation;

pub use diff::html;
pub use translation::translation_html;
