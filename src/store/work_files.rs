//! Files of the work tree: written whole or not at all, and never through a link.

use crate::store::error::StoreError;
use crate::store::git::ObjectId;
use crate::store::git::file_changes::{FileChange, Guard};
use crate::store::safe_write::write_anew;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// The file that a new one is first written to, in the same folder. One that is there was left by a killed writer.
const TEMPORARY: &str = ".recension.tmp";

/// Refuses the folder at `folder` (from the root of the work tree) when a part of the way to it is there and no
/// folder, and any of `files` in it that is there and no file.
pub(in crate::store) fn check(work_dir: &Path, folder: &str, files: &[String]) -> Result<(), StoreError> {
    let mut way = String::new();
    for part in folder.split('/') {
        if !way.is_empty() {
            way.push('/');
        }
        way.push_str(part);
        match kind(&work_dir.join(&way))? {
            None => return Ok(()),
            Some(Kind::Folder) => {}
            Some(Kind::File | Kind::Other) => return Err(StoreError::NotAFolder { path: way }),
        }
    }
    for file in files {
        let path = format!("{folder}/{file}");
        if matches!(kind(&work_dir.join(&path))?, Some(Kind::Folder | Kind::Other)) {
            return Err(StoreError::NotAFile { path });
        }
    }
    Ok(())
}

/// Gives one file its new state; `content` is its new bytes where it is to exist.
pub(in crate::store) fn apply(
    work_dir: &Path,
    change: &FileChange,
    content: Option<&[u8]>,
    guard: Guard,
) -> Result<(), StoreError> {
    let (folder, name) = change.path.rsplit_once('/').unwrap_or(("", &change.path));
    let path = work_dir.join(&change.path);
    match (guard, check(work_dir, folder, &[name.to_owned()])) {
        (Guard::Checked, checked) => checked?,
        (Guard::OnlyUntouched, Err(_)) => return Ok(()),
        (Guard::OnlyUntouched, Ok(())) => {
            let here = content_id(&path)?;
            if here == change.new || here != change.old {
                return Ok(());
            }
        }
    }
    match content {
        Some(content) => write_whole(&work_dir.join(folder), &path, content),
        None => match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(StoreError::io("remove", path)(error)),
            _ => {
                remove_empty(work_dir, folder);
                Ok(())
            }
        },
    }
}

/// Removes a folder and those above it that hold nothing any more, as git does; one that holds something stays.
fn remove_empty(work_dir: &Path, folder: &str) {
    let mut folder = folder;
    while !folder.is_empty() && fs::remove_dir(work_dir.join(folder)).is_ok() {
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
    }
}

/// Writes the first file of a folder, where the folder has none of that name.
pub(in crate::store) fn write_first(
    work_dir: &Path,
    folder: &str,
    name: &str,
    content: &str,
) -> Result<(), StoreError> {
    let path = work_dir.join(folder).join(name);
    if kind(&path)?.is_some() {
        return Ok(());
    }
    check(work_dir, folder, &[])?;
    write_whole(&work_dir.join(folder), &path, content.as_bytes())
}

/// Whether the file at `path` has exactly this content.
pub(in crate::store) fn has_content(path: &Path, id: ObjectId) -> bool {
    matches!(content_id(path), Ok(Some(here)) if here == id)
}

/// Removes what a killed writer left in the folder.
pub(in crate::store) fn clean(work_dir: &Path, folder: &str) -> Result<(), StoreError> {
    check(work_dir, folder, &[])?;
    let path = work_dir.join(folder).join(TEMPORARY);
    match fs::remove_file(&path) {
        Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Err(StoreError::io("remove", path)(error))
        }
        _ => Ok(()),
    }
}

fn write_whole(folder: &Path, path: &Path, content: &[u8]) -> Result<(), StoreError> {
    fs::create_dir_all(folder).map_err(StoreError::io("create the folder", folder))?;
    let temporary = folder.join(TEMPORARY);
    write_anew(&temporary, content).map_err(StoreError::io("write", &temporary))?;
    fs::rename(&temporary, path).map_err(StoreError::io("write", path))
}

/// The blob id of a plain file's content, if there is such a file.
fn content_id(path: &Path) -> Result<Option<ObjectId>, StoreError> {
    match kind(path)? {
        Some(Kind::File) => {
            let bytes = fs::read(path).map_err(StoreError::io("read", path))?;
            ObjectId::of_blob(&bytes).map(Some)
        }
        _ => Ok(None),
    }
}

enum Kind {
    File,
    Folder,
    Other,
}

/// What is at a path itself, not behind a link.
fn kind(path: &Path) -> Result<Option<Kind>, StoreError> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => Ok(Some(Kind::File)),
        Ok(found) if found.is_dir() => Ok(Some(Kind::Folder)),
        Ok(_) => Ok(Some(Kind::Other)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(StoreError::io("look at", path)(error)),
    }
}
