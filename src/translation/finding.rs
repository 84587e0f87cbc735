//! The result of comparing two languages: plain data that every renderer reads. Its JSON form is
//! `recension-translation/1`.

use crate::diff::{Place, Side};
use serde::Serialize;

/// What a translation has and lacks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Findings {
    /// The text that was translated.
    pub source: Side,
    /// The translation.
    pub target: Side,
    /// How much of the source has a counterpart.
    pub coverage: Coverage,
    /// Sections that translate each other, in reading order of the source.
    pub sections: Vec<SectionPair>,
    /// Blocks that translate each other, m to n, in reading order of the source. Where several source blocks share
    /// one target block and its sentences can be told apart, each has its part of it. Pairs of headings are among them.
    pub pairs: Vec<Pair>,
    /// What a person should look at, in reading order of the source; what only the target has stands at its place.
    pub findings: Vec<Finding>,
    /// What a reader must know of how the comparison was made.
    pub notes: Vec<String>,
}

/// Shares of the source that have a counterpart, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Coverage {
    /// Of the sections with a heading.
    pub sections: f64,
    /// Of the blocks.
    pub blocks: f64,
    /// Of the text, in characters of sentences.
    pub text: f64,
}

/// Two sections that translate each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SectionPair {
    /// The headings from the outermost section down.
    pub source: Vec<String>,
    /// The same in the translation.
    pub target: Vec<String>,
    /// Ids of the two sections.
    pub ids: [String; 2],
    /// How well they fit, from 0 to 1.
    pub score: f64,
}

/// Blocks, or sentences, that translate each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// Source places; never empty.
    pub source: Vec<Place>,
    /// Target places; never empty.
    pub target: Vec<Place>,
    /// How whole the translation is.
    pub state: State,
    /// How well they fit, from 0 to 1.
    pub score: f64,
    /// The sentences that translate each other; none for a pair of sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<Pair>,
}

/// How whole a translation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The whole has its counterpart
    Translated,
    /// The counterpart ends cleanly, and whole sentences of one side have none
    Partial,
    /// One side is cut off inside a clause
    Truncated,
    /// It cannot be said
    Unsure,
}

/// Something that a person should look at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// Twelve hexadecimal digits; the same for the same finding in another run.
    pub id: String,
    /// What was found.
    pub kind: FindingKind,
    /// What it is about.
    pub unit: Extent,
    /// The side that is cut off, or that states a fact alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<Which>,
    /// How likely it is right, from 0 to 1.
    pub confidence: f64,
    /// The source places; empty for what only the target has.
    pub source: Vec<Place>,
    /// The target places; empty for what only the source has.
    pub target: Vec<Place>,
    /// What a person can check.
    pub evidence: String,
    /// The sentence or block without a counterpart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The facts that differ.
    pub facts: Vec<FactPair>,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// A heading, and with it its section
    Section,
    /// A block
    Block,
    /// A sentence of a block
    Sentence,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// Only the source has it
    Untranslated,
    /// Only the target has it
    Untraced,
    /// It breaks off inside a clause
    Truncated,
    /// The two sides state different facts
    FactDiffers,
    /// It stands at another place
    OrderDiffers,
    /// It cannot be said whether it is translated
    Unsure,
}

impl FindingKind {
    /// Its name in JSON and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Untranslated => "untranslated",
            Self::Untraced => "untraced",
            Self::Truncated => "truncated",
            Self::FactDiffers => "fact-differs",
            Self::OrderDiffers => "order-differs",
            Self::Unsure => "unsure",
        }
    }
}

/// One of the two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Which {
    /// The text that was translated
    Source,
    /// The translation
    Target,
}

/// A fact that the two sides state differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactPair {
    /// `year`, `date`, `percentage`, `amount`, `duration`, `number`, `reference`, `name`, `url` or `email`.
    pub kind: String,
    /// As the source writes it; `None` where it does not state it.
    pub source: Option<String>,
    /// As the target writes it.
    pub target: Option<String>,
}
