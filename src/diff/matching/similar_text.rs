//! Similar text: candidates through an inverted index over rare words, the most similar tied first.

use super::features::{Bag, Features};
use super::order;
use super::state::Matching;
use crate::diff::options::Options;
use crate::diff::result::MatchedBy;
use crate::diff::unit::Units;
use rustc_hash::FxHashMap;

/// A word that is in more units than this is not looked up: it finds too much and says too little.
const RARE: usize = 64;
/// How many of a unit's rarest words are looked up.
const LOOKED_UP: usize = 24;
/// How many of the units found are compared in full.
const COMPARED: usize = 12;
/// How many free units around the expected place are compared even without a rare word in common.
const NEARBY: usize = 3;
/// A block in the same place that keeps this much is the same block, whatever looks like it elsewhere: a near copy put
/// in somewhere else does not pull the block away.
const CERTAIN_IN_PLACE: f64 = 0.45;
/// What standing in the same place adds to the similarity when candidates are ranked.
const IN_PLACE_BONUS: f64 = 0.2;
/// A block that is found elsewhere must have at least this weight (about words): short texts repeat by chance.
pub const ELSEWHERE_WEIGHT: u64 = 8;
/// And be this much more similar than the next best.
const ELSEWHERE_MARGIN: f64 = 0.1;

struct Candidate {
    old: usize,
    new: usize,
    score: f64,
    in_place: bool,
}

/// Ties free units by similarity.
pub fn tie(matching: &mut Matching, features: &Features, old: &Units, new: &Units, options: &Options) {
    let mut candidates = candidates(matching, features, old, new, options);
    candidates.sort_by(|a, b| {
        let rank = |c: &Candidate| c.score + if c.in_place { IN_PLACE_BONUS } else { 0.0 };
        rank(b).total_cmp(&rank(a)).then(a.old.cmp(&b.old)).then(a.new.cmp(&b.new))
    });
    for candidate in candidates.iter().filter(|c| c.in_place && c.score >= CERTAIN_IN_PLACE) {
        settle(matching, candidate);
    }
    let rivals = Rivals::new(&candidates);
    for candidate in &candidates {
        if candidate.in_place || rivals.are_clear_of(candidate, matching) {
            settle(matching, candidate);
        }
    }
}

/// The candidates by the units that they would tie: `(old, new, score)`.
struct Rivals {
    by_old: FxHashMap<usize, Vec<(usize, usize, f64)>>,
    by_new: FxHashMap<usize, Vec<(usize, usize, f64)>>,
}

impl Rivals {
    fn new(candidates: &[Candidate]) -> Self {
        let mut rivals = Self { by_old: FxHashMap::default(), by_new: FxHashMap::default() };
        for c in candidates {
            rivals.by_old.entry(c.old).or_default().push((c.old, c.new, c.score));
            rivals.by_new.entry(c.new).or_default().push((c.old, c.new, c.score));
        }
        for list in rivals.by_old.values_mut().chain(rivals.by_new.values_mut()) {
            list.sort_by(|a, b| b.2.total_cmp(&a.2));
        }
        rivals
    }

    /// Whether no other free unit comes close to being the counterpart of either.
    fn are_clear_of(&self, candidate: &Candidate, matching: &Matching) -> bool {
        let near = |rival: &&(usize, usize, f64)| rival.2 > candidate.score - ELSEWHERE_MARGIN;
        let close = |&(old, new, _): &(usize, usize, f64)| {
            (old, new) != (candidate.old, candidate.new)
                && matching.is_free_old(old)
                && matching.is_free_new(new)
        };
        let of_old = self.by_old.get(&candidate.old).into_iter().flatten().take_while(near);
        let of_new = self.by_new.get(&candidate.new).into_iter().flatten().take_while(near);
        !of_old.chain(of_new).any(close)
    }
}

fn settle(matching: &mut Matching, candidate: &Candidate) {
    if matching.is_free_old(candidate.old) && matching.is_free_new(candidate.new) {
        matching.tie(candidate.old, candidate.new, MatchedBy::Similarity, candidate.score);
    }
}

fn candidates(
    matching: &Matching,
    features: &Features,
    old: &Units,
    new: &Units,
    options: &Options,
) -> Vec<Candidate> {
    let place = Places::new(matching, old, new);
    let (free_old, free_new) = (matching.free_old(), matching.free_new());
    let index = Index::new(features, &free_new, |at| features.new_side(at));
    let mut out = Vec::new();
    for &from in &free_old {
        let Some(bag) = features.old(from) else { continue };
        let mut found = index.look_up(features, bag);
        found.extend(place.nearby(from, &free_new));
        found.sort_unstable();
        found.dedup();
        for to in found {
            let Some(other) = features.new_side(to) else { continue };
            if old.list[from].is_heading() || new.list[to].is_heading() {
                continue;
            }
            let in_place = place.same(from, to);
            let score = features.similarity(bag, other);
            let enough = if in_place {
                score >= options.same_place
            } else {
                score >= options.elsewhere
                    && old.list[from].weight().min(new.list[to].weight()) >= ELSEWHERE_WEIGHT
            };
            if enough {
                out.push(Candidate { old: from, new: to, score, in_place });
            }
        }
    }
    out
}

