//! Facts that differ: numbers, dates, amounts, percentages, spans of time, references.

use super::catalogue::{
    AMOUNT_CHANGED, DATE_CHANGED, DURATION_CHANGED, NUMBER_CHANGED, PERCENTAGE_CHANGED, REFERENCE_CHANGED,
    RuleId,
};
use super::evidence::{self, Found, Touched};
use super::side::Side;
use crate::facts::{Fact, FactKind};

const KINDS: [(&[FactKind], RuleId); 6] = [
    (&[FactKind::Reference], REFERENCE_CHANGED),
    (&[FactKind::Date], DATE_CHANGED),
    (&[FactKind::Amount], AMOUNT_CHANGED),
    (&[FactKind::Percentage], PERCENTAGE_CHANGED),
    (&[FactKind::Duration], DURATION_CHANGED),
    (&[FactKind::Number, FactKind::Year], NUMBER_CHANGED),
];

/// Facts removed and added, kind by kind: those that both sides have, in whatever form, cancel out; the rest are paired.
pub fn find(old: &Side, new: &Side, out: &mut Vec<Found>) {
    for (kinds, id) in KINDS {
        let (mut removed, mut added) = (old.facts(kinds), new.facts(kinds));
        evidence::cancel(&mut removed, &mut added, key, key);
        for (left, right) in evidence::pairs(removed, added) {
            let restated = match (&left, &right) {
                (None, Some(only)) => stated(old, only.thing, &old.facts(kinds)) && widened(new, only),
                (Some(only), None) => stated(new, only.thing, &new.facts(kinds)) && widened(old, only),
                _ => false,
            };
            if !restated && counts(left.as_ref(), right.as_ref()) {
                out.push(Found { id, old: left.map(|fact| fact.range), new: right.map(|fact| fact.range) });
            }
        }
    }
}

/// What makes two facts the same: their number and unit, equal lengths of time in one form.
fn key(fact: &Touched<&Fact>) -> (String, &'static str) {
    fact.thing.measure()
}

/// A number word that comes or goes alone is mostly a pronoun or an ordinal (`one of`, `third parties`), a unit or month
/// a word like others.
fn counts(left: Option<&Touched<&Fact>>, right: Option<&Touched<&Fact>>) -> bool {
    match (left, right) {
        (Some(only), None) | (None, Some(only)) => {
            let word = only.thing.weak && matches!(only.thing.kind, FactKind::Number | FactKind::Reference);
            !word && !only.thing.bare
        }
        _ => true,
    }
}

/// Facts that an edit only wrote in another way: `thirty days`, `30 days`. The fact of the other side may be one that the
/// edit does not touch: `30 days` in `thirty (30) days`.
pub fn rewritten(old: &Side, new: &Side) -> Vec<Found> {
    let mut out = Vec::new();
    for (kinds, _) in KINDS {
        let (before, after) = (old.facts(kinds), new.facts(kinds));
        let mut added = after.clone();
        for left in &before {
            let same = |right: &Touched<&Fact>| key(right) == key(left) && right.sentence == left.sentence;
            let Some(right) = added.iter().position(same).map(|at| added.swap_remove(at)) else {
                let untouched = stated(new, left.thing, &after);
                let old = Some(left.range.clone());
                out.extend(untouched.then_some(Found { id: RuleId::NumberStyleChanged, old, new: None }));
                continue;
            };
            if old.part(&left.range) != new.part(&right.range) {
                let (old, new) = (Some(left.range.clone()), Some(right.range));
                out.push(Found { id: RuleId::NumberStyleChanged, old, new });
            }
        }
        for right in added.into_iter().filter(|right| stated(old, right.thing, &before)) {
            out.push(Found { id: RuleId::NumberStyleChanged, old: None, new: Some(right.range) });
        }
    }
    out
}

/// Whether an edit lies inside a fact and leaves a part of it as it was: `thirty (` before `30`.
fn widened(side: &Side, fact: &Touched<&Fact>) -> bool {
    side.at_step(fact.step).is_some_and(|edited| {
        let inside = fact.range.start <= edited.range.start && edited.range.end <= fact.range.end;
        inside && edited.range.len() < fact.range.len()
    })
}

/// Whether a side states a fact where no edit touches it.
fn stated(side: &Side, fact: &Fact, touched: &[Touched<&Fact>]) -> bool {
    // A number in words beside the same number in digits: `thirty (30) days`.
    let alike = |other: &&Fact| fact.weak || other.kind == fact.kind && other.unit == fact.unit;
    let same = |other: &&Fact| other.readings.first() == fact.readings.first() && alike(other);
    let free = |other: &&Fact| !touched.iter().any(|touched| touched.range == other.range);
    side.all_facts().iter().any(|other| same(&other) && free(&other))
}
