//! Opening and making a repository with libgit2, and reading its blobs.
//!
//! Always `open_ext`: `open_bare` does not ask who owns the repository.

pub(super) mod changed;
pub(super) mod error;
pub(super) mod file_changes;
pub(super) mod files;
pub(super) mod history;
pub(super) mod index;
pub(super) mod loose;
mod path_states;
mod read_at;
pub(super) mod reference;
pub(super) mod stale_lock;
pub(super) mod tree;
mod unambiguous;

use crate::model::Moment;
use crate::store::error::StoreError;
use crate::store::git::error::GitError;
use crate::store::safe_write::write_anew;
use git2::{
    Commit, ConfigLevel, ErrorClass, ErrorCode, Oid, Repository, RepositoryInitOptions, RepositoryOpenFlags,
    RepositoryState,
};
use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};

/// The id of an object in the repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::store) struct ObjectId(pub(in crate::store) Oid);

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl ObjectId {
    /// The id that a hexadecimal text names.
    pub fn parse(hex: &str) -> Option<Self> {
        Oid::from_str(hex).ok().filter(|_| hex.len() == 40).map(Self)
    }

    /// The id that these bytes have as a blob.
    pub fn of_blob(bytes: &[u8]) -> Result<Self, StoreError> {
        Oid::hash_object(git2::ObjectType::Blob, bytes).map(Self).map_err(StoreError::git("hash a file"))
    }
}

/// An open repository.
pub(in crate::store) struct Git {
    pub(in crate::store) repo: Repository,
}

impl fmt::Debug for Git {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Git").field(&self.repo.path()).finish()
    }
}

impl Git {
    /// Opens the repository that holds `path`: its work tree, a folder inside it, its git folder, or a bare one.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let no_ceiling: [&Path; 0] = [];
        match Repository::open_ext(path, RepositoryOpenFlags::empty(), no_ceiling) {
            Ok(repo) => {
                let git = Self { repo };
                git.refuse_truncated_objects()?;
                Ok(git)
            }
            Err(error) => Err(cannot_open(path, error)),
        }
    }

    /// Opens exactly the repository whose git folder is `git_dir`, without looking further up.
    pub fn open_exactly(git_dir: &Path) -> Result<Self, StoreError> {
        let no_ceiling: [&Path; 0] = [];
        Repository::open_ext(git_dir, RepositoryOpenFlags::NO_SEARCH, no_ceiling)
            .map(|repo| Self { repo })
            .map_err(|error| cannot_open(git_dir, error))
    }

    /// Makes a repository with references as files and SHA-1 ids, whatever the user's git prefers: libgit2 reads no
    /// other. No template is copied, so that no hook comes along.
    pub fn init(path: &Path, bare: bool) -> Result<Self, StoreError> {
        let mut options = RepositoryInitOptions::new();
        options.bare(bare).no_reinit(true).mkdir(true).mkpath(true).external_template(false);
        options.initial_head("main");
        match Repository::init_opts(path, &options) {
            Ok(repo) => Ok(Self { repo }),
            Err(error) => {
                let source = GitError::from(error);
                if source.is_exists() {
                    return Err(StoreError::AlreadyARepository { path: path.to_owned() });
                }
                Err(StoreError::Git { doing: "make the repository", source })
            }
        }
    }

    /// Opens the same repository again for writing, with every object and reference flushed to disk.
    ///
    /// libgit2 has a switch for that which git2 0.21 does not pass on, and reads `core.fsyncObjectFiles` otherwise.
    /// It is set in a file of our own, at the level that counts most and that only this process reads: git itself
    /// calls the setting deprecated.
    pub fn for_writing(&self) -> Result<Self, StoreError> {
        let git = Self::open_exactly(self.repo.path())?;
        let settings = self.common_dir().join("recension.config");
        let content = "[core]\n\tfsyncObjectFiles = true\n";
        if std::fs::read_to_string(&settings).ok().as_deref() != Some(content) {
            write_anew(&settings, content.as_bytes()).map_err(StoreError::io("write", &settings))?;
        }
        let mut config = git.repo.config().map_err(StoreError::git("read git's settings"))?;
        config
            .add_file(&settings, ConfigLevel::App, true)
            .and_then(|()| git.repo.set_config(&config))
            .map_err(StoreError::git("ask git to flush what it writes"))?;
        Ok(git)
    }

    /// The folder of everything that linked work trees share.
    pub fn common_dir(&self) -> &Path {
        self.repo.commondir()
    }

    /// The folder of `HEAD` and the index.
    pub fn git_dir(&self) -> &Path {
        self.repo.path()
    }

    /// The work tree, unless the repository is bare.
    pub fn work_dir(&self) -> Option<&Path> {
        self.repo.workdir()
    }

    /// What users know the repository by: its work tree, or its own folder.
    pub fn root(&self) -> PathBuf {
        self.work_dir().unwrap_or(self.git_dir()).to_owned()
    }

    /// Commits behind which the history goes on, but not in this clone: where a shallow one was cut off.
    pub fn cut_off(&self) -> HashSet<Oid> {
        let file = self.repo.is_shallow().then(|| self.common_dir().join("shallow"));
        let text = file.and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default();
        text.lines().filter_map(|line| Oid::from_str(line.trim()).ok()).collect()
    }

    /// A string of the repository's configuration, the user's own and the system's included.
    pub fn configured(&self, key: &str) -> Option<String> {
        let config = self.repo.config().and_then(|mut config| config.snapshot()).ok()?;
        config.get_str(key).ok().map(str::to_owned).filter(|value| !value.trim().is_empty())
    }

    /// What the repository is in the middle of, if anything.
    pub fn in_progress(&self) -> Option<&'static str> {
        match self.repo.state() {
            RepositoryState::Clean => None,
            RepositoryState::Merge => Some("a merge"),
            RepositoryState::Revert | RepositoryState::RevertSequence => Some("a revert"),
            RepositoryState::CherryPick | RepositoryState::CherryPickSequence => Some("a cherry-pick"),
            RepositoryState::Bisect => Some("a bisect"),
            RepositoryState::Rebase | RepositoryState::RebaseInteractive | RepositoryState::RebaseMerge => {
                Some("a rebase")
            }
            RepositoryState::ApplyMailbox | RepositoryState::ApplyMailboxOrRebase => Some("applying patches"),
        }
    }

    /// The bytes of a blob.
    pub fn blob(&self, id: ObjectId) -> Result<Vec<u8>, StoreError> {
        self.blob_of(id, || format!("the stored file {id}"))
    }

    /// The bytes of a blob, named `what` in the error where the repository does not hold them.
    pub fn blob_of(&self, id: ObjectId, what: impl FnOnce() -> String) -> Result<Vec<u8>, StoreError> {
        match self.repo.find_blob(id.0) {
            Ok(blob) => Ok(blob.content().to_owned()),
            Err(error) if error.code() == ErrorCode::NotFound => {
                Err(StoreError::MissingContent { what: what() })
            }
            Err(error) => Err(StoreError::git("read a stored file")(error)),
        }
    }

    /// Stores bytes as a blob.
    pub fn write_blob(&self, bytes: &[u8]) -> Result<ObjectId, StoreError> {
        self.persist("store a file", || self.repo.blob(bytes))
    }
}

