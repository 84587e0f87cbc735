//! The clauses of a text as blame compares them: each with its wording, from which everything that is form is taken out.

use crate::model::{BlockKind, Document, Lines, Mark};
use std::collections::HashMap;
use std::ops::Range;

/// A clause: a heading or a block.
#[derive(Debug, Clone)]
pub struct Unit {
    pub id: String,
    pub cite: Option<String>,
    pub lines: Lines,
    pub text: String,
    /// The wording: no markup, no number, no white space, one kind of quotation mark and dash.
    pub key: String,
    /// The wording of each sentence.
    pub sentences: Vec<String>,
    /// Its words, folded, each with how often it occurs.
    pub words: HashMap<String, usize>,
    start: usize,
}

/// Text with what is form in it.
struct Raw<'a> {
    text: &'a str,
    body: usize,
    marks: &'a [Mark],
    is_row: bool,
}

/// The clauses of a document in reading order. Comments are no text for its readers.
pub fn units(document: &Document) -> Vec<Unit> {
    let headings = document.sections.iter().filter_map(|section| {
        let heading = section.heading.as_ref()?;
        let raw = Raw { text: &heading.text, body: heading.body, marks: &heading.marks, is_row: false };
        let whole = std::iter::once(0..heading.text.len());
        Some(unit((&section.id, &section.cite), &raw, (heading.span.lines, heading.span.bytes.start), whole))
    });
    let blocks = document.blocks.iter().filter(|block| block.kind != BlockKind::Comment).map(|block| {
        let is_row = block.kind == BlockKind::Row;
        let raw = Raw { text: &block.text, body: block.body, marks: &block.marks, is_row };
        let sentences = block.sentences().into_iter().map(|sentence| sentence.range);
        unit((&block.id, &block.cite), &raw, (block.span.lines, block.span.bytes.start), sentences)
    });
    let mut all: Vec<Unit> = headings.chain(blocks).collect();
    all.sort_by_key(|unit| unit.start);
    all
}

fn unit(
    (id, cite): (&str, &str),
    raw: &Raw<'_>,
    (lines, start): (Lines, usize),
    sentences: impl Iterator<Item = Range<usize>>,
) -> Unit {
    let visible = raw.visible(0..raw.text.len());
    let keys = sentences.map(|range| key(&raw.visible(range))).filter(|key| !key.is_empty());
    let mut words = HashMap::new();
    for word in visible.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        // Scripts without spaces have no words here: their characters stand for them.
        if word.is_ascii() || word.chars().count() < 8 {
            *words.entry(word.to_lowercase()).or_insert(0) += 1;
        } else {
            for c in word.chars() {
                *words.entry(c.to_lowercase().to_string()).or_insert(0) += 1;
            }
        }
    }
    Unit {
        id: id.to_owned(),
        cite: Some(cite.to_owned()).filter(|cite| !cite.is_empty()),
        lines,
        text: raw.text.split_whitespace().collect::<Vec<_>>().join(" "),
        key: key(&visible),
        sentences: keys.collect(),
        words,
        start,
    }
}

impl Raw<'_> {
    /// What a reader sees of a range, without the label.
    fn visible(&self, range: Range<usize>) -> String {
        let mut out = String::new();
        let mut at = range.start.max(self.body);
        for mark in self.marks.iter().take_while(|mark| mark.range.start < range.end) {
            if mark.range.start < at {
                continue;
            }
            out.push_str(self.text.get(at..mark.range.start).unwrap_or_default());
            // The bar between two cells parts their words.
            if self.is_row {
                out.push(' ');
            }
            at = mark.range.end.max(at);
        }
        out.push_str(self.text.get(at..range.end.max(at)).unwrap_or_default());
        if self.is_row { without_number(&out).to_owned() } else { out }
    }
}

/// A row without the cell at its head that holds nothing but a letter or a number.
fn without_number(row: &str) -> &str {
    let row = row.trim_start();
    let (first, rest) = row.split_once(' ').unwrap_or((row, ""));
    let bare = first.trim_end_matches(['.', ')']);
    let is_number = bare.chars().all(|c| c.is_ascii_digit()) || (bare.len() == 1 && bare.is_ascii());
    if is_number && !bare.is_empty() { rest } else { row }
}

/// The wording of a text: what is left when form is taken out.
fn key(text: &str) -> String {
    let plain = |c: char| match c {
        '‘' | '’' | '‚' | '′' | '`' => '\'',
        '“' | '”' | '„' | '″' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        c => c,
    };
    let is_blank =
        |c: &char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '|' | '\\');
    let mut key: String = text.chars().filter(|c| !is_blank(c)).map(plain).collect();
    // Two or three hyphens are how a dash is typed.
    while key.contains("--") {
        key = key.replace("--", "-");
    }
    let bullet = |c: char| matches!(c, '-' | '*' | '•' | '·');
    key.trim_start_matches(bullet).to_owned()
}

#[cfg(test)]
mod tests {
    use super::units;
    use crate::formats::{self, Format};

    fn keys(text: &str) -> Vec<String> {
        let document = formats::read(text.as_bytes(), Format::Markdown).unwrap();
        units(&document).into_iter().map(|unit| unit.key).collect()
    }

    #[test]
    fn form_is_no_wording() {
        let old = "# 1. Terms\n\nWe **keep** it \"here\" -- [always](a.md).\n\n| A | Row | text |\n|---|---|---|\n| B | x | y |\n";
        let new = "## 2. Terms\n\nWe keep it “here” —\n[always](b.md \"t\").\n\n| C | Row | text |\n|---|---|---|\n| D | x | y |\n";
        assert_eq!(keys(old)[..2], keys(new)[..2]);
        assert_eq!(keys(old).last(), keys(new).last());
        assert_ne!(keys("A word."), keys("A Word."), "letter case is wording");
    }
}
