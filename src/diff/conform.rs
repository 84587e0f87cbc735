//! References that follow a new numbering: part of its story, no change of meaning.

use super::change::Change;
use super::rules::REFERENCE_CHANGED;
use super::tell;
use crate::text::facts;
use rustc_hash::FxHashSet;

/// Old numbers with the new ones that they became.
pub type Renumbering = FxHashSet<(Vec<u32>, Vec<u32>)>;

/// Takes back the rule for references that name the same clause by its new number.
pub fn references(changes: &mut [Change], renumbering: &Renumbering) {
    for change in changes {
        let before = change.rules.len();
        change.rules.retain(|hit| {
            let number = |side: &Option<String>| side.as_deref().and_then(facts::reference_number);
            let conforms =
                number(&hit.old).zip(number(&hit.new)).is_some_and(|pair| renumbering.contains(&pair));
            hit.id != REFERENCE_CHANGED || !conforms
        });
        if change.rules.len() < before {
            change.significance = tell::significance(&change.rules);
        }
    }
}
