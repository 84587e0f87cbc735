//! Documents and their translations that lie in a git repository as plain files, found by the pattern of their paths.

use super::base::{Base, TranslationContext};
use super::error::{Error, ErrorKind, Hint};
use super::open::Repository;
use super::result::{DocumentStatus, TextState, TranslationStatus};
use super::text::Text;
use super::translation::Sides;
use crate::diff;
use crate::model::{Basis, Document, Language, Origin, PathPattern};
use crate::store::{FileState, Store, StoreError};
use crate::translation::Findings;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Former states of a file that are looked at for the last one in which a translator changed its wording. Formatting
/// runs and changes of front matter come in ones and twos.
const MOST_STATES: usize = 12;
/// Digits of a commit's id that are shown.
const SHOWN: usize = 8;

/// A set of documents at one git revision.
pub(super) struct DocumentSet<'a> {
    repo: &'a Repository,
    store: &'a Store,
    revision: &'a str,
    source: Language,
    /// The files of each document, by language.
    documents: BTreeMap<String, BTreeMap<Language, String>>,
    states: BTreeMap<String, Vec<FileState>>,
}

impl<'a> DocumentSet<'a> {
    /// Finds the texts at paths of the pattern. Only `document` is kept where one is named.
    pub fn open(
        repo: &'a Repository,
        pattern: &PathPattern,
        (revision, document): (&'a str, Option<&str>),
    ) -> Result<Self, Error> {
        let store = repo.store()?;
        let found: Vec<_> = store
            .paths_at(revision)?
            .into_iter()
            .filter_map(|path| Some((pattern.parts(&path)?, path)))
            .filter(|(parts, _)| document.is_none_or(|wanted| wanted == parts.document))
            .collect();
        if found.is_empty() {
            let of = document.map_or_else(String::new, |document| format!(" of `{document}`"));
            let sentence = format!("no path at {revision} fits `{pattern}`{of}");
            return Err(Error::new(ErrorKind::NotFound, sentence).hint(Hint::ListPaths(revision.to_owned())));
        }
        let bare = found.iter().find(|(parts, _)| parts.language.is_none()).map(|(_, path)| path.as_str());
        let source = match (&repo.settings().source_language, bare) {
            (Some(source), _) => source.clone(),
            (None, Some(path)) => detected(store, revision, path)?,
            (None, None) => usual(found.iter().filter_map(|(parts, _)| parts.language.as_ref()))?,
        };
        let mut documents: BTreeMap<String, BTreeMap<Language, String>> = BTreeMap::new();
        for (parts, path) in found {
            let language = parts.language.unwrap_or_else(|| source.clone());
            documents.entry(parts.document).or_default().insert(language, path);
        }
        let paths: BTreeSet<String> = documents.values().flat_map(BTreeMap::values).cloned().collect();
        let states = store.file_states(revision, &paths, MOST_STATES)?;
        Ok(Self { repo, store, revision, source, documents, states })
    }

    /// The state of each document that has the source's language, by name. Documents without it have nothing to be
    /// compared with.
    pub fn status(&self) -> Result<Vec<DocumentStatus>, Error> {
        let mut all = Vec::new();
        let work = self.repo.listener.start(self.documents.len());
        for (document, files) in &self.documents {
            work.step(document.as_str());
            let Some(source) = files.get(&self.source) else { continue };
            let text = self.text(self.revision, source, &self.source)?;
            let translations = files.iter().filter(|(language, _)| **language != self.source);
            let translations = translations.map(|(language, path)| TranslationStatus {
                text: self.state(language, path),
                findings: self.findings((&text, source), (language, path)).map_err(|error| error.to_string()),
            });
            let translations = translations.collect();
            all.push(DocumentStatus {
                document: document.clone(),
                source: self.state(&self.source, source),
                translations,
            });
        }
        if all.is_empty() {
            let sentence = format!("no document has a text in `{}`", self.source);
            return Err(Error::new(ErrorKind::NotFound, sentence).hint(Hint::NameSourceLanguage));
        }
        Ok(all)
    }

    fn state(&self, language: &Language, path: &str) -> TextState {
        let newest = self.states.get(path).and_then(|states| states.first());
        TextState {
            language: language.clone(),
            revision: newest.map_or(self.revision, |state| short(&state.commit)).to_owned(),
            committed: newest.and_then(|state| state.day.clone()),
            path: Some(path.to_owned()),
        }
    }

    fn text(&self, revision: &str, path: &str, language: &Language) -> Result<Text, Error> {
        let bytes = self.store.read_at(revision, path)?;
        Ok(Text::named(format!("{revision}:{path}"), path, bytes).with_language(Some(language.clone())))
    }

    /// What a translation lacks, and what is outdated in it.
    fn findings(
        &self,
        (source, source_path): (&Text, &str),
        (language, path): (&Language, &str),
    ) -> Result<Findings, Error> {
        let sides = Sides::new(source.clone(), self.text(self.revision, path, language)?)?;
        let base = self.base(source_path, path, &sides.documents.1)?;
        let languages = (sides.documents.0.language.clone(), sides.documents.1.language.clone());
        let context = TranslationContext { base, ..TranslationContext::default() };
        let options = self.repo.settings().translation_options(languages)?;
        self.repo.findings(&sides, &context, &options)
    }

    /// The source that a translation was made from: the commit that its front matter names, else the one in which its
    /// wording changed last.
    fn base(&self, source: &str, path: &str, translation: &Arc<Document>) -> Result<Option<Base>, Error> {
        if let Some(Origin::Commit(commit)) = &translation.origin
            && let Some(text) = self.source_at(commit, source)?
        {
            return Ok(Some(Base { text, basis: Basis::FrontMatter }));
        }
        let Some(state) = self.last_worded(path, translation)? else { return Ok(None) };
        if state.is_cut {
            let sentence = "this clone is shallow and does not say when the translation was made";
            return Err(Error::new(ErrorKind::Repository, sentence).hint(Hint::FetchHistory));
        }
        let text = self.source_at(short(&state.commit), source)?;
        Ok(text.map(|text| Base { text, basis: Basis::Assumed }))
    }

    /// The source as it was at a commit, under the name that it had then; `None` where it did not exist.
    fn source_at(&self, commit: &str, path: &str) -> Result<Option<Text>, Error> {
        let former = self.states.get(path).into_iter().flatten().map(|state| state.path.as_str());
        for path in std::iter::once(path).chain(former) {
            match self.store.read_at(commit, path) {
                Ok(bytes) => {
                    let text = Text::named(format!("{commit}:{path}"), path, bytes);
                    return Ok(Some(text.with_language(Some(self.source.clone()))));
                }
                Err(error) if is_absent(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(None)
    }

    /// The newest state of a translation that differs from the one before in more than form: a formatting run is not
    /// a translator's work.
    fn last_worded(&self, path: &str, translation: &Arc<Document>) -> Result<Option<&FileState>, Error> {
        let states = self.states.get(path).map_or(&[][..], Vec::as_slice);
        let language = translation.language.as_ref().unwrap_or(&self.source);
        // Whether its wording changed does not depend on how much the project's rules count.
        let options = diff::Options::default();
        let mut newer = Arc::clone(translation);
        for pair in states.windows(2) {
            let [state, before] = pair else { break };
            let before = self.text(&before.commit, &before.path, language)?.document()?;
            let comparison = diff::compare(&before, &newer, &options);
            if comparison.changes.iter().any(|change| change.significance > diff::Significance::Cosmetic) {
                return Ok(Some(state));
            }
            newer = before;
        }
        Ok(states.last())
    }
}

fn short(commit: &str) -> &str {
    commit.get(..SHOWN).unwrap_or(commit)
}

/// Whether a commit or a path does not exist, rather than being unreadable.
fn is_absent(error: &StoreError) -> bool {
    matches!(error, StoreError::UnknownPath { .. } | StoreError::UnknownGitRevision { .. })
}

/// The language of a file whose path names none.
fn detected(store: &Store, revision: &str, path: &str) -> Result<Language, Error> {
    let text = Text::named(format!("{revision}:{path}"), path, store.read_at(revision, path)?);
    text.document()?.language.clone().ok_or_else(|| {
        Error::new(ErrorKind::Invalid, format!("cannot detect the language of `{path}`"))
            .hint(Hint::NameSourceLanguage)
    })
}

/// English where it is among the languages, as most sets are written in it first; the only one where there is one.
fn usual<'a>(languages: impl Iterator<Item = &'a Language>) -> Result<Language, Error> {
    let all: BTreeSet<&Language> = languages.collect();
    let english = all.iter().find(|language| language.as_str() == "en");
    let only = all.iter().next().filter(|_| all.len() == 1);
    english.or(only).map(|language| (*language).clone()).ok_or_else(|| {
        let all: Vec<&str> = all.iter().map(|language| language.as_str()).collect();
        let sentence = format!("cannot decide which of the languages {} is the source", all.join(", "));
        Error::new(ErrorKind::Invalid, sentence).hint(Hint::NameSourceLanguage)
    })
}
