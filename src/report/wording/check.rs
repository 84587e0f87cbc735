//! What every form of a check says in the same words: the answer, the totals, one finding in a sentence.

use crate::check::{
    Acceptance, Check, CheckedText, Compared, Fate, Finding, Outcome, Standing, Subject, Verdict,
};
use crate::diff::{Change, ChangeKind, RuleHit, Significance};
use crate::report::escape::fold;
use crate::report::width::shorten;
use crate::report::wording::headline::by_level;
use crate::report::wording::words::{count, list, remark};
use crate::report::wording::{cite, reason};

/// What findings are called on which no rule of the catalogue fired.
pub const WORDING_CHANGED: &str = "wording-changed";
/// What findings are called that touch no wording.
pub const FORM_CHANGED: &str = "form-changed";
/// What a text is called that could not be compared.
pub const COMPARISON_FAILED: &str = "comparison-failed";

/// Columns of a clause that came or went: enough to know it.
const EXCERPT: usize = 160;

/// The answer: may this be merged?
pub fn answer(check: &Check) -> String {
    let totals = check.totals();
    let accepted = match totals.accepted {
        0 => String::new(),
        number => format!("; {} accepted", count(number, "change")),
    };
    match check.verdict() {
        Verdict::Error => format!(
            "Cannot decide whether this may be merged: {}.",
            if check.errors.is_empty() {
                format!("{} could not be compared", count(totals.errors, "text"))
            } else {
                "the comparison failed".to_owned()
            }
        ),
        Verdict::Failed => {
            let fail = if totals.failing == 1 { "fails" } else { "fail" };
            let expired = match totals.expired {
                0 => String::new(),
                number => format!(", {number} of them because the acceptance expired"),
            };
            format!("Do not merge: {} {fail}{expired}{accepted}.", count(totals.failing, "change"))
        }
        Verdict::Passed if check.gate.is_empty() => "No --fail-on condition: report only.".to_owned(),
        Verdict::Passed => format!("May be merged: no change fails{accepted}."),
    }
}

/// What was found in all texts: `2 texts differ: 3 substantive changes, 1 editorial.`
pub fn summary(check: &Check) -> String {
    let totals = check.totals();
    match totals.texts {
        0 if check.errors.is_empty() => "No text differs.".to_owned(),
        0 => "No text was compared.".to_owned(),
        texts => {
            let differ = if texts == 1 { "differs" } else { "differ" };
            let levels = [
                (totals.substantive, "substantive"),
                (totals.unclear, "unclear"),
                (totals.editorial, "editorial"),
            ];
            let wording = by_level(&levels).unwrap_or_else(|| "no change of wording".to_owned());
            format!("{} {differ}: {wording}.", count(texts, "text"))
        }
    }
}

/// What became of a text, where that is not plain from its changes: `renamed from docs/old.md`.
pub fn state(text: &CheckedText) -> Option<String> {
    match (text.state, &text.old_path) {
        (Fate::Renamed, Some(old)) => Some(format!("renamed from {}", fold(old))),
        (Fate::Modified, _) => None,
        (state, _) => Some(state.name().to_owned()),
    }
}

/// The changes of one text counted: `2 substantive, 1 editorial`.
pub fn counted(text: &CheckedText) -> String {
    let Outcome::Compared(compared) = &text.outcome else { return "not compared".to_owned() };
    let counts = compared.comparison.summary.significance;
    let parts = [
        (counts.substantive, "substantive"),
        (counts.unclear, "unclear"),
        (counts.editorial, "editorial"),
        (counts.cosmetic, "formatting-only"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, name)| format!("{number} {name}"))
        .collect();
    if parts.is_empty() { "text unchanged".to_owned() } else { parts.join(", ") }
}

/// The rule that a finding is filed under: the one that the gate asks for, else the first that fired.
pub fn rule<'a>(compared: &'a Compared, finding: &Finding) -> &'a str {
    let hits = compared.rules(finding);
    let asked = |hit: &&RuleHit| {
        finding.meets.as_deref().is_some_and(|meets| meets.split('+').any(|term| hit.id == term))
    };
    let shown = hits.iter().find(asked).or_else(|| hits.first());
    match (shown, finding.significance) {
        (Some(hit), _) => hit.id.as_str(),
        (None, Significance::Cosmetic) => FORM_CHANGED,
        (None, _) => WORDING_CHANGED,
    }
}

