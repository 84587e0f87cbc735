//! Duties that grew weaker or stronger, and denials that came or went.

use super::catalogue::{
    MODALITY_REVERSED, MODALITY_STRENGTHENED, MODALITY_WEAKENED, NEGATION_ADDED, NEGATION_REMOVED,
};
use super::evidence::{self, Found, Touched};
use super::phrases::Meaning;
use super::side::Side;
use std::cmp::Ordering;
use std::ops::Range;

/// Words between a modal verb and the negation that belongs to it: German puts the denied verb in between.
const REACH: usize = 8;

/// A modal verb that only one side has counts when its edit holds at most this many other words: `may collect` for
/// `collects`. In a longer edit it belongs to what was inserted, which is reported by its text.
const OTHER_WORDS: usize = 1;

/// Looks for both.
pub fn find(old: &Side, new: &Side, out: &mut Vec<Found>) {
    let reversed = negations(old, new, out);
    let (mut deleted, mut inserted) = (old.phrases(is_modal), new.phrases(is_modal));
    // What a denial turned round is reported as that.
    deleted.retain(|phrase| !reversed.0.contains(&phrase.range));
    inserted.retain(|phrase| !reversed.1.contains(&phrase.range));
    evidence::cancel(
        &mut deleted,
        &mut inserted,
        |phrase| (phrase.thing, phrase.step),
        |phrase| (phrase.thing, phrase.step),
    );
    evidence::cancel(
        &mut deleted,
        &mut inserted,
        |phrase| (phrase.thing, phrase.sentence),
        |phrase| (phrase.thing, phrase.sentence),
    );
    for pair in evidence::pairs(deleted, inserted) {
        out.extend(direction(old, new, pair));
    }
}

fn is_modal(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::May | Meaning::Should | Meaning::Must)
}

/// A plain statement (`we delete`) is between what may be and what must be.
fn direction(old: &Side, new: &Side, pair: evidence::Pair<Meaning>) -> Option<Found> {
    let (id, left, right) = match pair {
        (Some(left), Some(right)) => {
            let id = match left.thing.cmp(&right.thing) {
                Ordering::Less => MODALITY_STRENGTHENED,
                Ordering::Greater => MODALITY_WEAKENED,
                Ordering::Equal => return None,
            };
            (id, Some(left.range), Some(right.range))
        }
        (Some(left), None) if lone(old, &left) => {
            let id = if left.thing == Meaning::May { MODALITY_STRENGTHENED } else { MODALITY_WEAKENED };
            (id, Some(left.range), None)
        }
        (None, Some(right)) if lone(new, &right) => {
            let id = if right.thing == Meaning::May { MODALITY_WEAKENED } else { MODALITY_STRENGTHENED };
            (id, None, Some(right.range))
        }
        _ => return None,
    };
    Some(Found { id, old: left, new: right })
}

/// Whether the edit holds little more than the phrase.
fn lone(side: &Side, phrase: &Touched<Meaning>) -> bool {
    let edited = side.at_step(phrase.step);
    edited.is_some_and(|edited| side.count(&edited.range) <= side.count(&phrase.range) + OTHER_WORDS)
}

/// Modal verbs that a negation turned round, on the old side and on the new one.
type Reversed = (Vec<Range<usize>>, Vec<Range<usize>>);

fn negations(old: &Side, new: &Side, out: &mut Vec<Found>) -> Reversed {
    let denies = |meaning| meaning == Meaning::Negation;
    let (mut deleted, mut inserted) = (old.phrases(denies), new.phrases(denies));
    evidence::cancel(&mut deleted, &mut inserted, |phrase| phrase.step, |phrase| phrase.step);
    evidence::cancel(&mut deleted, &mut inserted, |phrase| phrase.sentence, |phrase| phrase.sentence);
    let mut reversed: Reversed = (Vec::new(), Vec::new());
    for group in inserted.chunk_by(|a, b| a.sentence == b.sentence) {
        if let Some((modal, plain, whole)) = turned(new, old, group) {
            reversed.1.push(modal);
            reversed.0.extend(plain.clone());
            out.push(Found { id: MODALITY_REVERSED, old: plain, new: Some(whole) });
        }
        out.extend(group.first().map(|word| Found {
            id: NEGATION_ADDED,
            old: None,
            new: Some(word.range.clone()),
        }));
    }
    for group in deleted.chunk_by(|a, b| a.sentence == b.sentence) {
        if let Some((modal, plain, whole)) = turned(old, new, group) {
            reversed.0.push(modal);
            reversed.1.extend(plain.clone());
            out.push(Found { id: MODALITY_REVERSED, old: Some(whole), new: plain });
        }
        out.extend(group.first().map(|word| Found {
            id: NEGATION_REMOVED,
            old: Some(word.range.clone()),
            new: None,
        }));
    }
    reversed
}

/// The modal verb that the negations of one sentence deny (`ne … pas` denies once), the same verb on the side that does
/// not deny it, and the verb with its negation.
fn turned(denied: &Side, plain: &Side, negations: &[Touched<Meaning>]) -> Option<Turned> {
    negations.iter().find_map(|negation| {
        // `can` → `cannot`, `可以` → `不得`: the negation itself takes the verb's place.
        let edited = plain.at_step(negation.step);
        let replaced = edited.and_then(|edited| {
            let modal = plain.phrases(is_modal).into_iter().find(|phrase| phrase.step == edited.step);
            modal.filter(|_| plain.count(&edited.range) <= denied.count(&negation.range) + OTHER_WORDS)
        });
        let replaced = replaced.map(|phrase| phrase.range);
        let before = denied.before(negation.range.start, REACH, is_modal).map(|phrase| phrase.range.clone());
        let modal = before.or_else(|| replaced.is_some().then(|| negation.range.clone()))?;
        let whole = modal.start.min(negation.range.start)..modal.end.max(negation.range.end);
        Some((modal, replaced, whole))
    })
}

/// See [`turned`].
type Turned = (Range<usize>, Option<Range<usize>>, Range<usize>);
