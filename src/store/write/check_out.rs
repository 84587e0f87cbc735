//! Bringing what was committed into the work tree and its index.

use crate::store::error::StoreError;
use crate::store::git::Git;
use crate::store::git::file_changes::{FileChange, Guard};
use crate::store::git::index::IndexLock;
use crate::store::work_files;

/// Gives the files of an edition's folder and their entries in the index the new state. `git` is the repository as
/// its work tree sees it; a bare one has nothing to bring.
pub(in crate::store) fn bring_out(
    git: &Git,
    changes: &[FileChange],
    guard: Guard,
    index: &IndexLock,
) -> Result<(), StoreError> {
    let Some(work_dir) = git.work_dir() else { return Ok(()) };
    for change in changes {
        let content = change.new.map(|id| git.blob(id)).transpose()?;
        work_files::apply(work_dir, change, content.as_deref(), guard)?;
    }
    index.update(work_dir, changes, guard)
}
