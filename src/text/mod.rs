//! Strings in, ranges out: scripts, comparison keys, words, sentences, labels, facts.
//!
//! The lowest layer. Nothing here knows what a document is.

pub mod numbering;
pub mod sentence;
