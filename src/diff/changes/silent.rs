//! Parts of a text that a reader does not read as its words: what is deleted through or hidden, and calls of notes.
//!
//! `must ~~not~~` says `must`: striking a word is a change of the words, not of form. A call of a note (`[^3]`) is a
//! number that another note moves.

use crate::model::Mark;
use std::ops::Range;

/// Marks that open and close what is deleted through or hidden.
const HIDING: [(&str, &str); 6] = [
    ("~~", "~~"),
    ("<del", "</del"),
    ("<s>", "</s>"),
    ("<strike", "</strike"),
    ("<!--", "-->"),
    ("<span hidden", "</span"),
];

/// Styles by which a tag hides what it holds.
const HIDDEN: [&str; 3] = ["display:none", "display: none", "visibility:hidden"];

/// The ranges of a text that are not read, in order, not overlapping.
#[must_use]
pub fn ranges(text: &str, marks: &[Mark]) -> Vec<Range<usize>> {
    let mut out = deleted(text, marks);
    for call in calls(text) {
        if !out.iter().any(|range| range.start < call.end && call.start < range.end) {
            out.push(call);
        }
    }
    out.sort_by_key(|range| range.start);
    out
}

fn deleted(text: &str, marks: &[Mark]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(mark) = marks.get(at) {
        at += 1;
        let sign = text.get(mark.range.clone()).unwrap_or_default();
        let lower = sign.to_lowercase();
        let close = if lower.starts_with('<') && HIDDEN.iter().any(|style| lower.contains(style)) {
            Some("</")
        } else {
            HIDING.iter().find(|(open, _)| lower.starts_with(open)).map(|(_, close)| *close)
        };
        let Some(close) = close else { continue };
        let end = marks.iter().enumerate().skip(at).find(|(_, other)| {
            text.get(other.range.clone()).is_some_and(|sign| sign.to_lowercase().starts_with(close))
        });
        if let Some((last, other)) = end {
            out.push(mark.range.start..other.range.end);
            at = last + 1;
        }
    }
    out
}

/// Calls of notes: `[^3]`, `[^name]`, `<sup>3</sup>`.
fn calls(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for (open, close) in [("[^", "]"), ("<sup>", "</sup>")] {
        let mut from = 0;
        while let Some(start) = text.get(from..).and_then(|rest| rest.find(open)).map(|at| from + at) {
            let inside = start + open.len();
            let Some(length) = text.get(inside..).and_then(|rest| rest.find(close)) else { break };
            let end = inside + length + close.len();
            let short = text
                .get(inside..inside + length)
                .is_some_and(|name| name.len() <= LONGEST_CALL && !name.contains(char::is_whitespace));
            if short {
                out.push(start..end);
            }
            from = end;
        }
    }
    out
}

/// Bytes of the name of a note.
const LONGEST_CALL: usize = 32;

#[cfg(test)]
mod tests {
    use super::ranges;
    use crate::model::{Mark, MarkKind};

    #[test]
    fn what_is_struck_or_calls_a_note_is_not_read() {
        let text = "You must ~~not~~ pay.[^2]";
        let marks =
            [Mark { range: 9..11, kind: MarkKind::Markup }, Mark { range: 14..16, kind: MarkKind::Markup }];
        let found: Vec<&str> = ranges(text, &marks).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["~~not~~", "[^2]"]);
        assert!(ranges("Plain words.", &[]).is_empty());
    }
}
