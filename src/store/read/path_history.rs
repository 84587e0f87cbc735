//! The history of a file that was never imported: the states it went through on the way to a revision.

use crate::model::Moment;
use crate::store::error::StoreError;
use crate::store::git::{ObjectId, at_commit};
use crate::store::read::editions::Store;

/// A state that a file came to, and the commit that brought it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathState {
    /// The commit, in full.
    pub commit: String,
    /// Its id as git abbreviates it.
    pub short: String,
    /// Where the file is from this commit on.
    pub path: String,
    /// Where it was before, when this commit gave it another place.
    pub came_from: Option<CameFrom>,
    /// When it was committed.
    pub committed: Moment,
    /// The first line of the commit's message.
    pub subject: String,
    pub(in crate::store) blob: Option<ObjectId>,
}

/// Where a file was before a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CameFrom {
    /// git takes the two for one file: at least half of the text is the same.
    Renamed(String),
    /// The commit removed a file of a similar name, or the caller said that it is the same document.
    Replaced(String),
}

impl CameFrom {
    /// The former path.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Renamed(path) | Self::Replaced(path) => path,
        }
    }
}

impl PathState {
    /// Whether the commit removed the file; an older or newer state may have it.
    #[must_use]
    pub fn is_removed(&self) -> bool {
        self.blob.is_none()
    }

    /// The id of its bytes; none where the commit removed the file.
    #[must_use]
    pub fn blob_id(&self) -> Option<String> {
        self.blob.map(|blob| blob.to_string())
    }
}

/// The states of a file, as far back as the repository knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathHistory {
    /// Newest first.
    pub states: Vec<PathState>,
    /// Whether the clone is shallow and ends before the history does: the oldest state may be no beginning.
    pub is_cut: bool,
}

/// How a history is followed beyond a change of place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Following {
    /// Former paths of the document that git cannot know.
    pub formerly: Vec<String>,
    /// Only the given path, no former one.
    pub exactly: bool,
}

impl Store {
    /// The states of the file at `path` on the way to `revision`, both in git's own spelling. Nothing is checked out
    /// and no text is read, but for what git needs to tell a rename.
    ///
    /// The way is that of first parents: what the branch itself said, in the order in which it said it. What a merge
    /// brings is one state, however often the merged branches replayed it. Where the first parent does not have the
    /// file, the way goes on with the first other parent that has it.
    ///
    /// # Errors
    /// An unknown revision or path, with the nearest known; a file that an earlier commit removed; a path that is no
    /// plain file; what is missing in a partial or damaged clone.
    pub fn path_history(
        &self,
        revision: &str,
        path: &str,
        following: &Following,
    ) -> Result<PathHistory, StoreError> {
        self.git.path_history(revision, path, following)
    }

    /// Whether there is a plain file at `path` in `revision`.
    #[must_use]
    pub fn has_file(&self, revision: &str, path: &str) -> bool {
        self.git.has_file(revision, path)
    }

    /// The path from the root of the repository that `path` means in the folder `from`; none outside the work tree.
    #[must_use]
    pub fn path_in(&self, from: &std::path::Path, path: &str) -> Option<String> {
        let work = self.git.work_dir()?.canonicalize().ok()?;
        let inside = from.canonicalize().ok()?;
        let mut parts: Vec<&str> =
            inside.strip_prefix(work).ok()?.iter().map(std::ffi::OsStr::to_str).collect::<Option<_>>()?;
        for part in path.split(['/', std::path::MAIN_SEPARATOR]) {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }

    /// The bytes of a state; none where the commit removed the file.
    ///
    /// # Errors
    /// [`StoreError::MissingContent`] where the clone does not hold them.
    pub fn path_bytes(&self, state: &PathState) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(blob) = state.blob else { return Ok(None) };
        self.git.blob_of(blob, || at_commit(&state.path, &state.commit)).map(Some)
    }

    /// The place in `states` of the one that held at `revision`; none where the file was not there yet.
    ///
    /// # Errors
    /// An unknown revision.
    pub fn state_at(&self, states: &[PathState], revision: &str) -> Result<Option<usize>, StoreError> {
        let commit = self.git.commit_at(revision)?;
        for (at, state) in states.iter().enumerate() {
            if let Some(id) = ObjectId::parse(&state.commit)
                && self.git.is_in_history(id, commit)?
            {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    /// When a commit, such as that of a stored edition, was made.
    ///
    /// # Errors
    /// What libgit2 says.
    pub fn committed_at(&self, commit: &str) -> Result<Moment, StoreError> {
        self.git.commit_time(commit)
    }
}
