//! The score of a bead: a group of source sentences with a group of target sentences, either of them possibly empty.

use crate::translation::align::band::Band;
use crate::translation::likelihood::length::Lengths;
use crate::translation::likelihood::lexical::Scores;
use crate::translation::units::shape::{Close, Shape};
use crate::translation::units::text::ItemKind;

/// Sizes of the groups of a bead (Gale and Church 1993, with three sentences to one on top).
pub const BEADS: [(usize, usize); 8] = [(1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1)];

/// How often each of [`BEADS`] occurs before anything is known of the pair, in parallel texts cut into lines by a
/// machine.
pub const LINES: [f64; 8] = [0.75, 0.025, 0.025, 0.09, 0.09, 0.015, 0.023, 0.023];
/// The same of documents whose blocks hold sentences together, weighed by what an error costs: a sentence that was left
/// out and is reported as run together with its neighbour is lost to the reader, and what is looked for is what was left
/// out. With 0.03 for it, 86 % of the sentences taken out of Mozilla's legal texts were found, with 0.25 and fewer
/// sentences run together 96 %, with ten more findings in 115 undamaged pairs.
pub const CLAUSES: [f64; 8] = [0.8, 0.25, 0.05, 0.06, 0.036, 0.008, 0.015, 0.009];

/// Everything that a bead's score is made of.
#[derive(Debug)]
pub struct Scoring<'a> {
    /// The two texts' forms.
    pub source: &'a Shape,
    /// The same of the target.
    pub target: &'a Shape,
    /// Their lengths.
    pub lengths: &'a Lengths,
    /// Scores of target sentences given source groups.
    pub forward: &'a Scores,
    /// Scores of source sentences given target groups.
    pub backward: &'a Scores,
    /// Where those stand.
    pub band: &'a Band,
    /// Logarithms of how often each bead occurs.
    pub priors: [f64; 8],
}

/// Weights of the form, in units of log-likelihood; set by hand, the same for all languages.
mod weights {
    /// Both groups begin, or both end, at the edge of a block.
    pub const EDGE: f64 = 0.4;
    /// A group reaches over the edge of a block.
    pub const CROSSING: f64 = -5.0;
    /// A paragraph and an item of a list.
    pub const OTHER_KIND: f64 = -0.7;
    /// A heading and something else.
    pub const HEADING_AND_TEXT: f64 = -5.0;
    /// Two headings; less for each rank between them.
    pub const HEADINGS: f64 = 1.5;
    /// The same label, or another one.
    pub const SAME_LABEL: f64 = 2.0;
    /// The same text on both sides.
    pub const COPY: f64 = 6.0;
    /// Two labels with other numbers.
    pub const OTHER_LABEL: f64 = -1.0;
    /// A sentence left out behind a clause that breaks off.
    pub const BEHIND_CUT: f64 = -1.2;
    /// A whole block left out, and each further sentence of it.
    pub const BLOCK: f64 = -3.2;
    /// Each further sentence of it.
    pub const BLOCK_SENTENCE: f64 = -0.3;
    /// However badly the length of a clause that breaks off fits.
    pub const CUT_LENGTH: f64 = -1.0;
}

