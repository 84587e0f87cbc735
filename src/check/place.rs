//! Where in the new text a change is shown.

use crate::diff::{Change, Comparison};
use crate::model::Lines;

/// The lines of the new text that a change is about. What is gone is shown where it stood: at the first line behind
/// what precedes it that both texts have, else at the head.
pub fn of_change(change: &Change, comparison: &Comparison) -> Lines {
    let new = change.new.iter().map(|place| place.lines);
    if let Some(lines) = new.reduce(Lines::cover) {
        return lines;
    }
    let Some(gone) = change.old.first() else { return HEAD };
    let before = comparison.alignment.iter().filter(|pair| pair.old.last < gone.lines.first);
    let line = before.max_by_key(|pair| pair.old.last).map_or(HEAD.first, |pair| pair.new.last);
    Lines { first: line, last: line }
}

/// The first line of a text.
pub const HEAD: Lines = Lines { first: 1, last: 1 };
