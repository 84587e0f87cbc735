//! One change as pieces that can be quoted: words that became others, words or clauses that came or went.

use super::citation::{clause, section};
use super::context::{around, before, one_sided};
use super::cues::Cues;
use super::excerpt::{LONGEST, ONE_OF_TWO, excerpt};
use super::plain::plain;
use super::result::{Core, Piece, PieceKind, Section};
use super::spots::{Spot, kept, side, spots};
use super::weight::weight;
use crate::diff::{Change, ChangeKind, EditOp, Place, RuleHit, Significance, Unit};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// Words up to which an edit is shown with the words around it.
const SHORT: usize = 2;
/// Edits of one clause that are shown one by one; the heaviest are chosen.
const MOST_SPOTS: usize = 4;
/// Share in percent of a clause that must have stayed for its edits to be shown one by one.
const EDITED: usize = 40;
/// Share below which two clauses have no more in common than any two: one is gone, another is new. Of the labelled
/// revisions' modified pairs 2 % share less, and readers called none of those reworded.
const UNRELATED: usize = 20;

/// Characters from which a heading is long.
const LONG_HEADING: usize = 48;

/// What pieces are made with.
pub struct Maker<'a> {
    pub cues: &'a Cues,
    /// Title of the document.
    pub title: Option<&'a str>,
    /// Headings that several sections have.
    pub ambiguous: HashSet<String>,
    /// Sections that were named already, by their headings: a section mostly has many changes.
    pub named: RefCell<HashMap<Vec<String>, Section>>,
}

