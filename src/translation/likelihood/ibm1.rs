//! A bilingual lexicon learned from the pair itself: IBM Model 1 (Brown, Della Pietra, Della Pietra and Mercer 1993,
//! "The Mathematics of Statistical Machine Translation") over a first alignment, as Moore (2002, "Fast and Accurate
//! Sentence Alignment of Bilingual Corpora") does for a second pass.
//!
//! In a single document most words are rare, and Model 1 gives a rare word to whatever is beside it. Counts are
//! therefore discounted, a word pair must occur together at least twice, and what was known beforehand keeps a weight
//! of its own (Moore 2004, "Improving IBM Word-Alignment Model 1").

use crate::translation::likelihood::table::{Table, Tables};
use std::ops::Range;

/// How much a pair of words must show before it counts.
#[derive(Debug, Clone, Copy)]
pub struct Caution {
    /// Times that two tokens must occur in aligned sentences to teach anything.
    pub together: u32,
    /// Taken off every expected count.
    pub discount: f32,
}

impl Default for Caution {
    fn default() -> Self {
        Self { together: 2, discount: 0.5 }
    }
}

/// Weight of the prior, in occurrences.
const PRIOR: f32 = 2.0;
/// Rounds of expectation and maximisation.
const ROUNDS: usize = 4;
/// Longest group of sentences, in tokens: longer ones teach little and cost much.
const LONGEST: usize = 400;

/// One direction, learned.
#[derive(Debug)]
pub struct Learned {
    /// The probabilities.
    pub table: Table,
    /// Share of the tokens that the other side explains.
    pub explained: f32,
}

/// Learns both directions from aligned groups of sentences.
pub fn learn(
    beads: &[(Range<usize>, Range<usize>)],
    (source, target): (&[Vec<u32>], &[Vec<u32>]),
    prior: &Tables,
    shares: (&[f32], &[f32]),
    caution: Caution,
) -> (Learned, Learned) {
    let group = |side: &[Vec<u32>], range: &Range<usize>| -> Vec<u32> {
        let mut all: Vec<u32> = side.get(range.clone()).into_iter().flatten().flatten().copied().collect();
        all.truncate(LONGEST);
        all
    };
    let pairs: Vec<(Vec<u32>, Vec<u32>)> = beads
        .iter()
        .filter(|(a, b)| !a.is_empty() && !b.is_empty())
        .map(|(a, b)| (group(source, a), group(target, b)))
        .collect();
    let flipped = || pairs.iter().map(|(a, b)| (b.as_slice(), a.as_slice())).collect::<Vec<_>>();
    let straight: Vec<(&[u32], &[u32])> = pairs.iter().map(|(a, b)| (a.as_slice(), b.as_slice())).collect();
    std::thread::scope(|scope| {
        let forward = scope.spawn(|| direction(&straight, &prior.forward, shares.1, caution));
        let backward = direction(&flipped(), &prior.backward, shares.0, caution);
        let forward =
            forward.join().unwrap_or_else(|_| direction(&straight, &prior.forward, shares.1, caution));
        (forward, backward)
    })
}

/// The word pairs of a direction: those of the prior and those that occur together.
struct Entries {
    /// Start of each token's entries.
    starts: Vec<usize>,
    to: Vec<u32>,
    probability: Vec<f32>,
    prior: Vec<f32>,
}

fn direction(pairs: &[(&[u32], &[u32])], prior: &Table, share: &[f32], caution: Caution) -> Learned {
    let mut entries = Entries::new(pairs, prior, caution.together);
    let links = entries.links(pairs);
    let mut explained = 0.5f32;
    for _ in 0..ROUNDS {
        let (counts, found) = entries.expect(pairs, &links, explained, share);
        explained = found;
        entries.maximise(&counts, caution.discount);
    }
    Learned { table: entries.table(), explained }
}

