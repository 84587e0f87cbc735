//! The states of a document as the loop over a history takes them, whether they are stored editions or states of a file,
//! and the readers that give it their texts. What was read or compared before is not read or compared again.

use super::cache::{DocumentKey, weight};
use super::error::{Error, Hint};
use super::open::Repository;
use super::progress::Work;
use super::text::{Text, sha256};
use crate::diff::{self, Comparison};
use crate::formats::{self, Format};
use crate::history::{Commit, Entry, Former, Reader, Reading, States};
use crate::model::{Date, Language};
use crate::store::{CameFrom, PathState, Store, StoredEdition};
use std::sync::Arc;

/// The states of stored editions of one language, oldest first.
pub(super) fn edition_states(store: &Store, editions: &[StoredEdition]) -> Result<States, Error> {
    let mut states = States::default();
    for stored in editions {
        let edition = &stored.edition;
        let label = edition.revision.to_string();
        let mut entry = Entry::new(label.clone(), label);
        entry.title.clone_from(&edition.title);
        entry.published.clone_from(&edition.published);
        entry.effective.clone_from(&edition.effective);
        entry.captured.clone_from(&edition.captured);
        entry.committed = Some(store.committed_at(&stored.commit)?);
        entry.sha256.clone_from(&edition.sha256);
        entry.note.clone_from(&edition.note);
        states.entries.push(entry);
        states.contents.push(Some(edition.sha256.clone()));
        states.days.push(day_of(stored));
    }
    Ok(states)
}

/// The day by which an edition is chosen.
fn day_of(stored: &StoredEdition) -> Option<Date> {
    let edition = &stored.edition;
    [&edition.published, &edition.effective, &edition.captured].into_iter().find_map(Clone::clone)
}

/// The states of a file, oldest first.
pub(super) fn path_states(files: &[PathState]) -> States {
    let mut states = States::default();
    for state in files {
        let former = state.came_from.as_ref().map(|from| Former {
            path: from.path().to_owned(),
            is_rename: matches!(from, CameFrom::Renamed(_)),
        });
        let mut entry = Entry::new(state.short.clone(), state.commit.clone());
        entry.committed = Some(state.committed);
        entry.commit = Some(Commit { subject: state.subject.clone(), path: state.path.clone(), former });
        entry.is_removed = state.is_removed();
        states.entries.push(entry);
        states.contents.push(state.blob_id());
        states.days.push(state.committed.date());
    }
    states
}

/// Reads states of either kind through the repository's cache.
pub(super) struct StateReader<'a> {
    repo: &'a Repository,
    work: Work<'a>,
    states: Kind<'a>,
    options: diff::Options,
    keeps_alignment: bool,
}

enum Kind<'a> {
    Editions(&'a [StoredEdition]),
    Files { states: &'a [PathState], language: Option<&'a Language> },
}

impl Repository {
    /// Reads stored editions of one language; `steps` is the number of states that will be read.
    pub(super) fn edition_reader<'a>(&'a self, all: &'a [StoredEdition], steps: usize) -> StateReader<'a> {
        self.state_reader(Kind::Editions(all), steps)
    }

    /// Reads the states of a file.
    pub(super) fn path_reader<'a>(
        &'a self,
        states: &'a [PathState],
        language: Option<&'a Language>,
        steps: usize,
    ) -> StateReader<'a> {
        self.state_reader(Kind::Files { states, language }, steps)
    }

    fn state_reader<'a>(&'a self, states: Kind<'a>, steps: usize) -> StateReader<'a> {
        let work = self.listener.start(steps);
        let options = self.settings().diff_options();
        StateReader { repo: self, work, states, options, keeps_alignment: false }
    }
}

