//! Scores a comparison against what is known of a pair.
//!
//! By lines, as the report gives them: a block has each kind whose places cover at least half of its lines.

use super::truth::{Block, Case, Fate};
use recension::diff::{self, ChangeKind, Comparison, EditOp, Options, Significance};
use recension::formats::{self, Format, ReadError};
use recension::model::Lines;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// True positives, and what was expected and said.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Hits {
    pub right: usize,
    pub truth: usize,
    pub said: usize,
}

impl Hits {
    pub fn precision(self) -> f64 {
        ratio(self.right, self.said)
    }

    pub fn recall(self) -> f64 {
        ratio(self.right, self.truth)
    }

    pub fn f1(self) -> f64 {
        ratio(2 * self.right, self.truth + self.said)
    }

    fn add(&mut self, truth: bool, said: bool) {
        self.right += usize::from(truth && said);
        self.truth += usize::from(truth);
        self.said += usize::from(said);
    }
}

/// A part of a whole; 1 where there is nothing.
#[allow(clippy::cast_precision_loss, reason = "counts of blocks and words are far below 2^52")]
pub fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// The figures of one or many cases.
#[derive(Debug, Clone, Default)]
pub struct Score {
    pub cases: usize,
    pub blocks: usize,
    pub kinds: BTreeMap<Fate, Hits>,
    pub pairs: Hits,
    /// Pairs that touch or neighbour a block to which something happened.
    pub hard: Hits,
    pub words: usize,
    pub fewest_words: usize,
    /// Words of quiet blocks, and of those that were reported as more than cosmetic.
    pub quiet: usize,
    pub alarms: usize,
    /// Blocks that a reader must see, and those that were not told.
    pub loud: usize,
    pub missed: usize,
    pub wrong: Vec<String>,
}

impl Score {
    /// Compares the pair of a case with Recension and scores the result.
    ///
    /// # Errors
    /// When a text cannot be read.
    pub fn of(case: &Case) -> Result<Self, ReadError> {
        let format = if case.markdown { Format::Markdown } else { Format::Plain };
        let old = formats::read(case.old_text.as_bytes(), format)?;
        let new = formats::read(case.new_text.as_bytes(), format)?;
        let comparison = diff::compare(&old, &new, &Options::default());
        let mut score = Self { cases: 1, fewest_words: case.fewest_words, ..Self::default() };
        score.words = comparison.summary.words_deleted + comparison.summary.words_inserted;
        let (left, right) = said(&comparison, case);
        score.side(case, &case.old, &left, "old");
        score.side(case, &case.new, &right, "new");
        score.alignment(case, &comparison);
        Ok(score)
    }

    /// Adds the figures of another score.
    pub fn add(&mut self, other: Self) {
        self.cases += other.cases;
        self.blocks += other.blocks;
        for (fate, hits) in other.kinds {
            let sum = self.kinds.entry(fate).or_default();
            (sum.right, sum.truth, sum.said) =
                (sum.right + hits.right, sum.truth + hits.truth, sum.said + hits.said);
        }
        for (sum, hits) in [(&mut self.pairs, other.pairs), (&mut self.hard, other.hard)] {
            (sum.right, sum.truth, sum.said) =
                (sum.right + hits.right, sum.truth + hits.truth, sum.said + hits.said);
        }
        self.words += other.words;
        self.fewest_words += other.fewest_words;
        self.quiet += other.quiet;
        self.alarms += other.alarms;
        self.loud += other.loud;
        self.missed += other.missed;
        self.wrong.extend(other.wrong);
    }

    fn side(&mut self, case: &Case, blocks: &[Block], said: &[BTreeSet<Fate>], side: &str) {
        for (block, said) in blocks.iter().zip(said) {
            self.blocks += 1;
            if block.open {
                continue;
            }
            for fate in Fate::ALL {
                self.kinds.entry(fate).or_default().add(block.fates.contains(&fate), said.contains(&fate));
            }
            let told = said.iter().any(|fate| *fate != Fate::Cosmetic);
            if block.is_quiet() {
                self.quiet += block.words;
                self.alarms += if told { block.words } else { 0 };
            } else {
                self.loud += 1;
                self.missed += usize::from(!told);
            }
            if block.fates != *said {
                let text: String = block.text.chars().take(60).collect();
                let names = |fates: &BTreeSet<Fate>| {
                    fates.iter().map(|fate| fate.name()).collect::<Vec<_>>().join("+")
                };
                self.wrong.push(format!(
                    "{} seed {} {side} line {}: is [{}], said [{}]: {text}",
                    case.name,
                    case.seed,
                    block.lines.0,
                    names(&block.fates),
                    names(said)
                ));
            }
        }
    }

    fn alignment(&mut self, case: &Case, comparison: &Comparison) {
        let truth: BTreeSet<(usize, usize)> = case.pairs.iter().copied().collect();
        let mut said = BTreeSet::new();
        for pair in &comparison.alignment {
            for old in covering(&case.old, pair.old) {
                said.extend(covering(&case.new, pair.new).map(|new| (old, new)));
            }
        }
        let (old, new) = (near(&case.old), near(&case.new));
        for pair in truth.union(&said) {
            let (is, told) = (truth.contains(pair), said.contains(pair));
            self.pairs.add(is, told);
            if old[pair.0] || new[pair.1] {
                self.hard.add(is, told);
            }
        }
    }

