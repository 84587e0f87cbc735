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
    /// The line that was looked up last.
    line: usize,
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
            line: 1,
        }
    }

    /// Copies a range of the original; white space becomes one space. `mark` says whether it is no wording.
    pub fn copy(&mut self, range: Range<usize>, mark: Option<MarkKind>) {
        let Some(piece) = self.source.get(range.clone()) else { return };
        let mut begun: Option<usize> = None;
        let mut at = 0;
        while let Some(rest) = piece.get(at..) {
            let word = rest.trim_start();
            self.space |= word.len() < rest.len() && !self.text.is_empty();
            at += rest.len() - word.len();
            let end = space_at(word);
            let Some(word) = word.get(..end).filter(|word| !word.is_empty()) else { break };
            self.word(word, range.start + at);
            begun.get_or_insert(self.text.len() - word.len());
            at += end;
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

    /// Appends a word that stands at byte `at` of the original.
    fn word(&mut self, word: &str, at: usize) {
        if std::mem::take(&mut self.space) {
            self.text.push(' ');
            // One plain space that stood there goes on with the run.
            let stood =
                at == self.next.wrapping_add(1) && self.source.as_bytes().get(self.next) == Some(&b' ');
            self.next = if stood { at } else { usize::MAX };
        }
        if at != self.next {
            self.line = self.lines.line_from(self.line, at);
            self.map.push(self.text.len(), at, self.line);
        }
        self.text.push_str(word);
        self.next = at + word.len();
    }

    /// Puts a space where the text would otherwise go on without one.
    pub fn space(&mut self) {
        self.space = !self.text.is_empty();
    }
}

/// Where the first white space of a text stands, or its end.
fn space_at(text: &str) -> usize {
    let plain =
        text.bytes().position(|byte| !byte.is_ascii() || byte.is_ascii_whitespace() || byte == b'\x0b');
    match plain {
        Some(at) if text.as_bytes().get(at).is_some_and(u8::is_ascii) => at,
        Some(at) => text
            .get(at..)
            .and_then(|rest| rest.find(char::is_whitespace))
            .map_or(text.len(), |more| at + more),
        None => text.len(),
    }
}
