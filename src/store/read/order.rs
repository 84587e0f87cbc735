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
            *earlier = state;
        } else {
            places.insert(label, editions.len());
            editions.push(state);
        }
    }
    let mut newest: HashMap<Language, Date> = HashMap::new();
    let mut dated: Vec<_> = editions
        .into_iter()
        .map(|stored| {
            let newest = newest.entry(stored.edition.language.clone());
            let date = match date_of(&stored.edition) {
                Some(date) => {
                    newest
                        .and_modify(|newest| *newest = date.clone().max(newest.clone()))
                        .or_insert(date.clone());
                    Some(date)
                }
                None => match newest {
                    std::collections::hash_map::Entry::Occupied(newest) => Some(newest.get().clone()),
                    std::collections::hash_map::Entry::Vacant(_) => None,
                },
            };
            (date, stored)
        })
        .collect();
    // The sort is stable: ancestry decides between equal dates. No date at all sorts before any.
    dated.sort_by(|(a, _), (b, _)| a.cmp(b));
    dated.into_iter().map(|(_, stored)| stored).collect()
}

/// The date by which an edition is ordered.
pub(in crate::store) fn date_of(edition: &Edition) -> Option<Date> {
    let recorded = edition.published.as_ref().or(edition.effective.as_ref()).or(edition.captured.as_ref());
    recorded.cloned().or_else(|| Date::new(edition.revision.as_str()).ok())
}
