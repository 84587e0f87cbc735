//! The store itself: opening it and reading what is in it.

use crate::model::DocumentName;
use crate::store::error::StoreError;
use crate::store::git::{Git, ObjectId, short};
use crate::store::layout;
use crate::store::read::order;
use crate::store::read::stored;
use crate::store::read::stored::StoredEdition;
use crate::store::read::withdrawn;
use crate::store::record;
use crate::store::work_files;
use crate::store::write::repair;
use std::path::{Path, PathBuf};

/// A git repository that holds, or may hold, editions.
#[derive(Debug)]
pub struct Store {
    pub(in crate::store) git: Git,
    root: PathBuf,
}

impl Store {
    /// Opens the repository that holds `path`: a folder anywhere in its work tree, or a bare repository.
    ///
    /// # Errors
    /// No repository there or above, one in a format that libgit2 cannot read, or one of another user.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let git = Git::open(path)?;
        repair::repair_if_idle(&git);
        let root = git.root();
        Ok(Self { git, root })
    }

    /// Makes a new repository at `path`, which is created where it does not exist.
    ///
    /// # Errors
    /// [`StoreError::AlreadyARepository`] where there is one; what the file system says.
    pub fn init(path: &Path, bare: bool) -> Result<Self, StoreError> {
        let git = Git::init(path, bare)?;
        let root = git.root();
        if let Some(work_dir) = git.work_dir() {
            work_files::write_first(work_dir, layout::SNAPSHOTS, layout::ATTRIBUTES, layout::NO_CONVERSION)?;
        }
        Ok(Self { git, root })
    }

    /// The work tree, or the repository's own folder where it is bare.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Name and mail address that git is configured to write commits with here.
    #[must_use]
    pub fn configured_author(&self) -> (Option<String>, Option<String>) {
        (self.git.configured("user.name"), self.git.configured("user.email"))
    }

    /// The documents at the tip of `HEAD`, by name. Folders of `snapshots/` that hold no edition are passed over.
    ///
    /// # Errors
    /// [`StoreError::NoCommits`] in an empty repository; what libgit2 says.
    pub fn documents(&self) -> Result<Vec<DocumentName>, StoreError> {
        let tip = self.git.tip_commit()?;
        let Some(snapshots) = self.git.folder_at(tip, layout::SNAPSHOTS)? else { return Ok(Vec::new()) };
        let mut names = Vec::new();
        for (folder, id) in self.git.folders_in(snapshots)? {
            // A name in another normal form is no folder of ours, and could not be found by the name.
            let name = DocumentName::new(&folder).ok().filter(|name| name.as_str() == folder);
            if let Some(name) = name
                && self.holds_an_edition(&name, id)?
            {
                names.push(name);
            }
        }
        Ok(names)
    }

    /// Whether a document's folder has a language with a record that can be read. A folder that was renamed by hand has
    /// none: its records speak of another document.
    fn holds_an_edition(&self, document: &DocumentName, folder: ObjectId) -> Result<bool, StoreError> {
        for state in self.git.languages_in(folder)? {
            if matches!(stored::read(&self.git, document, &state), Ok(Some(_))) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What is wrong with the records at the tip of `HEAD`, one error each. Other commands pass these editions over.
    ///
    /// # Errors
    /// What libgit2 says.
    pub fn unreadable(&self) -> Result<Vec<StoreError>, StoreError> {
        let tip = self.git.tip_commit()?;
        let Some(snapshots) = self.git.folder_at(tip, layout::SNAPSHOTS)? else { return Ok(Vec::new()) };
        let mut errors = Vec::new();
        for (folder, id) in self.git.folders_in(snapshots)? {
            // No name of a document: nobody stored anything there.
            let Ok(document) = DocumentName::new(&folder) else { continue };
            for mut state in self.git.languages_in(id)? {
                state.commit = tip;
                errors.extend(stored::read(&self.git, &document, &state).err());
            }
        }
        Ok(errors)
    }

    /// The editions of a document in all its languages, oldest first, ordered as [`StoredEdition`] says; none for a
    /// document that is not in the store.
    ///
    /// # Errors
    /// [`StoreError::DamagedRecord`] when no record can be read and one at the tip of `HEAD` is damaged. Otherwise
    /// damaged ones are passed over: [`Store::unreadable`] names them.
    pub fn editions(&self, document: &DocumentName) -> Result<Vec<StoredEdition>, StoreError> {
        let Found { editions, damaged } = find(&self.git, document)?;
        match damaged.into_iter().next() {
            Some(error) if editions.is_empty() => Err(error),
            _ => Ok(editions),
        }
    }

    /// The original's bytes, as received.
    ///
    /// # Errors
    /// [`StoreError::ChangedOriginal`] where the bytes are not those of the record; what libgit2 says.
    pub fn original(&self, stored: &StoredEdition) -> Result<Vec<u8>, StoreError> {
        let original = self.git.blob(stored.original)?;
        let found = record::sha256(&original);
        // A commit by hand, a merge or a conversion of line ends replaces an edition without a word. git's own id
        // says only that the bytes are those of that commit.
        if found != stored.edition.sha256 {
            return Err(StoreError::ChangedOriginal {
                address: stored.edition.address(),
                commit: short(&stored.commit).to_owned(),
                recorded: stored.edition.sha256.clone(),
                found,
            });
        }
        Ok(original)
    }

    /// The text's bytes: canonical Markdown, UTF-8 unless somebody else wrote it.
    ///
    /// # Errors
    /// As [`Store::original`]: a text is worth no more than the original that it was made from.
    pub fn text(&self, stored: &StoredEdition) -> Result<Vec<u8>, StoreError> {
        self.original(stored)?;
        self.git.blob(stored.text)
    }

    /// The bytes of `path` at a git revision, both spelled as in `git show HEAD~3:docs/privacy.md`; the path counts
    /// from the root of the repository. The repository need not hold editions.
    ///
    /// # Errors
    /// An unknown revision or path, with the nearest known; a path that is no plain file; a shallow clone that may
    /// not reach back so far.
    pub fn read_at(&self, revision: &str, path: &str) -> Result<Vec<u8>, StoreError> {
        self.git.read_at(revision, path)
    }

    /// The editions of a document that were taken out, in the order in which they were.
    ///
    /// # Errors
    /// [`StoreError::DamagedRecord`] when the list cannot be read; what libgit2 says.
    pub fn withdrawn(&self, document: &DocumentName) -> Result<Vec<withdrawn::Withdrawn>, StoreError> {
        withdrawn::read(&self.git, Some(self.git.tip_commit()?), document)
    }
}

/// The editions of a document, and what is wrong with those that cannot be read.
pub(in crate::store) struct Found {
    /// The editions, as [`Store::editions`] gives them.
    pub editions: Vec<StoredEdition>,
    /// Records at the tip that cannot be read. Those further back in the history nobody can mend any more.
    pub damaged: Vec<StoreError>,
}

/// The editions of a document in `git`; an error where one at the tip is damaged: a writer must not write over it.
pub(in crate::store) fn editions_of(
    git: &Git,
    document: &DocumentName,
) -> Result<Vec<StoredEdition>, StoreError> {
    let Found { editions, damaged } = find(git, document)?;
    damaged.into_iter().next().map_or(Ok(editions), Err)
}

/// The editions of a document in `git`.
pub(in crate::store) fn find(git: &Git, document: &DocumentName) -> Result<Found, StoreError> {
    let tip = git.tip_commit()?;
    let mut states = Vec::new();
    let mut damaged = Vec::new();
    for state in git.folder_states(tip, document)? {
        match stored::read(git, document, &state) {
            Ok(stored) => states.extend(stored),
            Err(error @ StoreError::DamagedRecord { .. }) => {
                let folder = format!("{}/{document}/{}", layout::SNAPSHOTS, state.language);
                if git.folder_at(tip, &folder)? == Some(state.folder) {
                    damaged.push(error);
                }
            }
            Err(error) => return Err(error),
        }
    }
    let gone = withdrawn::read(git, Some(tip), document)?;
    let mut editions = order::in_order(states);
    editions.retain(|stored| !gone.iter().any(|gone| gone.is_of(&stored.edition)));
    Ok(Found { editions, damaged })
}
