//! What a translation is judged by beside its source: the source that it was made from, what persons approved, and the
//! earlier editions that teach its words.

use super::error::Error;
use super::open::Repository;
use super::text::Text;
use crate::model::{Address, Basis, Document, Origin, Settled};
use crate::store::StoredEdition;
use std::sync::Arc;

/// A source that a translation was made from.
#[derive(Debug)]
pub(super) struct Base {
    /// Its text.
    pub text: Text,
    /// How it is known.
    pub basis: Basis,
}

/// What a translation is judged by beside its source.
#[derive(Debug, Default)]
pub(super) struct TranslationContext {
    /// The source that it was made from, where that is known.
    pub base: Option<Base>,
    /// What persons approved.
    pub approved: Vec<Settled>,
    /// Earlier editions with their translations, the newest first: they teach which words translate each other.
    pub earlier: Vec<Earlier>,
    /// What a reader must know of it.
    pub notes: Vec<String>,
}

/// An earlier edition of a source, and its translation.
type Earlier = (Arc<Document>, Arc<Document>);

/// However many earlier editions there are: older ones repeat them, and each costs an alignment.
const MOST_EARLIER: usize = 3;

impl Repository {
    /// What a stored translation is judged by. `all` are the editions of its document.
    pub(super) fn stored_context(
        &self,
        all: &[StoredEdition],
        source: &StoredEdition,
        translation: &Text,
    ) -> Result<TranslationContext, Error> {
        let Some(target) = translation.edition() else { return Ok(TranslationContext::default()) };
        let document = translation.document()?;
        Ok(TranslationContext {
            base: self.stored_base(all, (source, target), &document)?,
            approved: self.store()?.settled(&target.edition.document)?,
            earlier: self.earlier(all, (source, target))?,
            notes: Vec::new(),
        })
    }

    /// What a translation in a file is judged by: its front matter may name the commit of its source.
    pub(super) fn file_context(
        &self,
        source: &Text,
        translation: &Text,
    ) -> Result<TranslationContext, Error> {
        let mut context = TranslationContext::default();
        let Some(Origin::Commit(commit)) = &translation.document()?.origin else { return Ok(context) };
        let Some(path) = self.tracked_path(source.address()) else { return Ok(context) };
        let address = format!("{commit}:{path}");
        match self.store()?.read_at(commit, &path) {
            Ok(bytes) => {
                let text = Text::named(address, &path, bytes).with_language(source.language().cloned());
                context.base = Some(Base { text, basis: Basis::FrontMatter });
            }
            Err(_) => context.notes.push(format!(
                "The front matter names {address} as its source, which is not in this repository."
            )),
        }
        Ok(context)
    }

    /// The source that the store knows an edition to be made from.
    pub(super) fn stored_base(
        &self,
        all: &[StoredEdition],
        (source, translation): (&StoredEdition, &StoredEdition),
        document: &Document,
    ) -> Result<Option<Base>, Error> {
        let language = &source.edition.language;
        let sources = self.store()?.sources(translation, all, language, document.origin.as_ref())?;
        let Some(sources) = sources else { return Ok(None) };
        let base = sources.base.map(|base| self.edition(base)).transpose()?;
        Ok(base.map(|text| Base { text, basis: sources.basis }))
    }

    /// Earlier editions of a stored translation with the sources that they were made from, the newest first. What
    /// cannot be read teaches nothing, and is in nobody's way.
    fn earlier(
        &self,
        all: &[StoredEdition],
        (source, translation): (&StoredEdition, &StoredEdition),
    ) -> Result<Vec<Earlier>, Error> {
        let at = all.iter().position(|stored| stored == translation).unwrap_or(all.len());
        let language = &translation.edition.language;
        let before = all.iter().take(at).rev().filter(|stored| stored.edition.language == *language);
        let mut out = Vec::new();
        for stored in before.take(MOST_EARLIER) {
            let Ok(target) = self.edition(stored.clone())?.document() else { continue };
            let Some(base) = self.stored_base(all, (source, stored), &target)? else { continue };
            if let Ok(former) = base.text.document() {
                out.push((former, target));
            }
        }
        Ok(out)
    }

    /// The path in the repository of an address that names a file or a path at a revision.
    fn tracked_path(&self, address: &str) -> Option<String> {
        let store = self.store().ok()?;
        match self.parse(address) {
            Address::Git { path, .. } => Some(self.path_at(store, &path)),
            Address::File(path) => {
                let root = store.root().canonicalize().ok()?;
                let file = self.folder().join(path).canonicalize().ok()?;
                let inside = file.strip_prefix(root).ok()?;
                Some(inside.to_string_lossy().replace('\\', "/"))
            }
            Address::StandardInput | Address::Edition { .. } => None,
        }
    }
}
