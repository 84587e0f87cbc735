//! The user's dictionaries, read from where the user has them; none is shipped. Two formats, told apart by their content:
//! CC-CEDICT (also HanDeDict and CFDICT, which are written alike) and dictd (an index and a body, as FreeDict gives them).
//!
//! A dictionary is kept as it was read. Entries are taken apart when a comparison asks for words that its texts hold.

mod cedict;
mod dictd;
mod entry;
mod error;
mod language;
mod unpack;

pub use entry::Entry;
pub use error::DictionaryError;
pub use language::{Languages, named};

use std::sync::Arc;

/// A dictionary of two languages.
#[derive(Debug, Clone)]
pub struct Dictionary {
    languages: Languages,
    entries: Arc<Entries>,
}

#[derive(Debug)]
enum Entries {
    Cedict(cedict::Cedict),
    Dictd(dictd::Dictd),
}

/// Translations of one headword at most; what stands behind them is rare.
const GLOSSES: usize = 12;

impl Dictionary {
    /// Reads a dictionary. `name` is the name of the file, `beside` reads another file of its folder where there is one,
    /// and `languages` are those that the user says, from headword to translation.
    ///
    /// # Errors
    /// [`DictionaryError`] says why it cannot be read.
    pub fn read(
        name: &str,
        bytes: &[u8],
        languages: Option<Languages>,
        beside: impl Fn(&str) -> Option<Vec<u8>>,
    ) -> Result<Self, DictionaryError> {
        let bytes = unpack::unpack(bytes)?;
        let entries = if cedict::is_cedict(&bytes) {
            Entries::Cedict(cedict::Cedict::new(&bytes))
        } else {
            Entries::Dictd(dictd::read(name, bytes, beside)?)
        };
        let said = || match &entries {
            Entries::Cedict(cedict) => cedict.languages(name),
            Entries::Dictd(dictd) => dictd.languages(name),
        };
        let languages = languages.or_else(said).ok_or_else(|| DictionaryError::Languages(name.to_owned()))?;
        let count = match &entries {
            Entries::Cedict(cedict) => cedict.len(),
            Entries::Dictd(dictd) => dictd.len(),
        };
        if count == 0 {
            return Err(DictionaryError::Empty);
        }
        Ok(Self { languages, entries: Arc::new(entries) })
    }

    /// The languages of its headwords and of its translations.
    #[must_use]
    pub fn languages(&self) -> &Languages {
        &self.languages
    }

    /// Whether it is for two languages (primary subtags), in either direction.
    #[must_use]
    pub fn serves(&self, a: &str, b: &str) -> bool {
        let Languages { from, to } = &self.languages;
        from == a && to == b || from == b && to == a
    }

    /// The entries of which a headword is wanted, in their order.
    pub fn entries(&self, wanted: &dyn Fn(&str) -> bool) -> Vec<Entry> {
        let mut entries = match self.entries.as_ref() {
            Entries::Cedict(cedict) => cedict.entries(wanted),
            Entries::Dictd(dictd) => dictd.entries(wanted),
        };
        for entry in &mut entries {
            entry.glosses.truncate(GLOSSES);
        }
        entries.retain(|entry| !entry.glosses.is_empty());
        entries
    }
}

#[cfg(test)]
mod tests;
