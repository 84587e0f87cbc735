//! The result of a check: plain data that every renderer reads.

use crate::diff::{Change, Comparison, RuleHit, Significance};
use crate::model::{Date, Lines};
use serde::Serialize;

/// What a check found: every text that differs between two states of a repository, and whether that may be merged.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Check {
    /// The older state.
    pub base: Endpoint,
    /// The newer state.
    pub head: Endpoint,
    /// The conditions of the gate, as users write them; empty where nothing was asked to fail.
    pub gate: Vec<String>,
    /// The texts that differ: those that could not be compared first, then those that fail, then by what changed.
    pub texts: Vec<CheckedText>,
    /// What kept the check from seeing all texts, such as a revision that is not there: one sentence each.
    pub errors: Vec<String>,
    /// Acceptances of the baseline that no change of any text needs.
    pub unused: Vec<Acceptance>,
    /// What a reader must know before anything else: settings that differ between the two states, acceptances that no
    /// longer hold. One sentence each.
    pub notices: Vec<String>,
    /// Where the settings were read: `origin/main (3f2a91c)`. Empty where they are the caller's own.
    pub settings: String,
}

/// One of the two states.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Endpoint {
    /// As the user named it: `origin/main`, `the work tree`.
    pub name: String,
    /// The commit, in hexadecimal, where it is one.
    pub commit: Option<String>,
}

/// What became of the texts, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nothing that the gate asks for, or all of it accepted.
    Passed,
    /// A change that the gate asks for.
    Failed,
    /// Something could not be compared; what it would have come to is unknown.
    Error,
}

impl Verdict {
    /// Its name: `passed`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Error => "error",
        }
    }
}

/// A text that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedText {
    /// Its path from the root of the repository, `/` between: in the new state, in the old one where it is gone.
    pub path: String,
    /// Its path in the old state, where that was another.
    pub old_path: Option<String>,
    /// What became of the file.
    pub state: Fate,
    /// What the comparison found.
    pub outcome: Outcome,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It is there before and after.
    Modified,
    /// It has another path now.
    Renamed,
    /// Only the new state has it.
    Added,
    /// Only the old state has it.
    Deleted,
}

impl Fate {
    /// Its name, a participle: `renamed`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Modified => "modified",
            Self::Renamed => "renamed",
            Self::Added => "added",
            Self::Deleted => "deleted",
        }
    }
}

/// Whether a text could be compared.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// What changed, and which of it matters here.
    Compared(Box<Compared>),
    /// It could not be compared: one sentence that says why.
    Failed(String),
}

/// A comparison and what the gate and the baseline make of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// What changed.
    pub comparison: Comparison,
    /// What is to be told: every change of wording, every rule that fired on the text as a whole, and changes of form
    /// that the gate asks for; in the order of the comparison.
    pub findings: Vec<Finding>,
}

/// One thing that is to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Twelve hexadecimal digits: the change's id. The same in another run and when other parts of the text change.
    pub id: String,
    /// What an acceptance must name: see [`super::fingerprint`].
    pub fingerprint: String,
    /// What it is about.
    pub subject: Subject,
    /// Whether it matters.
    pub significance: Significance,
    /// The lines of the new text that it is about; for what is gone, the line before which it stood. None in a text
    /// that is gone.
    pub lines: Option<Lines>,
    /// Whether it stands in the way.
    pub standing: Standing,
    /// The condition of the gate that it meets.
    pub meets: Option<String>,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A change, by its place in the comparison's list.
    Change(usize),
    /// A rule that fired on the text as a whole, by its place in the comparison's list.
    Text(usize),
}

/// Whether a finding stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The gate does not ask for it.
    Passes,
    /// It fails the check.
    Fails,
    /// It would fail the check, and somebody accepted it.
    Accepted(Acceptance),
    /// It fails the check: it was accepted until a day that is past.
    Expired(Acceptance),
}

impl Standing {
    /// Whether it fails the check.
    #[must_use]
    pub fn fails(&self) -> bool {
        matches!(self, Self::Fails | Self::Expired(_))
    }

    /// Its name in JSON.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Passes => "passes",
            Self::Fails => "fails",
            Self::Accepted(_) => "accepted",
            Self::Expired(_) => "expired",
        }
    }
}

/// An entry of the baseline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Acceptance {
    /// The fingerprint of the change, 64 hexadecimal digits.
    pub id: String,
    /// The path of the text.
    pub path: String,
    /// The commit with the old text that it was given for, in hexadecimal.
    pub base: String,
    /// Why it was accepted.
    pub reason: String,
    /// The last day on which it holds.
    pub expires: Option<Date>,
    /// Who accepted it.
    pub by: Option<String>,
}

impl Acceptance {
    /// The first digits, as changes are named where people read them.
    #[must_use]
    pub fn short(&self) -> &str {
        self.id.get(..SHORT_ID).unwrap_or(&self.id)
    }
}

