//! What moved: the matched units that do not fit the heaviest order-keeping subset, whole sections told as one.

use super::matching::Matching;
use super::unit::Units;

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

/// Finds what moved.
#[must_use]
pub fn find(matching: &Matching, old: &Units, new: &Units) -> Moves {
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
    moves
}

/// Takes a section as moved whole when its text went along with its heading; gives the section behind it.
fn whole_section(
    moves: &mut Moves,
    matching: &Matching,
    old: &Units,
    new: &Units,
    heading: usize,
) -> Option<usize> {
    let from = old.list[heading].section;
    let to = new.list[matching.of_old(heading)?.other].section;
    let target = new.span_of[to].clone();
    let (mut along, mut all) = (0, 0);
    for position in old.span_of[from].clone() {
        let Some(tie) = matching.of_old(position) else { continue };
        let weight = old.list[position].weight();
        all += weight;
        if moves.units[position] && target.contains(&tie.other) {
            along += weight;
        }
    }
    if (along as f64) < WHOLE * all as f64 {
        return None;
    }
    for position in old.span_of[from].clone() {
        if matching.of_old(position).is_some_and(|tie| target.contains(&tie.other)) {
            moves.units[position] = false;
            moves.carried[position] = true;
        }
    }
    moves.sections.push((from, to));
    Some(old.document.sections[from].end)
}
