//! From a document's name, or the path of a file in the history of git, to the entries of its changelog.

use crate::failure::Failure;
use crate::input::sha256;
use crate::progress::Progress;
use recension::diff::{self, Comparison, Options, Return};
use recension::formats::{self, Format, StatedDates};
use recension::model::{Date, Document, DocumentName, Language};
use recension::report::{Commit, Entry, Former, SameAs};
use recension::store::{CameFrom, Following, PathState, Store, StoredEdition};

/// What of a history is asked for.
#[derive(Debug)]
pub struct Range<'a> {
    /// The oldest revision to compare with.
    pub from: Option<&'a str>,
    /// The newest revision to tell.
    pub to: Option<&'a str>,
    /// The first day whose revisions are told.
    pub since: Option<&'a Date>,
}

/// The entries of a document, newest first, with what the changelog says of the whole.
#[derive(Debug)]
pub struct History {
    /// What tells the document from every other.
    pub key: String,
    /// Its former keys.
    pub former_keys: Vec<String>,
    /// The title of the newest text.
    pub title: Option<String>,
    /// Its language.
    pub language: Option<Language>,
    /// The entries.
    pub entries: Vec<Entry>,
    /// Whether a shallow clone ends before the history does.
    pub is_cut: bool,
}

/// The texts on the way, one at a time: the one before, to compare with.
struct Way<'a> {
    options: &'a Options,
    before: Option<(String, Document)>,
    newest: Option<(Option<String>, Option<Language>)>,
    /// The dates that the newest text states, and those of its own: that the text before did not state yet.
    stated: (StatedDates, StatedDates),
    progress: Progress,
}

impl Way<'_> {
    /// Reads the next text and compares it with the one before.
    fn next(
        &mut self,
        address: String,
        bytes: &[u8],
        format: Format,
        language: Option<&Language>,
    ) -> Result<(Document, Option<Comparison>), Failure> {
        self.progress.step(&address);
        let mut document = formats::read(bytes, format).map_err(|error| {
            Failure::new(format!("cannot read `{address}`: {error}"))
                .hint("`--from` begins the changelog behind it")
        })?;
        document.language = language.cloned().or(document.language);
        let comparison = self.before.as_ref().map(|(old, before)| {
            let mut comparison = diff::compare(before, &document, self.options);
            comparison.old.address.clone_from(old);
            comparison.new.address.clone_from(&address);
            // Nobody asks a changelog which clauses stayed; over a long history they would fill the memory.
            comparison.alignment = Vec::new();
            comparison
        });
        let stated = formats::stated_dates(&document);
        let own = StatedDates {
            published: stated.published.clone().filter(|date| self.stated.0.published.as_ref() != Some(date)),
            effective: stated.effective.clone().filter(|date| self.stated.0.effective.as_ref() != Some(date)),
        };
        self.stated = (stated, own);
        self.newest = Some((document.title.clone(), document.language.clone()));
        self.before = Some((address, document.clone()));
        Ok((document, comparison))
    }
}

