//! Storing editions.

use crate::model::{Edition, Revision};
use crate::store::error::StoreError;
use crate::store::git::{Git, ObjectId};
use crate::store::layout;
use crate::store::read::editions::Store;
use crate::store::read::stored::StoredEdition;
use crate::store::read::withdrawn::{self, Withdrawn};
use crate::store::write::commit::{self, FolderWrite, Planned as Commit, Step};
use crate::store::write::fields::{self, FieldChange};
use crate::store::write::folders;
use crate::store::write::new_edition::{self, Author, NewEdition};
use crate::store::write::plan::{self, Planned};
use crate::store::write::trailers::{self, Class};
use std::collections::BTreeSet;

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
        /// Editions whose record said something else before, each with a field that changed.
        fields: Vec<(Edition, FieldChange)>,
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
            let steps = steps(git, tip.commit, &planned)?;
            Ok(Some(Commit { steps, note: planned }))
        })?;
        Ok(made.map_or(Stored::Unchanged, |(commit, planned)| report(commit, &planned)))
    }
}

/// The commit that stores the editions, and where an older one than the newest is among them a second one that gives
/// the tip the newest again.
fn steps(git: &Git, tip: Option<ObjectId>, planned: &[Planned<'_>]) -> Result<Vec<Step>, StoreError> {
    let classes: Vec<_> = planned.iter().map(|planned| (&planned.edition, planned.class)).collect();
    let mut folders = Vec::new();
    for Planned { new, edition, .. } in planned {
        let original = (layout::original(&new.extension), new.original.clone());
        folders.push(folders::edition(edition, new.text.clone().into_bytes(), original)?);
    }
    folders.extend(not_withdrawn(git, tip, planned)?);
    let changes: Vec<FieldChange> = planned.iter().flat_map(|planned| planned.fields.clone()).collect();
    let mut steps = vec![Step { folders, message: trailers::message(&classes, &fields::lines(&changes)) }];
    let newer: Vec<&StoredEdition> = planned.iter().filter_map(|planned| planned.newer.as_ref()).collect();
    steps.extend(show_newest(git, &newer)?);
    Ok(steps)
}

/// The commit that gives the tip the files of the newest editions again; none where they were not displaced.
pub(in crate::store) fn show_newest(
    git: &Git,
    newest: &[&StoredEdition],
) -> Result<Option<Step>, StoreError> {
    let folders: Vec<FolderWrite> = newest
        .iter()
        .map(|newest| folders::stored(git, newest, &newest.edition))
        .collect::<Result<_, _>>()?;
    let classes: Vec<_> = newest.iter().map(|newest| (&newest.edition, Class::Newest)).collect();
    Ok((!folders.is_empty()).then(|| Step { folders, message: trailers::message(&classes, "") }))
}

/// The lists of withdrawn editions without those that are stored again.
fn not_withdrawn(
    git: &Git,
    tip: Option<ObjectId>,
    planned: &[Planned<'_>],
) -> Result<Vec<FolderWrite>, StoreError> {
    let documents: BTreeSet<&str> = planned.iter().map(|planned| planned.edition.document.as_str()).collect();
    let mut folders = Vec::new();
    for document in documents {
        let mut stored = planned.iter().map(|planned| &planned.edition);
        let Some(first) = stored.find(|edition| edition.document.as_str() == document) else { continue };
        let before = withdrawn::read(git, tip, &first.document)?;
        let is_back = |gone: &Withdrawn| {
            planned.iter().any(|p| p.edition.document == first.document && gone.is_of(&p.edition))
        };
        let after: Vec<Withdrawn> = before.iter().filter(|gone| !is_back(gone)).cloned().collect();
        if after.len() != before.len() {
            folders.push(folders::withdrawn(&first.document, after)?);
        }
    }
    Ok(folders)
}

fn report(commit: ObjectId, planned: &[Planned<'_>]) -> Stored {
    let mut same_as = Vec::new();
    let mut fields = Vec::new();
    for planned in planned {
        same_as.extend(planned.same_as.iter().map(|revision| (planned.edition.clone(), revision.clone())));
        fields.extend(planned.fields.iter().map(|field| (planned.edition.clone(), field.clone())));
    }
    Stored::Committed { commit: commit.to_string(), same_as, fields }
}
