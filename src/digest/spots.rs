//! The places where two wordings of a clause differ, each with the words before and behind it.

use crate::diff::{Edit, EditOp};

/// One place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spot {
    /// Unchanged words before it, back to the place before or the beginning.
    pub before: String,
    /// What the old text has.
    pub old: String,
    /// What the new text has.
    pub new: String,
    /// Unchanged words behind it.
    pub after: String,
}

/// Unchanged words between two edits that make them one: `the [Basecamp→37signals] and [we→us]` reads better in one.
const JOINING_WORDS: usize = 2;
/// Columns that such words may have.
const JOINING_LENGTH: usize = 18;

/// The places in reading order. Differences of form count as unchanged.
pub fn spots(edits: &[Edit]) -> Vec<Spot> {
    let mut out: Vec<Spot> = Vec::new();
    // Unchanged text since the last edit.
    let mut equal = String::new();
    for edit in edits {
        match (edit.op, edit.form.is_some()) {
            (EditOp::Equal, _) | (EditOp::Insert, true) => equal.push_str(&edit.text),
            (EditOp::Delete, true) => {}
            (op, false) => {
                let joins = out.last().is_some() && joins(&equal);
                if joins {
                    if let Some(last) = out.last_mut() {
                        last.old.push_str(&equal);
                        last.new.push_str(&equal);
                    }
                } else {
                    if let Some(last) = out.last_mut() {
                        last.after.clone_from(&equal);
                    }
                    out.push(Spot { before: equal.clone(), ..Spot::default() });
                }
                equal.clear();
                if let Some(last) = out.last_mut() {
                    let side = if op == EditOp::Delete { &mut last.old } else { &mut last.new };
                    side.push_str(&edit.text);
                }
            }
        }
    }
    if let Some(last) = out.last_mut() {
        last.after = equal;
    }
    out.retain(|spot| spot.old.trim() != spot.new.trim());
    out
}

/// Whether unchanged text is so short that the edits around it are one.
fn joins(equal: &str) -> bool {
    let short = equal.chars().count() <= JOINING_LENGTH && equal.split_whitespace().count() <= JOINING_WORDS;
    short && !equal.contains(|c: char| ENDS.contains(&c))
}

/// Signs at which a sentence or a clause of one ends.
pub const ENDS: [char; 14] =
    ['.', '!', '?', ';', ':', '。', '！', '？', '；', '：', '¶', '\u{2028}', '\n', '…'];

/// Share of the characters of the longer side that both wordings have, in percent.
pub fn kept(edits: &[Edit]) -> usize {
    let (mut equal, mut old, mut new) = (0, 0, 0);
    for edit in edits {
        let length = edit.text.chars().count();
        match edit.op {
            EditOp::Equal => equal += length,
            EditOp::Delete if edit.form.is_none() => old += length,
            EditOp::Insert if edit.form.is_none() => new += length,
            // A difference of form is the same words.
            EditOp::Insert => equal += length,
            EditOp::Delete => {}
        }
    }
    equal * 100 / (equal + old.max(new)).max(1)
}

/// One side of the edits as it is written there.
pub fn side(edits: &[Edit], skipped: EditOp) -> String {
    edits.iter().filter(|edit| edit.op != skipped).map(|edit| edit.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Spot, kept, spots};
    use crate::diff::{Edit, EditOp};

    fn edits(parts: &[(char, &str)]) -> Vec<Edit> {
        let op = |sign| match sign {
            '-' => EditOp::Delete,
            '+' => EditOp::Insert,
            _ => EditOp::Equal,
        };
        parts
            .iter()
            .map(|(sign, text)| Edit { op: op(*sign), text: (*text).to_owned(), form: None })
            .collect()
    }

    #[test]
    fn edits_with_a_word_between_are_one_place() {
        let edits = edits(&[
            ('=', "We "),
            ('-', "may"),
            ('+', "must"),
            ('=', " not "),
            ('-', "sell"),
            ('+', "share"),
            ('=', " it."),
        ]);
        let spot = Spot {
            before: "We ".into(),
            old: "may not sell".into(),
            new: "must not share".into(),
            after: " it.".into(),
        };
        assert_eq!(spots(&edits), [spot]);
    }

    #[test]
    fn the_share_of_what_was_kept_is_that_of_the_longer_side() {
        assert_eq!(kept(&edits(&[('=', "12345"), ('-', "x"), ('+', "12345")])), 50);
        assert_eq!(kept(&[]), 0);
    }
}
