//! What commits write into the folders of editions and documents.

use crate::model::{DocumentName, Edition, Language};
use crate::store::error::StoreError;
use crate::store::git::Git;
use crate::store::layout;
use crate::store::read::order;
use crate::store::read::stored::StoredEdition;
use crate::store::read::withdrawn::{self, Withdrawn};
use crate::store::record;
use crate::store::write::commit::FolderWrite;

/// The files of an edition: text, original and record.
pub(in crate::store) fn edition(
    edition: &Edition,
    text: Vec<u8>,
    original: (String, Vec<u8>),
) -> Result<FolderWrite, StoreError> {
    let folder = layout::folder(&edition.document, &edition.language);
    let record = record::write(edition).map_err(|reason| unwritable(&folder, layout::RECORD, reason))?;
    let files =
        vec![(layout::TEXT.to_owned(), text), original, (layout::RECORD.to_owned(), record.into_bytes())];
    // An original of another extension goes; files that somebody put there stay.
    Ok(FolderWrite { folder, files, goes: layout::is_own })
}

/// The files of a stored edition, with `record` as its record.
pub(in crate::store) fn stored(
    git: &Git,
    stored: &StoredEdition,
    record: &Edition,
) -> Result<FolderWrite, StoreError> {
    let original = (stored.original_name.clone(), git.blob(stored.original)?);
    edition(record, git.blob(stored.text)?, original)
}

/// The folder of a language with no edition left in it.
pub(in crate::store) fn emptied(document: &DocumentName, language: &Language) -> FolderWrite {
    let folder = layout::folder(document, language);
    FolderWrite { folder, files: Vec::new(), goes: layout::is_own }
}

/// The list of what was withdrawn; no file where it is empty.
pub(in crate::store) fn withdrawn(
    document: &DocumentName,
    list: Vec<Withdrawn>,
) -> Result<FolderWrite, StoreError> {
    let folder = layout::document(document);
    let text = withdrawn::write(list).map_err(|reason| unwritable(&folder, layout::WITHDRAWN, reason))?;
    let files = text.map(|text| (layout::WITHDRAWN.to_owned(), text.into_bytes()));
    Ok(FolderWrite { folder, files: files.into_iter().collect(), goes: |file| file == layout::WITHDRAWN })
}

/// The newest of the stored editions of one language when the record `changed` is among them, if it is another one.
///
/// The files of the branch's tip are what people read who have no Recension. They must be the newest edition's, also
/// after an older one was stored or corrected.
pub(in crate::store) fn newer_than<'a>(
    changed: &Edition,
    stored: &'a [StoredEdition],
) -> Option<&'a StoredEdition> {
    let is_changed = |other: &Edition| other.revision == changed.revision;
    let mut editions: Vec<&Edition> = stored
        .iter()
        .map(|stored| if is_changed(&stored.edition) { changed } else { &stored.edition })
        .collect();
    if !stored.iter().any(|stored| is_changed(&stored.edition)) {
        editions.push(changed);
    }
    let newest = stored.get(order::newest(&editions)?)?;
    (!is_changed(&newest.edition)).then_some(newest)
}

fn unwritable(folder: &str, file: &str, reason: String) -> StoreError {
    StoreError::DamagedRecord { path: format!("{folder}/{file}"), commit: "to be written".to_owned(), reason }
}
