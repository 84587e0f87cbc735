//! Putting a record right: only what is named changes, by a commit that says so.

use crate::model::{DocumentName, Edition, Language, Revision};
use crate::store::error::StoreError;
use crate::store::git::Git;
use crate::store::git::reference::Tip;
use crate::store::read::editions::{Store, editions_of};
use crate::store::read::stored::StoredEdition;
use crate::store::suggest::nearest;
use crate::store::write::commit::{self, Planned, Step};
use crate::store::write::fields::{self, FieldChange};
use crate::store::write::folders;
use crate::store::write::new_edition::Author;
use crate::store::write::snapshot::show_newest;
use crate::store::write::trailers::{self, Class};

/// What became of a record that was to be put right.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edited {
    /// The commit; none where the record says so already.
    pub commit: Option<String>,
    /// The fields that changed.
    pub fields: Vec<FieldChange>,
}

impl Store {
    /// Changes the record of one edition. `change` gets the record as it is stored; it may change what a person states
    /// (title, dates, source, note, what it translates), nothing that follows from the bytes or names the edition.
    ///
    /// # Errors
    /// [`StoreError::UnknownRevision`] where there is no such edition; [`StoreError::FixedField`] where `change`
    /// touches anything else; as [`Store::snapshot`].
    pub fn edit(
        &self,
        (document, language, revision): (&DocumentName, &Language, &Revision),
        change: impl Fn(&mut Edition),
        author: &Author,
    ) -> Result<Edited, StoreError> {
        let made = commit::commit(&self.git, author, |git, tip| {
            let (stored, all) = find(git, tip, (document, language, revision.as_str()))?;
            let mut edition = stored.edition.clone();
            change(&mut edition);
            let changes = fields::changes(&stored.edition, &edition);
            if with_fields_of(&stored.edition, &edition) != edition {
                return Err(StoreError::FixedField { address: stored.edition.address() });
            }
            if changes.is_empty() {
                return Ok(None);
            }
            let message = trailers::message(&[(&edition, Class::Record)], &fields::lines(&changes));
            let mut steps = vec![Step { folders: vec![folders::stored(git, &stored, &edition)?], message }];
            let newer: Vec<_> = folders::newer_than(&edition, &all).into_iter().collect();
            steps.extend(show_newest(git, &newer)?);
            Ok(Some(Planned { steps, note: changes }))
        })?;
        Ok(match made {
            Some((commit, fields)) => Edited { commit: Some(commit.to_string()), fields },
            None => Edited { commit: None, fields: Vec::new() },
        })
    }
}

/// The stored record with the fields of `edition` that a person may state.
fn with_fields_of(stored: &Edition, edition: &Edition) -> Edition {
    let edition = edition.clone();
    Edition {
        title: edition.title,
        captured: edition.captured,
        published: edition.published,
        effective: edition.effective,
        source_url: edition.source_url,
        translates: edition.translates,
        note: edition.note,
        ..stored.clone()
    }
}

/// An edition at a tip, and all of its language.
pub(in crate::store) fn find(
    git: &Git,
    tip: &Tip,
    (document, language, revision): (&DocumentName, &Language, &str),
) -> Result<(StoredEdition, Vec<StoredEdition>), StoreError> {
    let mut all = if tip.commit.is_some() { editions_of(git, document)? } else { Vec::new() };
    all.retain(|stored| stored.edition.language == *language);
    let found = all.iter().find(|stored| stored.edition.revision.as_str() == revision).cloned();
    match found {
        Some(found) => Ok((found, all)),
        None => {
            let known: Vec<String> = all.iter().map(|stored| stored.edition.revision.to_string()).collect();
            let suggestion = nearest(revision, known.iter().map(String::as_str));
            let edition = format!("{document}/{language}");
            Err(StoreError::UnknownRevision { edition, revision: revision.to_owned(), suggestion, known })
        }
    }
}
