//! Storing editions, in an order in which a kill at any instant loses nothing that was reported:
//!
//! 1. take the writer's lock; finish what a killed writer left (`repair`);
//! 2. decide what is new, and refuse to touch what the user has not committed;
//! 3. write the objects, then the journal, each flushed to disk;
//! 4. move the reference by compare-and-swap; when something else moved it first, begin again at 2;
//! 5. bring the edition's files and index entries into the work tree that has the branch checked out;
//! 6. remove the journal, let go of the lock, report.
//!
//! The commit is built on the tree of the branch's tip, never from the index, so that nothing that the user has
//! staged gets into it.

use super::bring::bring_out;
use super::changes::{self, FileChange, Guard};
use super::editions::Store;
use super::error::StoreError;
use super::git::{Git, ObjectId};
use super::git_index::IndexLock;
use super::git_reference::{Moved, Tip};
use super::given::{self, Author, NewEdition};
use super::journal::Journal;
use super::lock::{Patience, WriterLock, lock_path};
use super::plan::{self, Planned};
use super::{layout, record, repair, trailers, work_files};
use crate::model::{Edition, Revision};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Attempts at moving the reference. Only programs other than this one compete for it, since writers take turns:
/// with [`Patience`] that is some three seconds.
const ATTEMPTS: u32 = 40;

/// What a snapshot did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stored {
    /// Everything was stored as it is; no commit was made.
    Unchanged,
    /// One commit was made.
    Committed {
        /// Its id in hexadecimal.
        commit: String,
        /// Editions that were stored, each with another revision of that document and language whose original has
        /// the same bytes.
        same_as: Vec<(Edition, Revision)>,
    },
}

impl Store {
    /// Stores editions as one commit on the branch of `HEAD`. When this returns, it is on disk.
    ///
    /// An edition that is stored already with the same bytes and record makes no commit. The same bytes read by
    /// another extractor, or with another record, make one that says so.
    ///
    /// # Errors
    /// [`StoreError::RevisionTaken`] for a stored revision with other bytes; changes of the user in the edition's
    /// folder, a merge or rebase under way, and whatever keeps another program or the file system from letting the
    /// store write. Nothing is stored then, except with [`StoreError::NotShown`].
    pub fn snapshot(&self, editions: &[NewEdition], author: &Author) -> Result<Stored, StoreError> {
        self.store(editions, author, false)
    }

    /// Like [`Store::snapshot`], but replaces a stored revision that has other bytes.
    ///
    /// # Errors
    /// As there, but for [`StoreError::RevisionTaken`].
    pub fn snapshot_replacing(&self, editions: &[NewEdition], author: &Author) -> Result<Stored, StoreError> {
        self.store(editions, author, true)
    }

    fn store(&self, editions: &[NewEdition], author: &Author, replace: bool) -> Result<Stored, StoreError> {
        given::check(editions)?;
        let _lock = WriterLock::acquire(self.git.common_dir())?;
        let git = self.git.for_writing()?;
        repair::repair(&git)?;
        let mut patience = Patience::new(ATTEMPTS);
        loop {
            let tip = git.tip()?;
            plan::check_case(&git, editions, tip.commit)?;
            let planned = plan::plan(&git, tip.commit.is_some(), editions, replace)?;
            if planned.is_empty() {
                return Ok(Stored::Unchanged);
            }
            let attempt = Attempt::prepare(&git, tip, &planned)?;
            let commit = attempt.write_objects(&planned, author)?;
            let moved = attempt.publish(commit)?;
            if moved == Moved::Yes {
                return Ok(report(commit, &planned));
            }
            if !patience.wait() {
                return Err(match moved {
                    Moved::Locked => StoreError::Busy { lock: attempt.reference_lock() },
                    _ => StoreError::Contended {
                        reference: attempt.tip.reference,
                        attempts: patience.attempts(),
                    },
                });
            }
        }
    }
}

fn report(commit: ObjectId, planned: &[Planned<'_>]) -> Stored {
    let same = planned.iter().flat_map(|planned| {
        planned.same_as.iter().map(|revision| (planned.new.edition.clone(), revision.clone()))
    });
    Stored::Committed { commit: commit.to_string(), same_as: same.collect() }
}

/// One attempt at a snapshot, on one tip.
struct Attempt<'a> {
    git: &'a Git,
    tip: Tip,
    /// The repository as the work tree sees it that is to follow.
    work_tree: Option<Git>,
    folders: Vec<String>,
}

