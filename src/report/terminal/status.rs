//! The state of a document's translations on a terminal, one after the other, each with its outdated clauses.

use crate::model::Basis;
use crate::report::terminal::page::{Indent, Page, Span};
use crate::report::terminal::style::Tone;
use crate::report::terminal::translation::TranslationOptions;
use crate::report::wording::stale::label as lag_label;
use crate::report::wording::status::{COUNTED, number, percent};
use crate::report::wording::words::{count, list, reasons};
use crate::repository::{DocumentStatus, TextState, TranslationStatus};
use crate::translation::{Finding, FindingKind, Findings};
use std::io;

/// Draws the state of the translations of some documents.
///
/// # Errors
/// What the writer returns.
pub fn status_terminal(
    documents: &[DocumentStatus],
    options: &TranslationOptions<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut page = Page::new(out, options.width, options.colour);
    for (at, status) in documents.iter().enumerate() {
        if at > 0 {
            page.blank()?;
        }
        let (source, day) =
            (format!("{}@{}", status.source.language, status.source.revision), day(&status.source));
        let spans = [
            Span::new(&status.document, Tone::Title),
            Span::dot(),
            Span::new("source ", Tone::Quiet),
            Span::new(&source, Tone::Plain),
            Span::new(&day, Tone::Quiet),
        ];
        page.paragraph(Indent { first: 0, rest: 2 }, &spans)?;
        if status.translations.is_empty() {
            page.paragraph(Indent::all(2), &[Span::new("No stored translation.", Tone::Quiet)])?;
        }
        for translation in &status.translations {
            draw(translation, &mut page)?;
        }
        if let Some(command) = status.translations.iter().find_map(command) {
            page.blank()?;
            let spans = [Span::new("Details: ", Tone::Quiet), Span::new(&command, Tone::Plain)];
            page.paragraph(Indent { first: 2, rest: 4 }, &spans)?;
        }
    }
    Ok(())
}

/// The command that shows the findings of a translation; none without findings.
fn command(status: &TranslationStatus) -> Option<String> {
    let findings = status.findings.as_ref().ok().filter(|findings| !findings.findings.is_empty())?;
    let (source, target) = (findings.source.address.as_str(), findings.target.address.as_str());
    if status.text.path.is_none() {
        let edition = target.split_once('@').map_or(target, |(edition, _)| edition);
        return Some(format!("recension translation {edition}"));
    }
    let since =
        findings.lag.as_ref().map_or_else(String::new, |lag| format!(" --since {}", lag.base.address));
    Some(format!("recension translation {source} {target}{since}"))
}

fn draw(status: &TranslationStatus, page: &mut Page) -> io::Result<()> {
    page.blank()?;
    let day = day(&status.text);
    let mut spans = vec![
        Span::new(status.text.language.as_str(), Tone::Clause),
        Span::new("@", Tone::Quiet),
        Span::new(&status.text.revision, Tone::Plain),
        Span::new(&day, Tone::Quiet),
    ];
    let findings = match &status.findings {
        Ok(findings) => findings,
        Err(error) => {
            page.paragraph(Indent { first: 2, rest: 4 }, &spans)?;
            return page.paragraph(Indent::all(4), &[Span::new(error, Tone::Warning)]);
        }
    };
    spans.extend([Span::dot(), Span::new(&made_from(&status.text, findings), Tone::Quiet)]);
    page.paragraph(Indent { first: 2, rest: 4 }, &spans)?;
    page.paragraph(Indent::all(4), &[Span::new(&sentence(findings), Tone::Plain)])?;
    if let Some(carried) = carried(findings) {
        page.paragraph(Indent::all(4), &[Span::new(&carried, Tone::Quiet)])?;
    }
    for finding in findings.findings.iter().filter(|finding| finding.kind == FindingKind::Lagging) {
        lagging(finding, page)?;
    }
    Ok(())
}

/// The day of a file's commit, behind its id.
fn day(text: &TextState) -> String {
    text.committed.as_ref().map_or_else(String::new, |day| format!(" of {day}"))
}

/// Which source it was made from.
fn made_from(text: &TextState, findings: &Findings) -> String {
    let Some(lag) = &findings.lag else { return "older than every known source".to_owned() };
    let address = lag.base.address.as_str();
    let base = match &text.path {
        // `4b12ac0d: docs/privacy.md`, whose path is shown once.
        Some(_) => address.split_once(':').map_or(address, |(commit, _)| commit),
        None => address.split_once('/').map_or(address, |(_, edition)| edition),
    };
    let assumed = if lag.basis == Basis::Assumed { " (assumed)" } else { "" };
    format!("made from {base}{assumed}")
}

/// How much is there, and what is wrong.
fn sentence(findings: &Findings) -> String {
    let there = format!("{} of the text translated", percent(findings.coverage.text));
    let counted = COUNTED.iter().map(|(kind, what)| (number(findings, *kind), what));
    let wrong: Vec<String> =
        counted.filter(|(number, _)| *number > 0).map(|(number, what)| format!("{number} {what}")).collect();
    if wrong.is_empty() { format!("{there}, no findings") } else { format!("{there}; {}", list(&wrong)) }
}

/// The source's changes that need no new translation.
fn carried(findings: &Findings) -> Option<String> {
    let lag = findings.lag.as_ref()?;
    let parts = [
        (lag.editorial, "editorial"),
        (lag.cosmetic, "formatting-only"),
        (lag.followed, "already translated"),
        (lag.settled, "approved"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    let all = lag.editorial + lag.cosmetic + lag.followed + lag.settled;
    (!parts.is_empty()).then(|| format!("No work needed for {}: {}", count(all, "change"), list(&parts)))
}

fn lagging(finding: &Finding, page: &mut Page) -> io::Result<()> {
    let since = finding.since.as_ref();
    let place = finding.source.first().or_else(|| since?.base.first());
    let clause = place.map_or("", |place| place.id.as_str());
    let section = place.and_then(|place| place.section.last()).map_or("", String::as_str);
    let mut spans = vec![
        Span::new(clause, Tone::Clause),
        Span::new(" ", Tone::Plain),
        Span::new(lag_label(finding), Tone::Substantive),
    ];
    let reasons = since.map(|since| reasons(&since.rules).join("; ")).unwrap_or_default();
    for text in [section, reasons.as_str(), finding.id.as_str()] {
        if !text.is_empty() {
            spans.extend([Span::dot(), Span::new(text, Tone::Quiet)]);
        }
    }
    page.paragraph(Indent { first: 4, rest: 6 }, &spans)
}
