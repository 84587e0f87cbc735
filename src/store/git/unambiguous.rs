//! Revisions whose name stands for one commit alone, and whether a path stayed the same between two of them.

use crate::store::error::StoreError;
use crate::store::git::{Git, ObjectId};
use git2::{Oid, Sort};
use std::path::Path;

/// Where git looks for a short name, in its order.
const PREFIXES: [&str; 4] = ["refs/", "refs/tags/", "refs/heads/", "refs/remotes/"];

impl Git {
    /// The commit of a revision. A name that a branch and a tag share is an error, where git would take the tag:
    /// whoever may push tags could choose what is compared.
    pub fn one_commit_at(&self, revision: &str) -> Result<ObjectId, StoreError> {
        let end = revision.find(['~', '^', '@', ':']).unwrap_or(revision.len());
        let name = revision.get(..end).unwrap_or(revision);
        let mut found: Vec<(String, Oid)> = Vec::new();
        for prefix in PREFIXES {
            let full = format!("{prefix}{name}");
            let commit = self.repo.find_reference(&full).and_then(|reference| reference.peel_to_commit());
            if let Ok(commit) = commit {
                found.push((full, commit.id()));
            }
        }
        if found.iter().any(|(_, id)| found.first().is_some_and(|(_, first)| first != id)) {
            let names = found.into_iter().map(|(name, _)| format!("`{name}`")).collect();
            return Err(StoreError::AmbiguousRevision { revision: revision.to_owned(), names });
        }
        self.commit_at(revision)
    }

    /// Whether a path had the same content in every commit on the way from `since` to `tip`, both included. `since` must
    /// be an ancestor of `tip`, or `tip` itself.
    pub fn is_unchanged_between(&self, path: &str, since: &str, tip: &str) -> Result<bool, StoreError> {
        let wrong = || StoreError::git("read the history");
        let tip = self.commit_at(tip)?;
        let Ok(since) = Oid::from_str(since) else { return Ok(false) };
        if !self.is_in_history(ObjectId(since), tip)? {
            return Ok(false);
        }
        let blob = |commit: Oid| {
            let tree = self.repo.find_commit(commit).and_then(|commit| commit.tree()).map_err(wrong())?;
            Ok::<_, StoreError>(tree.get_path(Path::new(path)).ok().map(|entry| entry.id()))
        };
        let wanted = blob(since)?;
        let mut walk = self.repo.revwalk().map_err(wrong())?;
        walk.set_sorting(Sort::TOPOLOGICAL).map_err(wrong())?;
        walk.simplify_first_parent().map_err(wrong())?;
        walk.push(tip.0).map_err(wrong())?;
        walk.hide(since).map_err(wrong())?;
        for commit in walk {
            if blob(commit.map_err(wrong())?)? != wanted {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
