//! Where an edition lies in the repository.

use crate::model::{DocumentName, Language};
use crate::store::error::StoreError;

/// The folder of all editions.
pub(in crate::store) const SNAPSHOTS: &str = "snapshots";
/// The text of an edition.
pub(in crate::store) const TEXT: &str = "text.md";
/// The record of an edition.
pub(in crate::store) const RECORD: &str = "edition.toml";
/// What persons settled, right in the folder of a document.
pub(in crate::store) const SETTLED: &str = "settled.toml";
/// Editions that were taken out, likewise.
pub(in crate::store) const WITHDRAWN: &str = "withdrawn.toml";
/// How the original's file name begins, before its extension.
pub(in crate::store) const ORIGINAL: &str = "original.";

/// Attributes for git, in the folder of all snapshots.
pub(in crate::store) const ATTRIBUTES: &str = ".gitattributes";
/// No conversion of line ends: an original is kept byte by byte, and a converted one is no longer what was received.
/// A `*.md text` elsewhere in the repository would do it; the file in the nearest folder counts most.
pub(in crate::store) const NO_CONVERSION: &str = "# Originals are kept byte by byte.\n** -text\n";

/// Longest language tag as a folder; real ones are far shorter, and the limit of names holds for all folders.
const MAX_LANGUAGE_BYTES: usize = 100;

/// The folder of an edition, from the root of the repository.
pub(in crate::store) fn folder(document: &DocumentName, language: &Language) -> String {
    format!("{SNAPSHOTS}/{document}/{language}")
}

/// The folder of a document.
pub(in crate::store) fn document(document: &DocumentName) -> String {
    format!("{SNAPSHOTS}/{document}")
}

/// The file name of an original.
pub(in crate::store) fn original(extension: &str) -> String {
    format!("{ORIGINAL}{extension}")
}

/// Whether a file in an edition's folder is the store's own, rather than one that somebody put beside them.
pub(in crate::store) fn is_own(file: &str) -> bool {
    file == TEXT || file == RECORD || file.strip_prefix(ORIGINAL).is_some_and(|e| check_extension(e).is_ok())
}

/// Whether a folder is one that the store writes: of all snapshots, of a document, or of an edition.
///
/// The writer refuses to plan any other and the journal takes no other from disk. One rule for both, because a folder
/// that could be written and not be repaired would leave the locks of a killed writer in place for ever.
pub(in crate::store) fn is_written(folder: &str) -> bool {
    const DEEPEST: usize = 3;
    let parts: Vec<&str> = folder.split('/').collect();
    let plain = |part: &&str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
    parts.first() == Some(&SNAPSHOTS) && parts.len() <= DEEPEST && parts.iter().all(plain)
}

/// Refuses an extension that is not a plain word.
pub(in crate::store) fn check_extension(extension: &str) -> Result<(), StoreError> {
    let plain = extension.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    if plain && (1..=10).contains(&extension.len()) {
        Ok(())
    } else {
        Err(StoreError::BadExtension { extension: extension.chars().take(20).collect() })
    }
}

/// Refuses a language whose folder some system could not hold. `con` is Cofán, and a device on Windows: a name that
/// starts with one is not, so `con-EC` passes.
pub(in crate::store) fn check_language(language: &Language) -> Result<(), StoreError> {
    let tag = language.as_str();
    if tag.len() > MAX_LANGUAGE_BYTES || matches!(tag, "con" | "prn" | "aux" | "nul") {
        return Err(StoreError::BadLanguageFolder { language: tag.chars().take(20).collect() });
    }
    Ok(())
}

/// Whether a path is that of the Markdown that the store makes of an original: its changes are those of the original.
pub fn is_made(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    matches!(parts.as_slice(), [first, _, _, last] if *first == SNAPSHOTS && *last == TEXT)
}
