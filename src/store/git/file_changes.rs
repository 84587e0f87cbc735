//! What a snapshot changes in the folder of an edition, for the work tree and the index to follow.

use crate::store::git::ObjectId;
use crate::store::git::tree::Files;

/// One file of the folder; no blob means no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct FileChange {
    /// The path, from the root of the repository.
    pub path: String,
    /// What the commit before had.
    pub old: Option<ObjectId>,
    /// What it is to be.
    pub new: Option<ObjectId>,
}

/// Whether the places to be changed were looked at just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Guard {
    /// They hold what the last commit has: put the new state there.
    Checked,
    /// Time has passed: only what is still in the old state may be changed.
    OnlyUntouched,
}

/// The files that differ between two states of the folder at `folder`.
pub(in crate::store) fn between(folder: &str, old: &Files, new: &Files) -> Vec<FileChange> {
    let names: std::collections::BTreeSet<_> = old.keys().chain(new.keys()).collect();
    names
        .into_iter()
        .map(|name| FileChange {
            path: format!("{folder}/{name}"),
            old: old.get(name).copied(),
            new: new.get(name).copied(),
        })
        .filter(|change| change.old != change.new)
        .collect()
}
