//! Which words of two texts belong together: sentences first, then the words inside them.
//!
//! Words of different sentences are not paired by chance that way. Words are aligned by Patience diff, which has no
//! quadratic case on the texts that were measured.

use crate::diff::words::tokenized::TokenizedText;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// Pairs of sentences are tried in every combination up to this many; above it the words are compared at once.
const SENTENCE_PAIRS: usize = 4_096;
/// Least part of the words that two sentences share to be versions of each other (Dice coefficient).
const SENTENCE_SHARE: f64 = 0.4;
/// How many more changed tokens an alignment by sentences may cost than one by words alone: beyond it, a sentence was
/// cut in two or joined, and its halves would be deleted and inserted again.
const SENTENCE_COST: f64 = 1.15;

/// Pairs of equal tokens of the wording, rising on both sides.
#[must_use]
pub fn pairs(a: &TokenizedText, b: &TokenizedText) -> Vec<(usize, usize)> {
    let (from, to) = changed(a, b);
    let (head, tail) = (from.start, a.keys.len() - from.end);
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

/// What is left of both sides when the same words at both ends are taken off.
fn changed(a: &TokenizedText, b: &TokenizedText) -> (Range<usize>, Range<usize>) {
    let head = a.keys.iter().zip(&b.keys).take_while(|(x, y)| x == y).count();
    let rest = a.keys.len().min(b.keys.len()) - head;
    let tail = a.keys.iter().rev().zip(b.keys.iter().rev()).take(rest).take_while(|(x, y)| x == y).count();
    (head..a.keys.len() - tail, head..b.keys.len() - tail)
}

/// Whether two texts have too many sentences that differ to be compared sentence by sentence.
#[must_use]
pub fn is_beyond_bound(a: &TokenizedText, b: &TokenizedText) -> bool {
    if a.cuts.len() * b.cuts.len() <= SENTENCE_PAIRS {
        return false;
    }
    let (from, to) = changed(a, b);
    within(&a.sentences(), &from).len() * within(&b.sentences(), &to).len() > SENTENCE_PAIRS
}

/// The parts of sentences that lie in a range.
fn within(sentences: &[Range<usize>], range: &Range<usize>) -> Vec<Range<usize>> {
    let cut = |s: &Range<usize>| s.start.max(range.start)..s.end.min(range.end);
    sentences.iter().map(cut).filter(|sentence| sentence.start < sentence.end).collect()
}

fn words(a: &TokenizedText, b: &TokenizedText, from: Range<usize>, to: Range<usize>) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &a.keys[from.clone()], &b.keys[to.clone()]) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            pairs.extend((0..len).map(|step| (from.start + old_index + step, to.start + new_index + step)));
        }
    }
    pairs
}

/// Pairs found sentence by sentence; `None` where there are too few or too many sentences for it to make sense.
fn sentences(
    a: &TokenizedText,
    b: &TokenizedText,
    from: &Range<usize>,
    to: &Range<usize>,
) -> Option<Vec<(usize, usize)>> {
    let (left, right) = (within(&a.sentences(), from), within(&b.sentences(), to));
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
    a: &TokenizedText,
    b: &TokenizedText,
    left: &[Range<usize>],
    right: &[Range<usize>],
) -> Vec<(usize, usize)> {
    let sorted = |ready: &TokenizedText, range: &Range<usize>| {
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
