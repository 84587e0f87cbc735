//! What a translation lacks on a terminal: the findings by section, each with its clauses and its evidence.

use crate::diff::{Place, Side};
use crate::report::options::{DEFAULT_WIDTH, Links};
use crate::report::terminal::page::{Indent, Page, Span, Text};
use crate::report::terminal::style::Tone;
use crate::report::width::shorten;
use crate::report::wording::words::count;
use crate::report::wording::{stale, translation};
use crate::translation::{Finding, FindingKind, Findings};
use std::io;

/// How the report is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TranslationOptions<'a> {
    /// Columns of the terminal. Fewer than 24 are taken for 24.
    pub width: usize,
    /// Whether to write colours.
    pub colour: bool,
    /// Where the lines of source and translation are found.
    pub links: Links<'a>,
}

impl Default for TranslationOptions<'_> {
    /// For output that is not a terminal.
    fn default() -> Self {
        Self { width: DEFAULT_WIDTH, colour: false, links: Links::default() }
    }
}

/// From this width on source and target are side by side.
const TWO_COLUMNS: usize = 100;
/// Columns of a clause's text where it is only to be known again.
const SHOWN: usize = 240;

/// Draws what a translation lacks.
///
/// # Errors
/// What the writer returns.
pub fn translation_terminal(
    findings: &Findings,
    options: &TranslationOptions<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut page = Page::new(out, options.width, options.colour).linked(options.links);
    head(findings, &mut page)?;
    let mut section: Option<String> = None;
    let said = stale::Said::new(&findings.findings);
    for finding in findings.findings.iter().filter(|finding| !said.has(finding)) {
        let title = translation::section(finding);
        if section.as_ref() != Some(&title) {
            page.blank()?;
            page.paragraph(Indent { first: 0, rest: 2 }, &[Span::new(&title, Tone::Heading)])?;
            section = Some(title);
        }
        draw(finding, options.width, &mut page)?;
    }
    for note in &findings.notes {
        page.blank()?;
        page.paragraph(Indent { first: 0, rest: 2 }, &[Span::new(note, Tone::Warning)])?;
    }
    Ok(())
}

fn head(findings: &Findings, page: &mut Page) -> io::Result<()> {
    let title =
        findings.source.title.as_deref().or(findings.target.title.as_deref()).unwrap_or("Translation");
    page.paragraph(Indent { first: 0, rest: 2 }, &[Span::new(title, Tone::Title)])?;
    side(Text::Left, &findings.source, page)?;
    side(Text::Right, &findings.target, page)?;
    if let Some(lag) = &findings.lag {
        stale::head(lag, page)?;
    }
    page.blank()?;
    page.paragraph(Indent::all(0), &[Span::new(&translation::coverage(findings), Tone::Plain)])?;
    page.paragraph(Indent::all(0), &[Span::new(&translation::summary(findings), Tone::Plain)])?;
    match findings.lag.as_ref().and_then(stale::sentence) {
        Some(sentence) => page.paragraph(Indent::all(0), &[Span::new(&sentence, Tone::Quiet)]),
        None => Ok(()),
    }
}

fn side(text: Text, side: &Side, page: &mut Page) -> io::Result<()> {
    let which = if text == Text::Left { "source" } else { "target" };
    let address = if side.address.is_empty() { "(unnamed)" } else { &side.address };
    let language = side.language.as_deref().unwrap_or("language unknown");
    let size = format!("{language}, {}, {}", count(side.sections, "section"), count(side.blocks, "clause"));
    let spans = [
        Span::new(which, Tone::Quiet),
        Span::new(" ", Tone::Quiet),
        Span::new(address, Tone::Plain).at(text, 1),
        Span::dot(),
        Span::new(&size, Tone::Quiet),
    ];
    page.paragraph(Indent { first: 2, rest: 6 }, &spans)
}

fn draw(finding: &Finding, width: usize, page: &mut Page) -> io::Result<()> {
    page.blank()?;
    let mut spans = vec![Span::new(&translation::label(finding), tone(finding.kind))];
    for (which, places) in [(Text::Left, &finding.source), (Text::Right, &finding.target)] {
        for place in places {
            spans.push(Span::dot());
            spans.push(Span::new(&place.id, Tone::Quiet));
            spans.push(Span::new(" ", Tone::Quiet));
            spans.push(Span::new(&lines(place), Tone::Quiet).at(which, place.lines.first));
        }
    }
    spans.push(Span::dot());
    spans.push(Span::new(&format!("{:.0}% confidence", finding.confidence * 100.0), Tone::Quiet));
    page.paragraph(Indent { first: 2, rest: 4 }, &spans)?;
    if let Some(since) = &finding.since {
        return stale::draw(finding, since, page);
    }
    page.paragraph(Indent { first: 4, rest: 4 }, &[Span::new(&finding.evidence, Tone::Plain)])?;
    let (source, target) = (text(&finding.source), text(&finding.target));
    let beside = width >= TWO_COLUMNS && !is_right_to_left(&source) && !is_right_to_left(&target);
    if beside && !source.is_empty() && !target.is_empty() {
        return page.columns_of(4, &Span::new(&source, Tone::Quiet), &Span::new(&target, Tone::Quiet));
    }
    for text in [source, target].iter().filter(|text| !text.is_empty()) {
        page.paragraph(Indent { first: 6, rest: 6 }, &[Span::new(text, Tone::Quiet)])?;
    }
    Ok(())
}

/// Whether a text reads from right to left. Beside another one a terminal would set the two in each other's place.
fn is_right_to_left(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}

fn text(places: &[Place]) -> String {
    let all: Vec<&str> = places.iter().map(|place| place.text.as_str()).collect();
    shorten(&all.join(" "), SHOWN)
}

fn tone(kind: FindingKind) -> Tone {
    match kind {
        FindingKind::Untranslated => Tone::Removed,
        FindingKind::Untraced => Tone::Added,
        FindingKind::Lagging | FindingKind::Truncated | FindingKind::FactDiffers => Tone::Substantive,
        FindingKind::OrderDiffers | FindingKind::Unsure => Tone::Warning,
    }
}

fn lines(place: &Place) -> String {
    if place.lines.first == place.lines.last {
        format!("line {}", place.lines.first)
    } else {
        format!("lines {}–{}", place.lines.first, place.lines.last)
    }
}
