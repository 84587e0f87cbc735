//! Where paragraphs end in hard-wrapped text, with or without blank lines between them.
//!
//! A line goes on in the next one unless something speaks against it. What does, in order: a blank line; a bullet or
//! label; the first word of the next line would have fitted, and the line ends as a sentence does; so much room was left
//! that nobody would have broken there; a line that ends in mid-sentence before a word that only sentences begin with
//! (a paragraph whose last line was lost). The widths are learned from the text, for items and for paragraphs.

use super::line::Line;
use crate::text::script;
use crate::text::sentence;
use rustc_hash::FxHashSet;
use std::cell::OnceCell;
use unicode_width::UnicodeWidthStr;

/// A line that fills less of the width than this and ends without an end mark stands by itself (a heading, a name).
/// In the roadmap the shortest line inside a paragraph fills 0.72, the longest title line 0.65.
const STANDS_ALONE: f64 = 0.66;
/// A line inside an item may be wider than the widest first line of an item by this many columns.
const ITEM_SLACK: usize = 4;
/// So many items must be seen before their width is believed.
const ITEMS_SEEN: usize = 5;
/// Blank lines separate the paragraphs of a text where there are at least this many parts between them
const PARTS: usize = 3;
/// with no more lines each on average than this.
const LINES_A_PART: usize = 20;

/// What is learned from the whole text before it is cut.
pub struct Measure<'a> {
    /// The widest line, in columns.
    pub width: usize,
    /// The widest first line of an item that goes on in the next line.
    item_width: Option<usize>,
    /// Blank lines separate its paragraphs.
    pub blank_lines: bool,
    text: &'a str,
    words: OnceCell<FxHashSet<&'a str>>,
}

impl<'a> Measure<'a> {
    /// Measures a text.
    #[must_use]
    pub fn new(text: &'a str, lines: &[Line]) -> Self {
        let goes_on =
            |at: usize| lines.get(at + 1).is_some_and(|next| next.is_text() && next.bullet.is_none());
        let items: Vec<usize> = lines
            .iter()
            .enumerate()
            .filter(|(at, line)| line.bullet.is_some() && goes_on(*at))
            .map(|(_, line)| line.width)
            .collect();
        let texts = lines.iter().filter(|line| line.is_text()).count();
        let parts = lines
            .windows(2)
            .filter(|two| two[0].is_text() && two[1].text.is_empty() && !two[1].page_break)
            .count()
            + 1;
        Self {
            width: quantile(lines.iter().filter(|line| line.is_text()).map(|line| line.width).collect()),
            item_width: (items.len() >= ITEMS_SEEN).then(|| items.into_iter().max().unwrap_or(0)),
            blank_lines: parts >= PARTS && parts * LINES_A_PART >= texts,
            text,
            words: OnceCell::new(),
        }
    }

    /// Whether the text has this word, in just this spelling.
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        let words = self.words.get_or_init(|| self.text.split(|c: char| !c.is_alphanumeric()).collect());
        words.contains(word)
    }

    /// Whether the paragraph that `line` stands in ends with it, `next` being the next line without a blank between.
    #[must_use]
    pub fn ends(&self, line: &Line, next: &Line, in_item: bool) -> bool {
        let limit = self.item_width.filter(|_| in_item).unwrap_or(self.width).max(1);
        let ends = sentence::ends_with_end_mark(line.text);
        let alone = (line.width as f64) < STANDS_ALONE * limit as f64;
        let begins = begins_anew(next.text);
        if is_bare_label(line) && is_title(next, limit) {
            return false;
        }
        if self.blank_lines {
            let fits = line.width + 1 + first_word(next.text) <= limit;
            return !ends && begins && (alone || fits && is_title_case(line.text));
        }
        if in_item && self.item_width.is_some_and(|width| next.width > width + ITEM_SLACK) {
            return true;
        }
        let fits = line.width + 1 + first_word(next.text) <= limit;
        if !fits || !begins {
            return false;
        }
        ends || alone || is_title_case(line.text) || self.breaks_off(line.text, next.text)
    }

    /// Whether a line that ends in mid-sentence cannot go on in the next: its last word is in lower case, and the next
    /// line begins with a capitalised word that the text elsewhere writes in lower case, so that it is no name.
    fn breaks_off(&self, line: &str, next: &str) -> bool {
        let last = line.rsplit(char::is_whitespace).next().unwrap_or_default();
        let first = next
            .trim_start_matches(is_opening)
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let lower = last.chars().all(|c| c.is_lowercase() || matches!(c, '\'' | '’'));
        !last.is_empty()
            && lower
            && first.chars().next().is_some_and(char::is_uppercase)
            && self.knows(&first.to_lowercase())
    }
}

/// Whether every longer word is capitalised, as in titles and names; a line of running text has some that are not.
fn is_title_case(text: &str) -> bool {
    /// Words of up to three letters stay small in titles.
    const SMALL: usize = 3;
    let mut longer = text
        .split_whitespace()
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).nth(SMALL).is_some())
        .peekable();
    longer.peek().is_some()
        && longer.all(|word| {
            word.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric())
        })
        && !sentence::ends_with_end_mark(text)
}

/// `Article 5` on a line of its own: its title stands on the next.
#[must_use]
pub fn is_bare_label(line: &Line) -> bool {
    line.label
        .as_ref()
        .is_some_and(|label| line.text.trim_end_matches([':', '.']).len() <= label.printed.len())
}

fn is_title(line: &Line, limit: usize) -> bool {
    let short = (line.width as f64) < STANDS_ALONE * limit as f64;
    short
        && line.label.is_none()
        && line.bullet.is_none()
        && !sentence::ends_with_end_mark(line.text)
        && begins_anew(line.text)
}

/// Lines of wrapped text are at most this wide, in columns.
const WIDEST_WRAPPED: usize = 120;

/// The width that all but one line in a hundred keep to: a stray long line says nothing about wrapping. In a wrapped
/// text with an unwrapped part, such as a licence file with a licence of another make at its end, it is the width of
/// the wrapped lines.
fn quantile(mut widths: Vec<usize>) -> usize {
    widths.sort_unstable();
    let of = |stray: usize| widths.len().checked_sub(1 + stray).and_then(|at| widths.get(at)).copied();
    let (widest, most) = (of(widths.len() / 100).unwrap_or(0), of(widths.len() / 5).unwrap_or(0));
    if most > WIDEST_WRAPPED || widest <= WIDEST_WRAPPED {
        return widest;
    }
    widths.iter().rev().copied().find(|width| *width <= most + most / 4).unwrap_or(widest)
}

/// Columns of the first word; a script without spaces may break after any character.
fn first_word(text: &str) -> usize {
    let word = text.split(char::is_whitespace).next().unwrap_or_default();
    match word.chars().next() {
        Some(c) if script::is_wide(c) => 2,
        _ => word.split(script::is_wide).next().unwrap_or_default().width(),
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '“' | '"' | '‘' | '\'' | '«' | '(' | '[' | '「' | '《' | '（' | '【')
}

/// Whether a sentence or title may begin with this text: anything but a letter in lower case or a mark that closes.
fn begins_anew(text: &str) -> bool {
    let first = text.chars().find(|c| !is_opening(*c));
    first.is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase())
}
