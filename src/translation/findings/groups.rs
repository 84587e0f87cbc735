//! From aligned sentences to aligned blocks: blocks that share a bead belong together.

use crate::translation::align::best_path::Bead;
use crate::translation::units::text::{ItemKind, Text};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Items of both sides that translate each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Source items, in order; never empty.
    pub source: Vec<usize>,
    /// Target sentences, in order; never empty. All of a block's, or the part of it that these source items have.
    pub target: Vec<usize>,
    /// Its beads, indices into the alignment, those with an empty side inside of its blocks included.
    pub beads: Vec<usize>,
    /// Whether it was found at another place than its neighbours.
    pub moved: bool,
}

/// The groups of an alignment in reading order of the source.
pub fn groups(beads: &[Bead], source: &Text, target: &Text) -> Vec<Group> {
    let mut sets = Sets::new(source.items.len() + target.items.len());
    for bead in beads.iter().filter(|bead| bead.is_pair()) {
        let rows = bead.source.clone().map(|at| source.units[at].item);
        let columns = bead.target.clone().map(|at| source.items.len() + target.units[at].item);
        let all: Vec<usize> = rows.chain(columns).collect();
        for pair in all.windows(2) {
            sets.join(pair[0], pair[1]);
        }
    }
    let mut by_root: FxHashMap<usize, Group> = FxHashMap::default();
    let mut order: Vec<usize> = Vec::new();
    for (index, bead) in beads.iter().enumerate() {
        let item = match (bead.source.clone().next(), bead.target.clone().next()) {
            (Some(at), _) => source.units[at].item,
            (None, Some(at)) => source.items.len() + target.units[at].item,
            (None, None) => continue,
        };
        let root = sets.find(item);
        let group = by_root.entry(root).or_insert_with(|| {
            order.push(root);
            Group { source: Vec::new(), target: Vec::new(), beads: Vec::new(), moved: false }
        });
        group.beads.push(index);
        group.source.extend(bead.source.clone().map(|at| source.units[at].item));
        group.target.extend(bead.target.clone());
    }
    let mut out = Vec::new();
    for root in order {
        let Some(mut group) = by_root.remove(&root) else { continue };
        group.source.dedup();
        if !group.source.is_empty()
            && !group.target.is_empty()
            && group.beads.iter().any(|at| beads[*at].is_pair())
        {
            out.extend(split(group, beads, source));
        }
    }
    out
}

/// One group for each source item where every target sentence belongs to one of them alone.
fn split(group: Group, beads: &[Bead], source: &Text) -> Vec<Group> {
    let crosses = |bead: &Bead| {
        let mut items = bead.source.clone().map(|at| source.units[at].item);
        let first = items.next();
        items.any(|item| Some(item) != first)
    };
    let is_heading = |item: &usize| matches!(source.items[*item].kind, ItemKind::Heading(_));
    if group.source.len() < 2
        || group.beads.iter().any(|at| crosses(&beads[*at]))
        || group.source.iter().any(is_heading)
    {
        return vec![group];
    }
    let mut parts: Vec<Group> = Vec::new();
    let mut waiting: Vec<usize> = Vec::new();
    for at in group.beads {
        let bead = &beads[at];
        let Some(row) = bead.source.clone().next() else {
            // A sentence of the target alone belongs to the part before it.
            match parts.last_mut() {
                Some(part) => {
                    part.beads.push(at);
                    part.target.extend(bead.target.clone());
                }
                None => waiting.push(at),
            }
            continue;
        };
        let item = source.units[row].item;
        if parts.last().is_none_or(|part| part.source != [item]) {
            parts.push(Group { source: vec![item], target: Vec::new(), beads: Vec::new(), moved: false });
        }
        if let Some(part) = parts.last_mut() {
            for at in waiting.drain(..) {
                part.beads.push(at);
                part.target.extend(beads[at].target.clone());
            }
            part.beads.push(at);
            part.target.extend(bead.target.clone());
        }
    }
    parts.retain(|part| !part.target.is_empty());
    parts
}

/// Items without a counterpart, as `(source, target)`.
pub fn alone(groups: &[Group], source: &Text, target: &Text) -> (Vec<usize>, Vec<usize>) {
    let rows: BTreeSet<usize> = groups.iter().flat_map(|group| group.source.iter().copied()).collect();
    let columns: BTreeSet<usize> =
        groups.iter().flat_map(|group| group.target.iter().map(|at| target.units[*at].item)).collect();
    (
        (0..source.items.len()).filter(|item| !rows.contains(item)).collect(),
        (0..target.items.len()).filter(|item| !columns.contains(item)).collect(),
    )
}

/// Disjoint sets with path halving.
struct Sets {
    parent: Vec<usize>,
}

impl Sets {
    fn new(size: usize) -> Self {
        Self { parent: (0..size).collect() }
    }

    fn find(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.parent[a.max(b)] = a.min(b);
    }
}
