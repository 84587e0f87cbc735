//! What is known of a clause at one state: which states made it, sentence by sentence.

use super::result::StepKind;
use super::units::Unit;
use std::collections::HashMap;

/// The states, by their places, that made a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Made {
    pub introduced: usize,
    pub wording: usize,
    pub substance: usize,
}

impl Made {
    pub fn at(state: usize) -> Self {
        Self { introduced: state, wording: state, substance: state }
    }

    /// The same text with another wording since `state`.
    fn reworded(self, state: usize, is_substantive: bool) -> Self {
        Self { wording: state, substance: if is_substantive { state } else { self.substance }, ..self }
    }
}

/// What is known of a clause.
#[derive(Debug, Clone)]
pub struct Record {
    pub made: Made,
    /// Its sentences by their wording.
    pub sentences: HashMap<String, Made>,
    /// Wordings that it had before, each with the states that had made it then.
    pub former: HashMap<String, Made>,
    pub path: Vec<(usize, StepKind)>,
}

impl Record {
    /// A clause that a state brings.
    pub fn new(unit: &Unit, state: usize) -> Self {
        let made = Made::at(state);
        let sentences = unit.sentences.iter().map(|key| (key.clone(), made)).collect();
        Self { made, sentences, former: HashMap::new(), path: Vec::new() }
    }

    /// Notes what happened to it beside its wording.
    pub fn step(&mut self, state: usize, what: StepKind) {
        if !self.path.contains(&(state, what)) {
            self.path.push((state, what));
        }
    }

    /// The same clause with the text of `new` since `state`. A wording that it had before counts as that one.
    pub fn reword(&mut self, old: &Unit, new: &Unit, state: usize, is_substantive: bool) {
        if old.key == new.key {
            return;
        }
        self.former.insert(old.key.clone(), self.made);
        self.made = match self.former.get(&new.key) {
            Some(then) => Made { introduced: self.made.introduced, ..*then },
            None => self.made.reworded(state, is_substantive),
        };
        self.sentences = carry(&self.sentences, new, state, is_substantive);
    }

    /// A part of a clause that was split: it has the history of the sentences that it holds. `None` where it holds
    /// other sentences as well.
    pub fn part(&self, part: &Unit) -> Option<Self> {
        let own: Option<Vec<(&String, Made)>> =
            part.sentences.iter().map(|key| Some((key, *self.sentences.get(key)?))).collect();
        let own = own.filter(|own| !own.is_empty())?;
        let longest = own.iter().max_by_key(|(key, _)| key.len()).map(|(_, made)| made.introduced)?;
        let made = Made {
            introduced: longest,
            wording: own.iter().map(|(_, made)| made.wording).max()?,
            substance: own.iter().map(|(_, made)| made.substance).max()?,
        };
        let sentences = own.into_iter().map(|(key, made)| (key.clone(), made)).collect();
        Some(Self { made, sentences, former: HashMap::new(), path: self.path.clone() })
    }

    /// One clause out of several. Its beginning is that of the longest part; joining them is no change of wording where
    /// every sentence lives on.
    pub fn merge(parts: &[(&Unit, &Self)], new: &Unit, state: usize, is_substantive: bool) -> Option<Self> {
        let (longest, first) = parts.iter().max_by_key(|(unit, _)| unit.key.len())?;
        let mut merged = Self::clone(first);
        let mut sentences = HashMap::new();
        for (_, record) in parts {
            sentences.extend(record.sentences.iter().map(|(key, made)| (key.clone(), *made)));
        }
        let joined: String = parts.iter().map(|(unit, _)| unit.key.as_str()).collect();
        if joined == new.key || new.sentences.iter().all(|key| sentences.contains_key(key)) {
            let newest = |of: fn(&Made) -> usize| parts.iter().map(|(_, record)| of(&record.made)).max();
            merged.made.wording = newest(|made| made.wording)?;
            merged.made.substance = newest(|made| made.substance)?;
            merged.sentences = carry(&sentences, new, state, is_substantive);
        } else {
            merged.sentences = sentences;
            merged.reword(longest, new, state, is_substantive);
        }
        Some(merged)
    }
}

/// The sentences of a text: those that were there before keep their states.
fn carry(
    old: &HashMap<String, Made>,
    new: &Unit,
    state: usize,
    is_substantive: bool,
) -> HashMap<String, Made> {
    let known = |key: &String| new.sentences.contains(key);
    let mut lost: Vec<(&String, &Made)> = old.iter().filter(|(key, _)| !known(key)).collect();
    lost.sort();
    let mut out = HashMap::new();
    for key in &new.sentences {
        let made = match old.get(key) {
            Some(made) => *made,
            None => {
                let likened = lost.iter().enumerate().map(|(at, (old, _))| (alike(old, key), at));
                let best =
                    likened.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(likeness, _)| *likeness >= SAME);
                match best {
                    Some((_, at)) => lost.remove(at).1.reworded(state, is_substantive),
                    None => Made::at(state),
                }
            }
        };
        out.insert(key.clone(), made);
    }
    out
}

/// Least likeness of two wordings of one sentence: as for blocks elsewhere in a text, more than half.
const SAME: f64 = 0.5;

/// How much of two wordings is the same, by their pairs of characters (Dice).
fn alike(a: &str, b: &str) -> f64 {
    strsim::sorensen_dice(a, b)
}
