//! The terminal report: a headline, then section by section what changed.

use crate::diff::{Comparison, Side};
use crate::report::options::TerminalOptions;
use crate::report::terminal::change;
use crate::report::terminal::page::{Indent, Page, Span, Text};
use crate::report::terminal::style::Tone;
use crate::report::wording::groups;
use crate::report::wording::groups::Folded;
use crate::report::wording::words::{count, list, remarks};
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
    headline(comparison, options, &mut page)?;
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

fn headline(comparison: &Comparison, options: &TerminalOptions<'_>, page: &mut Page) -> io::Result<()> {
    let title = match (&comparison.old.title, &comparison.new.title) {
        (Some(old), Some(new)) if old != new => Some(format!("{old} → {new}")),
        (old, new) => new.clone().or_else(|| old.clone()),
    };
    if let Some(title) = title {
        page.paragraph(Indent { first: 0, rest: 2 }, &[Span::new(&title, Tone::Title)])?;
    }
    side(Text::Left, &comparison.old, page)?;
    side(Text::Right, &comparison.new, page)?;
    page.blank()?;
    for sentence in sentences(comparison, options.cosmetic) {
        page.paragraph(Indent::all(0), &[Span::new(&sentence, Tone::Title)])?;
    }
    let words = words(comparison);
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

/// What the changes come to, in words.
fn sentences(comparison: &Comparison, cosmetic: bool) -> Vec<String> {
    if comparison.identical {
        return vec!["The texts are identical.".to_owned()];
    }
    let counts = comparison.summary.significance;
    let quiet = quiet(groups::folded(comparison));
    let told = match (counts.substantive, counts.editorial) {
        (0, 0) if quiet.is_empty() => return vec!["No change of wording.".to_owned()],
        (0, 0) => {
            return vec![format!(
                "No change of wording ({}{}).",
                list(&quiet),
                if cosmetic { "" } else { "; --cosmetic shows them" }
            )];
        }
        (0, editorial) => count(editorial, "editorial change"),
        (substantive, 0) => count(substantive, "substantive change"),
        (substantive, editorial) => {
            format!("{substantive} substantive and {}", count(editorial, "editorial change"))
        }
    };
    match quiet.as_slice() {
        [] => vec![format!("{told}.")],
        quiet if cosmetic => vec![format!("{told}; {}.", list(quiet))],
        quiet => vec![format!("{told}; {} folded (--cosmetic shows them).", list(quiet))],
    }
}

/// What does not touch the wording; changed links apart, since most revisions of web pages change nothing else.
fn quiet(folded: Folded) -> Vec<String> {
    let mut parts = Vec::new();
    if folded.links > 0 {
        parts.push(count(folded.links, "changed link"));
    }
    if folded.cosmetic > 0 {
        parts.push(count(folded.cosmetic, "cosmetic difference"));
    }
    parts
}

fn words(comparison: &Comparison) -> String {
    let summary = &comparison.summary;
    match (summary.words_deleted, summary.words_inserted) {
        (0, 0) => String::new(),
        (struck, 0) => format!("{} struck, none put in.", count(struck, "word")),
        (0, put_in) => format!("{} put in, none struck.", count(put_in, "word")),
        (struck, put_in) => format!("{} struck, {put_in} put in.", count(struck, "word")),
    }
}
