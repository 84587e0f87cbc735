//! From a matching to the list of changes: what happened to each clause, reported once, with its edits and rules.

pub mod assemble;
pub mod build;
pub mod ids;
pub mod moved_sentences;
pub mod notes;
pub mod references;
pub mod renumber;
pub mod silent;
