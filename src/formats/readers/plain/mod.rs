//! The reader of plain text, as typed or as it comes out of a PDF: wrapped lines, bullets, headings that are just short
//! lines, page numbers and running heads.

mod line;
mod pages;
mod reflow;

use crate::facts;
use crate::formats::folded::Folded;
use crate::formats::lines::LineIndex;
use crate::formats::raw::{RawKind, RawUnit};
use crate::model::{BlockKind, SetAside, SetAsideReason};
use crate::text::numbering::{self, Label, Scheme};
use crate::text::{numeral, script, sentence};
use line::Line;
use reflow::{Measure, is_bare_label};
use rustc_hash::FxHashMap;

/// A heading has at most this many words, a Han character counting as half a word.
const HEADING_WORDS: usize = 14;
/// A heading fills at most this part of the width, unless a label or an underline says that it is one.
const HEADING_WIDTH: f64 = 0.85;
/// The widest heading, in columns, where lines are not wrapped and the width says nothing.
const WIDEST_HEADING: usize = 100;

/// Reads `text`; offsets are bytes of it.
#[must_use]
pub fn read(text: &str) -> (Vec<RawUnit>, Vec<SetAside>) {
    let index = LineIndex::new(text);
    let mut lines = line::lines(text, &index);
    pages::mark(&mut lines);
    let measure = Measure::new(text, &lines);
    let chunks = chunks(&lines, &measure);
    let kinds = kinds(&lines, &chunks, &measure);
    let mut set_aside: Vec<SetAside> = lines
        .iter()
        .filter_map(|line| {
            Some(SetAside {
                span: index.span(line.range.clone()),
                text: line.text.to_owned(),
                reason: line.set_aside?,
            })
        })
        .filter(|part| !part.text.is_empty())
        .collect();
    let joiner = Joiner { text, index: &index, measure: &measure };
    let mut units = Vec::with_capacity(chunks.len());
    for (chunk, kind) in chunks.iter().zip(kinds) {
        let part: Vec<&Line> = chunk.iter().filter_map(|at| lines.get(*at)).collect();
        units.extend(joiner.unit(&part, kind, &mut set_aside));
    }
    set_aside.sort_by_key(|part| part.span.bytes.start);
    (units, set_aside)
}

/// Runs of lines that are one heading or block, as indices of lines.
fn chunks(lines: &[Line], measure: &Measure) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut last_label: Option<Label> = None;
    let mut blank = true;
    let mut page = false;
    for (at, line) in lines.iter().enumerate() {
        page |= line.page_break
            || matches!(line.set_aside, Some(SetAsideReason::PageNumber | SetAsideReason::RunningHead));
        if !line.is_text() {
            blank |= line.text.is_empty() || line.set_aside == Some(SetAsideReason::Rule);
            continue;
        }
        let before = out.last().and_then(|chunk| Some((chunk, lines.get(*chunk.last()?)?)));
        let goes_on = before.is_some_and(|(chunk, previous)| {
            let in_item =
                chunk.first().and_then(|first| lines.get(*first)).is_some_and(|first| first.bullet.is_some());
            let over_page = page
                && !sentence::ends_with_end_mark(previous.text)
                && line.text.starts_with(|c: char| c.is_lowercase() || script::is_wide(c));
            let gap = blank && !over_page;
            let table = line.has_columns() && previous.has_columns();
            !gap && !table
                && line.bullet.is_none()
                && !begins_clause(line, previous, last_label.as_ref(), blank)
                && !measure.ends(previous, line, in_item)
        });
        if let Some(label) = &line.label
            && !goes_on
        {
            last_label = Some(numbering::resolve(last_label.as_ref(), label.clone()));
        }
        match out.last_mut() {
            Some(chunk) if goes_on => chunk.push(at),
            _ => out.push(vec![at]),
        }
        (blank, page) = (false, false);
    }
    out
}

