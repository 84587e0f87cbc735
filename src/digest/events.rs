//! What happened to a text as a whole: another language, a first text behind a placeholder, an error page.

use super::plain::plain;
use super::result::Event;
use crate::diff::{Change, ChangeKind, Comparison};

/// Blocks up to which a text can be a placeholder or an error page.
const SMALL: usize = 12;
/// Blocks up to which a placeholder says nothing.
const PLACEHOLDER: usize = 3;

/// What pages say that hold no text: answers of servers, and gates that ask whether the reader is a person.
const ERROR_PAGES: [&str; 14] = [
    "404 not found",
    "page not found",
    "403 forbidden",
    "access denied",
    "service unavailable",
    "internal server error",
    "bad gateway",
    "just a moment",
    "checking your browser",
    "verify you are human",
    "enable javascript",
    "attention required",
    "page introuvable",
    "seite nicht gefunden",
];

/// What happened, where something did.
pub fn event(comparison: &Comparison) -> Option<Event> {
    let (old, new) = (&comparison.old, &comparison.new);
    let kept = keeps(comparison);
    if let (Some(before), Some(after)) = (&old.language, &new.language)
        && primary(before) != primary(after)
        && !kept
    {
        return Some(Event::Language { old: before.clone(), new: after.clone() });
    }
    let says = |added: bool| {
        let kind = if added { ChangeKind::Added } else { ChangeKind::Removed };
        let places = comparison
            .changes
            .iter()
            .filter(move |change| change.kind == kind || change.kind == ChangeKind::Modified);
        let mut texts = places
            .flat_map(move |change| if added { &change.new } else { &change.old })
            .map(|place| plain(&place.text).to_lowercase());
        texts.any(|text| ERROR_PAGES.iter().any(|page| text.contains(page)))
    };
    if new.blocks <= SMALL && old.blocks > new.blocks && says(true) {
        return Some(Event::ErrorPage);
    }
    if old.blocks <= SMALL && new.blocks > old.blocks && says(false) {
        return Some(Event::BackFromErrorPage);
    }
    if kept || comparison.identical {
        return None;
    }
    // A heading in the same place says nothing of the text.
    let shares = |change: &Change| {
        !change.old.is_empty() && !change.new.is_empty() && change.kind != ChangeKind::Renamed
    };
    let touched = comparison.changes.iter().any(shares);
    if old.blocks <= PLACEHOLDER && new.blocks > SMALL && !touched {
        return Some(Event::FirstText);
    }
    (old.blocks > SMALL && new.blocks > SMALL && !touched).then_some(Event::Replaced)
}

/// Share in percent of the clauses of both texts that must be gone and new for nothing to have been kept.
const NOTHING_KEPT: usize = 90;

/// Whether a part of the old text is in the new one.
fn keeps(comparison: &Comparison) -> bool {
    let blocks = |kind: ChangeKind, old: bool| -> usize {
        let changes = comparison.changes.iter().filter(|change| change.kind == kind);
        let places = changes.flat_map(|change| if old { &change.old } else { &change.new });
        places
            .map(|place| {
                usize::from(place.block.is_some())
                    + place.parts.iter().filter(|part| part.block.is_some()).count()
            })
            .sum()
    };
    let (gone, new) = (blocks(ChangeKind::Removed, true), blocks(ChangeKind::Added, false));
    gone * 100 < comparison.old.blocks * NOTHING_KEPT || new * 100 < comparison.new.blocks * NOTHING_KEPT
}

fn primary(tag: &str) -> String {
    tag.split('-').next().unwrap_or(tag).to_lowercase()
}
