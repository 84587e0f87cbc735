//! What makes the headline: the heaviest thing that changed, and a second where it weighs as much.

use super::result::{Digest, Item, Lead, PieceKind};
use crate::diff::Significance;

/// Share in percent of the first item's weight that the second must have to be named beside it.
const SECOND: u32 = 80;
/// Places from which on a substitution is the news: the name of the company, a term of the whole text.
const THROUGHOUT: usize = 5;
/// Weight from which an item comes before such a substitution: a duty, money, time.
const HEAVY: u32 = 85;

/// Sections from which on they are counted instead of named.
const SEVERAL: usize = 3;

/// Whether an item is a whole section, and whether that is new.
pub fn section(item: &Item) -> Option<bool> {
    match item.pieces.first()?.kind {
        PieceKind::SectionAdded { .. } => Some(true),
        PieceKind::SectionRemoved { .. } => Some(false),
        _ => None,
    }
}

/// The sections that came or went, counted, where there are several.
fn several(digest: &Digest, added: bool) -> Option<Lead> {
    let number = digest.items.iter().filter(|item| section(item) == Some(added)).count();
    let lead = if added { Lead::SectionsAdded } else { Lead::SectionsRemoved };
    (number >= SEVERAL).then(|| lead(number))
}

/// The parts of the headline.
pub fn leads(digest: &Digest) -> Vec<Lead> {
    if digest.event.is_some() {
        return vec![Lead::Event];
    }
    let mut leads = Vec::new();
    let repeat = digest.repeats.first();
    let throughout = repeat.is_some_and(|repeat| {
        repeat.count >= THROUGHOUT
            || (repeat.significance > Significance::Editorial && digest.items.is_empty())
    });
    let first = digest.items.first().map_or(0, |item| item.weight);
    if throughout && first < HEAVY {
        leads.push(Lead::Repeat(0));
    }
    for (at, item) in digest.items.iter().enumerate() {
        let lead = match section(item) {
            Some(added) => several(digest, added).unwrap_or(Lead::Item(at)),
            None => Lead::Item(at),
        };
        if leads.len() < 2 && item.weight * 100 >= first * SECOND && !leads.contains(&lead) {
            leads.push(lead);
        }
    }
    if leads.is_empty() && !digest.wording.is_empty() {
        leads.push(Lead::Wording(0));
    }
    if leads.is_empty() && repeat.is_some() {
        leads.push(Lead::Repeat(0));
    }
    leads
}
