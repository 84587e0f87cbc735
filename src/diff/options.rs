//! The thresholds of a comparison, each with what chose it.

/// How a comparison is made.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Least similarity at which two blocks in the same place are one block that was edited.
    pub same_place: f64,
    /// Least similarity at which a block elsewhere is the same block moved.
    pub elsewhere: f64,
}

/// Of generated revisions that reword 25 to 55 % of a block, nine in ten keep a similarity above 0.35; unrelated
/// blocks of one policy stay below 0.3 (`examples/similarity.rs` prints both distributions).
const SAME_PLACE: f64 = 0.3;

/// A wrong move is worse than a removal with an addition: moved blocks must share more than half of their weight.
const ELSEWHERE: f64 = 0.5;

impl Default for Options {
    fn default() -> Self {
        Self { same_place: SAME_PLACE, elsewhere: ELSEWHERE }
    }
}
