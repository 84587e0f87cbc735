//! Documents and their languages: how much of each translation is there, and how far it follows its source.

mod document;
mod json;
mod matrix;
mod terminal;

pub use document::{DocumentStatus, TextState, TranslationStatus};
pub use json::status_json;
pub use matrix::status_matrix;
pub use terminal::status_terminal;
