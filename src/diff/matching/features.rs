//! The words of units as weighted features, and how similar two units are by them.

use crate::diff::parallel;
use crate::diff::unit::{Unit, Units, hash};
use crate::text::fold;
use crate::text::token::{Class, Cut};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The features of one unit: how often each occurs, sorted by feature.
#[derive(Debug, Clone, Default)]
pub struct Bag {
    /// `(feature, count)`, rising.
    pub counts: Vec<(u32, u32)>,
    /// Sum of the weights of all occurrences.
    pub mass: f64,
}

/// The features of the units that were asked for, on both sides, and what each feature weighs.
#[derive(Debug, Default)]
pub struct Features {
    old: FxHashMap<usize, Bag>,
    new: FxHashMap<usize, Bag>,
    weights: Vec<f64>,
}

/// Words of up to three letters are mostly function words; they say less about which block this is.
const SHORT_WORD_WEIGHT: f64 = 0.4;
/// The longest word that counts as short, in characters.
const SHORT_WORD: usize = 3;
/// Bytes of a word with its space, for the room to make at first.
const BYTES_A_WORD: usize = 6;
/// Of two adjacent ideographs; a word has about two.
const PAIR_WEIGHT: f64 = 0.7;

impl Features {
    /// Works out the features of these units.
    #[must_use]
    pub fn new(old: &Units, new: &Units, of_old: &[usize], of_new: &[usize]) -> Self {
        let mut known: FxHashMap<u64, u32> = FxHashMap::default();
        let mut base = Vec::new();
        let mut spread: Vec<[u32; 2]> = Vec::new();
        let mut side = |units: &Units, positions: &[usize], side: usize| -> FxHashMap<usize, Bag> {
            let mut bags = FxHashMap::default();
            let length = |position: &usize| units.list[*position].text.len();
            let found = parallel::map(positions, length, |position| all(&units.list[*position]));
            for (&position, found) in positions.iter().zip(found) {
                let mut ids: Vec<u32> = Vec::with_capacity(found.len());
                for (feature, weight) in found {
                    let id = *known.entry(feature).or_insert_with(|| {
                        base.push(weight);
                        spread.push([0, 0]);
                        u32::try_from(base.len() - 1).unwrap_or(u32::MAX)
                    });
                    ids.push(id);
                }
                ids.sort_unstable();
                let mut counts: Vec<(u32, u32)> = Vec::new();
                for id in ids {
                    match counts.last_mut() {
                        Some((last, count)) if *last == id => *count += 1,
                        _ => counts.push((id, 1)),
                    }
                }
                for &(id, _) in &counts {
                    spread[id as usize][side] += 1;
                }
                bags.insert(position, Bag { counts, mass: 0.0 });
            }
            bags
        };
        let (mut old, mut new) = (side(old, of_old, 0), side(new, of_new, 1));
        // A feature that many units share says less: its weight falls with the root of their number on one side.
        let weights: Vec<f64> = base
            .iter()
            .zip(&spread)
            .map(|(base, [old, new])| base / f64::from((*old).max(*new).max(1)).sqrt())
            .collect();
        for bag in old.values_mut().chain(new.values_mut()) {
            bag.mass = bag.counts.iter().map(|&(id, count)| weights[id as usize] * f64::from(count)).sum();
        }
        Self { old, new, weights }
    }

    /// The features of an old unit.
    #[must_use]
    pub fn old(&self, position: usize) -> Option<&Bag> {
        self.old.get(&position)
    }

    /// The features of a new unit.
    #[must_use]
    pub fn new_side(&self, position: usize) -> Option<&Bag> {
        self.new.get(&position)
    }

    /// The weight of a feature.
    #[must_use]
    pub fn weight(&self, feature: u32) -> f64 {
        self.weights.get(feature as usize).copied().unwrap_or(0.0)
    }

    /// Number of features.
    #[must_use]
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// The weight that two bags share.
    #[must_use]
    pub fn shared(&self, a: &Bag, b: &Bag) -> f64 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some(&(left, n)), Some(&(right, m))) = (a.counts.get(i), b.counts.get(j)) {
            if left == right {
                sum += self.weight(left) * f64::from(n.min(m));
            }
            i += usize::from(left <= right);
            j += usize::from(right <= left);
        }
        sum
    }

    /// Weighted Dice coefficient of two bags, 0 to 1.
    #[must_use]
    pub fn similarity(&self, a: &Bag, b: &Bag) -> f64 {
        let mass = a.mass + b.mass;
        if mass > 0.0 { 2.0 * self.shared(a, b) / mass } else { 0.0 }
    }

    /// The features of several units together.
    #[must_use]
    pub fn together<'a>(&self, bags: impl IntoIterator<Item = &'a Bag>) -> Bag {
        let mut all: Vec<(u32, u32)> = Vec::new();
        let mut mass = 0.0;
        for bag in bags {
            all.extend_from_slice(&bag.counts);
            mass += bag.mass;
        }
        all.sort_unstable();
        let mut counts: Vec<(u32, u32)> = Vec::with_capacity(all.len());
        for (id, count) in all {
            match counts.last_mut() {
                Some((last, sum)) if *last == id => *sum += count,
                _ => counts.push((id, count)),
            }
        }
        Bag { counts, mass }
    }
}

/// Calls `take` with each feature of a unit and its weight: words and numbers in lower case, ideographs in pairs.
fn all(unit: &Unit) -> Vec<(u64, f64)> {
    let mut out = Vec::with_capacity(unit.text.len() / BYTES_A_WORD + 1);
    let mut take = |feature: u64, weight: f64| out.push((feature, weight));
    let mut before: Option<(u32, &str)> = None;
    for token in unit.tokens(Cut::Characters) {
        let text = token.of(unit.text);
        let ideograph = token.class == Class::Ideograph;
        match token.class {
            Class::Word | Class::Number => {
                // Most words are in plain lower case already.
                let plain = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
                let key = if plain { Cow::Borrowed(text) } else { fold::key(text).to_lowercase().into() };
                let short = key.chars().nth(SHORT_WORD).is_none() && token.class == Class::Word;
                take(hash(key.as_ref()), if short { SHORT_WORD_WEIGHT } else { 1.0 });
            }
            Class::Ideograph => {
                take(hash(text), PAIR_WEIGHT / 2.0);
                if let Some((_, left)) = before.filter(|(end, _)| *end == token.start) {
                    take(hash((left, text)), PAIR_WEIGHT);
                }
            }
            _ => {}
        }
        before = ideograph.then_some((token.end, text));
    }
    out
}
