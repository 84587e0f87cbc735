//! Dictionary words in text of scripts without spaces.
//!
//! Chinese is cut by jieba's dictionary; what it does not know (Kana, Thai and so on) stays character by character.

use jieba_rs::Jieba;
use std::ops::Range;
use std::sync::LazyLock;

/// Loading the dictionary takes some 80 ms, so it is put off until text needs it.
static DICTIONARY: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Byte ranges of the words of a run, in order, without gaps.
#[must_use]
pub fn words(run: &str) -> Vec<Range<usize>> {
    if run.chars().nth(1).is_none() {
        return std::iter::once(0..run.len()).filter(|range| !range.is_empty()).collect();
    }
    let mut at = 0;
    let mut out = Vec::new();
    // Without the hidden Markov model: it invents words out of context, so that one edit would cut its
    // neighbourhood differently on the two sides.
    for token in DICTIONARY.cut(run, false) {
        let end = at + token.word.len();
        out.push(at..end);
        at = end;
    }
    out
}