impl Maker<'_> {
    /// The pieces of a change; none where it is one of form, or only numbers shifted.
    pub fn pieces(&self, change: &Change) -> Vec<Piece> {
        let mut pieces = self.of_kind(change);
        pieces.extend(self.dangling(change));
        pieces
    }

    /// References that were left behind when numbers shifted.
    fn dangling(&self, change: &Change) -> Vec<Piece> {
        let place = change.new.first().or_else(|| change.old.first());
        let hits = change.rules.iter().filter(|hit| hit.id == "reference-dangling");
        let one = |hit: &RuleHit| {
            let reference = hit.new.clone().or_else(|| hit.old.clone())?;
            Some(self.piece(change, place, PieceKind::Dangling { reference: plain(&reference) }, ""))
        };
        hits.filter_map(one).collect()
    }

    fn of_kind(&self, change: &Change) -> Vec<Piece> {
        let (old, new) = (change.old.as_slice(), change.new.as_slice());
        match (change.kind, change.unit) {
            (ChangeKind::Added, Unit::Section) => vec![self.whole(change, new, true)],
            (ChangeKind::Removed, Unit::Section) => vec![self.whole(change, old, false)],
            (ChangeKind::Added, Unit::Block) => self.clauses(change, new, true),
            (ChangeKind::Removed, Unit::Block) => self.clauses(change, old, false),
            (ChangeKind::Renamed, _) => self.renamed(change),
            (ChangeKind::Renumbered, _) => Vec::new(),
            (ChangeKind::Moved, unit) => {
                let mut pieces = self.edited(change);
                if pieces.is_empty() {
                    pieces.extend(self.moved(change, unit));
                }
                pieces
            }
            (ChangeKind::Modified | ChangeKind::Split | ChangeKind::Merged, _) => self.edited(change),
        }
    }

    fn section_of(&self, place: &Place) -> Section {
        if let Some(section) = self.named.borrow().get(&place.section) {
            return section.clone();
        }
        let section = section(place, self.title, &self.ambiguous);
        self.named.borrow_mut().insert(place.section.clone(), section.clone());
        section
    }

    fn piece(&self, change: &Change, place: Option<&Place>, kind: PieceKind, text: &str) -> Piece {
        Piece {
            at: place.and_then(clause),
            kind,
            weight: weight(change, text, self.cues),
            significance: change.significance,
            change: change.id.clone(),
            core: None,
            section: place.map(|place| self.section_of(place)).unwrap_or_default(),
        }
    }

    /// A section that came or went: its section is itself.
    fn whole(&self, change: &Change, places: &[Place], added: bool) -> Piece {
        let parts: Vec<&str> = places
            .iter()
            .flat_map(|place| &place.parts)
            .filter(|part| part.block.is_some())
            .map(|part| part.text.as_str())
            .collect();
        let text = parts.join(" ");
        let clauses = parts.len();
        let shown = excerpt(&text, self.cues, LONGEST);
        let kind = if added {
            PieceKind::SectionAdded { text: shown, clauses }
        } else {
            PieceKind::SectionRemoved { text: shown, clauses }
        };
        self.piece(change, places.first(), kind, &text)
    }

    fn clauses(&self, change: &Change, places: &[Place], added: bool) -> Vec<Piece> {
        let one = |place: &Place| {
            let text = excerpt(unlabelled(&place.text), self.cues, LONGEST);
            if text.is_empty() {
                return None;
            }
            let kind =
                if added { PieceKind::ClauseAdded { text } } else { PieceKind::ClauseRemoved { text } };
            Some(self.piece(change, Some(place), kind, &place.text))
        };
        places.iter().filter_map(one).collect()
    }

    fn renamed(&self, change: &Change) -> Vec<Piece> {
        let heading = |places: &[Place]| places.first().map(|place| plain(&place.text)).unwrap_or_default();
        let (old, new) = (heading(&change.old), heading(&change.new));
        let place = change.new.first();
        if same_words(&old, &new) {
            return Vec::new();
        }
        let spots = spots(&change.edits);
        let core = core(&spots);
        // Of a long heading the words that changed are shown.
        let (old, new) = match spots.as_slice() {
            [spot] if new.chars().count() > LONG_HEADING => around(spot),
            _ => (old, new),
        };
        let mut piece = self.piece(change, place, PieceKind::Renamed { old, new: new.clone() }, &new);
        piece.core = core;
        vec![piece]
    }

    fn moved(&self, change: &Change, unit: Unit) -> Option<Piece> {
        let (old, new) = (change.old.first()?, change.new.first()?);
        let from = self.section_of(old);
        let here = self.section_of(new);
        let kind = if unit == Unit::Section {
            PieceKind::SectionMoved { from: from.label.unwrap_or(from.place) }
        } else {
            // Inside of one section another order is form.
            if from == here {
                return None;
            }
            PieceKind::Moved { from: from.place, text: excerpt(unlabelled(&new.text), self.cues, ONE_OF_TWO) }
        };
        Some(self.piece(change, Some(new), kind, ""))
    }

    fn edited(&self, change: &Change) -> Vec<Piece> {
        let place = change.new.first().or_else(|| change.old.first());
        let spots: Vec<Spot> = spots(&change.edits).into_iter().filter(says_something).collect();
        if spots.is_empty() {
            return Vec::new();
        }
        let share = kept(&change.edits);
        let (old, new) = (side(&change.edits, EditOp::Insert), side(&change.edits, EditOp::Delete));
        let texts = |longest| {
            (excerpt(unlabelled(&old), self.cues, longest), excerpt(unlabelled(&new), self.cues, longest))
        };
        if share < UNRELATED && old.chars().count().min(new.chars().count()) > ONE_OF_TWO / 4 {
            let (old, new) = texts(LONGEST);
            let removed =
                self.piece(change, change.old.first(), PieceKind::ClauseRemoved { text: old.clone() }, &old);
            let added = self.piece(change, place, PieceKind::ClauseAdded { text: new.clone() }, &new);
            // As for clauses that came or went by themselves: what they say is new or gone.
            return [added, removed]
                .into_iter()
                .map(|piece| Piece {
                    significance: piece.significance.max(Significance::Substantive),
                    ..piece
                })
                .collect();
        }
        if share < EDITED && spots.len() > 1 {
            let (old, new) = texts(ONE_OF_TWO);
            let facts = facts(change, &old, &new);
            return vec![self.piece(
                change,
                place,
                PieceKind::Rewritten { old, new: new.clone(), facts },
                &new,
            )];
        }
        let mut pieces: Vec<Piece> = spots.iter().map(|spot| self.spot(change, place, spot)).collect();
        if pieces.len() > MOST_SPOTS {
            let mut weights: Vec<u32> = pieces.iter().map(|piece| piece.weight).collect();
            weights.sort_unstable_by_key(|weight| std::cmp::Reverse(*weight));
            let least = weights.get(MOST_SPOTS - 1).copied().unwrap_or(0);
            let mut room = MOST_SPOTS;
            pieces.retain(|piece| {
                let stays = piece.weight >= least && room > 0;
                room -= usize::from(stays);
                stays
            });
        }
        pieces
    }

    fn spot(&self, change: &Change, place: Option<&Place>, spot: &Spot) -> Piece {
        let differing = format!("{} {}", spot.old, spot.new);
        let longer = words(&spot.old).max(words(&spot.new));
        let kind = if one_sided(spot) && longer > SHORT {
            let inserted = spot.old.trim().is_empty();
            let text = excerpt(if inserted { &spot.new } else { &spot.old }, self.cues, LONGEST);
            let after = before(spot);
            if inserted { PieceKind::Inserted { text, after } } else { PieceKind::Deleted { text, after } }
        } else if longer <= SHORT {
            let (old, new) = around(spot);
            PieceKind::Replaced { old, new }
        } else {
            let shown = |text: &str| excerpt(text, self.cues, ONE_OF_TWO);
            PieceKind::Replaced { old: shown(&spot.old), new: shown(&spot.new) }
        };
        let mut piece = self.piece(change, place, kind, &differing);
        piece.core = core(std::slice::from_ref(spot));
        piece
    }
}

