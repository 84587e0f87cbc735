//! Blame as data: for each clause the states that brought it, last changed its wording, and last changed its substance.
//! Its JSON form is `recension-blame/1`.

use crate::model::{Date, Lines};
use serde::{Deserialize, Serialize};

/// Where the clauses of a text come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Blame {
    /// The text.
    pub document: BlamedText,
    /// Its clauses in reading order, headings among them.
    pub clauses: Vec<BlamedClause>,
    /// Whether the history goes on before its oldest state: what that state has may be older.
    pub is_cut: bool,
}

/// The text whose clauses are blamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlamedText {
    /// As the caller named it.
    pub address: String,
    /// The commit of its newest state; none for an edition of the store.
    pub commit: Option<String>,
}

impl Blame {
    /// The blame of a text.
    #[must_use]
    pub fn new(document: BlamedText, clauses: Vec<BlamedClause>) -> Self {
        Self { document, clauses, is_cut: false }
    }
}

/// A clause and the states that made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlamedClause {
    /// Its id in the newest text: `s4.b2`.
    pub id: String,
    /// How one cites it: `D.8`, `8.4(a)`.
    pub cite: Option<String>,
    /// Its lines in the newest text.
    pub lines: Lines,
    /// Its text.
    pub text: String,
    /// The state that brought it.
    pub introduced: Origin,
    /// The state that first gave it the wording that it has.
    pub last_wording: Origin,
    /// The state that last changed it in substance.
    pub last_substance: Origin,
    /// The states in which it moved, was split, merged, renamed or renumbered, or came back, oldest first.
    pub path: Vec<Step>,
}

/// A state of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The revision's label: that of the edition, or the commit's abbreviated id.
    pub state: String,
    /// The commit; none for an edition of the store.
    pub commit: Option<String>,
    /// Its day, where known.
    pub date: Option<Date>,
    /// What its commit is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
}

/// What happened to a clause beside its wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// In which state.
    #[serde(flatten)]
    pub origin: Origin,
    /// What happened.
    pub what: StepKind,
}

/// What happened to a clause beside its wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum StepKind {
    /// It went elsewhere.
    Moved,
    /// It was split off a clause, or lost a part.
    Split,
    /// Several clauses became one.
    Merged,
    /// Its number changed.
    Renumbered,
    /// It was missing in the state before and came back.
    Returned,
}

impl StepKind {
    /// Its name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Renumbered => "renumbered",
            Self::Returned => "returned",
        }
    }
}
