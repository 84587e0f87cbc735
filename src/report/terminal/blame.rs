//! Blame for a reader at a terminal: clause by clause, with the revisions that made it.

use crate::history::{Blame, BlamedClause, Origin};
use crate::report::terminal::page::{Indent, Page, Span};
use crate::report::terminal::style::Tone;
use std::io;

/// How blame is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlameOptions {
    /// Columns to write for.
    pub width: usize,
    /// Whether to write colours.
    pub colour: bool,
}

/// Digits of a commit's id that are shown.
const SHORT: usize = 10;

/// Characters of a clause that are shown: enough to know it by.
const EXCERPT: usize = 160;

/// Writes the blame of a text: each clause with its text and the revisions that brought it, last changed its wording and
/// last changed it in substance. What is the same revision is written once.
///
/// # Errors
/// What the writer returns.
pub fn blame_terminal(blame: &Blame, options: &BlameOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page::new(out, options.width, options.colour);
    page.paragraph(Indent { first: 0, rest: 2 }, &[Span::new(&blame.document.address, Tone::Title)])?;
    for clause in &blame.clauses {
        page.blank()?;
        let name = clause.cite.as_deref().unwrap_or(&clause.id);
        let head = [
            Span::new(name, Tone::Clause),
            Span::new(" ", Tone::Plain),
            Span::new(&excerpt(&clause.text), Tone::Plain),
        ];
        page.paragraph(Indent { first: 0, rest: 2 }, &head)?;
        for (what, origin) in made(clause) {
            let spans = [Span::new(&what, Tone::Quiet), Span::new(&state(origin), Tone::Plain)];
            page.paragraph(Indent { first: 4, rest: 6 }, &spans)?;
        }
    }
    Ok(())
}

/// What each revision did to a clause, the newest last.
fn made(clause: &BlamedClause) -> Vec<(String, &Origin)> {
    let all = [
        ("added", &clause.introduced),
        ("last change in substance", &clause.last_substance),
        ("last change of wording", &clause.last_wording),
    ];
    let mut lines: Vec<(String, &Origin)> = Vec::new();
    for (what, origin) in all {
        match lines.last_mut() {
            Some((_, last)) if *last == origin => {}
            _ => lines.push((format!("{what}: "), origin)),
        }
    }
    lines
}

/// A revision with its day and what it is about.
fn state(origin: &Origin) -> String {
    let date = origin.date.as_ref().map(ToString::to_string).unwrap_or_default();
    let name = origin.state.get(..SHORT).unwrap_or(&origin.state);
    let subject = origin.subject.as_deref().unwrap_or_default();
    let parts: Vec<&str> =
        [date.as_str(), name, subject].into_iter().filter(|part| !part.is_empty()).collect();
    // A revision that is labelled by its date says it once.
    if parts.first() == parts.get(1) { parts[1..].join(" ") } else { parts.join(" ") }
}

fn excerpt(text: &str) -> String {
    if text.chars().count() <= EXCERPT {
        return text.to_owned();
    }
    let cut: String = text.chars().take(EXCERPT).collect();
    let at = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", cut.get(..at).unwrap_or(&cut))
}
