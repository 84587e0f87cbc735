//! The journal: what a writer is about to do, on disk before it does it, so that the next writer can finish it or
//! clear it away.

use super::error::StoreError;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// One snapshot under way. Its objects are on disk when it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journal {
    /// The reference that is to be moved.
    pub reference: String,
    /// What it names, in hexadecimal; nothing while it is unborn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// What it is to name.
    pub new: String,
    /// Git folder of the work tree that is to follow, from the common git folder; nothing where there is no work tree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub git_dir: Option<PathBuf>,
    /// What the writer puts in the lock file of the index.
    pub token: String,
    /// The folders that it changes, from the root of the repository.
    pub folders: Vec<String>,
}

impl Journal {
    /// Puts the journal on disk, whole.
    pub fn write(&self, common_dir: &Path) -> Result<(), StoreError> {
        let path = path(common_dir);
        let temporary = common_dir.join("recension.journal.tmp");
        let text = toml::to_string(self).map_err(|error| {
            StoreError::io("write", &path)(std::io::Error::new(ErrorKind::InvalidData, error.to_string()))
        })?;
        let written = File::create(&temporary)
            .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
            .and_then(|()| fs::rename(&temporary, &path))
            .and_then(|()| sync_folder(common_dir));
        written.map_err(StoreError::io("write", path))
    }

    /// The journal that a killed writer left. One that cannot be read is of no use to anybody: it is as good as none,
    /// since it was renamed into place whole.
    pub fn read(common_dir: &Path) -> Result<Option<Self>, StoreError> {
        match fs::read_to_string(path(common_dir)) {
            Ok(text) => Ok(toml::from_str(&text).ok()),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::InvalidData) => Ok(None),
            Err(error) => Err(StoreError::io("read", path(common_dir))(error)),
        }
    }

    /// Removes it: what it announced is done or undone.
    pub fn remove(common_dir: &Path) -> Result<(), StoreError> {
        match fs::remove_file(path(common_dir)) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(StoreError::io("remove", path(common_dir))(error))
            }
            _ => Ok(()),
        }
    }
}

fn path(common_dir: &Path) -> PathBuf {
    common_dir.join("recension.journal")
}

/// Makes a rename in the folder last. Only Unix lets a folder be opened and flushed; elsewhere the file system's own
/// journal has to do.
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
