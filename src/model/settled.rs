//! What a person said of a clause of a translation: that it is right.

use super::{Date, Language};
use serde::{Deserialize, Serialize};

/// A person's word that the translation of a clause is right. It holds until the source's clause changes again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The language of the translation.
    pub language: Language,
    /// The clause's id when it was settled, for people: ids shift when clauses come and go.
    pub clause: String,
    /// What the source's clause said: its digest, which white space and typography do not change.
    pub source: String,
    /// What the translation said, likewise; `None` where it lacked the clause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The source's revision at that time.
    pub revision: String,
    /// Who said it.
    pub by: String,
    /// When.
    pub on: Date,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