/// Which units stand in the same place: in the same gap between tied pairs that keep the order, or right behind or
/// before the same tied pair (inside a section that moved whole there are no pairs that keep the order).
pub struct Places {
    old: Vec<usize>,
    new: Vec<usize>,
    /// For each old unit the counterparts of the nearest tied units before and behind it.
    around_old: Vec<(Option<usize>, Option<usize>)>,
    /// For each new unit the nearest tied units before and behind it.
    around_new: Vec<(Option<usize>, Option<usize>)>,
}

impl Places {
    /// Works out the gaps.
    #[must_use]
    pub fn new(matching: &Matching, old: &Units, new: &Units) -> Self {
        let anchors = matching.in_order(old, new);
        Self {
            old: order::gaps(old.list.len(), anchors.iter().map(|anchor| anchor.0)),
            new: order::gaps(new.list.len(), anchors.iter().map(|anchor| anchor.1)),
            around_old: around(old.list.len(), |at| matching.of_old(at).map(|tie| tie.other)),
            around_new: around(new.list.len(), |at| matching.of_new(at).map(|_| at)),
        }
    }

    /// Whether both stand in the same place.
    #[must_use]
    pub fn same(&self, old: usize, new: usize) -> bool {
        let ((before, behind), (left, right)) = (self.around_old[old], self.around_new[new]);
        self.old[old] == self.new[new]
            || before.is_some() && before == left
            || behind.is_some() && behind == right
    }

    /// The free new units of the same gap that are nearest to the same rank in it.
    fn nearby(&self, old: usize, free_new: &[usize]) -> Vec<usize> {
        let gap = self.old[old];
        let start = free_new.partition_point(|&new| self.new[new] < gap);
        let end = start + free_new[start..].partition_point(|&new| self.new[new] == gap);
        let first = self.old.partition_point(|&other| other < gap);
        let middle = (start + (old - first)).min(end);
        free_new[middle.saturating_sub(NEARBY).max(start)..(middle + NEARBY + 1).min(end)].to_vec()
    }
}

/// For each position the value of the nearest ones before and behind it that have one.
fn around(length: usize, value: impl Fn(usize) -> Option<usize>) -> Vec<(Option<usize>, Option<usize>)> {
    let mut out = vec![(None, None); length];
    let (mut before, mut behind) = (None, None);
    for at in 0..length {
        out[at].0 = before;
        before = value(at).or(before);
        let back = length - 1 - at;
        out[back].1 = behind;
        behind = value(back).or(behind);
    }
    out
}

/// From a feature to the units of one side that have it.
pub struct Index {
    postings: Vec<Vec<usize>>,
}

impl Index {
    /// Indexes these units, whose features `bag` gives.
    #[must_use]
    pub fn new<'a>(features: &Features, positions: &[usize], bag: impl Fn(usize) -> Option<&'a Bag>) -> Self {
        let mut postings = vec![Vec::new(); features.len()];
        for &position in positions {
            for &(feature, _) in bag(position).map_or(&[][..], |bag| &bag.counts) {
                postings[feature as usize].push(position);
            }
        }
        Self { postings }
    }

    /// The units that share most weight in rare words with `bag`, the best first.
    #[must_use]
    pub fn look_up(&self, features: &Features, bag: &Bag) -> Vec<usize> {
        let mut rare: Vec<(usize, u32)> = bag
            .counts
            .iter()
            .map(|&(feature, _)| (self.postings[feature as usize].len(), feature))
            .filter(|(count, _)| (1..=RARE).contains(count))
            .collect();
        rare.sort_unstable();
        let mut found: Vec<(usize, f64)> = rare
            .iter()
            .take(LOOKED_UP)
            .flat_map(|&(_, feature)| {
                self.postings[feature as usize]
                    .iter()
                    .map(move |&position| (position, features.weight(feature)))
            })
            .collect();
        found.sort_unstable_by_key(|(position, _)| *position);
        let mut totals: Vec<(usize, f64)> = Vec::new();
        for (position, weight) in found {
            match totals.last_mut() {
                Some((last, total)) if *last == position => *total += weight,
                _ => totals.push((position, weight)),
            }
        }
        totals.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        totals.into_iter().take(COMPARED).map(|(position, _)| position).collect()
    }
}
