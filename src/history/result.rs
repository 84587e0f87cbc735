//! The history of a document as data: what every report of it is written from.

use crate::diff::Comparison;
use crate::model::{Date, Language, Moment};
use serde::Serialize;

/// What changed in a document over its revisions.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct History {
    /// The document as its readers know it: its name in the store, or its path.
    pub document: String,
    /// What distinguishes it from every other document of the repository: `us-canada-roadmap/en`, or its path.
    pub key: String,
    /// Keys that it had before, such as former paths.
    pub former_keys: Vec<String>,
    /// The title that the newest text gives itself.
    pub title: Option<String>,
    /// Its language, where known.
    pub language: Option<Language>,
    /// The revisions, newest first.
    pub entries: Vec<Entry>,
    /// Whether the history goes on behind the oldest entry but could not be read: a shallow clone.
    pub is_cut: bool,
}

impl History {
    /// A history of a document, with its entries, newest first.
    #[must_use]
    pub fn new(document: impl Into<String>, key: impl Into<String>, entries: Vec<Entry>) -> Self {
        Self {
            document: document.into(),
            key: key.into(),
            former_keys: Vec::new(),
            title: None,
            language: None,
            entries,
            is_cut: false,
        }
    }
}

/// One revision in a history.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Entry {
    /// The revision's label: that of the edition, or the commit's abbreviated id.
    pub revision: String,
    /// What never changes about it: the label, or the commit's full id.
    pub id: String,
    /// The title that this text gives itself.
    pub title: Option<String>,
    /// When its publisher says it was published.
    pub published: Option<Date>,
    /// When it binds.
    pub effective: Option<Date>,
    /// When it was taken.
    pub captured: Option<Date>,
    /// When its commit was made.
    pub committed: Option<Moment>,
    /// The commit that changed it, for a text that has a history of its own in git.
    pub commit: Option<Commit>,
    /// SHA-256 of the bytes, in hexadecimal; empty where the text was removed.
    pub sha256: String,
    /// A remark of whoever stored it.
    pub note: Option<String>,
    /// Whether the text was removed.
    pub is_removed: bool,
    /// Its sections, the part before the first heading included where it has text.
    pub sections: usize,
    /// Its blocks.
    pub blocks: usize,
    /// What changed since the last revision before it that had a text; none for the first, and where the text was
    /// removed.
    pub comparison: Option<Comparison>,
    /// The earlier revision whose text it has again, where it returns to one.
    pub same_as: Option<SameAs>,
}

/// A commit that changed a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Commit {
    /// The first line of its message.
    pub subject: String,
    /// The text's path from this commit on.
    pub path: String,
    /// Its path before, where this commit changed it.
    pub former: Option<Former>,
}

/// Where a text was before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Former {
    /// The path.
    pub path: String,
    /// Whether git takes the two for one file; otherwise the one took the place of the other.
    pub is_rename: bool,
}

/// An earlier revision with the same text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SameAs {
    /// Its label.
    pub revision: String,
    /// Its date, where known.
    pub date: Option<Date>,
    /// The one revision whose changes are taken back with it.
    pub undoes: Option<String>,
    /// The earlier revision that made the same change.
    pub repeats: Option<String>,
}

impl Entry {
    /// A revision by its label and its lasting id, of which nothing else is known.
    #[must_use]
    pub fn new(revision: impl Into<String>, id: impl Into<String>) -> Self {
        Self { revision: revision.into(), id: id.into(), ..Self::default() }
    }

    /// The date that a reader sees: when it was published, else when it was committed.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        self.published.clone().or_else(|| self.commit.as_ref().and(self.committed).and_then(Moment::date))
    }
}