/// Where and what: `Section 2, clause 1 modified`.
pub fn subject(compared: &Compared, finding: &Finding) -> String {
    match compared.change(finding) {
        Some(change) if change.kind == ChangeKind::Moved => {
            format!(
                "{} {} from {} of the old text",
                cite::subject(change),
                cite::predicate(change),
                cite::origin(change)
            )
        }
        Some(change) => format!("{} {}", cite::subject(change), cite::predicate(change)),
        None => "The text as a whole".to_owned(),
    }
}

/// Why it matters and what it says: `Duration changed “30 days” → “60 days”`; what came or went is quoted.
pub fn detail(compared: &Compared, finding: &Finding) -> String {
    if let (Subject::Text(_), [hit]) = (finding.subject, compared.rules(finding)) {
        return remark(hit);
    }
    let mut parts: Vec<String> = reason::reasons(compared.rules(finding))
        .iter()
        .map(|reason| {
            let evidence: Vec<String> =
                reason.old.iter().chain(&reason.new).map(|text| format!("“{text}”")).collect();
            format!("{} {}", reason.name, evidence.join(" → ")).trim_end().to_owned()
        })
        .collect();
    parts.extend(compared.change(finding).and_then(excerpt));
    parts.join("; ")
}

/// The first words of what came or went, or of a clause whose wording changed under no rule.
fn excerpt(change: &Change) -> Option<String> {
    let quoted =
        |text: &str| Some(format!("“{}”", shorten(&fold(text), EXCERPT))).filter(|_| !text.is_empty());
    match (change.kind, change.unit) {
        (ChangeKind::Added, _) => quoted(&change.new.first()?.text),
        (ChangeKind::Removed, _) => quoted(&change.old.first()?.text),
        (ChangeKind::Modified | ChangeKind::Renamed, _) if change.rules.is_empty() => {
            quoted(&change.new.first()?.text)
        }
        _ => None,
    }
}

/// A finding in a sentence: `Section 2, clause 1 modified: Duration changed “30 days” → “60 days”`.
#[must_use]
pub fn finding(compared: &Compared, finding: &Finding) -> String {
    let (subject, detail) = (subject(compared, finding), detail(compared, finding));
    if detail.is_empty() { subject } else { format!("{subject}: {detail}") }
}

/// Whether it blocks the merge, and why: `fails on duration-changed`, `accepted: agreed with the board`.
pub fn standing(finding: &Finding) -> Option<String> {
    match &finding.standing {
        Standing::Passes => None,
        Standing::Fails => Some(format!("fails on {}", finding.meets.as_deref().unwrap_or_default())),
        Standing::Accepted(entry) => {
            Some(format!("accepted{}: the baseline says “{}”", terms(entry, "until"), fold(&entry.reason)))
        }
        Standing::Expired(entry) => Some(format!(
            "fails on {}: it was accepted{}; the baseline says “{}”",
            finding.meets.as_deref().unwrap_or_default(),
            terms(entry, "only until"),
            fold(&entry.reason)
        )),
    }
}

/// `by “Ana”, until 2027-03-01`: whoever wrote the baseline says who it was.
fn terms(entry: &Acceptance, until: &str) -> String {
    let by = entry.by.as_deref().map(|by| format!("by “{}”", fold(by)));
    let until = entry.expires.as_ref().map(|day| format!("{until} {day}"));
    let parts: Vec<String> = by.into_iter().chain(until).collect();
    if parts.is_empty() { String::new() } else { format!(" {}", parts.join(", ")) }
}

/// The gate that applied and where the settings were read.
pub fn settings(check: &Check) -> String {
    let gate = if check.gate.is_empty() { "nothing".to_owned() } else { check.gate.join(", ") };
    format!("Fails on: {gate}. Settings, rules and acceptances as of {}.", check.settings)
}

/// Acceptances that nothing needs any more.
pub fn unused(check: &Check) -> Option<String> {
    /// Ids that are named: more are no help in a sentence.
    const MOST: usize = 8;
    let ids: Vec<String> = check.unused.iter().take(MOST).map(|entry| entry.short().to_owned()).collect();
    if ids.is_empty() {
        return None;
    }
    let more = check.unused.len() - ids.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let (entry, is) = if check.unused.len() == 1 { ("acceptance", "is") } else { ("acceptances", "are") };
    Some(format!(
        "{} {entry} in the baseline {is} unused and can be removed: {}{more}",
        check.unused.len(),
        if more.is_empty() { list(&ids) } else { ids.join(", ") }
    ))
}
