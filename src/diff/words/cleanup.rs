//! Makes edits readable: drops matches that are coincidences and slides edits to the borders of phrases.
//!
//! ```text
//! coincidence   [-to-] the {+of+} [-best-] the {+knowledge+}      reads better as one replacement
//! slide         A. B[-. C-].                                      reads better as A. B.[- C.-]
//! ```

use crate::diff::words::tokenized::TokenizedText;
use crate::text::token::Class;

/// A run of matched tokens is dropped when it holds no more tokens than this,
const COINCIDENCE: usize = 2;
/// every word of it has at most this many letters,
const SHORT_WORD: usize = 3;
/// and the changes around it are this many times as long.
const SURROUNDED: usize = 5;

/// Cleans up `pairs`, which stay rising on both sides and equal in their keys.
pub fn clean_up(a: &TokenizedText, b: &TokenizedText, pairs: &mut Vec<(usize, usize)>) {
    drop_coincidences(a, b, pairs);
    slide(a, b, pairs);
}

fn drop_coincidences(a: &TokenizedText, b: &TokenizedText, pairs: &mut Vec<(usize, usize)>) {
    let runs = runs(pairs);
    let ends = |run: Option<&(usize, usize)>, last: bool| match run {
        Some(&(start, end)) => {
            if last {
                pairs[end - 1]
            } else {
                pairs[start]
            }
        }
        None => (a.keys.len(), b.keys.len()),
    };
    let mut keep = vec![true; pairs.len()];
    for (at, &(start, end)) in runs.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| ends(runs.get(before), true));
        let after = ends(runs.get(at + 1), false);
        let (first, last) = (pairs[start], pairs[end - 1]);
        let gap = |from: Option<usize>, to: usize| to - from.map_or(0, |from| from + 1);
        let left = (gap(before.map(|p| p.0), first.0), gap(before.map(|p| p.1), first.1));
        let right = (gap(Some(last.0), after.0), gap(Some(last.1), after.1));
        let replaced = left.0 > 0 && left.1 > 0 && right.0 > 0 && right.1 > 0;
        let around = left.0 + left.1 + right.0 + right.1;
        let short = (start..end).all(|pair| is_filler(a, pairs[pair].0));
        if replaced && end - start <= COINCIDENCE && short && around >= SURROUNDED * 2 * (end - start) {
            keep[start..end].fill(false);
        }
    }
    let mut kept = keep.into_iter();
    pairs.retain(|_| kept.next().unwrap_or(true));
}

/// A short word or a punctuation mark; never a number.
fn is_filler(ready: &TokenizedText, at: usize) -> bool {
    ready.token(at).is_some_and(|token| match token.class {
        Class::Word => ready.word(at).chars().nth(SHORT_WORD).is_none(),
        Class::Punctuation => !ready.word(at).contains(['.', '。', '!', '?', '！', '？']),
        _ => false,
    })
}

/// Runs of pairs that follow each other on both sides, as ranges of `pairs`.
fn runs(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for at in 0..pairs.len() {
        let follows = at > 0 && pairs[at] == (pairs[at - 1].0 + 1, pairs[at - 1].1 + 1);
        match out.last_mut() {
            Some(last) if follows => last.1 = at + 1,
            _ => out.push((at, at + 1)),
        }
    }
    out
}

/// Slides each pure insertion or deletion to where it begins and ends at the border of a sentence or phrase.
fn slide(a: &TokenizedText, b: &TokenizedText, pairs: &mut [(usize, usize)]) {
    for at in 0..=pairs.len() {
        let before = at.checked_sub(1).map(|before| pairs[before]);
        let after = pairs.get(at).copied().unwrap_or((a.keys.len(), b.keys.len()));
        let start = before.map_or((0, 0), |(x, y)| (x + 1, y + 1));
        let (deleted, inserted) = (after.0 - start.0, after.1 - start.1);
        if deleted == 0 && inserted > 0 {
            slide_one(b, pairs, at, (start.1, after.1), true);
        } else if inserted == 0 && deleted > 0 {
            slide_one(a, pairs, at, (start.0, after.0), false);
        }
    }
}

/// Slides the one-sided run `start..end` of `side`, which lies before pair `at`.
fn slide_one(
    side: &TokenizedText,
    pairs: &mut [(usize, usize)],
    at: usize,
    (start, end): (usize, usize),
    inserted: bool,
) {
    let on_side = |pair: (usize, usize)| if inserted { pair.1 } else { pair.0 };
    // Backwards: the token before the run equals its last one, and the pair before it is adjacent on both sides.
    let mut best = (border(side, start, end), 0isize);
    let mut back = 0;
    while back < at
        && on_side(pairs[at - 1 - back]) + 1 + back == start
        && adjacent(pairs, at - back, at)
        && side.keys[start - 1 - back] == side.keys[end - 1 - back]
    {
        back += 1;
        best = best.max((border(side, start - back, end - back), -(back as isize)));
    }
    let mut forth = 0;
    while at + forth < pairs.len()
        && on_side(pairs[at + forth]) == end + forth
        && adjacent(pairs, at, at + forth + 1)
        && side.keys[start + forth] == side.keys[end + forth]
    {
        forth += 1;
        let rank = border(side, start + forth, end + forth);
        if rank > best.0 {
            best = (rank, forth as isize);
        }
    }
    let length = end - start;
    let shift = |pair: &mut (usize, usize), up: bool| {
        let place = if inserted { &mut pair.1 } else { &mut pair.0 };
        *place = if up { *place + length } else { *place - length };
    };
    match best.1 {
        steps if steps < 0 => {
            pairs[at - steps.unsigned_abs()..at].iter_mut().for_each(|pair| shift(pair, true));
        }
        steps => pairs[at..at + steps.unsigned_abs()].iter_mut().for_each(|pair| shift(pair, false)),
    }
}

/// Whether the pairs `from..to` follow each other on both sides.
fn adjacent(pairs: &[(usize, usize)], from: usize, to: usize) -> bool {
    pairs.get(from..to).is_some_and(|run| run.windows(2).all(|two| two[1] == (two[0].0 + 1, two[0].1 + 1)))
}

/// How well a run `start..end` of tokens is bounded: by a sentence's end, a phrase's end, or not at all.
fn border(side: &TokenizedText, start: usize, end: usize) -> u8 {
    let rank = |at: Option<usize>| match at {
        None => 3,
        Some(at) => match side.word(at).chars().next() {
            Some('.' | '!' | '?' | '。' | '！' | '？') => 3,
            Some(',' | ';' | ':' | '，' | '；' | '：' | '、' | ')' | '）' | '–' | '—') => 2,
            _ => 0,
        },
    };
    let (before, last) = (rank(start.checked_sub(1)), rank(end.checked_sub(1)));
    if before == last { 2 * before } else { before.min(last) }
}
