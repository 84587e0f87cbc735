//! What a translation lacks, drawn.

mod json;
mod lag;
mod sentences;
mod terminal;

#[cfg(test)]
pub(super) use json::Report;
pub use json::translation_json;
pub(super) use lag::{Said, basis, label as lag_label, sentence as lag_sentence};
pub(super) use sentences::{coverage, label, section, summary};
pub use terminal::{TranslationOptions, translation_terminal};
