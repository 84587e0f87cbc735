//! Finishing or clearing away what a killed writer began; runs under the writer's lock, so it is known
//! to be dead.

use crate::store::error::StoreError;
use crate::store::git::file_changes::{self, Guard};
use crate::store::git::index::index_lock;
use crate::store::git::stale_lock::{clear_stale, lock_path};
use crate::store::git::{Git, ObjectId};
use crate::store::work_files;
use crate::store::write::check_out::bring_out;
use crate::store::write::journal::Journal;
use crate::store::write::writer_lock::WriterLock;

/// Finishes what a killed writer left, where it left anything and nobody writes now. Every command that opens a store
/// asks for it, so that git is not locked until the next snapshot.
///
/// A store that cannot be written is read as it is: nothing that it holds depends on the repair.
pub(in crate::store) fn repair_if_idle(git: &Git) {
    if !Journal::is_left(git.common_dir()) {
        return;
    }
    if let Ok(Some(_lock)) = WriterLock::try_acquire(git.common_dir()) {
        let _ = repair(git);
    }
}

/// Does what the journal says is left to do.
///
/// If the reference was moved, files and index entries that are still as before the snapshot follow it; what the user
/// has changed since is left alone. If it was not, there is nothing but lock files: objects that nothing names are
/// git's to collect.
pub(in crate::store) fn repair(git: &Git) -> Result<(), StoreError> {
    let Some(journal) = Journal::read(git.common_dir())? else { return Journal::remove(git.common_dir()) };
    clear_reference_lock(git, &journal)?;
    if let Some(tree) = work_tree(git, &journal) {
        clear_stale(&index_lock(tree.git_dir()), |content| content == journal.token.as_bytes())?;
        finish(&tree, &journal)?;
    }
    Journal::remove(git.common_dir())
}

/// libgit2 makes the lock file empty, writes the new id into it and renames it.
fn clear_reference_lock(git: &Git, journal: &Journal) -> Result<(), StoreError> {
    let folder = match (&journal.git_dir, journal.reference.as_str()) {
        (Some(git_dir), "HEAD") => git.common_dir().join(git_dir),
        _ => git.common_dir().to_owned(),
    };
    let filled = format!("{}\n", journal.new);
    clear_stale(&lock_path(&folder.join(&journal.reference)), |content| {
        filled.as_bytes().starts_with(content)
    })
}

/// The work tree that was to follow, if it is still there.
fn work_tree(git: &Git, journal: &Journal) -> Option<Git> {
    let git_dir = git.common_dir().join(journal.git_dir.as_ref()?);
    let tree = Git::open_exactly(&git_dir).ok()?;
    tree.work_dir()?.is_dir().then_some(tree)
}

fn finish(tree: &Git, journal: &Journal) -> Result<(), StoreError> {
    let tip = tree.tip()?;
    let (Some(now), Some(new)) = (tip.commit, ObjectId::parse(&journal.new)) else { return Ok(()) };
    let moved = tip.reference == journal.reference && tree.is_in_history(new, now)?;
    let old = journal.old.as_deref().and_then(ObjectId::parse);
    for folder in &journal.folders {
        let Some(work_dir) = tree.work_dir() else { continue };
        // Where the user has put something else since, there is nothing left to finish.
        if work_files::check(work_dir, folder, &[]).is_err() {
            continue;
        }
        work_files::clean(work_dir, folder)?;
        if moved {
            let before = tree.files_at(old, folder)?;
            let now = tree.files_at(Some(now), folder)?;
            let changes = file_changes::between(folder, &before, &now);
            if !changes.is_empty() {
                bring_out(tree, &changes, Guard::OnlyUntouched, &tree.lock_index(&journal.token)?)?;
            }
        }
    }
    Ok(())
}
