//! What a rule found, as ranges of the two texts.

use super::catalogue::RuleId;
use rustc_hash::FxHashMap;
use std::hash::Hash;
use std::ops::Range;

/// A rule that fired, with the ranges of its evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The rule's id.
    pub id: RuleId,
    /// What the old text has.
    pub old: Option<Range<usize>>,
    /// What the new text has.
    pub new: Option<Range<usize>>,
}

/// Something that an edit touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched<T> {
    /// The step that touches it first.
    pub step: usize,
    /// Steps between which no sentence ends share this number.
    pub sentence: usize,
    /// Where it is.
    pub range: Range<usize>,
    /// What it is.
    pub thing: T,
}

/// Takes away what both sides have, one for one; things are the same whose keys are.
pub fn cancel<T, K: Hash + Eq>(
    old: &mut Vec<Touched<T>>,
    new: &mut Vec<Touched<T>>,
    old_key: impl Fn(&Touched<T>) -> K,
    new_key: impl Fn(&Touched<T>) -> K,
) {
    // How many of each key the new side still has, and how many of them were taken.
    let mut counts: FxHashMap<K, (usize, usize)> = FxHashMap::default();
    for right in new.iter() {
        counts.entry(new_key(right)).or_default().0 += 1;
    }
    old.retain(|left| match counts.get_mut(&old_key(left)) {
        Some((left, taken)) if *left > 0 => {
            (*left, *taken) = (*left - 1, *taken + 1);
            false
        }
        _ => true,
    });
    new.retain(|right| match counts.get_mut(&new_key(right)) {
        Some((_, taken)) if *taken > 0 => {
            *taken -= 1;
            false
        }
        _ => true,
    });
}

/// One side's find with the other side's.
pub type Pair<T> = (Option<Touched<T>>, Option<Touched<T>>);

/// Pairs in their order what the same step strikes and puts in; the rest stays alone.
pub fn pairs<T>(old: Vec<Touched<T>>, new: Vec<Touched<T>>) -> Vec<Pair<T>> {
    let mut new = new.into_iter().peekable();
    let mut out = Vec::new();
    for left in old {
        while let Some(earlier) = new.next_if(|right| right.step < left.step) {
            out.push((None, Some(earlier)));
        }
        let partner = new.next_if(|right| right.step == left.step);
        out.push((Some(left), partner));
    }
    out.extend(new.map(|right| (None, Some(right))));
    out
}
