//! The flat stream that every reader gives to the outline.

use crate::model::{self, BlockKind, Location, Mark, SourceMap, Span};
use crate::text::numbering::Label;

/// A heading or block as a reader saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawUnit {
    /// What it is.
    pub kind: RawKind,
    /// Its text with lines joined and white space folded; a printed number at its head included, a bullet not.
    pub text: String,
    /// The label where the format counts by itself, as lists of Markdown and of word processors do; readers see it in
    /// place of any number that the text prints.
    pub label: Option<Label>,
    /// The parts of the text that are not wording.
    pub marks: Vec<Mark>,
    /// Where it stands, bullet included.
    pub span: Span,
    /// From the text back to the original.
    pub source: SourceMap,
    /// Where it is in an original that has no lines.
    pub location: Option<Location>,
}

impl RawUnit {
    /// The text as a reader of the page sees it, without marks of form.
    #[must_use]
    pub fn visible(&self) -> String {
        model::visible(&self.text, &self.marks, 0)
    }
}

/// What a reader takes a unit for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawKind {
    /// A heading of a rank from 1.
    Heading {
        /// The rank.
        level: u8,
    },
    /// A block.
    Block {
        /// What it is.
        kind: BlockKind,
        /// Depth of nesting in lists and quotations.
        depth: u8,
    },
}
