//! Facts that differ: numbers, dates, amounts, percentages, spans of time, references.

use super::catalogue::{
    AMOUNT_CHANGED, DATE_CHANGED, DURATION_CHANGED, NUMBER_CHANGED, PERCENTAGE_CHANGED, REFERENCE_CHANGED,
};
use super::evidence::{self, Found};
use super::side::Side;
use crate::text::facts::FactKind;

const KINDS: [(FactKind, &str); 6] = [
    (FactKind::Reference, REFERENCE_CHANGED),
    (FactKind::Date, DATE_CHANGED),
    (FactKind::Amount, AMOUNT_CHANGED),
    (FactKind::Percentage, PERCENTAGE_CHANGED),
    (FactKind::Duration, DURATION_CHANGED),
    (FactKind::Number, NUMBER_CHANGED),
];

/// Facts struck and put in, kind by kind: those that both sides have cancel out, the rest are paired.
pub fn find(old: &Side, new: &Side, out: &mut Vec<Found>) {
    for (kind, id) in KINDS {
        let (mut struck, mut put_in) = (old.facts(kind), new.facts(kind));
        evidence::cancel(
            &mut struck,
            &mut put_in,
            |fact| old.part(&fact.range),
            |fact| new.part(&fact.range),
        );
        for (left, right) in evidence::pairs(struck, put_in) {
            out.push(Found { id, old: left.map(|fact| fact.range), new: right.map(|fact| fact.range) });
        }
    }
}
