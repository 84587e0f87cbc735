//! Lock files of git that a killed writer left.
//!
//! They stay when their process ends. One may be removed only if a journal announced it, its content says that it was
//! the dead writer's, and nobody works on it any more.

use crate::store::error::StoreError;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a lock file must stay the same to be dead: a live program holds the lock of a reference for microseconds
/// between making and filling it.
const STILL_FOR: Duration = Duration::from_millis(100);

/// The lock file that git and libgit2 take for a file.
pub(in crate::store) fn lock_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    name.into()
}

/// Removes the lock file at `path` if it is a dead writer's: `is_ours` knows its content, and it stays as it is for
/// a while.
pub(in crate::store) fn clear_stale(path: &Path, is_ours: impl Fn(&[u8]) -> bool) -> Result<(), StoreError> {
    let Some(before) = look(path)? else { return Ok(()) };
    if !is_ours(&before.content) {
        return Ok(());
    }
    std::thread::sleep(STILL_FOR);
    match look(path)? {
        Some(after) if after == before => match fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(StoreError::io("remove", path)(error)),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// What tells one lock file from another at the same path.
#[derive(PartialEq, Eq)]
struct Look {
    content: Vec<u8>,
    modified: Option<std::time::SystemTime>,
    file: Option<u64>,
}

fn look(path: &Path) -> Result<Option<Look>, StoreError> {
    /// Git's locks of references hold an id; the index's lock is read only as far as ours would go.
    const MOST: u64 = 4096;
    use std::io::Read;
    let opened = File::open(path).and_then(|file| {
        let about = file.metadata()?;
        let mut content = Vec::new();
        file.take(MOST).read_to_end(&mut content)?;
        Ok(Look { content, modified: about.modified().ok(), file: file_number(&about) })
    });
    match opened {
        Ok(look) => Ok(Some(look)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::io("read", path)(error)),
    }
}

#[cfg(unix)]
fn file_number(about: &fs::Metadata) -> Option<u64> {
    Some(std::os::unix::fs::MetadataExt::ino(about))
}

#[cfg(not(unix))]
fn file_number(_: &fs::Metadata) -> Option<u64> {
    None
}
