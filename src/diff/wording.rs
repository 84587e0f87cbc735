//! From one wording to another: which words were struck and which put in.
//!
//! Sentences are aligned first, so that words of different sentences are not paired by chance; inside them words, by
//! Patience diff, which has no quadratic case on the texts that were measured. The steps cover both texts byte for
//! byte, white space and markup included, and say which of them differ in nothing but form.

use super::change::Form;
use super::tidy;
use super::unit::hash;
use crate::text::fold;
use crate::text::sentence;
use crate::text::token::{self, Class, Cut, Token};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// A text to compare.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    /// The text, labels included.
    pub text: String,
    /// Ranges that are no wording, in order, with what they are.
    pub marks: Vec<(Range<usize>, Form)>,
}

/// One step from the old text to the new one; the steps in order cover both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Bytes of the old text.
    pub old: Range<usize>,
    /// Bytes of the new text.
    pub new: Range<usize>,
    /// What kind of step it is.
    pub kind: StepKind,
}

/// What kind of step it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// Both sides have the same bytes.
    Equal,
    /// The sides differ, in nothing but form.
    Form(Form),
    /// The wording differs.
    Wording,
}

/// Pairs of sentences are tried in every combination up to this many; above it the words are compared at once.
const SENTENCE_PAIRS: usize = 4_096;
/// Least part of the words that two sentences share to be versions of each other (Dice coefficient).
const SENTENCE_SHARE: f64 = 0.4;
/// How many more changed tokens an alignment by sentences may cost than one by words alone: beyond it, a sentence was
/// cut in two or joined, and its halves would be struck and put back.
const SENTENCE_COST: f64 = 1.15;

/// A side made ready: all tokens, those of the wording, and their keys.
pub(super) struct Ready<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
    /// Indices into `tokens` of those that are wording.
    pub wording: Vec<usize>,
    /// The folded form of each of them.
    pub keys: Vec<u64>,
}

impl<'a> Ready<'a> {
    fn new(side: &'a Wording) -> Self {
        let marks: Vec<Range<usize>> = side.marks.iter().map(|(range, _)| range.clone()).collect();
        let tokens = token::tokens(&side.text, &marks, Cut::Words);
        let wording: Vec<usize> = (0..tokens.len()).filter(|&at| tokens[at].is_wording()).collect();
        let keys = wording.iter().map(|&at| hash(fold::key(tokens[at].of(&side.text)).as_ref())).collect();
        Self { text: &side.text, tokens, wording, keys }
    }

    /// The text of the `at`th token of the wording.
    pub fn word(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.of(self.text))
    }

    /// The `at`th token of the wording.
    pub fn token(&self, at: usize) -> Option<Token> {
        self.tokens.get(*self.wording.get(at)?).copied()
    }

    /// Runs of tokens of the wording that are sentences.
    fn sentences(&self) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut at = 0;
        for sentence in sentence::split(self.text) {
            let start = at;
            while self.token(at).is_some_and(|token| (token.start as usize) < sentence.end) {
                at += 1;
            }
            if at > start {
                out.push(start..at);
            }
        }
        if at < self.wording.len() {
            out.push(at..self.wording.len());
        }
        out
    }
}

/// The steps from `old` to `new`.
#[must_use]
pub fn steps(old: &Wording, new: &Wording) -> Vec<Step> {
    let (a, b) = (Ready::new(old), Ready::new(new));
    let mut pairs = align(&a, &b);
    tidy::tidy(&a, &b, &mut pairs);
    Walk { old, new, a: &a, b: &b, steps: Vec::new() }.walk(&pairs)
}

