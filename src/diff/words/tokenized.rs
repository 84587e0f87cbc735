//! A text made ready for comparing: all its tokens, those of its wording, and their keys.

use crate::diff::result::Form;
use crate::diff::unit::hash;
use crate::text::fold;
use crate::text::sentence;
use crate::text::token::{self, Cut, Token};
use std::ops::Range;

/// A text to compare.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    /// The text, labels included.
    pub text: String,
    /// Ranges that are no wording, in order, with what they are.
    pub marks: Vec<(Range<usize>, Form)>,
}

/// A side made ready: all tokens, those of the wording, and their keys.
#[derive(Debug)]
pub struct TokenizedText<'a> {
    /// The text.
    pub text: &'a str,
    /// Ranges that are no wording, in order, with what they are.
    pub marks: &'a [(Range<usize>, Form)],
    /// Its sentences.
    pub cuts: Vec<Range<usize>>,
    /// All its tokens.
    pub tokens: Vec<Token>,
    /// Indices into `tokens` of those that are wording.
    pub wording: Vec<usize>,
    /// The folded form of each of them.
    pub keys: Vec<u64>,
}

impl<'a> TokenizedText<'a> {
    /// Makes a text ready.
    #[must_use]
    pub fn new(side: &'a Wording) -> Self {
        let marks: Vec<Range<usize>> = side.marks.iter().map(|(range, _)| range.clone()).collect();
        let tokens = token::tokens(&side.text, &marks, Cut::Words);
        let wording: Vec<usize> = (0..tokens.len()).filter(|&at| tokens[at].is_wording()).collect();
        let keys = wording.iter().map(|&at| hash(fold::key(tokens[at].of(&side.text)).as_ref())).collect();
        Self {
            text: &side.text,
            marks: &side.marks,
            cuts: sentence::split(&side.text),
            tokens,
            wording,
            keys,
        }
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
    #[must_use]
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut at = 0;
        for sentence in &self.cuts {
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
