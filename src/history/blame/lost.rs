//! Clauses that left the text. One that comes back, or turns up elsewhere, is the old one and no new one.

use super::records::Record;
use super::result::StepKind;
use super::units::Unit;
use std::collections::{HashMap, HashSet};

/// Clauses that are remembered. A history that swaps its whole text every day would fill the memory.
const MOST: usize = 20_000;

/// A word that more lost clauses share says nothing of which one comes back.
const COMMON: usize = 200;

/// Least percentage of a clause's words that a lost clause must have had for it to be that one: most of its words carry
/// over.
const CARRIED: usize = 60;

/// Least percentage of the lost clause's words that must be left: a word or two of a long clause are not that clause.
const LEFT: usize = 40;

/// Least words of a clause that is known again by some of its words.
const WORDS: usize = 5;

/// The clauses that left.
#[derive(Default)]
pub struct Lost {
    units: Vec<(Unit, Record)>,
    by_key: HashMap<String, usize>,
    by_word: HashMap<String, Vec<usize>>,
    taken: HashSet<usize>,
}

impl Lost {
    /// Remembers the clauses of a text of which `is_gone` says, by their places, that the next one does not have them.
    pub fn add_all(&mut self, units: &[Unit], records: &[Record], is_gone: impl Fn(usize) -> bool) {
        for (at, (unit, record)) in units.iter().zip(records).enumerate() {
            if is_gone(at) && !unit.key.is_empty() && self.units.len() < MOST {
                self.add(unit, record);
            }
        }
    }

    fn add(&mut self, unit: &Unit, record: &Record) {
        let at = self.units.len();
        if let Some(known) = self.by_key.insert(unit.key.clone(), at) {
            self.taken.insert(known);
        }
        for word in unit.words.keys() {
            self.by_word.entry(word.clone()).or_default().push(at);
        }
        self.units.push((unit.clone(), record.clone()));
    }

    /// The record of a clause that has no counterpart in the text before: that of the same wording lost earlier, of the
    /// sentences of another clause of the text before, or of a lost clause with most of its words.
    pub fn find(&mut self, unit: &Unit, state: usize, before: &[Record]) -> Option<Record> {
        if let Some(at) = self.by_key.get(&unit.key).copied().filter(|at| !self.taken.contains(at)) {
            self.taken.insert(at);
            let mut record = self.units.get(at)?.1.clone();
            record.step(state, StepKind::Returned);
            return Some(record);
        }
        let words: usize = unit.words.values().sum();
        if words < WORDS {
            return None;
        }
        let part = before.iter().find_map(|record| record.part(unit));
        if let Some(mut part) = part {
            part.step(state, StepKind::Split);
            return Some(part);
        }
        let at = self.nearest(unit, words)?;
        self.taken.insert(at);
        let (old, record) = self.units.get(at)?;
        let mut record = record.clone();
        record.reword(old, unit, state, true);
        record.step(state, StepKind::Returned);
        Some(record)
    }

    fn nearest(&self, unit: &Unit, words: usize) -> Option<usize> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for (word, count) in &unit.words {
            let postings = self.by_word.get(word).map_or(&[][..], Vec::as_slice);
            if postings.len() > COMMON {
                continue;
            }
            for at in postings.iter().filter(|at| !self.taken.contains(at)) {
                let own = self.units.get(*at).and_then(|(old, _)| old.words.get(word));
                *shared.entry(*at).or_insert(0) += own.map_or(0, |own| *own.min(count));
            }
        }
        let best = shared.into_iter().max_by_key(|(at, shared)| (*shared, *at)).map(|(at, _)| at)?;
        let old = &self.units.get(best)?.0;
        let common: usize =
            unit.words.iter().map(|(word, count)| old.words.get(word).map_or(0, |own| *own.min(count))).sum();
        let is_share = |all: usize, least: usize| common * 100 >= all * least;
        (is_share(words, CARRIED) && is_share(old.words.values().sum(), LEFT)).then_some(best)
    }
}