impl<'a> Attempt<'a> {
    /// Looks at everything that could refuse the snapshot; writes nothing.
    fn prepare(git: &'a Git, tip: Tip, planned: &[Planned<'_>]) -> Result<Self, StoreError> {
        let work_tree = git.work_tree_on(&tip.reference)?;
        if let Some(what) = work_tree.as_ref().and_then(Git::in_progress) {
            return Err(StoreError::InProgress { what });
        }
        let mut folders = Vec::new();
        for Planned { new, .. } in planned {
            let folder = layout::folder(&new.edition.document, &new.edition.language);
            if let Some(tree) = &work_tree {
                let files =
                    [layout::TEXT.to_owned(), layout::RECORD.to_owned(), layout::original(&new.extension)];
                if let Some(work_dir) = tree.work_dir() {
                    work_files::check(work_dir, &folder, &files)?;
                }
                tree.check_untouched(&folder)?;
            }
            folders.push(folder);
        }
        Ok(Self { git, tip, work_tree, folders })
    }

    /// Writes the blobs, the trees and the commit; no reference names it yet.
    fn write_objects(&self, planned: &[Planned<'_>], author: &Author) -> Result<ObjectId, StoreError> {
        let mut tree = self.tip.commit.map(|tip| self.git.root_tree(tip)).transpose()?;
        for (Planned { new, .. }, folder) in planned.iter().zip(&self.folders) {
            let before = self.git.files_at(self.tip.commit, folder)?;
            // An original of another extension goes; files that somebody put there stay.
            let mut files: BTreeMap<_, _> =
                before.into_keys().filter(|name| layout::is_own(name)).map(|name| (name, None)).collect();
            let record = record::write(&new.edition).map_err(|reason| StoreError::DamagedRecord {
                path: format!("{folder}/{}", layout::RECORD),
                commit: "to be written".to_owned(),
                reason,
            })?;
            let contents = [
                (layout::TEXT.to_owned(), new.text.as_bytes()),
                (layout::original(&new.extension), &new.original),
                (layout::RECORD.to_owned(), record.as_bytes()),
            ];
            for (name, content) in contents {
                files.insert(name, Some(self.git.write_blob(content)?));
            }
            tree = Some(self.git.write_tree(tree, folder, &files)?);
        }
        let tree = tree.ok_or(StoreError::NothingGiven)?;
        let editions: Vec<_> = planned.iter().map(|p| (&p.new.edition, p.class)).collect();
        self.git.write_commit(self.tip.commit, tree, author, &trailers::message(&editions))
    }

    /// Makes the commit the tip, and its files visible; tells how moving the reference ended.
    fn publish(&self, commit: ObjectId) -> Result<Moved, StoreError> {
        let common = self.git.common_dir();
        let journal = self.journal(commit);
        journal.write(common)?;
        // Before the reference is moved, so that another program that works on the index keeps nothing half done.
        let index = self.work_tree.as_ref().map(|tree| tree.lock_index(&journal.token)).transpose();
        let moved = index.and_then(|index| {
            let moved = self.git.move_reference(&self.tip, commit, "commit: snapshot by recension")?;
            Ok((moved, index))
        });
        let index = match moved {
            Ok((Moved::Yes, index)) => index,
            Ok((not_moved, index)) => {
                drop(index);
                Journal::remove(common)?;
                return Ok(not_moved);
            }
            Err(error) => {
                Journal::remove(common)?;
                return Err(error);
            }
        };
        // From here on it is stored. The journal stays if the files cannot be written, for the next writer to try.
        let shown = match (&self.work_tree, &index) {
            (Some(tree), Some(index)) => self.show(tree, commit, index),
            _ => Ok(()),
        };
        // The lock file goes while the journal that knows it is still there.
        drop(index);
        shown
            .and_then(|()| Journal::remove(common))
            .map(|()| Moved::Yes)
            .map_err(|source| StoreError::NotShown { commit: commit.to_string(), source: source.into() })
    }

    fn show(&self, tree: &Git, commit: ObjectId, index: &IndexLock) -> Result<(), StoreError> {
        let mut changes: Vec<FileChange> = Vec::new();
        for folder in &self.folders {
            let before = self.git.files_at(self.tip.commit, folder)?;
            let after = self.git.files_at(Some(commit), folder)?;
            changes.extend(changes::between(folder, &before, &after));
        }
        bring_out(tree, &changes, Guard::Checked, index)
    }

    /// The lock file that git takes for the reference.
    fn reference_lock(&self) -> PathBuf {
        let folder = if self.tip.reference == "HEAD" { self.git.git_dir() } else { self.git.common_dir() };
        lock_path(&folder.join(&self.tip.reference))
    }

    fn journal(&self, commit: ObjectId) -> Journal {
        let common = self.git.common_dir();
        let git_dir = self.work_tree.as_ref().map(Git::git_dir);
        let clock = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Journal {
            reference: self.tip.reference.clone(),
            old: self.tip.commit.map(|id| id.to_string()),
            new: commit.to_string(),
            git_dir: git_dir.map(|dir| dir.strip_prefix(common).unwrap_or(dir).to_owned()),
            token: format!("recension {} {}\n", std::process::id(), clock.as_nanos()),
            folders: self.folders.clone(),
        }
    }
}
