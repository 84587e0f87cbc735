//! Taking an edition out of the store: the history keeps it, and a list says that it counts no more.

use crate::model::{Date, DocumentName, Language, Revision};
use crate::store::error::StoreError;
use crate::store::git::Git;
use crate::store::git::reference::Tip;
use crate::store::read::editions::Store;
use crate::store::read::stored::StoredEdition;
use crate::store::read::withdrawn::{self, Withdrawn};
use crate::store::write::commit::{self, FolderWrite, Planned, Step};
use crate::store::write::edit::find;
use crate::store::write::folders;
use crate::store::write::new_edition::Author;
use crate::store::write::trailers::{self, Class};

impl Store {
    /// Takes an edition out: no command lists, reads or compares it any more, and the one before it is the newest where
    /// it was that. Storing the revision again brings it back. Gives the commit.
    ///
    /// # Errors
    /// [`StoreError::UnknownRevision`] where there is no such edition; as [`Store::snapshot`].
    pub fn withdraw(
        &self,
        (document, language, revision): (&DocumentName, &Language, &Revision),
        reason: Option<&str>,
        author: &Author,
    ) -> Result<String, StoreError> {
        let entry = entry(language, revision, author, reason, None)?;
        let made = commit::commit(&self.git, author, |git, tip| {
            let (stored, all) = find(git, tip, (document, language, revision.as_str()))?;
            let mut folders = vec![without(document, language, &stored, &all, git)?];
            folders.push(listed(git, tip, document, vec![entry.clone()])?);
            let reason = reason.map_or_else(String::new, |reason| {
                format!("{}\n", reason.split_whitespace().collect::<Vec<_>>().join(" "))
            });
            let message = trailers::message(&[(&stored.edition, Class::Withdrawal)], &reason);
            Ok(Some(Planned { steps: vec![Step { folders, message }], note: () }))
        })?;
        made.map(|(commit, ())| commit.to_string()).ok_or(StoreError::NothingGiven)
    }
}

/// The entry of the list.
pub(in crate::store) fn entry(
    language: &Language,
    revision: &Revision,
    author: &Author,
    reason: Option<&str>,
    renamed_to: Option<String>,
) -> Result<Withdrawn, StoreError> {
    Ok(Withdrawn {
        language: language.clone(),
        revision: revision.clone(),
        renamed_to,
        reason: reason.map(str::to_owned),
        by: format!("{} <{}>", author.name, author.email),
        on: day(author.seconds)?,
    })
}

/// The list of a document with more entries.
pub(in crate::store) fn listed(
    git: &Git,
    tip: &Tip,
    document: &DocumentName,
    new: Vec<Withdrawn>,
) -> Result<FolderWrite, StoreError> {
    let mut list = withdrawn::read(git, tip.commit, document)?;
    list.extend(new);
    folders::withdrawn(document, list)
}

/// The folder of a language without one of its editions: that of the newest of the others.
fn without(
    document: &DocumentName,
    language: &Language,
    gone: &StoredEdition,
    all: &[StoredEdition],
    git: &Git,
) -> Result<FolderWrite, StoreError> {
    let newest = all.iter().rev().find(|stored| stored.edition.revision != gone.edition.revision);
    match newest {
        Some(newest) => folders::stored(git, newest, &newest.edition),
        None => Ok(folders::emptied(document, language)),
    }
}

/// The day of a time, in UTC.
fn day(seconds: i64) -> Result<Date, StoreError> {
    let time = jiff::Timestamp::from_second(seconds).ok().map(|time| time.to_string());
    let day = time.as_deref().and_then(|time| Date::new(time.get(..10)?).ok());
    day.ok_or(StoreError::BadTime { seconds })
}
