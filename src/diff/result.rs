//! The result of a comparison: plain data that every renderer reads. Its JSON form is `recension-diff/2`.

use crate::diff::rules::RuleId;
use crate::model::{BlockKind, Lines, Location};
use serde::{Deserialize, Serialize};

/// What changed between two revisions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Comparison {
    /// The older text.
    pub old: Side,
    /// The newer text.
    pub new: Side,
    /// No change at all, not even a cosmetic one.
    pub identical: bool,
    /// The changes counted.
    pub summary: Summary,
    /// The changes, cosmetic ones too, in reading order of the new text, what is gone at its old place.
    pub changes: Vec<Change>,
    /// Every matched pair of headings and blocks, unchanged ones too, in reading order of the new text.
    pub alignment: Vec<AlignedPair>,
    /// Rules that fired on the text as a whole, such as `stated-date-unchanged`.
    pub rules: Vec<RuleHit>,
    /// What a reader must know of how the comparison was made, such as a bound of work that was reached.
    pub notes: Vec<String>,
}

/// One of the two texts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Side {
    /// As the user named it.
    pub address: String,
    /// BCP 47 tag, where known.
    pub language: Option<String>,
    /// SHA-256 of the original bytes, in hexadecimal.
    pub sha256: String,
    /// The title that the text gives itself.
    pub title: Option<String>,
    /// Number of sections, the part before the first heading included where it has text.
    pub sections: usize,
    /// Number of blocks.
    pub blocks: usize,
}

/// The changes counted. Cosmetic ones are in all counts but those of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Summary {
    /// Number of changes by significance.
    #[serde(flatten)]
    pub significance: Counts,
    /// Number of changes by kind.
    pub kinds: KindCounts,
    /// Changes of nothing but link targets; they are among the cosmetic ones unless a rule says otherwise.
    pub links: usize,
    /// Words of removed blocks and of `delete` edits; a Han, Kana or Hangul character is one word. Cosmetic
    /// differences and moved, split or merged text are left out.
    pub words_deleted: usize,
    /// Words of added blocks and of `insert` edits, counted alike.
    pub words_inserted: usize,
}

/// Number of changes by significance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Counts {
    /// The meaning may differ.
    pub substantive: usize,
    /// The wording differs and no rule explains how.
    #[serde(default)]
    pub unclear: usize,
    /// The wording differs and rules of style explain all of it.
    pub editorial: usize,
    /// No wording differs.
    pub cosmetic: usize,
}

/// Number of changes by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "each field is named after the variant of `ChangeKind` that it counts")]
pub struct KindCounts {
    pub added: usize,
    pub removed: usize,
    pub modified: usize,
    pub moved: usize,
    pub split: usize,
    pub merged: usize,
    pub renamed: usize,
    pub renumbered: usize,
}

/// One thing that happened to a section or to blocks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Change {
    /// Twelve hexadecimal digits; the same for the same change in another run and when other parts change.
    pub id: String,
    /// What happened.
    pub kind: ChangeKind,
    /// To what it happened.
    pub unit: Unit,
    /// Whether it matters.
    pub significance: Significance,
    /// The rules that say so; empty where none fired.
    pub rules: Vec<RuleHit>,
    /// The places in the old text: none for what was added, several for a merge or a run of new numbers.
    pub old: Vec<Place>,
    /// The places in the new text.
    pub new: Vec<Place>,
    /// From the old wording to the new one; empty where one side is missing and for a section as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<Edit>,
    /// How the two sides were found to belong together; absent where one side is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matched_by: Option<MatchedBy>,
    /// Similarity of the two sides from 0 to 1; absent where one side is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Only the new text has it.
    Added,
    /// Only the old text has it.
    Removed,
    /// Its text differs.
    Modified,
    /// It is in another place; where it was edited as well, `edits` says how.
    Moved,
    /// One block became several.
    Split,
    /// Several blocks became one.
    Merged,
    /// A heading's text differs.
    Renamed,
    /// Printed numbers shifted.
    Renumbered,
}

impl ChangeKind {
    /// Its name, a participle: `moved`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Modified => "modified",
            Self::Moved => "moved",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Renamed => "renamed",
            Self::Renumbered => "renumbered",
        }
    }
}

/// To what it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// A section with all that it holds; for `renamed` its heading alone.
    Section,
    /// One or several blocks.
    Block,
}

/// Whether a change matters; ordered from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Significance {
    /// No wording differs: wrapping, bullets, spaces, quotation marks, link targets.
    Cosmetic,
    /// The wording differs, and rules of style explain every stretch of it.
    Editorial,
    /// The wording differs and no rule explains how: a person must look.
    Unclear,
    /// The meaning may differ: a rule says why.
    Substantive,
}

/// A rule that fired, with its evidence as the texts have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RuleHit {
    /// The rule's stable id: `number-changed`.
    pub id: RuleId,
    /// What the old text has.
    pub old: Option<String>,
    /// What the new text has.
    pub new: Option<String>,
    /// The clause of the new text that has the evidence, where that is not the change's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// `style` where the rule explains why a change is editorial; absent where it says why the meaning may differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

impl RuleHit {
    /// A rule that fired, without evidence yet.
    #[must_use]
    pub fn new(id: RuleId) -> Self {
        let reason = id.is_style().then_some(Reason::Style);
        Self { id, old: None, new: None, clause: None, reason }
    }
}

/// What a rule that fired is a reason for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reason {
    /// It explains a difference that leaves the meaning as it is.
    Style,
}

/// A place in one of the texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Place {
    /// The clause's or section's id in its document: `s3.b4`, `s3`.
    pub id: String,
    /// The headings above it, outermost first, its own section's last.
    pub section: Vec<String>,
    /// The number printed at its head, as a reader would cite it: `8.4`, `(a)`; absent where none is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its lines; where the original has none (see `location`), those of the canonical text.
    pub lines: Lines,
    /// Where it is in an original that has no lines: a page, a part and paragraph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// Its text, white space folded; for a section as a whole, its parts joined by a space.
    pub text: String,
    /// What kind of block it is; absent for sections and headings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<BlockKind>,
    /// The heading and blocks of a section that is reported as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// A heading or block inside a section that is reported as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Part {
    /// Its id.
    pub id: String,
    /// What kind of block it is; absent for a heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<BlockKind>,
    /// Its lines.
    pub lines: Lines,
    /// Its text.
    pub text: String,
}

/// One step from the old wording to the new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Edit {
    /// What is done.
    pub op: EditOp,
    /// To which text.
    pub text: String,
    /// Set where nothing but form differs; such edits are no change of wording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
}

/// In what two texts differ where their wording is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// White space, typography, markup.
    Cosmetic,
    /// A printed number at the head of a clause.
    Label,
    /// Where a link leads.
    Link,
}

/// What an edit does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EditOp {
    /// Both texts have it.
    Equal,
    /// Only the old text has it.
    Delete,
    /// Only the new text has it.
    Insert,
}

/// How two places were found to belong together, in the order in which the passes run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum MatchedBy {
    /// The same text, which occurs once on each side.
    UniqueText,
    /// The same text beside a pair that was matched before.
    Context,
    /// The same printed number.
    Label,
    /// Similar text.
    Similarity,
    /// The place between matched neighbours.
    Position,
    /// A heading whose section holds the same text.
    Content,
}

/// A matched pair of headings or blocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AlignedPair {
    /// Lines in the old text.
    pub old: Lines,
    /// Lines in the new text.
    pub new: Lines,
    /// What happened to it: `equal`, `cosmetic`, or the kind of the change.
    pub state: String,
}