    /// Mean F1 over the kinds that occur.
    pub fn macro_f1(&self) -> f64 {
        let occurring: Vec<f64> =
            self.kinds.values().filter(|hits| hits.truth + hits.said > 0).map(|hits| hits.f1()).collect();
        #[allow(clippy::cast_precision_loss, reason = "there are nine kinds")]
        let count = occurring.len().max(1) as f64;
        occurring.iter().sum::<f64>() / count
    }

    /// The hits of one kind.
    pub fn kind(&self, fate: Fate) -> Hits {
        self.kinds.get(&fate).copied().unwrap_or_default()
    }

    /// The figures as Markdown tables.
    pub fn table(&self) -> String {
        let mut out =
            String::from("| kind | blocks | precision | recall | F1 |\n|---|---:|---:|---:|---:|\n");
        for fate in Fate::ALL {
            let hits = self.kind(fate);
            let figures = (hits.precision(), hits.recall(), hits.f1());
            let _ = writeln!(
                out,
                "| {} | {} | {:.3} | {:.3} | {:.3} |",
                fate.name(),
                hits.truth,
                figures.0,
                figures.1,
                figures.2
            );
        }
        let _ = writeln!(out, "| **mean** | | | | **{:.3}** |\n", self.macro_f1());
        let _ = writeln!(
            out,
            "| figure | value |\n|---|---:|\n| cases | {} |\n| blocks of both sides | {} |",
            self.cases, self.blocks
        );
        let _ = writeln!(out, "| F1 of the alignment, all | {:.4} |", self.pairs.f1());
        let _ = writeln!(out, "| F1 of the alignment, hard | {:.4} |", self.hard.f1());
        let _ =
            writeln!(out, "| words reported to fewest words | {:.3} |", ratio(self.words, self.fewest_words));
        let _ = writeln!(
            out,
            "| false alarm, share of unchanged words | {:.3} % |",
            100.0 * ratio(self.alarms, self.quiet)
        );
        let _ = writeln!(
            out,
            "| missed, share of changed blocks | {:.3} % |",
            100.0 * ratio(self.missed, self.loud)
        );
        out
    }
}

/// Which blocks something happened to, or to a neighbour.
fn near(blocks: &[Block]) -> Vec<bool> {
    let loud: Vec<bool> = blocks.iter().map(|block| !block.is_quiet()).collect();
    let at = |index: Option<usize>| index.and_then(|index| loud.get(index)).copied().unwrap_or(false);
    (0..loud.len()).map(|i| loud[i] || at(i.checked_sub(1)) || at(i.checked_add(1))).collect()
}

/// The blocks of which a place covers at least half, or which hold at least half of it.
fn covering(blocks: &[Block], lines: Lines) -> impl Iterator<Item = usize> {
    let first = blocks.partition_point(|block| block.lines.1 < lines.first);
    let from =
        blocks.iter().enumerate().skip(first).take_while(move |(_, block)| block.lines.0 <= lines.last);
    let half = move |block: &Block| {
        let common = block.lines.1.min(lines.last) + 1 - block.lines.0.max(lines.first);
        2 * common > (block.lines.1 - block.lines.0).min(lines.last - lines.first)
    };
    from.filter(move |(_, block)| half(block)).map(|(index, _)| index)
}

/// What the comparison says of each block of the two sides.
fn said(comparison: &Comparison, case: &Case) -> (Vec<BTreeSet<Fate>>, Vec<BTreeSet<Fate>>) {
    let mut old = vec![BTreeSet::new(); case.old.len()];
    let mut new = vec![BTreeSet::new(); case.new.len()];
    for change in &comparison.changes {
        let edited = change.edits.iter().any(|edit| edit.op != EditOp::Equal && edit.form.is_none());
        let fate = match change.kind {
            ChangeKind::Modified if change.significance == Significance::Cosmetic => Fate::Cosmetic,
            ChangeKind::Modified => Fate::Modified,
            ChangeKind::Added => Fate::Added,
            ChangeKind::Removed => Fate::Removed,
            ChangeKind::Moved => Fate::Moved,
            ChangeKind::Split => Fate::Split,
            ChangeKind::Merged => Fate::Merged,
            ChangeKind::Renamed => Fate::Renamed,
            ChangeKind::Renumbered => Fate::Renumbered,
        };
        let also =
            (edited && matches!(fate, Fate::Moved | Fate::Split | Fate::Merged)).then_some(Fate::Modified);
        for (places, blocks, said) in [(&change.old, &case.old, &mut old), (&change.new, &case.new, &mut new)]
        {
            for place in places {
                for index in covering(blocks, place.lines) {
                    said[index].insert(fate);
                    said[index].extend(also);
                }
            }
        }
    }
    for fates in old.iter_mut().chain(&mut new) {
        if fates.len() > 1 {
            fates.remove(&Fate::Cosmetic);
        }
    }
    (old, new)
}
