//! The outline of a text as understood: its sections, what each holds, clauses that seem cut off, what was set aside.

use crate::model::{Block, BlockKind, Document, Lines, Section, SetAsideReason};
use crate::report::escape::fold;
use crate::report::terminal::page::{Indent, Page, Span};
use crate::report::terminal::style::Tone;
use crate::report::width::{tail, width};
use crate::report::wording::words::count;
use std::collections::BTreeMap;
use std::io;

/// Columns of the last words of a clause that seems cut off.
const LAST_WORDS: usize = 40;

/// Draws the tree of sections of a text: ids, headings, how many paragraphs, items and rows each holds, which
/// paragraphs and items end without an end mark, and what was set aside.
///
/// # Errors
/// What the writer returns.
pub fn outline(document: &Document, width: usize, colour: bool, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page::new(out, width, colour);
    head(document, &mut page)?;
    page.blank()?;
    for (index, section) in document.sections.iter().enumerate() {
        let empty_front = section.heading.is_none() && section.parent.is_none() && section.blocks.is_empty();
        if index == 0 && empty_front {
            continue;
        }
        draw(document, section, &mut page)?;
    }
    set_aside(document, &mut page)
}

fn head(document: &Document, page: &mut Page) -> io::Result<()> {
    let title = document.title.as_deref().unwrap_or("(no title)");
    page.paragraph(Indent { first: 0, rest: 2 }, &[Span::new(title, Tone::Title)])?;
    let language = document.language.as_ref().map_or("language unknown", |language| language.as_str());
    let size = format!(
        "{language}, {}, {}",
        count(document.section_count(), "section"),
        count(document.blocks.len(), "clause")
    );
    page.paragraph(Indent::all(0), &[Span::new(&size, Tone::Quiet)])
}

fn draw(document: &Document, section: &Section, page: &mut Page) -> io::Result<()> {
    let blocks = document.blocks.get(section.blocks.clone()).unwrap_or_default();
    let indent = 2 * usize::from(section.level.saturating_sub(1)).min(8);
    let title = match &section.heading {
        Some(heading) => fold(&heading.text),
        None if section.level == 0 => "(preamble)".to_owned(),
        None => "(no heading)".to_owned(),
    };
    let mut spans = vec![
        Span::new(&section.id, Tone::Quiet),
        Span::new(" ", Tone::Quiet),
        Span::new(&title, Tone::Heading),
    ];
    spans.push(Span::dot());
    spans.push(Span::new(&holds(blocks), Tone::Plain));
    if let Some(lines) = lines(section, blocks) {
        spans.push(Span::dot());
        spans.push(Span::new(&lines_in_words(lines), Tone::Quiet));
    }
    page.paragraph(Indent { first: indent, rest: indent + width(&section.id) + 1 }, &spans)?;
    for block in blocks.iter().filter(|block| seems_cut_off(document, block)) {
        let text = fold(&block.text);
        let last = tail(&text, LAST_WORDS);
        let gap = if last.len() < text.len() { "… " } else { "" };
        let spans = [
            Span::new("! ", Tone::Warning),
            Span::new(&block.id, Tone::Quiet),
            Span::new(" no end mark", Tone::Warning),
            Span::dot(),
            Span::new(&lines_in_words(block.span.lines), Tone::Quiet),
            Span::dot(),
            Span::new(&format!("{gap}{last}"), Tone::Plain),
        ];
        page.paragraph(Indent { first: indent + 4, rest: indent + 6 }, &spans)?;
    }
    Ok(())
}

/// Whether a clause of the body ends without an end mark. Names, dates and titles of a front part have none by right;
/// a text without headings is all body.
fn seems_cut_off(document: &Document, block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Item)
        && (block.section != 0 || document.sections.len() == 1)
        && !block.ends_with_end_mark()
}

/// What blocks are there: `1 paragraph, 9 items`.
fn holds(blocks: &[Block]) -> String {
    let kinds = [
        (BlockKind::Paragraph, "paragraph"),
        (BlockKind::Item, "item"),
        (BlockKind::Row, "table row"),
        (BlockKind::Quote, "quotation"),
        (BlockKind::Code, "code block"),
        (BlockKind::Html, "HTML block"),
        (BlockKind::Comment, "comment"),
        (BlockKind::Metadata, "front matter field"),
    ];
    let number = |kind| blocks.iter().filter(|block| block.kind == kind).count();
    let parts: Vec<String> = kinds
        .iter()
        .map(|(kind, noun)| (number(*kind), noun))
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| count(number, noun))
        .collect();
    if parts.is_empty() { "no text of its own".to_owned() } else { parts.join(", ") }
}

/// The lines of a heading and its blocks, without the sections inside.
fn lines(section: &Section, blocks: &[Block]) -> Option<Lines> {
    let heading = section.heading.iter().map(|heading| heading.span.lines);
    heading.chain(blocks.iter().map(|block| block.span.lines)).reduce(Lines::cover)
}

fn lines_in_words(lines: Lines) -> String {
    if lines.first == lines.last {
        format!("line {}", lines.first)
    } else {
        format!("lines {}–{}", lines.first, lines.last)
    }
}

/// Lists all that is no part of the text, one a line: the reason, then the text.
///
/// # Errors
/// What the writer returns.
pub fn set_aside_list(document: &Document, out: &mut dyn io::Write) -> io::Result<()> {
    for part in &document.set_aside {
        let text = part.text.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "{}: {}", reason(part.reason), crate::report::escape::escape(&text))?;
    }
    Ok(())
}

/// What is no part of the text, by reason.
fn set_aside(document: &Document, page: &mut Page) -> io::Result<()> {
    if document.set_aside.is_empty() {
        return Ok(());
    }
    let mut by_reason: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for part in &document.set_aside {
        by_reason.entry(reason(part.reason)).or_default().push(part.span.lines.first);
    }
    page.blank()?;
    page.paragraph(Indent::all(0), &[Span::new("Set aside", Tone::Heading)])?;
    for (reason, lines) in by_reason {
        const MOST: usize = 8;
        let mut shown = lines.iter().take(MOST).map(ToString::to_string).collect::<Vec<_>>().join(", ");
        if lines.len() > MOST {
            shown.push_str(", …");
        }
        let noun = if lines.len() == 1 { "line" } else { "lines" };
        let mut spans = vec![Span::new(&count(lines.len(), reason), Tone::Plain)];
        // Lines of a format without lines count in no file that the user has.
        if !document.blocks.iter().any(|block| block.location.is_some()) {
            spans.extend([Span::dot(), Span::new(&format!("{noun} {shown}"), Tone::Quiet)]);
        }
        page.paragraph(Indent { first: 2, rest: 4 }, &spans)?;
    }
    Ok(())
}

fn reason(reason: SetAsideReason) -> &'static str {
    match reason {
        SetAsideReason::PageNumber => "page number",
        SetAsideReason::RunningHead => "running head",
        SetAsideReason::Rule => "drawn line",
        SetAsideReason::Hyphenation => "line-end hyphen",
        SetAsideReason::Markup => "structural sign",
        SetAsideReason::Navigation => "navigation",
        SetAsideReason::Banner => "banner",
        SetAsideReason::Form => "form",
        SetAsideReason::Hidden => "hidden text",
        SetAsideReason::Script => "script",
        SetAsideReason::Contents => "table of contents",
        SetAsideReason::Deleted => "deleted text",
        SetAsideReason::Inserted => "inserted text",
        SetAsideReason::Editorial => "editor's note",
        SetAsideReason::Metadata => "metadata",
        SetAsideReason::Picture => "picture",
    }
}
