//! From lines in reading order to paragraphs and notes.

use super::columns::Line;
use super::metrics::{self, Metrics};
use super::start::{self, Start};
use crate::text::script;
use rustc_hash::FxHashSet;

/// A paragraph, a heading or an item, over lines and pages.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// Its text.
    pub text: String,
    /// Keys of the notes called in it, with the byte offset.
    pub calls: Vec<(usize, String)>,
    /// Its size.
    pub size: f64,
    /// Whether all of it is bold.
    pub bold: bool,
    /// Lines.
    pub lines: usize,
    /// The page that it begins on.
    pub page: u32,
    /// Whether its lines are centred in their column.
    pub centred: bool,
    /// Left edge of its first line and of the others.
    left: (f64, Option<f64>),
}

/// A footnote.
#[derive(Debug, Clone)]
pub struct FootNote {
    /// Page and number: `3-1`.
    pub key: String,
    /// Its text without the number.
    pub text: String,
    /// Its page.
    pub page: u32,
}

/// A gap above this many times the usual one parts paragraphs. In files with a line between paragraphs the gap is twice
/// the usual one, in those with a little room 1.5 times.
const PARTS: f64 = 1.3;
/// A line that ends this share of the column before its right edge was not broken by the width.
const SHORT: f64 = 0.12;
/// Notes are set smaller than this share of the text's size.
const NOTE_SIZE: f64 = 0.93;

/// Joins lines to paragraphs; footnotes come apart.
pub fn join(pages: Vec<Vec<Line>>) -> (Vec<Paragraph>, Vec<FootNote>, Metrics) {
    let metrics = Metrics::of(&pages);
    let words = metrics::vocabulary(&pages);
    let mut notes = Vec::new();
    let mut body = Vec::new();
    for page in pages {
        let (text, foot) = part(page, &metrics);
        body.extend(text);
        notes.extend(read_notes(foot, &words));
    }
    let known: FxHashSet<String> = notes.iter().map(|note| note.key.clone()).collect();
    let mut out: Vec<Paragraph> = Vec::new();
    let mut before: Option<Line> = None;
    for line in body {
        match (out.last_mut(), &before) {
            (Some(open), Some(last)) if goes_on(open, last, &line, &metrics) => {
                append(open, &line, &known, &words);
            }
            _ => out.push(begin(&line, &known)),
        }
        before = Some(line);
    }
    (out, notes, metrics)
}

/// Whether a line goes on the paragraph whose last line is `last`.
fn goes_on(open: &Paragraph, last: &Line, line: &Line, metrics: &Metrics) -> bool {
    let (above, below) = (&last.segment, &line.segment);
    let size = above.size.max(below.size);
    if (open.size - below.size).abs() > 0.08 * size {
        return false;
    }
    let beneath = above.page == below.page && !line.begins_column && below.y > above.y;
    let gap = below.y - above.y;
    // A number on a line of its own belongs to what comes next.
    if start::is_bare_label(&open.text) {
        return beneath && gap < 3.0 * size;
    }
    let ends = ends_sentence(&above.text);
    let room = SHORT * (last.column.1 - last.column.0).max(1.0);
    let short = above.right < last.column.1 - room.max(2.0 * size);
    if open.bold != below.bold && (short || gap > 1.12 * metrics.spacing(size) || !beneath) {
        return false;
    }
    let continuation = open.left.1.unwrap_or(open.left.0);
    match start::of(&below.text) {
        Start::Bullet => return false,
        Start::Label
            if short
                || ends
                || continues_list(&above.text)
                || open.left.1.is_some() && (below.left - continuation).abs() > 0.6 * size =>
        {
            return false;
        }
        _ => {}
    }
    let capital = below.text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    if !beneath {
        return !ends && (!capital || !short) && !is_heading_like(open, metrics);
    }
    if gap > PARTS * metrics.spacing(size) {
        return false;
    }
    if ends && capital && short {
        return false;
    }
    let indented = below.left - continuation > 0.9 * size && ends && capital && !open.centred;
    let outdented = open.left.1.is_some_and(|left| left - below.left > 0.9 * size) && !open.centred;
    !(indented || outdented && capital)
}

fn is_heading_like(open: &Paragraph, metrics: &Metrics) -> bool {
    open.size > 1.08 * metrics.size || open.bold && !metrics.bold
}

/// `…; and` before the next item.
fn continues_list(text: &str) -> bool {
    text.ends_with([';', ':', ',', '—', '；', '：', '，']) || text.ends_with(" and") || text.ends_with(" or")
}

fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', '»', ']', ' ']);
    bare.ends_with(['.', '!', '?', ':', ';', '。', '！', '？', '：', '；'])
}

fn begin(line: &Line, known: &FxHashSet<String>) -> Paragraph {
    let segment = &line.segment;
    let (text, calls) = with_calls(line, known);
    let middle = (line.column.0 + line.column.1) / 2.0;
    let own = (segment.left + segment.right) / 2.0;
    let inset = segment.left - line.column.0;
    Paragraph {
        text,
        calls,
        size: segment.size,
        bold: segment.bold,
        lines: 1,
        page: segment.page,
        centred: (own - middle).abs() < 0.05 * (line.column.1 - line.column.0) && inset > 2.0 * segment.size,
        left: (segment.left, None),
    }
}

