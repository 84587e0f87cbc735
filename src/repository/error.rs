//! Why the facade could not do what it was asked for: a kind for programs, a sentence for people, and a hint that the
//! caller may word in terms of its own interface.

use std::fmt;

/// Why something could not be done. `Display` writes the sentence and, behind it, the hint.
///
/// ```
/// use recension::{DiffOptions, diff_files};
/// use recension::repository::ErrorKind;
///
/// let error = diff_files("no-such-old.md", "no-such-new.md", &DiffOptions::default()).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::NotFound);
/// assert_eq!(error.to_string(), "`no-such-old.md` does not exist");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    sentence: String,
    hint: Option<Hint>,
}

/// What kind of thing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file, an edition, a revision or a document does not exist.
    NotFound,
    /// A text, a glossary or a dictionary exists and cannot be read.
    Unreadable,
    /// What was asked for contradicts itself or cannot be decided.
    Invalid,
    /// A configuration file or a baseline cannot be used.
    Configuration,
    /// The git repository is missing, locked, or in a state that allows no answer.
    Repository,
}

/// What to do about an error. Callers with an interface of their own (a command line, a web page) may word it in terms
/// of that; `Display` words it in general terms.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Hint {
    /// Name the language that the documents are translated from.
    NameSourceLanguage,
    /// Name the languages of both texts.
    NameLanguages,
    /// Name the language of the text.
    NameLanguage,
    /// Fetch the rest of a shallow clone's history.
    FetchHistory,
    /// Begin the history after the state that cannot be read.
    BeginLater,
    /// Name the source beside its translation.
    NameSource,
    /// List the findings of this translation.
    ListFindings(String),
    /// List the paths of this revision.
    ListPaths(String),
    /// Give the edition a label or a date of publication.
    NameRevision,
    /// Do not split the file by language.
    KeepWhole,
    /// List the changes that can be accepted.
    ListChanges,
    /// Say what fails.
    SetGate,
    /// Advice that holds for every interface.
    Advice(String),
}

impl Error {
    /// An error of a kind, with its sentence: lower case, no full stop.
    pub(crate) fn new(kind: ErrorKind, sentence: impl fmt::Display) -> Self {
        Self { kind, sentence: sentence.to_string(), hint: None }
    }

    /// A text that cannot be read.
    pub(crate) fn unreadable(address: &str, why: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Unreadable, format!("cannot read `{address}`: {why}"))
    }

    /// The same error with a hint.
    #[must_use]
    pub(crate) fn hint(self, hint: Hint) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// The same error with advice in words.
    #[must_use]
    pub(crate) fn advice(self, advice: impl fmt::Display) -> Self {
        self.hint(Hint::Advice(advice.to_string()))
    }

    /// What kind of thing went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What went wrong, without the hint.
    #[must_use]
    pub fn sentence(&self) -> &str {
        &self.sentence
    }

    /// What to do about it.
    #[must_use]
    pub fn what_to_do(&self) -> Option<&Hint> {
        self.hint.as_ref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.hint {
            Some(hint) => write!(f, "{}; {hint}", self.sentence),
            None => f.write_str(&self.sentence),
        }
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NameSourceLanguage => f.write_str("name the source language"),
            Self::NameLanguages => f.write_str("leave it out, or name the languages of the texts"),
            Self::NameLanguage => f.write_str("name the language"),
            Self::FetchHistory => f.write_str("run `git fetch --unshallow`"),
            Self::BeginLater => f.write_str("begin the history after it"),
            Self::NameSource => f.write_str("name the source and its translation"),
            Self::ListFindings(translation) => write!(f, "list the findings of `{translation}`"),
            Self::ListPaths(revision) => write!(f, "`git ls-tree -r --name-only {revision}` lists the paths"),
            Self::NameRevision => f.write_str("give it a label or a date of publication"),
            Self::KeepWhole => f.write_str("do not split it by language"),
            Self::ListChanges => f.write_str("list the changes"),
            Self::SetGate => f.write_str("say what fails"),
            Self::Advice(advice) => f.write_str(advice),
        }
    }
}

#[cfg(feature = "git")]
impl From<crate::store::StoreError> for Error {
    fn from(error: crate::store::StoreError) -> Self {
        use crate::store::StoreError as Store;
        let kind = match &error {
            Store::UnknownDocument { .. }
            | Store::UnknownLanguage { .. }
            | Store::UnknownRevision { .. }
            | Store::UnknownGitRevision { .. }
            | Store::UnknownPath { .. }
            | Store::RemovedPath { .. }
            | Store::TooFarBack { .. } => ErrorKind::NotFound,
            Store::LanguageNeeded { .. } | Store::PathIsNoFile { .. } | Store::BadPattern { .. } => {
                ErrorKind::Invalid
            }
            Store::DamagedRecord { .. } => ErrorKind::Unreadable,
            _ => ErrorKind::Repository,
        };
        Self::new(kind, error)
    }
}

#[cfg(test)]
mod tests {
    use super::{Error, ErrorKind, Hint};

    #[test]
    fn the_hint_follows_the_sentence() {
        let error = Error::new(ErrorKind::Invalid, "the language of `a.md` is unknown");
        assert_eq!(error.to_string(), "the language of `a.md` is unknown");
        let error = error.hint(Hint::NameLanguage);
        assert_eq!(error.to_string(), "the language of `a.md` is unknown; name the language");
        assert_eq!(
            (error.sentence(), error.kind()),
            ("the language of `a.md` is unknown", ErrorKind::Invalid)
        );
    }
}
