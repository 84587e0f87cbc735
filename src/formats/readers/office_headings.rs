//! Which paragraphs of a word processor's file are headings, and their ranks.

use crate::formats::flow::{Flow, Piece};

/// Stands for the rank of a paragraph that only looks like a heading, until all are known.
pub const UNMARKED: u8 = u8::MAX;
/// A heading has at most this many characters. Templates of contracts give whole clauses the style of a heading so that
/// they are numbered.
const LONGEST: usize = 150;
/// A heading of the highest level that ends as a sentence has at most this many words.
const HEADING_WORDS: usize = 5;
/// Outline levels from here on are body text.
const BODY_TEXT: u8 = 9;

/// The rank by the style's name or the outline level, from 1.
pub fn level(style: &str, outline: Option<u8>) -> Option<u8> {
    if style == "title" {
        return Some(1);
    }
    let named = style.strip_prefix("heading ").and_then(|level| level.parse::<u8>().ok());
    named.or_else(|| outline.filter(|level| *level < BODY_TEXT).map(|level| level + 1))
}

/// The rank of a paragraph that is marked as a heading; none where its text is a clause.
pub fn decide(text: &str, level: Option<u8>, style: &str) -> Option<u8> {
    let level = level?;
    // A sentence under a number of a lower level is a clause, however short: `2.1 Restrictions on Customer.`
    let sentence = text.ends_with(['.', ';', ',', ':', '。', '；', '：']);
    let clause = text.chars().count() > LONGEST
        || sentence && style != "title" && (level > 1 || text.split_whitespace().count() > HEADING_WORDS);
    (!clause && !text.is_empty()).then_some(level)
}

/// Whether a paragraph without any mark looks like a heading: bold or in capitals, short, no sentence.
pub fn may_head(text: &str, bold: bool, bullet: bool) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = letters >= 4
        && text.chars().filter(|c| c.is_alphabetic()).all(|c| !c.is_lowercase())
        && text.chars().any(char::is_uppercase);
    let sentence = text.ends_with(['.', ';', ',', ':', '。', '；', '，', '：', '?', '!']);
    letters >= 2 && text.chars().count() <= LONGEST && (bold || capitals) && !sentence && !bullet
}

/// Decides on the paragraphs that only look like headings: they are headings where the file marks none, and blocks
/// where it does.
pub fn settle(flow: &mut Flow) {
    let title = flow.title.clone();
    let pieces = flow.pieces_mut();
    let is_title = |piece: &Piece| title.as_deref().is_some_and(|title| piece.text == title);
    let marked = |piece: &&Piece| piece.heading.is_some_and(|level| level != UNMARKED) && !is_title(piece);
    let any_marked = pieces.iter().any(|piece| marked(&piece));
    for piece in pieces.iter_mut().filter(|piece| piece.heading == Some(UNMARKED)) {
        piece.heading = (!any_marked).then(|| rank(piece));
    }
}

/// The rank of an unmarked heading by the depth of its number.
fn rank(piece: &Piece) -> u8 {
    piece.label.as_ref().map_or(1, |_| piece.depth.saturating_add(1))
}