/// Whether a line begins a numbered clause, and not just with a number that wrapping brought to its head.
fn begins_clause(line: &Line, previous: &Line, last: Option<&Label>, blank: bool) -> bool {
    let Some(label) = &line.label else { return false };
    let label = numbering::resolve(last, label.clone());
    let follows = last.is_some_and(|last| numbering::is_successor(last, &label));
    blank
        || follows
        || label.ordinals.last() == Some(&1)
        || sentence::ends_with_end_mark(previous.text)
        || previous.label.is_some()
}

/// What each chunk is.
fn kinds(lines: &[Line], chunks: &[Vec<usize>], measure: &Measure) -> Vec<RawKind> {
    let of = |chunk: &Vec<usize>| chunk.first().and_then(|first| lines.get(*first));
    let clausal = clausal(lines, chunks);
    let is_clause = |at: usize| clausal.get(at).copied().unwrap_or_default();
    let headings: Vec<bool> =
        (0..chunks.len()).map(|at| !is_clause(at) && is_heading(lines, chunks, at, measure)).collect();
    let labelled = |scheme: fn(Scheme) -> bool| {
        chunks
            .iter()
            .zip(&headings)
            .filter(|(_, heading)| **heading)
            .filter_map(|(chunk, _)| of(chunk)?.label.as_ref())
            .any(|label| scheme(label.scheme))
    };
    let divided = labelled(|scheme| scheme == Scheme::Division);
    let plain = |capitals: bool| {
        chunks.iter().zip(&headings).any(|(chunk, heading)| {
            *heading
                && of(chunk).is_some_and(|line| line.label.is_none() && is_capitals(line.text) == capitals)
        })
    };
    let both = plain(true) && plain(false);
    let rank = |line: &Line| match &line.label {
        Some(label) => label_rank(label) + u8::from(divided && label.scheme != Scheme::Division),
        None => 1 + u8::from(both && !is_capitals(line.text)),
    };
    let kind = |(chunk, heading): (&Vec<usize>, &bool)| {
        let Some(line) = of(chunk) else { return RawKind::Block { kind: BlockKind::Paragraph, depth: 0 } };
        if *heading {
            return RawKind::Heading { level: rank(line) };
        }
        let row = chunk.len() == 1 && line.has_columns();
        match line.bullet {
            Some(_) => RawKind::Block { kind: BlockKind::Item, depth: 1 },
            None if row => RawKind::Block { kind: BlockKind::Row, depth: 0 },
            None => RawKind::Block { kind: BlockKind::Paragraph, depth: 0 },
        }
    };
    chunks.iter().zip(&headings).map(kind).collect()
}

/// What labels of one series have in common: scheme, depth, and what is printed around the number (`第…条`, `（…）`).
type Shape = (Scheme, usize, String);

/// The shape of the label that a line begins with.
fn shape(line: &Line) -> Option<Shape> {
    let label = line.label.as_ref()?;
    // Only Chinese has series of one scheme that differ in nothing else: `第一条` with `（一）` under it.
    let framed = label.scheme == Scheme::Han;
    let counts = |c: &char| c.is_numeric() || numeral::is_han_digit(*c) || !framed;
    let frame = label.printed.chars().filter(|c| !counts(c)).collect();
    Some((label.scheme, label.ordinals.len(), frame))
}

