//! From tokens to an alignment in passes: anchors, a first alignment, a lexicon learned from it, a better alignment.

use crate::translation::align::anchors;
use crate::translation::align::band::Band;
use crate::translation::align::bead::{BEADS, CLAUSES, LINES, Scoring};
use crate::translation::align::best_path::{Bead, align, within};
use crate::translation::align::margin::margins;
use crate::translation::likelihood::ibm1::{self, Caution};
use crate::translation::likelihood::length::Lengths;
use crate::translation::likelihood::lexical::{self, Direction};
use crate::translation::likelihood::table::{self, Counts, Link, Tables};
use crate::translation::units::shape::Shape;
use crate::translation::units::text::{ItemKind, Text};
use crate::translation::units::tokens::{Class, Tokens};
use std::ops::Range;

/// An alignment and what was learned on the way.
#[derive(Debug)]
pub struct Aligned {
    /// The beads, in order.
    pub beads: Vec<Bead>,
    /// The last probabilities.
    pub tables: Tables,
    /// How much of an ordinary word each direction explains.
    pub explained: (f32, f32),
    /// Shares of tokens.
    pub counts: (Counts, Counts),
    /// Classes of tokens.
    pub classes: Vec<Class>,
    /// Lengths with the learned ratio.
    pub lengths: Lengths,
}

/// Columns beside the path in the first pass and in later ones.
const FIRST_WIDTH: usize = 25;
const LATER_WIDTH: usize = 15;
/// Passes that learn from the one before; a second one changed no figure of the pairs that were tried.
const LEARNING: usize = 1;
/// How much of an ordinary word is explained before anything is learned: cognates only.
const UNLEARNED: f32 = 0.35;

/// Aligns two texts. `links` are translations of words that are known beforehand.
pub fn run(source: &Text, target: &Text, tokens: &Tokens, links: &[Link]) -> Aligned {
    let size = tokens.vocabulary.len();
    let counts = (Counts::new(&tokens.source, size), Counts::new(&tokens.target, size));
    let classes: Vec<Class> = tokens.vocabulary.iter().map(|(_, class)| *class).collect();
    let prior = table::prior(tokens, &counts.0, &counts.1, links);
    let shapes = (Shape::new(source), Shape::new(target));
    let lengths = |text: &Text| text.units.iter().map(|unit| unit.length).collect::<Vec<_>>();
    let mut aligned = Aligned {
        beads: Vec::new(),
        tables: prior.clone(),
        explained: (UNLEARNED, UNLEARNED),
        counts,
        classes,
        lengths: Lengths::new(&lengths(source), &lengths(target)),
    };
    let (rows, columns) = (tokens.source.len(), tokens.target.len());
    let points = anchors::anchors(tokens, &aligned.counts.0, &aligned.counts.1);
    let mut band = Band::around(&points, rows, columns, FIRST_WIDTH);
    let usual = if source.blocks && target.blocks { CLAUSES } else { LINES };
    let mut priors = usual.map(f64::ln);
    for pass in 0..=LEARNING {
        aligned.pass(tokens, &shapes, &band, priors);
        if pass == LEARNING {
            break;
        }
        aligned.learn(tokens, &prior);
        priors = adapted(&aligned.beads, &shapes, &usual);
        band = Band::around(&aligned.path(), rows, columns, LATER_WIDTH);
    }
    aligned
}

