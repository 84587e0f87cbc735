//! What was read and compared already: in a history the same texts and the same pairs of texts come again and again.
//! Keys are ids of contents, so that nothing in here can be out of date. Both stores are bounded.

use crate::diff::Comparison;
use crate::formats::Format;
use crate::history::Reading;
use crate::model::Language;
use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::sync::Arc;

/// Bytes of text of which the documents are kept. A document takes some ten times the bytes of its text: 32 MB are the
/// documents of 700 policies of 45 kB, the usual size.
const MOST_TEXT: usize = 32 << 20;

/// Bytes of text in the changes of the comparisons that are kept.
const MOST_CHANGES: usize = 64 << 20;

/// A content, read as a format in a language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DocumentKey {
    /// The id of the content.
    pub content: String,
    /// What reads it.
    pub format: Format,
    /// The language that the caller knows.
    pub language: Option<Language>,
}

/// Documents by content, comparisons by ordered pair of contents. The rules are those of one repository's settings.
#[derive(Debug)]
pub struct Cache {
    pub documents: Bounded<DocumentKey, Reading>,
    pub comparisons: Bounded<(DocumentKey, DocumentKey), Arc<Comparison>>,
}

impl Default for Cache {
    fn default() -> Self {
        Self { documents: Bounded::new(MOST_TEXT), comparisons: Bounded::new(MOST_CHANGES) }
    }
}

/// The weight of a comparison: the bytes of text in its changes.
pub fn weight(comparison: &Comparison) -> usize {
    let places = |change: &crate::diff::Change| {
        let places = change.old.iter().chain(&change.new).map(|place| place.text.len()).sum::<usize>();
        places + change.edits.iter().map(|edit| edit.text.len()).sum::<usize>()
    };
    comparison.changes.iter().map(places).sum()
}

/// Values up to a total weight. When it is exceeded, what was added first goes first.
#[derive(Debug)]
pub struct Bounded<K, V> {
    values: HashMap<K, (V, usize)>,
    order: VecDeque<K>,
    weight: usize,
    most: usize,
}

impl<K: Clone + Eq + Hash, V: Clone> Bounded<K, V> {
    pub fn new(most: usize) -> Self {
        Self { values: HashMap::new(), order: VecDeque::new(), weight: 0, most }
    }

    pub fn get(&self, key: &K) -> Option<V> {
        self.values.get(key).map(|(value, _)| value.clone())
    }

    pub fn insert(&mut self, key: K, value: V, weight: usize) {
        if self.values.contains_key(&key) {
            return;
        }
        self.weight += weight;
        self.order.push_back(key.clone());
        self.values.insert(key, (value, weight));
        while self.weight > self.most
            && let Some(oldest) = self.order.pop_front()
        {
            self.weight -= self.values.remove(&oldest).map_or(0, |(_, weight)| weight);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Bounded;

    #[test]
    fn what_came_first_makes_room() {
        let mut bounded = Bounded::new(10);
        for (key, weight) in [("a", 4), ("b", 4), ("a", 4), ("c", 4)] {
            bounded.insert(key, key.len(), weight);
        }
        assert_eq!([bounded.get(&"a"), bounded.get(&"b"), bounded.get(&"c")], [None, Some(1), Some(1)]);
        bounded.insert("huge", 4, 11);
        assert_eq!(bounded.get(&"huge"), None, "what is too heavy is not kept");
    }
}