/// Digits of a fingerprint that are shown.
const SHORT_ID: usize = 12;

/// The findings of all texts counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Totals {
    /// Texts that differ.
    pub texts: usize,
    /// Texts that could not be compared, and other errors.
    pub errors: usize,
    /// Substantive changes.
    pub substantive: usize,
    /// Unclear changes.
    pub unclear: usize,
    /// Editorial changes.
    pub editorial: usize,
    /// Cosmetic changes.
    pub cosmetic: usize,
    /// Findings that fail, expired acceptances among them.
    pub failing: usize,
    /// Findings that were accepted.
    pub accepted: usize,
    /// Findings that fail because their acceptance expired.
    pub expired: usize,
}

impl Check {
    /// Takes back the acceptances that `holds` denies: what they let pass fails again.
    pub fn keep_acceptances(&mut self, mut holds: impl FnMut(&CheckedText, &Acceptance) -> bool) {
        for at in 0..self.texts.len() {
            let Some(text) = self.texts.get(at) else { continue };
            let accepted = |finding: &Finding| match &finding.standing {
                Standing::Accepted(entry) => Some(entry.clone()),
                _ => None,
            };
            let findings = text.compared().map(|compared| compared.findings.iter().map(accepted).collect());
            let findings: Vec<Option<Acceptance>> = findings.unwrap_or_default();
            let fails: Vec<bool> = findings
                .iter()
                .map(|entry| entry.as_ref().is_some_and(|entry| !holds(text, entry)))
                .collect();
            if let Some(Outcome::Compared(compared)) = self.texts.get_mut(at).map(|text| &mut text.outcome) {
                for (finding, _) in compared.findings.iter_mut().zip(fails).filter(|(_, fails)| *fails) {
                    finding.standing = Standing::Fails;
                }
            }
        }
        sort(&mut self.texts);
    }

    /// The answer for all texts together.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let errors = if self.errors.is_empty() { Verdict::Passed } else { Verdict::Error };
        self.texts.iter().map(CheckedText::verdict).fold(errors, Verdict::max)
    }

    /// All findings and changes counted.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let mut totals = Totals { texts: self.texts.len(), errors: self.errors.len(), ..Totals::default() };
        for text in &self.texts {
            let Outcome::Compared(compared) = &text.outcome else {
                totals.errors += 1;
                continue;
            };
            let counts = compared.comparison.summary.significance;
            totals.substantive += counts.substantive;
            totals.unclear += counts.unclear;
            totals.editorial += counts.editorial;
            totals.cosmetic += counts.cosmetic;
            for finding in &compared.findings {
                totals.failing += usize::from(finding.standing.fails());
                totals.accepted += usize::from(matches!(finding.standing, Standing::Accepted(_)));
                totals.expired += usize::from(matches!(finding.standing, Standing::Expired(_)));
            }
        }
        totals
    }
}

impl CheckedText {
    /// The answer for this text.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match &self.outcome {
            Outcome::Failed(_) => Verdict::Error,
            Outcome::Compared(compared) if compared.fails() => Verdict::Failed,
            Outcome::Compared(_) => Verdict::Passed,
        }
    }

    /// The comparison with its findings, where there is one.
    #[must_use]
    pub fn compared(&self) -> Option<&Compared> {
        match &self.outcome {
            Outcome::Compared(compared) => Some(compared),
            Outcome::Failed(_) => None,
        }
    }
}

impl Compared {
    /// Whether any finding fails.
    #[must_use]
    pub fn fails(&self) -> bool {
        self.findings.iter().any(|finding| finding.standing.fails())
    }

    /// The change that a finding is about; none for a rule on the text as a whole.
    #[must_use]
    pub fn change(&self, finding: &Finding) -> Option<&Change> {
        match finding.subject {
            Subject::Change(at) => self.comparison.changes.get(at),
            Subject::Text(_) => None,
        }
    }

    /// The rules that fired on what a finding is about.
    #[must_use]
    pub fn rules(&self, finding: &Finding) -> &[RuleHit] {
        match finding.subject {
            Subject::Change(at) => self.comparison.changes.get(at).map_or(&[], |change| &change.rules),
            Subject::Text(at) => self.comparison.rules.get(at).map_or(&[], std::slice::from_ref),
        }
    }
}

/// Puts texts that could not be compared first, then those that fail, then by what changed.
pub(super) fn sort(texts: &mut [CheckedText]) {
    texts.sort_by(|a, b| rank(b).cmp(&rank(a)).then_with(|| a.path.cmp(&b.path)));
}

/// What makes a text come first.
fn rank(text: &CheckedText) -> (Verdict, bool, bool, bool) {
    let counts = text.compared().map(|compared| compared.comparison.summary.significance);
    let counts = counts.unwrap_or_default();
    (text.verdict(), counts.substantive > 0, counts.unclear > 0, counts.editorial > 0)
}