impl Entries {
    fn new(pairs: &[(&[u32], &[u32])], prior: &Table, together_least: u32) -> Self {
        let mut together: Vec<u64> = Vec::new();
        for (from, to) in pairs {
            let (from, to) = (distinct(from), distinct(to));
            for a in &from {
                together.extend(to.iter().map(|b| u64::from(*a) << 32 | u64::from(*b)));
            }
        }
        together.sort_unstable();
        let size = prior.rows.len();
        let mut all: Vec<(u64, f32, f32)> = Vec::new();
        let mut seen = vec![[0u32; 2]; size];
        for (from, to) in pairs {
            distinct(from).iter().for_each(|a| seen[*a as usize][0] += 1);
            distinct(to).iter().for_each(|b| seen[*b as usize][1] += 1);
        }
        for run in together.chunk_by(|a, b| a == b) {
            let times = run.len() as u32;
            if times >= together_least {
                let key = run[0];
                let (a, b) = ((key >> 32) as usize, (key & 0xffff_ffff) as usize);
                let dice = 2.0 * times as f32 / (seen[a][0] + seen[b][1]).max(1) as f32;
                all.push((key, dice * dice, 0.0));
            }
        }
        for (from, row) in (0u64..).zip(&prior.rows) {
            all.extend(row.iter().map(|(to, weight)| (from << 32 | u64::from(*to), *weight, *weight)));
        }
        all.sort_unstable_by_key(|entry| entry.0);
        all.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                kept.1 += later.1;
                kept.2 += later.2;
            }
            same
        });
        let mut starts = vec![0; size + 1];
        for (key, _, _) in &all {
            starts[(key >> 32) as usize + 1] += 1;
        }
        for at in 0..size {
            starts[at + 1] += starts[at];
        }
        let mut out = Self {
            starts,
            to: all.iter().map(|entry| (entry.0 & 0xffff_ffff) as u32).collect(),
            probability: all.iter().map(|entry| entry.1).collect(),
            prior: all.iter().map(|entry| entry.2).collect(),
        };
        out.normalise();
        out
    }

    fn row(&self, from: usize) -> Range<usize> {
        self.starts[from]..self.starts[from + 1]
    }

    fn normalise(&mut self) {
        for from in 0..self.starts.len() - 1 {
            let row = self.row(from);
            let sum: f32 = self.probability[row.clone()].iter().sum();
            self.probability[row].iter_mut().for_each(|p| *p /= sum.max(f32::MIN_POSITIVE));
        }
    }

    /// For each pair and each of its target tokens the entries of its source tokens.
    fn links(&self, pairs: &[(&[u32], &[u32])]) -> Vec<Vec<(u32, u32)>> {
        pairs
            .iter()
            .map(|(from, to)| {
                let mut places: Vec<(u32, u32)> = (0u32..).zip(*to).map(|(at, token)| (*token, at)).collect();
                places.sort_unstable();
                let mut out = Vec::new();
                for a in *from {
                    let row = self.row(*a as usize);
                    let tokens = &self.to[row.clone()];
                    // The shorter list is walked, the other one searched.
                    if tokens.len() > places.len() * 4 {
                        for (token, at) in &places {
                            if let Ok(found) = tokens.binary_search(token) {
                                out.push((*at, (row.start + found) as u32));
                            }
                        }
                        continue;
                    }
                    let mut next = 0;
                    for (offset, token) in tokens.iter().enumerate() {
                        while places.get(next).is_some_and(|place| place.0 < *token) {
                            next += 1;
                        }
                        let same = places
                            .get(next..)
                            .unwrap_or_default()
                            .iter()
                            .take_while(|place| place.0 == *token);
                        out.extend(same.map(|place| (place.1, (row.start + offset) as u32)));
                    }
                }
                out
            })
            .collect()
    }

    /// Expected counts of the entries, and the share of target tokens that the source explains.
    fn expect(
        &self,
        pairs: &[(&[u32], &[u32])],
        links: &[Vec<(u32, u32)>],
        explained: f32,
        share: &[f32],
    ) -> (Vec<f32>, f32) {
        let mut counts = vec![0f32; self.to.len()];
        let (mut hits, mut total) = (0f64, 0f64);
        let mut sums: Vec<f32> = Vec::new();
        for ((from, to), links) in pairs.iter().zip(links) {
            sums.clear();
            sums.resize(to.len(), 0.0);
            for (at, entry) in links {
                sums[*at as usize] += self.probability[*entry as usize];
            }
            let weight = explained / from.len().max(1) as f32;
            for (at, token) in to.iter().enumerate() {
                let own = weight * sums[at];
                let all = own + (1.0 - explained) * share[*token as usize];
                hits += f64::from(own / all.max(f32::MIN_POSITIVE));
                total += 1.0;
                sums[at] = all;
            }
            for (at, entry) in links {
                let p = self.probability[*entry as usize];
                counts[*entry as usize] += weight * p / sums[*at as usize].max(f32::MIN_POSITIVE);
            }
        }
        let share = if total > 0.0 { (hits / total) as f32 } else { explained };
        (counts, share.clamp(0.05, 0.9))
    }

    fn maximise(&mut self, counts: &[f32], discount: f32) {
        for from in 0..self.starts.len() - 1 {
            let row = self.row(from);
            let sum: f32 = counts[row.clone()].iter().sum();
            let known: f32 = self.prior[row.clone()].iter().sum();
            let weight = if known > 0.0 { PRIOR } else { 0.0 };
            let all = sum + weight + discount;
            for at in row {
                let own = if self.prior[at] > 0.0 { counts[at] } else { (counts[at] - discount).max(0.0) };
                self.probability[at] = (own + weight * self.prior[at]) / all;
            }
        }
    }

    fn table(&self) -> Table {
        /// What is less likely changes no score.
        const LEAST: f32 = 1e-3;
        let rows = (0..self.starts.len() - 1).map(|from| {
            let row = self.row(from);
            let entries = self.to[row.clone()].iter().zip(&self.probability[row]);
            entries.filter(|(_, p)| **p >= LEAST).map(|(to, p)| (*to, *p)).collect()
        });
        Table { rows: rows.collect() }
    }
}

fn distinct(tokens: &[u32]) -> Vec<u32> {
    let mut out = tokens.to_vec();
    out.sort_unstable();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::{Caution, learn};
    use crate::translation::likelihood::table::{Table, Tables};

    #[test]
    fn words_that_go_together_are_learned() {
        // Tokens 0 and 1 of the source are 2 and 3 of the target.
        let source = vec![vec![0, 1], vec![0], vec![1], vec![0, 1]];
        let target = vec![vec![3, 2], vec![2], vec![3], vec![2, 3]];
        let empty = || Table { rows: vec![Vec::new(); 4] };
        let prior = Tables { forward: empty(), backward: empty() };
        let beads: Vec<_> = (0..4).map(|at| (at..at + 1, at..at + 1)).collect();
        let share = [0.1; 4];
        let (forward, _) = learn(&beads, (&source, &target), &prior, (&share, &share), Caution::default());
        let of = |from: usize, to: u32| {
            forward.table.rows[from].iter().find(|(token, _)| *token == to).map_or(0.0, |(_, p)| *p)
        };
        assert!(of(0, 2) > 2.0 * of(0, 3) && of(1, 3) > 2.0 * of(1, 2));
    }
}
