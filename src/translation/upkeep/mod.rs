//! A translation over time: what the source did since it was made, what persons settled, the translator's work list,
//! and what earlier editions taught.

pub(super) mod learn_memory;
pub(super) mod memory;
pub(super) mod settled;
pub(super) mod stale;
pub(super) mod work_list;
