//! The changelog of a document as data: what every form of it is written from.

use super::changelog_sentence::sentence;
use super::view::{self, Folded};
use crate::diff::{Change, Comparison, Significance};
use crate::model::Edition;

/// One revision in a changelog.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The edition.
    pub edition: Edition,
    /// Its sections, the part before the first heading included where it has text.
    pub sections: usize,
    /// Its blocks.
    pub blocks: usize,
    /// What changed since the revision before it; none for the first.
    pub comparison: Option<Comparison>,
    /// The earlier revision whose text it has again, where it returns to one.
    pub same_as: Option<String>,
}

/// A change with the sentence that tells it.
pub struct Item<'a> {
    /// The sentence, plain text.
    pub told: String,
    /// The change.
    pub change: &'a Change,
}

/// The changes of wording section by section, substantive ones first.
pub fn items(comparison: &Comparison) -> Vec<Item<'_>> {
    let all = view::groups(comparison, false).into_iter().flat_map(|group| group.changes);
    let mut items: Vec<Item> = all.map(|change| Item { told: sentence(change), change }).collect();
    items.sort_by_key(|item| item.change.significance != Significance::Substantive);
    items
}

/// The changes that are only counted.
pub fn folded(comparison: &Comparison) -> Folded {
    view::folded(comparison)
}
