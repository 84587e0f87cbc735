//! Sections: a heading with all that follows it up to the next heading of the same or a higher rank.

use super::block::visible;
use super::{Location, Mark, SourceMap, Span};
use crate::text::numbering::Label;
use std::ops::Range;

/// One section of a document. The front part, before any heading, is a section without a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its name in the document: `s0` for the front part, else the ordinals among siblings: `s3`, `s3.1`.
    pub id: String,
    /// Index of the section that it stands in, if any.
    pub parent: Option<usize>,
    /// Rank from 1 for the highest; 0 for the front part.
    pub level: u8,
    /// How one cites it, as `8.4`, `§ 3`, `Schedule 1`: unique in the document; empty for the front part.
    pub cite: String,
    /// Its heading; absent for the front part and for a numbered clause without a title.
    pub heading: Option<Heading>,
    /// The blocks between its heading and the next one, as indices into [`super::Document::blocks`].
    pub blocks: Range<usize>,
    /// Index one past the last section inside it: `sections[i..end]` is the whole subtree.
    pub end: usize,
}

impl Section {
    /// The part before any heading, without blocks.
    #[must_use]
    pub fn front() -> Self {
        Self {
            id: "s0".to_owned(),
            parent: None,
            level: 0,
            cite: String::new(),
            heading: None,
            blocks: 0..0,
            end: 1,
        }
    }
}

/// The heading of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The text with its label, without the signs that make it a heading.
    pub text: String,
    /// The printed number at the head of the text.
    pub label: Option<Label>,
    /// Byte offset in the text at which the wording begins, behind the label.
    pub body: usize,
    /// The parts of the text that are not wording.
    pub marks: Vec<Mark>,
    /// The parts in different languages, where the script changes: `重建得更好` and `Building Back Better`.
    /// One part that covers the whole text where it does not.
    pub parts: Vec<LanguagePart>,
    /// Where it stands in the original.
    pub span: Span,
    /// Where it is in an original that has no lines.
    pub location: Option<Location>,
    /// From the text back to the original.
    pub source: SourceMap,
    /// Hash of the characters of its span as they stand in the original.
    pub layout: u64,
}

impl Heading {
    /// The text as a reader of the page sees it, without marks of form.
    #[must_use]
    pub fn visible(&self) -> String {
        visible(&self.text, &self.marks, 0)
    }

    /// The title as a reader of the page sees it: without its label and without marks of form.
    #[must_use]
    pub fn title(&self) -> String {
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
}

/// A part of a bilingual heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguagePart {
    /// Byte range in the heading's text, without white space at its ends.
    pub range: Range<usize>,
    /// ISO 15924 code of its script: `Hani`, `Latn`.
    pub script: &'static str,
}
