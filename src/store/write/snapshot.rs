//! Storing editions.

use crate::model::{Edition, Revision};
use crate::store::error::StoreError;
use crate::store::git::ObjectId;
use crate::store::layout;
use crate::store::read::editions::Store;
use crate::store::record;
use crate::store::write::commit::{self, FolderWrite, Planned as Commit};
use crate::store::write::new_edition::{self, Author, NewEdition};
use crate::store::write::plan::{self, Planned};
use crate::store::write::trailers;

/// What a snapshot did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stored {
    /// Everything was stored as it is; no commit was made.
    Unchanged,
    /// One commit was made.
    Committed {
        /// Its id in hexadecimal.
        commit: String,
        /// Editions that were stored, each with another revision of that document and language whose original has
        /// the same bytes.
        same_as: Vec<(Edition, Revision)>,
    },
}

impl Store {
    /// Stores editions as one commit on the branch of `HEAD`. When this returns, it is on disk.
    ///
    /// An edition that is stored already with the same bytes and record makes no commit. The same bytes read by
    /// another extractor, or with another record, make one that says so.
    ///
    /// # Errors
    /// [`StoreError::RevisionTaken`] for a stored revision with other bytes; changes of the user in the edition's
    /// folder, a merge or rebase under way, and whatever keeps another program or the file system from letting the
    /// store write. Nothing is stored then, except with [`StoreError::NotShown`].
    pub fn snapshot(&self, editions: &[NewEdition], author: &Author) -> Result<Stored, StoreError> {
        self.store(editions, author, false)
    }

    /// Like [`Store::snapshot`], but replaces a stored revision that has other bytes.
    ///
    /// # Errors
    /// As there, but for [`StoreError::RevisionTaken`].
    pub fn snapshot_replacing(&self, editions: &[NewEdition], author: &Author) -> Result<Stored, StoreError> {
        self.store(editions, author, true)
    }

    fn store(&self, editions: &[NewEdition], author: &Author, replace: bool) -> Result<Stored, StoreError> {
        new_edition::check(editions)?;
        let made = commit::commit(&self.git, author, |git, tip| {
            plan::check_case(git, editions, tip.commit)?;
            let planned = plan::plan(git, tip.commit.is_some(), editions, replace)?;
            if planned.is_empty() {
                return Ok(None);
            }
            let folders = planned.iter().map(|planned| folder(planned.new)).collect::<Result<_, _>>()?;
            let told: Vec<_> = planned.iter().map(|p| (&p.new.edition, p.class)).collect();
            Ok(Some(Commit { folders, message: trailers::message(&told), note: planned }))
        })?;
        Ok(made.map_or(Stored::Unchanged, |(commit, planned)| report(commit, &planned)))
    }
}

/// The files of an edition.
fn folder(new: &NewEdition) -> Result<FolderWrite, StoreError> {
    let folder = layout::folder(&new.edition.document, &new.edition.language);
    let record = record::write(&new.edition).map_err(|reason| StoreError::DamagedRecord {
        path: format!("{folder}/{}", layout::RECORD),
        commit: "to be written".to_owned(),
        reason,
    })?;
    let files = vec![
        (layout::TEXT.to_owned(), new.text.clone().into_bytes()),
        (layout::original(&new.extension), new.original.clone()),
        (layout::RECORD.to_owned(), record.into_bytes()),
    ];
    // An original of another extension goes; files that somebody put there stay.
    Ok(FolderWrite { folder, files, goes: layout::is_own })
}

fn report(commit: ObjectId, planned: &[Planned<'_>]) -> Stored {
    let same = planned.iter().flat_map(|planned| {
        planned.same_as.iter().map(|revision| (planned.new.edition.clone(), revision.clone()))
    });
    Stored::Committed { commit: commit.to_string(), same_as: same.collect() }
}
