//! How much a change weighs for a reader: rights, duties, exclusions, money and time first; then sections that came or
//! went; then parties, scope and conditions; wording last.

use super::cues::Cues;
use crate::diff::{Change, ChangeKind, Significance, Unit};

/// What a rule says a change is about. The order is the maintainer's of `findings`: what binds, what it costs, how long.
const RULES: [(&str, u32); 23] = [
    ("modality-reversed", 100),
    ("negation-added", 95),
    ("negation-removed", 95),
    ("modality-weakened", 90),
    ("modality-strengthened", 90),
    ("amount-changed", 88),
    ("duration-changed", 88),
    ("percentage-changed", 88),
    ("exception-added", 85),
    ("exception-removed", 85),
    ("scope-narrowed", 70),
    ("scope-widened", 70),
    ("condition-added", 70),
    ("condition-removed", 70),
    ("quantifier-changed", 65),
    ("party-changed", 65),
    ("definition-changed", 65),
    ("defined-term-changed", 65),
    ("number-changed", 60),
    ("date-changed", 55),
    ("reference-dangling", 45),
    ("reference-changed", 20),
    ("link-changed", 15),
];

/// A section that came or went.
const SECTION: u32 = 75;
/// A clause or sentence that came or went.
const CLAUSE: u32 = 50;
/// A rewording that no rule explains.
const UNEXPLAINED: u32 = 40;
/// A heading that was renamed, text that moved.
const ARRANGED: u32 = 12;
/// What the text of a change can add by what it says.
const MOST_FOR_TEXT: u32 = 25;
/// What each cue adds.
const FOR_CUE: u32 = 3;

/// The weight of a change whose new, removed or differing words are `text`.
pub fn weight(change: &Change, text: &str, cues: &Cues) -> u32 {
    let said = (cues.score(text) * FOR_CUE).min(MOST_FOR_TEXT);
    let by_rule = change.rules.iter().filter_map(|hit| rule(hit.id.as_str())).max();
    let base = match (change.kind, change.unit) {
        (ChangeKind::Added | ChangeKind::Removed, Unit::Section) => SECTION,
        (ChangeKind::Added | ChangeKind::Removed, Unit::Block) => CLAUSE,
        (ChangeKind::Renamed | ChangeKind::Renumbered, _) => ARRANGED,
        (ChangeKind::Moved, _) if by_rule.is_none() && change.significance < Significance::Substantive => {
            ARRANGED
        }
        _ if change.significance > Significance::Editorial => by_rule.unwrap_or(UNEXPLAINED),
        _ => ARRANGED,
    };
    base + said + length(text)
}

fn rule(id: &str) -> Option<u32> {
    if matches!(id, "clause-added" | "clause-removed") {
        return Some(CLAUSE);
    }
    RULES.iter().find(|(rule, _)| *rule == id).map(|(_, weight)| *weight)
}

/// A little for length, so that of equal changes the larger comes first.
fn length(text: &str) -> u32 {
    /// Characters for one point, and the most points.
    const FOR_POINT: usize = 40;
    const MOST: usize = 8;
    u32::try_from((text.chars().count() / FOR_POINT).min(MOST)).unwrap_or(0)
}
