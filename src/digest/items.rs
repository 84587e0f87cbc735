//! From the changes of a comparison to pieces, and from pieces to items, one a section.

use super::citation::ambiguous;
use super::cues::Cues;
use super::pieces::Maker;
use super::plain::plain;
use super::result::{FormCounts, Item, Piece, StatedDates};
use crate::diff::{Change, ChangeKind, Comparison, Significance};
use crate::facts::has_date;
use crate::model::BlockKind;
use std::cell::RefCell;

/// What was collected from a comparison.
#[derive(Default)]
pub struct Collected {
    pub pieces: Vec<Piece>,
    pub form: FormCounts,
    pub dates: Option<StatedDates>,
}

/// The words that bind in the language of the texts.
pub fn cues(comparison: &Comparison) -> Cues {
    Cues::new(comparison.new.language.as_deref().or(comparison.old.language.as_deref()))
}

/// What makes the pieces of a comparison.
pub fn maker<'a>(comparison: &'a Comparison, cues: &'a Cues) -> Maker<'a> {
    let title = comparison.new.title.as_deref().or(comparison.old.title.as_deref());
    Maker { cues, title, ambiguous: ambiguous(comparison), named: RefCell::default() }
}

/// Every change as pieces, or counted where it is one of form.
pub fn collect(comparison: &Comparison) -> Collected {
    let cues = cues(comparison);
    let maker = maker(comparison, &cues);
    let mut collected = Collected::default();
    for change in &comparison.changes {
        if is_setting(change) {
            collected.form.settings += 1;
            continue;
        }
        if let Some(dates) = stated_dates(change) {
            collected.dates.get_or_insert(dates);
            continue;
        }
        if change.significance == Significance::Cosmetic {
            let link = change.rules.iter().any(|hit| hit.id == LINK_CHANGED);
            *(if link { &mut collected.form.links } else { &mut collected.form.formatting }) += 1;
            continue;
        }
        let pieces = maker.pieces(change);
        if pieces.is_empty() {
            collected.form.count(change);
        }
        collected.pieces.extend(pieces);
    }
    collected
}

/// The rule of a changed link target.
const LINK_CHANGED: &str = "link-changed";

impl FormCounts {
    /// Counts a change without words.
    fn count(&mut self, change: &Change) {
        let number = match change.kind {
            ChangeKind::Renumbered => &mut self.renumbered,
            ChangeKind::Split | ChangeKind::Merged | ChangeKind::Moved => &mut self.regrouped,
            _ => &mut self.formatting,
        };
        *number += if change.kind == ChangeKind::Renumbered { change.new.len().max(1) } else { 1 };
    }
}

/// Whether a change is of the file, not of the text: its front matter, a comment.
fn is_setting(change: &Change) -> bool {
    let mut blocks = change.old.iter().chain(&change.new).filter_map(|place| place.block).peekable();
    blocks.peek().is_some() && blocks.all(|block| matches!(block, BlockKind::Metadata | BlockKind::Comment))
}

/// The date that a text gives itself, where a change is of nothing else: `Last updated: 1 May 2024`.
fn stated_dates(change: &Change) -> Option<StatedDates> {
    /// Words of a clause that only gives a date.
    const MOST: usize = 14;
    let stated = change.rules.iter().find(|hit| hit.id == "stated-date-changed");
    let dated = change.rules.iter().find(|hit| hit.id == "date-changed");
    let hit = stated.or(dated)?;
    let only =
        change.rules.iter().all(|hit| matches!(hit.id.as_str(), "stated-date-changed" | "date-changed"));
    let (old, new) = (change.old.first()?, change.new.first()?);
    let short = |text: &str| plain(text).split_whitespace().count() <= MOST && has_date(text);
    let is_dateline = only && change.kind == ChangeKind::Modified && short(&old.text) && short(&new.text);
    is_dateline.then(|| StatedDates { old: hit.old.clone(), new: hit.new.clone() })
}

/// Items in order of weight: those that may alter the meaning, and those of wording.
pub fn group(pieces: Vec<Piece>) -> (Vec<Item>, Vec<Item>) {
    let (heavy, light): (Vec<Piece>, Vec<Piece>) =
        pieces.into_iter().partition(|piece| piece.significance > Significance::Editorial);
    (by_section(heavy), by_section(light))
}

fn by_section(pieces: Vec<Piece>) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut index: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for piece in pieces {
        let at = *index.entry(piece.section.place.clone()).or_insert_with(|| {
            items.push(Item {
                place: piece.section.place.clone(),
                heading: piece.section.heading.clone(),
                label: piece.section.label.clone(),
                pieces: Vec::new(),
                weight: 0,
            });
            items.len() - 1
        });
        if let Some(item) = items.get_mut(at) {
            item.weight = item.weight.max(piece.weight);
            item.pieces.push(piece);
        }
    }
    for item in &mut items {
        // Of equal weight, in reading order.
        item.pieces.sort_by_key(|piece| std::cmp::Reverse(piece.weight));
    }
    items.sort_by_key(|item| std::cmp::Reverse(item.weight));
    items
}
