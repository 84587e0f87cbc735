//! What is counted about a translation.

use crate::translation::{FindingKind, Findings};

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
