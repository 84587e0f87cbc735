//! Points that an alignment surely passes near: rare tokens that both sides share, in an order that both sides keep.

use crate::translation::likelihood::table::Counts;
use crate::translation::units::tokens::{Class, Tokens};
use rustc_hash::FxHashMap;

/// Tokens in more sentences than this are no anchors.
const RARE: u32 = 3;
/// Evidence that a point needs: the sum over the rare tokens that the two sentences share of one over how often each
/// occurs.
const ENOUGH: f64 = 1.0;

/// Points in rising order on both axes.
pub fn anchors(tokens: &Tokens, source: &Counts, target: &Counts) -> Vec<(usize, usize)> {
    let rare = |token: usize| {
        let (a, b) = (source.sentences[token], target.sentences[token]);
        let (_, class) = &tokens.vocabulary[token];
        // Short words are the same by chance.
        let telling = *class != Class::Word || tokens.vocabulary[token].0.len() > 5;
        telling && a > 0 && b > 0 && a <= RARE && b <= RARE
    };
    let mut places: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (column, sentence) in tokens.target.iter().enumerate() {
        for token in distinct(sentence).into_iter().filter(|token| rare(*token as usize)) {
            places.entry(token).or_default().push(column);
        }
    }
    let mut points: Vec<(usize, usize, f64)> = Vec::new();
    let mut found: FxHashMap<usize, f64> = FxHashMap::default();
    for (row, sentence) in tokens.source.iter().enumerate() {
        found.clear();
        for token in distinct(sentence) {
            let Some(columns) = places.get(&token) else { continue };
            let weight = 1.0 / (columns.len() as f64 * f64::from(source.sentences[token as usize]));
            for column in columns {
                *found.entry(*column).or_default() += weight;
            }
        }
        points.extend(
            found.iter().filter(|point| *point.1 >= ENOUGH).map(|(column, weight)| (row, *column, *weight)),
        );
    }
    points.sort_unstable_by_key(|(row, column, _)| (*row, std::cmp::Reverse(*column)));
    chain(&points, tokens.target.len())
}

fn distinct(tokens: &[u32]) -> Vec<u32> {
    let mut out = tokens.to_vec();
    out.sort_unstable();
    out.dedup();
    out
}

/// The heaviest chain of points that rises on both axes, by a tree of prefix maxima (Fenwick 1994).
fn chain(points: &[(usize, usize, f64)], columns: usize) -> Vec<(usize, usize)> {
    let mut tree: Vec<(f64, usize)> = vec![(0.0, usize::MAX); columns + 2];
    let mut before = vec![usize::MAX; points.len()];
    let mut best = (0.0, usize::MAX);
    for (index, (_, column, weight)) in points.iter().enumerate() {
        let mut top = (0.0, usize::MAX);
        let mut at = *column;
        while at > 0 {
            if tree[at].0 > top.0 {
                top = tree[at];
            }
            at &= at - 1;
        }
        before[index] = top.1;
        let own = (top.0 + weight, index);
        if own.0 > best.0 {
            best = own;
        }
        let mut at = column + 1;
        while at < tree.len() {
            if own.0 > tree[at].0 {
                tree[at] = own;
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut out = Vec::new();
    let mut at = best.1;
    while let Some((row, column, _)) = points.get(at) {
        out.push((*row, *column));
        at = before[at];
    }
    out.reverse();
    out.dedup_by_key(|point| point.0);
    out
}

#[cfg(test)]
mod tests {
    use super::chain;

    #[test]
    fn the_heaviest_rising_chain() {
        let points = [(0, 5, 1.0), (1, 1, 1.0), (2, 2, 1.5), (3, 0, 1.0), (4, 4, 1.0)];
        assert_eq!(chain(&points, 6), [(1, 1), (2, 2), (4, 4)]);
        assert!(chain(&[], 0).is_empty());
    }
}
