//! The units of an alignment: the headings and blocks of a document, in reading order, and their sentences.

use crate::facts::{self, Fact};
use crate::model::{Block, BlockKind, Document, Language, Lines, Mark, MarkKind, SourceMap, Span};
use crate::text::sentence;
use std::ops::Range;

/// One text as the aligner sees it.
#[derive(Debug)]
pub struct Text<'a> {
    /// The document.
    pub document: &'a Document,
    /// Primary subtag of its language.
    pub language: String,
    /// Headings and blocks, in reading order.
    pub items: Vec<Item>,
    /// Sentences, in reading order; a heading is one.
    pub units: Vec<Unit>,
    /// Whether blocks hold sentences together. Lines of a parallel text hold nothing together.
    pub blocks: bool,
    /// Mean length of a sentence.
    pub mean: f64,
    /// Kinds of items that end with an end mark as a habit.
    marked: Vec<ItemKind>,
}

/// Characters of a sentence and of a short clause, weighed: a Han, Kana or Hangul one says as much as three others.
const SENTENCE: usize = 45;
const CLAUSE: usize = 24;

/// A heading or block.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Index of the block, or for a heading of the section.
    pub index: usize,
    /// The section that it is in.
    pub section: usize,
    /// Its sentences.
    pub units: Range<usize>,
    /// The numbers of its label, where it has one.
    pub label: Option<Vec<u32>>,
    /// Whether it breaks off: no end mark, where its like have one.
    pub cut: bool,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ItemKind {
    /// A heading, with the rank of its section.
    Heading(u8),
    /// A paragraph or a quotation.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// Anything else: a row of a table, code.
    Other,
}

/// A sentence.
#[derive(Debug, Clone)]
pub struct Unit {
    /// The item it belongs to.
    pub item: usize,
    /// Its bytes in the item's text.
    pub range: Range<usize>,
    /// Its lines in the original.
    pub lines: Lines,
    /// Its wording: markup blanked, byte by byte.
    pub text: String,
    /// Characters that are no white space.
    pub length: f64,
    /// The facts that it states.
    pub values: Vec<Fact>,
    /// The markup in it that a translation keeps.
    pub kept: Vec<Kept>,
}

/// Markup that a translation keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// Where a link leads.
    Link(String),
    /// Strong emphasis.
    Strong,
}

impl<'a> Text<'a> {
    /// The units of a document. `language` is used where it is given, else the document's own.
    pub fn new(document: &'a Document, language: Option<&Language>, blocks: bool) -> Self {
        let language = language.or(document.language.as_ref());
        let language = language.map_or_else(|| "und".to_owned(), |language| language.primary().to_owned());
        let mut text = Self {
            document,
            language,
            items: Vec::new(),
            units: Vec::new(),
            blocks,
            mean: 0.0,
            marked: Vec::new(),
        };
        for (index, section) in document.sections.iter().enumerate() {
            if section.heading.is_some() {
                text.add_heading(index);
            }
            for block in section.blocks.clone() {
                text.add_block(block);
            }
        }
        let length: f64 = text.units.iter().map(|unit| unit.length).sum();
        text.mean = length / text.units.len().max(1) as f64;
        if blocks {
            text.mark_cut();
        }
        text
    }

    /// The text of an item.
    pub fn text_of(&self, item: &Item) -> &str {
        match item.kind {
            ItemKind::Heading(_) => {
                let section = self.document.sections.get(item.index);
                section
                    .and_then(|section| section.heading.as_ref())
                    .map_or("", |heading| heading.text.as_str())
            }
            _ => self.document.blocks.get(item.index).map_or("", |block| block.text.as_str()),
        }
    }

    fn add_heading(&mut self, index: usize) {
        let Some(section) = self.document.sections.get(index) else { return };
        let Some(heading) = &section.heading else { return };
        let item = Item {
            kind: ItemKind::Heading(section.level),
            index,
            section: index,
            units: self.units.len()..self.units.len() + 1,
            label: heading.label.as_ref().map(|label| label.ordinals.clone()),
            cut: false,
        };
        let body = heading.body.min(heading.text.len());
        self.add_unit(&heading.text, body..heading.text.len(), &heading.marks, heading.span.lines);
        self.items.push(item);
    }

