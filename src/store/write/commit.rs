//! One commit that puts files into folders, in an order in which a kill at any instant loses nothing that was reported:
//!
//! 1. take the writer's lock; finish what a killed writer left (`repair`);
//! 2. decide what is new, and refuse to touch what the user has not committed;
//! 3. write the objects, then the journal, each flushed to disk;
//! 4. move the reference by compare-and-swap; when something else moved it first, begin again at 2;
//! 5. bring the files and their index entries into the work tree that has the branch checked out;
//! 6. remove the journal, let go of the lock, report.
//!
//! The commit is built on the tree of the branch's tip, never from the index, so that nothing that the user has
//! staged gets into it.

use crate::store::error::StoreError;
use crate::store::git::file_changes::{self, FileChange, Guard};
use crate::store::git::index::IndexLock;
use crate::store::git::reference::{Moved, Tip};
use crate::store::git::stale_lock::lock_path;
use crate::store::git::{Git, ObjectId};
use crate::store::layout;
use crate::store::retry::Patience;
use crate::store::work_files;
use crate::store::write::check_out::bring_out;
use crate::store::write::journal::Journal;
use crate::store::write::new_edition::Author;
use crate::store::write::repair;
use crate::store::write::writer_lock::WriterLock;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Attempts at moving the reference. Only programs other than this one compete for it, since writers take turns:
/// with [`Patience`] that is some three seconds.
const ATTEMPTS: u32 = 40;

/// What a commit puts into one folder.
pub(in crate::store) struct FolderWrite {
    /// The folder, from the root of the repository.
    pub folder: String,
    /// Its new files: name and content.
    pub files: Vec<(String, Vec<u8>)>,
    /// Which of the files that are there go, where `files` does not have them.
    pub goes: fn(&str) -> bool,
}

/// One commit.
pub(in crate::store) struct Step {
    /// What it writes.
    pub folders: Vec<FolderWrite>,
    /// Its message.
    pub message: String,
}

/// Commits to be made, one on the other. The branch is moved once, to the last: all are made or none.
pub(in crate::store) struct Planned<T> {
    /// The commits, oldest first.
    pub steps: Vec<Step>,
    /// What the caller wants to know of them when they are made.
    pub note: T,
}

/// Makes the commits that `plan` decides on for a tip, on the branch of `HEAD`, and gives the first; none where it
/// decides on none. When this returns, they are on disk.
///
/// # Errors
/// What `plan` says; changes of the user in one of the folders, a merge or rebase under way, and whatever keeps
/// another program or the file system from letting the store write. Nothing is stored then, except with
/// [`StoreError::NotShown`].
pub(in crate::store) fn commit<T>(
    git: &Git,
    author: &Author,
    plan: impl Fn(&Git, &Tip) -> Result<Option<Planned<T>>, StoreError>,
) -> Result<Option<(ObjectId, T)>, StoreError> {
    let _lock = WriterLock::acquire(git.common_dir())?;
    let git = git.for_writing()?;
    repair::repair(&git)?;
    let mut patience = Patience::new(ATTEMPTS);
    loop {
        let tip = git.tip()?;
        let Some(Planned { mut steps, note }) = plan(&git, &tip)? else { return Ok(None) };
        add_attributes(&git, &tip, &mut steps)?;
        let attempt = Attempt::prepare(&git, tip, steps)?;
        let (first, last) = attempt.write_objects(author)?;
        let moved = attempt.publish(last)?;
        if moved == Moved::Yes {
            return Ok(Some((first, note)));
        }
        if !patience.wait() {
            return Err(match moved {
                Moved::Locked => StoreError::Busy { lock: attempt.reference_lock() },
                _ => {
                    StoreError::Contended { reference: attempt.tip.reference, attempts: patience.attempts() }
                }
            });
        }
    }
}

/// Adds the attributes that keep git from converting originals, where the repository has none for `snapshots/`.
fn add_attributes(git: &Git, tip: &Tip, steps: &mut [Step]) -> Result<(), StoreError> {
    let there = git.files_at(tip.commit, layout::SNAPSHOTS)?;
    if let Some(first) = steps.first_mut().filter(|_| !there.contains_key(layout::ATTRIBUTES)) {
        let attributes = (layout::ATTRIBUTES.to_owned(), layout::NO_CONVERSION.as_bytes().to_vec());
        let folder = layout::SNAPSHOTS.to_owned();
        first.folders.push(FolderWrite { folder, files: vec![attributes], goes: |_| false });
    }
    Ok(())
}

/// One attempt at a commit, on one tip.
struct Attempt<'a> {
    git: &'a Git,
    tip: Tip,
    /// The repository as the work tree sees it that is to follow.
    work_tree: Option<Git>,
    steps: Vec<Step>,
}

impl<'a> Attempt<'a> {
    /// Looks at everything that could refuse the commit; writes nothing.
    fn prepare(git: &'a Git, tip: Tip, steps: Vec<Step>) -> Result<Self, StoreError> {
        let work_tree = git.work_tree_on(&tip.reference)?;
        if let Some(what) = work_tree.as_ref().and_then(Git::in_progress) {
            return Err(StoreError::InProgress { what });
        }
        for write in steps.iter().flat_map(|step| &step.folders) {
            if let Some(tree) = &work_tree {
                let names: Vec<String> = write.files.iter().map(|(name, _)| name.clone()).collect();
                if let Some(work_dir) = tree.work_dir() {
                    work_files::check(work_dir, &write.folder, &names)?;
                }
                tree.check_untouched(&write.folder, &write.files, write.goes)?;
            }
        }
        Ok(Self { git, tip, work_tree, steps })
    }

    /// Writes the blobs, the trees and the commits; no reference names them yet. Gives the first and the last.
    fn write_objects(&self, author: &Author) -> Result<(ObjectId, ObjectId), StoreError> {
        let mut parent = self.tip.commit;
        let mut first = None;
        for Step { folders, message } in &self.steps {
            let mut tree = parent.map(|parent| self.git.root_tree(parent)).transpose()?;
            for write in folders {
                tree = Some(self.write_folder(parent, tree, write)?);
            }
            let tree = tree.ok_or(StoreError::NothingGiven)?;
            parent = Some(self.git.write_commit(parent, tree, author, message)?);
            first = first.or(parent);
        }
        first.zip(parent).ok_or(StoreError::NothingGiven)
    }

    /// The tree that `tree` becomes by one folder's new files.
    fn write_folder(
        &self,
        parent: Option<ObjectId>,
        tree: Option<ObjectId>,
        write: &FolderWrite,
    ) -> Result<ObjectId, StoreError> {
        let before = self.git.files_at(parent, &write.folder)?;
        let mut after: BTreeMap<_, _> =
            before.into_keys().filter(|name| (write.goes)(name)).map(|name| (name, None)).collect();
        for (name, content) in &write.files {
            after.insert(name.clone(), Some(self.git.write_blob(content)?));
        }
        self.git.write_tree(tree, &write.folder, &after)
    }

    /// The folders that the commits write, each once.
    fn folders(&self) -> BTreeSet<&str> {
        self.steps.iter().flat_map(|step| &step.folders).map(|write| write.folder.as_str()).collect()
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
        for folder in self.folders() {
            let before = self.git.files_at(self.tip.commit, folder)?;
            let after = self.git.files_at(Some(commit), folder)?;
            changes.extend(file_changes::between(folder, &before, &after));
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
            folders: self.folders().into_iter().map(str::to_owned).collect(),
        }
    }
}
