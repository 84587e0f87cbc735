//! What moved: the matched units that do not fit the heaviest order-keeping subset, whole sections reported as one.

use super::order::{self, Weighted};
use super::similar_text::ELSEWHERE_WEIGHT;
use super::state::{Matching, Tie};
use crate::diff::options::Options;
use crate::diff::result::MatchedBy;
use crate::diff::unit::{Unit, Units};

/// What moved.
#[derive(Debug, Clone, Default)]
pub struct Moves {
    /// For each old unit whether it moved by itself.
    pub units: Vec<bool>,
    /// The sections that moved whole, old and new, outermost only.
    pub sections: Vec<(usize, usize)>,
    /// For each old unit whether it went along with a section that moved whole.
    pub carried: Vec<bool>,
}

/// The part of a section's matched text that must have moved along for the section to have moved whole.
const WHOLE: f64 = 0.5;

/// Finds what moved. Pairs that are alike enough in one place and turn out to stand in different ones are let go: a
/// wrong move is worse than a removal with an addition.
pub fn find(matching: &mut Matching, old: &Units, new: &Units, options: &Options) -> Moves {
    let mut moved: Vec<bool> = vec![false; old.list.len()];
    for (position, _) in matching.pairs() {
        moved[position] = true;
    }
    for (position, _) in matching.in_order(old, new) {
        moved[position] = false;
    }
    let mut moves = Moves { units: moved, sections: Vec::new(), carried: vec![false; old.list.len()] };
    let mut section = 0;
    while section < old.document.sections.len() {
        let heading = old.heading_of[section].filter(|&heading| moves.units[heading]);
        section = match heading.and_then(|heading| whole_section(&mut moves, matching, old, new, heading)) {
            Some(end) => end,
            None => section + 1,
        };
    }
    for position in 0..old.list.len() {
        let Some(tie) = matching.of_old(position).filter(|_| moves.units[position]) else { continue };
        if !is_sure(&old.list[position], tie, options) && !matching.is_grouped_old(position) {
            matching.untie(position);
            moves.units[position] = false;
        }
    }
    moves
}

/// Whether a pair is sure enough to be reported as a move: equal text, or a block of some length that kept enough of it.
fn is_sure(unit: &Unit, tie: Tie, options: &Options) -> bool {
    let equal = matches!(tie.by, MatchedBy::UniqueText | MatchedBy::Context);
    equal || !unit.is_heading() && tie.score >= options.elsewhere && unit.weight() >= ELSEWHERE_WEIGHT
}

/// Takes a section as moved whole when its text went along with its heading; gives the section behind it. A section
/// under another heading must have taken most of all its text along, not just of what is left of it.
fn whole_section(
    moves: &mut Moves,
    matching: &Matching,
    old: &Units,
    new: &Units,
    heading: usize,
) -> Option<usize> {
    let from = old.list[heading].section;
    let tie = matching.of_old(heading)?;
    let to = new.list[tie.other].section;
    let target = new.span_of[to].clone();
    let (mut along, mut tied, mut all) = (0, 0, 0);
    for position in old.span_of[from].clone() {
        let weight = old.list[position].weight();
        all += weight;
        let Some(tie) = matching.of_old(position) else { continue };
        tied += weight;
        if moves.units[position] && target.contains(&tie.other) {
            along += weight;
        }
    }
    let same_heading = matches!(tie.by, MatchedBy::UniqueText | MatchedBy::Context);
    let of = if same_heading { tied } else { all };
    if (along as f64) < WHOLE * of as f64 {
        return None;
    }
    let went_along: Vec<Weighted> = old.span_of[from]
        .clone()
        .filter_map(|position| {
            let tie = matching.of_old(position).filter(|tie| target.contains(&tie.other))?;
            Some(Weighted { old: position, new: tie.other, weight: old.list[position].weight() })
        })
        .collect();
    // What changed its place inside the section that moved is distinguished from it.
    for (pair, kept) in went_along.iter().zip(order::heaviest_in_order(&went_along)) {
        moves.units[pair.old] = !kept;
        moves.carried[pair.old] = kept;
    }
    moves.sections.push((from, to));
    Some(old.document.sections[from].end)
}
