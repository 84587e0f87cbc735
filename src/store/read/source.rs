//! Which revision of the source a stored translation was made from.

use crate::model::{Basis, Date, Language, Origin};
use crate::store::error::StoreError;
use crate::store::git::ObjectId;
use crate::store::read::editions::Store;
use crate::store::read::order::date_of;
use crate::store::read::stored::StoredEdition;
use crate::store::suggest::nearest;

/// The source of a translation over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceEditions {
    /// The edition that it was made from; `None` where no stored one is old enough.
    pub base: Option<StoredEdition>,
    /// How that is known.
    pub basis: Basis,
    /// The newest edition of the source.
    pub latest: StoredEdition,
}

impl Store {
    /// The language that a document is translated from: the one that records name, else the one that was stored
    /// first. `editions` are all of the document, as [`Store::editions`] gives them.
    #[must_use]
    pub fn source_language(&self, editions: &[StoredEdition]) -> Option<Language> {
        let named = editions.iter().rev().find_map(|stored| recorded(stored)?.0);
        let named =
            named.filter(|language| editions.iter().any(|stored| stored.edition.language == *language));
        named.or_else(|| editions.first().map(|stored| stored.edition.language.clone()))
    }

    /// The source of `translation` among `editions` of its document, in the language `source`. `origin` is what the
    /// translation's own front matter says. Its record counts most, then the front matter; else the newest source
    /// that is not later than the translation is taken. `None` where there is no edition in that language.
    ///
    /// # Errors
    /// [`StoreError::UnknownRevision`] when the record names a revision that is not in the store; what libgit2 says.
    pub fn sources(
        &self,
        translation: &StoredEdition,
        editions: &[StoredEdition],
        source: &Language,
        origin: Option<&Origin>,
    ) -> Result<Option<SourceEditions>, StoreError> {
        let all: Vec<&StoredEdition> =
            editions.iter().filter(|stored| stored.edition.language == *source).collect();
        let Some(&latest) = all.last() else { return Ok(None) };
        let recorded = recorded(translation);
        // It was made from another language than the one that it is compared with.
        if recorded.as_ref().is_some_and(|(language, _)| language.as_ref().is_some_and(|own| own != source)) {
            return Ok(None);
        }
        let (base, basis) = match (recorded, origin) {
            (Some((_, revision)), _) => (Some(with_label(&all, &revision)?), Basis::Recorded),
            (None, Some(Origin::Date(day))) => (not_after(&all, day), Basis::FrontMatter),
            (None, Some(Origin::Commit(id))) => match self.commit_named(id)? {
                Some(commit) => (self.known_at(&all, commit)?, Basis::FrontMatter),
                None => (assumed(translation, editions, source), Basis::Assumed),
            },
            (None, None) => (assumed(translation, editions, source), Basis::Assumed),
        };
        Ok(Some(SourceEditions { base: base.cloned(), basis, latest: latest.clone() }))
    }

    /// The commit of this repository that an id or its beginning names.
    fn commit_named(&self, id: &str) -> Result<Option<ObjectId>, StoreError> {
        self.git.commit_named(id)
    }

    /// The newest of the editions that were stored at a commit.
    fn known_at<'a>(
        &self,
        all: &[&'a StoredEdition],
        commit: ObjectId,
    ) -> Result<Option<&'a StoredEdition>, StoreError> {
        for stored in all.iter().rev() {
            if let Some(id) = ObjectId::parse(&stored.commit)
                && self.git.is_in_history(id, commit)?
            {
                return Ok(Some(stored));
            }
        }
        Ok(None)
    }
}

/// What `translates` of a record names: the language, where it says one, and the revision.
fn recorded(stored: &StoredEdition) -> Option<(Option<Language>, String)> {
    let named = stored.edition.translates.as_deref()?;
    let (language, revision) = named.split_once('@').unwrap_or(("", named));
    // A whole address names the document before the language.
    let language = language.rsplit('/').next().unwrap_or_default();
    Some((Language::new(language).ok(), revision.to_owned()))
}

fn with_label<'a>(all: &[&'a StoredEdition], label: &str) -> Result<&'a StoredEdition, StoreError> {
    let found = all.iter().find(|stored| stored.edition.revision.as_str() == label);
    found.copied().ok_or_else(|| {
        let known: Vec<String> = all.iter().map(|stored| stored.edition.revision.to_string()).collect();
        let suggestion = nearest(label, known.iter().map(String::as_str));
        let edition = all.first().map_or_else(String::new, |stored| {
            format!("{}/{}", stored.edition.document, stored.edition.language)
        });
        StoreError::UnknownRevision { edition, revision: label.to_owned(), suggestion, known }
    })
}

fn not_after<'a>(all: &[&'a StoredEdition], day: &Date) -> Option<&'a StoredEdition> {
    all.iter().rev().find(|stored| date_of(&stored.edition).is_none_or(|date| date <= *day)).copied()
}

/// The newest source that is not later than the translation: by the dates of both, else by their order.
fn assumed<'a>(
    translation: &StoredEdition,
    editions: &'a [StoredEdition],
    source: &Language,
) -> Option<&'a StoredEdition> {
    let place = editions.iter().position(|stored| stored == translation).unwrap_or(editions.len());
    let day = date_of(&translation.edition);
    let mut sources =
        editions.iter().enumerate().rev().filter(|(_, stored)| stored.edition.language == *source);
    let is_not_later = |(at, stored): &(usize, &StoredEdition)| match (date_of(&stored.edition), &day) {
        (Some(date), Some(day)) => date <= *day,
        _ => *at < place,
    };
    sources.find(is_not_later).map(|(_, stored)| stored)
}