/// The history of a stored document in one language.
pub fn of_document(
    store: &Store,
    editions: &[StoredEdition],
    range: &Range,
    options: &Options,
) -> Result<History, Failure> {
    let first = editions.first().map(|stored| stored.edition.clone());
    let Some(first) = first else { return Err(Failure::new("there is no edition to tell of")) };
    let label = |stored: &StoredEdition| stored.edition.revision.to_string();
    let position = |wanted: &str| {
        // An unknown revision is told with what it may have meant.
        store.resolve(first.document.as_str(), Some(first.language.as_str()), Some(wanted), 0)?;
        Ok::<_, Failure>(editions.iter().position(|stored| label(stored) == wanted).unwrap_or(0))
    };
    let dates: Vec<Option<Date>> = editions.iter().map(date_of).collect();
    let (begin, end) = bounds(range, &dates, |wanted| position(wanted).map(Some))?;
    let hashes: Vec<&str> = editions.iter().map(|stored| stored.edition.sha256.as_str()).collect();
    let returns = diff::returns(&hashes);
    let progress = Progress::new("Comparing", end + 1 - begin.saturating_sub(1).min(end));
    let mut way = Way { options, before: None, newest: None, stated: Default::default(), progress };
    let mut entries = Vec::new();
    for (at, stored) in editions.iter().enumerate().take(end + 1).skip(begin.saturating_sub(1)) {
        let edition = &stored.edition;
        let bytes = store.original(stored)?;
        let format =
            Format::of_media_type(&edition.media_type).unwrap_or_else(|| Format::detect(None, &bytes));
        let (document, mut comparison) =
            way.next(edition.address(), &bytes, format, Some(&edition.language))?;
        if at < begin {
            continue;
        }
        if let Some(comparison) = &mut comparison {
            comparison.new.sha256.clone_from(&edition.sha256);
        }
        let returned = returns.get(at).copied().flatten();
        entries.push(Entry {
            revision: label(stored),
            id: label(stored),
            title: edition.title.clone(),
            published: edition.published.clone(),
            effective: edition.effective.clone(),
            captured: edition.captured.clone(),
            committed: Some(store.committed_at(&stored.commit)?),
            commit: None,
            sha256: edition.sha256.clone(),
            note: edition.note.clone(),
            is_removed: false,
            sections: document.section_count(),
            blocks: document.blocks.len(),
            comparison,
            same_as: returned.map(|found| {
                let name = |at: usize| editions.get(at).map(label);
                same_as(found, name, dates.get(found.to).cloned().flatten())
            }),
        });
    }
    entries.reverse();
    let title = editions.get(end).and_then(|stored| stored.edition.title.clone());
    Ok(History {
        key: format!("{}/{}", first.document, first.language),
        former_keys: Vec::new(),
        title,
        language: Some(first.language),
        entries,
        is_cut: false,
    })
}

/// A file in the history of git.
#[derive(Debug)]
pub struct Tracked<'a> {
    /// The newest git revision.
    pub revision: &'a str,
    /// The path there.
    pub path: &'a str,
    /// How it is followed to former paths.
    pub following: &'a Following,
    /// Its language, where the user says it.
    pub language: Option<&'a Language>,
}

/// The history of a path on the way to a git revision.
pub fn of_path(
    store: &Store,
    tracked: &Tracked,
    range: &Range,
    options: &Options,
) -> Result<History, Failure> {
    let path = tracked.path;
    let history = store.path_history(range.to.unwrap_or(tracked.revision), path, tracked.following)?;
    let newest_first = history.states;
    let former_keys =
        newest_first.iter().filter_map(|state| Some(state.came_from.as_ref()?.path().to_owned()));
    let former_keys: Vec<String> = former_keys.collect();
    let count = newest_first.len();
    let position = |wanted: &str| {
        let found = store.state_at(&newest_first, wanted)?;
        Ok::<_, Failure>(found.map(|at| count - 1 - at))
    };
    let dates: Vec<Option<Date>> = newest_first.iter().rev().map(|state| state.committed.date()).collect();
    let (begin, end) = bounds(&Range { to: None, ..*range }, &dates, position)?;
    let states: Vec<PathState> = newest_first.into_iter().rev().collect();
    // What the oldest text of a shallow clone changed is not known.
    let is_cut = history.is_cut && begin == 0;
    if is_cut && end == 0 {
        return Err(Failure::new(format!(
            "this clone is shallow and holds one state of `{path}` alone, so that there is nothing to compare"
        ))
        .hint("run `git fetch --unshallow`"));
    }
    let blobs: Vec<Option<String>> = states.iter().map(PathState::blob_id).collect();
    let same = diff::returns(&blobs).into_iter().map(|found| Some(told_again(found?, &states, &dates)));
    let mut same: Vec<Option<SameAs>> = same.collect();
    let progress = Progress::new("Comparing", end + 1 - begin.saturating_sub(1).min(end));
    let mut way = Way { options, before: None, newest: None, stated: Default::default(), progress };
    let mut entries = Vec::new();
    for (at, state) in states.iter().enumerate().take(end + 1).skip(begin.saturating_sub(1)) {
        let mut entry = way.state(store, state, tracked.language)?;
        if at >= begin && !(is_cut && at == 0) {
            entry.same_as = same.get_mut(at).and_then(Option::take).filter(|_| !entry.is_removed);
            entries.push(entry);
        }
    }
    entries.reverse();
    let (title, language) = way.newest.unwrap_or_default();
    Ok(History { key: path.to_owned(), former_keys, title, language, entries, is_cut })
}

