//! A policy text as the generator sees it: a list of pieces (headings, paragraphs, items, rows) with their head, the
//! signs and printed number, apart from their wording. Simpler than the readers of the library on purpose, and
//! independent of them: what they misread shows in the score.

use super::truth::Fate;
use recension::text::token::is_unspaced;
use std::collections::BTreeSet;
use std::ops::Range;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Heading(u8),
    Paragraph,
    Item,
    Row,
    /// The head of a table, code, a quotation, front matter: never touched.
    Fixed,
}

/// How a printed number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Decimal,
    Letter,
    Han,
}

/// A printed number inside a head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub style: Style,
    pub value: usize,
    /// What stands before and after the numeral; equal for all members of a run.
    pub frame: (String, String),
}

/// One piece of a text.
#[derive(Debug, Clone)]
pub struct Piece {
    pub shape: Shape,
    /// All that stands before the wording: `## `, `- `, `(a) `, `Article 3 `.
    pub head: String,
    pub label: Option<Label>,
    /// The wording on one line; for `Fixed` the lines as they are.
    pub body: String,
    /// Column at which its lines are wrapped; 0 for never.
    pub width: usize,
    /// The old pieces that it comes from: none for a new one, two for a merged one.
    pub origins: Vec<usize>,
    /// What happened to it.
    pub fates: BTreeSet<Fate>,
    /// Its wording was changed already.
    pub worded: bool,
    /// Its place or extent was changed already.
    pub placed: bool,
    /// It holds a reference that followed a renumbering: more than one account of it is right.
    pub referring: bool,
}

/// A text in pieces.
#[derive(Debug, Clone)]
pub struct Text {
    pub pieces: Vec<Piece>,
    pub markdown: bool,
}

impl Text {
    /// Takes a text apart.
    pub fn parse(source: &str, markdown: bool) -> Self {
        let width = usual_width(source);
        let mut pieces = Vec::new();
        let mut rest = source;
        if let Some(end) = source.strip_prefix("---\n").and_then(|tail| tail.find("\n---\n")) {
            let (front, tail) = source.split_at(end + 8);
            pieces.push(piece(Shape::Fixed, "", front.trim_end(), 0));
            rest = tail;
        }
        for chunk in chunks(rest) {
            read_chunk(&chunk, markdown, width, &mut pieces);
        }
        for (index, piece) in pieces.iter_mut().enumerate() {
            piece.origins = vec![index];
        }
        Self { pieces, markdown }
    }

    /// The text and the lines of each piece, counted from 1, both ends included.
    pub fn render(&self) -> (String, Vec<(usize, usize)>) {
        let (mut out, mut places, mut line) = (String::new(), Vec::new(), 1);
        for (index, piece) in self.pieces.iter().enumerate() {
            let text = piece.lines();
            let count = text.lines().count();
            places.push((line, line + count - 1));
            out.push_str(&text);
            out.push('\n');
            line += count;
            if self.pieces.get(index + 1).is_some_and(|next| !tight(piece, next, self.markdown)) {
                out.push('\n');
                line += 1;
            }
        }
        (out, places)
    }

    /// The pieces of the section that the heading at `at` opens.
    pub fn section(&self, at: usize) -> Range<usize> {
        let Some(Shape::Heading(level)) = self.pieces.get(at).map(|piece| piece.shape) else { return at..at };
        let closes = |piece: &Piece| matches!(piece.shape, Shape::Heading(other) if other <= level);
        let length = self.pieces.iter().skip(at + 1).take_while(|piece| !closes(piece)).count();
        at..at + 1 + length
    }
}

impl Piece {
    /// A piece that the old text does not have.
    pub fn new(shape: Shape, head: &str, body: &str, width: usize) -> Self {
        let mut new = piece(shape, head, body, width);
        new.fates.insert(Fate::Added);
        (new.worded, new.placed) = (true, true);
        new
    }

    /// Whether it is running text that a mutation may take.
    pub fn is_prose(&self) -> bool {
        let ends =
            self.body.trim_end_matches(['”', '"', '*', ')', '’']).ends_with(['.', ';', '。', '；', '!']);
        matches!(self.shape, Shape::Paragraph | Shape::Item) && ends && self.words() >= 8
    }

    pub fn is_heading(&self) -> bool {
        matches!(self.shape, Shape::Heading(_))
    }

    /// Whether it is an old piece to which nothing happened but in form.
    pub fn is_free(&self) -> bool {
        !self.worded && !self.placed && !self.origins.is_empty()
    }

    /// Its first words, for the story.
    pub fn start(&self) -> String {
        format!("{}{}", self.head, self.body.chars().take(40).collect::<String>())
    }

    /// Number of words of its wording.
    pub fn words(&self) -> usize {
        super::words::counted(&self.body).len()
    }

