//! What a caller gives to be stored, and the checks that need no repository.

use crate::model::Edition;
use crate::store::error::StoreError;
use crate::store::layout;
use crate::store::record::sha256;
use std::collections::HashSet;

/// An edition to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEdition {
    /// Its record; the SHA-256 in it must be that of the original.
    pub edition: Edition,
    /// The title that the text gives itself; the record's counts more.
    pub title_in_text: Option<String>,
    /// The text as canonical Markdown.
    pub text: String,
    /// The bytes as received.
    pub original: Vec<u8>,
    /// Extension of the original's file name, without the dot: `txt`.
    pub extension: String,
}

/// Who stores a snapshot, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The name.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// Seconds since 1970-01-01T00:00Z.
    pub seconds: i64,
    /// The local time's distance from UTC in minutes, east positive.
    pub offset_minutes: i32,
}

/// Refuses what could not be stored truthfully, before anything is written.
pub(in crate::store) fn check(editions: &[NewEdition]) -> Result<(), StoreError> {
    if editions.is_empty() {
        return Err(StoreError::NothingGiven);
    }
    let mut folders = HashSet::new();
    for new in editions {
        let edition = &new.edition;
        layout::check_extension(&new.extension)?;
        layout::check_language(&edition.language)?;
        if !folders.insert((&edition.document, &edition.language)) {
            let folder = format!("{}/{}", edition.document, edition.language);
            return Err(StoreError::GivenTwice { folder });
        }
        let found = sha256(&new.original);
        if found != edition.sha256 {
            let recorded = edition.sha256.clone();
            return Err(StoreError::HashMismatch { address: edition.address(), recorded, found });
        }
    }
    Ok(())
}
