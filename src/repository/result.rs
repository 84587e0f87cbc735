//! Results of the facade as data: the state of a document in all its languages, and the editions of a document.

use crate::model::{Date, DocumentName, Edition, Language};
use crate::translation::Findings;
use serde::Serialize;

/// A document with its source and its translations.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DocumentStatus {
    /// The document's name.
    pub document: String,
    /// The newest state of the source.
    pub source: TextState,
    /// The newest state of each other language, by language.
    pub translations: Vec<TranslationStatus>,
}

/// One language of a document at one revision: an edition of the store, or a file at a commit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TextState {
    /// The language.
    pub language: Language,
    /// The revision's label, or the beginning of the commit's id.
    pub revision: String,
    /// The day of that commit.
    pub committed: Option<Date>,
    /// The path of the file, from the root of the repository.
    pub path: Option<String>,
}

impl From<&Edition> for TextState {
    fn from(edition: &Edition) -> Self {
        let (language, revision) = (edition.language.clone(), edition.revision.to_string());
        Self { language, revision, committed: None, path: None }
    }
}

/// A translation as it is now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TranslationStatus {
    /// Which state of it.
    pub text: TextState,
    /// What it lacks, or why that cannot be said.
    pub findings: Result<Findings, String>,
}

/// The editions of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DocumentLog {
    /// The document.
    pub document: DocumentName,
    /// Its editions in all languages, newest first.
    pub editions: Vec<LoggedEdition>,
}

impl DocumentLog {
    /// The log of a document's editions, newest first.
    #[must_use]
    pub fn new(document: DocumentName, editions: Vec<LoggedEdition>) -> Self {
        Self { document, editions }
    }
}

/// An edition in a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoggedEdition {
    /// The commit that stored it.
    pub commit: String,
    /// The older revision in the same language that has the same bytes.
    pub same_as: Option<String>,
    /// Its record.
    #[serde(flatten)]
    pub edition: Edition,
}
