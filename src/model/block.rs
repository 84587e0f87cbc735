//! Blocks: the units under a section, with their text, marks, label and place.

use super::{Location, SourceMap, Span};
use crate::text::{numbering::Label, sentence};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// Running text: `The leaders agreed …`
    Paragraph,
    /// An item of a list, bulleted or numbered, without the items nested in it: `- first`
    Item,
    /// A row of a table: `| a | b |`
    Row,
    /// A paragraph inside a quotation: `> quoted`
    Quote,
    /// A block of code, fences included
    Code,
    /// Raw HTML that is not a comment
    Html,
    /// An HTML comment: `<!-- note -->`
    Comment,
    /// One entry of the front matter: `title: Privacy statement`
    Metadata,
    /// A footnote, endnote, comment or note of an editor, behind the block that calls it
    Note,
}

/// A part of a text that is not wording.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Mark {
    /// Byte range in the block's or heading's text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: MarkKind,
}

/// What a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// Emphasis and the like, `**`, `[`, `` ` ``, `|`, HTML tags: never wording
    Markup,
    /// Where a link leads, with the signs around it: `](https://example.org "title")`
    Target,
}

/// `text` from byte `from` on without its marks, white space folded.
#[must_use]
pub fn visible(text: &str, marks: &[Mark], from: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = from;
    for mark in marks.iter().filter(|mark| mark.range.end > from) {
        out.push_str(text.get(at..mark.range.start).unwrap_or_default());
        // A line break in HTML parts words.
        if text.get(mark.range.clone()).is_some_and(|mark| mark.contains("<br") || mark.contains('|')) {
            out.push(' ');
        }
        at = mark.range.end.max(at);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One block of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its name in the document: the section's id and its ordinal there, from 1: `s3.b4`.
    pub id: String,
    /// What it is.
    pub kind: BlockKind,
    /// Index of its section in [`super::Document::sections`].
    pub section: usize,
    /// Depth of nesting in lists and quotations; 0 outside any.
    pub depth: u8,
    /// The original's text with lines joined and white space folded, label included, bullet left out.
    pub text: String,
    /// The printed number at the head of the text.
    pub label: Option<Label>,
    /// How one cites it, as `8.4(a)`, `§ 3 (2)`, `Fees ¶2`: unique in the document.
    pub cite: String,
    /// Byte offset in the text at which the wording begins, behind the label.
    pub body: usize,
    /// The parts of the text that are not wording, in order, not overlapping.
    pub marks: Vec<Mark>,
    /// Where it stands in the original, bullet included.
    pub span: Span,
    /// Where it is in an original that has no lines.
    pub location: Option<Location>,
    /// From the text back to the original.
    pub source: SourceMap,
    /// Hash of the characters of its span as they stand in the original, line breaks and bullet included: what tells
    /// a block that was only wrapped anew from one that nobody touched.
    pub layout: u64,
}

/// A sentence of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Byte range in the block's text.
    pub range: Range<usize>,
    /// Where it stands in the original.
    pub span: Span,
}

impl Block {
    /// The wording as a reader of the page sees it: without its label and without marks of form.
    #[must_use]
    pub fn visible(&self) -> String {
        visible(&self.text, &self.marks, self.body)
    }

    /// Its label as one cites it: `8.4`, `(a)`.
    #[must_use]
    pub fn number(&self) -> Option<&str> {
        self.label.as_ref().map(Label::bare)
    }

    /// The text without its label.
    #[must_use]
    pub fn wording(&self) -> &str {
        self.text.get(self.body..).unwrap_or_default()
    }

    /// Whether the text ends with an end mark. A paragraph that does not may have been cut off.
    #[must_use]
    pub fn ends_with_end_mark(&self) -> bool {
        sentence::ends_with_end_mark(&self.text)
    }

    /// The sentences with their places in the original.
    #[must_use]
    pub fn sentences(&self) -> Vec<Sentence> {
        let place = |range: Range<usize>| {
            let (start, first) = self.source.locate(range.start)?;
            let tail = self.text.get(range.clone())?.chars().next_back().map_or(0, char::len_utf8);
            let (last_char, last) = self.source.locate(range.end - tail)?;
            // In another encoding the last character may take fewer or more bytes; the block's end bounds it.
            let end = (last_char + tail).min(self.span.bytes.end);
            Some(Sentence { range, span: Span { bytes: start..end, lines: super::Lines { first, last } } })
        };
        sentence::split(&self.text).into_iter().filter_map(place).collect()
    }
}