    /// Writes `value` as its printed number.
    pub fn relabel(&mut self, value: usize) {
        if let Some(label) = &mut self.label {
            label.value = value;
            self.head = format!("{}{}{}", label.frame.0, numeral(label.style, value), label.frame.1);
        }
    }

    fn lines(&self) -> String {
        if self.width == 0
            || self.shape == Shape::Fixed
            || matches!(self.shape, Shape::Heading(_) | Shape::Row)
        {
            return format!("{}{}", self.head, self.body);
        }
        let indent = if self.shape == Shape::Item { self.head.chars().count() } else { 0 };
        let (mut out, mut column) = (self.head.clone(), self.head.chars().count());
        for (index, word) in self.body.split(' ').enumerate() {
            let length = word.chars().count();
            if index > 0 && !word.is_empty() && column + 1 + length > self.width {
                out = out.trim_end().to_owned() + "\n" + &" ".repeat(indent);
                column = indent;
            } else if index > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
        }
        out
    }
}

fn piece(shape: Shape, head: &str, body: &str, width: usize) -> Piece {
    let label = find_label(head);
    Piece {
        shape,
        head: head.to_owned(),
        label,
        body: body.to_owned(),
        width,
        origins: Vec::new(),
        fates: BTreeSet::new(),
        worded: false,
        placed: false,
        referring: false,
    }
}

/// Whether two neighbours stand without an empty line between them.
fn tight(piece: &Piece, next: &Piece, markdown: bool) -> bool {
    let table = |piece: &Piece| piece.shape == Shape::Row || piece.body.starts_with('|');
    let sign = |piece: &Piece| {
        piece.label.as_ref().map_or_else(|| piece.head.clone(), |label| label.frame.1.clone())
    };
    match (piece.shape, next.shape) {
        // Markdown knows no list of `(a)`: without an empty line they are one paragraph.
        (Shape::Item, Shape::Item) => {
            sign(piece) == sign(next) && !(markdown && piece.head.contains(['(', '（']))
        }
        (_, Shape::Row) => table(piece),
        _ => false,
    }
}

/// The column at which a text is wrapped, 0 where it is not.
fn usual_width(source: &str) -> usize {
    let lines: Vec<usize> = source.lines().map(|line| line.chars().count()).collect();
    let longest = lines.iter().copied().max().unwrap_or(0);
    let full = lines.iter().filter(|&&length| length * 10 >= longest * 8).count();
    if longest <= 120 && full * 4 > lines.iter().filter(|&&length| length > 0).count() { longest } else { 0 }
}

fn chunks(source: &str) -> Vec<Vec<&str>> {
    let mut out = vec![Vec::new()];
    let mut fenced = false;
    for line in source.lines() {
        fenced ^= line.starts_with("```");
        if line.trim().is_empty() && !fenced {
            out.push(Vec::new());
        } else if let Some(last) = out.last_mut() {
            last.push(line);
        }
    }
    out.retain(|chunk| !chunk.is_empty());
    out
}

fn read_chunk(chunk: &[&str], markdown: bool, width: usize, out: &mut Vec<Piece>) {
    let [first, ..] = chunk else { return };
    if markdown && ["```", ">", "<", "---", "***"].iter().any(|sign| first.starts_with(sign)) {
        out.push(piece(Shape::Fixed, "", &chunk.join("\n"), 0));
        return;
    }
    if markdown && first.starts_with('|') {
        let (head, rows) = chunk.split_at(chunk.len().min(2));
        out.push(piece(Shape::Fixed, "", &head.join("\n"), 0));
        out.extend(rows.iter().map(|row| piece(Shape::Row, "", row, 0)));
        return;
    }
    let start = out.len();
    for line in chunk {
        if let Some(level) = heading(line, markdown, chunk.len()) {
            let signs = line.len() - line.trim_start_matches(['#', ' ']).len();
            let head = signs + named_number(line.get(signs..).unwrap_or_default());
            let (head, body) = line.split_at(head);
            out.push(piece(Shape::Heading(level), head, body, 0));
        } else if let Some(length) = item_head(line) {
            let (head, body) = line.split_at(length);
            out.push(piece(Shape::Item, head, body.trim_end(), width));
        } else if out.len() > start && !matches!(out.last().map(|piece| piece.shape), Some(Shape::Heading(_)))
        {
            if let Some(last) = out.last_mut() {
                join(&mut last.body, line.trim());
            }
        } else {
            out.push(piece(Shape::Paragraph, "", line.trim(), width));
        }
    }
}

/// Appends a line, with a space where the script has spaces.
pub fn join(body: &mut String, line: &str) {
    let wide = body.chars().next_back().is_some_and(is_wide) && line.chars().next().is_some_and(is_wide);
    if !wide {
        body.push(' ');
    }
    body.push_str(line);
}

