//! Places in an original: bytes and lines, and the map from a reflowed text back to them.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// First and last line of a place, counted from 1, both ends included. `\n`, `\r\n` and `\r` end a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lines {
    /// The first line.
    pub first: usize,
    /// The last line.
    pub last: usize,
}

impl Serialize for Lines {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.first, self.last].serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Lines {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <[usize; 2]>::deserialize(deserializer).map(|[first, last]| Self { first, last })
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Lines {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Lines".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "First and last line, counted from 1, both ends included.",
            "type": "array",
            "items": {"type": "integer", "minimum": 1},
            "minItems": 2,
            "maxItems": 2
        })
    }
}

impl Lines {
    /// The smallest run of lines that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }
}

/// A place in the original bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Span {
    /// Byte range in the original file, whatever its encoding.
    pub bytes: Range<usize>,
    /// Lines in the original file.
    pub lines: Lines,
}

impl Span {
    /// The smallest place that holds both.
    #[must_use]
    pub fn cover(&self, other: &Self) -> Self {
        Self {
            bytes: self.bytes.start.min(other.bytes.start)..self.bytes.end.max(other.bytes.end),
            lines: self.lines.cover(other.lines),
        }
    }
}

/// Where each part of a reflowed text stood: runs of text that were copied as they were.
///
/// A run is `(offset in the text, byte in the original, line in the original)`, in rising order of text offset; it
/// lasts to the next run. Inside a run text and original advance byte by byte (readers of other encodings than
/// UTF-8 give a run for each character). White space that reflowing put in belongs to the run before it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceMap {
    // Half the size of three words each: texts are bounded far below 4 GiB, and there is a map for every block.
    runs: Vec<[u32; 3]>,
}

impl SourceMap {
    /// Appends a run; `text` must not be smaller than that of the run before.
    pub fn push(&mut self, text: usize, byte: usize, line: usize) {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        if self.runs.is_empty() {
            // Most blocks stand on one line.
            self.runs.reserve_exact(1);
        }
        self.runs.push([small(text), small(byte), small(line)]);
    }

    /// The original byte and line of the character at `offset` of the text; `None` for an empty map.
    #[must_use]
    pub fn locate(&self, offset: usize) -> Option<(usize, usize)> {
        let next = self.runs.partition_point(|run| run[0] as usize <= offset);
        let [text, byte, line] = self.runs.get(next.checked_sub(1)?)?.map(|number| number as usize);
        Some((byte + (offset - text), line))
    }

    /// The runs as `(offset in the text, byte in the original, line in the original)`.
    pub fn runs(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        self.runs.iter().map(|run| {
            let [text, byte, line] = run.map(|number| number as usize);
            (text, byte, line)
        })
    }
}
