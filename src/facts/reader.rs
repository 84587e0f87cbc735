//! Reads the facts of a text from left to right.

use super::address;
use super::date::DateRead;
use super::fact::{Fact, FactKind};
use super::han;
use super::letters::{Letter, is_spaced, letters};
use crate::lang::{self, FactWords, Pairs};
use crate::text::script;
use std::ops::Range;

/// The facts of `text`, in order, not overlapping. `marks` are ranges that are no wording, `language` is a BCP 47 tag.
#[must_use]
pub fn read(text: &str, marks: &[Range<usize>], language: &str) -> Vec<Fact> {
    let letters = letters(text, marks);
    let language = language.split('-').next().unwrap_or(language);
    let reader = Reader::new(text, &letters, lang::facts(language), language);
    let mut out = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        match reader.fact(at) {
            Step::Fact(found, end) => {
                let Found { kind, readings, unit, weak, bare } = found;
                out.push(Fact { kind, range: reader.range(at, end), readings, unit, weak, bare });
                at = end.max(at + 1);
            }
            Step::Skip(end) => at = end.max(at + 1),
        }
    }
    out
}

/// Whether `text` states a date in any language.
#[must_use]
pub fn has_date(text: &str) -> bool {
    if !text.contains(|c: char| c.is_numeric()) && !text.contains('年') {
        return false;
    }
    let dated = |language: &str| read(text, &[], language).iter().any(|fact| fact.kind == FactKind::Date);
    lang::LANGUAGES.iter().filter(|language| language.facts.is_some()).any(|language| dated(language.tag))
}

/// A fact in the making.
pub(super) struct Found {
    pub(super) kind: FactKind,
    pub(super) readings: Vec<String>,
    pub(super) unit: Option<&'static str>,
    pub(super) weak: bool,
    pub(super) bare: bool,
}

pub(super) enum Step {
    /// A fact, and the letter behind it.
    Fact(Found, usize),
    /// Nothing up to here.
    Skip(usize),
}

pub(super) struct Reader<'a> {
    text: &'a str,
    pub(super) letters: &'a [Letter],
    pub(super) words: &'static FactWords,
    /// Chinese words, for the characters of a text in a language that has none of its own.
    han_words: &'static FactWords,
    pub(super) language: &'a str,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, letters: &'a [Letter], words: &'static FactWords, language: &'a str) -> Self {
        let han_words = if matches!(language, "zh" | "ja") { words } else { lang::facts("zh") };
        Self { text, letters, words, han_words, language }
    }

    /// Chinese words, of the text's language or besides them.
    pub(super) fn han_words(&self) -> &'static FactWords {
        self.han_words
    }

    /// The words for the script that is written at a place.
    pub(super) fn words_at(&self, at: usize) -> &'static FactWords {
        if self.c(at).and_then(script::of) == Some("Hani") { self.han_words } else { self.words }
    }

    pub(super) fn c(&self, at: usize) -> Option<char> {
        self.letters.get(at).map(|letter| letter.c)
    }

    pub(super) fn rest(&self, at: usize) -> &[Letter] {
        self.letters.get(at..).unwrap_or_default()
    }

    fn range(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.letters.get(from).map_or(self.text.len(), |letter| letter.at);
        let last = self.letters.get(from..to).and_then(<[Letter]>::last).map_or(start, |letter| letter.at);
        let length = self.text.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        start..last + length
    }

    pub(super) fn skip_space(&self, mut at: usize) -> usize {
        while matches!(self.c(at), Some(' ' | '\u{a0}')) {
            at += 1;
        }
        at
    }

    /// The length of `form` where it stands at `at`, a word of a script with spaces as a whole; `*` behind a form stands
    /// for any ending.
    pub(super) fn phrase(&self, at: usize, form: &str) -> Option<usize> {
        let (form, open) = form.strip_suffix('*').map_or((form, false), |form| (form, true));
        let mut length = 0;
        for c in form.chars() {
            let here = self.c(at + length)?;
            let same = here == c || here.to_lowercase().eq(c.to_lowercase()) || c == ' ' && here == '\u{a0}';
            if !same {
                return None;
            }
            length += 1;
        }
        let letters = || self.rest(at + length).iter().take_while(|letter| is_spaced(letter.c)).count();
        if open {
            return Some(length + letters());
        }
        let glued = form.chars().next_back().is_some_and(is_spaced) && letters() > 0;
        (!glued).then_some(length)
    }

    /// The longest of the forms that begins with `first` and stands at `at`: its length and meaning.
    pub(super) fn longest<T: Copy>(&self, pairs: Pairs<T>, at: usize, first: &str) -> Option<(usize, T)> {
        let from = pairs.partition_point(|(form, _)| *form < first);
        let near = pairs.get(from..)?.iter().take_while(|(form, _)| form.starts_with(first));
        near.filter_map(|(form, meaning)| Some((self.phrase(at, form)?, *meaning)))
            .max_by_key(|found| found.0)
    }

    fn fact(&self, at: usize) -> Step {
        let Some(c) = self.c(at) else { return Step::Skip(at + 1) };
        if c.is_ascii_digit() {
            return self.digits(at, false);
        }
        if let Some((kind, reading, length)) = address::leading(self.rest(at)) {
            return Step::Fact(found(kind, vec![reading]), at + length);
        }
        if let Some(step) = self.money_before(at) {
            return step;
        }
        if c == '§' {
            let sign = if self.c(at + 1) == Some('§') { at + 2 } else { at + 1 };
            return self.reference(self.skip_space(sign), "§").unwrap_or(Step::Skip(sign));
        }
        if script::of(c) == Some("Hani") || han::begins(c) {
            return self.han(at, c);
        }
        if c.is_alphabetic() { self.word(at) } else { Step::Skip(at + 1) }
    }
}

pub(super) fn found(kind: FactKind, readings: Vec<String>) -> Found {
    Found { kind, readings, unit: None, weak: false, bare: false }
}

/// What only versions of one text are compared by.
pub(super) fn bare(kind: FactKind, reading: &str, unit: Option<&'static str>) -> Found {
    Found { unit, weak: true, bare: true, ..found(kind, vec![reading.to_owned()]) }
}

pub(super) fn dated(date: &DateRead, at: usize) -> Step {
    let year_alone = date.month.is_none();
    let kind = if year_alone { FactKind::Year } else { FactKind::Date };
    Step::Fact(found(kind, vec![date.canonical()]), at + date.length)
}
