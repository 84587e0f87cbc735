//! Writing to the store: every change is one commit, made whole or not at all, whatever happens to the writer.
//!
//! `commit` is the order of the steps; `plan` decides what an edition needs; `writer_lock`, `journal` and `repair` are for
//! writers that die.

pub(super) mod check_out;
pub(super) mod commit;
pub(super) mod edit;
pub(super) mod fields;
pub(super) mod folders;
pub(super) mod interrupt;
pub(super) mod journal;
pub(super) mod new_edition;
pub(super) mod plan;
pub(super) mod rename;
pub(super) mod repair;
pub(super) mod settle;
pub(super) mod snapshot;
pub(super) mod trailers;
pub(super) mod withdraw;
pub(super) mod writer_lock;
