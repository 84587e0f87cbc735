//! Texts that lie in the repository as plain files: which there are, and since when they are as they are.

use crate::store::error::StoreError;
use crate::store::git::files::FileState;
use crate::store::read::editions::Store;
use std::collections::{BTreeMap, BTreeSet};

impl Store {
    /// The address of the repository's remote, as its configuration has it.
    #[must_use]
    pub fn remote(&self) -> Option<String> {
        self.git.remote()
    }

    /// The paths of all plain files at a git revision, in order, from the root of the repository.
    ///
    /// # Errors
    /// An unknown revision, with the nearest known; what libgit2 says.
    pub fn paths_at(&self, revision: &str) -> Result<Vec<String>, StoreError> {
        self.git.paths_at(revision)
    }

    /// The states that each of `paths` came to on the way to a git revision, newest first and `most` of each at most.
    /// A merge brings a state only where none of its parents has it; a file that was moved unchanged is followed.
    /// Paths that are not in the history have no entry.
    ///
    /// # Errors
    /// An unknown revision, with the nearest known; what libgit2 says.
    pub fn file_states(
        &self,
        revision: &str,
        paths: &BTreeSet<String>,
        most: usize,
    ) -> Result<BTreeMap<String, Vec<FileState>>, StoreError> {
        self.git.file_states(revision, paths, most)
    }
}
