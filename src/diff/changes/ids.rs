//! Ids of changes: what baselines, links and feeds keep.
//!
//! An id is the first twelve hexadecimal digits of the SHA-256 of a string in UTF-8. The string has one field after
//! another, each ended by a line feed, line feeds inside a field folded to spaces:
//!
//! ```text
//! recension-change/1
//! modified                the kind
//! block                   the unit
//! old <text>              one line for each old place, in order
//! new <text>              one line for each new place, in order
//! 0                       how many changes before it in the comparison have the same fields above
//! ```
//!
//! No place is in it, so a change keeps its id when other parts of the text change. The form never changes: another one
//! would get another first line.

use crate::diff::result::{Change, Place, RuleHit, Unit};
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Bytes of the digest that an id shows. Among the 100,000 changes of a long history two share one by chance with a
/// probability of 0.002 %.
const BYTES: usize = 6;

/// Gives each change its id; changes that say the same are counted in their order.
pub fn identify(changes: &mut [Change]) {
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for change in changes {
        let unit = if change.unit == Unit::Section { "section" } else { "block" };
        let mut text = format!("recension-change/1\n{}\n{unit}\n", change.kind.name());
        push_places(&mut text, "old", &change.old);
        push_places(&mut text, "new", &change.new);
        let nth = seen.entry(text.clone()).or_default();
        let _ = writeln!(text, "{nth}");
        *nth += 1;
        change.id = cut(&text);
    }
}

/// The id of a rule that fired on a text as a whole: like that of a change, from `recension-rule/1`, the rule's id and
/// its evidence.
#[must_use]
pub fn of_rule(hit: &RuleHit) -> String {
    let side = |text: &Option<String>| text.as_deref().unwrap_or_default().replace('\n', " ");
    cut(&format!("recension-rule/1\n{}\nold {}\nnew {}\n", hit.id, side(&hit.old), side(&hit.new)))
}

fn push_places(text: &mut String, side: &str, places: &[Place]) {
    for place in places {
        let _ = writeln!(text, "{side} {}", place.text.replace('\n', " "));
    }
}

fn cut(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(BYTES).fold(String::new(), |mut id, byte| {
        let _ = write!(id, "{byte:02x}");
        id
    })
}

#[cfg(test)]
mod tests {
    use super::{cut, of_rule};
    use crate::diff::result::RuleHit;
    use crate::diff::rules::RuleId;

    #[test]
    fn ids_are_the_documented_digests() {
        // printf 'recension-change/1\nadded\nblock\nnew We keep logs.\n0\n' | sha256sum
        assert_eq!(cut("recension-change/1\nadded\nblock\nnew We keep logs.\n0\n"), "06fcc6a3f164");
        assert_eq!(of_rule(&RuleHit::new(RuleId::StatedDateUnchanged)), "f4c00c44775a");
    }
}
