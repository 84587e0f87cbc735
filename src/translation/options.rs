//! What a caller may choose about a comparison of two languages.

use crate::model::Language;
use crate::translation::lexicon::{Dictionary, Glossary};
use crate::translation::upkeep::memory::Memory;

/// What a caller may choose about a comparison of two languages.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Language of the source, where it is not the one that its text shows.
    pub source_language: Option<Language>,
    /// Language of the target.
    pub target_language: Option<Language>,
    /// Terms of the user's own.
    pub glossary: Option<Glossary>,
    /// The user's dictionaries; those for other languages are left aside.
    pub dictionaries: Vec<Dictionary>,
    /// What earlier editions of the two texts taught.
    pub memory: Option<Memory>,
    /// Whether each pair lists its pairs of sentences.
    pub sentences: bool,
    /// Whether every block is a line of a parallel text: blocks then hold no sentences together.
    pub lines: bool,
}
