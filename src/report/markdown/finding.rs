//! One finding about a translation as a paragraph with quotations.

use crate::diff::Place;
use crate::report::escape::fold;
use crate::report::escape::markdown::safe;
use crate::report::markdown::item::{lines, reason, redline};
use crate::report::width::{shorten, tail};
use crate::report::wording::cite;
use crate::report::wording::reason::reasons;
use crate::report::wording::translation::label;
use crate::translation::{Finding, FindingKind, SourceChange};

/// Columns of a clause that are quoted: a paragraph of a statement, enough to work on it or to find it.
const QUOTED: usize = 480;
/// Columns of the end of a clause that breaks off, and of its counterpart's: where it goes on is there.
const END: usize = 160;

/// The finding: where, what, why, the confidence, and the texts.
pub fn item(finding: &Finding) -> String {
    let former = finding.since.as_ref().map(|since| since.base.as_slice()).unwrap_or_default();
    let places = [finding.source.as_slice(), former, finding.target.as_slice()];
    let at = places.into_iter().find(|places| !places.is_empty()).unwrap_or_default();
    let whose = match (finding.source.is_empty(), former.is_empty()) {
        (false, _) => "",
        (true, false) => " of the former source",
        (true, true) => " of the translation",
    };
    let mut out = format!("**{}{whose}** {}", safe(&cite::places(at)), safe(&label(finding)));
    // The label says already that the clause has no counterpart.
    let why = if finding.kind == FindingKind::Untranslated { String::new() } else { why(finding) };
    if !why.is_empty() {
        out.push_str(&format!(": {why}"));
    }
    let sure = format!("{:.0}% confidence", finding.confidence * 100.0);
    let lines = lines(&finding.source, &finding.target);
    let lines = if lines.is_empty() { lines } else { format!(", {lines}") };
    out.push_str(&format!(" ({sure}{lines})\n"));
    let quoted = quotations(finding).join("\n>\n> ");
    if !quoted.is_empty() {
        out.push_str(&format!("\n> {quoted}\n"));
    }
    out
}

/// The rules of the source's change, else what a person can check.
fn why(finding: &Finding) -> String {
    let reasons: Vec<String> =
        finding.since.iter().flat_map(|since| reasons(&since.rules)).map(|rule| reason(&rule)).collect();
    if reasons.is_empty() { safe(&shorten(&fold(&finding.evidence), QUOTED)) } else { reasons.join("; ") }
}

fn quotations(finding: &Finding) -> Vec<String> {
    let mut shown = Vec::new();
    match &finding.since {
        Some(since) => shown.push(changed(finding, since)),
        None => shown.extend(quoted("Source", &finding.source, finding.kind)),
    }
    // Of a missing sentence the clause around it adds nothing.
    if finding.kind != FindingKind::Untranslated {
        shown.extend(quoted("Translation", &finding.target, finding.kind));
    }
    shown
}

/// What the source was and is.
fn changed(finding: &Finding, since: &SourceChange) -> String {
    let marked = |tag: &str, places: &[Place]| format!("Source: <{tag}>{}</{tag}>", text(places));
    match (since.edits.is_empty(), finding.source.is_empty()) {
        (false, _) => format!("Source: {}", redline(&since.edits)),
        (true, true) => marked("del", &since.base),
        (true, false) => marked("ins", &finding.source),
    }
}

fn quoted(whose: &str, places: &[Place], kind: FindingKind) -> Option<String> {
    if places.is_empty() {
        return None;
    }
    if kind != FindingKind::Truncated {
        return Some(format!("{whose}: {}", text(places)));
    }
    let all = joined(places);
    let end = tail(&all, END);
    let before = if end.len() < all.trim_start().len() { "… " } else { "" };
    Some(format!("{whose}: {before}{}", safe(end.trim_start())))
}

fn text(places: &[Place]) -> String {
    safe(&shorten(&joined(places), QUOTED))
}

fn joined(places: &[Place]) -> String {
    let all: Vec<String> = places.iter().map(|place| fold(&place.text)).collect();
    all.join(" ")
}
