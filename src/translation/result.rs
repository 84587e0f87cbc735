//! The result of comparing two languages: plain data that every renderer reads. Its JSON form is
//! `recension-translation/1`.

use crate::diff::{ChangeKind, Edit, Place, RuleHit, Side};
use crate::model::Basis;
use serde::Serialize;

/// What a translation has and lacks.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    /// What a person should look at, in reading order of the source; what only the target has comes at its place.
    pub findings: Vec<Finding>,
    /// What a reader must know of how the comparison was made.
    pub notes: Vec<String>,
    /// What the source did since the translation was made, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lag: Option<Lag>,
}

/// How a translation follows its source over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Lag {
    /// The source that the translation was made from.
    pub base: Side,
    /// How that is known.
    pub basis: Basis,
    /// Clauses whose source changed in substance since.
    pub lagging: usize,
    /// Editorial changes of the source since, which carry the translation forward.
    pub editorial: usize,
    /// Cosmetic ones, which carry it forward too.
    pub cosmetic: usize,
    /// Changes in substance that the translation already has, as far as can be seen.
    pub followed: usize,
    /// Findings that are left out because a person settled their clause.
    pub settled: usize,
}

/// What the source did to a clause since it was translated.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SourceChange {
    /// The id of the change in the comparison of the two sources.
    pub change: String,
    /// What happened.
    pub what: ChangeKind,
    /// The rules that say that it matters.
    pub rules: Vec<RuleHit>,
    /// The places in the source that was translated; empty for what came since.
    pub base: Vec<Place>,
    /// From the wording that was translated to the present one; empty where one of them is missing.
    pub edits: Vec<Edit>,
}

/// Shares of the source that have a counterpart, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Coverage {
    /// Of the sections with a heading.
    pub sections: f64,
    /// Of the blocks.
    pub blocks: f64,
    /// Of the text, in characters of sentences.
    pub text: f64,
}

impl Coverage {
    /// As programs get it: in four digits, since more would only differ between machines.
    #[must_use]
    pub fn rounded(self) -> Self {
        Self { sections: rounded(self.sections), blocks: rounded(self.blocks), text: rounded(self.text) }
    }
}

/// A share in four digits.
#[must_use]
pub fn rounded(share: f64) -> f64 {
    const DIGITS: f64 = 10_000.0;
    (share * DIGITS).round() / DIGITS
}

/// Two sections that translate each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    /// What the source did since; of `lagging` alone.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub since: Option<SourceChange>,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    /// It is at another place
    OrderDiffers,
    /// It cannot be said whether it is translated
    Unsure,
    /// The source changed in substance since it was translated
    Lagging,
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
            Self::Lagging => "lagging",
        }
    }
}

/// One of the two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Which {
    /// The text that was translated
    Source,
    /// The translation
    Target,
}

/// A fact that the two sides state differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FactPair {
    /// `year`, `date`, `percentage`, `amount`, `duration`, `number`, `reference`, `name`, `url` or `email`.
    pub kind: String,
    /// As the source writes it; `None` where it does not state it.
    pub source: Option<String>,
    /// As the target writes it.
    pub target: Option<String>,
}
