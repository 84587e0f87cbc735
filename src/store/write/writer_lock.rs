//! One writer at a time: a lock of the operating system, which ends with the process that holds it.

use crate::store::error::StoreError;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a writer waits for the others. A snapshot takes 16 ms with its flushes to disk (ext4 on an SSD, a short
/// history) and some 200 ms on a history of 10,000 commits, so hundreds pass before this gives up.
const MAX_WAIT: Duration = Duration::from_secs(60);
/// How often it asks whether its turn has come: well under the time that a snapshot takes.
const ASK_EVERY: Duration = Duration::from_millis(5);

/// Held by a writer while it writes; dropping it, or dying, lets the next one in.
#[derive(Debug)]
pub(in crate::store) struct WriterLock {
    _file: File,
}

impl WriterLock {
    /// Takes the lock if nobody holds it.
    pub fn try_acquire(common_dir: &Path) -> Result<Option<Self>, StoreError> {
        let (path, file) = open(common_dir)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(source)) => Err(StoreError::io("lock", path)(source)),
        }
    }

    /// Waits for the turn to write.
    pub fn acquire(common_dir: &Path) -> Result<Self, StoreError> {
        let (path, file) = open(common_dir)?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) if start.elapsed() < MAX_WAIT => std::thread::sleep(ASK_EVERY),
                Err(TryLockError::WouldBlock) => {
                    return Err(StoreError::OtherWriter { path: common_dir.to_owned() });
                }
                Err(TryLockError::Error(source)) => return Err(StoreError::io("lock", path)(source)),
            }
        }
    }
}

fn open(common_dir: &Path) -> Result<(PathBuf, File), StoreError> {
    let path = common_dir.join("recension.lock");
    // A repository from an archive may hold a link here, which would make a file wherever it leads.
    if std::fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file()) {
        return Err(StoreError::NotALockFile { path });
    }
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(StoreError::io("open", &path))?;
    Ok((path, file))
}
