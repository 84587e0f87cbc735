//! The terminal report: a headline, then section by section what changed.

use crate::diff::{Comparison, Side};
use crate::report::options::TerminalOptions;
use crate::report::terminal::change;
use crate::report::terminal::page::{Indent, Page, Span, Text};
use crate::report::terminal::style::Tone;
use crate::report::wording::words::{count, remarks};
use crate::report::wording::{groups, headline};
use std::io;

/// Writes a comparison for a reader at a terminal.
///
/// # Errors
/// What the writer returns.
pub fn terminal(
    comparison: &Comparison,
    options: &TerminalOptions<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut page = Page::new(out, options.width, options.colour).linked(options.links);
    head(comparison, options, &mut page)?;
    for group in groups::groups(comparison, options.cosmetic) {
        page.blank()?;
        page.paragraph(Indent { first: 0, rest: 2 }, &[Span::new(&group.title, Tone::Heading)])?;
        for change in group.changes {
            page.blank()?;
            change::change(change, options.cosmetic, &mut page)?;
        }
    }
    let remarks = remarks(comparison);
    if !remarks.is_empty() {
        page.blank()?;
    }
    for remark in &remarks {
        let spans = [Span::new("note: ", Tone::Warning), Span::new(remark, Tone::Plain)];
        page.paragraph(Indent { first: 0, rest: 6 }, &spans)?;
    }
    Ok(())
}

fn head(comparison: &Comparison, options: &TerminalOptions<'_>, page: &mut Page) -> io::Result<()> {
    let title = headline::title(comparison);
    if !title.is_empty() {
        page.paragraph(Indent { first: 0, rest: 2 }, &[Span::new(&title, Tone::Title)])?;
    }
    side(Text::Left, &comparison.old, page)?;
    side(Text::Right, &comparison.new, page)?;
    page.blank()?;
    page.paragraph(Indent::all(0), &[Span::new(&totals(comparison, options.cosmetic), Tone::Title)])?;
    let words = headline::words(comparison);
    if !words.is_empty() {
        page.paragraph(Indent::all(0), &[Span::new(&words, Tone::Plain)])?;
    }
    Ok(())
}

fn side(text: Text, side: &Side, page: &mut Page) -> io::Result<()> {
    let which = if text == Text::Left { "old" } else { "new" };
    let address = if side.address.is_empty() { "(unnamed)" } else { &side.address };
    let size = format!("{}, {}", count(side.sections, "section"), count(side.blocks, "clause"));
    let spans = [
        Span::new(which, Tone::Quiet),
        Span::new(" ", Tone::Quiet),
        Span::new(address, Tone::Plain).at(text, 1),
        Span::dot(),
        Span::new(&size, Tone::Quiet),
    ];
    page.paragraph(Indent { first: 2, rest: 6 }, &spans)
}

/// What the changes come to, with what is hidden.
fn totals(comparison: &Comparison, cosmetic: bool) -> String {
    let wording = headline::wording(comparison);
    let quiet = headline::formatting_only(comparison);
    if quiet.is_empty() {
        return wording;
    }
    let hidden = if cosmetic { "" } else { " hidden (use --cosmetic to show)" };
    format!("{}; {quiet}{hidden}.", wording.trim_end_matches('.'))
}