    fn add_block(&mut self, index: usize) {
        let Some(block) = self.document.blocks.get(index) else { return };
        let kind = match block.kind {
            BlockKind::Paragraph | BlockKind::Quote | BlockKind::Note => ItemKind::Paragraph,
            BlockKind::Item => ItemKind::ListItem,
            BlockKind::Row | BlockKind::Code => ItemKind::Other,
            // No wording of the text itself.
            BlockKind::Html | BlockKind::Comment | BlockKind::Metadata => return,
        };
        let marks = &block.marks;
        let first = self.units.len();
        if kind == ItemKind::Other || !self.blocks {
            self.add_unit(&block.text, block.body..block.text.len(), marks, block.span.lines);
        } else {
            for sentence in block.sentences() {
                let start = sentence.range.start.max(block.body);
                // Attributes and addresses alone are no sentence.
                let words = blank(&block.text, &(start..sentence.range.end), marks);
                if start < sentence.range.end && !words.trim().is_empty() {
                    self.add_unit(&block.text, start..sentence.range.end, marks, sentence.span.lines);
                }
            }
        }
        if self.units.len() == first {
            self.add_unit(&block.text, 0..block.text.len(), marks, block.span.lines);
        }
        self.items.push(Item {
            kind,
            index,
            section: block.section,
            units: first..self.units.len(),
            label: block.label.as_ref().map(|label| label.ordinals.clone()),
            cut: false,
        });
    }

    fn add_unit(&mut self, text: &str, range: Range<usize>, marks: &[Mark], lines: Lines) {
        let wording = blank(text, &range, marks);
        let length = wording.chars().filter(|c| !c.is_whitespace()).count();
        let values = compared(facts::read(&wording, &[], &self.language));
        let kept = kept(text, &range, marks);
        self.units.push(Unit {
            item: self.items.len(),
            range,
            lines,
            text: wording,
            length: (length as f64).max(1.0),
            values,
            kept,
        });
    }

    /// Marks the items that break off. Only where most items of a kind end with an end mark does its absence say
    /// anything; names, dates and titles are shorter than sentences.
    fn mark_cut(&mut self) {
        let headings = self.items.iter().any(|item| matches!(item.kind, ItemKind::Heading(_)));
        /// Least share of a kind's long items that end with an end mark. Of the roadmap's list items 36 of 40
        /// do in English and 35 of 40 in Chinese, of its English paragraphs, which are damaged most, about two in three.
        const SHARE: f64 = 0.6;
        /// Fewer items show no habit.
        const FEWEST: usize = 3;
        for kind in [ItemKind::Paragraph, ItemKind::ListItem] {
            let long: Vec<usize> = (0..self.items.len())
                .filter(|at| {
                    // A front part holds names, dates and titles.
                    let item = &self.items[*at];
                    item.kind == kind && (item.section != 0 || !headings) && self.is_prose(item, SENTENCE)
                })
                .collect();
            if long.len() < FEWEST && kind == ItemKind::ListItem {
                continue;
            }
            let ended = long.iter().filter(|at| self.ends(&self.items[**at])).count();
            if long.len() >= FEWEST && (ended as f64) < SHARE * long.len() as f64 {
                continue;
            }
            self.marked.push(kind);
            for at in long {
                self.items[at].cut = !self.ends(&self.items[at]);
            }
        }
    }

    /// Whether an item reads like a sentence: names, dates, titles and addresses are shorter, or mostly words with a
    /// capital and numbers.
    fn is_prose(&self, item: &Item, least: usize) -> bool {
        let text = self.text_of(item);
        let (mut weight, mut plain, mut named) = (0, 0, 0);
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            weight += if is_dense(c) { 3 } else { 1 };
            plain += usize::from(is_dense(c));
        }
        for word in text.split_whitespace().filter(|word| !word.chars().any(is_dense)) {
            match word.chars().find(|c| c.is_alphanumeric()) {
                Some(first) if first.is_uppercase() || first.is_numeric() => named += 1,
                Some(_) => plain += 1,
                None => {}
            }
        }
        weight >= least && plain > named
    }

    /// Whether an item lacks the end mark that its like have, short ones too.
    pub fn lacks_mark(&self, item: &Item) -> bool {
        self.marked.contains(&item.kind) && self.is_prose(item, CLAUSE) && !self.ends(item)
    }

    /// Whether an item ends as a finished sentence does, or with an address or a link.
    pub fn ends(&self, item: &Item) -> bool {
        /// Letters of a conjunction at most.
        const JOINT: usize = 4;
        let text = self.text_of(item).trim_end();
        // `{: #cookies }` is an attribute list of Markdown's extensions.
        let attributes = text.ends_with('}').then(|| text.rfind("{:")).flatten();
        let text = wording(attributes.and_then(|start| text.get(..start)).unwrap_or(text));
        let last = text.split_whitespace().next_back().unwrap_or_default();
        let link = || {
            let block = self.document.blocks.get(item.index);
            block
                .and_then(|block| block.marks.last())
                .is_some_and(|mark| mark.kind == MarkKind::Target && mark.range.end + 1 >= text.len())
        };
        // `…; and` joins an item of a list to the next one.
        let joined = text.rfind([';', '；', '؛']).and_then(|at| text.get(at..)).is_some_and(|tail| {
            let word = tail.trim_start_matches([';', '；', '؛', ' ']);
            !word.contains(' ') && word.chars().count() <= JOINT
        });
        sentence::ends_with_end_mark(text)
            || joined
            || last.contains("://")
            || last.starts_with("www.")
            || last
                .trim_start_matches(['<', '(', '_', '*'])
                .split_once('@')
                .is_some_and(|(_, host)| host.contains('.'))
            || link()
    }
}

