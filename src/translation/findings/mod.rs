//! From aligned sentences to findings: groups of blocks, how well they fit, what breaks off, which facts differ, what
//! moved, and how likely each finding is right.

pub(super) mod assemble;
pub(super) mod build;
pub(super) mod confidence;
pub(super) mod ending;
pub(super) mod evaluate;
pub(super) mod facts;
pub(super) mod groups;
pub(super) mod moved;
pub(super) mod places;
pub(super) mod truncated;
