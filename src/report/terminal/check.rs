//! A check for a reader at a terminal: the totals, text by text what changed and whether it fails, the answer last.

use crate::check::{Check, CheckedText, Compared, Endpoint, Finding, Outcome, Standing, Verdict};
use crate::diff::{Change, Significance};
use crate::report::options::TerminalOptions;
use crate::report::terminal::change;
use crate::report::terminal::page::{Indent, Page, Span};
use crate::report::terminal::style::Tone;
use crate::report::wording::words::remark;
use crate::report::wording::{check, groups};
use std::collections::HashMap;
use std::io;

/// Digits of a commit that are shown, as git does in small repositories.
const SHORT: usize = 7;

/// Writes a check for a reader at a terminal.
///
/// # Errors
/// What the writer returns.
pub fn check_terminal(check: &Check, options: &TerminalOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page::new(out, options.width, options.colour);
    for notice in &check.notices {
        note("warning: ", notice, &mut page)?;
    }
    let ends = format!("{} → {}", endpoint(&check.base), endpoint(&check.head));
    page.paragraph(Indent { first: 0, rest: 2 }, &[Span::new(&ends, Tone::Quiet)])?;
    page.paragraph(Indent::all(0), &[Span::new(&check::summary(check), Tone::Title)])?;
    for text in &check.texts {
        page.blank()?;
        self::text(text, options, &mut page)?;
    }
    page.blank()?;
    for error in &check.errors {
        note("error: ", error, &mut page)?;
    }
    if let Some(unused) = check::unused(check) {
        note("note: ", &unused, &mut page)?;
    }
    let tone = if check.verdict() == Verdict::Passed { Tone::Title } else { Tone::Substantive };
    page.paragraph(Indent::all(0), &[Span::new(&check::answer(check), tone)])?;
    if !check.settings.is_empty() {
        let words = check::settings(check);
        page.paragraph(Indent { first: 0, rest: 2 }, &[Span::new(&words, Tone::Quiet)])?;
    }
    if let Some(id) = failing(check) {
        let hint = format!("To accept a change: recension check … --accept {id} --reason \"why\"");
        page.paragraph(Indent { first: 0, rest: 2 }, &[Span::new(&hint, Tone::Quiet)])?;
    }
    Ok(())
}

/// `origin/main (3f2a91c)`
fn endpoint(endpoint: &Endpoint) -> String {
    match endpoint.commit.as_deref().and_then(|commit| commit.get(..SHORT)) {
        Some(commit) if !endpoint.name.starts_with(commit) => format!("{} ({commit})", endpoint.name),
        _ => endpoint.name.clone(),
    }
}

/// The first change that fails.
fn failing(check: &Check) -> Option<&str> {
    let findings =
        check.texts.iter().filter_map(CheckedText::compared).flat_map(|compared| &compared.findings);
    findings.clone().find(|finding| finding.standing.fails()).map(|finding| finding.id.as_str())
}

fn text(text: &CheckedText, options: &TerminalOptions, page: &mut Page) -> io::Result<()> {
    let mut spans = vec![Span::new(&text.path, Tone::Title)];
    let mut quiet = |words: &str| {
        spans.push(Span::dot());
        spans.push(Span::new(words, Tone::Quiet));
    };
    if let Some(state) = check::state(text) {
        quiet(&state);
    }
    quiet(&check::counted(text));
    if text.verdict() != Verdict::Passed {
        spans.push(Span::dot());
        let words = if text.verdict() == Verdict::Error { "error" } else { "fails" };
        spans.push(Span::new(words, Tone::Substantive));
    }
    page.paragraph(Indent { first: 0, rest: 2 }, &spans)?;
    match &text.outcome {
        Outcome::Failed(why) => note("error: ", why, page),
        Outcome::Compared(compared) => changes(compared, options, page),
    }
}

fn changes(compared: &Compared, options: &TerminalOptions, page: &mut Page) -> io::Result<()> {
    let by_id: HashMap<&str, &Finding> =
        compared.findings.iter().map(|finding| (finding.id.as_str(), finding)).collect();
    for finding in compared.findings.iter().filter(|finding| compared.change(finding).is_none()) {
        if let Some(hit) = compared.rules(finding).first() {
            note("note: ", &remark(hit), page)?;
            standing(finding, page)?;
        }
    }
    let shown = |change: &&&Change| {
        options.cosmetic
            || change.significance != Significance::Cosmetic
            || by_id.contains_key(change.id.as_str())
    };
    for group in groups::groups(&compared.comparison, true) {
        let changes: Vec<_> = group.changes.iter().filter(shown).collect();
        if changes.is_empty() {
            continue;
        }
        page.blank()?;
        page.paragraph(Indent { first: 0, rest: 2 }, &[Span::new(&group.title, Tone::Heading)])?;
        for change in changes {
            page.blank()?;
            change::change(change, options.cosmetic, page)?;
            if let Some(finding) = by_id.get(change.id.as_str()) {
                standing(finding, page)?;
            }
        }
    }
    for remark in &compared.comparison.notes {
        page.blank()?;
        note("note: ", remark, page)?;
    }
    Ok(())
}

/// Whether it blocks the merge, with the id by which it can be accepted.
fn standing(finding: &Finding, page: &mut Page) -> io::Result<()> {
    let Some(words) = check::standing(finding) else { return Ok(()) };
    let accepted = matches!(finding.standing, Standing::Accepted(_));
    let (sign, tone) = if accepted { ("✓ ", Tone::Quiet) } else { ("✗ ", Tone::Substantive) };
    let spans =
        [Span::new(sign, tone), Span::new(&words, tone), Span::dot(), Span::new(&finding.id, Tone::Quiet)];
    page.paragraph(Indent { first: 4, rest: 6 }, &spans)
}

fn note(label: &str, words: &str, page: &mut Page) -> io::Result<()> {
    let spans = [Span::new(label, Tone::Warning), Span::new(words, Tone::Plain)];
    page.paragraph(Indent { first: 2, rest: 8 }, &spans)
}
