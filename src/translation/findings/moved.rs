//! Blocks that stand at another place in the translation, found after the alignment among those that it left over.

use crate::translation::align::best_path::Bead;
use crate::translation::align::passes::Aligned;
use crate::translation::findings::groups::{self, Group};
use crate::translation::likelihood::lexical::Bags;
use crate::translation::units::text::{ItemKind, Text};
use crate::translation::units::tokens::Tokens;

/// Log-likelihood ratio that a moved pair needs, with its order against it; a wrong move is worse than two
/// omissions. No clause of the Contributor Covenant's translations in the same order was called moved.
const SURE: f64 = 5.0;
/// How much better it must be than the next best.
const AHEAD: f64 = 3.0;
/// Most pairs of left over blocks that are looked at.
const MOST: usize = 100_000;

/// Adds the moved pairs to the groups; what had to be left undone is returned as notes.
pub fn find(
    groups: &mut Vec<Group>,
    beads: &mut Vec<Bead>,
    texts: (&Text, &Text),
    tokens: &Tokens,
    aligned: &Aligned,
) -> Vec<String> {
    let (source, target) = texts;
    let (rows, columns) = groups::alone(groups, source, target);
    if !source.blocks || rows.is_empty() || columns.is_empty() {
        return Vec::new();
    }
    if rows.len().saturating_mul(columns.len()) > MOST {
        return vec![format!(
            "{} clauses of the source and {} of the translation have no counterpart: too many to look for moved ones",
            rows.len(),
            columns.len()
        )];
    }
    let mut bags = Bags::new((&aligned.forward(), &aligned.backward()), &aligned.classes);
    let all = |side: &[Vec<u32>], text: &Text, item: usize| -> Vec<u32> {
        text.items[item].units.clone().flat_map(|at| side[at].iter().copied()).collect()
    };
    let own: Vec<Vec<u32>> = rows.iter().map(|row| all(&tokens.source, source, *row)).collect();
    let other: Vec<Vec<u32>> = columns.iter().map(|column| all(&tokens.target, target, *column)).collect();
    let words = bags.scores(&own, &other);
    let span = |text: &Text, item: usize| (text.items[item].units.start, text.items[item].units.end);
    let score = |r: usize, c: usize| {
        let (row, column) = (rows[r], columns[c]);
        if !is_alike(source.items[row].kind, target.items[column].kind) {
            return f64::NEG_INFINITY;
        }
        f64::from(words[r][c]) + aligned.lengths.score(span(source, row), span(target, column))
    };
    let scores: Vec<Vec<f64>> =
        (0..rows.len()).map(|r| (0..columns.len()).map(|c| score(r, c)).collect()).collect();
    for (r, c) in mutual(&scores) {
        let (row, column) = (rows[r], columns[c]);
        let bead = Bead {
            source: source.items[row].units.clone(),
            target: target.items[column].units.clone(),
            score: scores[r][c],
        };
        groups.push(Group {
            source: vec![row],
            target: bead.target.clone().collect(),
            beads: vec![beads.len()],
            moved: true,
        });
        beads.push(bead);
    }
    Vec::new()
}

fn is_alike(a: ItemKind, b: ItemKind) -> bool {
    matches!(a, ItemKind::Heading(_)) == matches!(b, ItemKind::Heading(_))
}

/// Pairs that are each other's best by far.
fn mutual(scores: &[Vec<f64>]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (r, row) in scores.iter().enumerate() {
        let Some((c, best)) = row.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1)) else {
            continue;
        };
        let in_row = row.iter().enumerate().filter(|(other, _)| *other != c).map(|(_, score)| *score);
        let in_column = scores.iter().enumerate().filter(|(other, _)| *other != r).map(|(_, row)| row[c]);
        let next = in_row.chain(in_column).fold(f64::NEG_INFINITY, f64::max);
        if best >= SURE && best - next >= AHEAD {
            out.push((r, c));
        }
    }
    out
}
