//! The thresholds of a comparison, each with what chose it.

use super::rules::Severities;

/// How a comparison is made.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Least similarity at which two blocks in the same place are one block that was edited.
    pub same_place: f64,
    /// Least similarity at which a block elsewhere is the same block moved.
    pub elsewhere: f64,
    /// How much each rule counts.
    pub severities: Severities,
}

/// On 60 generated revisions that reword 25 to 55 % of a block and move, split and merge others, the accuracy of every
/// label is the same from 0.2 to 0.4 and falls on both sides (macro F1 0.957 at 0.15, 0.962 at 0.3, 0.958 at 0.5).
const SAME_PLACE: f64 = 0.3;

/// A wrong move is worse than a removal with an addition: moved blocks must share more than half of their weight. On
/// the same revisions moves are found with F1 0.981 at 0.4, 0.977 at 0.5, 0.974 at 0.6 and 0.952 at 0.7.
const ELSEWHERE: f64 = 0.5;

impl Default for Options {
    fn default() -> Self {
        Self { same_place: SAME_PLACE, elsewhere: ELSEWHERE, severities: Severities::default() }
    }
}
