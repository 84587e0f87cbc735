//! The line above what is shown of one file among several, as `git diff` shows them.

use crate::report::terminal::page::{Indent, Page, Span};
use crate::report::terminal::style::Tone;
use std::io;

/// What is above one file's changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileHeading {
    /// The file's name.
    pub name: String,
    /// What happened to the file as a whole: `new file`, `renamed from docs/terms.md`.
    pub notes: Vec<String>,
    /// Why there is nothing more to report.
    pub remark: Option<String>,
}

/// Writes the heading of a file, `diff docs/privacy.md · new file`, and below it the remark.
///
/// # Errors
/// What the writer returns.
pub fn file_heading(
    heading: &FileHeading,
    width: usize,
    colour: bool,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut page = Page::new(out, width, colour);
    let mut spans = vec![Span::new("diff ", Tone::Title), Span::new(&heading.name, Tone::Title)];
    for note in &heading.notes {
        spans.extend([Span::dot(), Span::new(note, Tone::Plain)]);
    }
    page.paragraph(Indent { first: 0, rest: 2 }, &spans)?;
    match &heading.remark {
        Some(remark) => page.paragraph(Indent::all(2), &[Span::new(remark, Tone::Warning)]),
        None => Ok(()),
    }
}
