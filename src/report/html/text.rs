//! Text of a document as the page sets it: pieces that are shown as they are, and signs for characters that cannot be
//! seen.

use crate::diff::Edit;
use crate::report::escape::fold;
use crate::report::width::{head, shorten, tail, width};
use crate::report::wording::redline::{Role, Run, elide, runs};

/// A piece of text in one manner of setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text; the template escapes it.
    pub text: String,
    /// Whether it names a character that cannot be seen: `U+202E`, `␛`.
    pub sign: bool,
}

/// A run of a redline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// What happened to it.
    pub role: Role,
    /// Whether a space is before its text; set apart, since an underlined space reads as a mark.
    pub lead: bool,
    /// Whether a space is behind its text.
    pub trail: bool,
    /// Its text.
    pub pieces: Vec<Piece>,
}

impl Segment {
    /// Unchanged text.
    pub fn equal(pieces: Vec<Piece>) -> Self {
        Self { role: Role::Equal, lead: false, trail: false, pieces }
    }

    /// Whether only the old text has it.
    pub fn is_deleted(&self) -> bool {
        matches!(self.role, Role::Deleted | Role::FormDeleted)
    }

    /// Whether only the new text has it.
    pub fn is_inserted(&self) -> bool {
        matches!(self.role, Role::Inserted | Role::FormInserted)
    }

    /// Whether it is a difference of form alone.
    pub fn is_form(&self) -> bool {
        matches!(self.role, Role::FormDeleted | Role::FormInserted)
    }

    /// Whether unchanged text was left out here.
    pub fn is_gap(&self) -> bool {
        self.role == Role::Gap
    }
}

/// Columns of an unchanged stretch above which its middle is left out: some two printed pages. Clauses of statements
/// and statutes are shorter, so that nearly every clause is shown whole.
const LONGEST_UNCHANGED: usize = 6000;

/// Columns that are kept at each end of such a stretch.
const KEPT: usize = 600;

/// A text without edits.
pub fn pieces(text: &str) -> Vec<Piece> {
    signed(&fold(text))
}

/// The edits of a change, differences of form among them.
pub fn segments(edits: &[Edit]) -> Vec<Segment> {
    let runs = runs(edits, true);
    let last = runs.len().saturating_sub(1);
    runs.into_iter()
        .enumerate()
        .flat_map(|(at, run)| shortened(run, at == 0, at == last))
        .map(segment)
        .collect()
}

/// Columns of a change that the summary shows: two lines of print, which hold one or two edits with what is around them.
const BRIEF: usize = 240;

/// The edits with the words around them, as much as a summary holds. Differences of form are left out.
pub fn brief(edits: &[Edit]) -> Vec<Segment> {
    let mut out = Vec::new();
    let mut columns = 0;
    for run in elide(runs(edits, false)) {
        let text = shorten(&run.text, BRIEF);
        columns += width(&text);
        if columns > BRIEF && !out.is_empty() {
            let more = Run { role: Role::Gap, text: " …".to_owned() };
            out.push(segment(more));
            break;
        }
        // Shortening may take the space at the end, and words would grow together.
        let text = if run.text.ends_with(' ') && !text.ends_with(' ') { format!("{text} ") } else { text };
        out.push(segment(Run { role: run.role, text }));
    }
    out
}

fn segment(run: Run) -> Segment {
    let Run { role, text } = run;
    if role == Role::Gap {
        // An ellipsis alone on a line says nothing.
        return Segment { role, ..Segment::equal(signed(&text.replacen(" …", "\u{a0}…", 1))) };
    }
    if role == Role::Equal {
        return Segment { role, ..Segment::equal(signed(&text)) };
    }
    if text.chars().all(is_unseen) {
        return Segment { role, ..Segment::equal(text.chars().map(named).collect()) };
    }
    let (lead, trail) = (text.starts_with(' '), text.ends_with(' '));
    Segment { role, lead, trail, pieces: signed(text.trim_matches(' ')) }
}

