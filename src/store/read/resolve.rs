//! From an address to an edition: `us-canada-roadmap/en@2021-02-23`, `us-canada-roadmap/en@~1`.

use crate::model::{DocumentName, Language};
use crate::store::error::StoreError;
use crate::store::read::editions::{Found, Store, find};
use crate::store::read::stored::StoredEdition;
use crate::store::suggest::nearest;

impl Store {
    /// The edition of a document that an address names. Without a language the document must have one only; without
    /// a revision it is the latest. `back` counts revisions before that one, in the same language.
    ///
    /// # Errors
    /// [`StoreError::UnknownDocument`], [`StoreError::UnknownLanguage`] and [`StoreError::UnknownRevision`] with the
    /// nearest known; [`StoreError::LanguageNeeded`]; [`StoreError::TooFarBack`]; [`StoreError::NoCommits`].
    pub fn resolve(
        &self,
        document: &str,
        language: Option<&str>,
        revision: Option<&str>,
        back: usize,
    ) -> Result<StoredEdition, StoreError> {
        let name = self.find_document(document)?;
        let Found { mut editions, damaged } = find(&self.git, &name)?;
        let language = match choose_language(document, language, &editions) {
            Ok(language) => language,
            // What is wrong with its record says more than that there is no such language.
            Err(unknown) => return Err(damaged.into_iter().next().unwrap_or(unknown)),
        };
        editions.retain(|stored| stored.edition.language == language);
        let edition = format!("{document}/{language}");
        let place = match revision {
            None => editions.len().checked_sub(1),
            Some(label) => editions.iter().position(|stored| stored.edition.revision.as_str() == label),
        };
        let Some(place) = place else {
            let known: Vec<_> = editions.iter().map(|e| e.edition.revision.as_str().to_owned()).collect();
            let revision = revision.unwrap_or_default().to_owned();
            self.refuse_withdrawn(&name, &language, &revision)?;
            let suggestion = nearest(&revision, known.iter().map(String::as_str));
            return Err(StoreError::UnknownRevision { edition, revision, suggestion, known });
        };
        let found = place.checked_sub(back).and_then(|place| editions.get(place));
        found.cloned().ok_or(StoreError::TooFarBack { edition, back, count: place + 1 })
    }

    /// Says of an edition that was taken out that it was, and where it is now.
    fn refuse_withdrawn(
        &self,
        document: &DocumentName,
        language: &Language,
        revision: &str,
    ) -> Result<(), StoreError> {
        let gone = self.withdrawn(document)?;
        match gone.into_iter().rev().find(|gone| gone.is(language, revision)) {
            None => Ok(()),
            Some(gone) => Err(StoreError::Withdrawn {
                address: format!("{document}/{language}@{revision}"),
                reason: gone.reason,
                renamed_to: gone.renamed_to,
            }),
        }
    }

    /// The present name of a document that has no editions under this one.
    fn present_name(&self, document: Option<&DocumentName>) -> Result<Option<String>, StoreError> {
        let Some(document) = document else { return Ok(None) };
        let gone = self.withdrawn(document)?;
        let now = gone.into_iter().rev().find_map(|gone| gone.renamed_to);
        Ok(now.and_then(|now| Some(now.split_once('/')?.0.to_owned())))
    }

    fn find_document(&self, document: &str) -> Result<DocumentName, StoreError> {
        let mut documents = self.documents()?;
        // Compared as names, so that another normal form of the same letters finds it.
        let name = DocumentName::new(document).ok();
        if let Some(place) = documents.iter().position(|known| Some(known) == name.as_ref()) {
            return Ok(documents.swap_remove(place));
        }
        let known: Vec<String> = documents.into_iter().map(String::from).collect();
        let present = self.present_name(name.as_ref())?.filter(|present| known.contains(present));
        let suggestion = present.or_else(|| nearest(document, known.iter().map(String::as_str)));
        Err(StoreError::UnknownDocument { document: document.to_owned(), suggestion, known })
    }
}

/// The language that was asked for, or the only one.
fn choose_language(
    document: &str,
    asked: Option<&str>,
    editions: &[StoredEdition],
) -> Result<Language, StoreError> {
    let mut languages: Vec<_> = editions.iter().map(|stored| stored.edition.language.clone()).collect();
    languages.sort();
    languages.dedup();
    let known: Vec<String> = languages.iter().map(ToString::to_string).collect();
    let document = document.to_owned();
    match (asked, languages.as_slice()) {
        (None, [only]) => Ok(only.clone()),
        (None, _) if !known.is_empty() => Err(StoreError::LanguageNeeded { document, known }),
        (None, _) => Err(StoreError::UnknownDocument { document, suggestion: None, known }),
        (Some(asked), _) => {
            let tag = Language::new(asked).ok();
            let found = languages.iter().find(|language| Some(*language) == tag.as_ref());
            found.cloned().ok_or_else(|| {
                let suggestion = nearest(asked, known.iter().map(String::as_str));
                StoreError::UnknownLanguage { document, language: asked.to_owned(), suggestion, known }
            })
        }
    }
}
