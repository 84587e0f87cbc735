//! Headings whose wording differs: a section is the one that its text went to.

use super::features::Features;
use super::state::Matching;
use crate::diff::result::MatchedBy;
use crate::diff::unit::Units;
use rustc_hash::FxHashMap;

/// Part of the smaller section's own text that must be found in the other one. Below it, a section that was removed
/// and left a paragraph behind in a new section would count as renamed.
const LEAST_SHARE: f64 = 1.0 / 3.0;

/// Least similarity of two headings that text alone does not settle: half of their words.
const LEAST_LIKENESS: f64 = 0.5;

/// Ties free headings whose sections exchange most of their matched text.
pub fn by_content(matching: &mut Matching, old: &Units, new: &Units) {
    if !any_free(matching, old, new) {
        return;
    }
    let mass = shared_mass(matching, old, new);
    let mut best_new: FxHashMap<usize, (u64, usize)> = FxHashMap::default();
    let mut best_old: FxHashMap<usize, (u64, usize)> = FxHashMap::default();
    for &((from, to), weight) in &mass {
        let rank = |best: Option<&(u64, usize)>| best.is_none_or(|(most, _)| weight > *most);
        if rank(best_new.get(&from)) {
            best_new.insert(from, (weight, to));
        }
        if rank(best_old.get(&to)) {
            best_old.insert(to, (weight, from));
        }
    }
    for &((from, to), weight) in &mass {
        let mutual = best_new.get(&from).is_some_and(|best| best.1 == to)
            && best_old.get(&to).is_some_and(|best| best.1 == from);
        let (Some(heading), Some(target)) = (old.heading_of[from], new.heading_of[to]) else { continue };
        let smaller = own_weight(old, from).min(own_weight(new, to));
        let share = weight as f64 / smaller.max(1) as f64;
        if mutual && share >= LEAST_SHARE && matching.is_free_old(heading) && matching.is_free_new(target) {
            matching.tie(heading, target, MatchedBy::Content, share.min(1.0));
        }
    }
}

/// Whether both sides have a heading without a counterpart.
fn any_free(matching: &Matching, old: &Units, new: &Units) -> bool {
    let free = |units: &Units, is_free: &dyn Fn(usize) -> bool| {
        units.heading_of.iter().flatten().any(|&at| is_free(at))
    };
    free(old, &|at| matching.is_free_old(at)) && free(new, &|at| matching.is_free_new(at))
}

/// Ties free headings whose wording is alike and whose sections exchange any text: one whose text went to several
/// places is still the same section where it stayed.
pub fn by_wording(matching: &mut Matching, features: &Features, old: &Units, new: &Units) {
    if !any_free(matching, old, new) {
        return;
    }
    let mut alike: Vec<(f64, usize, usize)> = Vec::new();
    for ((from, to), _) in shared_mass(matching, old, new) {
        let (Some(heading), Some(target)) = (old.heading_of[from], new.heading_of[to]) else { continue };
        if let (Some(a), Some(b)) = (features.old(heading), features.new_side(target)) {
            let score = features.similarity(a, b);
            if score >= LEAST_LIKENESS && matching.is_free_old(heading) && matching.is_free_new(target) {
                alike.push((score, heading, target));
            }
        }
    }
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (score, heading, target) in alike {
        if matching.is_free_old(heading) && matching.is_free_new(target) {
            matching.tie(heading, target, MatchedBy::Similarity, score);
        }
    }
}

/// The weight of matched text by old and new section, in order. A subsection that is tied speaks for its parents.
fn shared_mass(matching: &Matching, old: &Units, new: &Units) -> Vec<((usize, usize), u64)> {
    let mut mass: FxHashMap<(usize, usize), u64> = FxHashMap::default();
    for (position, tie) in matching.pairs() {
        let (unit, other) = (&old.list[position], &new.list[tie.other]);
        match (unit.is_heading(), other.is_heading()) {
            (false, false) => *mass.entry((unit.section, other.section)).or_default() += unit.weight(),
            (true, true) => {
                let parents =
                    (old.document.sections[unit.section].parent, new.document.sections[other.section].parent);
                if let (Some(from), Some(to)) = parents {
                    *mass.entry((from, to)).or_default() += unit.weight();
                }
            }
            _ => {}
        }
    }
    let mut mass: Vec<_> = mass.into_iter().collect();
    mass.sort_unstable();
    mass
}

/// The weight of what is directly under a section: its blocks and the headings of its subsections.
fn own_weight(units: &Units, section: usize) -> u64 {
    let blocks: u64 = units.own_blocks(section).map(|block| units.list[block].weight()).sum();
    let mut child = section + 1;
    let end = units.document.sections[section].end;
    let mut headings = 0;
    while child < end {
        headings += units.heading_of[child].map_or(0, |heading| units.list[heading].weight());
        child = units.document.sections[child].end.max(child + 1);
    }
    blocks + headings
}
