//! Following a file through the history, by ids of trees and blobs.

use crate::model::Moment;
use crate::store::error::StoreError;
use crate::store::git::{Git, ObjectId, at_commit, moment, short};
use crate::store::read::path_history::{CameFrom, Following, PathHistory, PathState};
use git2::{Commit, Delta, DiffFindOptions, ErrorCode, ObjectType, Oid, Tree};
use std::collections::BTreeSet;
use std::path::Path;

/// Share of its text, in percent, that two files must have in common to be one that was renamed: git's own default.
const RENAMED: u16 = 50;

/// Words that two names must share, one having no others, for the one to take the other's place: with a single word,
/// `privacy.md` would be taken for `privacy-fr.md`.
const SHARED_WORDS: usize = 2;

impl Git {
    /// See [`crate::store::Store::path_history`].
    pub fn path_history(
        &self,
        revision: &str,
        path: &str,
        following: &Following,
    ) -> Result<PathHistory, StoreError> {
        let mut commit = self.find(self.commit_at(revision)?.0)?;
        let mut path = path.to_owned();
        let mut here = self.file_in(&commit, &path)?;
        if here.is_none() {
            return Err(self.not_there(revision, &path, commit));
        }
        let mut states = Vec::new();
        loop {
            let parent = self.parent_with(&commit, here.is_some().then_some(path.as_str()))?;
            let Some((parent, mut before)) = parent else {
                if here.is_some() {
                    states.push(self.state(&commit, &path, None, here));
                }
                let is_cut = here.is_some() && self.cut_off().contains(&commit.id());
                return Ok(PathHistory { states, is_cut });
            };
            let mut came_from = None;
            if here.is_some() && before.is_none() && !following.exactly {
                came_from = self.came_from(&parent, &commit, &path, following)?;
                if let Some(from) = &came_from {
                    before = self.file_in(&parent, from.path())?;
                }
            } else if here.is_none() {
                before = self.file_in(&parent, &path)?;
            }
            let former = came_from.as_ref().map(|from| from.path().to_owned());
            if here != before || came_from.is_some() {
                states.push(self.state(&commit, &path, came_from, here));
            }
            path = former.unwrap_or(path);
            (here, commit) = (before, parent);
        }
    }

    /// Whether there is a plain file at `path` in `revision`.
    pub fn has_file(&self, revision: &str, path: &str) -> bool {
        let commit = self.commit_at(revision).and_then(|id| self.find(id.0));
        commit.and_then(|commit| self.file_in(&commit, path)).is_ok_and(|file| file.is_some())
    }

    /// When a commit was made.
    pub fn commit_time(&self, commit: &str) -> Result<Moment, StoreError> {
        let id = Oid::from_str(commit).map_err(StoreError::git("read a commit"))?;
        Ok(moment(&self.find(id)?))
    }