/// The chunks whose labels stand before sentences at least as often as not in their run of rising numbers: what they
/// head is clauses, of which some end without an end mark because a list follows. A run is judged by itself, so that
/// the numbered sentences of a schedule say nothing about the numbered headings of the text.
fn clausal(lines: &[Line], chunks: &[Vec<usize>]) -> Vec<bool> {
    let mut runs: Vec<(Vec<usize>, usize)> = Vec::new();
    let mut open: FxHashMap<Shape, (usize, Vec<u32>)> = FxHashMap::default();
    for (at, chunk) in chunks.iter().enumerate() {
        let (Some(first), Some(last)) =
            (chunk.first().and_then(|at| lines.get(*at)), chunk.last().and_then(|at| lines.get(*at)))
        else {
            continue;
        };
        let (Some(shape), Some(label)) = (shape(first), &first.label) else { continue };
        if is_bare_label(first) {
            continue;
        }
        let known = open.get(&shape).filter(|(_, before)| *before < label.ordinals).map(|(run, _)| *run);
        let run = known.unwrap_or(runs.len());
        if run == runs.len() {
            runs.push((Vec::new(), 0));
        }
        open.insert(shape, (run, label.ordinals.clone()));
        if let Some((members, sentences)) = runs.get_mut(run) {
            members.push(at);
            *sentences += usize::from(sentence::ends_with_end_mark(last.text));
        }
    }
    let mut out = vec![false; chunks.len()];
    for (members, sentences) in runs {
        if 2 * sentences >= members.len() {
            members.into_iter().for_each(|at| out[at] = true);
        }
    }
    out
}

fn label_rank(label: &Label) -> u8 {
    match label.scheme {
        Scheme::Decimal => u8::try_from(label.ordinals.len()).unwrap_or(u8::MAX).clamp(1, 6),
        Scheme::LowerLetter | Scheme::LowerRoman => 3,
        _ => 1,
    }
}

fn is_capitals(text: &str) -> bool {
    // Scripts without case are neither: a Latin name inside Chinese text makes no heading of another rank.
    text.chars().any(char::is_uppercase) && text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// Whether a chunk is a heading: a short line without an end mark, followed by text that it may head.
fn is_heading(lines: &[Line], chunks: &[Vec<usize>], at: usize, measure: &Measure) -> bool {
    let chunk = &chunks[at];
    let Some(line) = chunk.first().and_then(|first| lines.get(*first)).filter(|line| line.bullet.is_none())
    else {
        return false;
    };
    let last = chunk.last().and_then(|last| lines.get(*last)).unwrap_or(line);
    let underlined = chunk
        .last()
        .and_then(|last| lines.get(last + 1))
        .is_some_and(|next| next.set_aside == Some(SetAsideReason::Rule));
    if chunk.len() > 2 || sentence::ends_with_end_mark(last.text) && line.label.is_none() && !underlined {
        return false;
    }
    let body = line.label.as_ref().map_or(line.text, |_| {
        numbering::parse(line.text).and_then(|(_, body)| line.text.get(body..)).unwrap_or_default()
    });
    let sentence = sentence::ends_with_end_mark(body) && !body.is_empty()
        || last.text.ends_with([',', ';', '，', '；', '、'])
        || last.text.ends_with(" and")
        || last.text.ends_with(" or");
    let begins =
        body.is_empty() || body.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let dense = chunk.iter().filter_map(|at| lines.get(*at)).map(|line| words(line.text)).sum::<usize>()
        > HEADING_WORDS;
    if sentence || !begins || dense || line.has_columns() || !line.text.chars().any(char::is_alphanumeric) {
        return false;
    }
    if line
        .label
        .as_ref()
        .is_some_and(|label| !matches!(label.scheme, Scheme::LowerLetter | Scheme::LowerRoman))
        || underlined
    {
        return chunk.len() == 1 || is_bare_label(line);
    }
    let narrow = (line.width as f64) < HEADING_WIDTH * measure.width as f64 || measure.width <= line.width;
    narrow
        && chunk.len() == 1
        && line.label.is_none()
        && line.width <= WIDEST_HEADING
        && !facts::has_date(line.text)
        && heads_text(lines, chunks, at, measure)
}

/// Whether what follows is text that a heading may stand over: an item, a clause, or a paragraph fuller than it. Of
/// several short lines in a row only the last may head the text.
fn heads_text(lines: &[Line], chunks: &[Vec<usize>], at: usize, measure: &Measure) -> bool {
    let Some(next) = chunks.get(at + 1) else { return false };
    let (Some(line), Some(first)) =
        (chunks[at].first().and_then(|at| lines.get(*at)), next.first().and_then(|at| lines.get(*at)))
    else {
        return false;
    };
    let fuller = next.len() > 1
        || first.width > line.width && sentence::ends_with_end_mark(first.text)
        || first.width as f64 > HEADING_WIDTH * measure.width as f64 && !facts::has_date(first.text);
    first.bullet.is_some()
        || first.label.is_some()
        || fuller
        || is_capitals(line.text) && !is_capitals(first.text)
}

fn words(text: &str) -> usize {
    let wide = text.chars().filter(|c| script::is_wide(*c)).count();
    wide / 2
        + text
            .split_whitespace()
            .filter(|word| word.chars().any(|c| c.is_alphanumeric() && !script::is_wide(c)))
            .count()
}

/// Joins the lines of a chunk.
struct Joiner<'a> {
    text: &'a str,
    index: &'a LineIndex,
    measure: &'a Measure<'a>,
}

