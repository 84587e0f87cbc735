//! The heaviest order-keeping subset of matched pairs, and the gaps that it leaves.
//!
//! What does not fit the subset has moved. The subset is a heaviest increasing subsequence, found in O(n log n) with a
//! Fenwick tree of prefix maxima (Jacobson and Vo, *Heaviest Increasing/Common Subsequence Problems*, CPM 1992).

/// A pair of positions and its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighted {
    /// Position in the old text.
    pub old: usize,
    /// Position in the new text.
    pub new: usize,
    /// What is lost when the pair is not in order.
    pub weight: u64,
}

/// For each of these positions, which differ, whether it is greater than all before it and less than all behind it. Such a
/// pair is in every heaviest subset, and what is on either side of it can be looked at alone: in most revisions that
/// settles nearly everything in one pass.
#[must_use]
pub fn in_order_with_all(positions: &[usize]) -> Vec<bool> {
    let mut alone = vec![true; positions.len()];
    let mut greatest = None;
    for (at, &position) in positions.iter().enumerate() {
        alone[at] = greatest.is_none_or(|greatest| greatest < position);
        greatest = greatest.max(Some(position));
    }
    let mut least = usize::MAX;
    for (at, &position) in positions.iter().enumerate().rev() {
        alone[at] &= position < least;
        least = least.min(position);
    }
    alone
}

/// For each pair whether it is in the heaviest subset that rises on both sides. `pairs` must rise strictly in `old`;
/// `new` positions must differ. Of equally heavy subsets the one found first is taken.
#[must_use]
pub fn heaviest_in_order(pairs: &[Weighted]) -> Vec<bool> {
    let mut rank: Vec<usize> = (0..pairs.len()).collect();
    rank.sort_unstable_by_key(|&pair| pairs[pair].new);
    let mut rank_of = vec![0; pairs.len()];
    for (position, &pair) in rank.iter().enumerate() {
        rank_of[pair] = position;
    }
    // tree[k]: the best total that ends at a rank inside the node, and the pair that ends it.
    let mut tree: Vec<Option<(u64, usize)>> = vec![None; pairs.len() + 1];
    let mut before = vec![None; pairs.len()];
    let mut best: Option<(u64, usize)> = None;
    for (pair, weighted) in pairs.iter().enumerate() {
        let below = prefix_best(&tree, rank_of[pair]);
        before[pair] = below.map(|(_, end)| end);
        let total = below.map_or(0, |(total, _)| total) + weighted.weight;
        raise(&mut tree, rank_of[pair], (total, pair));
        if best.is_none_or(|(heaviest, _)| total > heaviest) {
            best = Some((total, pair));
        }
    }
    let mut kept = vec![false; pairs.len()];
    let mut next = best.map(|(_, end)| end);
    while let Some(pair) = next {
        kept[pair] = true;
        next = before[pair];
    }
    kept
}

fn prefix_best(tree: &[Option<(u64, usize)>], count: usize) -> Option<(u64, usize)> {
    let (mut node, mut best) = (count, None::<(u64, usize)>);
    while node > 0 {
        if let Some(candidate) = tree[node]
            && best.is_none_or(|(total, _)| candidate.0 > total)
        {
            best = Some(candidate);
        }
        node &= node - 1;
    }
    best
}

fn raise(tree: &mut [Option<(u64, usize)>], rank: usize, value: (u64, usize)) {
    let mut node = rank + 1;
    while node < tree.len() {
        if tree[node].is_none_or(|(total, _)| value.0 > total) {
            tree[node] = Some(value);
        }
        node += node & node.wrapping_neg();
    }
}

/// For each position on one side the number of ordered anchors before it: positions of both sides with the same
/// number stand in the same gap. `anchors` rise.
#[must_use]
pub fn gaps(length: usize, anchors: impl IntoIterator<Item = usize>) -> Vec<usize> {
    let mut gap = vec![0; length + 1];
    for anchor in anchors {
        if let Some(after) = gap.get_mut(anchor + 1) {
            *after += 1;
        }
    }
    let mut sum = 0;
    for count in &mut gap {
        sum += *count;
        *count = sum;
    }
    gap.truncate(length);
    gap
}

#[cfg(test)]
mod tests {
    use super::{Weighted, gaps, heaviest_in_order, in_order_with_all};
    use proptest::prelude::*;

    fn pairs(new: &[(usize, u64)]) -> Vec<Weighted> {
        new.iter().enumerate().map(|(old, &(new, weight))| Weighted { old, new, weight }).collect()
    }

    #[test]
    fn the_lighter_of_two_swapped_parts_moves() {
        assert_eq!(heaviest_in_order(&pairs(&[(0, 5), (2, 9), (1, 3), (3, 5)])), [true, true, false, true]);
        assert_eq!(heaviest_in_order(&pairs(&[(0, 5), (2, 3), (1, 9), (3, 5)])), [true, false, true, true]);
    }

    #[test]
    fn positions_between_the_same_anchors_share_a_gap() {
        assert_eq!(gaps(5, [1, 3]), [0, 0, 1, 1, 2]);
    }

    proptest! {
        #[test]
        fn the_subset_is_the_heaviest(order in Just((0..8usize).collect::<Vec<_>>()).prop_shuffle(), weights in prop::collection::vec(1u64..9, 8)) {
            let all = pairs(&order.into_iter().zip(weights).collect::<Vec<_>>());
            let rises = |set: &[Weighted]| set.windows(2).all(|two| two[0].new < two[1].new);
            let kept: Vec<Weighted> = all.iter().zip(heaviest_in_order(&all)).filter(|(_, kept)| *kept).map(|(pair, _)| *pair).collect();
            prop_assert!(rises(&kept));
            let positions: Vec<usize> = all.iter().map(|pair| pair.new).collect();
            for (pair, alone) in all.iter().zip(in_order_with_all(&positions)) {
                prop_assert!(!alone || kept.contains(pair));
            }
            let total = |set: &[Weighted]| set.iter().map(|pair| pair.weight).sum::<u64>();
            for mask in 0u32..256 {
                let set: Vec<Weighted> = all.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1).map(|(_, pair)| *pair).collect();
                prop_assert!(!rises(&set) || total(&set) <= total(&kept));
            }
        }
    }
}
