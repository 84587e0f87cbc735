//! The alignment: sure points, the part of the table that is looked at, the score of a step, the cheapest path, and
//! the passes that lead to it.

pub(super) mod anchors;
pub(super) mod band;
pub(super) mod bead;
pub(super) mod best_path;
pub(super) mod margin;
pub(super) mod passes;
