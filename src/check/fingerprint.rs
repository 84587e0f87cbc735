//! What an acceptance names: a digest of the whole change, in the text that it is made to.
//!
//! The SHA-256, in hexadecimal, of these fields in UTF-8, each preceded by its length in bytes and a colon, so that no text
//! can be read as two fields:
//!
//! ```text
//! recension-acceptance/2
//! <path>                  of the text, in the new state
//! <SHA-256>               of the old text's file: an acceptance holds for the text that it was given for
//! change | rule
//! <id>                    of the change; for a rule that fired on the text as a whole, the rule's id
//! <texts>                 all old and all new places; for a rule, the SHA-256 of the new text's file
//! ```
//!
//! The twelve digits that people read are the beginning of another digest and never enough to accept anything.

use crate::diff::{Change, Comparison, RuleHit};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Hexadecimal digits of a fingerprint.
pub const DIGITS: usize = 64;

/// The fingerprint of a change.
#[must_use]
pub fn of_change(path: &str, comparison: &Comparison, change: &Change) -> String {
    let mut fields = vec!["recension-acceptance/2", path, &comparison.old.sha256, "change", &change.id];
    fields.push(change.kind.name());
    for (side, places) in [("old", &change.old), ("new", &change.new)] {
        for place in places {
            fields.extend([side, place.text.as_str()]);
        }
    }
    digest(&fields)
}

/// The fingerprint of a rule that fired on a text as a whole. It is one of this new text alone: what is accepted once says
/// nothing of a later text in which the rule fires again.
#[must_use]
pub fn of_rule(path: &str, comparison: &Comparison, hit: &RuleHit) -> String {
    let (old, new) = (comparison.old.sha256.as_str(), comparison.new.sha256.as_str());
    digest(&["recension-acceptance/2", path, old, "rule", hit.id.as_str(), new])
}

fn digest(fields: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for field in fields {
        hasher.update(format!("{}:", field.len()));
        hasher.update(field.as_bytes());
    }
    hasher.finalize().iter().fold(String::new(), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::{DIGITS, digest};

    #[test]
    fn no_two_lists_of_fields_are_the_same_string() {
        assert_eq!(digest(&["a"]).len(), DIGITS);
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
        assert_ne!(digest(&["1:a"]), digest(&["", "a"]));
        // printf '1:a' | sha256sum
        assert_eq!(digest(&["a"]), "4162fddd39a3e4225e8e2392eced237fbeb34e6e218b5647d27bd4d2b9c0da24");
    }
}
