//! Ranks of headings that are bold paragraphs, in the light of all headings.

use crate::formats::flow::{Piece, folded};
use crate::text::numbering::{self, Label};

/// Stands for the rank of a bold paragraph until all headings are known.
pub const BOLD: u8 = u8::MAX;
/// A heading has at most this many characters; a bold paragraph that is longer is a warning.
const LONGEST: usize = 150;

/// A bold sentence with a number in front is a heading up to this many words.
const LABELLED_WORDS: usize = 16;

/// Whether a bold paragraph may be a heading: short, and no sentence unless it has a label.
pub fn may_head(text: &str) -> bool {
    let text = folded(text);
    let sentence = text.ends_with(['.', ';', ',', '。', '；', '，', '!', '?']);
    // `Section 1 – Definitions.`: a number among the first two words.
    let labelled = || {
        numbering::parse_heading(&text).is_some()
            || text.split_whitespace().take(2).any(|word| word.contains(|c: char| c.is_ascii_digit()))
                && text.split_whitespace().count() <= LABELLED_WORDS
    };
    text.chars().count() <= LONGEST && text.chars().any(char::is_alphabetic) && (!sentence || labelled())
}

/// Gives bold paragraphs their rank: one below the last heading that is marked up as one. The first of them is the
/// title where it alone has no label. A marked heading that goes on their numbers has their rank.
pub fn settle(pieces: &mut [Piece]) {
    let label = |piece: &Piece| numbering::parse_heading(&piece.text).map(|(label, _)| label);
    let bold: Vec<usize> = (0..pieces.len()).filter(|at| is_bold(pieces, *at)).collect();
    let Some(first) = bold.first().copied() else { return };
    let marked_before = pieces.iter().take(first).any(|piece| piece.heading.is_some());
    let labelled = bold.iter().filter(|at| pieces.get(**at).and_then(label).is_some()).count();
    let title = !marked_before && labelled >= 2 && pieces.get(first).and_then(label).is_none();
    let base = u8::from(title);
    let (mut marked, mut last): (u8, Option<(Label, u8)>) = (0, None);
    for at in 0..pieces.len() {
        let Some(piece) = pieces.get_mut(at) else { continue };
        let Some(level) = piece.heading else { continue };
        let own = label(piece);
        if level == BOLD {
            let level = if title && at == first { 1 } else { marked.saturating_add(1).max(base + 1) };
            piece.heading = Some(level);
            last = own.map(|own| (own, level)).or(last);
        } else if let Some((before, level)) = last
            .clone()
            .filter(|(before, _)| own.as_ref().is_some_and(|own| numbering::is_successor(before, own)))
        {
            let _ = before;
            piece.heading = Some(level);
            last = own.map(|own| (own, level));
        } else {
            marked = level;
        }
    }
}

fn is_bold(pieces: &[Piece], at: usize) -> bool {
    pieces.get(at).is_some_and(|piece| piece.heading == Some(BOLD))
}
