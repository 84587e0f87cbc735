//! Which old unit is which new one, as far as the passes have settled it.

use super::order::{self, Weighted};
use crate::diff::result::MatchedBy;
use crate::diff::unit::Units;

/// What a unit weighs beside its text where the order is settled: each one that moved must be reported, so of two
/// explanations that move about the same number of words the one with fewer moves is taken.
const TOLD: u64 = 4;

/// What part of its section's matched text a heading weighs beside its own words. With the whole, text under a heading
/// that stayed counts twice against text whose heading is new: on the labelled revisions that reported 7 wrong moves, a
/// quarter none.
const HEADING_SHARE: u64 = 4;

/// What ties a unit to its counterpart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// The counterpart's position.
    pub other: usize,
    /// The pass that found it.
    pub by: MatchedBy,
    /// Similarity of the two wordings, 0 to 1.
    pub score: f64,
}

/// One block that became several, or several that became one; positions in rising order.
#[derive(Debug, Clone, PartialEq)]
pub struct Regrouping {
    /// The old units.
    pub old: Vec<usize>,
    /// The new units.
    pub new: Vec<usize>,
    /// Similarity of the two sides.
    pub score: f64,
}

/// The matching of two lists of units.
#[derive(Debug, Clone)]
pub struct Matching {
    forward: Vec<Option<Tie>>,
    backward: Vec<Option<Tie>>,
    /// Splits and merges. All their units are taken; the first of each side are tied to each other.
    pub regroupings: Vec<Regrouping>,
    grouped_old: Vec<bool>,
    grouped_new: Vec<bool>,
}

impl Matching {
    /// Nothing matched yet.
    #[must_use]
    pub fn new(old: usize, new: usize) -> Self {
        Self {
            forward: vec![None; old],
            backward: vec![None; new],
            regroupings: Vec::new(),
            grouped_old: vec![false; old],
            grouped_new: vec![false; new],
        }
    }

    /// Ties two units; those tied before are let go.
    pub fn tie(&mut self, old: usize, new: usize, by: MatchedBy, score: f64) {
        self.untie(old);
        if let Some(before) = self.backward[new] {
            self.untie(before.other);
        }
        self.forward[old] = Some(Tie { other: new, by, score });
        self.backward[new] = Some(Tie { other: old, by, score });
    }

    /// Lets the old unit and its counterpart go.
    pub fn untie(&mut self, old: usize) {
        if let Some(tie) = self.forward[old].take() {
            self.backward[tie.other] = None;
        }
    }

    /// Records a split or merge; its first units must be tied to each other.
    pub fn regroup(&mut self, regrouping: Regrouping) {
        for &old in &regrouping.old {
            self.grouped_old[old] = true;
        }
        for &new in &regrouping.new {
            self.grouped_new[new] = true;
        }
        self.regroupings.push(regrouping);
    }

    /// The counterpart of an old unit.
    #[must_use]
    pub fn of_old(&self, old: usize) -> Option<Tie> {
        self.forward.get(old).copied().flatten()
    }

    /// The counterpart of a new unit.
    #[must_use]
    pub fn of_new(&self, new: usize) -> Option<Tie> {
        self.backward.get(new).copied().flatten()
    }

    /// Whether an old unit has neither counterpart nor place in a split or merge.
    #[must_use]
    pub fn is_free_old(&self, old: usize) -> bool {
        self.forward.get(old).is_some_and(Option::is_none) && !self.grouped_old[old]
    }

    /// Whether a new unit has neither counterpart nor place in a split or merge.
    #[must_use]
    pub fn is_free_new(&self, new: usize) -> bool {
        self.backward.get(new).is_some_and(Option::is_none) && !self.grouped_new[new]
    }

    /// Whether an old unit is part of a split or merge.
    #[must_use]
    pub fn is_grouped_old(&self, old: usize) -> bool {
        self.grouped_old.get(old).copied().unwrap_or(false)
    }

    /// Whether a new unit is part of a split or merge.
    #[must_use]
    pub fn is_grouped_new(&self, new: usize) -> bool {
        self.grouped_new.get(new).copied().unwrap_or(false)
    }

    /// The free old units in order.
    #[must_use]
    pub fn free_old(&self) -> Vec<usize> {
        (0..self.forward.len()).filter(|&old| self.is_free_old(old)).collect()
    }

    /// The free new units in order.
    #[must_use]
    pub fn free_new(&self) -> Vec<usize> {
        (0..self.backward.len()).filter(|&new| self.is_free_new(new)).collect()
    }

    /// The tied pairs in old order.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, Tie)> + '_ {
        self.forward.iter().enumerate().filter_map(|(old, tie)| tie.map(|tie| (old, tie)))
    }

    /// The tied pairs that keep the order on both sides, chosen so that the heaviest text stays in place. A heading
    /// weighs a part of what its section's matched text weighs, so that it stays with its text.
    #[must_use]
    pub fn in_order(&self, old: &Units, new: &Units) -> Vec<(usize, usize)> {
        let pairs: Vec<(usize, Tie)> = self.pairs().collect();
        let targets: Vec<usize> = pairs.iter().map(|(_, tie)| tie.other).collect();
        let mut kept = order::in_order_with_all(&targets);
        let mut at = 0;
        while at < pairs.len() {
            let run = pairs.len() - at;
            let crossed = kept[at..].iter().position(|kept| *kept).unwrap_or(run);
            let weighted: Vec<Weighted> = pairs[at..at + crossed]
                .iter()
                .map(|&(position, tie)| Weighted {
                    old: position,
                    new: tie.other,
                    weight: self.weight(old, new, position, tie),
                })
                .collect();
            kept[at..at + crossed].copy_from_slice(&order::heaviest_in_order(&weighted));
            at += crossed + 1;
        }
        pairs.iter().zip(kept).filter(|(_, kept)| *kept).map(|((old, tie), _)| (*old, tie.other)).collect()
    }

    fn weight(&self, old: &Units, new: &Units, position: usize, tie: Tie) -> u64 {
        let unit = &old.list[position];
        let own = unit.weight().min(new.list[tie.other].weight()) + TOLD;
        if !unit.is_heading() {
            return own;
        }
        let target = new.own_blocks(new.list[tie.other].section);
        let held: u64 = old
            .own_blocks(unit.section)
            .filter(|&block| self.of_old(block).is_some_and(|tie| target.contains(&tie.other)))
            .map(|block| old.list[block].weight())
            .sum();
        own + held / HEADING_SHARE
    }
}