/// White space and characters without a shape: an edit of nothing else could not be seen.
fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{200b}'..='\u{200d}'
            | '\u{2060}'..='\u{2064}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}')
}

fn named(character: char) -> Piece {
    let text = if character == ' ' { " ".to_owned() } else { format!("U+{:04X}", u32::from(character)) };
    Piece { sign: character != ' ', text }
}

/// Leaves the middle of a very long unchanged stretch out.
fn shortened(run: Run, first: bool, last: bool) -> Vec<Run> {
    // A character takes two columns at most and one byte at least.
    if run.role != Role::Equal || run.text.len() <= LONGEST_UNCHANGED || (first && last) {
        return vec![run];
    }
    let before = head(&run.text, KEPT);
    let rest = run.text.get(before.len()..).unwrap_or_default();
    let after = tail(rest, KEPT);
    let left_out = rest.get(..rest.len() - after.len()).unwrap_or_default().chars().count();
    let gap = format!(" [… {left_out} unchanged characters …] ");
    let equal = |text: &str| Run { role: Role::Equal, text: text.to_owned() };
    vec![equal(before), Run { role: Role::Gap, text: gap }, equal(after)]
}

/// Splits off what [`fold`] wrote in the place of characters that cannot be seen.
fn signed(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((at, length)) = sign(rest) {
        let (before, from) = rest.split_at(at);
        let (written, after) = from.split_at(length);
        if !before.is_empty() {
            pieces.push(Piece { text: before.to_owned(), sign: false });
        }
        pieces.push(Piece { text: written.trim_matches(['<', '>']).to_owned(), sign: true });
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece { text: rest.to_owned(), sign: false });
    }
    pieces
}

/// Where the next sign is and how many bytes it has.
fn sign(text: &str) -> Option<(usize, usize)> {
    text.char_indices().find_map(|(at, character)| match character {
        '\u{2400}'..='\u{2421}' => Some((at, character.len_utf8())),
        '<' => {
            let digits = text.get(at..)?.strip_prefix("<U+")?;
            let end = digits.find('>').filter(|end| (4..=6).contains(end))?;
            let hexadecimal = digits.get(..end)?.bytes().all(|byte| byte.is_ascii_hexdigit());
            hexadecimal.then_some((at, "<U+".len() + end + 1))
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::pieces;
    use super::segments;
    use crate::diff::{Edit, EditOp};

    fn shown(text: &str) -> Vec<(String, bool)> {
        pieces(text).into_iter().map(|piece| (piece.text, piece.sign)).collect()
    }

    fn edit(op: EditOp, text: &str) -> Edit {
        Edit { op, text: text.to_owned(), form: None }
    }

    #[test]
    fn what_cannot_be_seen_is_named() {
        let plain = |text: &str| (text.to_owned(), false);
        let sign = |text: &str| (text.to_owned(), true);
        assert_eq!(shown("pay\u{202e}001"), [plain("pay"), sign("U+202E"), plain("001")]);
        assert_eq!(shown("\u{1b}[2J <U+> <b>"), [sign("␛"), plain("[2J <U+> <b>")]);
        let edits = [edit(EditOp::Equal, "a"), edit(EditOp::Insert, "\u{200b}"), edit(EditOp::Equal, "b")];
        assert_eq!(segments(&edits)[1].pieces[0].text, "U+200B");
    }

    #[test]
    fn very_long_unchanged_text_is_cut_in_the_middle() {
        let edits = [edit(EditOp::Equal, &"word ".repeat(200_000)), edit(EditOp::Insert, "end")];
        let segments = segments(&edits);
        assert!(segments[1].is_gap() && segments[1].pieces[0].text.contains("unchanged characters"));
        assert!(segments.iter().flat_map(|segment| &segment.pieces).all(|piece| piece.text.len() < 1000));
    }
}