impl Aligned {
    /// The direction from source to target.
    pub fn forward(&self) -> Direction<'_> {
        Direction { table: &self.tables.forward, share: &self.counts.1.share, explained: self.explained.0 }
    }

    /// The direction from target to source.
    pub fn backward(&self) -> Direction<'_> {
        Direction { table: &self.tables.backward, share: &self.counts.0.share, explained: self.explained.1 }
    }

    fn pass(&mut self, tokens: &Tokens, shapes: &(Shape, Shape), band: &Band, priors: [f64; 8]) {
        let (source, target) = (tokens.source.as_slice(), tokens.target.as_slice());
        let scores = |straight: bool| {
            if straight {
                lexical::forward(&self.forward(), &self.classes, band, source, target)
            } else {
                lexical::backward(&self.backward(), &self.classes, band, source, target)
            }
        };
        let (forward, backward) = std::thread::scope(|scope| {
            let forward = scope.spawn(|| scores(true));
            let backward = scores(false);
            (forward.join().unwrap_or_else(|_| scores(true)), backward)
        });
        let scoring = Scoring {
            source: &shapes.0,
            target: &shapes.1,
            lengths: &self.lengths,
            forward: &forward,
            backward: &backward,
            band,
            priors,
        };
        self.beads = in_place(align(&scoring), &scoring);
        margins(&mut self.beads, &scoring);
        let pairs = self.beads.iter().filter(|bead| bead.is_pair());
        let groups: Vec<_> = pairs
            .map(|bead| ((bead.source.start, bead.source.end), (bead.target.start, bead.target.end)))
            .collect();
        self.lengths.learn(&groups);
    }

    fn learn(&mut self, tokens: &Tokens, prior: &Tables) {
        let beads: Vec<_> =
            self.beads.iter().map(|bead| (bead.source.clone(), bead.target.clone())).collect();
        let shares = (self.counts.0.share.as_slice(), self.counts.1.share.as_slice());
        let (forward, backward) =
            ibm1::learn(&beads, (&tokens.source, &tokens.target), prior, shares, Caution::default());
        self.explained = (forward.explained, backward.explained);
        self.tables = Tables { forward: forward.table, backward: backward.table };
    }

    /// The middle of every bead with both sides.
    fn path(&self) -> Vec<(usize, usize)> {
        let pairs = self.beads.iter().filter(|bead| bead.is_pair());
        pairs.map(|bead| (bead.source.start, bead.target.start)).collect()
    }
}

/// Pairs blocks that were left out on both sides at the same place. One clause that is missing and another that is
/// new where it would stand are less likely than a free translation, or one that lacks sentences.
fn in_place(beads: Vec<Bead>, scoring: &Scoring) -> Vec<Bead> {
    if !(scoring.source.blocks && scoring.target.blocks) {
        return beads;
    }
    let mut out: Vec<Bead> = Vec::with_capacity(beads.len());
    let mut rest = beads.as_slice();
    while let Some(first) = rest.first() {
        let gap = rest.iter().position(Bead::is_pair).unwrap_or(rest.len());
        let (alone, behind) = rest.split_at(gap.max(1));
        rest = behind;
        let paired = (!first.is_pair()).then(|| paired(alone, scoring)).flatten();
        out.extend(paired.unwrap_or_else(|| alone.to_vec()));
    }
    out
}

/// The beads of a gap that is one block of each side, where they may translate each other.
fn paired(alone: &[Bead], scoring: &Scoring) -> Option<Vec<Bead>> {
    /// Log-likelihood ratio that they need. Where a clause was replaced by an unrelated one it is lower.
    const LEAST: f64 = -9.0;
    let span = |side: fn(&Bead) -> &Range<usize>| -> Option<Range<usize>> {
        let mut all = alone.iter().map(side).filter(|range| !range.is_empty());
        let first = all.next()?.clone();
        Some(first.start..all.next_back().map_or(first.end, |last| last.end))
    };
    let (rows, columns) = (span(|bead| &bead.source)?, span(|bead| &bead.target)?);
    let whole = |shape: &Shape, range: &Range<usize>| {
        shape.start[range.end - 1] == range.start
            && shape.last[range.end - 1]
            && !matches!(shape.kind[range.start], ItemKind::Heading(_) | ItemKind::Other)
    };
    if !whole(scoring.source, &rows) || !whole(scoring.target, &columns) {
        return None;
    }
    let (score, beads) = within(scoring, &rows, &columns)?;
    (score >= LEAST && beads.iter().any(Bead::is_pair)).then_some(beads)
}

/// How often each bead occurs in this pair. The prior weighs as much as [`PRIOR_BEADS`] beads. Where blocks hold
/// sentences together, the share of sentences left out says nothing of a sentence inside of a pair of blocks: whole
/// blocks that are missing must not make every sentence look missing.
fn adapted(beads: &[Bead], shapes: &(Shape, Shape), usual: &[f64; 8]) -> [f64; 8] {
    const PRIOR_BEADS: f64 = 20.0;
    let mut times = [0.0; 8];
    for bead in beads {
        let sizes = (bead.source.len(), bead.target.len());
        if let Some(kind) = BEADS.iter().position(|kind| *kind == sizes) {
            times[kind] += 1.0;
        }
    }
    let total: f64 = times.iter().sum();
    let all: f64 = usual.iter().sum();
    let blocks = shapes.0.blocks && shapes.1.blocks;
    std::array::from_fn(|kind| {
        let (a, b) = BEADS[kind];
        if blocks && (a == 0 || b == 0) {
            return usual[kind].ln();
        }
        ((times[kind] + PRIOR_BEADS * usual[kind] / all) / (total + PRIOR_BEADS)).ln()
    })
}
