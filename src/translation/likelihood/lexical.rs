//! How well the words of two groups of sentences fit: for each token of one side, how much likelier the other side
//! makes it than chance does, both ways, for every pair of a sentence and a group within the band.

use crate::translation::align::band::Band;
use crate::translation::likelihood::table::Table;
use crate::translation::units::tokens::Class;

/// Sentences in a group at most.
pub const GROUP: usize = 3;

/// What is needed to score one direction.
#[derive(Debug)]
pub struct Direction<'a> {
    /// Probabilities from the group's tokens to the sentence's.
    pub table: &'a Table,
    /// Share of each of the sentence's tokens by chance.
    pub share: &'a [f32],
    /// How much of an ordinary word the other side explains.
    pub explained: f32,
}

/// Scores of a sentence given a group that begins at the cell's other coordinate, by the size of the group less one.
pub type Scores = [Vec<f32>; GROUP];

/// Tokens of a long clause.
const LONG: f32 = 200.0;

/// However sure one token is.
const CAP: f32 = 6.0;

/// Per token: whether the other side can explain it, what to take where it does not, and the factor where it does.
struct Ready {
    known: Vec<bool>,
    keep: Vec<f32>,
    miss: Vec<f32>,
    factor: Vec<f32>,
}

impl Ready {
    fn new(direction: &Direction, classes: &[Class]) -> Self {
        // A fact must be in a translation, and the lexicon has words of both languages for every concept that it finds:
        // where they are nowhere in the other text, that speaks for an omission.
        let mut known: Vec<bool> =
            classes.iter().map(|class| matches!(class, Class::Fact | Class::Concept)).collect();
        for (to, _) in direction.table.rows.iter().flatten() {
            known[*to as usize] = true;
        }
        let explained = |class: &Class| match class {
            // A translation may state another date, and is still one.
            Class::Fact => 0.6,
            Class::Name => 0.8,
            Class::Concept => 0.4,
            Class::Word => direction.explained,
        };
        let keep: Vec<f32> = classes.iter().map(|class| 1.0 - explained(class)).collect();
        let miss = keep.iter().map(|keep| keep.ln()).collect();
        let factor = classes
            .iter()
            .zip(direction.share)
            .map(|(class, share)| explained(class) / share.max(1e-9))
            .collect();
        Self { known, keep, miss, factor }
    }

    fn score(&self, tokens: &[u32], weights: &[f32], length: f32) -> f32 {
        let mut sum = 0.0;
        for token in tokens.iter().map(|token| *token as usize).filter(|token| self.known[*token]) {
            let weight = weights[token];
            sum += if weight > 0.0 {
                (self.keep[token] + self.factor[token] * weight / length).ln().min(CAP)
            } else {
                self.miss[token]
            };
        }
        // However long a clause, its words say no more than this many.
        sum * (LONG / tokens.len().max(1) as f32).min(1.0)
    }
}

/// A group's tokens as weights of the other side's tokens.
struct Group<'a> {
    table: &'a Table,
    weights: Vec<f32>,
    touched: Vec<u32>,
    length: f32,
}

impl<'a> Group<'a> {
    fn new(table: &'a Table, size: usize) -> Self {
        Self { table, weights: vec![0.0; size], touched: Vec::new(), length: 0.0 }
    }

    fn add(&mut self, tokens: &[u32]) {
        for token in tokens {
            for (to, probability) in &self.table.rows[*token as usize] {
                let weight = &mut self.weights[*to as usize];
                if *weight == 0.0 {
                    self.touched.push(*to);
                }
                *weight += probability;
            }
        }
        self.length += tokens.len() as f32;
    }

    fn clear(&mut self) {
        for token in self.touched.drain(..) {
            self.weights[token as usize] = 0.0;
        }
        self.length = 0.0;
    }
}

/// For each cell the score of its target sentence given source groups that begin at its row.
pub fn forward(
    direction: &Direction,
    classes: &[Class],
    band: &Band,
    source: &[Vec<u32>],
    target: &[Vec<u32>],
) -> Scores {
    let ready = Ready::new(direction, classes);
    let mut out: Scores = std::array::from_fn(|_| vec![0.0; band.cells()]);
    let mut group = Group::new(direction.table, classes.len());
    for row in 0..source.len() {
        let (lo, hi) = band.row(row);
        for (size, scores) in out.iter_mut().enumerate() {
            let Some(tokens) = source.get(row + size) else { break };
            group.add(tokens);
            if group.length == 0.0 {
                continue;
            }
            for column in lo..=hi.min(target.len().saturating_sub(1)) {
                if let (Some(cell), Some(tokens)) = (band.cell(row, column), target.get(column)) {
                    scores[cell] = ready.score(tokens, &group.weights, group.length);
                }
            }
        }
        group.clear();
    }
    out
}

/// For each cell the score of its source sentence given target groups that begin at its column.
pub fn backward(
    direction: &Direction,
    classes: &[Class],
    band: &Band,
    source: &[Vec<u32>],
    target: &[Vec<u32>],
) -> Scores {
    let ready = Ready::new(direction, classes);
    let mut out: Scores = std::array::from_fn(|_| vec![0.0; band.cells()]);
    let mut group = Group::new(direction.table, classes.len());
    let rows = band.columns(target.len());
    for (column, (first, behind)) in rows.into_iter().enumerate().take(target.len()) {
        for (size, scores) in out.iter_mut().enumerate() {
            let Some(tokens) = target.get(column + size) else { break };
            group.add(tokens);
            if group.length == 0.0 {
                continue;
            }
            for row in first..behind.min(source.len()) {
                if let (Some(cell), Some(tokens)) = (band.cell(row, column), source.get(row)) {
                    scores[cell] = ready.score(tokens, &group.weights, group.length);
                }
            }
        }
        group.clear();
    }
    out
}

/// Scores groups of tokens out of their order.
pub struct Bags<'a> {
    ready: [Ready; 2],
    groups: [Group<'a>; 2],
}

impl<'a> Bags<'a> {
    /// For the two directions.
    pub fn new((forward, backward): (&Direction<'a>, &Direction<'a>), classes: &[Class]) -> Self {
        let size = classes.len();
        Self {
            ready: [Ready::new(forward, classes), Ready::new(backward, classes)],
            groups: [Group::new(forward.table, size), Group::new(backward.table, size)],
        }
    }

    /// The score of every group of source tokens with every group of target tokens, both ways: a row a source group.
    pub fn scores(&mut self, source: &[Vec<u32>], target: &[Vec<u32>]) -> Vec<Vec<f32>> {
        let mut out = vec![vec![0.0; target.len()]; source.len()];
        let [forward, backward] = &mut self.groups;
        for (row, from) in out.iter_mut().zip(source) {
            forward.add(from);
            for (score, to) in row.iter_mut().zip(target).filter(|_| forward.length > 0.0) {
                *score += 0.5 * self.ready[0].score(to, &forward.weights, forward.length);
            }
            forward.clear();
        }
        for (column, from) in target.iter().enumerate() {
            backward.add(from);
            for (row, to) in out.iter_mut().zip(source).filter(|_| backward.length > 0.0) {
                row[column] += 0.5 * self.ready[1].score(to, &backward.weights, backward.length);
            }
            backward.clear();
        }
        out
    }
}