fn append(open: &mut Paragraph, line: &Line, known: &FxHashSet<String>, words: &FxHashSet<String>) {
    let (text, calls) = with_calls(line, known);
    let shift = glue(&mut open.text, &text, words);
    open.calls.extend(calls.into_iter().map(|(at, key)| (at + shift, key)));
    open.bold &= line.segment.bold || !line.segment.text.chars().any(char::is_alphabetic);
    open.lines += 1;
    open.left.1 = Some(open.left.1.map_or(line.segment.left, |left| left.min(line.segment.left)));
}

/// The text of a line; raised numbers that call no note are put back where they were.
fn with_calls(line: &Line, known: &FxHashSet<String>) -> (String, Vec<(usize, String)>) {
    let (mut text, mut calls, mut shift) = (line.segment.text.clone(), Vec::new(), 0);
    for (at, number) in &line.segment.calls {
        let key = format!("{}-{number}", line.segment.page);
        let at = (at + shift).min(text.len());
        if known.contains(&key) {
            calls.push((at, key));
        } else if text.is_char_boundary(at) {
            text.insert_str(at, number);
            shift += number.len();
        }
    }
    (text, calls)
}

/// Appends a line to a text and returns where it begins: a hyphen that only broke a word goes.
fn glue(text: &mut String, line: &str, words: &FxHashSet<String>) -> usize {
    let soft = text.ends_with('\u{ad}');
    let hyphen = text.ends_with(['-', '‐']) && !text.ends_with(" -");
    let lower = line.chars().next().is_some_and(char::is_lowercase);
    if soft || hyphen {
        let head: String = last_word(text.trim_end_matches(['\u{ad}', '-', '‐']));
        let tail: String = line.chars().take_while(|c| c.is_alphabetic()).collect();
        let whole = format!("{head}{tail}").to_lowercase();
        let joined = format!("{head}-{tail}").to_lowercase();
        if soft || lower && !head.is_empty() && (words.contains(&whole) || !words.contains(&joined)) {
            text.pop();
        }
    } else {
        let wide = |c: Option<char>| c.is_some_and(|c| script::is_wide(c) || is_wide_mark(c));
        let together = wide(text.chars().next_back()) && wide(line.chars().next());
        if !(text.is_empty() || together) {
            text.push(' ');
        }
    }
    let start = text.len();
    text.push_str(line);
    start
}

fn is_wide_mark(c: char) -> bool {
    matches!(u32::from(c), 0x3000..=0x303f | 0xff00..=0xffef)
}

fn last_word(text: &str) -> String {
    let start = text
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    text.get(start..).unwrap_or_default().to_owned()
}

/// Parts the text of a page from the notes at its foot: smaller lines below all others, the first with a number.
fn part(page: Vec<Line>, metrics: &Metrics) -> (Vec<Line>, Vec<Line>) {
    let is_small = |line: &Line| line.segment.size < NOTE_SIZE * metrics.size;
    let lowest = page.iter().filter(|line| !is_small(line)).map(|line| line.segment.y).fold(0.0, f64::max);
    let numbered = |line: &Line| note_number(line).is_some();
    let first = page.iter().filter(|line| is_small(line) && numbered(line)).map(|line| line.segment.y);
    let columns = page.iter().any(|line| line.begins_column);
    // In columns, each has notes at its own foot: the height of the text says nothing.
    let top = first.filter(|y| columns || *y > lowest - 1.0).fold(f64::INFINITY, f64::min);
    let (mut text, mut foot) = (Vec::new(), Vec::new());
    for line in page {
        if is_small(&line) && line.segment.y >= top - 0.5 { foot.push(line) } else { text.push(line) }
    }
    (text, foot)
}

/// The number that a line of a note begins with, and the rest of the line.
fn note_number(line: &Line) -> Option<(String, String)> {
    let text = &line.segment.text;
    if let Some((0, number)) = line.segment.calls.first() {
        return Some((number.clone(), text.trim_start().to_owned()));
    }
    let bare = text.trim_start_matches('[');
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let rest = bare.get(digits..)?.trim_start_matches(']');
    let capital =
        rest.trim_start().chars().next().is_some_and(|c| c.is_uppercase() || matches!(c, '“' | '"' | '§'));
    ((1..=3).contains(&digits) && rest.starts_with([' ', '\u{a0}']) && capital)
        .then(|| (bare.get(..digits).unwrap_or_default().to_owned(), rest.trim_start().to_owned()))
}

fn read_notes(lines: Vec<Line>, words: &FxHashSet<String>) -> Vec<FootNote> {
    let mut out: Vec<FootNote> = Vec::new();
    for line in lines {
        match (note_number(&line), out.last_mut()) {
            (Some((number, text)), _) => {
                let page = line.segment.page;
                out.push(FootNote { key: format!("{page}-{number}"), text, page });
            }
            (None, Some(open)) => {
                glue(&mut open.text, &line.segment.text, words);
            }
            (None, None) => {}
        }
    }
    out
}
