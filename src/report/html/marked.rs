//! A text with some of its words marked: the facts and sentences that a finding speaks of.

use crate::report::escape::fold;
use crate::report::html::text::{Piece, pieces};
use std::ops::Range;

/// A stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Whether it is marked.
    pub mark: bool,
    /// Its text.
    pub pieces: Vec<Piece>,
}

/// A text in which the first occurrence of each of `wanted` is marked; what it does not have is passed over.
pub fn marked<'a>(text: &str, wanted: impl IntoIterator<Item = &'a str>) -> Vec<Stretch> {
    let text = fold(text);
    let mut ranges: Vec<Range<usize>> = wanted
        .into_iter()
        .map(|wanted| fold(wanted.trim()))
        .filter(|wanted| !wanted.is_empty())
        .filter_map(|wanted| text.find(&wanted).map(|at| at..at + wanted.len()))
        .collect();
    ranges.sort_by_key(|range| (range.start, usize::MAX - range.end));
    let mut out = Vec::new();
    let mut at = 0;
    let mut push = |range: Range<usize>, mark: bool| {
        let part = text.get(range).unwrap_or_default();
        if !part.is_empty() {
            out.push(Stretch { mark, pieces: pieces(part) });
        }
    };
    for range in ranges.into_iter().filter(|range| !range.is_empty()) {
        // What is inside a marked sentence is marked with it.
        if range.start >= at {
            push(at..range.start, false);
            push(range.clone(), true);
            at = range.end;
        }
    }
    push(at..text.len(), false);
    out
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn the_first_occurrence_of_each_is_marked_once() {
        let shown = |text: &str, wanted: &[&str]| -> String {
            let one = |stretch: super::Stretch| {
                let text: String = stretch.pieces.into_iter().map(|piece| piece.text).collect();
                if stretch.mark { format!("[{text}]") } else { text }
            };
            marked(text, wanted.iter().copied()).into_iter().map(one).collect()
        };
        assert_eq!(shown("30 days, then 30 days", &["30 days"]), "[30 days], then 30 days");
        assert_eq!(shown("by 2030 or\n 2035.", &["2035", "2030", "2040", ""]), "by [2030] or [2035].");
        assert_eq!(shown("In 2030 we stop.", &["2030", "In 2030 we stop."]), "[In 2030 we stop.]");
        assert_eq!(shown("二〇三〇年前", &["二〇三〇年"]), "[二〇三〇年]前");
    }
}
