//! Where lines begin: from a byte offset to its line. `\n`, `\r\n` and `\r` end a line.

use crate::model::{Lines, Span};
use std::ops::Range;

/// The first byte of each line of a text.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

/// Bytes of a usual line, for the room to make at first.
const USUAL_LINE: usize = 64;

/// Where the line that holds byte `from` of `text` ends, its line end left out; at most at `end`.
#[must_use]
pub fn end_of_line(text: &str, from: usize, end: usize) -> usize {
    let rest = text.as_bytes().get(from..end).unwrap_or_default();
    memchr::memchr2(b'\n', b'\r', rest).map_or(end, |length| from + length)
}

impl LineIndex {
    /// Indexes `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / USUAL_LINE + 1);
        starts.push(0);
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            // The two of `\r\n` end one line.
            if bytes.get(at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at + 1);
            }
        }
        Self { starts }
    }

    /// The line of an offset, from 1.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    /// The line of an offset, looked for from a line near it: runs of offsets rise mostly.
    #[must_use]
    pub fn line_from(&self, near: usize, offset: usize) -> usize {
        /// Lines tried one by one before the search.
        const TRIED: usize = 4;
        for line in near..near + TRIED {
            let begins = self.starts.get(line - 1).is_some_and(|start| *start <= offset);
            if begins && self.starts.get(line).is_none_or(|next| offset < *next) {
                return line;
            }
        }
        self.line(offset)
    }

    /// The place of a byte range; an empty one stands on the line where it begins.
    #[must_use]
    pub fn span(&self, bytes: Range<usize>) -> Span {
        let last = if bytes.is_empty() { bytes.start } else { bytes.end - 1 };
        Span { lines: Lines { first: self.line(bytes.start), last: self.line(last) }, bytes }
    }

    /// The byte ranges of the lines, line ends included.
    pub fn ranges(&self, length: usize) -> impl Iterator<Item = Range<usize>> + '_ {
        let ends = self.starts.iter().skip(1).copied().chain([length]);
        self.starts.iter().copied().zip(ends).map(|(start, end)| start..end).filter(|range| !range.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::LineIndex;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let text = "a\nb\r\nc\rd";
        let index = LineIndex::new(text);
        assert_eq!(
            index.ranges(text.len()).map(|range| &text[range]).collect::<Vec<_>>(),
            ["a\n", "b\r\n", "c\r", "d"]
        );
        assert_eq!((index.line(0), index.line(2), index.line(5), index.line(7)), (1, 2, 3, 4));
        assert_eq!(index.span(0..6).lines.last, 3);
    }
}
