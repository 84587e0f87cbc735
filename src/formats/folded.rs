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
    /// An empty text, with room for `length` bytes.
    #[must_use]
    pub fn new(source: &'a str, lines: &'a LineIndex, length: usize) -> Self {
        Self {
            source,
            lines,
            text: String::with_capacity(length),
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
            let run = rest.trim_start();
            self.space |= run.len() < rest.len() && !self.text.is_empty();
            at += rest.len() - run.len();
            let end = run_end(run);
            let Some(run) = run.get(..end).filter(|run| !run.is_empty()) else { break };
            self.run(run, range.start + at);
            begun.get_or_insert(self.text.len() - run.len());
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

    /// Appends words that stand at byte `at` of the original.
    fn run(&mut self, words: &str, at: usize) {
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
        self.text.push_str(words);
        self.next = at + words.len();
    }

    /// Puts a space where the text would otherwise go on without one.
    pub fn space(&mut self) {
        self.space = !self.text.is_empty();
    }
}

/// Where words end that stand with one plain space between them: before other white space, or at the end of the text.
fn run_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if bytes.get(at..at + AT_ONCE + 1).is_some_and(is_plain) {
            at += AT_ONCE;
            continue;
        }
        let ends = match byte {
            b' ' => bytes.get(at + 1).is_none_or(|next| may_be_space(*next)),
            _ => may_be_space(byte) && is_space(text, at),
        };
        if ends {
            return at;
        }
        at += 1;
    }
    at
}

/// Bytes that are looked at at once: a line of eighty takes a few steps, and the compiler makes vectors of them.
const AT_ONCE: usize = 16;

/// Whether all bytes but the last are printable ASCII with no two spaces side by side.
fn is_plain(bytes: &[u8]) -> bool {
    let next = bytes.get(1..).unwrap_or_default();
    let odd = |(byte, next): (&u8, &u8)| {
        (*byte < b' ') | (*byte > b'~') | (*byte == b' ') & !(b'!'..=b'~').contains(next)
    };
    !bytes.iter().zip(next).map(odd).fold(false, |any, odd| any | odd)
}

/// Whether a byte is white space or begins a character that may be: all white space beyond ASCII begins so.
fn may_be_space(byte: u8) -> bool {
    byte <= b' ' || matches!(byte, 0xc2 | 0xe1 | 0xe2 | 0xe3)
}

fn is_space(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_whitespace)
}