/// When a commit was made, by its committer's clock.
pub(in crate::store) fn moment(commit: &Commit<'_>) -> Moment {
    let time = commit.time();
    Moment { seconds: time.seconds(), offset_minutes: time.offset_minutes() }
}

/// The first digits of an id, where git cannot be asked for an abbreviation.
pub(in crate::store) fn short(id: &str) -> &str {
    id.get(..12).unwrap_or(id)
}

/// A path as messages name it, with the commit that has it.
pub(in crate::store) fn at_commit(path: &str, commit: &str) -> String {
    format!("`{path}` at commit {}", short(commit))
}

/// Says why a repository could not be opened. libgit2 has no codes for the formats that it cannot read, so its words
/// are asked.
fn cannot_open(path: &Path, error: git2::Error) -> StoreError {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let words = error.message().to_lowercase();
    if error.class() == ErrorClass::Repository || error.code() == ErrorCode::Invalid {
        if words.contains("refstorage") {
            return StoreError::Reftable { path };
        }
        if words.contains("object format") || words.contains("objectformat") {
            return StoreError::Sha256Repository { path };
        }
        if words.contains("partialclone") {
            return StoreError::PartialClone { path };
        }
    }
    let source = GitError::from(error);
    if source.is_foreign_owner() {
        // git asks for the repository's own folder, which is known only from libgit2's words: 'folder' in quotes.
        let words = source.to_string();
        let named = words.split('\'').nth(1).map(|folder| PathBuf::from(folder.trim_end_matches('/')));
        StoreError::ForeignOwner { path: named.filter(|folder| folder.is_absolute()).unwrap_or(path) }
    } else if source.is_not_found() {
        StoreError::NotARepository { path }
    } else {
        StoreError::Git { doing: "open the repository", source }
    }
}
