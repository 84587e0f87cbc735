//! Which old heading or block is which new one.
//!
//! Ordered passes over the whole document, surest first; each tie records the pass that made it:
//!
//! 1. text that occurs once on each side, byte for byte, and what is beside it (`unique-text`, `context`);
//! 2. the same for the folded wording, then repeated text gap by gap in order;
//! 3. one block whose letters are those of a run of neighbours, which were only broken or joined;
//! 4. headings whose sections hold the same text (`content`);
//! 5. similar text, candidates through an inverted index over rare words (`similarity`);
//! 6. one block that became several and several that became one;
//! 7. the same label or key, then a lone pair between matched neighbours (`label`, `position`).
//!
//! Only what the first two passes leave is cut into words, so equal text costs next to nothing.

mod concatenated;
mod exact;
mod features;
mod headings;
mod keys;
pub mod moves;
pub mod order;
mod place;
mod regroup;
mod similar_text;
mod state;

pub use state::{Matching, Tie};

use super::options::Options;
use super::unit::Units;
use features::Features;
use keys::Keys;

/// Matches the units of two documents.
#[must_use]
pub fn matching(old: &Units, new: &Units, options: &Options) -> Matching {
    let mut matching = Matching::new(old.list.len(), new.list.len());
    let mut keys = Keys::exact(old, new);
    exact::unique(&mut matching, &keys, 0, old);
    exact::context(&mut matching, &keys, (old, new), exact::From::InOrder);
    let (free_old, free_new) = (matching.free_old(), matching.free_new());
    keys.fold(old, new, &free_old, &free_new);
    exact::unique(&mut matching, &keys, 0, old);
    exact::context(&mut matching, &keys, (old, new), exact::From::InOrder);
    exact::leftover(&mut matching, &keys, old, new);
    exact::across(&mut matching, &mut keys, old, new);
    concatenated::find(&mut matching, old, new);
    headings::by_content(&mut matching, old, new);
    let (free_old, free_new) = (matching.free_old(), matching.free_new());
    if free_old.is_empty() && free_new.is_empty() {
        return matching;
    }
    let features = Features::new(old, new, &free_old, &free_new);
    let before = matching.pairs().count();
    similar_text::tie(&mut matching, &features, old, new, options);
    headings::by_content(&mut matching, old, new);
    if matching.pairs().count() > before {
        // What was tied tells better where the rest is.
        similar_text::tie(&mut matching, &features, old, new, options);
    }
    regroup::find(&mut matching, &features, old, new);
    headings::by_wording(&mut matching, &features, old, new);
    place::tie(&mut matching, &features, old, new);
    headings::by_content(&mut matching, old, new);
    place::tie(&mut matching, &features, old, new);
    matching
}
