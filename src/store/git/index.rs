//! The index: whether the user has changes in an edition's folder, and the entries of the edition's files.
//!
//! The index is written by git's own rules (`index.lock` is made, then renamed over `index`), but the lock is taken
//! here and not by libgit2: it appears with its content at once, so that one which a killed writer left is known by
//! that content, whenever it is found.

use crate::store::error::StoreError;
use crate::store::git::file_changes::{FileChange, Guard};
use crate::store::git::loose::sync_folder;
use crate::store::git::stale_lock::lock_path;
use crate::store::git::{Git, ObjectId};
use crate::store::retry::Patience;
use crate::store::safe_write::write_anew;
use crate::store::work_files;
use crate::store::write::interrupt::Held;
use git2::{Index, IndexEntry, IndexTime, Status, StatusOptions};
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Attempts at the lock of the index; with [`Patience`] some five seconds, longer than git holds it for any index.
const ATTEMPTS: u32 = 60;
/// Extended flag of an entry whose file a sparse checkout leaves out (git's index format, version 3).
const SKIP_WORKTREE: u16 = 1 << 14;
/// Mode of a file in the index.
const FILE: u32 = 0o100_644;

impl Git {
    /// Refuses the folder when the user has changed one of the files that are to be written or removed in it, in the
    /// index or the work tree, and not committed it. Other files in it do not matter: they are left as they are.
    pub fn check_untouched(
        &self,
        folder: &str,
        files: &[(String, Vec<u8>)],
        goes: fn(&str) -> bool,
    ) -> Result<(), StoreError> {
        let index = self.repo.index().map_err(cannot_read)?;
        let mut way = Path::new(folder);
        loop {
            if index.get_path(way, 0).is_some() {
                return Err(StoreError::NotAFolder { path: way.to_string_lossy().into_owned() });
            }
            match way.parent().filter(|parent| !parent.as_os_str().is_empty()) {
                Some(parent) => way = parent,
                None => break,
            }
        }
        let mut options = StatusOptions::new();
        options.pathspec(folder).disable_pathspec_match(true);
        options.include_untracked(true).recurse_untracked_dirs(true);
        options.include_ignored(true).recurse_ignored_dirs(true);
        let statuses =
            self.repo.statuses(Some(&mut options)).map_err(StoreError::git("compare the work tree"))?;
        for entry in statuses.iter() {
            let path = String::from_utf8_lossy(entry.path_bytes()).into_owned();
            let name = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
            let new =
                files.iter().find(|(file, _)| name == Some(file)).map(|(_, content)| content.as_slice());
            if new.is_none() && !name.is_some_and(|name| !name.contains('/') && goes(name)) {
                continue;
            }
            let stored = index.get_path(Path::new(&path), 0);
            if !self.is_no_change(&path, entry.status(), stored.as_ref(), new) {
                return Err(StoreError::InTheWay { path });
            }
        }
        Ok(())
    }

    /// Whether the state of a file that is about to be written or removed says nothing that would be lost.
    fn is_no_change(
        &self,
        path: &str,
        status: Status,
        stored: Option<&IndexEntry>,
        new: Option<&[u8]>,
    ) -> bool {
        if status == Status::CURRENT {
            return true;
        }
        let here = || self.work_dir().and_then(|work_dir| fs::read(work_dir.join(path)).ok());
        match (status, stored) {
            (Status::WT_DELETED, Some(entry)) => entry.flags_extended & SKIP_WORKTREE != 0,
            // Attributes that convert line ends show a file as changed that nobody touched. git compares what it
            // would store; what counts here is the bytes.
            (Status::WT_MODIFIED, Some(entry)) => {
                let Ok(blob) = self.repo.find_blob(entry.id) else { return false };
                here().is_some_and(|here| unix_lines(&here) == unix_lines(blob.content()))
            }
            (Status::WT_NEW | Status::IGNORED, None) => new.is_some() && here().as_deref() == new,
            _ => false,
        }
    }

