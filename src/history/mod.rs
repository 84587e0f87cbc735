//! A document over time: its states in order, with what changed between neighbours.
//!
//! One loop serves the stored editions of a document and the states of a file in git: both come here as [`States`],
//! with a [`Reader`] that reads and compares them. What a history is asked for is a [`Window`] of its states.

mod blame;
mod result;
mod timeline;

pub use blame::{Blame, BlamedClause, BlamedText, Origin, Step, StepKind, blame};
pub use result::{Commit, Entry, Former, History, SameAs};
pub use timeline::{Reader, Reading, States, Timeline, Window, timeline};
