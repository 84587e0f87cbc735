//! Which files differ between two states of the repository, and their bytes.

use crate::store::error::StoreError;
use crate::store::git::ObjectId;
use crate::store::layout;
use crate::store::read::editions::Store;

/// The newer of two states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Head {
    /// A revision in git's own spelling.
    Revision(String),
    /// What would be committed.
    Index,
    /// The files as they lie in the work tree, those that git does not track left out.
    WorkTree,
}

/// A file in one of two states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileVersion {
    /// The path from the root of the repository, `/` between.
    pub path: String,
    /// Its blob; none where it is read from the work tree.
    pub(in crate::store) blob: Option<ObjectId>,
}

/// A file that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedFile {
    /// In the older state; none where it is new.
    pub old: Option<FileVersion>,
    /// In the newer state; none where it is gone.
    pub new: Option<FileVersion>,
    /// Whether a merge left it in conflict.
    pub conflicted: bool,
    /// Whether it is, or was, a symbolic link that leads elsewhere now, or is gone.
    pub link_changed: bool,
}

/// What differs between two states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The older commit, in hexadecimal: the last one that both come from. None before the first commit.
    pub base: Option<String>,
    /// The newer commit; none for the index and the work tree.
    pub head: Option<String>,
    /// The files that the patterns choose, by path.
    pub files: Vec<ChangedFile>,
    /// Patterns that match no file of either state.
    pub unmatched: Vec<String>,
}

/// Which files are looked at: paths, folders and globs as git takes them, from the root of the repository.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Patterns {
    /// What is looked at; everything that reads as a text where there is none.
    pub chosen: Vec<String>,
    /// What is left out.
    pub left_out: Vec<String>,
}

impl Patterns {
    /// Whether a path that matches `pattern` is a text that was meant, where `is_text` says which names are texts:
    /// a folder or `docs/*` means the texts in it, a path or `*.html` means what it names.
    pub(in crate::store) fn means(pattern: &str, path: &str, is_text: impl Fn(&str) -> bool) -> bool {
        let ending =
            |name: &str| name.rsplit('/').next().and_then(|name| Some(name.rsplit_once('.')?.1.to_owned()));
        pattern == path || is_text(path) || (ending(path).is_some() && ending(pattern) == ending(path))
    }
}

impl Store {
    /// The files that differ between `base` and `head`: from the last commit that both come from, as a pull request
    /// shows it. A file that went elsewhere with most of its text is one file. Links and submodules are left out, and
    /// the Markdown that the store makes of its originals. `is_text` says of a name whether it is one of a text.
    ///
    /// # Errors
    /// For a revision that is not there, two without a common ancestor, and what libgit2 says.
    pub fn changed(
        &self,
        base: &str,
        head: &Head,
        patterns: &Patterns,
        is_text: impl Fn(&str) -> bool,
    ) -> Result<Changed, StoreError> {
        self.git.changed(base, head, patterns, &|path| is_text(path) && !layout::is_made(path))
    }

    /// Whether the patterns choose a path, as [`Store::changed`] chooses.
    ///
    /// # Errors
    /// For a pattern that cannot be read.
    pub fn chooses(
        &self,
        patterns: &Patterns,
        path: &str,
        is_text: impl Fn(&str) -> bool,
    ) -> Result<bool, StoreError> {
        self.git.chooses(patterns, path, &is_text)
    }

    /// The commit that a revision names, in hexadecimal.
    ///
    /// # Errors
    /// Where there is none, or several references have the name.
    pub fn commit_of(&self, revision: &str) -> Result<String, StoreError> {
        self.git.one_commit_at(revision).map(|commit| commit.to_string())
    }

    /// Whether a path had the same content in every commit on the way from the commit `since` to the revision `tip`. Not
    /// where `since` is no ancestor of it.
    ///
    /// # Errors
    /// For a revision that is not there, and what libgit2 says.
    pub fn is_unchanged_between(&self, path: &str, since: &str, tip: &str) -> Result<bool, StoreError> {
        self.git.is_unchanged_between(path, since, tip)
    }

    /// The bytes of a file in one of the two states.
    ///
    /// # Errors
    /// Where they are not in this repository, or cannot be read.
    pub fn bytes(&self, file: &FileVersion) -> Result<Vec<u8>, StoreError> {
        if let Some(blob) = file.blob {
            return self.git.blob_of(blob, || format!("`{}`", file.path));
        }
        let path = self.root().join(&file.path);
        std::fs::read(&path).map_err(StoreError::io("read", &path))
    }
}

#[cfg(test)]
mod tests {
    use super::Patterns;

    #[test]
    fn a_folder_means_its_texts_and_a_name_means_itself() {
        let means = |pattern, path: &str| Patterns::means(pattern, path, |path| path.ends_with(".md"));
        for (pattern, path, meant) in [
            ("docs", "docs/a.md", true),
            ("docs", "docs/map.png", false),
            ("docs/*", "docs/map.png", false),
            ("docs/*.html", "docs/a.html", true),
            ("LICENSE", "LICENSE", true),
            ("docs", "docs/LICENSE", false),
        ] {
            assert_eq!(means(pattern, path), meant, "{pattern} {path}");
        }
    }
}
