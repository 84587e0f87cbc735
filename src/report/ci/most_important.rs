//! Findings in the order in which a reader who sees only some of them should see them.

use crate::check::{Check, CheckedText, Compared, Finding, Standing};
use crate::diff::Significance;

/// How important a finding is, most important first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It fails.
    Error,
    /// The meaning may differ, and the gate lets it pass.
    Warning,
    /// Everything else, what was accepted among it.
    Note,
}

impl Level {
    /// The level of a finding.
    pub fn of(finding: &Finding) -> Self {
        match (&finding.standing, finding.significance) {
            (Standing::Fails | Standing::Expired(_), _) => Self::Error,
            (Standing::Passes, Significance::Substantive | Significance::Unclear) => Self::Warning,
            (Standing::Passes | Standing::Accepted(_), _) => Self::Note,
        }
    }
}

/// Every finding of every text: those that fail first, then the substantive ones, then the others, each in the order of
/// the texts.
pub fn most_important_first(check: &Check) -> Vec<(&CheckedText, &Compared, &Finding)> {
    let mut all: Vec<_> = check
        .texts
        .iter()
        .filter_map(|text| Some((text, text.compared()?)))
        .flat_map(|(text, compared)| compared.findings.iter().map(move |finding| (text, compared, finding)))
        .collect();
    all.sort_by_key(|(_, _, finding)| (Level::of(finding), std::cmp::Reverse(finding.significance)));
    all
}
