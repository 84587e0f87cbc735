//! The loop over the states of a text, oldest first: each is read, compared with the one before, and listed.

use super::result::{Entry, SameAs};
use crate::diff::{Comparison, Return, returns};
use crate::model::{Date, Document};
use std::sync::Arc;

/// The states of a text, oldest first: what is known of them without reading any.
#[derive(Debug, Clone, Default)]
pub struct States {
    /// Their entries, without comparison and measures.
    pub entries: Vec<Entry>,
    /// What distinguishes their contents, such as hashes; none where the text was removed.
    pub contents: Vec<Option<String>>,
    /// The days by which they are chosen.
    pub days: Vec<Option<Date>>,
}

/// The states that are asked for, by their places, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first.
    pub first: usize,
    /// The last.
    pub last: usize,
    /// Whether the history goes on before the oldest state, so that it is not known what that one changed.
    pub is_cut: bool,
}

/// A state that was read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What it holds.
    pub document: Arc<Document>,
    /// The day of its publication, where the text itself says it.
    pub published: Option<Date>,
    /// The day from which it binds, where the text itself says it.
    pub effective: Option<Date>,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What came of the states in a window.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// Their entries, newest first, each compared with the state before it.
    pub entries: Vec<Entry>,
    /// The document of the newest state that has a text.
    pub newest: Option<Arc<Document>>,
}

/// Reads and compares states by their places. It may remember what it did: the loop asks for the same pair again where
/// a text returns.
pub trait Reader {
    /// Why a state cannot be read.
    type Error;

    /// Reads a state that was not removed.
    ///
    /// # Errors
    /// When it cannot be read.
    fn read(&mut self, at: usize) -> Result<Reading, Self::Error>;

    /// Compares two states that were read.
    ///
    /// # Errors
    /// When they cannot be compared.
    fn compare(&mut self, old: (usize, &Reading), new: (usize, &Reading)) -> Result<Comparison, Self::Error>;
}

impl Window {
    /// From the state after `from` to `to`, without those before the day `since`. `None` stands for the beginning and
    /// the end.
    #[must_use]
    pub fn new(states: &States, from: Option<usize>, to: Option<usize>, since: Option<&Date>) -> Self {
        let last = to.unwrap_or(states.entries.len().saturating_sub(1));
        let mut first = from.map_or(0, |from| from + 1);
        if let Some(since) = since {
            // A state without a date is as old as the one before it.
            let old = states.days.iter().rposition(|day| day.as_ref().is_some_and(|day| day < since));
            first = first.max(old.map_or(0, |old| old + 1));
        }
        Self { first, last, is_cut: false }
    }

    /// The number of states that are read: the ones asked for, and the one that the first is compared with.
    #[must_use]
    pub fn steps(&self) -> usize {
        (self.last + 1).saturating_sub(self.begin())
    }

    fn begin(&self) -> usize {
        self.first.saturating_sub(1).min(self.last)
    }
}

/// Reads the states in a window and compares each with the one before it.
///
/// # Errors
/// What the reader says of the first state that it cannot read.
pub fn timeline<R: Reader>(states: States, window: Window, reader: &mut R) -> Result<Timeline, R::Error> {
    let returned = returned(&states);
    let mut before: Option<(usize, Reading)> = None;
    let mut listed = Vec::new();
    let within = states.entries.into_iter().enumerate().zip(returned);
    for ((at, mut entry), same_as) in within.take(window.last + 1).skip(window.begin()) {
        // What the oldest state of a cut history changed is not known.
        let is_asked = at >= window.first && !(window.is_cut && at == 0);
        if !entry.is_removed {
            let reading = reader.read(at)?;
            if let Some((old, older)) = &before {
                entry.comparison = Some(reader.compare((*old, older), (at, &reading))?);
            }
            measure(&mut entry, &reading, before.as_ref().map(|(_, older)| older));
            entry.same_as = same_as;
            before = Some((at, reading));
        }
        if is_asked {
            listed.push(entry);
        }
    }
    listed.reverse();
    Ok(Timeline { entries: listed, newest: before.map(|(_, reading)| reading.document) })
}

