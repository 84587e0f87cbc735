//! How much better it is that a sentence or block was left out than that its neighbours hold it, or that one of them
//! was left out instead: the margin of the alignment over the best one nearby that says otherwise, as a log-likelihood
//! ratio.

use crate::translation::align::bead::{BEADS, Scoring};
use crate::translation::align::best_path::{Bead, within};
use std::ops::Range;

/// However clear it is, and where nothing near could hold it: of the sentences with a margin above this no more are
/// right the higher it is.
const CLEAR: f64 = 5.2;

/// Beads on each side that are looked at: no neighbour is farther.
const NEAR: usize = 100;
/// Cells of the table of two blocks that are compared at most.
const MOST: usize = 10_000;

/// Gives every bead with an empty side its margin as score. Lines of a parallel text hold nothing together, and have
/// none.
pub fn margins(beads: &mut [Bead], scoring: &Scoring) {
    if !(scoring.source.blocks && scoring.target.blocks) {
        return;
    }
    for at in 0..beads.len() {
        if !beads[at].is_pair() {
            let first = at.saturating_sub(NEAR);
            let near = &beads[first..beads.len().min(at + NEAR)];
            let on_source = beads[at].target.is_empty();
            let margin = Gap { beads: near, scoring, on_source }.margin(at - first);
            beads[at].score = margin.clamp(-CLEAR, CLEAR);
        }
    }
}

/// A bead with an empty side, and those around it.
struct Gap<'a> {
    beads: &'a [Bead],
    scoring: &'a Scoring<'a>,
    /// Whether the source has what was left out.
    on_source: bool,
}

impl Gap<'_> {
    fn margin(&self, at: usize) -> f64 {
        let own = self.item(&self.beads[at]);
        let whole = !self.beads.iter().any(|bead| bead.is_pair() && self.item(bead) == own);
        let (before, behind) = (&self.beads[..at], &self.beads[at + 1..]);
        if whole {
            let pairs =
                [before.iter().rfind(|bead| bead.is_pair()), behind.iter().find(|bead| bead.is_pair())];
            pairs
                .into_iter()
                .flatten()
                .filter_map(|pair| self.block(own?, self.item(pair)?))
                .fold(CLEAR, f64::min)
        } else {
            let next = [before.last(), behind.first()];
            let next = next.into_iter().flatten().filter(|bead| bead.is_pair() && self.item(bead) == own);
            next.map(|pair| self.sentence(&self.beads[at], pair)).fold(CLEAR, f64::min)
        }
    }

    /// The item of a bead on the side that has what was left out.
    fn item(&self, bead: &Bead) -> Option<usize> {
        let shape = if self.on_source { self.scoring.source } else { self.scoring.target };
        let own = self.own(bead);
        shape.item.get(own.start).copied().filter(|_| !own.is_empty())
    }

    fn own<'b>(&self, bead: &'b Bead) -> &'b Range<usize> {
        if self.on_source { &bead.source } else { &bead.target }
    }

    fn other<'b>(&self, bead: &'b Bead) -> &'b Range<usize> {
        if self.on_source { &bead.target } else { &bead.source }
    }

    /// The score of two groups, the first of the side that has what was left out.
    fn score(&self, own: &Range<usize>, other: &Range<usize>) -> f64 {
        let (source, target) = if self.on_source { (own, other) } else { (other, own) };
        let kind = BEADS.iter().position(|kind| *kind == (source.len(), target.len()));
        let score = kind.and_then(|kind| self.scoring.bead(kind, source.start, target.start));
        score.unwrap_or(f64::NEG_INFINITY)
    }

    /// Against the neighbour holding the sentence too, or having it in its own place.
    fn sentence(&self, alone: &Bead, pair: &Bead) -> f64 {
        let prior = self.scoring.priors[if self.on_source { 1 } else { 2 }];
        let (left, own) = (self.own(alone), self.own(pair));
        let both = left.start.min(own.start)..left.end.max(own.end);
        let held = self.score(&both, self.other(pair));
        let instead = self.score(left, self.other(pair)) + prior * own.len() as f64;
        pair.score + prior - held.max(instead)
    }

    /// Against the block of the neighbour being left out in its place.
    fn block(&self, alone: usize, near: usize) -> Option<f64> {
        let all = |item: usize, side: &dyn Fn(&Bead) -> Range<usize>| {
            let ranges = self.beads.iter().filter(|bead| self.item(bead) == Some(item)).map(side);
            let ranges = ranges.filter(|range| !range.is_empty());
            ranges.reduce(|all, range| all.start.min(range.start)..all.end.max(range.end))
        };
        let left = all(alone, &|bead| self.own(bead).clone())?;
        let own = all(near, &|bead| self.own(bead).clone())?;
        let other = all(near, &|bead| self.other(bead).clone())?;
        let fit = |own: &Range<usize>| {
            let (rows, columns) = if self.on_source { (own, &other) } else { (&other, own) };
            let small = rows.len().saturating_mul(columns.len()) <= MOST;
            let fit = small.then(|| within(self.scoring, rows, columns)).flatten();
            fit.map(|(score, _)| score - self.scoring.block_alone(own.len()))
        };
        Some(fit(&own)? - fit(&left)?)
    }
}
