//! The cheapest alignment of two runs of sentences, by dynamic programming over beads within a band.

use crate::translation::align::band::Band;
use crate::translation::align::bead::{BEADS, Scoring};
use std::ops::Range;

/// Sentences that translate each other; one side may be empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Bead {
    /// Source sentences.
    pub source: Range<usize>,
    /// Target sentences.
    pub target: Range<usize>,
    /// Log-likelihood ratio of the two being translations; with an empty side, of being left out (see `margin`).
    pub score: f64,
}

impl Bead {
    /// Whether it has both sides.
    pub fn is_pair(&self) -> bool {
        !self.source.is_empty() && !self.target.is_empty()
    }
}

/// Steps that are no bead of [`BEADS`].
const SOURCE_BLOCK: u8 = 100;
const TARGET_BLOCK: u8 = 101;
const NONE: u8 = 255;

/// The best alignment; falls back to leaving everything out where the band holds no path.
pub fn align(scoring: &Scoring) -> Vec<Bead> {
    let (rows, columns) = (scoring.source.len(), scoring.target.len());
    let band = scoring.band;
    let mut best = vec![f64::NEG_INFINITY; band.cells()];
    let mut step = vec![NONE; band.cells()];
    for row in 0..=rows {
        let (lo, hi) = band.row(row);
        for column in lo..=hi.min(columns) {
            let Some(cell) = band.cell(row, column) else { continue };
            if row == 0 && column == 0 {
                best[cell] = 0.0;
                continue;
            }
            let (score, how) = cheapest(scoring, &best, row, column);
            best[cell] = score;
            step[cell] = how;
        }
    }
    trace(scoring, band, &step)
}

fn cheapest(scoring: &Scoring, best: &[f64], row: usize, column: usize) -> (f64, u8) {
    let mut out = (f64::NEG_INFINITY, NONE);
    for (kind, how) in (0u8..).enumerate().take(BEADS.len()) {
        let (a, b) = BEADS[kind];
        if a > row || b > column {
            continue;
        }
        let (i, j) = (row - a, column - b);
        let Some(before) = scoring.band.cell(i, j).map(|cell| best[cell]) else { continue };
        if before == f64::NEG_INFINITY {
            continue;
        }
        let score = scoring.bead(kind, i, j).map_or(f64::NEG_INFINITY, |score| before + score);
        if score > out.0 {
            out = (score, how);
        }
    }
    if !(scoring.source.blocks && scoring.target.blocks) {
        return out;
    }
    let mut leave = |place: Option<(usize, usize)>, sentences: usize, how: u8| {
        let before = place.and_then(|(i, j)| scoring.band.cell(i, j)).map(|cell| best[cell]);
        let score = before.unwrap_or(f64::NEG_INFINITY) + scoring.block_alone(sentences);
        if score > out.0 {
            out = (score, how);
        }
    };
    // A block is left out as a whole only between blocks of the other side.
    if row > 0 && scoring.source.last[row - 1] && scoring.target.begins(column) {
        let start = scoring.source.start[row - 1];
        leave(Some((start, column)), row - start, SOURCE_BLOCK);
    }
    if column > 0 && scoring.target.last[column - 1] && scoring.source.begins(row) {
        let start = scoring.target.start[column - 1];
        leave(Some((row, start)), column - start, TARGET_BLOCK);
    }
    out
}

/// The best alignment of two runs of sentences in which no block is left out as a whole, with its score; `None` where
/// the band does not hold it.
pub fn within(scoring: &Scoring, rows: &Range<usize>, columns: &Range<usize>) -> Option<(f64, Vec<Bead>)> {
    let width = columns.len() + 1;
    let mut best = vec![(f64::NEG_INFINITY, 0); (rows.len() + 1) * width];
    best[0].0 = 0.0;
    for row in 0..=rows.len() {
        for column in 0..width {
            for (kind, (a, b)) in
                BEADS.into_iter().enumerate().filter(|(_, (a, b))| *a <= row && *b <= column)
            {
                let before = best[(row - a) * width + column - b].0;
                let score = scoring.bead(kind, rows.start + row - a, columns.start + column - b)?;
                let cell = &mut best[row * width + column];
                if before + score > cell.0 {
                    *cell = (before + score, kind);
                }
            }
        }
    }
    let (mut row, mut column) = (rows.len(), columns.len());
    let mut out = Vec::new();
    while row > 0 || column > 0 {
        let kind = best[row * width + column].1;
        let (a, b) = BEADS[kind];
        let (i, j) = (rows.start + row - a, columns.start + column - b);
        let score = if a > 0 && b > 0 { scoring.bead(kind, i, j)? } else { 0.0 };
        out.push(Bead { source: i..i + a, target: j..j + b, score });
        (row, column) = (row - a, column - b);
    }
    out.reverse();
    Some((best.last()?.0, out))
}

fn trace(scoring: &Scoring, band: &Band, step: &[u8]) -> Vec<Bead> {
    let (mut row, mut column) = (scoring.source.len(), scoring.target.len());
    let mut out = Vec::new();
    while row > 0 || column > 0 {
        let how = band.cell(row, column).map_or(NONE, |cell| step[cell]);
        let (a, b) = match how {
            SOURCE_BLOCK => (row - scoring.source.start[row - 1], 0),
            TARGET_BLOCK => (0, column - scoring.target.start[column - 1]),
            NONE => (row.min(1), if row == 0 { 1 } else { 0 }),
            kind => BEADS[usize::from(kind)],
        };
        let (i, j) = (row - a, column - b);
        let score = if a > 0 && b > 0 { scoring.bead(usize::from(how), i, j).unwrap_or(0.0) } else { 0.0 };
        if a == 0 || b == 0 {
            out.extend((0..a).rev().map(|at| Bead { source: i + at..i + at + 1, target: j..j, score }));
            out.extend((0..b).rev().map(|at| Bead { source: i..i, target: j + at..j + at + 1, score }));
        } else {
            out.push(Bead { source: i..row, target: j..column, score });
        }
        (row, column) = (i, j);
    }
    out.reverse();
    out
}
