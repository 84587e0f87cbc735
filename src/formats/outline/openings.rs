//! Which units open a section: headings; numbered clauses of law (`Article 5`, `§ 12`, `第三条`); and numbered lines that
//! stand over text as headings do, though the source marks them as none (`2\. Privacy`, `**Article 4 : Prix**`).
//!
//! What is decided is decided for a run of numbers, `1.` to `9.` say, so that one clause more or less changes nothing.

use super::labels::Labelled;
use crate::formats::raw::{RawKind, RawUnit};
use crate::model::BlockKind;
use crate::text::numbering::{Label, Scheme};
use crate::text::{numeral, sentence};

/// Headings in any of the printed formats have at most six ranks; clauses go deeper.
const CLAUSE_RANKS: u8 = 10;
/// Words of the longest heading that is set as a paragraph.
const HEADING_WORDS: usize = 14;
/// Characters of one where no spaces stand between words.
const HEADING_CHARACTERS: usize = 110;

/// What a unit opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// It is a block of the section that is open.
    Nothing,
    /// It is the first block of a section of this rank, which has no heading.
    Clause(u8),
    /// It is the heading of a section of this rank.
    Heading(u8),
}

/// What labels of one series have in common: scheme, depth, and the signs around the number.
type Shape = (Scheme, usize, String);

/// What each unit opens.
#[must_use]
pub fn openings(units: &[RawUnit], labels: &[Labelled]) -> Vec<Opening> {
    let titles = titles(units, labels);
    let mut out = Vec::with_capacity(units.len());
    // Rank of the heading above, and the series of the clauses that are open under it, outermost first.
    let mut base = 0u8;
    let mut open: Vec<Shape> = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        let label = labels.get(at).and_then(Option::as_ref).map(|(label, _)| label);
        if let RawKind::Heading { level } = unit.kind {
            base = level;
            open.clear();
            out.push(Opening::Heading(level));
            continue;
        }
        let title = titles.get(at).copied().unwrap_or_default();
        let Some(label) = label.filter(|label| title || is_clause_of_law(unit, label)) else {
            out.push(Opening::Nothing);
            continue;
        };
        let shape = shape(label);
        match open.iter().position(|other| *other == shape) {
            Some(known) => open.truncate(known),
            // `4.` closes `3.2`, whatever stood over it.
            None => open.retain(|other| !is_deeper(other, &shape)),
        }
        open.push(shape);
        let depth = u8::try_from(open.len()).unwrap_or(CLAUSE_RANKS).min(CLAUSE_RANKS);
        let rank = base.saturating_add(depth);
        out.push(if title { Opening::Heading(rank) } else { Opening::Clause(rank) });
    }
    out
}

fn is_paragraph(unit: &RawUnit) -> bool {
    matches!(unit.kind, RawKind::Block { kind: BlockKind::Paragraph, depth: 0 })
}

/// Whether a clause opens a section by its label alone.
fn is_clause_of_law(unit: &RawUnit, label: &Label) -> bool {
    is_paragraph(unit)
        && (matches!(label.scheme, Scheme::Article | Scheme::Section | Scheme::Paragraph | Scheme::Division)
            || label.scheme == Scheme::Han && label.printed.starts_with(['第', '一', '二', '三', '四', '五']))
}

fn is_deeper(shape: &Shape, other: &Shape) -> bool {
    depth_of(shape.0) > depth_of(other.0) || shape.0 == other.0 && shape.1 > other.1
}

/// The usual depth of a scheme in legal drafting; equal where custom differs.
fn depth_of(scheme: Scheme) -> u8 {
    match scheme {
        Scheme::Division => 0,
        Scheme::Article | Scheme::Section | Scheme::Paragraph => 1,
        Scheme::Han | Scheme::Decimal | Scheme::UpperRoman | Scheme::UpperLetter => 2,
        Scheme::LowerLetter | Scheme::LowerRoman => 3,
    }
}

