//! The state of a document in all its languages, and how it is counted.

use crate::model::{Date, Edition, Language};
use crate::translation::{FindingKind, Findings};

/// A document with its source and its translations.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentStatus {
    /// The document's name.
    pub document: String,
    /// The newest state of the source.
    pub source: TextState,
    /// The newest state of each other language, by language.
    pub translations: Vec<TranslationStatus>,
}

/// One language of a document at one revision: an edition of the store, or a file at a commit.
#[derive(Debug, Clone, PartialEq)]
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
#[derive(Debug, Clone, PartialEq)]
pub struct TranslationStatus {
    /// Which state of it.
    pub text: TextState,
    /// What it lacks, or why that cannot be said.
    pub findings: Result<Findings, String>,
}

/// What there is to count about a translation, in the order of reports.
pub const COUNTED: [(FindingKind, &str); 4] = [
    (FindingKind::Lagging, "outdated"),
    (FindingKind::Untranslated, "untranslated"),
    (FindingKind::Truncated, "cut off"),
    (FindingKind::FactDiffers, "with different facts"),
];

/// Findings of a kind.
pub fn number(findings: &Findings, kind: FindingKind) -> usize {
    findings.findings.iter().filter(|finding| finding.kind == kind).count()
}

/// A share in whole percent; all only where nothing is missing.
pub fn percent(share: f64) -> String {
    format!("{:.0}%", (share * 100.0).floor())
}
