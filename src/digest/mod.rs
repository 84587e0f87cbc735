//! What a reader wants to know of a comparison, heaviest first: the items of a changelog entry, of a notice, of a
//! comment's summary.
//!
//! ```text
//! Comparison ──change by change──▶ pieces (old → new, added, removed)
//!                                    │ substitutions that repeat are taken out and counted
//!                                    ▼
//!            items by section, ordered by weight ──▶ leads: the one or two that make the headline
//! ```
//!
//! Nothing here is worded: `report` says it in the reader's language. Every quotation is a piece of one of the texts.

mod citation;
mod context;
mod cues;
mod dates;
mod events;
mod excerpt;
mod items;
mod leads;
mod message;
mod pieces;
mod plain;
mod repeats;
mod result;
mod spots;
mod weight;

pub use dates::is_not_before;
pub use message::says_more;
pub use result::{Digest, Event, FormCounts, Item, Lead, Piece, PieceKind, Repeat, StatedDates};

use crate::diff::{Change, Comparison};

/// The pieces of each of some changes, repeated substitutions among them; empty for those of form.
#[must_use]
pub fn pieces(comparison: &Comparison, changes: &[&Change]) -> Vec<Vec<Piece>> {
    let cues = items::cues(comparison);
    let maker = items::maker(comparison, &cues);
    changes.iter().map(|change| maker.pieces(change)).collect()
}

/// Digests a comparison.
#[must_use]
pub fn digest(comparison: &Comparison) -> Digest {
    let mut collected = items::collect(comparison);
    collected.pieces.dedup_by(|next, piece| next.kind == piece.kind && next.section == piece.section);
    let repeats = repeats::take_out(&mut collected.pieces);
    let (items, wording) = items::group(collected.pieces);
    let event = events::event(comparison);
    let mut digest = Digest {
        items,
        wording,
        repeats,
        event,
        form: collected.form,
        dates: collected.dates,
        leads: Vec::new(),
    };
    digest.leads = leads::leads(&digest);
    digest
}
