//! An edition as it lies in the store.

use crate::model::{DocumentName, Edition, Language};
use crate::store::error::StoreError;
use crate::store::git::history::FolderState;
use crate::store::git::{Git, ObjectId};
use crate::store::layout;
use crate::store::record;

/// An edition in the store.
///
/// Lists of them are ordered by the dates in their records: when published, else effective, else captured, else the
/// revision's label where it is a date. One without any date counts as no older than those stored before it. Equal
/// dates stand in the order in which they were first stored, by ancestry of commits. Git's own dates play no part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEdition {
    /// The record.
    pub edition: Edition,
    /// The commit that brought this state of it, in hexadecimal.
    pub commit: String,
    /// The original's file name: `original.txt`.
    pub original_name: String,
    pub(in crate::store) text: ObjectId,
    pub(in crate::store) original: ObjectId,
    /// Its folder's tree.
    pub(in crate::store) folder: ObjectId,
}

/// Reads the edition in one state of a folder; a folder without a record is none, whoever made it.
pub(in crate::store) fn read(
    git: &Git,
    document: &DocumentName,
    state: &FolderState,
) -> Result<Option<StoredEdition>, StoreError> {
    let damaged = |reason: String| StoreError::DamagedRecord {
        path: format!("{}/{document}/{}/{}", layout::SNAPSHOTS, state.language, layout::RECORD),
        commit: state.commit.to_string(),
        reason,
    };
    let files = git.files_in(state.folder)?;
    let Some(record) = files.get(layout::RECORD) else { return Ok(None) };
    let missing = |file: &str| damaged(format!("there is no `{file}` beside it"));
    let language = Language::new(&state.language).map_err(|error| damaged(error.to_string()))?;
    if language.as_str() != state.language {
        return Err(damaged(format!("the folder of that language is `{language}`")));
    }
    let edition = record::read(&git.blob(*record)?, document, &language).map_err(damaged)?;
    let text = *files.get(layout::TEXT).ok_or_else(|| missing(layout::TEXT))?;
    let original = files.iter().find(|(name, _)| name.starts_with(layout::ORIGINAL));
    let (original_name, original) = original.ok_or_else(|| missing("original"))?;
    Ok(Some(StoredEdition {
        edition,
        commit: state.commit.to_string(),
        original_name: original_name.clone(),
        text,
        original: *original,
        folder: state.folder,
    }))
}
