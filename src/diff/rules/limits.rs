//! Exceptions, conditions, closed groups and quantities that came, went or differ.

use super::catalogue::{
    CONDITION_ADDED, CONDITION_REMOVED, EXCEPTION_ADDED, EXCEPTION_REMOVED, QUANTIFIER_CHANGED, RuleId,
    SCOPE_NARROWED, SCOPE_WIDENED,
};
use super::evidence::{self, Found, Touched};
use super::phrases::Meaning;
use super::side::Side;

/// What each limit's coming and going is called.
const LIMITS: [(Meaning, RuleId, RuleId); 3] = [
    (Meaning::Exception, EXCEPTION_ADDED, EXCEPTION_REMOVED),
    (Meaning::Condition, CONDITION_ADDED, CONDITION_REMOVED),
    (Meaning::Restriction, SCOPE_NARROWED, SCOPE_WIDENED),
];

/// Looks for all of them.
pub fn find(old: &Side, new: &Side, out: &mut Vec<Found>) {
    for (limit, added, removed) in LIMITS {
        let (mut deleted, mut inserted) =
            (old.phrases(|meaning| meaning == limit), new.phrases(|meaning| meaning == limit));
        evidence::cancel(&mut deleted, &mut inserted, |phrase| phrase.sentence, |phrase| phrase.sentence);
        out.extend(deleted.into_iter().map(|phrase| Found {
            id: removed,
            old: Some(phrase.range),
            new: None,
        }));
        out.extend(inserted.into_iter().map(|phrase| Found {
            id: added,
            old: None,
            new: Some(phrase.range),
        }));
    }
    quantifiers(old, new, out);
}

/// `all` ↔ `any`, `at least` ↔ `at most`; alone only where nothing else was inserted or deleted: in a longer edit the word
/// belongs to what was inserted.
fn quantifiers(old: &Side, new: &Side, out: &mut Vec<Found>) {
    let counts = |meaning: Meaning| matches!(meaning, Meaning::Quantifier(_));
    let (mut deleted, mut inserted) = (old.phrases(counts), new.phrases(counts));
    evidence::cancel(
        &mut deleted,
        &mut inserted,
        |phrase| (phrase.thing, phrase.sentence),
        |phrase| (phrase.thing, phrase.sentence),
    );
    for pair in evidence::pairs(deleted, inserted) {
        let reported = match &pair {
            (Some(_), Some(_)) => true,
            (Some(only), None) => alone(old, new, only),
            (None, Some(only)) => alone(new, old, only),
            (None, None) => false,
        };
        if reported {
            let (left, right) = (pair.0.map(|phrase| phrase.range), pair.1.map(|phrase| phrase.range));
            out.push(Found { id: QUANTIFIER_CHANGED, old: left, new: right });
        }
    }
}

fn alone(side: &Side, other: &Side, phrase: &Touched<Meaning>) -> bool {
    let mine = side.at_step(phrase.step);
    let nothing_else = mine.is_some_and(|edited| side.count(&edited.range) <= side.count(&phrase.range));
    nothing_else && other.at_step(phrase.step).is_none()
}