/// Fills in what reading a state shows. A date that the text before stated too is not this state's own.
fn measure(entry: &mut Entry, reading: &Reading, older: Option<&Reading>) {
    let own = |date: &Option<Date>, former: Option<&Option<Date>>| {
        date.clone().filter(|_| former.is_none_or(|former| former != date))
    };
    let published = own(&reading.published, older.map(|older| &older.published));
    let effective = own(&reading.effective, older.map(|older| &older.effective));
    entry.published = entry.published.take().or(published);
    entry.effective = entry.effective.take().or(effective);
    entry.title = entry.title.take().or_else(|| reading.document.title.clone());
    entry.sha256.clone_from(&reading.sha256);
    entry.sections = reading.document.section_count();
    entry.blocks = reading.document.blocks.len();
}

/// Which earlier state each one returns to.
fn returned(states: &States) -> Vec<Option<SameAs>> {
    let name = |at: usize| states.entries.get(at).map(|entry| entry.revision.clone());
    let has_text = |at: &usize| states.contents.get(*at).is_some_and(Option::is_some);
    let same_as = |found: Return| SameAs {
        revision: name(found.to).unwrap_or_default(),
        date: states.days.get(found.to).cloned().flatten(),
        // That a removed text exists again takes back no change that is in the list.
        undoes: found.undoes.filter(has_text).and_then(name),
        repeats: found.repeats.filter(|at| has_text(&(at - 1))).and_then(name),
    };
    returns(&states.contents).into_iter().map(|found| found.map(same_as)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Reader, Reading, States, Timeline, Window, timeline};
    use crate::diff::{self, Comparison};
    use crate::formats::{self, Format};
    use crate::history::Entry;
    use crate::model::Date;
    use std::sync::Arc;

    struct Texts(Vec<&'static str>);

    impl Reader for Texts {
        type Error = usize;

        fn read(&mut self, at: usize) -> Result<Reading, usize> {
            let document = formats::read(self.0[at].as_bytes(), Format::Markdown).map_err(|_| at)?;
            let dates = formats::stated_dates(&document);
            let (published, effective) = (dates.published, dates.effective);
            Ok(Reading { document: Arc::new(document), published, effective, sha256: String::new() })
        }

        fn compare(&mut self, old: (usize, &Reading), new: (usize, &Reading)) -> Result<Comparison, usize> {
            Ok(diff::compare(&old.1.document, &new.1.document, &diff::Options::default()))
        }
    }

    fn states(texts: &[&str]) -> States {
        let entry = |at: usize| Entry {
            is_removed: texts[at].is_empty(),
            ..Entry::new(format!("r{at}"), format!("r{at}"))
        };
        States {
            entries: (0..texts.len()).map(entry).collect(),
            contents: texts.iter().map(|text| (!text.is_empty()).then(|| (*text).to_owned())).collect(),
            days: (0..texts.len()).map(|at| Date::new(&format!("2020-01-0{}", at + 1)).ok()).collect(),
        }
    }

    const A: &str = "# T\n\nLast updated: January 1, 2020.\n\nOne.\n";
    const B: &str = "# T\n\nLast updated: January 1, 2020.\n\nTwo.\n";

    #[test]
    fn a_window_is_told_newest_first_and_reads_one_state_before_it() {
        let texts = [A, B, "", A, B];
        let Timeline { entries: listed, newest } = {
            let states = states(&texts);
            let window = Window::new(&states, Some(0), None, None);
            timeline(states, window, &mut Texts(texts.to_vec())).unwrap()
        };
        let names: Vec<_> = listed.iter().map(|entry| entry.revision.as_str()).collect();
        assert_eq!(names, ["r4", "r3", "r2", "r1"]);
        assert_eq!(newest.unwrap().blocks.len(), 2);
        let same = |at: usize| listed[at].same_as.as_ref().map(|same| same.revision.as_str());
        assert_eq!([same(0), same(1), same(2), same(3)], [Some("r1"), Some("r0"), None, None]);
        assert!(listed[2].comparison.is_none() && listed[1].comparison.is_some());
        assert!(listed.iter().all(|entry| entry.published.is_none()), "no state stated another date");
    }

    #[test]
    fn days_and_a_cut_history_bound_the_window() {
        let texts = [A, B, A];
        let states = states(&texts);
        let since = Date::new("2020-01-03").unwrap();
        assert_eq!(Window::new(&states, None, None, Some(&since)).first, 2);
        let window = Window { is_cut: true, ..Window::new(&states, None, None, None) };
        let listed = timeline(states, window, &mut Texts(texts.to_vec())).unwrap().entries;
        assert_eq!(listed.len(), 2, "what the oldest state changed is not known");
    }
}