impl Way<'_> {
    /// Reads the next state of a file.
    fn state(
        &mut self,
        store: &Store,
        state: &PathState,
        language: Option<&Language>,
    ) -> Result<Entry, Failure> {
        let bytes = store.path_bytes(state)?;
        let (mut document, mut comparison, mut own) = (None, None, StatedDates::default());
        if let Some(bytes) = &bytes {
            let address = format!("{}:{}", state.short, state.path);
            let read = self.next(address, bytes, Format::detect(Some(&state.path), bytes), language)?;
            (document, comparison) = (Some(read.0), read.1);
            own = self.stated.1.clone();
        }
        let former = state.came_from.as_ref().map(|from| Former {
            path: from.path().to_owned(),
            is_rename: matches!(from, CameFrom::Renamed(_)),
        });
        let commit = Commit { subject: state.subject.clone(), path: state.path.clone(), former };
        Ok(Entry {
            revision: state.short.clone(),
            id: state.commit.clone(),
            title: document.as_ref().and_then(|document| document.title.clone()),
            published: own.published,
            effective: own.effective,
            captured: None,
            committed: Some(state.committed),
            commit: Some(commit),
            sha256: bytes.as_deref().map(sha256).unwrap_or_default(),
            note: None,
            is_removed: bytes.is_none(),
            sections: document.as_ref().map_or(0, Document::section_count),
            blocks: document.as_ref().map_or(0, |document| document.blocks.len()),
            comparison,
            same_as: None,
        })
    }
}

/// A return to an earlier state of a file. That a removed text is there again takes back no change that was told.
fn told_again(found: Return, states: &[PathState], dates: &[Option<Date>]) -> SameAs {
    let name = |at: usize| states.get(at).map(|state| state.short.clone());
    let told = |at: &usize| states.get(*at).is_some_and(|state| !state.is_removed());
    let found = Return {
        undoes: found.undoes.filter(told),
        repeats: found.repeats.filter(|at| told(&(at - 1))),
        ..found
    };
    same_as(found, name, dates.get(found.to).cloned().flatten())
}

/// The first and the last place in a history, oldest first, that are told.
fn bounds(
    range: &Range,
    dates: &[Option<Date>],
    position: impl Fn(&str) -> Result<Option<usize>, Failure>,
) -> Result<(usize, usize), Failure> {
    let last = dates.len().saturating_sub(1);
    let end = range.to.map(&position).transpose()?.flatten().unwrap_or(last);
    let mut begin = 0;
    if let Some(from) = range.from {
        let base = position(from)?;
        let base = base.ok_or_else(|| Failure::new(format!("the text was not there yet at `{from}`")))?;
        begin = base + 1;
    }
    if let Some(since) = range.since {
        // A revision without a date is as old as the one before it.
        let old = dates.iter().rposition(|date| date.as_ref().is_some_and(|date| date < since));
        begin = begin.max(old.map_or(0, |old| old + 1));
    }
    Ok((begin, end))
}

fn date_of(stored: &StoredEdition) -> Option<Date> {
    let edition = &stored.edition;
    let dates = [&edition.published, &edition.effective, &edition.captured];
    dates.into_iter().find_map(Clone::clone)
}

fn same_as(found: Return, name: impl Fn(usize) -> Option<String>, date: Option<Date>) -> SameAs {
    SameAs {
        revision: name(found.to).unwrap_or_default(),
        date,
        undoes: found.undoes.and_then(&name),
        repeats: found.repeats.and_then(&name),
    }
}

/// The editions of a stored document in one language, oldest first; the one that was stored first where none is named.
pub fn editions(
    store: &Store,
    document: &DocumentName,
    language: Option<&str>,
) -> Result<Vec<StoredEdition>, Failure> {
    let all = store.editions(document)?;
    let first = store.resolve(document.as_str(), language, None, 0);
    let language = match (language, all.first()) {
        (None, Some(oldest)) => oldest.edition.language.clone(),
        _ => first?.edition.language,
    };
    Ok(all.into_iter().filter(|stored| stored.edition.language == language).collect())
}
