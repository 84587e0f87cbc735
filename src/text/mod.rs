//! Strings in, ranges out: scripts, comparison keys, words, sentences, labels, facts.
//!
//! The lowest layer. Nothing here knows what a document is.

pub mod fold;
pub mod nearest;
pub mod numbering;
pub mod numeral;
pub mod script;
pub mod segment;
pub mod sentence;
pub mod token;
