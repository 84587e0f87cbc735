//! Splits and merges: one block whose text is found in several adjacent ones of the other side.

use super::features::{Bag, Features};
use super::similar_text::Index;
use super::state::{Matching, Regrouping};
use crate::diff::result::MatchedBy;
use crate::diff::unit::{Unit, Units};
use crate::model::BlockKind;

/// The part of a piece's weight that must be found in the whole, and not in its other pieces already.
const PIECE_SHARE: f64 = 0.6;
/// The same for a piece that is right beside the others, where it was edited as well.
const ADJACENT_SHARE: f64 = 0.4;
/// Similarity of the whole and all its pieces together.
const WHOLE_SIMILARITY: f64 = 0.6;
/// The whole has at least this weight (about words): two short lines are no split.
const WHOLE_WEIGHT: u64 = 8;
/// A piece has at least this weight.
const PIECE_WEIGHT: u64 = 3;
/// A pair as similar as this has nothing left to give to another piece.
const COMPLETE: f64 = 0.985;
/// How much the similarity must rise with each piece.
const RISE: f64 = 0.02;
/// Most pieces looked for; bounds the work.
const MOST_PIECES: usize = 16;
/// A piece may stand behind this many units that belong elsewhere: one that was inserted, removed or moved there.
const SKIPPED: usize = 2;

/// Finds splits, then merges.
pub fn find(matching: &mut Matching, features: &Features, old: &Units, new: &Units) {
    for whole_is_old in [true, false] {
        let (whole, pieces) = if whole_is_old { (old, new) } else { (new, old) };
        let sides = Sides { features, whole, pieces, whole_is_old };
        let free = if whole_is_old { matching.free_new() } else { matching.free_old() };
        let index = Index::new(features, &free, |at| sides.piece_bag(at));
        for at in 0..whole.list.len() {
            if let Some((run, score)) = sides.pieces_of(matching, &index, at) {
                sides.record(matching, at, run, score);
            }
        }
    }
}

/// Headings, rows of tables, entries of front matter and code are not divided like paragraphs.
fn is_running_text(unit: &Unit) -> bool {
    matches!(unit.block, Some(BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote | BlockKind::Html))
}

struct Sides<'a> {
    features: &'a Features,
    whole: &'a Units<'a>,
    pieces: &'a Units<'a>,
    whole_is_old: bool,
}

impl<'a> Sides<'a> {
    fn whole_bag(&self, at: usize) -> Option<&'a Bag> {
        if self.whole_is_old { self.features.old(at) } else { self.features.new_side(at) }
    }

    fn piece_bag(&self, at: usize) -> Option<&'a Bag> {
        if self.whole_is_old { self.features.new_side(at) } else { self.features.old(at) }
    }

    fn piece_is_free(&self, matching: &Matching, at: usize) -> bool {
        let free = if self.whole_is_old { matching.is_free_new(at) } else { matching.is_free_old(at) };
        free && self
            .pieces
            .list
            .get(at)
            .is_some_and(|unit| is_running_text(unit) && unit.weight() >= PIECE_WEIGHT)
    }

    /// The run of adjacent pieces of the unit `at` and how similar they are to it together.
    fn pieces_of(&self, matching: &Matching, index: &Index, at: usize) -> Option<(Vec<usize>, f64)> {
        let unit = self.whole.list.get(at)?;
        if !is_running_text(unit) || unit.weight() < WHOLE_WEIGHT {
            return None;
        }
        let grouped =
            if self.whole_is_old { matching.is_grouped_old(at) } else { matching.is_grouped_new(at) };
        let tie = if self.whole_is_old { matching.of_old(at) } else { matching.of_new(at) };
        let bag = self.whole_bag(at).filter(|_| !grouped)?;
        let seed = match tie {
            Some(tie) if tie.score >= COMPLETE => return None,
            Some(tie) => tie.other,
            None => self.seed(matching, index, bag)?,
        };
        if tie.is_some()
            && (matching.is_grouped_new(seed) && self.whole_is_old
                || matching.is_grouped_old(seed) && !self.whole_is_old)
        {
            return None;
        }
        let mut run = vec![seed];
        let mut all = self.features.together(self.piece_bag(seed));
        let mut score = self.features.similarity(bag, &all);
        loop {
            let left = run.first().map_or(0..0, |&first| first.saturating_sub(1 + SKIPPED)..first).rev();
            let right = run.last().map_or(0..0, |&last| last + 1..last + 2 + SKIPPED);
            let beside =
                [run.first().and_then(|first| first.checked_sub(1)), run.last().map(|last| last + 1)];
            let grown = left.chain(right).find_map(|next| {
                let share = if beside.contains(&Some(next)) { ADJACENT_SHARE } else { PIECE_SHARE };
                let (grown, rise) = self.grow(matching, bag, &all, (next, share))?;
                Some((next, grown, rise))
            });
            let Some((next, grown, better)) = grown.filter(|_| run.len() < MOST_PIECES) else { break };
            run.push(next);
            run.sort_unstable();
            (all, score) = (grown, better);
        }
        (run.len() > 1 && score >= WHOLE_SIMILARITY).then_some((run, score))
    }

    /// The free unit elsewhere that is most surely a piece of `bag`.
    fn seed(&self, matching: &Matching, index: &Index, bag: &Bag) -> Option<usize> {
        let share = |at: &usize| {
            let piece = self.piece_bag(*at)?;
            (piece.mass > 0.0).then(|| self.features.shared(bag, piece) / piece.mass)
        };
        index.look_up(self.features, bag).into_iter().find(|at| {
            self.piece_is_free(matching, *at) && share(at).is_some_and(|share| share >= PIECE_SHARE)
        })
    }

    /// The pieces with `next` added and their similarity to the whole, if `next` is a piece of it with at least this share.
    fn grow(
        &self,
        matching: &Matching,
        bag: &Bag,
        all: &Bag,
        (next, least): (usize, f64),
    ) -> Option<(Bag, f64)> {
        let piece =
            self.piece_bag(next).filter(|piece| piece.mass > 0.0 && self.piece_is_free(matching, next))?;
        let grown = self.features.together([all, piece]);
        let won = self.features.shared(bag, &grown) - self.features.shared(bag, all);
        let score = self.features.similarity(bag, &grown);
        (won / piece.mass >= least && score >= self.features.similarity(bag, all) + RISE)
            .then_some((grown, score))
    }

    fn record(&self, matching: &mut Matching, at: usize, run: Vec<usize>, score: f64) {
        let (old, new) = if self.whole_is_old { (vec![at], run) } else { (run, vec![at]) };
        if let (Some(&first_old), Some(&first_new)) = (old.first(), new.first()) {
            matching.tie(first_old, first_new, MatchedBy::Similarity, score);
            matching.regroup(Regrouping { old, new, score });
        }
    }
}