/// Facts of one kind that a rewritten clause states otherwise, where the excerpts show neither.
fn facts(change: &Change, old: &str, new: &str) -> Vec<(String, String)> {
    const VALUES: [&str; 5] =
        ["duration-changed", "amount-changed", "percentage-changed", "date-changed", "number-changed"];
    let values = change.rules.iter().filter(|hit| VALUES.contains(&hit.id.as_str()));
    let pairs = values.filter_map(|hit| Some((plain(hit.old.as_deref()?), plain(hit.new.as_deref()?))));
    pairs.filter(|(before, after)| !(old.contains(before.as_str()) && new.contains(after.as_str()))).collect()
}

/// What a single short replacement was; nothing for long ones, which do not repeat.
fn core(spots: &[Spot]) -> Option<Core> {
    /// Words of a substitution that may repeat.
    const MOST: usize = 4;
    let [spot] = spots else { return None };
    let (old, new) = (plain(&spot.old), plain(&spot.new));
    if words(&old).max(words(&new)) > MOST || old == new {
        return None;
    }
    let (before, after) = (last_word(&spot.before), first_word(&spot.after));
    Some(Core { old, new, before, after })
}

fn last_word(text: &str) -> String {
    let text = plain(text);
    text.split(' ').next_back().unwrap_or_default().to_owned()
}

fn first_word(text: &str) -> String {
    let text = plain(text);
    text.split(' ').next().unwrap_or_default().to_owned()
}

/// Words, where Chinese characters count as half a word each.
pub fn words(text: &str) -> usize {
    let wide = text.chars().filter(|c| crate::text::script::is_wide(*c)).count();
    let spaced = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    spaced.max(wide.div_ceil(2))
}

/// Whether a place differs in words, not in punctuation, capitals or markup alone.
pub fn says_something(spot: &Spot) -> bool {
    let (old, new) = (plain(&spot.old), plain(&spot.new));
    !(same_words(&old, &new) || (is_letter(&old) && is_letter(&new)))
}

/// Whether a text is a lone letter: the label of a section that shifted.
fn is_letter(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).count() == 1 && text.chars().any(|c| c.is_ascii_uppercase())
}

/// Whether two texts are the same but for punctuation and capitals.
fn same_words(old: &str, new: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, '%' | '$' | '€' | '£'))
            .flat_map(char::to_lowercase)
            .collect()
    };
    letters(old) == letters(new)
}

/// A clause without the label at its head, which is cited apart.
fn unlabelled(text: &str) -> &str {
    let Some((_, wording)) = crate::text::numbering::parse(text) else { return text };
    text.get(wording..).unwrap_or(text)
}
