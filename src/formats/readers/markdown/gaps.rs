//! What the parser reports no unit for, found as the gaps between units: link definitions, drawn lines, empty bullets.

use crate::formats::folded::Folded;
use crate::formats::lines::{LineIndex, end_of_line};
use crate::formats::raw::{RawKind, RawUnit};
use crate::model::{BlockKind, MarkKind, SetAside, SetAsideReason};
use std::ops::Range;

/// The text between units.
#[derive(Debug)]
pub struct Gaps<'a> {
    /// The text.
    pub text: &'a str,
    /// Its lines.
    pub lines: &'a LineIndex,
    /// Where the parser saw drawn lines.
    pub rules: Vec<Range<usize>>,
}

impl Gaps<'_> {
    /// Makes units or set-aside parts of what no unit covers.
    pub fn fill(self, mut units: Vec<RawUnit>) -> (Vec<RawUnit>, Vec<SetAside>) {
        let mut set_aside = Vec::new();
        let mut found = Vec::new();
        let mut at = 0;
        let end = std::iter::once(self.text.len()..self.text.len());
        let covered: Vec<Range<usize>> =
            units.iter().map(|unit| unit.span.bytes.clone()).chain(end).collect();
        for covered in covered {
            if covered.start > at {
                self.gap(at..covered.start, &mut set_aside, &mut found);
            }
            at = at.max(covered.end);
        }
        units.retain(|unit| !unit.span.bytes.is_empty());
        units.extend(found);
        units.sort_by_key(|unit| unit.span.bytes.start);
        (units, set_aside)
    }

    fn gap(&self, gap: Range<usize>, set_aside: &mut Vec<SetAside>, found: &mut Vec<RawUnit>) {
        let mut at = gap.start;
        while at < gap.end {
            let end = (end_of_line(self.text, at, gap.end) + 1).min(gap.end);
            let piece = trimmed(self.text, at..end);
            at = end;
            let Some(text) = self.text.get(piece.clone()).filter(|text| !text.is_empty()) else { continue };
            if text.starts_with('[') && text.contains("]:") {
                let mut folded = Folded::new(self.text, self.lines, piece.len());
                let colon = piece.start + text.find("]:").map_or(0, |at| at + 2);
                folded.copy(piece.start..colon, Some(MarkKind::Markup));
                folded.copy(colon..piece.end, Some(MarkKind::Target));
                let kind = RawKind::Block { kind: BlockKind::Metadata, depth: 0 };
                found.push(RawUnit {
                    kind,
                    text: folded.text,
                    label: None,
                    marks: folded.marks,
                    span: self.lines.span(piece),
                    source: folded.map,
                    location: None,
                });
                continue;
            }
            let drawn = self.rules.iter().any(|rule| rule.start <= piece.start && piece.start < rule.end);
            let line =
                text.chars().all(|c| matches!(c, '|' | '-' | ':' | '=' | '_' | '*' | ' ' | '\t' | '>'))
                    && text.contains(['-', '=', '_', '*'])
                    && text.len() > 1;
            let reason = if drawn || line { SetAsideReason::Rule } else { SetAsideReason::Markup };
            set_aside.push(SetAside { span: self.lines.span(piece), text: text.to_owned(), reason });
        }
    }
}

/// A range without the white space at its ends.
#[must_use]
pub fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..(range.start + piece.trim_end().len()).max(start)
}