    fn find(&self, id: Oid) -> Result<Commit<'_>, StoreError> {
        self.repo.find_commit(id).map_err(StoreError::git("read the history"))
    }

    fn state(
        &self,
        commit: &Commit<'_>,
        path: &str,
        came_from: Option<CameFrom>,
        blob: Option<ObjectId>,
    ) -> PathState {
        let id = commit.id().to_string();
        let abbreviated = commit.as_object().short_id().ok();
        let abbreviated = abbreviated.and_then(|buffer| Some(buffer.as_str().ok()?.to_owned()));
        let message = String::from_utf8_lossy(commit.message_bytes()).into_owned();
        PathState {
            short: abbreviated.unwrap_or_else(|| short(&id).to_owned()),
            commit: id,
            path: path.to_owned(),
            came_from,
            committed: moment(commit),
            subject: subject(&message),
            blob,
        }
    }

    /// The plain file at a path of a commit.
    fn file_in(&self, commit: &Commit<'_>, path: &str) -> Result<Option<ObjectId>, StoreError> {
        let tree = self.tree_for(commit, path)?;
        match tree.get_path(Path::new(path)) {
            Ok(entry) if entry.kind() == Some(ObjectType::Blob) && entry.filemode() != 0o120_000 => {
                Ok(Some(ObjectId(entry.id())))
            }
            Ok(_) => Ok(None),
            Err(error) if self.is_absent(&tree, path, &error) => Ok(None),
            Err(error) => Err(missing_or(path, commit, error)),
        }
    }

    /// Whether the path is not in the tree, rather than one of its folders not in the clone.
    fn is_absent(&self, tree: &Tree<'_>, path: &str, error: &git2::Error) -> bool {
        let folders = Path::new(path).ancestors().skip(1).filter(|folder| *folder != Path::new(""));
        let known = |folder: &Path| {
            // Only a folder that the tree names can be missing.
            tree.get_path(folder).map_or(true, |entry| {
                entry.kind() != Some(ObjectType::Tree) || self.repo.find_tree(entry.id()).is_ok()
            })
        };
        matches!(error.code(), ErrorCode::NotFound | ErrorCode::Invalid) && folders.into_iter().all(known)
    }

    fn tree_for<'r>(&self, commit: &Commit<'r>, path: &str) -> Result<Tree<'r>, StoreError> {
        commit.tree().map_err(|error| missing_or(path, commit, error))
    }

    /// The parent that the way goes on with, and the file there: the first one that has `path`, else the first one.
    /// Where no path is looked for, the first one.
    #[allow(clippy::type_complexity, reason = "a parent with its file, once")]
    fn parent_with(
        &self,
        commit: &Commit<'_>,
        path: Option<&str>,
    ) -> Result<Option<(Commit<'_>, Option<ObjectId>)>, StoreError> {
        let mut first = None;
        for id in commit.parent_ids() {
            let parent = self.find(id)?;
            let Some(path) = path else { return Ok(Some((parent, None))) };
            if let Some(file) = self.file_in(&parent, path)? {
                return Ok(Some((parent, Some(file))));
            }
            first.get_or_insert(parent);
        }
        Ok(first.map(|parent| (parent, None)))
    }

    /// Where the file that a commit brought to `path` was in its parent.
    fn came_from(
        &self,
        parent: &Commit<'_>,
        commit: &Commit<'_>,
        path: &str,
        following: &Following,
    ) -> Result<Option<CameFrom>, StoreError> {
        for former in following.formerly.iter().filter(|former| *former != path) {
            if self.file_in(parent, former)?.is_some() {
                return Ok(Some(CameFrom::Replaced(former.clone())));
            }
        }
        let (old, new) = (self.tree_for(parent, path)?, self.tree_for(commit, path)?);
        let wrong = |error| missing_or(path, commit, error);
        let mut diff = self.repo.diff_tree_to_tree(Some(&old), Some(&new), None).map_err(wrong)?;
        let mut options = DiffFindOptions::new();
        options.renames(true).rename_threshold(RENAMED);
        diff.find_similar(Some(&mut options)).map_err(wrong)?;
        let mut removed = Vec::new();
        for delta in diff.deltas() {
            let (from, to) = (delta.old_file().path(), delta.new_file().path());
            let Some(from) = from.and_then(Path::to_str) else { continue };
            match delta.status() {
                Delta::Renamed if to == Some(Path::new(path)) => {
                    return Ok(Some(CameFrom::Renamed(from.to_owned())));
                }
                Delta::Deleted if takes_the_place(path, from) => removed.push(from.to_owned()),
                _ => {}
            }
        }
        let only = removed.pop().filter(|_| removed.is_empty());
        Ok(only.map(CameFrom::Replaced))
    }

    /// Why there is no file to begin with: an earlier commit removed it, or it was never there.
    fn not_there(&self, revision: &str, path: &str, tip: Commit<'_>) -> StoreError {
        // What `read_at` says of folders, links and names that are misspelt holds here too.
        let Err(plain) = self.read_at(revision, path) else {
            return StoreError::UnknownPath {
                revision: revision.to_owned(),
                path: path.to_owned(),
                suggestion: None,
            };
        };
        if !matches!(plain, StoreError::UnknownPath { .. }) {
            return plain;
        }
        let mut commit = tip;
        while let Ok(Some((parent, file))) = self.parent_with(&commit, Some(path)) {
            if file.is_some() {
                let commit = short(&commit.id().to_string()).to_owned();
                return StoreError::RemovedPath {
                    revision: revision.to_owned(),
                    path: path.to_owned(),
                    commit,
                };
            }
            commit = parent;
        }
        plain
    }
}

/// What a commit is about: the first line of its message. Where a forge wrote that line for a merge, the title of what was
/// merged, which it writes below.
fn subject(message: &str) -> String {
    let mut lines = message.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let Some(rest) = first.strip_prefix("Merge pull request #") else { return first.to_owned() };
    let number = rest.split(' ').next().unwrap_or_default();
    match lines.next() {
        Some(title) => format!("{title} (#{number})"),
        None => first.to_owned(),
    }
}

fn missing_or(path: &str, commit: &Commit<'_>, error: git2::Error) -> StoreError {
    if error.code() == ErrorCode::NotFound {
        let id = commit.id().to_string();
        return StoreError::MissingContent { what: at_commit(path, &id) };
    }
    StoreError::git("read the history")(error)
}

/// Whether a file may have taken the place of one that the same commit removed: same kind of file, and all words of
/// the one name are in the other, as in `github-privacy-statement.md` and `github-general-privacy-statement.md`.
fn takes_the_place(path: &str, removed: &str) -> bool {
    let (new, old) = (Path::new(path), Path::new(removed));
    let words = |path: &Path| -> BTreeSet<String> {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_lowercase();
        stem.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let (a, b) = (words(new), words(old));
    let (few, many) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    new.extension() == old.extension() && few.len() >= SHARED_WORDS && few.is_subset(many)
}

#[cfg(test)]
mod tests {
    use super::{subject, takes_the_place};

    #[test]
    fn merges_are_about_what_they_merge() {
        assert_eq!(subject("Fix the date\n\nBody\n"), "Fix the date");
        assert_eq!(subject("Merge pull request #12 from a/b\n\nFix the date\n"), "Fix the date (#12)");
        assert_eq!(subject("Merge pull request #12 from a/b\n"), "Merge pull request #12 from a/b");
        assert_eq!(subject("\n"), "");
    }

    #[test]
    fn names_that_take_each_others_place() {
        let takes = takes_the_place;
        assert!(takes("a/github-general-privacy-statement.md", "b/github-privacy-statement.md"));
        assert!(takes("Privacy_Policy.md", "old/privacy-policy.md"));
        assert!(!takes("privacy-fr.md", "privacy.md"), "one word is too little");
        assert!(!takes("privacy-policy.md", "privacy-policy.txt"));
        assert!(!takes("cookie-policy.md", "privacy-policy.md"));
    }
}
