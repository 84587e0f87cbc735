//! What the form of a text says of its sentences: to which block each belongs, of what kind it is, how it ends.

use crate::translation::units::text::{ItemKind, Text};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// The form of one text, sentence by sentence.
#[derive(Debug)]
pub struct Shape {
    /// The item of each sentence.
    pub item: Vec<usize>,
    /// First sentence of each sentence's item.
    pub start: Vec<usize>,
    /// Whether a sentence is the last of its item.
    pub last: Vec<bool>,
    /// The kind of each sentence's item.
    pub kind: Vec<ItemKind>,
    /// Whether a sentence is the last of an item that breaks off.
    pub cut: Vec<bool>,
    /// How each sentence ends.
    pub close: Vec<Close>,
    /// Whether it holds a quotation mark.
    pub quotes: Vec<bool>,
    /// The label of each sentence's item, where it is its first.
    pub label: Vec<Option<Vec<u32>>>,
    /// Hash of each sentence's text: what was copied is the same.
    pub copy: Vec<u64>,
    /// Whether blocks hold sentences together.
    pub blocks: bool,
}

/// How a sentence ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Close {
    /// With a full stop, or with none
    Plain,
    /// `?`
    Question,
    /// `!`
    Exclamation,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
}

impl Shape {
    /// The form of a text.
    pub fn new(text: &Text) -> Self {
        let units = &text.units;
        let item = |at: usize| text.items.get(units[at].item);
        let all = 0..units.len();
        let is_last = |at: usize| item(at).is_none_or(|item| item.units.end == at + 1);
        Self {
            item: units.iter().map(|unit| unit.item).collect(),
            start: all.clone().map(|at| item(at).map_or(at, |item| item.units.start)).collect(),
            last: all.clone().map(is_last).collect(),
            kind: all.clone().map(|at| item(at).map_or(ItemKind::Other, |item| item.kind)).collect(),
            cut: all.clone().map(|at| is_last(at) && item(at).is_some_and(|item| item.cut)).collect(),
            close: units.iter().map(|unit| close(&unit.text)).collect(),
            quotes: units.iter().map(|unit| unit.text.contains(['"', '“', '«', '「', '『', '„'])).collect(),
            label: all
                .map(|at| item(at).filter(|item| item.units.start == at).and_then(|item| item.label.clone()))
                .collect(),
            copy: units.iter().map(|unit| hash(unit.text.trim())).collect(),
            blocks: text.blocks,
        }
    }

    /// Whether a sentence begins its item, or there is none at `at`.
    pub fn begins(&self, at: usize) -> bool {
        self.start.get(at).is_none_or(|start| *start == at)
    }

    /// Number of sentences.
    pub fn len(&self) -> usize {
        self.item.len()
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

fn close(text: &str) -> Close {
    let end = text.trim_end().trim_end_matches(['"', '\'', '”', '’', '」', '』', ')', '）', ' ', '»']);
    match end.chars().next_back() {
        Some('?' | '？' | '؟') => Close::Question,
        Some('!' | '！') => Close::Exclamation,
        Some(':' | '：') => Close::Colon,
        Some(';' | '；' | '؛') => Close::Semicolon,
        _ => Close::Plain,
    }
}