/// A text without the signs of emphasis at its end.
pub fn wording(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '`' | '~'))
}

/// Whether a character is one of a script that says a syllable or a word with each.
pub fn is_dense(c: char) -> bool {
    matches!(crate::text::script::of(c), Some("Hani" | "Hira" | "Kana" | "Hang"))
}

/// The markup of `range` that a translation keeps.
fn kept(text: &str, range: &Range<usize>, marks: &[Mark]) -> Vec<Kept> {
    let mut out = Vec::new();
    let mut open = false;
    for mark in marks {
        let sign = text.get(mark.range.clone()).unwrap_or_default();
        let here = range.contains(&mark.range.start);
        if mark.kind == MarkKind::Target {
            let address = sign.trim_start_matches([']', '(', '[', '<']);
            let address = address.split([')', ' ', '>', ']']).next().unwrap_or_default();
            if here && !address.is_empty() {
                out.push(Kept::Link(address.to_owned()));
            }
        } else if matches!(sign, "**" | "__" | "***" | "___") {
            open = !open;
            if open && here {
                out.push(Kept::Strong);
            }
        }
    }
    out
}

/// The text of `range` with marks blanked byte by byte, so that offsets stay true.
fn blank(text: &str, range: &Range<usize>, marks: &[Mark]) -> String {
    let mut out = String::with_capacity(range.len());
    let mut at = range.start;
    for mark in
        marks.iter().map(|mark| &mark.range).filter(|mark| mark.start < range.end && mark.end > range.start)
    {
        let start = mark.start.max(at);
        let end = mark.end.min(range.end);
        if start >= end {
            continue;
        }
        out.push_str(text.get(at..start).unwrap_or_default());
        out.push_str(&" ".repeat(end - start));
        at = end;
    }
    out.push_str(text.get(at..range.end).unwrap_or_default());
    out
}

/// A document whose every line is a block of its own: a parallel text, one sentence a line.
#[must_use]
pub fn document_of_lines(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for (number, line) in (1..).zip(text.split('\n')) {
        let wording = line.trim();
        if !wording.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            let lines = Lines { first: number, last: number };
            let mut source = SourceMap::default();
            source.push(0, start, number);
            blocks.push(Block {
                id: format!("l{number}"),
                kind: BlockKind::Paragraph,
                section: 0,
                depth: 0,
                text: wording.to_owned(),
                label: None,
                cite: String::new(),
                body: 0,
                marks: Vec::new(),
                span: Span { bytes: start..start + wording.len(), lines },
                location: None,
                source,
                layout: 0,
            });
        }
        at += line.len() + 1;
    }
    let front = crate::model::Section { blocks: 0..blocks.len(), ..crate::model::Section::front() };
    Document { sections: vec![front], blocks, ..Document::default() }
}

/// Another language writes `8 heures` for `8 p.m.`: the hour counts, not the time of day.
fn hour_first(mut readings: Vec<String>) -> Vec<String> {
    if readings.len() > 1 && readings.first().is_some_and(|reading| reading.contains(':')) {
        readings.remove(0);
    }
    readings
}

/// The facts that two languages are compared by: a unit, a month or a rate without a number is said in too many ways, and
/// working days are days.
fn compared(facts: Vec<Fact>) -> Vec<Fact> {
    let unit = |unit| if unit == "workday" { "day" } else { unit };
    let stated = facts.into_iter().filter(|fact| !fact.bare);
    stated
        .map(|fact| Fact { unit: fact.unit.map(unit), readings: hour_first(fact.readings), ..fact })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{blank, document_of_lines};
    use crate::model::{Mark, MarkKind};

    #[test]
    fn markup_is_blanked_in_place() {
        let marks = [2..4, 7..9].map(|range| Mark { range, kind: MarkKind::Markup });
        assert_eq!(blank("a **bé** c", &(2..9), &marks), "  bé  ");
    }

    #[test]
    fn every_line_is_a_block() {
        let document = document_of_lines("one\n\n  two \n");
        let places: Vec<_> =
            document.blocks.iter().map(|block| (block.text.as_str(), block.span.lines.first)).collect();
        assert_eq!(places, [("one", 1), ("two", 3)]);
    }
}
