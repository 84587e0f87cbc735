//! Reading the store: which editions there are and in which order, from an address to an edition, the states of
//! plain files, and which files differ between two states of the repository.

pub(super) mod changed;
pub(super) mod editions;
pub(super) mod files;
pub(super) mod order;
pub(super) mod path_history;
pub(super) mod resolve;
pub(super) mod source;
pub(super) mod stored;
pub(super) mod verify;
pub(super) mod withdrawn;
