//! Words that came, went or were replaced inside a sentence and that no reason of style explains: items of an
//! enumeration, phrases.

use super::catalogue::RuleId;
use super::evidence::Found;
use super::side::Side;
use super::style::{Item, Reader, Stretch};
use crate::model::Pair;
use std::ops::Range;

/// Words of their own meaning from which what came or went is a phrase and not an adjective or adverb.
const PHRASE_WORDS: usize = 2;

/// Words left on the larger side from which a replaced phrase says something else,
const REPLACED_WORDS: usize = 3;
/// and on the smaller side.
const REPLACED_LEAST: usize = 1;

/// Looks at every stretch that style does not explain.
pub fn find(sides: Pair<&Side>, stretches: &[Stretch], reader: Reader, out: &mut Vec<Found>) {
    for stretch in stretches {
        let (gone, come) = (content(&stretch.left.old), content(&stretch.left.new));
        let (range_old, range_new) = (span(&gone), span(&come));
        match (gone.len(), come.len()) {
            (0, 0) => {}
            (0, number) => {
                let id = if listed(sides.new, &stretch.place.new, reader) {
                    Some(RuleId::ItemAdded)
                } else {
                    (number >= PHRASE_WORDS).then_some(RuleId::PhraseAdded)
                };
                out.extend(id.map(|id| Found { id, old: None, new: range_new }));
            }
            (number, 0) => {
                let id = if listed(sides.old, &stretch.place.old, reader) {
                    Some(RuleId::ItemRemoved)
                } else {
                    (number >= PHRASE_WORDS).then_some(RuleId::PhraseRemoved)
                };
                out.extend(id.map(|id| Found { id, old: range_old, new: None }));
            }
            (a, b) if a.max(b) >= REPLACED_WORDS && a.min(b) >= REPLACED_LEAST => {
                out.push(Found { id: RuleId::PhraseReplaced, old: range_old, new: range_new });
            }
            _ => {}
        }
    }
}

fn content(items: &[Item]) -> Vec<&Item> {
    items.iter().filter(|item| item.carries_meaning()).collect()
}

fn span(items: &[&Item]) -> Option<Range<usize>> {
    Some(items.first()?.range.start..items.last()?.range.end)
}

/// Whether what came or went is an item of an enumeration: a comma or a joint is part of it or is beside it, and on
/// its other side the enumeration goes on or ends.
fn listed(side: &Side, place: &Range<usize>, reader: Reader) -> bool {
    const SIGNS: [char; 9] = [',', ';', '、', '，', '；', '/', '،', '؛', '&'];
    let text = side.part(place);
    let inside = text.trim();
    let joint = |at: Option<&Item>| at.is_some_and(|item| item.joint().is_some());
    let items = reader.items(side, side.inside(place));
    let head = inside.starts_with(SIGNS) || joint(items.first());
    let tail = inside.ends_with(SIGNS) || joint(items.last());
    let before = side.text.get(..place.start).unwrap_or_default().trim_end().ends_with(SIGNS);
    let after = side.text.get(place.end..).unwrap_or_default().trim_start().starts_with(SIGNS);
    head || tail || before && after
}
