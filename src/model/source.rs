//! Which revision of the source a translation was made from, and how that is known.

use super::Date;
use serde::Serialize;

/// What a translation's own front matter says of the source that it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A commit: `l10n.sourceCommit`, `default_lang_commit`.
    Commit(String),
    /// A day: `source_date`, `l10n.sourceDate`.
    Date(Date),
}

/// How it is known which revision of the source a translation was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The caller says so.
    Given,
    /// The edition's record says so.
    Recorded,
    /// The front matter of the translation says so.
    FrontMatter,
    /// Nothing says so: it is the newest source that is not later than the translation.
    Assumed,
}

impl Basis {
    /// Its name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Recorded => "recorded",
            Self::FrontMatter => "front-matter",
            Self::Assumed => "assumed",
        }
    }
}