fn shape(label: &Label) -> Shape {
    let counts = |c: &char| c.is_numeric() || numeral::is_han_digit(*c);
    let worded = label.scheme == Scheme::Han || label.printed.chars().take(2).all(char::is_alphabetic);
    let frame = if worded {
        label.printed.chars().take_while(|c| !counts(c) && !c.is_whitespace()).collect()
    } else {
        String::new()
    };
    (label.scheme, label.ordinals.len(), frame)
}

/// Which units are headings by their look: short, without an end mark, over text, and so are most of their run.
fn titles(units: &[RawUnit], labels: &[Labelled]) -> Vec<bool> {
    let runs = runs(units, labels);
    let mut out = vec![false; units.len()];
    for run in runs {
        let like: Vec<usize> =
            run.iter().copied().filter(|at| looks_like_title(units, labels, *at)).collect();
        let over_text = like.iter().filter(|at| is_over_text(units, labels, **at)).count();
        if 3 * like.len() >= 2 * run.len() && 2 * over_text >= like.len() && over_text > 0 {
            like.into_iter().for_each(|at| out[at] = true);
        }
    }
    out
}

/// The series of labelled paragraphs whose numbers rise, as positions of units.
fn runs(units: &[RawUnit], labels: &[Labelled]) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut open: Vec<(Shape, usize)> = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        if matches!(unit.kind, RawKind::Heading { .. }) {
            open.clear();
        }
        let Some((label, _)) = labels.get(at).and_then(Option::as_ref).filter(|_| is_paragraph(unit)) else {
            continue;
        };
        if matches!(label.scheme, Scheme::LowerLetter | Scheme::LowerRoman) || label.printed.starts_with('(')
        {
            continue;
        }
        let shape = shape(label);
        let rises = |run: usize| {
            let last = runs.get(run).and_then(|run| run.last()).and_then(|last| labels.get(*last));
            last.and_then(Option::as_ref).is_some_and(|(last, _)| last.ordinals < label.ordinals)
        };
        let known = open.iter().find(|(other, run)| *other == shape && rises(*run)).map(|(_, run)| *run);
        match known.and_then(|run| runs.get_mut(run)) {
            Some(run) => run.push(at),
            None => {
                open.retain(|(other, _)| *other != shape);
                open.push((shape, runs.len()));
                runs.push(vec![at]);
            }
        }
    }
    runs
}

fn looks_like_title(units: &[RawUnit], labels: &[Labelled], at: usize) -> bool {
    let (Some(unit), Some(Some((label, body)))) = (units.get(at), labels.get(at)) else { return false };
    let visible = unit.visible();
    let wording = unit.text.get(*body..).unwrap_or_default();
    let short =
        visible.split_whitespace().count() <= HEADING_WORDS && visible.chars().count() <= HEADING_CHARACTERS;
    let first = wording.chars().find(|c| c.is_alphanumeric());
    let named =
        matches!(label.scheme, Scheme::Article | Scheme::Section | Scheme::Paragraph | Scheme::Division);
    let bare = first.is_none() && (named || label.scheme == Scheme::Han);
    let capital = first.is_some_and(|first| !first.is_lowercase());
    short && (bare || capital && !ends_as_text(visible.trim_end()))
}

fn ends_as_text(visible: &str) -> bool {
    sentence::ends_with_end_mark(visible) || visible.ends_with([',', ';', ':', '、', '，', '；', '：'])
}

/// Whether what follows a numbered line is text under it, and not the next line of its own series.
fn is_over_text(units: &[RawUnit], labels: &[Labelled], at: usize) -> bool {
    let (Some(next), Some(Some((label, _)))) = (units.get(at + 1), labels.get(at)) else { return false };
    let sibling = labels
        .get(at + 1)
        .and_then(Option::as_ref)
        .is_some_and(|(next, _)| shape(next) == shape(label) || is_deeper(&shape(label), &shape(next)));
    matches!(next.kind, RawKind::Block { .. }) && !sibling
}
