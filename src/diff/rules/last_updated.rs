//! The date of its last update that a text states, against what happened to the text.

use super::{Rules, STATED_DATE_UNCHANGED};
use crate::diff::result::{Change, RuleHit, Significance};
use crate::diff::unit::Units;

/// The rule that fires where the wording changed and every stated date stayed.
#[must_use]
pub fn unchanged(old: &Units, new: &Units, changes: &[Change], rules: &Rules) -> Option<RuleHit> {
    let reworded = changes.iter().any(|change| change.significance >= Significance::Editorial);
    if !reworded || !rules.is_on(STATED_DATE_UNCHANGED) {
        return None;
    }
    let (before, _) = stated(old, rules)?;
    let (after, clause) = stated(new, rules)?;
    (before == after).then(|| RuleHit {
        old: Some(before.to_owned()),
        new: Some(after.to_owned()),
        clause: Some(clause.to_owned()),
        ..RuleHit::new(STATED_DATE_UNCHANGED)
    })
}

/// Units at each end of a text among which the date of its last update is looked for: it is in the head or, rarely,
/// in the last lines.
const ENDS: usize = 40;

/// The first date of a last update that a text states, with its clause.
fn stated<'a>(units: &Units<'a>, rules: &Rules) -> Option<(&'a str, &'a str)> {
    let tail = units.list.len().saturating_sub(ENDS).max(ENDS.min(units.list.len()));
    let ends = units.list.iter().take(ENDS).chain(units.list.get(tail..).unwrap_or_default());
    ends.filter_map(|unit| Some((unit.text.get(rules.stated_date(unit.text)?)?, unit.id))).next()
}
