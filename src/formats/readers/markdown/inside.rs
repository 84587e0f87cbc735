//! What is inside a block of Markdown that the parser takes whole: clauses on lines of their own, and tags of HTML.

use crate::formats::lines::end_of_line;
use crate::model::{BlockKind, MarkKind};
use crate::text::numbering::{self, Label};
use std::ops::Range;

/// Where further clauses begin inside a paragraph: lines whose labels follow each other (`(a) …`, `(b) …`), and
/// rows of a table that the parser does not take for one.
#[must_use]
pub fn clause_starts(text: &str, content: &Range<usize>) -> Vec<usize> {
    let mut labelled: Vec<(usize, Label)> = Vec::new();
    let mut rows: Vec<usize> = Vec::new();
    let mut at = content.start;
    while at < content.end {
        let Some(line) = text.get(at..end_of_line(text, at, content.end)) else { break };
        let head = line.trim_start_matches([' ', '\t', '>']);
        if head.starts_with('|') {
            rows.push(at + line.len() - head.len());
        }
        if let Some((label, _)) = numbering::parse(head) {
            let label = numbering::resolve(labelled.last().map(|(_, label)| label), label);
            labelled.push((at + line.len() - head.len(), label));
        }
        at += line.len() + 1;
    }
    let follows = |two: &&[(usize, Label)]| numbering::is_successor(&two[0].1, &two[1].1);
    let mut cuts: Vec<usize> =
        labelled.windows(2).filter(follows).flat_map(|two| [two[0].0, two[1].0]).collect();
    cuts.extend(rows);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.retain(|cut| *cut > content.start);
    cuts
}

/// The tags of raw HTML: what stands between `<` and `>` where a name or a slash follows.
#[must_use]
pub fn html_tags(text: &str, range: &Range<usize>, kind: BlockKind) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    if kind != BlockKind::Html {
        return out;
    }
    let mut at = range.start;
    while let Some(open) = text.get(at..range.end).and_then(|rest| rest.find('<')).map(|open| at + open) {
        let named = text
            .get(open + 1..range.end)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
        match text.get(open..range.end).and_then(|rest| rest.find('>')).filter(|_| named) {
            Some(close) => {
                out.push(open..open + close + 1);
                at = open + close + 1;
            }
            None => at = open + 1,
        }
    }
    out
}

/// Where the text of a continuation line begins, behind indentation and the signs of quotations.
#[must_use]
pub fn line_body(text: &str, start: usize, end: usize, quoted: bool) -> usize {
    let line = text.get(start..end).unwrap_or_default();
    let body = line.trim_start_matches(|c| c == ' ' || c == '\t' || quoted && c == '>');
    start + line.len() - body.len()
}

/// Whether what stands between pieces of wording is where a link leads or mere markup.
#[must_use]
pub fn mark_kind(text: &str, start: usize, end: usize) -> MarkKind {
    let between = text.get(start..end).unwrap_or_default();
    if between.contains("](") || between.contains("][") { MarkKind::Target } else { MarkKind::Markup }
}
