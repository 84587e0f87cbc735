//! One side of a comparison as rules see it: its words, facts and phrases, and which of them the edits touch.

use super::evidence::Touched;
use super::phrases::{Meaning, Phrase, Phrases};
use crate::diff::words::edits::{Step, StepKind};
use crate::diff::words::tokenized::TokenizedText;
use crate::facts::{self, Fact, FactKind};
use crate::text::token::{self, Class, Token};
use std::ops::Range;

/// A sentence that was inserted or deleted counts as a clause of its own from this many words on.
const SENTENCE_WORDS: usize = 4;

/// Words around an edit in which phrases are looked for: the longest phrases have five words, and a modal verb is
/// up to eight words before the negation that belongs to it (`darf die Daten … nicht`).
const AROUND: usize = 12;

/// A range that an edit changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// Where.
    pub range: Range<usize>,
    /// The step.
    pub step: usize,
    /// Steps between which no sentence ends share this number.
    pub sentence: usize,
}

/// One side of a comparison.
#[derive(Debug)]
pub struct Side<'a> {
    /// The text.
    pub text: &'a str,
    /// All its tokens.
    pub tokens: &'a [Token],
    /// Its words and numbers.
    pub words: Vec<Token>,
    /// Its sentences.
    pub sentences: &'a [Range<usize>],
    /// Ranges that only this side has, in order.
    pub edited: Vec<Edited>,
    /// Whole sentences that only this side has.
    pub whole: Vec<Range<usize>>,
    facts: Vec<Fact>,
    phrases: Vec<Phrase>,
}

/// The words that are looked for.
#[derive(Debug)]
pub struct Vocabulary<'a> {
    /// Of facts.
    pub language: &'a str,
    /// Of duty, denial, exception, condition and number.
    pub phrases: &'a Phrases,
}

/// Which of the two ranges of a step belongs to a side.
pub type Pick = fn(&Step) -> Range<usize>;

impl<'a> Side<'a> {
    /// Reads one side; `sentence_of` numbers the steps by sentence.
    #[must_use]
    pub fn new(
        ready: &'a TokenizedText<'a>,
        vocabulary: &Vocabulary,
        steps: &[Step],
        sentence_of: &[usize],
        pick: Pick,
    ) -> Self {
        let edited: Vec<Edited> = steps
            .iter()
            .enumerate()
            .filter(|(_, step)| step.kind == StepKind::Wording && !pick(step).is_empty())
            .map(|(at, step)| Edited { range: pick(step), step: at, sentence: sentence_of[at] })
            .collect();
        let text = ready.text;
        let marks: Vec<Range<usize>> = ready.marks.iter().map(|(range, _)| range.clone()).collect();
        let words = ready.tokens.iter().filter(|token| token.is_word()).copied().collect();
        let sentences = ready.cuts.as_slice();
        let whole = whole_sentences(text, sentences, &edited);
        let facts = facts::read(text, &marks, vocabulary.language);
        let facts = facts.into_iter().filter(|fact| fact.kind.is_stated()).collect();
        let tokens = ready.tokens.as_slice();
        let mut out = Self { text, tokens, words, sentences, edited, whole, facts, phrases: Vec::new() };
        out.phrases =
            out.near().into_iter().flat_map(|near| vocabulary.phrases.find(text, &out.words, near)).collect();
        out
    }

