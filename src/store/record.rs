//! `edition.toml`: the record of an edition as text.

use crate::model::{DocumentName, Edition, Language};

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
