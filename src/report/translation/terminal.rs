//! What a translation lacks on a terminal: the findings by section, each with its clauses and its evidence.

use super::lag;
use crate::diff::{Place, Side};
use crate::report::name;
use crate::report::page::{Indent, Page, Span};
use crate::report::style::Tone;
use crate::report::width::shorten;
use crate::report::words::{count, list};
use crate::translation::{Extent, Finding, FindingKind, Findings, State, Which};
use std::io;

/// How the report is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TranslationOptions {
    /// Columns of the terminal. Fewer than 24 are taken for 24.
    pub width: usize,
    /// Whether to write colours.
    pub colour: bool,
}

/// From this width on source and target stand beside each other.
const TWO_COLUMNS: usize = 100;
/// Columns of a clause's text where it is only to be known again.
const SHOWN: usize = 240;

/// Draws what a translation lacks.
///
/// # Errors
/// What the writer returns.
pub fn translation_terminal(
    findings: &Findings,
    options: &TranslationOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut page = Page::new(out, options.width, options.colour);
    head(findings, &mut page)?;
    let mut section: Option<String> = None;
    let lagging: Vec<&Finding> =
        findings.findings.iter().filter(|finding| finding.kind == FindingKind::Lagging).collect();
    for finding in findings.findings.iter().filter(|finding| !lag::says(&lagging, finding)) {
        let title = title(finding);
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
    side("source", &findings.source, page)?;
    side("target", &findings.target, page)?;
    if let Some(lag) = &findings.lag {
        lag::head(lag, page)?;
    }
    page.blank()?;
    let coverage = findings.coverage;
    let percent = |share: f64| format!("{:.0} %", (share * 100.0).floor());
    let sentence = format!(
        "{} of the sections, {} of the clauses and {} of the text have a counterpart.",
        percent(coverage.sections),
        percent(coverage.blocks),
        percent(coverage.text)
    );
    page.paragraph(Indent::all(0), &[Span::new(&sentence, Tone::Plain)])?;
    page.paragraph(Indent::all(0), &[Span::new(&summary(findings), Tone::Plain)])?;
    match findings.lag.as_ref().and_then(lag::sentence) {
        Some(sentence) => page.paragraph(Indent::all(0), &[Span::new(&sentence, Tone::Quiet)]),
        None => Ok(()),
    }
}

fn side(which: &str, side: &Side, page: &mut Page) -> io::Result<()> {
    let address = if side.address.is_empty() { "(unnamed)" } else { &side.address };
    let language = side.language.as_deref().unwrap_or("language unknown");
    let size = format!("{language}, {}, {}", count(side.sections, "section"), count(side.blocks, "clause"));
    let spans = [
        Span::new(which, Tone::Quiet),
        Span::new(" ", Tone::Quiet),
        Span::new(address, Tone::Plain),
        Span::dot(),
        Span::new(&size, Tone::Quiet),
    ];
    page.paragraph(Indent { first: 2, rest: 6 }, &spans)
}

/// The findings counted, in words.
fn summary(findings: &Findings) -> String {
    let number = |kind: FindingKind, extent: Extent| {
        findings.findings.iter().filter(|finding| finding.kind == kind && finding.unit == extent).count()
    };
    let nouns = [
        (FindingKind::Lagging, Extent::Section, "section lags", "sections lag"),
        (FindingKind::Lagging, Extent::Block, "clause lags", "clauses lag"),
        (FindingKind::Untranslated, Extent::Section, "section untranslated", "sections untranslated"),
        (FindingKind::Untranslated, Extent::Block, "clause untranslated", "clauses untranslated"),
        (FindingKind::Untranslated, Extent::Sentence, "sentence untranslated", "sentences untranslated"),
        (FindingKind::Untraced, Extent::Section, "section only in the target", "sections only in the target"),
        (FindingKind::Untraced, Extent::Block, "clause only in the target", "clauses only in the target"),
        (
            FindingKind::Untraced,
            Extent::Sentence,
            "sentence only in the target",
            "sentences only in the target",
        ),
        (FindingKind::Truncated, Extent::Block, "clause cut off", "clauses cut off"),
        (FindingKind::FactDiffers, Extent::Block, "clause with other facts", "clauses with other facts"),
        (FindingKind::OrderDiffers, Extent::Block, "clause at another place", "clauses at another place"),
        (FindingKind::Unsure, Extent::Block, "pair unsure", "pairs unsure"),
    ];
    let parts: Vec<String> = nouns
        .iter()
        .map(|(kind, extent, one, many)| (number(*kind, *extent), one, many))
        .filter(|(number, _, _)| *number > 0)
        .map(|(number, one, many)| format!("{number} {}", if number == 1 { one } else { many }))
        .collect();
    if !parts.is_empty() {
        return format!("{}.", list(&parts));
    }
    let unsure = findings.pairs.iter().any(|pair| pair.state == State::Unsure);
    if unsure { "Nothing is surely missing.".to_owned() } else { "Every clause is there.".to_owned() }
}

/// The section that a finding stands under: the source's, else the target's.
fn title(finding: &Finding) -> String {
    let former = || finding.since.as_ref()?.base.first();
    let place = finding.source.first().or_else(former).or(finding.target.first());
    place.map_or_else(String::new, |place| name::section_title(&place.id, &place.section))
}

fn draw(finding: &Finding, width: usize, page: &mut Page) -> io::Result<()> {
    page.blank()?;
    let mut spans = vec![Span::new(&label(finding), tone(finding.kind))];
    for place in finding.source.iter().chain(&finding.target) {
        spans.push(Span::dot());
        spans.push(Span::new(&place.id, Tone::Quiet));
        spans.push(Span::new(&format!(" {}", lines(place)), Tone::Quiet));
    }
    spans.push(Span::dot());
    spans.push(Span::new(&format!("{:.0} % sure", finding.confidence * 100.0), Tone::Quiet));
    page.paragraph(Indent { first: 2, rest: 4 }, &spans)?;
    if let Some(since) = &finding.since {
        return lag::draw(finding, since, page);
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

fn label(finding: &Finding) -> String {
    let unit = match finding.unit {
        Extent::Section => "section",
        Extent::Block => "clause",
        Extent::Sentence => "sentence",
    };
    match (finding.kind, finding.side) {
        (FindingKind::Untranslated, _) => format!("untranslated {unit}"),
        (FindingKind::Untraced, _) => format!("{unit} only in the target"),
        (FindingKind::Truncated, Some(Which::Source)) => "source cut off".to_owned(),
        (FindingKind::Truncated, _) => "translation cut off".to_owned(),
        (FindingKind::FactDiffers, _) => "facts differ".to_owned(),
        (FindingKind::OrderDiffers, _) => "order differs".to_owned(),
        (FindingKind::Unsure, _) => "unsure".to_owned(),
        (FindingKind::Lagging, _) => lag::label(finding).to_owned(),
    }
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
