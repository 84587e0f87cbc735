//! Headings and blocks of a document as one flat list in reading order: what matching works on.

use crate::model::{Block, BlockKind, Document, Heading, Lines, Location, Mark, Section};
use crate::text::numbering::Label;
use crate::text::token::{self, Cut, Token};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// A heading or a block.
#[derive(Debug, Clone, Copy)]
pub struct Unit<'a> {
    /// Its text, label included.
    pub text: &'a str,
    /// Where the wording begins behind the label.
    pub body: usize,
    /// Its label.
    pub label: Option<&'a Label>,
    /// What is no wording in its text.
    pub marks: &'a [Mark],
    /// Index of the section that it heads or is in.
    pub section: usize,
    /// Its lines in the original.
    pub lines: Lines,
    /// Where it is in an original that has no lines.
    pub location: Option<&'a Location>,
    /// What kind of block it is; `None` for a heading.
    pub block: Option<BlockKind>,
    /// Its name in the document.
    pub id: &'a str,
    /// Units between it and the nearer end of the text.
    pub from_end: usize,
    /// Hash of its wording, byte for byte.
    pub exact: u64,
    /// Hash of it as it is in the original.
    pub layout: u64,
}

impl<'a> Unit<'a> {
    fn heading(section: usize, whole: &'a Section, heading: &'a Heading) -> Self {
        Unit {
            text: &heading.text,
            body: heading.body,
            label: heading.label.as_ref(),
            marks: &heading.marks,
            section,
            lines: heading.span.lines,
            location: heading.location.as_ref(),
            block: None,
            id: &whole.id,
            from_end: 0,
            exact: exact(true, &heading.text, heading.wording()),
            layout: heading.layout,
        }
    }

    fn block(block: &'a Block) -> Self {
        Unit {
            text: &block.text,
            body: block.body,
            label: block.label.as_ref(),
            marks: &block.marks,
            section: block.section,
            lines: block.span.lines,
            location: block.location.as_ref(),
            block: Some(block.kind),
            id: &block.id,
            from_end: 0,
            exact: exact(false, &block.text, block.wording()),
            layout: block.layout,
        }
    }

    /// Whether it is a heading.
    #[must_use]
    pub fn is_heading(&self) -> bool {
        self.block.is_none()
    }

    /// Whether it does nothing but point to a place of its own text, as the entries of a table of contents do, or show a
    /// picture.
    #[must_use]
    pub fn points_only(&self) -> bool {
        let text = self.wording().trim();
        let picture = text.starts_with("![") && text.ends_with(')');
        let entry = text.starts_with('[') && text.ends_with(')') && text.contains("](#");
        (picture || entry) && text.matches("](").count() == 1
    }

    /// The text without its label.
    #[must_use]
    pub fn wording(&self) -> &'a str {
        self.text.get(self.body..).unwrap_or_default()
    }

    /// How much it weighs: about its number of words, at least one.
    #[must_use]
    pub fn weight(&self) -> u64 {
        /// Mean bytes of a word with its space in the measured languages; a Han character takes three bytes.
        const BYTES_A_WORD: usize = 6;
        (self.wording().len() / BYTES_A_WORD) as u64 + 1
    }

    /// Its tokens behind the label, with offsets into the whole text.
    #[must_use]
    pub fn tokens(&self, cut: Cut) -> Vec<Token> {
        let marks: Vec<Range<usize>> = self.marks.iter().map(|mark| mark.range.clone()).collect();
        let mut tokens = token::tokens(self.text, &marks, cut);
        tokens.retain(|token| token.start as usize >= self.body);
        tokens
    }

    /// Number of words, label left out.
    #[must_use]
    pub fn words(&self) -> usize {
        self.tokens(Cut::Characters).into_iter().map(|token| token::words_of(self.text, token)).sum()
    }
}

/// The units of a document.
#[derive(Debug)]
pub struct Units<'a> {
    /// The document.
    pub document: &'a Document,
    /// Headings and blocks in reading order.
    pub list: Vec<Unit<'a>>,
    /// The unit of each section's heading.
    pub heading_of: Vec<Option<usize>>,
    /// The units of each section with all that it holds, its heading first.
    pub span_of: Vec<Range<usize>>,
}

impl<'a> Units<'a> {
    /// Lists the units of `document`.
    #[must_use]
    pub fn new(document: &'a Document) -> Self {
        let mut list = Vec::with_capacity(document.blocks.len() + document.sections.len());
        let mut heading_of = Vec::with_capacity(document.sections.len());
        let mut starts = Vec::with_capacity(document.sections.len() + 1);
        for (index, section) in document.sections.iter().enumerate() {
            starts.push(list.len());
            heading_of.push(section.heading.as_ref().map(|_| list.len()));
            list.extend(section.heading.as_ref().map(|heading| Unit::heading(index, section, heading)));
            list.extend(
                document.blocks.get(section.blocks.clone()).unwrap_or_default().iter().map(Unit::block),
            );
        }
        starts.push(list.len());
        let last = list.len().saturating_sub(1);
        for (at, unit) in list.iter_mut().enumerate() {
            unit.from_end = at.min(last - at);
        }
        let end = |section: &Section| starts.get(section.end).copied().unwrap_or(list.len());
        let span_of =
            document.sections.iter().zip(&starts).map(|(section, start)| *start..end(section)).collect();
        Units { document, list, heading_of, span_of }
    }

    /// The units of section `index` that stand directly under it, its heading left out.
    #[must_use]
    pub fn own_blocks(&self, index: usize) -> Range<usize> {
        let Some(section) = self.document.sections.get(index) else { return 0..0 };
        let Some(span) = self.span_of.get(index) else { return 0..0 };
        let start = span.start + usize::from(section.heading.is_some());
        start..start + section.blocks.len()
    }
}

/// Hash of a wording; a heading that is a bare label is distinguished by it.
fn exact(heading: bool, text: &str, wording: &str) -> u64 {
    if wording.is_empty() { hash((heading, true, text)) } else { hash((heading, false, wording)) }
}

/// A hash that is the same in every run.
#[must_use]
pub fn hash(value: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
