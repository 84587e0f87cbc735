//! Whether everything in the store is as it was stored.

use crate::model::DocumentName;
use crate::store::error::StoreError;
use crate::store::git::short;
use crate::store::read::editions::{Found, Store, find};
use crate::store::read::stored::StoredEdition;
use std::collections::BTreeSet;

/// What was looked at, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Verification {
    /// Documents that were looked at.
    pub documents: usize,
    /// Editions that were looked at.
    pub editions: usize,
    /// The commits that brought them, in hexadecimal, each once.
    pub commits: Vec<String>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// Something that is not as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The edition's address, or the path of the record.
    pub place: String,
    /// What kind of problem it is.
    pub kind: ProblemKind,
    /// What is wrong, in a sentence.
    pub sentence: String,
}

/// Kinds of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The record cannot be read, or speaks of another edition.
    Record,
    /// The original is missing or has another SHA-256 than the record says.
    Original,
    /// The text is missing or is no text.
    Text,
    /// The commit that brought the edition does not say that it stored it.
    Provenance,
    /// The record names an edition that is not stored.
    Reference,
}

impl ProblemKind {
    /// Its name in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Original => "original",
            Self::Text => "text",
            Self::Provenance => "provenance",
            Self::Reference => "reference",
        }
    }
}

impl Store {
    /// Looks at every edition of every document: its record, its original against the SHA-256, its text, and whether
    /// the commit that brought it says the same as the record.
    ///
    /// # Errors
    /// What keeps the repository itself from being read: a shallow clone, a damaged object, what libgit2 says.
    pub fn verify(&self) -> Result<Verification, StoreError> {
        let mut found = Verification::default();
        for error in self.unreadable()? {
            found.problems.push(damaged(&error));
        }
        let mut commits = BTreeSet::new();
        for document in self.documents()? {
            let Found { editions, .. } = find(&self.git, &document)?;
            found.documents += 1;
            found.editions += editions.len();
            for stored in &editions {
                commits.insert(stored.commit.clone());
                self.verify_edition(&document, stored, &editions, &mut found.problems)?;
            }
        }
        found.commits = commits.into_iter().collect();
        Ok(found)
    }

    /// Whether a commit carries a signature; git says whether it is a good one.
    ///
    /// # Errors
    /// What libgit2 says.
    pub fn is_signed(&self, commit: &str) -> Result<bool, StoreError> {
        self.git.is_signed(commit)
    }

    fn verify_edition(
        &self,
        document: &DocumentName,
        stored: &StoredEdition,
        all: &[StoredEdition],
        problems: &mut Vec<Problem>,
    ) -> Result<(), StoreError> {
        let place = stored.edition.address();
        let mut add = |kind, sentence: String| {
            problems.push(Problem { place: place.clone(), kind, sentence });
        };
        if let Err(error) = self.original(stored) {
            add(ProblemKind::Original, error.to_string());
        }
        match self.git.blob(stored.text) {
            Ok(text) if std::str::from_utf8(&text).is_ok() => {}
            Ok(_) => add(ProblemKind::Text, "its text is not UTF-8".to_owned()),
            Err(error) => add(ProblemKind::Text, error.to_string()),
        }
        let message = self.git.message_of(&stored.commit)?;
        if !says(&message, stored) {
            let commit = short(&stored.commit);
            add(
                ProblemKind::Provenance,
                format!(
                    "commit `{commit}` does not say that it stored this edition: somebody changed its files by hand"
                ),
            );
        }
        if let Some(source) = missing_source(document, stored, all) {
            add(ProblemKind::Reference, format!("it translates `{source}`, which is not stored"));
        }
        Ok(())
    }
}

fn damaged(error: &StoreError) -> Problem {
    let place = match error {
        StoreError::DamagedRecord { path, .. } => path.clone(),
        _ => String::new(),
    };
    Problem { place, kind: ProblemKind::Record, sentence: error.to_string() }
}

/// Whether a commit's trailers name an edition with this revision and hash.
fn says(message: &str, stored: &StoredEdition) -> bool {
    let edition = &stored.edition;
    let expected = [
        format!("Recension-Document: {}", edition.document),
        format!("Recension-Language: {}", edition.language),
        format!("Recension-Revision: {}", edition.revision),
        format!("Recension-Sha256: {}", edition.sha256),
    ];
    let lines: Vec<&str> = message.lines().collect();
    lines.windows(expected.len()).any(|lines| lines == expected)
}

/// The edition that the record says it translates, where there is none.
fn missing_source(document: &DocumentName, stored: &StoredEdition, all: &[StoredEdition]) -> Option<String> {
    let named = stored.edition.translates.as_deref()?;
    let (language, revision) = named.split_once('@')?;
    // A whole address names the document before the language.
    let language = language.rsplit('/').next().unwrap_or_default();
    let is_there = all.iter().any(|other| {
        other.edition.language.as_str() == language && other.edition.revision.as_str() == revision
    });
    (!is_there).then(|| format!("{document}/{language}@{revision}"))
}
