//! The history of a document: of its stored editions, or of a file in git, which needs no import.

use super::error::{Error, ErrorKind, Hint};
use super::open::Repository;
use super::states::{edition_states, path_states};
use crate::history::{History, Timeline, Window, timeline};
use crate::model::{Date, DocumentName, Language};
use crate::store::{Following, StoredEdition};

/// What of a history is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct HistoryOptions {
    /// The oldest revision to compare with; its own entry is left out.
    pub from: Option<String>,
    /// The newest revision.
    pub to: Option<String>,
    /// The first day whose revisions are listed.
    pub since: Option<Date>,
    /// The language: which of the stored ones, or that of a file where it is not the one that is detected.
    pub language: Option<Language>,
    /// Former paths of a file that git cannot know.
    pub formerly: Vec<String>,
    /// Whether a file is followed to no former path.
    pub exactly: bool,
}

/// What a history is asked of.
pub(super) enum Subject {
    /// The editions of a stored document in one language, oldest first.
    Editions(Vec<StoredEdition>),
    /// A path on the way to a git revision.
    Path { revision: String, path: String },
}

impl Repository {
    /// The address of the remote of the git repository, as its configuration has it; none where there is none.
    #[must_use]
    pub fn remote(&self) -> Option<String> {
        self.store().ok()?.remote()
    }

    /// The history of a document, newest state first, each compared with the one before it. `document` is a document of
    /// the store (`privacy`, `privacy/fr`), a path (`docs/privacy.md`) or a path at a git revision
    /// (`v2.0:docs/privacy.md`).
    ///
    /// ```no_run
    /// use recension::report::MessageLanguage;
    /// use recension::repository::HistoryOptions;
    ///
    /// # let repo = recension::Repository::discover(".")?;
    /// let history = repo.history("docs/privacy.md", &HistoryOptions::default())?;
    /// let options = recension::report::ChangelogOptions::default();
    /// recension::report::changelog_markdown(&history, MessageLanguage::En, &options, &mut std::io::stdout())?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When there is no such document or revision, or a state cannot be read.
    pub fn history(&self, document: &str, options: &HistoryOptions) -> Result<History, Error> {
        match self.subject(document, options.language.as_ref())? {
            Subject::Editions(editions) => self.edition_history(document, &editions, options),
            Subject::Path { revision, path } => self.path_history(document, (&revision, &path), options),
        }
    }

    /// The history of a stored document in one language.
    fn edition_history(
        &self,
        document: &str,
        editions: &[StoredEdition],
        options: &HistoryOptions,
    ) -> Result<History, Error> {
        let store = self.store()?;
        let Some(first) = editions.first().map(|stored| stored.edition.clone()) else {
            return Err(Error::new(ErrorKind::NotFound, format!("`{document}` has no editions")));
        };
        let position = |wanted: &str| {
            // An unknown revision is an error with what it may have meant.
            store.resolve(first.document.as_str(), Some(first.language.as_str()), Some(wanted), 0)?;
            let found = editions.iter().position(|stored| stored.edition.revision.as_str() == wanted);
            Ok::<_, Error>(found.unwrap_or(0))
        };
        let from = options.from.as_deref().map(position).transpose()?;
        let to = options.to.as_deref().map(position).transpose()?;
        let states = edition_states(store, editions)?;
        let window = Window::new(&states, from, to, options.since.as_ref());
        let mut reader = self.edition_reader(editions, window.steps());
        let entries = timeline(states, window, &mut reader)?.entries;
        let mut history = History::new(document, format!("{}/{}", first.document, first.language), entries);
        history.title = editions.get(window.last).and_then(|stored| stored.edition.title.clone());
        history.language = Some(first.language);
        Ok(history)
    }

