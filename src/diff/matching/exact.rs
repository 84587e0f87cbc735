//! Equal text: what occurs once on each side, what is beside a matched pair, what is left over in order.

use super::keys::Keys;
use super::order;
use super::state::Matching;
use crate::diff::result::MatchedBy;
use crate::diff::unit::Units;
use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A text repeated on both sides is carried over to another place only when it is long enough to be no coincidence:
/// `Yes.` or `Not applicable.` are not. About ten words.
const MOVED_REPEAT_WEIGHT: u64 = 10;

/// Ties free units whose key occurs once among the free units of each side.
pub fn unique(matching: &mut Matching, keys: &Keys, least_weight: u64, old: &Units) {
    let mut seen: FxHashMap<u64, [(usize, usize); 2]> = FxHashMap::default();
    for position in matching.free_old() {
        let entry = &mut seen.entry(keys.of_old(position)).or_default()[0];
        *entry = (entry.0 + 1, position);
    }
    for position in matching.free_new() {
        if let Some(entry) = seen.get_mut(&keys.of_new(position)) {
            entry[1] = (entry[1].0 + 1, position);
        }
    }
    for position in matching.free_old() {
        if let Some([(1, _), (1, new)]) = seen.get(&keys.of_old(position))
            && old.list[position].weight() >= least_weight
        {
            matching.tie(position, *new, MatchedBy::UniqueText, 1.0);
        }
    }
}

/// From which tied pairs [`context`] goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// From those that keep the order: a repeated text beside a clause that moved may be the one that stayed elsewhere.
    InOrder,
    /// From all.
    All,
}

/// Ties equal units that stand beside a tied pair, and from the ends of the text, as far as they reach.
pub fn context(matching: &mut Matching, keys: &Keys, (old, new): (&Units, &Units), from: From) {
    let (olds, news) = (keys.old_len(), keys.new_len());
    let mut starts = vec![from == From::All; olds];
    if from == From::InOrder {
        for (position, _) in matching.in_order(old, new) {
            starts[position] = true;
        }
    }
    let mut forward = Some(0);
    for (old, start) in starts.iter_mut().enumerate() {
        if let (Some(new), true) = (forward, matching.is_free_old(old))
            && new < news
            && matching.is_free_new(new)
            && keys.of_old(old) == keys.of_new(new)
        {
            matching.tie(old, new, MatchedBy::Context, 1.0);
            *start = true;
        }
        forward = matching.of_old(old).filter(|_| *start).map(|tie| tie.other + 1);
    }
    let mut backward = news.checked_sub(1);
    for (old, start) in starts.iter_mut().enumerate().rev() {
        if let (Some(new), true) = (backward, matching.is_free_old(old))
            && matching.is_free_new(new)
            && keys.of_old(old) == keys.of_new(new)
        {
            matching.tie(old, new, MatchedBy::Context, 1.0);
            *start = true;
        }
        backward = matching.of_old(old).filter(|_| *start).and_then(|tie| tie.other.checked_sub(1));
    }
}

/// Ties equal units that are left over, in order, gap by gap; then beside any tied pair; then those whose text is left
/// over once on each side.
pub fn leftover(matching: &mut Matching, keys: &Keys, old: &Units, new: &Units) {
    let anchors = matching.in_order(old, new);
    let old_gaps = order::gaps(keys.old_len(), anchors.iter().map(|anchor| anchor.0));
    let mut by_new: Vec<usize> = anchors.iter().map(|anchor| anchor.1).collect();
    by_new.sort_unstable();
    let new_gaps = order::gaps(keys.new_len(), by_new);
    let (free_old, free_new) = (matching.free_old(), matching.free_new());
    let (mut i, mut j) = (0, 0);
    while i < free_old.len() && j < free_new.len() {
        let (a, b) = (old_gaps[free_old[i]], new_gaps[free_new[j]]);
        let old_run = free_old[i..].iter().take_while(|&&position| old_gaps[position] == a).count();
        let new_run = free_new[j..].iter().take_while(|&&position| new_gaps[position] == b).count();
        if a == b {
            same_gap(matching, keys, &free_old[i..i + old_run], &free_new[j..j + new_run]);
        }
        i += if a <= b { old_run } else { 0 };
        j += if b <= a { new_run } else { 0 };
    }
    context(matching, keys, (old, new), From::All);
    unique(matching, keys, MOVED_REPEAT_WEIGHT, old);
}

/// Ties a heading with a block of the same wording that became it, or the other way round: `**Scope**` and `## Scope`.
/// Both must be alone with their wording, and one of them a heading.
pub fn across(matching: &mut Matching, keys: &mut Keys, old: &Units, new: &Units) {
    let (free_old, free_new) = (matching.free_old(), matching.free_new());
    if free_old.is_empty() || free_new.is_empty() {
        return;
    }
    keys.forget_headings();
    let mut seen: FxHashMap<u64, [Vec<usize>; 2]> = FxHashMap::default();
    for &position in &free_old {
        seen.entry(keys.of_old(position)).or_default()[0].push(position);
    }
    for &position in &free_new {
        if let Some(entry) = seen.get_mut(&keys.of_new(position)) {
            entry[1].push(position);
        }
    }
    for &position in &free_old {
        if let Some([from, to]) = seen.get(&keys.of_old(position))
            && let ([from], [to]) = (from.as_slice(), to.as_slice())
            && old.list[*from].is_heading() != new.list[*to].is_heading()
        {
            matching.tie(*from, *to, MatchedBy::UniqueText, 1.0);
        }
    }
}

fn same_gap(matching: &mut Matching, keys: &Keys, old: &[usize], new: &[usize]) {
    let a: Vec<u64> = old.iter().map(|&position| keys.of_old(position)).collect();
    let b: Vec<u64> = new.iter().map(|&position| keys.of_new(position)).collect();
    for op in capture_diff_slices(Algorithm::Patience, &a, &b) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            for step in 0..len {
                matching.tie(old[old_index + step], new[new_index + step], MatchedBy::Context, 1.0);
            }
        }
    }
}
