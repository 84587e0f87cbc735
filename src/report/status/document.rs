//! The state of a document in all its languages, and how it is counted.

use crate::model::Edition;
use crate::translation::{FindingKind, Findings};

/// A document with its source and its translations.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentStatus {
    /// The newest edition of the source.
    pub source: Edition,
    /// The newest edition of each other language, by language.
    pub translations: Vec<TranslationStatus>,
}

/// A translation as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct TranslationStatus {
    /// Its edition.
    pub edition: Edition,
    /// What it lacks, or why that cannot be said.
    pub findings: Result<Findings, String>,
}

/// What there is to count about a translation, in the order of telling.
pub const COUNTED: [(FindingKind, &str); 4] = [
    (FindingKind::Lagging, "lagging"),
    (FindingKind::Untranslated, "untranslated"),
    (FindingKind::Truncated, "cut off"),
    (FindingKind::FactDiffers, "with other facts"),
];

/// Findings of a kind.
pub fn number(findings: &Findings, kind: FindingKind) -> usize {
    findings.findings.iter().filter(|finding| finding.kind == kind).count()
}

/// A share in whole per cent; all only where nothing is missing.
pub fn percent(share: f64) -> String {
    format!("{:.0} %", (share * 100.0).floor())
}
