//! Blame by clause: which state brought each clause of a text, and which last changed its wording and its substance.
//!
//! The states are gone through from the oldest. Each is compared with the one before it; a clause keeps its record
//! through moves, renames, splits, merges and new numbers. What left the text is remembered, so that a clause that
//! comes back is the old one; a text that comes back whole (A → B → A) takes its records back without being compared.
//!
//! ```text
//! state     1              2              3              4
//! text      A  B           A' B  C        B  A'          A' B
//!           │  │           │  │  └ new 2  │  │           │  └ moved 4
//! records   1  1    A: wording 2          └ moved 3      └ moved 4
//! ```

mod lost;
mod records;
mod result;
mod units;

pub use result::{Blame, BlamedClause, BlamedText, Origin, Step, StepKind};

use super::result::Entry;
use super::timeline::{Reader, Reading, States};
use crate::diff::{Change, ChangeKind, Comparison, Place, Significance};
use crate::model::{Lines, Moment};
use lost::Lost;
use records::Record;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use units::{Unit, units};

/// A state's clauses with their records.
struct Text {
    units: Vec<Unit>,
    records: Vec<Record>,
}

/// Blames the clauses of the newest state that has a text.
///
/// # Errors
/// What the reader says of the first state that it cannot read.
pub fn blame<R: Reader>(states: &States, address: &str, reader: &mut R) -> Result<Blame, R::Error> {
    let mut known: HashMap<&str, (Rc<Text>, Reading, usize)> = HashMap::new();
    let mut before: Option<(usize, Reading, Rc<Text>)> = None;
    let mut lost = Lost::default();
    for (at, content) in states.contents.iter().enumerate() {
        let Some(content) = content.as_deref() else { continue };
        if let Some((text, reading, _)) = known.get(content) {
            if let Some((_, _, gone)) = before.take().filter(|(_, _, gone)| !Rc::ptr_eq(gone, text)) {
                let kept: HashSet<&str> = text.units.iter().map(|unit| unit.key.as_str()).collect();
                let is_gone =
                    |at: usize| gone.units.get(at).is_some_and(|unit| !kept.contains(unit.key.as_str()));
                lost.add_all(&gone.units, &gone.records, is_gone);
            }
            before = Some((at, reading.clone(), Rc::clone(text)));
            continue;
        }
        let reading = reader.read(at)?;
        let own = units(&reading.document);
        let records = match &before {
            None => own.iter().map(|unit| Record::new(unit, at)).collect(),
            Some((old, older, text)) => {
                let comparison = reader.compare((*old, older), (at, &reading))?;
                let links = Links::new(&comparison, &text.units, &own);
                // What this state drops may be what it brings elsewhere.
                lost.add_all(&text.units, &text.records, |place| !links.has_new(place));
                carried(at, text, &own, &links, &mut lost)
            }
        };
        let text = Rc::new(Text { units: own, records });
        known.insert(content, (Rc::clone(&text), reading.clone(), at));
        before = Some((at, reading, text));
    }
    let commit = before.as_ref().and_then(|(at, _, _)| origin(states, *at).commit);
    let clauses = before.map(|(_, _, text)| clauses(states, &text)).unwrap_or_default();
    Ok(Blame::new(BlamedText { address: address.to_owned(), commit }, clauses))
}

/// The records of a state's clauses.
fn carried(at: usize, old: &Text, new: &[Unit], links: &Links, lost: &mut Lost) -> Vec<Record> {
    let mut out = Vec::with_capacity(new.len());
    for (place, unit) in new.iter().enumerate() {
        let sources = links.old_of(place);
        let is_substantive = links.is_substantive(place);
        let parts: Vec<(&Unit, &Record)> = sources
            .iter()
            .filter_map(|from| Some((old.units.get(*from)?, old.records.get(*from)?)))
            .collect();
        let mut record = match parts.as_slice() {
            [] => lost.find(unit, at, &old.records).unwrap_or_else(|| Record::new(unit, at)),
            [(from, record)] => {
                let is_part = links.is_split(sources.first().copied());
                let part = if is_part { record.part(unit) } else { None };
                part.unwrap_or_else(|| {
                    let mut record = Record::clone(record);
                    record.reword(from, unit, at, is_substantive);
                    record
                })
            }
            parts => Record::merge(parts, unit, at, is_substantive).unwrap_or_else(|| Record::new(unit, at)),
        };
        for step in links.steps(place) {
            record.step(at, *step);
        }
        out.push(record);
    }
    out
}

/// Which clauses of two states belong together.
struct Links {
    /// By the new clause: the old ones.
    old: Vec<Vec<usize>>,
    /// By the old clause: how many new ones it has.
    parts: Vec<usize>,
    steps: Vec<Vec<StepKind>>,
    significance: Vec<Option<Significance>>,
}