/// Whether no space stands beside `c`: ideographs and their punctuation.
pub fn is_wide(c: char) -> bool {
    is_unspaced(c) || ('\u{3000}'..='\u{303f}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c)
}

/// The level of a heading line. In plain text a short line that stands alone and ends like no sentence is one.
fn heading(line: &str, markdown: bool, lines: usize) -> Option<u8> {
    let signs = line.len() - line.trim_start_matches('#').len();
    if markdown {
        return ((1..=6).contains(&signs) && line.get(signs..)?.starts_with(' '))
            .then(|| u8::try_from(signs).ok())?;
    }
    let ends = line.ends_with(['.', ';', ':', ',', '。', '；', '：', '”', '"']);
    (lines == 1 && line.chars().count() <= 70 && !ends && item_head(line).is_none()).then_some(1)
}

/// Bytes of a bullet or a number with its brackets, white space around included.
fn item_head(line: &str) -> Option<usize> {
    let indent = line.len() - line.trim_start().len();
    let rest = line.get(indent..)?;
    let sign = if rest.starts_with(['-', '*', '+', '•']) {
        rest.chars().next()?.len_utf8()
    } else {
        let open = rest.chars().next().filter(|c| matches!(c, '(' | '（')).map_or(0, char::len_utf8);
        let length = numeral_at(rest.get(open..)?)?.2;
        let close =
            rest.get(open + length..)?.chars().next().filter(|c| matches!(c, '.' | ')' | '）' | '、'))?;
        open + length + close.len_utf8()
    };
    let tail = rest.get(sign..)?;
    let space = tail.len() - tail.trim_start_matches(' ').len();
    let wide = tail.chars().next().is_some_and(is_wide);
    (space > 0 || wide).then_some(indent + sign + space)
}

/// Bytes of `Article 3 `, `3. ` or `第三条 ` at the head of a heading; 0 where there is no number.
fn named_number(text: &str) -> usize {
    const NAMES: [&str; 7] = ["Article ", "Section ", "Chapter ", "Chapitre ", "Clause ", "第", ""];
    let length = |name: &&str| -> Option<usize> {
        let rest = text.strip_prefix(*name)?;
        let (style, _, length) = numeral_at(rest)?;
        let tail = rest.get(length..)?;
        if style == Style::Letter || (name.is_empty() && !tail.starts_with('.')) {
            return None;
        }
        let close = tail.len() - tail.trim_start_matches(['.', '条', '章', ' ', '\u{3000}', '–', ':']).len();
        (close > 0).then_some(name.len() + length + close)
    };
    NAMES.iter().find_map(length).unwrap_or(0)
}

/// The numeral at the head of `text`: its style, value and length in bytes.
fn numeral_at(text: &str) -> Option<(Style, usize, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) {
        return Some((Style::Decimal, text.get(..digits)?.parse().ok()?, digits));
    }
    let han: String = text.chars().take_while(|c| "一二三四五六七八九十".contains(*c)).collect();
    if !han.is_empty() {
        return (1..100)
            .find(|&value| numeral(Style::Han, value) == han)
            .map(|value| (Style::Han, value, han.len()));
    }
    let letter = text.bytes().next().filter(u8::is_ascii_lowercase)?;
    let alone = text.as_bytes().get(1).is_some_and(|next| matches!(next, b')' | b'.'));
    alone.then(|| (Style::Letter, usize::from(letter - b'a') + 1, 1))
}

/// A number as its style prints it.
pub fn numeral(style: Style, value: usize) -> String {
    match style {
        Style::Decimal => value.to_string(),
        Style::Letter => char::from(b'a' + u8::try_from((value - 1) % 26).unwrap_or(0)).to_string(),
        Style::Han => {
            let digit =
                |value: usize| "一二三四五六七八九".chars().nth(value.wrapping_sub(1)).map(String::from);
            let ten = match value / 10 {
                0 => String::new(),
                1 => "十".to_owned(),
                tens => digit(tens).unwrap_or_default() + "十",
            };
            ten + &digit(value % 10).unwrap_or_default()
        }
    }
}

fn find_label(head: &str) -> Option<Label> {
    let starts = head.char_indices().map(|(at, _)| at);
    let after = |at: &usize| {
        let before = head.get(..*at).and_then(|text| text.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric() || c == '第')
    };
    let (at, (style, value, length)) =
        starts.filter(after).find_map(|at| Some((at, numeral_at(head.get(at..)?)?)))?;
    let frame = (head.get(..at)?.to_owned(), head.get(at + length..)?.to_owned());
    Some(Label { style, value, frame })
}