    /// Takes the lock of the index, waiting for other programs to let go of it. `token` is what the lock file holds.
    pub fn lock_index(&self, token: &str) -> Result<IndexLock, StoreError> {
        IndexLock::take(self.git_dir(), token)
    }
}

/// Bytes with every CR LF as LF.
fn unix_lines(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        if !(*byte == b'\r' && bytes.get(at + 1) == Some(&b'\n')) {
            out.push(*byte);
        }
    }
    out
}

/// Says why an index could not be read: libgit2 names the extension that it does not know, as git's index format
/// documents it.
fn cannot_read(error: git2::Error) -> StoreError {
    if error.message().contains("'link'") {
        StoreError::UnsupportedIndex { what: "split", mend: "update-index --no-split-index" }
    } else if error.message().contains("'sdir'") {
        StoreError::UnsupportedIndex { what: "sparse", mend: "sparse-checkout reapply --no-sparse-index" }
    } else {
        StoreError::git("read the index")(error)
    }
}

/// The path of the lock file of an index.
pub(in crate::store) fn index_lock(git_dir: &Path) -> PathBuf {
    lock_path(&git_dir.join("index"))
}

/// The lock of the index, with a copy of the index to work on; let go when dropped.
#[derive(Debug)]
pub(in crate::store) struct IndexLock {
    index: PathBuf,
    lock: PathBuf,
    draft: PathBuf,
    /// Last: fields are dropped in order, and the lock file is gone by then.
    _held: Held,
}

impl IndexLock {
    fn take(git_dir: &Path, token: &str) -> Result<Self, StoreError> {
        let lock = index_lock(git_dir);
        let announced = make_with_content(&lock, token, git_dir)?;
        let index = git_dir.join("index");
        let held = Self { index, lock, draft: git_dir.join("recension.index"), _held: announced };
        // What a killed writer left of them.
        let _ = fs::remove_file(lock_path(&held.draft));
        let _ = fs::remove_file(&held.draft);
        match fs::copy(&held.index, &held.draft) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(StoreError::io("read", &held.index)(error))
            }
            _ => Ok(held),
        }
    }

    /// Gives the entries of changed files their new state; every other entry stays as it is.
    pub fn update(&self, work_dir: &Path, changes: &[FileChange], guard: Guard) -> Result<(), StoreError> {
        let mut index = Index::open(&self.draft).map_err(cannot_read)?;
        let mut changed = false;
        for change in changes {
            let path = Path::new(&change.path);
            let here = index.get_path(path, 0).map(|entry| ObjectId(entry.id));
            if here == change.new || guard == Guard::OnlyUntouched && here != change.old {
                continue;
            }
            changed = true;
            let done = match change.new {
                Some(id) => index.add(&entry(work_dir, &change.path, id)),
                None => index.remove(path, 0),
            };
            done.map_err(StoreError::git("change the index"))?;
        }
        if changed {
            self.mark_racy(&mut index)?;
            index.write().map_err(StoreError::git("write the index"))?;
            self.commit()?;
        }
        Ok(())
    }

    /// Lets git read the files that were written in the instant of the last index, or later. It does so by the index's
    /// time, which is a new one after this; so, as git does, their entries get the size 0 ("racy git" in git's
    /// technical documentation). Without it a change that the user has made would be overlooked.
    fn mark_racy(&self, index: &mut Index) -> Result<(), StoreError> {
        let Ok(written) = fs::metadata(&self.index).and_then(|about| about.modified()) else { return Ok(()) };
        let written = written.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let racy: Vec<IndexEntry> = index.iter().filter(|entry| is_racy(entry, written)).collect();
        for mut entry in racy {
            entry.file_size = 0;
            index.add(&entry).map_err(StoreError::git("change the index"))?;
        }
        Ok(())
    }

    /// Makes the copy the index.
    fn commit(&self) -> Result<(), StoreError> {
        let synced = File::open(&self.draft).and_then(|file| file.sync_all());
        synced
            .and_then(|()| fs::rename(&self.draft, &self.index))
            // Without it a power cut shows the old index, and the new edition as a deletion that is staged.
            .and_then(|()| self.index.parent().map_or(Ok(()), sync_folder))
            .map_err(StoreError::io("write", &self.index))
    }
}

