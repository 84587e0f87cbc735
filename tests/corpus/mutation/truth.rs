//! What a mutated pair of texts is known to hold: the blocks of both sides, which belong together, and what happened.

use super::piece::{Piece, Text};
use super::words;
use std::collections::BTreeSet;

/// What happened to a block; a block may have several, moved and modified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    Added,
    Removed,
    Modified,
    Moved,
    Split,
    Merged,
    Renamed,
    Renumbered,
    Cosmetic,
}

impl Fate {
    /// All of them, in the order of the tables.
    pub const ALL: [Self; 9] = [
        Self::Added,
        Self::Removed,
        Self::Modified,
        Self::Moved,
        Self::Split,
        Self::Merged,
        Self::Renamed,
        Self::Renumbered,
        Self::Cosmetic,
    ];

    /// Its name, as `ChangeKind` has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Modified => "modified",
            Self::Moved => "moved",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Renamed => "renamed",
            Self::Renumbered => "renumbered",
            Self::Cosmetic => "cosmetic",
        }
    }
}

/// A block of one side.
#[derive(Debug, Clone)]
pub struct Block {
    /// First and last line, counted from 1.
    pub lines: (usize, usize),
    pub text: String,
    pub words: usize,
    pub fates: BTreeSet<Fate>,
    /// More than one account of it is right; its kind is not scored.
    pub open: bool,
}

impl Block {
    /// Whether nothing happened that a reader must see.
    pub fn is_quiet(&self) -> bool {
        self.fates.iter().all(|fate| *fate == Fate::Cosmetic)
    }
}

/// A pair of texts with all that is known of it.
#[derive(Debug, Clone)]
pub struct Case {
    pub name: String,
    pub seed: u64,
    pub markdown: bool,
    pub old_text: String,
    pub new_text: String,
    pub old: Vec<Block>,
    pub new: Vec<Block>,
    /// Which old block each new block comes from.
    pub pairs: Vec<(usize, usize)>,
    /// Fewest words that must be struck and put in.
    pub fewest_words: usize,
    /// The mutations in words.
    pub story: Vec<String>,
}

impl Case {
    /// Draws up the truth from the old text and the mutated one.
    pub fn new(name: &str, seed: u64, old: &Text, mut new: Text, story: Vec<String>) -> Self {
        settle(old, &mut new);
        let (old_text, old_lines) = old.render();
        let (new_text, new_lines) = new.render();
        let mut old_blocks: Vec<Block> = old.pieces.iter().zip(old_lines).map(block).collect();
        let new_blocks: Vec<Block> = new.pieces.iter().zip(new_lines).map(block).collect();
        let mut pairs = Vec::new();
        for (index, (piece, block)) in new.pieces.iter().zip(&new_blocks).enumerate() {
            for &origin in &piece.origins {
                pairs.push((origin, index));
                if let Some(old) = old_blocks.get_mut(origin) {
                    old.fates.extend(&block.fates);
                    old.open |= block.open;
                }
            }
        }
        let kept: BTreeSet<usize> = pairs.iter().map(|pair| pair.0).collect();
        for (index, block) in old_blocks.iter_mut().enumerate() {
            if !kept.contains(&index) {
                block.fates = BTreeSet::from([Fate::Removed]);
                block.open = false;
            }
        }
        let fewest_words = fewest_words(old, &new, &kept);
        let markdown = old.markdown;
        Self {
            name: name.to_owned(),
            seed,
            markdown,
            old_text,
            new_text,
            old: old_blocks,
            new: new_blocks,
            pairs,
            fewest_words,
            story,
        }
    }
}

fn block((piece, lines): (&Piece, (usize, usize))) -> Block {
    let text = format!("{}{}", piece.head, piece.body);
    Block { lines, text, words: piece.words(), fates: piece.fates.clone(), open: piece.referring }
}

/// What can only be said at the end: which numbers differ, that a split with an edit in one part is one change, and that
/// form does not count where wording differs.
fn settle(old: &Text, new: &mut Text) {
    let split = new
        .pieces
        .iter()
        .filter(|piece| piece.fates.is_superset(&BTreeSet::from([Fate::Split, Fate::Modified])));
    let edited: BTreeSet<Vec<usize>> = split.map(|piece| piece.origins.clone()).collect();
    for piece in &mut new.pieces {
        let origin = piece.origins.first().and_then(|&origin| old.pieces.get(origin));
        let value = |piece: &Piece| piece.label.as_ref().map(|label| label.value);
        if origin.is_some_and(|origin| value(origin) != value(piece)) {
            piece.fates.insert(Fate::Renumbered);
        }
        if edited.contains(&piece.origins) {
            piece.fates.insert(Fate::Modified);
        }
        // A bullet or quotation mark that was changed twice may be what it was.
        let shown = |piece: &Piece| (piece.head.clone(), piece.body.clone(), piece.width);
        if piece.fates.len() > 1 || origin.is_some_and(|origin| shown(origin) == shown(piece)) {
            piece.fates.remove(&Fate::Cosmetic);
        }
    }
}

/// Words of removed and added pieces, and of the shortest edits of each family of pieces that come from one another.
fn fewest_words(old: &Text, new: &Text, kept: &BTreeSet<usize>) -> usize {
    let gone = old.pieces.iter().enumerate().filter(|(index, _)| !kept.contains(index));
    let come = new.pieces.iter().filter(|piece| piece.origins.is_empty());
    let mut total: usize = gone.map(|(_, piece)| piece.words()).chain(come.map(Piece::words)).sum();
    let mut at = 0;
    while let Some(piece) = new.pieces.get(at) {
        // Parts of a split block stand beside each other and have the same origins.
        let parts = new.pieces[at..].iter().take_while(|part| part.origins == piece.origins).count().max(1);
        if !piece.origins.is_empty() {
            let before = piece.origins.iter().filter_map(|&origin| old.pieces.get(origin));
            let before: Vec<String> = before.flat_map(|piece| words::counted(&piece.body)).collect();
            let after: Vec<String> =
                new.pieces[at..at + parts].iter().flat_map(|piece| words::counted(&piece.body)).collect();
            total += words::distance(&before, &after);
        }
        at += parts;
    }
    total
}