/// Pairs of equal tokens of the wording, rising on both sides.
fn align(a: &Ready, b: &Ready) -> Vec<(usize, usize)> {
    let head = a.keys.iter().zip(&b.keys).take_while(|(x, y)| x == y).count();
    let rest = a.keys.len().min(b.keys.len()) - head;
    let tail = a.keys.iter().rev().zip(b.keys.iter().rev()).take(rest).take_while(|(x, y)| x == y).count();
    let (from, to) = (head..a.keys.len() - tail, head..b.keys.len() - tail);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    let by_words = words(a, b, from.clone(), to.clone());
    let by_sentences = sentences(a, b, &from, &to);
    let cost = |pairs: &[(usize, usize)]| (from.len() + to.len() - 2 * pairs.len()) as f64;
    match by_sentences {
        Some(pairing) if cost(&pairing) <= cost(&by_words) * SENTENCE_COST => pairs.extend(pairing),
        _ => pairs.extend(by_words),
    }
    pairs.extend((0..tail).rev().map(|back| (a.keys.len() - 1 - back, b.keys.len() - 1 - back)));
    pairs
}

fn words(a: &Ready, b: &Ready, from: Range<usize>, to: Range<usize>) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &a.keys[from.clone()], &b.keys[to.clone()]) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            pairs.extend((0..len).map(|step| (from.start + old_index + step, to.start + new_index + step)));
        }
    }
    pairs
}

/// Pairs found sentence by sentence; `None` where there are too few or too many sentences for it to make sense.
fn sentences(a: &Ready, b: &Ready, from: &Range<usize>, to: &Range<usize>) -> Option<Vec<(usize, usize)>> {
    let within = |sentences: Vec<Range<usize>>, range: &Range<usize>| -> Vec<Range<usize>> {
        let cut = |s: &Range<usize>| s.start.max(range.start)..s.end.min(range.end);
        sentences.iter().map(cut).filter(|sentence| sentence.start < sentence.end).collect()
    };
    let (left, right) = (within(a.sentences(), from), within(b.sentences(), to));
    if left.len() < 2 && right.len() < 2
        || left.is_empty()
        || right.is_empty()
        || left.len() * right.len() > SENTENCE_PAIRS
    {
        return None;
    }
    let mut pairs = Vec::new();
    for (i, j) in pair_sentences(a, b, &left, &right) {
        pairs.extend(words(a, b, left[i].clone(), right[j].clone()));
    }
    Some(pairs)
}

/// The order-keeping pairing of sentences that keeps most words, by dynamic programming.
fn pair_sentences(
    a: &Ready,
    b: &Ready,
    left: &[Range<usize>],
    right: &[Range<usize>],
) -> Vec<(usize, usize)> {
    let sorted = |ready: &Ready, range: &Range<usize>| {
        let mut keys = ready.keys[range.clone()].to_vec();
        keys.sort_unstable();
        keys
    };
    let bags: [Vec<Vec<u64>>; 2] = [
        left.iter().map(|range| sorted(a, range)).collect(),
        right.iter().map(|range| sorted(b, range)).collect(),
    ];
    let width = right.len() + 1;
    let mut best = vec![0usize; (left.len() + 1) * width];
    let mut shared = vec![0usize; left.len() * right.len()];
    for i in 0..left.len() {
        for j in 0..right.len() {
            let common = common(&bags[0][i], &bags[1][j]);
            let share = 2.0 * common as f64 / (bags[0][i].len() + bags[1][j].len()) as f64;
            shared[i * right.len() + j] = if share >= SENTENCE_SHARE { common } else { 0 };
            let skip = best[i * width + j + 1].max(best[(i + 1) * width + j]);
            best[(i + 1) * width + j + 1] = skip.max(best[i * width + j] + shared[i * right.len() + j]);
        }
    }
    let (mut i, mut j, mut out) = (left.len(), right.len(), Vec::new());
    while i > 0 && j > 0 {
        let here = best[i * width + j];
        if here == best[(i - 1) * width + j] {
            i -= 1;
        } else if here == best[i * width + j - 1] {
            j -= 1;
        } else {
            (i, j) = (i - 1, j - 1);
            out.push((i, j));
        }
    }
    out.reverse();
    out
}

fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        count += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    count
}

/// Walks over both texts and writes down the steps.
struct Walk<'a> {
    old: &'a Wording,
    new: &'a Wording,
    a: &'a Ready<'a>,
    b: &'a Ready<'a>,
    steps: Vec<Step>,
}

