//! The translator's work list: plain data that every renderer reads.

use crate::diff::{Edit, Place};
use crate::translation::result::FindingKind;

/// One clause with its translation, and what is to do about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// The clauses of the present source; empty where it gave the clause up.
    pub source: Vec<Place>,
    /// The clauses of the translation; empty where it lacks them.
    pub target: Vec<Place>,
    /// The clauses of the source that was translated, where they are known and were something else.
    pub former: Vec<Place>,
    /// From there to the present source.
    pub edits: Vec<Edit>,
    /// What was found, each with its evidence; empty where nothing is to do.
    pub reasons: Vec<(FindingKind, String)>,
}
