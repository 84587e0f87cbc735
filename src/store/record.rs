//! `edition.toml`: the record of an edition as text, and the hash in it.

use crate::model::{DocumentName, Edition, Language};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The record as TOML.
///
/// # Errors
/// The reason, when a value cannot be written as TOML.
pub(in crate::store) fn write(edition: &Edition) -> Result<String, String> {
    toml::to_string(edition).map_err(|error| error.to_string())
}

/// Reads a record that lies in the folder of `document` and `language`.
///
/// # Errors
/// The reason, on one line, when it is no record or speaks of another edition.
pub(in crate::store) fn read(
    bytes: &[u8],
    document: &DocumentName,
    language: &Language,
) -> Result<Edition, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let edition: Edition = toml::from_str(text).map_err(|error| error.message().replace('\n', " "))?;
    if edition.document != *document || edition.language != *language {
        return Err(format!("it speaks of `{}/{}`", edition.document, edition.language));
    }
    Ok(edition)
}

/// The SHA-256 of bytes in hexadecimal.
pub(in crate::store) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