impl Walk<'_> {
    fn walk(mut self, pairs: &[(usize, usize)]) -> Vec<Step> {
        let (mut i, mut j) = (0, 0);
        for &(x, y) in pairs {
            let (x, y) = (self.a.wording[x], self.b.wording[y]);
            self.gap(i..x, j..y);
            let (left, right) = (self.a.tokens[x], self.b.tokens[y]);
            let kind = if left.of(self.a.text) == right.of(self.b.text) {
                StepKind::Equal
            } else {
                StepKind::Form(Form::Cosmetic)
            };
            self.push(left.range(), right.range(), kind);
            (i, j) = (x + 1, y + 1);
        }
        self.gap(i..self.a.tokens.len(), j..self.b.tokens.len());
        self.steps
    }

    /// The tokens between two pairs: what is the same at both ends stays, the middle is replaced.
    fn gap(&mut self, mut old: Range<usize>, mut new: Range<usize>) {
        while !old.is_empty() && !new.is_empty() && self.same(old.start, new.start) {
            self.push(self.a.tokens[old.start].range(), self.b.tokens[new.start].range(), StepKind::Equal);
            (old.start, new.start) = (old.start + 1, new.start + 1);
        }
        let mut tail = Vec::new();
        while !old.is_empty() && !new.is_empty() && self.same(old.end - 1, new.end - 1) {
            (old.end, new.end) = (old.end - 1, new.end - 1);
            tail.push((old.end, new.end));
        }
        if !old.is_empty() || !new.is_empty() {
            let kind = self.kind(&old, &new);
            self.push(bytes(&self.a.tokens, &old), bytes(&self.b.tokens, &new), kind);
        }
        for (x, y) in tail.into_iter().rev() {
            self.push(self.a.tokens[x].range(), self.b.tokens[y].range(), StepKind::Equal);
        }
    }

    fn same(&self, x: usize, y: usize) -> bool {
        self.a.tokens[x].of(self.a.text) == self.b.tokens[y].of(self.b.text)
    }

    fn kind(&self, old: &Range<usize>, new: &Range<usize>) -> StepKind {
        let letters = |ready: &Ready, range: &Range<usize>| -> String {
            let wording = ready.tokens[range.clone()].iter().filter(|token| token.is_wording());
            wording.map(|token| fold::key(token.of(ready.text)).into_owned()).collect()
        };
        // The same letters with other spaces: words that extraction glued together or tore apart.
        if letters(self.a, old) != letters(self.b, new) {
            return StepKind::Wording;
        }
        let forms = self.forms(old, self.a, self.old).chain(self.forms(new, self.b, self.new));
        StepKind::Form(
            forms
                .max_by_key(|form| match form {
                    Form::Cosmetic => 0,
                    Form::Label => 1,
                    Form::Link => 2,
                })
                .unwrap_or(Form::Cosmetic),
        )
    }

    fn forms<'w>(
        &self,
        range: &Range<usize>,
        ready: &'w Ready,
        side: &'w Wording,
    ) -> impl Iterator<Item = Form> + use<'w> {
        let tokens = ready.tokens[range.clone()].to_vec();
        tokens.into_iter().map(|token| match token.class {
            Class::Address => Form::Link,
            Class::Mark => {
                let at = side.marks.partition_point(|(mark, _)| mark.start < token.start as usize);
                side.marks.get(at).map_or(Form::Cosmetic, |(_, form)| *form)
            }
            _ => Form::Cosmetic,
        })
    }

    fn push(&mut self, old: Range<usize>, new: Range<usize>, kind: StepKind) {
        match self.steps.last_mut() {
            Some(last) if last.kind == kind => (last.old.end, last.new.end) = (old.end, new.end),
            _ => self.steps.push(Step { old, new, kind }),
        }
    }
}

/// The bytes of a run of tokens; an empty run stands where the token before it ends.
fn bytes(tokens: &[Token], run: &Range<usize>) -> Range<usize> {
    let end_of = |at: usize| tokens.get(at).map_or(0, |token| token.end as usize);
    let start = run.start.checked_sub(1).map_or(0, end_of);
    start..run.end.checked_sub(1).map_or(start, end_of).max(start)
}