impl Links {
    fn new(comparison: &Comparison, old: &[Unit], new: &[Unit]) -> Self {
        let mut links = Self {
            old: vec![Vec::new(); new.len()],
            parts: vec![0; old.len()],
            steps: vec![Vec::new(); new.len()],
            significance: vec![None; new.len()],
        };
        let (old_lines, new_lines) = (by_lines(old), by_lines(new));
        for pair in &comparison.alignment {
            let (from, to) = (old_lines.get(&lines(pair.old)), new_lines.get(&lines(pair.new)));
            if let (Some(from), Some(to)) = (from, to) {
                // Several clauses on one line are in the same order on both sides.
                from.iter().zip(to).for_each(|(from, to)| links.tie(*from, *to));
            }
        }
        let (old_ids, new_ids) = (by_id(old), by_id(new));
        for change in &comparison.changes {
            links.read(change, &old_ids, &new_ids);
        }
        links
    }

    fn tie(&mut self, from: usize, to: usize) {
        let (Some(sources), Some(parts)) = (self.old.get_mut(to), self.parts.get_mut(from)) else { return };
        if !sources.contains(&from) {
            sources.push(from);
            *parts += 1;
        }
    }

    fn read(&mut self, change: &Change, old: &HashMap<&str, usize>, new: &HashMap<&str, usize>) {
        let places = |places: &[Place], ids: &HashMap<&str, usize>| -> Vec<usize> {
            places.iter().flat_map(own_ids).filter_map(|id| ids.get(id).copied()).collect()
        };
        let (from, to) = (places(&change.old, old), places(&change.new, new));
        if matches!(change.kind, ChangeKind::Split | ChangeKind::Merged) {
            for from in &from {
                to.iter().for_each(|to| self.tie(*from, *to));
            }
        } else if let ([from], [to]) = (from.as_slice(), to.as_slice()) {
            self.tie(*from, *to);
        }
        let step = match change.kind {
            ChangeKind::Moved => Some(StepKind::Moved),
            ChangeKind::Split => Some(StepKind::Split),
            ChangeKind::Merged => Some(StepKind::Merged),
            ChangeKind::Renumbered => Some(StepKind::Renumbered),
            _ => None,
        };
        for to in to {
            if let (Some(step), Some(steps)) = (step, self.steps.get_mut(to)) {
                steps.push(step);
            }
            if let Some(significance) = self.significance.get_mut(to) {
                *significance = (*significance).max(Some(change.significance));
            }
        }
    }

    fn old_of(&self, new: usize) -> &[usize] {
        self.old.get(new).map_or(&[], Vec::as_slice)
    }

    fn has_new(&self, old: usize) -> bool {
        self.parts.get(old).is_some_and(|parts| *parts > 0)
    }

    fn steps(&self, new: usize) -> &[StepKind] {
        self.steps.get(new).map_or(&[], Vec::as_slice)
    }

    fn is_split(&self, old: Option<usize>) -> bool {
        old.and_then(|old| self.parts.get(old)).is_some_and(|parts| *parts > 1)
    }

    fn is_substantive(&self, new: usize) -> bool {
        self.significance.get(new).copied().flatten() >= Some(Significance::Substantive)
    }
}

/// The ids of a place: its own, and those of a section's parts.
fn own_ids(place: &Place) -> impl Iterator<Item = &str> {
    std::iter::once(place.id.as_str()).chain(place.parts.iter().map(|part| part.id.as_str()))
}

fn lines(lines: Lines) -> (usize, usize) {
    (lines.first, lines.last)
}

fn by_lines(units: &[Unit]) -> HashMap<(usize, usize), Vec<usize>> {
    let mut all: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, unit) in units.iter().enumerate() {
        all.entry(lines(unit.lines)).or_default().push(at);
    }
    all
}

fn by_id(units: &[Unit]) -> HashMap<&str, usize> {
    units.iter().enumerate().map(|(at, unit)| (unit.id.as_str(), at)).collect()
}

/// The clauses with the states that made them.
fn clauses(states: &States, text: &Text) -> Vec<BlamedClause> {
    let clause = |(unit, record): (&Unit, &Record)| BlamedClause {
        id: unit.id.clone(),
        cite: unit.cite.clone(),
        lines: unit.lines,
        text: unit.text.clone(),
        introduced: origin(states, record.made.introduced),
        last_wording: origin(states, record.made.wording),
        last_substance: origin(states, record.made.substance),
        path: record
            .path
            .iter()
            .map(|(at, what)| Step { origin: origin(states, *at), what: *what })
            .collect(),
    };
    text.units.iter().zip(&text.records).map(clause).collect()
}

/// A state by its place.
fn origin(states: &States, at: usize) -> Origin {
    let day = states.days.get(at).cloned().flatten();
    let Some(entry) = states.entries.get(at) else {
        return Origin { state: String::new(), commit: None, date: day, subject: None };
    };
    let Entry { revision, id, commit, committed, .. } = entry;
    Origin {
        state: revision.clone(),
        commit: commit.is_some().then(|| id.clone()),
        date: day.or_else(|| committed.and_then(Moment::date)),
        subject: commit.as_ref().map(|commit| commit.subject.clone()),
    }
}
