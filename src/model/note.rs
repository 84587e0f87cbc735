//! What a text has beside its blocks: notes and where they are called, dates stated as data, doubts of the reader.

use super::Date;
use serde::Serialize;

/// A note: its text is a block of kind `note`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Index of its block in [`super::Document::blocks`].
    pub block: usize,
    /// What it is.
    pub kind: NoteKind,
    /// Where it is called: the index of a block and a byte offset in its text. None where nothing calls it.
    pub anchor: Option<(usize, usize)>,
}

/// What a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// At the foot of the page
    Footnote,
    /// At the end of the text
    Endnote,
    /// A comment in the margin
    Comment,
    /// A note of an editor
    Editorial,
}

/// A date that a file states of its text as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedDate {
    /// The day.
    pub date: Date,
    /// What happened on it: `effective`, `published`, `updated`, `adopted`, `version`, `unknown`.
    pub kind: &'static str,
    /// As the file writes it.
    pub text: String,
}

/// Something that the reader is not sure of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// A short name that stays the same: `tracked-changes`.
    pub code: &'static str,
    /// One sentence.
    pub text: String,
}
