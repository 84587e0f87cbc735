//! Two revisions of a text in, what changed between them out.

mod change;

pub use change::{
    AlignedPair, Change, ChangeKind, Comparison, Counts, Edit, EditOp, KindCounts, MatchedBy, Part, Place,
    RuleHit, Side, Significance, Summary, Unit,
};