/// Whether the file of an entry may have changed without its time saying so. Entries in conflict have no time.
fn is_racy(entry: &IndexEntry, index_written: std::time::Duration) -> bool {
    let seconds = u64::from(entry.mtime.seconds().cast_unsigned());
    let nanoseconds = entry.mtime.nanoseconds();
    let at_once = seconds == index_written.as_secs()
        && (nanoseconds == 0 || nanoseconds >= index_written.subsec_nanos());
    seconds != 0 && (seconds > index_written.as_secs() || at_once)
}

impl Drop for IndexLock {
    fn drop(&mut self) {
        // There is nobody to report to here; the next writer clears what stays.
        let _ = fs::remove_file(&self.draft);
        let _ = fs::remove_file(&self.lock);
        // The journal that knows this lock goes next. If it went first on disk, nobody could clear the lock.
        let _ = self.lock.parent().map(sync_folder);
    }
}

/// Makes the lock file, with its content from the first instant: a link to a file that is written already.
fn make_with_content(lock: &Path, token: &str, git_dir: &Path) -> Result<Held, StoreError> {
    let written = git_dir.join("recension.token");
    write_anew(&written, token.as_bytes()).map_err(StoreError::io("write", &written))?;
    let made = link_patiently(&written, lock, token);
    let _ = fs::remove_file(&written);
    made
}

/// Makes the lock file out of one that is written, as soon as no other program holds it.
fn link_patiently(written: &Path, lock: &Path, token: &str) -> Result<Held, StoreError> {
    let mut patience = Patience::new(ATTEMPTS);
    loop {
        // Let go of before each wait: a signal need not wait for another program.
        let held = Held::announce()?;
        match link(written, lock, token) {
            Ok(()) => return Ok(held),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => drop(held),
            Err(error) => return Err(StoreError::io("create", lock)(error)),
        }
        if !patience.wait() {
            return Err(StoreError::Busy { lock: lock.to_owned() });
        }
    }
}

fn link(written: &Path, lock: &Path, token: &str) -> std::io::Result<()> {
    fs::hard_link(written, lock).or_else(|error| match error.kind() {
        ErrorKind::AlreadyExists => Err(error),
        // A file system without links: between making and filling a kill would leave an empty lock.
        _ => OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(lock)
            .and_then(|mut file| file.write_all(token.as_bytes())),
    })
}

/// The entry of a file. What the file system says about it lets git see without reading that nothing changed; where
/// the file is not as the entry says, git must read it, and zeros make it.
fn entry(work_dir: &Path, path: &str, id: ObjectId) -> IndexEntry {
    let file = work_dir.join(path);
    let known = if work_files::has_content(&file, id) { fs::symlink_metadata(&file).ok() } else { None };
    let mut entry = IndexEntry {
        ctime: IndexTime::new(0, 0),
        mtime: IndexTime::new(0, 0),
        dev: 0,
        ino: 0,
        mode: FILE,
        uid: 0,
        gid: 0,
        file_size: 0,
        id: id.0,
        flags: 0,
        flags_extended: 0,
        path: path.as_bytes().to_owned(),
    };
    if let Some(known) = known {
        describe(&mut entry, &known);
    }
    entry
}

/// Takes over what the index notes of a file; its fields are 32 bits wide and git cuts what is longer.
#[cfg(unix)]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the index keeps the low 32 bits, and so does git"
)]
fn describe(entry: &mut IndexEntry, file: &fs::Metadata) {
    use std::os::unix::fs::MetadataExt;
    entry.ctime = IndexTime::new(file.ctime() as i32, file.ctime_nsec() as u32);
    entry.mtime = IndexTime::new(file.mtime() as i32, file.mtime_nsec() as u32);
    entry.dev = file.dev() as u32;
    entry.ino = file.ino() as u32;
    entry.uid = file.uid();
    entry.gid = file.gid();
    entry.file_size = file.len() as u32;
}

#[cfg(not(unix))]
fn describe(_: &mut IndexEntry, _: &fs::Metadata) {}
