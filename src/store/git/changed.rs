//! What differs between two trees, or a tree and the index or work tree, with libgit2.

use crate::store::error::StoreError;
use crate::store::git::error::GitError;
use crate::store::git::{Git, ObjectId};
use crate::store::read::changed::{Changed, ChangedFile, FileVersion, Head, Patterns};
use git2::{
    Delta, Diff, DiffDelta, DiffFile, DiffFindOptions, DiffOptions, ErrorCode, FileMode, ObjectType, Oid,
    Pathspec, PathspecFlags, Tree, TreeWalkMode, TreeWalkResult,
};
use std::path::Path;

/// Compiled patterns.
struct Compiled {
    chosen: Vec<(String, Pathspec)>,
    left_out: Vec<Pathspec>,
}

impl Git {
    /// See [`crate::store::Store::changed`].
    pub fn changed(
        &self,
        base: &str,
        head: &Head,
        patterns: &Patterns,
        is_text: &dyn Fn(&str) -> bool,
    ) -> Result<Changed, StoreError> {
        if *head == Head::WorkTree && self.work_dir().is_none() {
            return Err(StoreError::NoWorkTree { path: self.root() });
        }
        let compiled = Compiled::new(patterns)?;
        let (name, newer) = match head {
            Head::Revision(revision) => (revision.as_str(), Some(self.one_commit_at(revision)?)),
            Head::Index | Head::WorkTree if self.tip()?.commit.is_none() => ("HEAD", None),
            Head::Index | Head::WorkTree => ("HEAD", Some(self.commit_at("HEAD")?)),
        };
        let older = match newer {
            Some(newer) => Some(self.merge_base(base, name, newer)?),
            // Before the first commit there is nothing but what would be committed.
            None if base == "HEAD" => None,
            None => Some(self.one_commit_at(base)?),
        };
        let wrong = || StoreError::git("compare two states of the repository");
        let tree = |commit: Option<ObjectId>| commit.map(|commit| self.tree_of(commit)).transpose();
        let (old, new) = (tree(older)?, tree(newer)?);
        // To find what was renamed, files are read.
        let diff = self.compared(head, old.as_ref(), new.as_ref()).map_err(|error| match error.code() {
            ErrorCode::NotFound => StoreError::MissingContent { what: "all files".to_owned() },
            _ => wrong()(error),
        })?;
        let mut files: Vec<ChangedFile> =
            diff.deltas().filter_map(|delta| changed_file(&delta, head)).collect();
        // What a link leads to is read under its name, whatever that is.
        files.retain(|file| match file.link_changed {
            true => compiled.takes(paths_of(file), &|_| true),
            false => compiled.takes(paths_of(file), is_text),
        });
        files.sort_by(|a, b| path_of(a).cmp(&path_of(b)));
        let unmatched = self.unmatched(&compiled, head, old.as_ref(), new.as_ref())?;
        let hex = |commit: ObjectId| commit.to_string();
        let head = newer.filter(|_| matches!(head, Head::Revision(_))).map(hex);
        Ok(Changed { base: older.map(hex), head, files, unmatched })
    }

    /// See [`crate::store::Store::chooses`].
    pub fn chooses(
        &self,
        patterns: &Patterns,
        path: &str,
        is_text: &dyn Fn(&str) -> bool,
    ) -> Result<bool, StoreError> {
        Ok(Compiled::new(patterns)?.takes([path].into_iter(), is_text))
    }

    /// The last commit that two come from.
    fn merge_base(&self, base: &str, head: &str, newer: ObjectId) -> Result<ObjectId, StoreError> {
        let older = self.one_commit_at(base)?;
        match self.repo.merge_base(older.0, newer.0) {
            Ok(id) => Ok(ObjectId(id)),
            Err(error) if error.code() == ErrorCode::NotFound => Err(StoreError::NoMergeBase {
                base: base.to_owned(),
                head: head.to_owned(),
                shallow: self.repo.is_shallow(),
            }),
            Err(error) => Err(StoreError::git("read the history")(error)),
        }
    }

