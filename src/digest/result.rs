//! The digest: plain data that every renderer reads.

use crate::diff::Significance;

/// What a comparison comes to for a reader.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Digest {
    /// What makes the headline, heaviest first; empty where nothing but form changed.
    pub leads: Vec<Lead>,
    /// What may alter the meaning, one item a section, heaviest first.
    pub items: Vec<Item>,
    /// What is a matter of wording alone.
    pub wording: Vec<Item>,
    /// Substitutions that occur several times; they are in no item.
    pub repeats: Vec<Repeat>,
    /// What happened to the text as a whole.
    pub event: Option<Event>,
    /// What does not touch the wording, counted.
    pub form: FormCounts,
    /// The date that the text gives itself, where it changed.
    pub dates: Option<StatedDates>,
}

/// A part of the headline, by its index in the digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Lead {
    /// What happened to the text as a whole.
    Event,
    /// An item, shown by its heaviest piece.
    Item(usize),
    /// Several sections that are new: how many.
    SectionsAdded(usize),
    /// Several sections that are gone: how many.
    SectionsRemoved(usize),
    /// A substitution.
    Repeat(usize),
    /// An item of wording.
    Wording(usize),
}

/// The changes of one section.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Item {
    /// The section as the text itself names it: `D.8 Access Reciprocity`; empty for the part before the first heading.
    pub place: String,
    /// Its heading alone, without label: `Access Reciprocity`.
    pub heading: String,
    /// Its label alone: `D.8`.
    pub label: Option<String>,
    /// What changed in it, heaviest first.
    pub pieces: Vec<Piece>,
    /// How much the heaviest piece weighs.
    pub weight: u32,
}

/// One thing that changed.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Piece {
    /// The label of its clause, where one is printed: `(b)`.
    pub at: Option<String>,
    /// What changed.
    pub kind: PieceKind,
    /// How much it weighs; comparable inside one digest.
    pub weight: u32,
    /// How significant its change is.
    pub significance: Significance,
    /// The id of the change that it is of.
    pub change: String,
    /// What was replaced, without the words around it: by this, repeated substitutions are found.
    pub(super) core: Option<Core>,
    /// The section that it is in: the key by which pieces are put together.
    pub(super) section: Section,
}

/// What was replaced, and the words next to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Core {
    pub old: String,
    pub new: String,
    pub before: String,
    pub after: String,
}

/// Where a piece is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Section {
    pub place: String,
    pub heading: String,
    pub label: Option<String>,
}

/// What changed. Texts are quotations of one text each, without markup; `…` shows that more follows or precedes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are the quotations that the variant's line names")]
pub enum PieceKind {
    /// Words became others: both wordings, with the words around a short one.
    Replaced { old: String, new: String },
    /// Words are new; `after` is what precedes them.
    Inserted { text: String, after: String },
    /// Words are gone; `after` is what preceded them.
    Deleted { text: String, after: String },
    /// Most of a clause is new: both wordings, in excerpts, and the facts that differ and are in neither excerpt.
    Rewritten { old: String, new: String, facts: Vec<(String, String)> },
    /// A reference that was left with the old number of what it refers to.
    Dangling { reference: String },
    /// A clause is new.
    ClauseAdded { text: String },
    /// A clause is gone.
    ClauseRemoved { text: String },
    /// A section is new: an excerpt, and how many clauses it has.
    SectionAdded { text: String, clauses: usize },
    /// A section is gone.
    SectionRemoved { text: String, clauses: usize },
    /// A heading is another.
    Renamed { old: String, new: String },
    /// A clause came from elsewhere: where from, and its first words.
    Moved { from: String, text: String },
    /// A section came from elsewhere.
    SectionMoved { from: String },
}

/// A substitution that occurs several times. One of the two is empty where words only came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Repeat {
    /// The old words.
    pub old: String,
    /// The new words.
    pub new: String,
    /// In how many places.
    pub count: usize,
    /// The heaviest significance of the changes that it was found in.
    pub significance: Significance,
}

/// What happened to a text as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// It is in another language than before.
    Language {
        /// BCP 47 tag.
        old: String,
        /// BCP 47 tag.
        new: String,
    },
    /// A placeholder became the first text.
    FirstText,
    /// What was recorded is no text but an error page or a page that asks who reads it.
    ErrorPage,
    /// The text came back behind such a page.
    BackFromErrorPage,
    /// Another text: hardly a word is the same.
    Replaced,
}

/// Changes that do not touch the wording, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct FormCounts {
    /// Where links lead.
    pub links: usize,
    /// Formatting, punctuation, capitals, line breaks.
    pub formatting: usize,
    /// Printed numbers that shifted.
    pub renumbered: usize,
    /// Clauses that were split or merged without another word.
    pub regrouped: usize,
    /// Settings and comments of the file that no reader of the text sees.
    pub settings: usize,
}

impl Piece {
    /// The section that it is in, as the text itself names it; empty before the first heading.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.section.place
    }
}

impl Repeat {
    /// Whether it may alter the meaning.
    #[must_use]
    pub fn matters(&self) -> bool {
        self.significance > Significance::Editorial
    }
}

impl FormCounts {
    /// Adds the counts of another comparison.
    pub fn add(&mut self, other: &Self) {
        self.links += other.links;
        self.formatting += other.formatting;
        self.renumbered += other.renumbered;
        self.regrouped += other.regrouped;
        self.settings += other.settings;
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The date that a text gives itself, then and now.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatedDates {
    /// As the old text writes it.
    pub old: Option<String>,
    /// As the new text writes it.
    pub new: Option<String>,
}
