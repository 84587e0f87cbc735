//! What a reader must know of bounds of work that a comparison reached.

use crate::model::Lines;

/// Places that a note names; the rest are counted.
const NAMED: usize = 3;

/// The notes on clauses with too many sentences, by their old lines.
#[must_use]
pub fn bounded(bounded: &[Lines]) -> Vec<String> {
    let place = |lines: &Lines| {
        if lines.first == lines.last {
            format!("line {}", lines.first)
        } else {
            format!("lines {} to {}", lines.first, lines.last)
        }
    };
    let named: Vec<String> = bounded.iter().take(NAMED).map(place).collect();
    let more = match bounded.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    if named.is_empty() {
        return Vec::new();
    }
    vec![format!(
        "too many sentences in one clause to compare them one by one; its words were compared as a whole (old {}{more})",
        named.join(", ")
    )]
}
