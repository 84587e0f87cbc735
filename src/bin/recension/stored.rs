//! Stored editions, as the commands that change them name them.

use crate::failure::Failure;
use recension::model::Address;
use recension::store::{Store, StoredEdition};

/// The stored edition that an address names.
pub fn named(store: &Store, address: &str) -> Result<StoredEdition, Failure> {
    match Address::parse(address, |_| false) {
        Address::Edition { document, language, revision, back } => {
            Ok(store.resolve(&document, Some(&language), revision.as_deref(), back)?)
        }
        _ => Err(Failure::new(format!("`{address}` is not the address of a stored edition"))
            .hint("write document/language@revision, such as `privacy/en@2021-02-23`")),
    }
}

/// The first digits of a commit's id.
pub fn short(commit: &str) -> &str {
    /// As many as no repository has two commits of.
    const DIGITS: usize = 12;
    commit.get(..DIGITS).unwrap_or(commit)
}
