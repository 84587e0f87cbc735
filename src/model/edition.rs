//! Editions: one document in one language at one revision, as the store records it.

use super::Language;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The name of a document over its whole life: `us-canada-roadmap`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentName(pub String);

/// The label of one state of a document, by default the date it was published: `2021-02-23`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Revision(pub String);

/// A calendar date; years before 1970 and after 2099 occur.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Date(pub String);

/// The record of an edition, `edition.toml` in the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// The document.
    pub document: DocumentName,
    /// The language.
    pub language: Language,
    /// The revision.
    pub revision: Revision,
    /// The title that the text gives itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// When we took it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured: Option<Date>,
    /// When its publisher says it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// When it binds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<Date>,
    /// Where it was taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_url: Option<String>,
    /// Media type of the original: `text/plain`, `text/markdown`.
    pub media_type: String,
    /// SHA-256 of the original, in hexadecimal.
    pub sha256: String,
    /// The reader that made the text, with its version: `plain/1`.
    pub extractor: String,
    /// The edition that it translates: `en@2021-02-23`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translates: Option<String>,
    /// A remark of whoever stored it: that it is a restoration, say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl fmt::Display for DocumentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
