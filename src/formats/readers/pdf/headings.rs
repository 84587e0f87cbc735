//! Which paragraphs of a PDF are headings, and what the text is made of.

use super::metrics::Metrics;
use super::paragraphs::{FootNote, Paragraph};
use super::start;
use crate::formats::flow::{Flow, Piece};
use crate::model::{BlockKind, Location, NoteKind};
use crate::text::numbering;

/// A heading has at most this many characters.
const LONGEST: usize = 200;
/// It is larger than the text by this factor, or bold.
const LARGER: f64 = 1.08;
/// Headings have this many ranks.
const RANKS: u8 = 6;

/// Writes paragraphs and notes into the flow.
pub fn write(paragraphs: Vec<Paragraph>, notes: Vec<FootNote>, metrics: Metrics, flow: &mut Flow) {
    let mut classes: Vec<(i64, bool, bool)> = Vec::new();
    for paragraph in paragraphs.iter().filter(|paragraph| is_heading(paragraph, &metrics)) {
        let class = class(paragraph);
        if !classes.contains(&class) {
            classes.push(class);
        }
    }
    // Larger ranks above smaller, bold above capitals, capitals above light.
    classes.sort_by(|a, b| b.cmp(a));
    let rank = |paragraph: &Paragraph| {
        let at = classes.iter().position(|other| *other == class(paragraph)).unwrap_or_default();
        u8::try_from(at + 1).unwrap_or(RANKS).min(RANKS)
    };
    for note in notes {
        flow.note(note.key, NoteKind::Footnote, &note.text, page(note.page));
    }
    for paragraph in paragraphs {
        let heading = is_heading(&paragraph, &metrics).then(|| rank(&paragraph));
        let bullet = start::without_bullet(&paragraph.text).filter(|_| heading.is_none());
        let shift = bullet.map_or(0, |rest| paragraph.text.len() - rest.len());
        let calls = paragraph.calls.iter().map(|(at, key)| (at.saturating_sub(shift), key.clone())).collect();
        let text = bullet.unwrap_or(&paragraph.text).to_owned();
        flow.push(Piece {
            heading,
            kind: Some(if bullet.is_some() { BlockKind::Item } else { BlockKind::Paragraph }),
            depth: u8::from(bullet.is_some()),
            text,
            calls,
            location: page(paragraph.page),
            ..Piece::default()
        });
    }
}

fn page(number: u32) -> Option<Location> {
    Some(Location { page: Some(number), ..Location::default() })
}

/// Size in half points, weight, and whether it is all in capitals.
fn class(paragraph: &Paragraph) -> (i64, bool, bool) {
    ((paragraph.size * 2.0).round() as i64, paragraph.bold, is_capitals(&paragraph.text))
}

fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase()) && text.chars().any(char::is_uppercase)
}

fn is_heading(paragraph: &Paragraph, metrics: &Metrics) -> bool {
    let text = paragraph.text.trim();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let larger = paragraph.size > LARGER * metrics.size;
    let bold = paragraph.bold && !metrics.bold;
    let capitals = is_capitals(text) && letters >= 4 && (paragraph.centred || paragraph.lines == 1);
    if letters == 0
        || text.chars().count() > LONGEST
        || paragraph.lines > 4
        || start::without_bullet(text).is_some()
    {
        return false;
    }
    if paragraph.size < 0.93 * metrics.size || !(larger || bold || capitals) {
        return false;
    }
    let sentence = text.ends_with(['.', ';', ',', ':', '。', '；', '，', '：']);
    let short = text.split_whitespace().count() <= 8 && numbering::parse_heading(text).is_some();
    !sentence || paragraph.size > 1.2 * metrics.size || short
}
