//! What a translation lacks, drawn.

mod json;
mod lag;
mod terminal;

pub use json::translation_json;
pub(super) use lag::label as lag_label;
pub use terminal::{TranslationOptions, translation_terminal};
