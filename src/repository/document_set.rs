//! Documents and their translations that lie in a git repository as plain files, found by the pattern of their paths.

use crate::failure::Failure;
use crate::input::Input;
use crate::pairing::{self, Against, Base};
use crate::progress::Progress;
use recension::diff;
use recension::formats::Format;
use recension::model::{Basis, Document, Language, Origin, PathPattern};
use recension::report::{DocumentStatus, TextState, TranslationStatus};
use recension::store::{FileState, Store, StoreError};
use recension::translation::{Findings, Options};
use std::collections::{BTreeMap, BTreeSet};

/// Former states of a file that are looked at for the last one in which a translator changed its wording. Formatting
/// runs and changes of front matter come in ones and twos.
const MOST_STATES: usize = 12;
/// Digits of a commit's id that are shown.
const SHOWN: usize = 8;

/// A set of documents at one git revision.
pub struct DocumentSet<'a> {
    store: &'a Store,
    revision: &'a str,
    source: Language,
    /// The files of each document, by language.
    documents: BTreeMap<String, BTreeMap<Language, String>>,
    states: BTreeMap<String, Vec<FileState>>,
}

impl<'a> DocumentSet<'a> {
    /// Finds the texts that lie at paths of the pattern. Only `document` is kept where one is named.
    pub fn open(
        store: &'a Store,
        revision: &'a str,
        pattern: &PathPattern,
        (document, source): (Option<&str>, Option<&Language>),
    ) -> Result<Self, Failure> {
        let found: Vec<_> = store
            .paths_at(revision)?
            .into_iter()
            .filter_map(|path| Some((pattern.parts(&path)?, path)))
            .filter(|(parts, _)| document.is_none_or(|wanted| wanted == parts.document))
            .collect();
        if found.is_empty() {
            let of = document.map_or_else(String::new, |document| format!(" of `{document}`"));
            return Err(Failure::new(format!("no path at {revision} fits `{pattern}`{of}"))
                .hint(format!("`git ls-tree -r --name-only {revision}` lists the paths")));
        }
        let bare = found.iter().find(|(parts, _)| parts.language.is_none()).map(|(_, path)| path.as_str());
        let source = match (source, bare) {
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
        Ok(Self { store, revision, source, documents, states })
    }

    /// The state of each document that has the source's language, by name. Documents without it have nothing to be
    /// held against.
    pub fn status(&self, options: &Options) -> Result<Vec<DocumentStatus>, Failure> {
        let mut all = Vec::new();
        let progress = Progress::new("Comparing", self.documents.len());
        for (document, files) in &self.documents {
            progress.step(document.as_str());
            let Some(source) = files.get(&self.source) else { continue };
            let input = self.input(self.revision, source, &self.source)?;
            let translations = files.iter().filter(|(language, _)| **language != self.source);
            let translations = translations.map(|(language, path)| TranslationStatus {
                text: self.state(language, path),
                findings: self
                    .findings((&input, source), (language, path), options)
                    .map_err(|failure| failure.sentence()),
            });
            let translations = translations.collect();
            all.push(DocumentStatus {
                document: document.clone(),
                source: self.state(&self.source, source),
                translations,
            });
        }
        if all.is_empty() {
            return Err(Failure::new(format!("no document has a text in `{}`", self.source))
                .hint("name the language that is translated from with --source-language"));
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

    fn input(&self, revision: &str, path: &str, language: &Language) -> Result<Input, Failure> {
        let bytes = self.store.read_at(revision, path)?;
        let (format, language) = (Format::detect(Some(path), &bytes), Some(language.clone()));
        Ok(Input { address: format!("{revision}:{path}"), bytes, format, language, stored: None })
    }

    /// What a translation lacks, and what lags.
    fn findings(
        &self,
        (source, source_path): (&Input, &str),
        (language, path): (&Language, &str),
        options: &Options,
    ) -> Result<Findings, Failure> {
        let target = self.input(self.revision, path, language)?;
        let documents = (source.document()?, target.document()?);
        let base = self.base(source_path, (&target, path, &documents.1))?;
        let options = Options {
            source_language: documents.0.language.clone(),
            target_language: documents.1.language.clone(),
            ..options.clone()
        };
        let against = Against { base: base.as_ref(), settled: &[], earlier: &[], rules: None };
        pairing::findings((source, &target), (&documents.0, &documents.1), &against, &options)
    }

    /// The source that a translation was made from: the commit that its front matter names, else the one in which its
    /// wording changed last.
    fn base(
        &self,
        source: &str,
        (target, path, translation): (&Input, &str, &Document),
    ) -> Result<Option<Base>, Failure> {
        if let Some(Origin::Commit(commit)) = &translation.origin
            && let Some(input) = self.source_at(commit, source)?
        {
            return Ok(Some(Base { input, basis: Basis::FrontMatter }));
        }
        let Some(state) = self.last_worded(target, path, translation)? else { return Ok(None) };
        if state.is_cut {
            let sentence = "this clone is shallow and does not tell when the translation was made";
            return Err(Failure::new(sentence).hint("run `git fetch --unshallow`"));
        }
        let input = self.source_at(short(&state.commit), source)?;
        Ok(input.map(|input| Base { input, basis: Basis::Assumed }))
    }

    /// The source as it stood at a commit, under the name that it had then; `None` where it was not there.
    fn source_at(&self, commit: &str, path: &str) -> Result<Option<Input>, Failure> {
        let former = self.states.get(path).into_iter().flatten().map(|state| state.path.as_str());
        for path in std::iter::once(path).chain(former) {
            match self.input(commit, path, &self.source) {
                Ok(input) => return Ok(Some(input)),
                Err(_) if self.store.read_at(commit, path).is_err_and(|error| is_absent(&error)) => {}
                Err(failure) => return Err(failure),
            }
        }
        Ok(None)
    }

    /// The newest state of a translation that differs from the one before in more than form: a formatting run is not
    /// a translator's work.
    fn last_worded(
        &self,
        target: &Input,
        path: &str,
        translation: &Document,
    ) -> Result<Option<&FileState>, Failure> {
        let states = self.states.get(path).map_or(&[][..], Vec::as_slice);
        let mut newer: Option<Document> = None;
        for pair in states.windows(2) {
            let [state, before] = pair else { break };
            let language = target.language.clone().unwrap_or_else(|| self.source.clone());
            let before = self.input(&before.commit, &before.path, &language)?.document()?;
            let comparison =
                diff::compare(&before, newer.as_ref().unwrap_or(translation), &diff::Options::default());
            let counts = comparison.summary.significance;
            if counts.substantive + counts.unclear + counts.editorial > 0 {
                return Ok(Some(state));
            }
            newer = Some(before);
        }
        Ok(states.last())
    }
}

fn short(commit: &str) -> &str {
    commit.get(..SHOWN).unwrap_or(commit)
}

/// Whether a commit or a path is not there, rather than unreadable.
fn is_absent(error: &StoreError) -> bool {
    matches!(error, StoreError::UnknownPath { .. } | StoreError::UnknownGitRevision { .. })
}

/// The language that a file without one in its path is in.
fn detected(store: &Store, revision: &str, path: &str) -> Result<Language, Failure> {
    let bytes = store.read_at(revision, path)?;
    let format = Format::detect(Some(path), &bytes);
    let input = Input { address: format!("{revision}:{path}"), bytes, format, language: None, stored: None };
    input.document()?.language.ok_or_else(|| {
        Failure::new(format!("it cannot be told in which language `{path}` is"))
            .hint("name it with --source-language")
    })
}

/// English where it is among the languages, as most sets are written in it first; the only one where there is one.
fn usual<'a>(languages: impl Iterator<Item = &'a Language>) -> Result<Language, Failure> {
    let all: BTreeSet<&Language> = languages.collect();
    let english = all.iter().find(|language| language.as_str() == "en");
    let only = all.iter().next().filter(|_| all.len() == 1);
    english.or(only).map(|language| (*language).clone()).ok_or_else(|| {
        let all: Vec<&str> = all.iter().map(|language| language.as_str()).collect();
        Failure::new(format!("it cannot be told which of the languages {} is the source", all.join(", ")))
            .hint("name it with --source-language")
    })
}
