//! Which edition came before which.

use crate::model::{Date, Edition, Language, Revision};
use crate::store::read::stored::StoredEdition;
use std::collections::HashMap;

/// Turns the states of a document's folders, ancestors first, into its editions, oldest first.
///
/// A label that was stored several times is one edition: its newest state counts, but at the place of its first, so
/// that reading an old original anew does not make it the latest.
pub(in crate::store) fn in_order(states: Vec<StoredEdition>) -> Vec<StoredEdition> {
    let mut places: HashMap<(Language, Revision), usize> = HashMap::new();
    let mut editions: Vec<StoredEdition> = Vec::new();
    for state in states {
        let label = (state.edition.language.clone(), state.edition.revision.clone());
        if let Some(earlier) = places.get(&label).and_then(|&place| editions.get_mut(place)) {
            // The latest edition is put back after an older one was stored: the commit that brought it is the first.
            if earlier.folder != state.folder {
                *earlier = state;
            }
        } else {
            places.insert(label, editions.len());
            editions.push(state);
        }
    }
    by_date(editions, |stored| &stored.edition)
}

/// The place of the newest of the editions of one language, of which the last was just stored or changed.
pub(in crate::store) fn newest(editions: &[&Edition]) -> Option<usize> {
    let numbered = editions.iter().copied().enumerate().collect();
    by_date(numbered, |(_, edition)| edition).last().map(|(at, _)| *at)
}

/// Sorts editions by their dates; in the order given where dates are equal. One without a date is as old as the newest
/// before it.
fn by_date<T>(editions: Vec<T>, edition: impl Fn(&T) -> &Edition) -> Vec<T> {
    let mut newest: HashMap<Language, Date> = HashMap::new();
    let mut dated: Vec<(Option<Date>, T)> = editions
        .into_iter()
        .map(|item| {
            let own = date_of(edition(&item));
            let language = edition(&item).language.clone();
            let before = newest.get(&language);
            if let Some(date) = own.clone().filter(|date| before.is_none_or(|before| before < date)) {
                newest.insert(language.clone(), date);
            }
            (own.or_else(|| newest.get(&language).cloned()), item)
        })
        .collect();
    // The sort is stable. No date at all sorts before any.
    dated.sort_by(|(a, _), (b, _)| a.cmp(b));
    dated.into_iter().map(|(_, item)| item).collect()
}

/// The date by which an edition is ordered.
pub(in crate::store) fn date_of(edition: &Edition) -> Option<Date> {
    let recorded = edition.published.as_ref().or(edition.effective.as_ref()).or(edition.captured.as_ref());
    recorded.cloned().or_else(|| Date::new(edition.revision.as_str()).ok())
}