impl Scoring<'_> {
    /// The score of bead `kind` of [`BEADS`] with groups that begin at `i` and `j`; `None` outside of the band.
    pub fn bead(&self, kind: usize, i: usize, j: usize) -> Option<f64> {
        let (a, b) = BEADS[kind];
        let mut score = self.priors[kind];
        if a == 0 || b == 0 {
            return Some(self.alone(score, (i, a), (j, b)));
        }
        let (rows, columns) = ((i, i + a), (j, j + b));
        let cut_source = self.source.cut[i + a - 1];
        let cut_target = self.target.cut[j + b - 1];
        let mut length = self.lengths.score(rows, columns);
        let surplus = if cut_source || cut_target { self.lengths.surplus(rows, columns) } else { 0.0 };
        let broken = (surplus > 0.0 && cut_source, surplus < 0.0 && cut_target);
        if broken.0 || broken.1 {
            length = length.max(weights::CUT_LENGTH);
        }
        let (mut forward, mut backward) = self.words(a, b, i, j)?;
        // What would have come behind the end is missed by nobody.
        if broken.0 {
            forward = forward.max(0.0);
        }
        if broken.1 {
            backward = backward.max(0.0);
        }
        score += length + 0.5 * (forward + backward);
        if self.source.blocks && self.target.blocks {
            score += self.form(rows, columns);
        }
        if a == 1 && b == 1 && self.source.copy[i] == self.target.copy[j] {
            score += weights::COPY;
        }
        Some(score + self.punctuation(rows, columns))
    }

    /// The score of a sentence without counterpart.
    fn alone(&self, score: f64, (i, a): (usize, usize), (j, b): (usize, usize)) -> f64 {
        let behind_cut = |shape: &Shape, other: &Shape, at: usize, place: usize| {
            place > 0 && other.cut[place - 1] && !shape.begins(at)
        };
        let cut = a == 1 && behind_cut(self.source, self.target, i, j)
            || b == 1 && behind_cut(self.target, self.source, j, i);
        if cut { weights::BEHIND_CUT } else { score }
    }

    /// How well the words of the target fit the source group, and those of the source the target group.
    fn words(&self, a: usize, b: usize, i: usize, j: usize) -> Option<(f64, f64)> {
        let (mut forward, mut backward) = (0.0, 0.0);
        for column in j..j + b {
            forward += f64::from(self.forward[a - 1][self.band.cell(i, column)?]);
        }
        for row in i..i + a {
            backward += f64::from(self.backward[b - 1][self.band.cell(row, j)?]);
        }
        Some((forward, backward))
    }

    fn form(&self, (i, i2): (usize, usize), (j, j2): (usize, usize)) -> f64 {
        let (source, target) = (self.source, self.target);
        let crossings = source.item[i2 - 1] - source.item[i] + target.item[j2 - 1] - target.item[j];
        let mut score = weights::CROSSING * crossings as f64;
        score += match (source.kind[i], target.kind[j]) {
            (ItemKind::Heading(a), ItemKind::Heading(b)) => {
                weights::HEADINGS - 0.5 * f64::from(a.abs_diff(b).min(3))
            }
            (ItemKind::Heading(_), _) | (_, ItemKind::Heading(_)) => weights::HEADING_AND_TEXT,
            (a, b) if a != b => weights::OTHER_KIND,
            _ => 0.0,
        };
        // Where only one of them does, a sentence may have been left out there.
        if source.begins(i) && target.begins(j) {
            score += weights::EDGE;
        }
        if source.last[i2 - 1] && target.last[j2 - 1] {
            score += weights::EDGE;
        }
        match (&source.label[i], &target.label[j]) {
            (Some(a), Some(b)) if a == b => score + weights::SAME_LABEL,
            (Some(_), Some(_)) => score + weights::OTHER_LABEL,
            _ => score,
        }
    }

    fn punctuation(&self, (i, i2): (usize, usize), (j, j2): (usize, usize)) -> f64 {
        let (a, b) = (self.source.close[i2 - 1], self.target.close[j2 - 1]);
        let mut score = match (a, b) {
            (Close::Question, Close::Question) => 1.2,
            (Close::Exclamation, Close::Exclamation) => 1.0,
            (Close::Colon, Close::Colon) => 0.8,
            (Close::Semicolon, Close::Semicolon) => 0.6,
            (Close::Plain, Close::Plain) => 0.0,
            (Close::Question, _) | (_, Close::Question) => -1.0,
            (Close::Colon, _) | (_, Close::Colon) => -0.4,
            _ => 0.0,
        };
        let quotes =
            |shape: &Shape, from: usize, to: usize| shape.quotes[from..to].iter().any(|quotes| *quotes);
        if quotes(self.source, i, i2) && quotes(self.target, j, j2) {
            score += 0.5;
        }
        score
    }

    /// The score of a whole block of `sentences` without counterpart.
    pub fn block_alone(&self, sentences: usize) -> f64 {
        weights::BLOCK + weights::BLOCK_SENTENCE * (sentences.saturating_sub(1)) as f64
    }
}