    /// The history of a path on the way to a git revision.
    fn path_history(
        &self,
        document: &str,
        (revision, path): (&str, &str),
        options: &HistoryOptions,
    ) -> Result<History, Error> {
        let store = self.store()?;
        let following = Following { formerly: options.formerly.clone(), exactly: options.exactly };
        let found = store.path_history(options.to.as_deref().unwrap_or(revision), path, &following)?;
        let newest_first = found.states;
        let from = match options.from.as_deref() {
            None => None,
            Some(wanted) => {
                let place = store.state_at(&newest_first, wanted)?.ok_or_else(|| {
                    let sentence = format!("the text did not exist yet at `{wanted}`");
                    Error::new(ErrorKind::NotFound, sentence)
                })?;
                Some(newest_first.len() - 1 - place)
            }
        };
        let files: Vec<_> = newest_first.into_iter().rev().collect();
        let states = path_states(&files);
        let window = Window::new(&states, from, None, options.since.as_ref());
        let window = Window { is_cut: found.is_cut && window.first == 0, ..window };
        if window.is_cut && window.last == 0 {
            let sentence = format!(
                "this clone is shallow and holds only one state of `{path}`, so that there is nothing to compare"
            );
            return Err(Error::new(ErrorKind::Repository, sentence).hint(Hint::FetchHistory));
        }
        let mut reader = self.path_reader(&files, options.language.as_ref(), window.steps());
        let Timeline { entries, newest } = timeline(states, window, &mut reader)?;
        let mut history = History::new(document, path, entries);
        let former = files.iter().rev().filter_map(|state| state.came_from.as_ref());
        history.former_keys = former.map(|from| from.path().to_owned()).collect();
        history.title = newest.as_ref().and_then(|newest| newest.title.clone());
        history.language = newest.and_then(|newest| newest.language.clone());
        history.is_cut = window.is_cut;
        Ok(history)
    }

    /// What the name of a document means: a path at a revision, a document of the store, or else a file.
    pub(super) fn subject(&self, document: &str, language: Option<&Language>) -> Result<Subject, Error> {
        let store = self.store()?;
        let at = |revision: &str, path: String| Subject::Path { revision: revision.to_owned(), path };
        let named =
            document.split_once(':').filter(|(revision, path)| !revision.is_empty() && !path.is_empty());
        if let Some((revision, path)) = named {
            return Ok(at(revision, self.path_at(store, path)));
        }
        if let Some(editions) = self.stored_subject(document, language)? {
            return Ok(Subject::Editions(editions));
        }
        let candidates = [self.path_here(store, document), Some(document.to_owned())];
        let candidates: Vec<String> = candidates.into_iter().flatten().collect();
        if let Some(path) = candidates.iter().find(|path| store.has_file("HEAD", path)) {
            return Ok(at("HEAD", path.clone()));
        }
        // A name with a point or a slash is a file's; what is wrong with it is known best where it was looked for.
        match candidates.into_iter().next().filter(|_| document.contains(['/', '.'])) {
            Some(path) => Ok(at("HEAD", path)),
            None => {
                let unknown = store.resolve(document, None, None, 0).err().map(Error::from);
                let unknown = unknown.unwrap_or_else(|| {
                    Error::new(ErrorKind::NotFound, format!("there is no document `{document}`"))
                });
                Err(unknown.advice("a file is named by its path, such as `docs/privacy.md`"))
            }
        }
    }

    /// The editions of a stored document in one language, oldest first: in the one that is named, else the one that was
    /// stored first. `None` where the store has no such document.
    fn stored_subject(
        &self,
        document: &str,
        language: Option<&Language>,
    ) -> Result<Option<Vec<StoredEdition>>, Error> {
        let store = self.store()?;
        let (name, tag) = match document.split_once('/') {
            Some((name, tag)) if language.is_none() && Language::new(tag).is_ok() => (name, Some(tag)),
            _ => (document, language.map(Language::as_str)),
        };
        let Ok(name) = DocumentName::new(name) else { return Ok(None) };
        // A repository whose history cannot be read as a store may still hold the file.
        let Some(all) = store.editions(&name).ok().filter(|all| !all.is_empty()) else { return Ok(None) };
        let language = match (tag, all.first()) {
            (None, Some(oldest)) => oldest.edition.language.clone(),
            // Says which languages there are, where this one does not exist.
            _ => store.resolve(name.as_str(), tag, None, 0)?.edition.language,
        };
        Ok(Some(all.into_iter().filter(|stored| stored.edition.language == language).collect()))
    }
}
