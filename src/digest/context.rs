//! Words around an edit, so that a reader knows what it is about: enough, never over the end of a sentence.

use super::plain::plain;
use super::spots::{ENDS, Spot};

/// Words around a replaced word.
const AROUND: usize = 2;
/// Words before what was only inserted or deleted.
const BEFORE: usize = 3;
/// Columns that the words on one side may have; Chinese has no spaces between them.
const LONGEST: usize = 32;

/// Both wordings of a short edit with the words around it, without markup.
pub fn around(spot: &Spot) -> (String, String) {
    let before = last_words(&spot.before, if one_sided(spot) { BEFORE } else { AROUND });
    let after = first_words(&spot.after, AROUND);
    let side = |inner: &str| plain(&format!("{before}{inner}{after}"));
    let (old, new) = (side(&spot.old), side(&spot.new));
    (punctuated(&old), punctuated(&new))
}

/// The words before an edit, without markup.
pub fn before(spot: &Spot) -> String {
    punctuated(&plain(last_words(&spot.before, BEFORE)))
}

/// Whether an edit only inserts or only deletes.
pub fn one_sided(spot: &Spot) -> bool {
    spot.old.trim().is_empty() != spot.new.trim().is_empty()
}

/// Without a comma or bracket at the ends that belongs to what is left out.
fn punctuated(text: &str) -> String {
    text.trim_start_matches([',', ')', '，', '、', ' '])
        .trim_end_matches([',', '(', '，', '、', ' '])
        .to_owned()
}

/// The last words of a text, up to the end of a sentence.
fn last_words(text: &str, number: usize) -> &str {
    let from = text.char_indices().rev().find(|(at, c)| ENDS.contains(c) && is_end(text, *at, *c));
    let start = from.map_or(0, |(at, c)| at + c.len_utf8());
    let rest = text.get(start..).unwrap_or_default();
    let mut at = rest.len();
    let mut words = 0;
    let mut columns = 0;
    let mut inside = false;
    for (index, character) in rest.char_indices().rev() {
        columns += 1;
        if character.is_whitespace() {
            inside = false;
        } else if !inside {
            inside = true;
            words += 1;
        }
        if words > number || columns > LONGEST {
            break;
        }
        at = index;
    }
    rest.get(at..).unwrap_or_default().trim_start()
}

/// The first words of a text, up to the end of a sentence.
fn first_words(text: &str, number: usize) -> &str {
    let to = text.char_indices().find(|(at, c)| ENDS.contains(c) && is_end(text, *at, *c));
    let rest = text.get(..to.map_or(text.len(), |(at, _)| at)).unwrap_or_default();
    let mut end = 0;
    let mut words = 0;
    let mut columns = 0;
    let mut inside = false;
    for (index, character) in rest.char_indices() {
        columns += 1;
        if character.is_whitespace() {
            inside = false;
        } else if !inside {
            inside = true;
            words += 1;
        }
        if words > number || columns > LONGEST {
            break;
        }
        end = index + character.len_utf8();
    }
    rest.get(..end).unwrap_or_default().trim_end()
}

/// Whether a sign ends something, rather than being the point in `1.5` or `example.org`.
pub fn is_end(text: &str, at: usize, sign: char) -> bool {
    let next = text.get(at + sign.len_utf8()..).and_then(|rest| rest.chars().next());
    !sign.is_ascii() || next.is_none_or(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::around;
    use crate::digest::spots::Spot;

    fn spot(before: &str, old: &str, new: &str, after: &str) -> Spot {
        Spot { before: before.into(), old: old.into(), new: new.into(), after: after.into() }
    }

    #[test]
    fn a_short_edit_comes_with_the_words_around_it() {
        let (old, new) = around(&spot("Yes. You may ", "purchase", "use", " paid Service features. No."));
        assert_eq!(
            (old.as_str(), new.as_str()),
            ("You may purchase paid Service", "You may use paid Service")
        );
        let (old, new) = around(&spot("We keep it for about ", "30", "25", " days, or 1.5 years"));
        assert_eq!((old.as_str(), new.as_str()), ("for about 30 days, or", "for about 25 days, or"));
        let (old, new) = around(&spot("服务条款可能会", "变更", "修改", "。其他"));
        assert_eq!((old.as_str(), new.as_str()), ("服务条款可能会变更", "服务条款可能会修改"));
    }
}