impl StateReader<'_> {
    /// The same reader, whose comparisons say which clauses belong together.
    pub fn with_alignment(self) -> Self {
        Self { keeps_alignment: true, ..self }
    }

    /// How a state is named in a comparison.
    fn address(&self, at: usize) -> String {
        match &self.states {
            Kind::Editions(all) => all.get(at).map(|stored| stored.edition.address()).unwrap_or_default(),
            Kind::Files { states, .. } => {
                states.get(at).map(|state| format!("{}:{}", state.short, state.path)).unwrap_or_default()
            }
        }
    }

    /// What the document of a state depends on; none for a state without a text.
    fn key(&self, at: usize) -> Option<DocumentKey> {
        match &self.states {
            Kind::Editions(all) => {
                let edition = &all.get(at)?.edition;
                let format = Format::of_media_type(&edition.media_type).unwrap_or(Format::Plain);
                let language = Some(edition.language.clone());
                Some(DocumentKey { content: edition.sha256.clone(), format, language })
            }
            Kind::Files { states, language } => {
                let state = states.get(at)?;
                // The bytes decide only where the name does not, and equal contents have equal bytes.
                let format = Format::by_name(&state.path).unwrap_or(Format::Plain);
                Some(DocumentKey { content: state.blob_id()?, format, language: language.cloned() })
            }
        }
    }

    /// The text of a state.
    fn text(&self, at: usize) -> Result<Option<Text>, Error> {
        Ok(match &self.states {
            Kind::Editions(all) => all.get(at).map(|stored| self.repo.edition(stored.clone())).transpose()?,
            Kind::Files { states, language } => {
                let Some(state) = states.get(at) else { return Ok(None) };
                let bytes = self.repo.store()?.path_bytes(state)?;
                bytes.map(|bytes| {
                    let text = Text::named(self.address(at), &state.path, bytes);
                    text.with_language(language.cloned())
                })
            }
        })
    }

    /// The dates that count as the state's own: those of a record are known already.
    fn reads_dates(&self) -> bool {
        matches!(self.states, Kind::Files { .. })
    }
}

impl Reader for StateReader<'_> {
    type Error = Error;

    fn read(&mut self, at: usize) -> Result<Reading, Error> {
        self.work.step(&self.address(at));
        let key = self.key(at);
        if let Some(known) = key.as_ref().and_then(|key| self.repo.cache.borrow().documents.get(key)) {
            return Ok(known);
        }
        let text = self.text(at)?.unwrap_or_else(|| Text::new(self.address(at), Vec::new()));
        let document = text.document().map_err(|error| error.hint(Hint::BeginLater))?;
        let stated = if self.reads_dates() { formats::stated_dates(&document) } else { Default::default() };
        let (published, effective) = (stated.published, stated.effective);
        let sha256 = sha256(text.bytes());
        let reading = Reading { document, published, effective, sha256 };
        if let Some(key) = key {
            self.repo.cache.borrow_mut().documents.insert(key, reading.clone(), text.bytes().len());
        }
        Ok(reading)
    }

    fn compare(
        &mut self,
        (old, older): (usize, &Reading),
        (new, newer): (usize, &Reading),
    ) -> Result<Comparison, Error> {
        // Blame asks for a pair once, and its comparisons are heavier.
        let key = self.key(old).zip(self.key(new)).filter(|_| !self.keeps_alignment);
        let known = key.as_ref().and_then(|key| self.repo.cache.borrow().comparisons.get(key));
        let mut comparison = match known {
            Some(known) => Comparison::clone(&known),
            None => {
                let mut comparison = diff::compare(&older.document, &newer.document, &self.options);
                // A changelog does not show which clauses stayed; over a long history they would fill the memory.
                if !self.keeps_alignment {
                    comparison.alignment = Vec::new();
                }
                if let Some(key) = key {
                    let kept = Arc::new(comparison.clone());
                    self.repo.cache.borrow_mut().comparisons.insert(key, kept, weight(&comparison));
                }
                comparison
            }
        };
        for (side, at, reading) in [(&mut comparison.old, old, older), (&mut comparison.new, new, newer)] {
            side.address = self.address(at);
            side.sha256.clone_from(&reading.sha256);
        }
        Ok(comparison)
    }
}
