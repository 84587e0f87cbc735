//! The flat stream that every reader gives to the outline.

use crate::model::{BlockKind, Mark, SourceMap, Span};

/// A heading or block as a reader saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawUnit {
    /// What it is.
    pub kind: RawKind,
    /// Its text with lines joined and white space folded; a printed number at its head included, a bullet not.
    pub text: String,
    /// The parts of the text that are not wording.
    pub marks: Vec<Mark>,
    /// Where it stands, bullet included.
    pub span: Span,
    /// From the text back to the original.
    pub source: SourceMap,
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
