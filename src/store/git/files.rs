//! The plain files of a repository at a revision, and the commits that last changed them.

use crate::model::Date;
use crate::store::error::StoreError;
use crate::store::git::{Git, ObjectId, moment};
use git2::{Commit, Delta, Diff, DiffOptions, ObjectType, Oid, Sort, TreeWalkMode, TreeWalkResult};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A state that a file came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileState {
    /// The commit that brought it, in hexadecimal.
    pub commit: String,
    /// The day of that commit, as its committer's clock said; `None` for one that no calendar has.
    pub day: Option<Date>,
    /// Where the file lay then.
    pub path: String,
    /// Whether the history that is here begins with that commit although there is more of it elsewhere (a shallow
    /// clone), so that the state may be older.
    pub is_cut: bool,
}

/// Files whose former states are being looked for.
struct Search {
    /// Where a file lay at the commit in hand → where it lies at the revision that was asked for.
    at: HashMap<String, String>,
    found: BTreeMap<String, Vec<FileState>>,
    most: usize,
}

impl Git {
    /// The paths of all plain files at `revision`, in order.
    pub fn paths_at(&self, revision: &str) -> Result<Vec<String>, StoreError> {
        let tree = self.tree_at(revision)?;
        let mut paths = Vec::new();
        tree.walk(TreeWalkMode::PreOrder, |folder, entry| {
            let is_file = entry.kind() == Some(ObjectType::Blob) && entry.filemode() != 0o120_000;
            if let (Ok(name), true) = (entry.name(), is_file) {
                paths.push(format!("{folder}{name}"));
            }
            TreeWalkResult::Ok
        })
        .map_err(StoreError::git("list the files of a commit"))?;
        paths.sort();
        Ok(paths)
    }

    /// The states that each of `paths` came to on the way to `revision`, newest first, `most` of each at most.
    ///
    /// A merge brings a state only where no parent has it; a file that was moved unchanged is followed. The walk ends
    /// with the last file that is not known back to its beginning.
    pub fn file_states(
        &self,
        revision: &str,
        paths: &BTreeSet<String>,
        most: usize,
    ) -> Result<BTreeMap<String, Vec<FileState>>, StoreError> {
        let wrong = || StoreError::git("read the history");
        let tip = self.commit_at(revision)?;
        let mut search = Search {
            at: paths.iter().map(|path| (path.clone(), path.clone())).collect(),
            found: BTreeMap::new(),
            most,
        };
        let mut walk = self.repo.revwalk().map_err(wrong())?;
        walk.set_sorting(Sort::TOPOLOGICAL).map_err(wrong())?;
        walk.push(tip.0).map_err(wrong())?;
        let cut = self.cut_off();
        for id in walk {
            if search.at.is_empty() {
                break;
            }
            let commit = id.and_then(|id| self.repo.find_commit(id)).map_err(wrong())?;
            let changed = self.changed_by(&commit)?;
            search.take(&commit, changed, cut.contains(&commit.id()));
        }
        Ok(search.found)
    }

    /// What a commit changed that no parent has as it is: path → where it came from; `None` where it is new.
    fn changed_by(&self, commit: &Commit<'_>) -> Result<HashMap<String, Option<String>>, StoreError> {
        let wrong = || StoreError::git("compare two commits");
        let tree = commit.tree().map_err(wrong())?;
        let parents: Vec<Commit<'_>> = commit.parents().collect();
        let mut options = DiffOptions::new();
        options.skip_binary_check(true).ignore_submodules(true);
        let mut changed: Option<HashMap<String, Option<String>>> = None;
        for parent in parents.iter().map(Some).chain(parents.is_empty().then_some(None)) {
            let old = parent.map(Commit::tree).transpose().map_err(wrong())?;
            let diff = self.repo.diff_tree_to_tree(old.as_ref(), Some(&tree), Some(&mut options));
            let own = origins(&diff.map_err(wrong())?);
            changed = Some(match changed {
                None => own,
                Some(all) => all.into_iter().filter(|(path, _)| own.contains_key(path)).collect(),
            });
        }
        Ok(changed.unwrap_or_default())
    }
}

/// The files that a comparison found changed, each with where it was before: at the same path, or at another where a
/// file with the same bytes went.
fn origins(diff: &Diff<'_>) -> HashMap<String, Option<String>> {
    let path =
        |file: git2::DiffFile<'_>| file.path_bytes().and_then(|path| String::from_utf8(path.to_vec()).ok());
    let gone: HashMap<Oid, String> = diff
        .deltas()
        .filter(|delta| delta.status() == Delta::Deleted)
        .filter_map(|delta| Some((delta.old_file().id(), path(delta.old_file())?)))
        .collect();
    let changed = diff.deltas().filter(|delta| delta.status() != Delta::Deleted);
    changed
        .filter_map(|delta| {
            let here = path(delta.new_file())?;
            let before = match delta.status() {
                Delta::Added => gone.get(&delta.new_file().id()).cloned(),
                _ => Some(here.clone()),
            };
            Some((here, before))
        })
        .collect()
}

impl Search {
    /// Notes what a commit did to the files that are looked for, and follows them to where they were before.
    fn take(&mut self, commit: &Commit<'_>, changed: HashMap<String, Option<String>>, is_cut: bool) {
        let mut moved = Vec::new();
        for (path, before) in changed {
            let Some(wanted) = self.at.remove(&path) else { continue };
            // A move without a changed byte is no new state.
            if before.as_ref().is_some_and(|before| *before != path) {
                moved.extend(before.map(|before| (before, wanted)));
                continue;
            }
            let states = self.found.entry(wanted.clone()).or_default();
            states.push(FileState {
                commit: ObjectId(commit.id()).to_string(),
                day: moment(commit).date(),
                path: path.clone(),
                is_cut,
            });
            if states.len() < self.most && before.is_some() {
                moved.push((path, wanted));
            }
        }
        self.at.extend(moved);
    }
}