impl Joiner<'_> {
    fn unit(&self, lines: &[&Line], kind: RawKind, set_aside: &mut Vec<SetAside>) -> Option<RawUnit> {
        let (first, last) = (lines.first()?, lines.last()?);
        let length = last.range.end.saturating_sub(first.range.start);
        let mut folded = Folded::new(self.text, self.index, length);
        for (at, line) in lines.iter().enumerate() {
            let mut range =
                line.range.start + if at == 0 { line.bullet.unwrap_or(0) } else { 0 }..line.range.end;
            let next = lines.get(at + 1).map(|next| next.text);
            if let Some(hyphen) = next.and_then(|next| self.soft_hyphen(line.text, next)) {
                range.end -= hyphen;
                let span = self.index.span(range.end..line.range.end);
                set_aside.push(SetAside {
                    text: self.text.get(range.end..line.range.end)?.to_owned(),
                    span,
                    reason: SetAsideReason::Hyphenation,
                });
                folded.copy(range, None);
                continue;
            }
            folded.copy(range, None);
            if next.is_some_and(|next| is_spaced(line.text, next)) {
                folded.space();
            }
        }
        // A bullet without text: the sign is all there is.
        if folded.text.is_empty() {
            folded.copy(first.range.clone(), None);
        }
        let span = self.index.span(first.range.start..last.range.end);
        Some(RawUnit {
            kind,
            text: folded.text,
            label: None,
            marks: folded.marks,
            span,
            source: folded.map,
            location: None,
        })
    }

    /// Length of the hyphen at a line's end that only broke a word: the text has the whole word elsewhere and not the
    /// hyphenated one.
    fn soft_hyphen(&self, line: &str, next: &str) -> Option<usize> {
        let hyphen = line.chars().next_back().filter(|c| matches!(c, '-' | '\u{2010}' | '\u{ad}'))?;
        let body = line.get(..line.len() - hyphen.len_utf8())?;
        let head = body.rsplit(|c: char| !c.is_alphanumeric()).next().filter(|head| !head.is_empty())?;
        let tail = next
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .filter(|tail| tail.starts_with(char::is_lowercase))?;
        let compound =
            body.ends_with(head) && body.strip_suffix(head).is_some_and(|before| before.ends_with('-'));
        let whole = format!("{head}{tail}");
        let written = self.measure.knows(&whole) && !self.text.contains(&format!("{head}-{tail}"));
        (hyphen == '\u{ad}' || !compound && written).then_some(hyphen.len_utf8())
    }
}

/// Whether a space stands between two joined lines: not after a hyphen, and not beside a script written without.
fn is_spaced(line: &str, next: &str) -> bool {
    let (Some(last), Some(first)) = (line.chars().next_back(), next.chars().next()) else { return false };
    let joined = matches!(last, '-' | '\u{2010}' | '\u{2011}')
        && line.chars().rev().nth(1).is_some_and(char::is_alphanumeric)
        && first.is_alphanumeric();
    !joined && last != '\u{ad}' && !script::is_wide(last) && !script::is_wide(first)
}
