//! Builds the text of a unit from pieces of the original: lines joined, white space folded, marks and the way back
//! to the original kept.

use super::lines::LineIndex;
use crate::model::{Mark, MarkKind, SourceMap};
use std::ops::Range;

/// A text in the making.
#[derive(Debug)]
pub struct Folded<'a> {
    source: &'a str,
    lines: &'a LineIndex,
    /// The text so far.
    pub text: String,
    /// The marks so far.
    pub marks: Vec<Mark>,
    /// The way back so far.
    pub map: SourceMap,
    /// Byte in the original behind the last one copied.
    next: usize,
    space: bool,
}

impl<'a> Folded<'a> {
    /// An empty text.
    #[must_use]
    pub fn new(source: &'a str, lines: &'a LineIndex) -> Self {
        Self {
            source,
            lines,
            text: String::new(),
            marks: Vec::new(),
            map: SourceMap::default(),
            next: usize::MAX,
            space: false,
        }
    }

    /// Copies a range of the original; white space becomes one space. `mark` says whether it is no wording.
    pub fn copy(&mut self, range: Range<usize>, mark: Option<MarkKind>) {
        let Some(piece) = self.source.get(range.clone()) else { return };
        let mut begun: Option<usize> = None;
        for (at, c) in piece.char_indices() {
            let at = range.start + at;
            if c.is_whitespace() {
                self.space = !self.text.is_empty();
                continue;
            }
            if std::mem::take(&mut self.space) {
                self.text.push(' ');
                self.next = usize::MAX;
            }
            if at != self.next {
                self.map.push(self.text.len(), at, self.lines.line(at));
            }
            begun.get_or_insert(self.text.len());
            self.text.push(c);
            self.next = at + c.len_utf8();
        }
        if let (Some(kind), Some(start)) = (mark, begun) {
            match self.marks.last_mut() {
                Some(last) if last.kind == kind && last.range.end == start => {
                    last.range.end = self.text.len();
                }
                _ => self.marks.push(Mark { range: start..self.text.len(), kind }),
            }
        }
    }

    /// Puts a space where the text would otherwise go on without one.
    pub fn space(&mut self) {
        self.space = !self.text.is_empty();
    }
}
