//! Editions that were taken out of the store, as `snapshots/<document>/withdrawn.toml` lists them.
//!
//! The history keeps what was stored. This file at the tip says which of it counts no more, since when and why, so
//! that a mistake is put right in the open and without rewriting anything.

use crate::model::{Date, DocumentName, Edition, Language, Revision};
use crate::store::error::StoreError;
use crate::store::git::{Git, ObjectId};
use crate::store::layout;
use serde::{Deserialize, Serialize};

/// An edition that was taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Withdrawn {
    /// The language.
    pub language: Language,
    /// The revision.
    pub revision: Revision,
    /// Its address now, where it was given another name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renamed_to: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who took it out.
    pub by: String,
    /// When.
    pub on: Date,
}

impl Withdrawn {
    /// Whether it is this edition.
    pub(in crate::store) fn is(&self, language: &Language, revision: &str) -> bool {
        self.language == *language && self.revision.as_str() == revision
    }

    /// Whether it is that of a record.
    pub(in crate::store) fn is_of(&self, edition: &Edition) -> bool {
        self.is(&edition.language, edition.revision.as_str())
    }
}

/// The file.
#[derive(Debug, Default, Serialize, Deserialize)]
struct File {
    #[serde(default)]
    withdrawn: Vec<Withdrawn>,
}

/// The list in a commit.
pub(in crate::store) fn read(
    git: &Git,
    commit: Option<ObjectId>,
    document: &DocumentName,
) -> Result<Vec<Withdrawn>, StoreError> {
    let folder = layout::document(document);
    let files = git.files_at(commit, &folder)?;
    let Some(id) = files.get(layout::WITHDRAWN) else { return Ok(Vec::new()) };
    let damaged = |reason: String| StoreError::DamagedRecord {
        path: format!("{folder}/{}", layout::WITHDRAWN),
        commit: commit.map(|commit| commit.to_string()).unwrap_or_default(),
        reason,
    };
    let bytes = git.blob(*id)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| damaged("it is not UTF-8".to_owned()))?;
    let file: File = toml::from_str(text).map_err(|error| damaged(error.message().replace('\n', " ")))?;
    Ok(file.withdrawn)
}

/// The list as text; none where it is empty.
///
/// # Errors
/// The reason, when a value cannot be written as TOML.
pub(in crate::store) fn write(withdrawn: Vec<Withdrawn>) -> Result<Option<String>, String> {
    if withdrawn.is_empty() {
        return Ok(None);
    }
    toml::to_string(&File { withdrawn }).map(Some).map_err(|error| error.to_string())
}