    /// Runs of words that stand near an edit.
    fn near(&self) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        for edited in &self.edited {
            let first = self.words.partition_point(|word| (word.end as usize) <= edited.range.start);
            let last = self.words.partition_point(|word| (word.start as usize) < edited.range.end);
            let (from, to) = (first.saturating_sub(AROUND), (last + AROUND).min(self.words.len()));
            match out.last_mut() {
                Some(before) if from <= before.end => before.end = before.end.max(to),
                _ => out.push(from..to),
            }
        }
        out
    }

    /// The first edit that touches a range, whole sentences left out.
    #[must_use]
    pub fn touching(&self, range: &Range<usize>) -> Option<&Edited> {
        let whole = self.whole.partition_point(|sentence| sentence.end <= range.start);
        if self.whole.get(whole).is_some_and(|sentence| sentence.start < range.end) {
            return None;
        }
        let at = self.edited.partition_point(|edited| edited.range.end <= range.start);
        self.edited.get(at).filter(|edited| edited.range.start < range.end)
    }

    fn touched<T>(&self, range: &Range<usize>, thing: T) -> Option<Touched<T>> {
        let edited = self.touching(range)?;
        Some(Touched { step: edited.step, sentence: edited.sentence, range: range.clone(), thing })
    }

    /// The facts of some kinds that edits touch.
    #[must_use]
    pub fn facts(&self, kinds: &[FactKind]) -> Vec<Touched<&Fact>> {
        let facts = self.facts.iter().filter(|fact| kinds.contains(&fact.kind));
        facts.filter_map(|fact| self.touched(&fact.range, fact)).collect()
    }

    /// Whether a fact shares a byte with a range.
    #[must_use]
    pub fn states_fact(&self, range: &Range<usize>) -> bool {
        let at = self.facts.partition_point(|fact| fact.range.end <= range.start);
        self.facts.get(at).is_some_and(|fact| fact.range.start < range.end)
    }

    /// The phrases that edits touch. The month of a date is no verb (`May 5`).
    #[must_use]
    pub fn phrases(&self, wanted: impl Fn(Meaning) -> bool) -> Vec<Touched<Meaning>> {
        let mut dates = self.facts.iter().filter(|fact| fact.kind == FactKind::Date).peekable();
        let mut out = Vec::new();
        for phrase in self.phrases.iter().filter(|phrase| wanted(phrase.meaning)) {
            while dates.next_if(|date| date.range.end <= phrase.range.start).is_some() {}
            if dates.peek().is_none_or(|date| phrase.range.end <= date.range.start) {
                out.extend(self.touched(&phrase.range, phrase.meaning));
            }
        }
        out
    }

    /// The last phrase of some meaning that ends at most `words` words before `at` in the same sentence.
    #[must_use]
    pub fn before(&self, at: usize, words: usize, wanted: impl Fn(Meaning) -> bool) -> Option<&Phrase> {
        let sentence = self.sentence(at)?;
        let here = self.words.partition_point(|word| (word.start as usize) < at);
        let from = self.words.get(here.saturating_sub(words))?.start as usize;
        let found = self.phrases.iter().rev().find(|phrase| wanted(phrase.meaning) && phrase.range.end <= at);
        found.filter(|phrase| phrase.range.start >= from.max(sentence.start))
    }

    /// What a step changes on this side.
    #[must_use]
    pub fn at_step(&self, step: usize) -> Option<&Edited> {
        let at = self.edited.binary_search_by_key(&step, |edited| edited.step).ok()?;
        self.edited.get(at)
    }

    /// The sentence that a byte is in.
    #[must_use]
    pub fn sentence(&self, at: usize) -> Option<&Range<usize>> {
        let sentence = self.sentences.partition_point(|sentence| sentence.end <= at);
        self.sentences.get(sentence).filter(|sentence| sentence.start <= at)
    }

    /// Number of words inside a range.
    #[must_use]
    pub fn count(&self, range: &Range<usize>) -> usize {
        self.inside(range).len()
    }

    /// The words inside a range.
    #[must_use]
    pub fn inside(&self, range: &Range<usize>) -> &[Token] {
        let first = self.words.partition_point(|word| (word.start as usize) < range.start);
        let last = self.words.partition_point(|word| (word.end as usize) <= range.end);
        self.words.get(first..last.max(first)).unwrap_or_default()
    }

    /// The words of the sentence that a range lies in.
    #[must_use]
    pub fn inside_sentence(&self, range: &Range<usize>) -> &[Token] {
        self.sentence(range.start).map_or(&[], |sentence| self.inside(sentence))
    }

    /// The facts that the text states.
    #[must_use]
    pub fn all_facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The signs inside a range that are neither words nor white space, markup or addresses.
    pub fn signs(&self, range: &Range<usize>) -> impl Iterator<Item = &'a str> {
        let first = self.tokens.partition_point(|token| (token.start as usize) < range.start);
        let end = range.end;
        let inside = self
            .tokens
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(move |token| token.end as usize <= end);
        let text = self.text;
        inside.filter(|token| token.class == Class::Punctuation).map(move |token| token.of(text))
    }

    /// A part of the text.
    #[must_use]
    pub fn part(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or_default()
    }
}

/// Sentences that lie wholly in what one side alone has.
fn whole_sentences(text: &str, sentences: &[Range<usize>], edited: &[Edited]) -> Vec<Range<usize>> {
    let only_here = |sentence: &&Range<usize>| {
        // The mark at the end may belong to both sides.
        let end = text
            .get((*sentence).clone())
            .map_or(sentence.end, |s| sentence.start + s.trim_end_matches(['.', '。', ' ']).len());
        let at = edited.partition_point(|edited| edited.range.end < end);
        edited.get(at).is_some_and(|edited| edited.range.start <= sentence.start && end <= edited.range.end)
    };
    let long = |sentence: &&Range<usize>| {
        text.get((*sentence).clone()).is_some_and(|s| token::count_words(s, &[]) >= SENTENCE_WORDS)
    };
    // The one sentence of a block is the block.
    if sentences.len() < 2 {
        return Vec::new();
    }
    sentences.iter().filter(only_here).filter(long).cloned().collect()
}
