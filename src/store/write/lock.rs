//! Locks: one writer at a time, and lock files of git that a killed writer left.
//!
//! The writer's lock is one of the operating system, which ends with the process that holds it. Git's own locks are
//! files that stay; one of them may be removed only if a journal announced it, its content says that it was the dead
//! writer's, and nobody works on it any more.

use crate::store::error::StoreError;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a writer waits for the others. A snapshot takes 16 ms with its flushes to disk (ext4 on an SSD, a short
/// history) and some 200 ms on a history of 10,000 commits, so hundreds pass before this gives up.
const MAX_WAIT: Duration = Duration::from_secs(60);
/// How often it asks whether its turn has come: well under the time that a snapshot takes.
const ASK_EVERY: Duration = Duration::from_millis(5);
/// How long a lock file must stay the same to be dead: a live program holds the lock of a reference for microseconds
/// between making and filling it.
const STILL_FOR: Duration = Duration::from_millis(100);

/// Held by a writer while it writes; dropping it, or dying, lets the next one in.
#[derive(Debug)]
pub(in crate::store) struct WriterLock {
    _file: File,
}

impl WriterLock {
    /// Waits for the turn to write.
    pub fn acquire(common_dir: &Path) -> Result<Self, StoreError> {
        let path = common_dir.join("recension.lock");
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(StoreError::io("open", &path))?;
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

/// Waits between attempts at what another program holds: a little, then longer, never the same for two writers.
#[derive(Debug)]
pub(in crate::store) struct Patience {
    attempts: u32,
    most: u32,
}

impl Patience {
    /// Attempts `most` times.
    pub fn new(most: u32) -> Self {
        Self { attempts: 0, most }
    }

    /// How often it was tried.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Waits before the next attempt; false when it is time to give up.
    pub fn wait(&mut self) -> bool {
        self.attempts += 1;
        if self.attempts >= self.most {
            return false;
        }
        let clock = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let chance = u64::from(clock.subsec_nanos() ^ std::process::id()) % 10;
        std::thread::sleep(Duration::from_millis(u64::from(self.attempts.min(20)) * 5 + chance));
        true
    }
}

/// The lock file that git and libgit2 take for a file.
pub(in crate::store) fn lock_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    name.into()
}
