//! How far the translations of documents follow their sources: of the editions in the store, or of plain files in git.

use super::document_set::DocumentSet;
use super::error::{Error, ErrorKind};
use super::open::Repository;
use super::result::{DocumentStatus, TextState, TranslationStatus};
use super::text::Text;
use super::translation::Sides;
use crate::model::{DocumentName, Language};
use crate::store::StoredEdition;
use crate::translation::Findings;

/// What the state is asked of.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct StatusOptions {
    /// The document; all where none is named.
    pub document: Option<String>,
    /// The git revision at which plain files are looked at.
    pub revision: String,
}

impl Default for StatusOptions {
    fn default() -> Self {
        Self { document: None, revision: "HEAD".to_owned() }
    }
}

impl Repository {
    /// The state of each document in all its languages: of the files that the settings name, else of the editions in
    /// the store. A translation that cannot be compared has the reason in place of its findings.
    ///
    /// ```no_run
    /// # let repo = recension::Repository::discover(".")?;
    /// for document in repo.status(&Default::default())? {
    ///     println!("{}: {} translations", document.document, document.translations.len());
    /// }
    /// # Ok::<(), recension::repository::Error>(())
    /// ```
    ///
    /// # Errors
    /// When there is no such document, or a source cannot be read.
    pub fn status(&self, options: &StatusOptions) -> Result<Vec<DocumentStatus>, Error> {
        if let Some(pattern) = &self.settings().files {
            let chosen = (options.revision.as_str(), options.document.as_deref());
            return DocumentSet::open(self, pattern, chosen)?.status();
        }
        let documents = match &options.document {
            Some(name) => {
                vec![DocumentName::new(name).map_err(|error| Error::new(ErrorKind::Invalid, error))?]
            }
            None => self.store()?.documents()?,
        };
        let work = self.listener.start(documents.len());
        let state = |document: &DocumentName| {
            work.step(document.as_str());
            self.stored_status(document)
        };
        documents.iter().map(state).collect()
    }

    fn stored_status(&self, document: &DocumentName) -> Result<DocumentStatus, Error> {
        let all = self.store()?.editions(document)?;
        let language = self.source_language(&all);
        let tag = language.as_ref().map(Language::as_str);
        // Says which documents and languages there are, where this one does not exist.
        let source = self.store()?.resolve(document.as_str(), tag, None, 0)?;
        let mut newest: Vec<&StoredEdition> = Vec::new();
        for stored in all.iter().rev().filter(|stored| stored.edition.language != source.edition.language) {
            if !newest.iter().any(|known| known.edition.language == stored.edition.language) {
                newest.push(stored);
            }
        }
        newest.sort_by(|a, b| a.edition.language.cmp(&b.edition.language));
        let text = self.edition(source.clone())?;
        let translations = newest.into_iter().map(|stored| TranslationStatus {
            text: TextState::from(&stored.edition),
            findings: self.stored_findings(&all, &text, stored).map_err(|error| error.to_string()),
        });
        let translations = translations.collect();
        let (document, source) = (source.edition.document.to_string(), TextState::from(&source.edition));
        Ok(DocumentStatus { document, source, translations })
    }

    /// What a stored translation lacks, and what is outdated in it.
    fn stored_findings(
        &self,
        all: &[StoredEdition],
        source: &Text,
        translation: &StoredEdition,
    ) -> Result<Findings, Error> {
        let sides = Sides::new(source.clone(), self.edition(translation.clone())?)?;
        let context = match source.edition() {
            Some(edition) => self.stored_context(all, edition, &sides.target)?,
            None => super::base::TranslationContext::default(),
        };
        let languages = (sides.documents.0.language.clone(), sides.documents.1.language.clone());
        self.findings(&sides, &context, &self.settings().translation_options(languages)?)
    }
}