    fn compared(
        &self,
        head: &Head,
        old: Option<&Tree<'_>>,
        new: Option<&Tree<'_>>,
    ) -> Result<Diff<'_>, git2::Error> {
        let mut options = DiffOptions::new();
        options.ignore_submodules(true).skip_binary_check(true).context_lines(0);
        let options = Some(&mut options);
        let mut diff = match head {
            Head::Revision(_) => self.repo.diff_tree_to_tree(old, new, options)?,
            Head::Index => self.repo.diff_tree_to_index(old, None, options)?,
            Head::WorkTree => self.repo.diff_tree_to_workdir_with_index(old, options)?,
        };
        diff.find_similar(Some(DiffFindOptions::new().renames(true)))?;
        Ok(diff)
    }

    /// The patterns that match no file of either state.
    fn unmatched(
        &self,
        compiled: &Compiled,
        head: &Head,
        old: Option<&Tree<'_>>,
        new: Option<&Tree<'_>>,
    ) -> Result<Vec<String>, StoreError> {
        let mut open: Vec<&(String, Pathspec)> = compiled.chosen.iter().collect();
        let mut see = |path: &str| {
            open.retain(|(_, pattern)| !matches(pattern, path));
            !open.is_empty()
        };
        for tree in [old, new].into_iter().flatten() {
            let walked = tree.walk(TreeWalkMode::PreOrder, |folder, entry| {
                let name = entry.name().ok().filter(|_| entry.kind() == Some(ObjectType::Blob));
                let go_on = name.is_none_or(|name| see(&format!("{folder}{name}")));
                if go_on { TreeWalkResult::Ok } else { TreeWalkResult::Abort }
            });
            // libgit2 reports a walk that is stopped as an error of the user's.
            if let Err(error) = walked
                && error.code() != ErrorCode::User
            {
                return Err(StoreError::git("read a folder of a commit")(error));
            }
        }
        if !matches!(head, Head::Revision(_)) {
            let index = self.repo.index().map_err(StoreError::git("read the index"))?;
            for entry in index.iter() {
                see(&String::from_utf8_lossy(&entry.path));
            }
        }
        Ok(open.into_iter().map(|(pattern, _)| pattern.clone()).collect())
    }
}

/// The path that a file is known by.
fn path_of(file: &ChangedFile) -> Option<&str> {
    paths_of(file).next()
}

/// The new path of a file and its old one.
fn paths_of(file: &ChangedFile) -> impl Iterator<Item = &str> {
    [&file.new, &file.old].into_iter().flatten().map(|state| state.path.as_str())
}

/// A file of the difference, where it is a plain one on at least one side and its content differs.
fn changed_file(delta: &DiffDelta<'_>, head: &Head) -> Option<ChangedFile> {
    let has_old = !matches!(delta.status(), Delta::Added | Delta::Copied | Delta::Untracked);
    let has_new = delta.status() != Delta::Deleted;
    let is_link = |file: &DiffFile<'_>| file.mode() == FileMode::Link;
    // A new link hides nothing: the text that it leads to is looked at under its own path.
    if has_old && (is_link(&delta.old_file()) || has_new && is_link(&delta.new_file())) {
        let version = |file: DiffFile<'_>| {
            let path = file.path()?.to_string_lossy().into_owned();
            Some(FileVersion { path, blob: Some(ObjectId(file.id())).filter(|id| id.0 != Oid::ZERO_SHA1) })
        };
        let (old, new) = (version(delta.old_file()), has_new.then(|| version(delta.new_file())).flatten());
        return Some(ChangedFile { old, new, conflicted: false, link_changed: true });
    }
    let old = has_old.then(|| state(&delta.old_file(), false)).flatten();
    let new = has_new.then(|| state(&delta.new_file(), *head == Head::WorkTree)).flatten();
    if old.is_none() && new.is_none() {
        return None;
    }
    // Nothing but the mode, or the place, of the file.
    let same = match (&old, &new) {
        (Some(old), Some(new)) => old.blob == new.blob && old.path == new.path,
        _ => false,
    };
    let conflicted = delta.status() == Delta::Conflicted;
    (!same).then_some(ChangedFile { old, new, conflicted, link_changed: false })
}

fn state(file: &DiffFile<'_>, in_work_tree: bool) -> Option<FileVersion> {
    let plain =
        matches!(file.mode(), FileMode::Blob | FileMode::BlobExecutable | FileMode::BlobGroupWritable);
    let path = file.path().filter(|_| plain)?;
    let blob = (!in_work_tree && file.id() != Oid::ZERO_SHA1).then(|| ObjectId(file.id()));
    // A name that is not UTF-8 is shown as it can be; it is read by its blob.
    Some(FileVersion { path: path.to_string_lossy().into_owned(), blob })
}

fn matches(pattern: &Pathspec, path: &str) -> bool {
    pattern.matches_path(Path::new(path), PathspecFlags::USE_CASE)
}

impl Compiled {
    fn new(patterns: &Patterns) -> Result<Self, StoreError> {
        let compile = |pattern: &String| {
            let bad =
                |error| StoreError::BadPattern { pattern: pattern.clone(), source: GitError::from(error) };
            Pathspec::new([pattern.as_str()]).map_err(bad)
        };
        let chosen: Result<_, StoreError> =
            patterns.chosen.iter().map(|pattern| Ok((pattern.clone(), compile(pattern)?))).collect();
        Ok(Self {
            chosen: chosen?,
            left_out: patterns.left_out.iter().map(compile).collect::<Result<_, _>>()?,
        })
    }

    /// Whether a file is looked at that has, or had, these paths.
    fn takes<'p>(&self, mut paths: impl Iterator<Item = &'p str>, is_text: &dyn Fn(&str) -> bool) -> bool {
        paths.any(|path| {
            let meant = |(pattern, compiled): &(String, Pathspec)| {
                matches(compiled, path) && Patterns::means(pattern, path, is_text)
            };
            let chosen = if self.chosen.is_empty() { is_text(path) } else { self.chosen.iter().any(meant) };
            chosen && !self.left_out.iter().any(|pattern| matches(pattern, path))
        })
    }
}
