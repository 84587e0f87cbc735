//! The editions of a document: for reading, and a JSON object a line for programs.

use crate::report::terminal::page::{Indent, Page, Span};
use crate::report::terminal::style::Tone;
use crate::report::width::width as columns;
use crate::repository::LoggedEdition;
use std::io;

/// Stands for a space between columns while a page is set, which would fold several of them. Not left in what is
/// written: programs that take a line apart look for spaces.
const GAP: char = '\u{a0}';

/// Digits of a commit's id that are shown.
const SHORT: usize = 10;

/// Writes the editions of a document, newest first, for a reader at a terminal.
///
/// # Errors
/// What the writer returns.
pub fn log(
    document: &str,
    editions: &[LoggedEdition],
    (width, colour): (usize, bool),
    out: &mut dyn io::Write,
) -> io::Result<()> {
    Page::new(out, width, colour)
        .paragraph(Indent { first: 0, rest: 2 }, &[Span::new(document, Tone::Title)])?;
    let widest = |of: &dyn Fn(&LoggedEdition) -> usize| editions.iter().map(of).max().unwrap_or(0);
    let revision = widest(&|logged| columns(logged.edition.revision.as_str()));
    let language = widest(&|logged| logged.edition.language.as_str().len());
    let indent = revision + language + 6;
    for logged in editions {
        let edition = &logged.edition;
        let gap = |text: &str, wide: usize| GAP.to_string().repeat(wide.saturating_sub(columns(text)) + 2);
        let (label, tag) = (edition.revision.as_str(), edition.language.as_str());
        let spans = [
            Span::new(label, Tone::Clause),
            Span::new(&gap(label, revision), Tone::Plain),
            Span::new(tag, Tone::Heading),
            Span::new(&gap(tag, language), Tone::Plain),
            Span::new(logged.commit.get(..SHORT).unwrap_or(&logged.commit), Tone::Quiet),
            Span::new(&format!("{GAP} "), Tone::Plain),
            Span::new(&facts(logged), Tone::Plain),
        ];
        let mut head = Vec::new();
        Page::new(&mut head, width, colour).paragraph(Indent { first: 2, rest: indent }, &spans)?;
        out.write_all(String::from_utf8_lossy(&head).replace(GAP, " ").as_bytes())?;
        let mut page = Page::new(out, width, colour);
        for (text, tone) in [(&edition.title, Tone::Plain), (&edition.note, Tone::Quiet)] {
            if let Some(text) = text {
                page.paragraph(Indent::all(indent), &[Span::new(text, tone)])?;
            }
        }
    }
    Ok(())
}

/// What its record says of it.
fn facts(logged: &LoggedEdition) -> String {
    let edition = &logged.edition;
    let dates = [
        ("published", &edition.published),
        ("effective", &edition.effective),
        ("captured", &edition.captured),
    ];
    let mut facts: Vec<String> =
        dates.iter().filter_map(|(name, date)| Some(format!("{name} {}", date.as_ref()?))).collect();
    facts.extend(edition.translates.iter().map(|source| format!("translates {source}")));
    facts.extend(logged.same_as.iter().map(|other| format!("the same text as {other}")));
    facts.join(", ")
}

/// Writes the editions as one JSON object a line.
///
/// # Errors
/// What the writer returns.
pub fn log_json(editions: &[LoggedEdition], out: &mut dyn io::Write) -> io::Result<()> {
    for logged in editions {
        serde_json::to_writer(&mut *out, logged)?;
        writeln!(out)?;
    }
    Ok(())
}
