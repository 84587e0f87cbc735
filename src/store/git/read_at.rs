//! Any file at any git revision: `HEAD~3:docs/privacy.md`.

use crate::store::error::StoreError;
use crate::store::git::{Git, ObjectId};
use crate::store::suggest::nearest;
use git2::{ErrorCode, ObjectType, Tree, TreeWalkMode, TreeWalkResult};
use std::path::Path;

/// Most files of a tree that are looked at for a suggestion.
const MAX_PATHS: usize = 20_000;

impl Git {
    /// The bytes of `path` at `revision`.
    pub fn read_at(&self, revision: &str, path: &str) -> Result<Vec<u8>, StoreError> {
        let tree = self.tree_at(revision)?;
        let no_file = |what| {
            Err(StoreError::PathIsNoFile { revision: revision.to_owned(), path: path.to_owned(), what })
        };
        if path.is_empty() || path == "." {
            return no_file("the root folder");
        }
        let entry = match tree.get_path(Path::new(path)) {
            Ok(entry) => entry,
            Err(error) if matches!(error.code(), ErrorCode::NotFound | ErrorCode::Invalid) => {
                let suggestion = nearest_path(&tree, path);
                return Err(StoreError::UnknownPath {
                    revision: revision.to_owned(),
                    path: path.to_owned(),
                    suggestion,
                });
            }
            Err(error) => return Err(StoreError::git("read a folder of a commit")(error)),
        };
        match (entry.filemode(), entry.kind()) {
            (_, Some(ObjectType::Tree)) => no_file("a folder"),
            (_, Some(ObjectType::Commit)) => no_file("a submodule"),
            (0o120_000, _) => no_file("a symbolic link"),
            _ => self.blob(ObjectId(entry.id())),
        }
    }

    /// The tree of a revision in git's own spelling.
    pub fn tree_at(&self, revision: &str) -> Result<Tree<'_>, StoreError> {
        let object = match self.repo.revparse_single(revision) {
            Ok(object) => object,
            Err(error) => return Err(self.unknown_revision(revision, error)),
        };
        object.peel_to_tree().map_err(|error| match error.code() {
            ErrorCode::Peel | ErrorCode::InvalidSpec | ErrorCode::Ambiguous => {
                StoreError::UnknownGitRevision { revision: revision.to_owned(), suggestion: None }
            }
            _ => self.unknown_revision(revision, error),
        })
    }

    /// The commit of a revision in git's own spelling.
    pub fn commit_at(&self, revision: &str) -> Result<ObjectId, StoreError> {
        let found = self.repo.revparse_single(revision).and_then(|object| object.peel_to_commit());
        match found {
            Ok(commit) => Ok(ObjectId(commit.id())),
            Err(error) if error.code() == ErrorCode::Peel => {
                Err(StoreError::UnknownGitRevision { revision: revision.to_owned(), suggestion: None })
            }
            Err(error) => Err(self.unknown_revision(revision, error)),
        }
    }

    pub(in crate::store) fn unknown_revision(&self, revision: &str, error: git2::Error) -> StoreError {
        let unknown = [
            ErrorCode::NotFound,
            ErrorCode::InvalidSpec,
            ErrorCode::Ambiguous,
            ErrorCode::UnbornBranch,
            ErrorCode::Invalid,
        ];
        if !unknown.contains(&error.code()) {
            return StoreError::git("read a git revision")(error);
        }
        if self.tip().is_ok_and(|tip| tip.commit.is_none()) {
            return StoreError::NoCommits { path: self.root() };
        }
        // `main~3` asks for the branch `main`: what follows the name is not misspelt.
        let end = revision.find(['~', '^', '@']).unwrap_or(revision.len());
        let (name, rest) = revision.split_at(end);
        let names = self.reference_names();
        let known = names.iter().any(|n| n == name) || name == "HEAD";
        let near = nearest(name, names.iter().map(String::as_str).chain(["HEAD"])).filter(|_| !known);
        // CI clones a commit or a branch alone: what is not known there was most likely not fetched.
        if self.repo.is_shallow() {
            return StoreError::Shallow { revision: revision.to_owned() };
        }
        let suggestion = near.map(|near| format!("{near}{rest}"));
        StoreError::UnknownGitRevision { revision: revision.to_owned(), suggestion }
    }

    /// The address of the remote `origin`, else of the only one; none where there is none.
    pub fn remote(&self) -> Option<String> {
        let names = self.repo.remotes().ok()?;
        let only = || names.iter().flatten().next().flatten().filter(|_| names.len() == 1).map(str::to_owned);
        let origin = self.repo.find_remote("origin").ok();
        let remote = origin.or_else(|| self.repo.find_remote(&only()?).ok())?;
        Some(remote.url().ok()?.to_owned())
    }

    /// Branches, remote branches and tags as users write them.
    fn reference_names(&self) -> Vec<String> {
        let Ok(references) = self.repo.references() else { return Vec::new() };
        references.flatten().filter_map(|reference| Some(reference.shorthand().ok()?.to_owned())).collect()
    }
}

/// The path in the tree that was most likely meant.
fn nearest_path(tree: &Tree<'_>, path: &str) -> Option<String> {
    let mut paths = Vec::new();
    // A walk that stops early, or at a missing tree, has found what it found.
    let _ = tree.walk(TreeWalkMode::PreOrder, |folder, entry| {
        if let (Ok(name), Some(ObjectType::Blob)) = (entry.name(), entry.kind()) {
            paths.push(format!("{folder}{name}"));
        }
        if paths.len() < MAX_PATHS { TreeWalkResult::Ok } else { TreeWalkResult::Abort }
    });
    nearest(path, paths.iter().map(String::as_str))
}
