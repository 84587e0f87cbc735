//! The journal: what a writer is about to do, on disk before it does it, so that the next writer can finish it or
//! clear it away.

use crate::store::error::StoreError;
use crate::store::git::loose::sync_folder;
use crate::store::layout;
use crate::store::safe_write::write_anew;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

/// One snapshot under way. Its objects are on disk when it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct Journal {
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
        let written = write_anew(&temporary, text.as_bytes())
            .and_then(|()| fs::rename(&temporary, &path))
            .and_then(|()| sync_folder(common_dir));
        written.map_err(StoreError::io("write", path))
    }

    /// Whether there is one: a writer is at work, or was killed.
    pub fn is_left(common_dir: &Path) -> bool {
        fs::symlink_metadata(path(common_dir)).is_ok()
    }

    /// The journal that a killed writer left. One that cannot be read, or names paths that no writer would, is as good
    /// as none: a writer renames it into place whole, and a repository from elsewhere may bring anything.
    pub fn read(common_dir: &Path) -> Result<Option<Self>, StoreError> {
        // A pipe or a link is no file that a writer made, and reading a pipe would wait for ever.
        if fs::symlink_metadata(path(common_dir)).is_ok_and(|found| !found.is_file()) {
            return Ok(None);
        }
        match fs::read_to_string(path(common_dir)) {
            Ok(text) => Ok(toml::from_str(&text).ok().filter(Self::is_sound)),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::InvalidData) => Ok(None),
            Err(error) => Err(StoreError::io("read", path(common_dir))(error)),
        }
    }

    /// Whether every path in it stays inside the git folder, or in a folder that the store writes.
    fn is_sound(&self) -> bool {
        let inside = |path: &Path| path.components().all(|part| matches!(part, Component::Normal(_)));
        let reference = self.reference == "HEAD" || self.reference.starts_with("refs/");
        reference
            && self.folders.iter().all(|folder| layout::is_written(folder))
            && inside(Path::new(&self.reference))
            && self.git_dir.as_deref().is_none_or(inside)
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

#[cfg(test)]
mod tests {
    use super::Journal;

    fn journal() -> Journal {
        Journal {
            reference: "refs/heads/main".to_owned(),
            old: None,
            new: "0".repeat(40),
            git_dir: Some("worktrees/one".into()),
            token: "recension 1 2\n".to_owned(),
            folders: ["snapshots/roadmap/zh-Hant", "snapshots/roadmap", "snapshots"]
                .map(str::to_owned)
                .into(),
        }
    }

    #[test]
    fn comes_back_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Journal::read(folder.path()).unwrap(), None);
        journal().write(folder.path()).unwrap();
        assert_eq!(Journal::read(folder.path()).unwrap(), Some(journal()));
        Journal::remove(folder.path()).unwrap();
        assert_eq!(Journal::read(folder.path()).unwrap(), None);
    }

    #[test]
    fn one_that_points_elsewhere_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = [
            Journal { reference: "refs/../../x".to_owned(), ..journal() },
            Journal { reference: "config".to_owned(), ..journal() },
            Journal { git_dir: Some("/etc".into()), ..journal() },
            Journal { git_dir: Some("../other".into()), ..journal() },
            Journal { folders: vec!["snapshots/../..".to_owned()], ..journal() },
            Journal { folders: vec!["src/a/b".to_owned()], ..journal() },
            Journal { folders: vec!["snapshots/a/b/c".to_owned()], ..journal() },
            Journal { folders: vec!["snapshots//b".to_owned()], ..journal() },
        ];
        for journal in elsewhere {
            journal.write(folder.path()).unwrap();
            assert_eq!(Journal::read(folder.path()).unwrap(), None, "{journal:?}");
        }
        std::fs::write(folder.path().join("recension.journal"), b"\xff\xfe").unwrap();
        assert_eq!(Journal::read(folder.path()).unwrap(), None);
    }
}
