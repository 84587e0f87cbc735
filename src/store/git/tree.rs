//! Reading and building git trees; nothing is checked out for it.

use crate::store::error::StoreError;
use crate::store::git::{Git, ObjectId};
use git2::{ErrorCode, Oid, Tree};
use std::collections::BTreeMap;

/// Mode of a folder in a tree.
const FOLDER: i32 = 0o040_000;
/// Mode of a file in a tree.
const FILE: i32 = 0o100_644;

/// The files right in a folder: name and blob. Names that are not UTF-8 are none of the store's.
pub(in crate::store) type Files = BTreeMap<String, ObjectId>;

impl Git {
    /// The tree of a commit.
    pub fn tree_of(&self, commit: ObjectId) -> Result<Tree<'_>, StoreError> {
        self.repo.find_commit(commit.0).and_then(|c| c.tree()).map_err(StoreError::git("read a commit"))
    }

    /// The message of a commit that its id in hexadecimal names.
    pub fn message_of(&self, commit: &str) -> Result<String, StoreError> {
        let found = Oid::from_str(commit).and_then(|id| self.repo.find_commit(id));
        let found = found.map_err(StoreError::git("read a commit"))?;
        Ok(String::from_utf8_lossy(found.message_bytes()).into_owned())
    }

    /// Whether a commit carries a signature.
    pub fn is_signed(&self, commit: &str) -> Result<bool, StoreError> {
        let found = Oid::from_str(commit).and_then(|id| self.repo.find_commit(id));
        let found = found.map_err(StoreError::git("read a commit"))?;
        Ok(found.header_field_bytes("gpgsig").is_ok())
    }

    /// The id of a commit's root tree.
    pub fn root_tree(&self, commit: ObjectId) -> Result<ObjectId, StoreError> {
        self.tree_of(commit).map(|tree| ObjectId(tree.id()))
    }

    /// The id of the folder at `path` (from the root, `/` between) in a commit, if it is there.
    pub fn folder_at(&self, commit: ObjectId, path: &str) -> Result<Option<ObjectId>, StoreError> {
        let tree = self.tree_of(commit)?;
        match tree.get_path(std::path::Path::new(path)) {
            Ok(entry) if entry.kind() == Some(git2::ObjectType::Tree) => Ok(Some(ObjectId(entry.id()))),
            Ok(_) => Ok(None),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(StoreError::git("read a folder of a commit")(error)),
        }
    }

    /// The names of the folders right in a folder.
    pub fn folders_in(&self, folder: ObjectId) -> Result<Vec<(String, ObjectId)>, StoreError> {
        let tree = self.find_tree(folder.0)?;
        let folders = tree.iter().filter(|entry| entry.kind() == Some(git2::ObjectType::Tree));
        Ok(folders.filter_map(|entry| Some((entry.name().ok()?.to_owned(), ObjectId(entry.id())))).collect())
    }

    /// The plain files right in a folder.
    pub fn files_in(&self, folder: ObjectId) -> Result<Files, StoreError> {
        let tree = self.find_tree(folder.0)?;
        let files = tree.iter().filter(|entry| entry.filemode() & 0o170_000 == 0o100_000);
        Ok(files.filter_map(|entry| Some((entry.name().ok()?.to_owned(), ObjectId(entry.id())))).collect())
    }

    /// The plain files of the folder at `path` in a commit; none where the folder or the commit is missing.
    pub fn files_at(&self, commit: Option<ObjectId>, path: &str) -> Result<Files, StoreError> {
        let Some(commit) = commit else { return Ok(Files::new()) };
        self.folder_at(commit, path)?.map_or_else(|| Ok(Files::new()), |folder| self.files_in(folder))
    }

    /// Writes the tree that `base` becomes when in the folder at `path` each file is set to its blob, or removed
    /// where it has none. Everything else stays as it is.
    pub fn write_tree(
        &self,
        base: Option<ObjectId>,
        path: &str,
        files: &BTreeMap<String, Option<ObjectId>>,
    ) -> Result<ObjectId, StoreError> {
        let parts: Vec<_> = path.split('/').collect();
        self.with_files(base.map(|id| id.0), &parts, 0, files).map(ObjectId)
    }

    fn with_files(
        &self,
        base: Option<Oid>,
        path: &[&str],
        depth: usize,
        files: &BTreeMap<String, Option<ObjectId>>,
    ) -> Result<Oid, StoreError> {
        let wrong = || StoreError::git("build a folder");
        let base = base.map(|id| self.find_tree(id)).transpose()?;
        let mut builder = self.repo.treebuilder(base.as_ref()).map_err(wrong())?;
        if let Some(name) = path.get(depth) {
            let below = match builder.get(*name).map_err(wrong())? {
                Some(entry) if entry.kind() == Some(git2::ObjectType::Tree) => Some(entry.id()),
                Some(_) => {
                    let path = path.get(..=depth).unwrap_or_default().join("/");
                    return Err(StoreError::NotAFolder { path });
                }
                None => None,
            };
            let there = below.is_some();
            let below = self.with_files(below, path, depth + 1, files)?;
            // git knows no empty folders: its index could not hold one.
            if !self.find_tree(below)?.is_empty() {
                builder.insert(*name, below, FOLDER).map_err(wrong())?;
            } else if there {
                builder.remove(*name).map_err(wrong())?;
            }
        } else {
            for (name, blob) in files {
                let there = builder.get(name.as_str()).map_err(wrong())?;
                if there.is_some_and(|entry| entry.kind() != Some(git2::ObjectType::Blob)) {
                    return Err(StoreError::NotAFile { path: format!("{}/{name}", path.join("/")) });
                }
                if let Some(blob) = blob {
                    builder.insert(name.as_str(), blob.0, FILE).map_err(wrong())?;
                } else if builder.get(name.as_str()).map_err(wrong())?.is_some() {
                    builder.remove(name.as_str()).map_err(wrong())?;
                }
            }
        }
        self.persist("build a folder", || builder.write()).map(|id| id.0)
    }

    fn find_tree(&self, id: Oid) -> Result<Tree<'_>, StoreError> {
        self.repo.find_tree(id).map_err(|error| match error.code() {
            // A partial clone that keeps folders with its server, or a damaged repository.
            ErrorCode::NotFound => StoreError::MissingContent { what: "a folder".to_owned() },
            _ => StoreError::git("read a folder")(error),
        })
    }
}
