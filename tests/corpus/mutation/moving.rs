//! Mutations of the order: blocks, items and sections that go elsewhere.

use super::generator::Work;
use super::piece::{Piece, Shape};
use super::truth::Fate;
use std::ops::Range;

/// What stands still and was passed must weigh this many times what moved: else either may be said to have moved.
const PASSED: usize = 2;

impl Work<'_> {
    /// A section without a printed number, untouched, of at most a fifth of the text.
    pub fn free_section(&self, at: usize) -> Option<Range<usize>> {
        self.new.pieces.get(at).filter(|piece| piece.is_heading() && piece.label.is_none() && at > 0)?;
        let range = self.new.section(at);
        let pieces = self.new.pieces.get(range.clone())?;
        let small = pieces.len() >= 2 && pieces.len() * 5 <= self.new.pieces.len();
        (small && pieces.iter().all(Piece::is_free)).then_some(range)
    }

    pub fn move_block(&mut self, at: usize) -> Option<String> {
        let piece = self
            .new
            .pieces
            .get(at)
            .filter(|piece| piece.is_prose() && piece.label.is_none() && piece.is_free())?;
        let same = |other: &&Piece| other.body == piece.body;
        let (old, new) = (&self.given.old.pieces, &self.new.pieces);
        if old.iter().filter(same).count() > 1 || new.iter().filter(same).count() > 1 {
            return None;
        }
        let (shape, head) = (piece.shape, piece.head.clone());
        let target = self.rng.usize(..=self.new.pieces.len());
        let before = self.new.pieces.get(target.checked_sub(1)?)?;
        let fits =
            before.shape == shape && before.head == head || before.is_heading() && shape == Shape::Paragraph;
        if !fits || !self.passes(&(at..at + 1), target) {
            return None;
        }
        self.carry(at..at + 1, target)
    }

    /// Moves a block and changes its wording at the new place, or neither.
    pub fn move_then(
        &mut self,
        at: usize,
        edit: impl Fn(&mut Self, usize) -> Option<String>,
    ) -> Option<String> {
        let before: Vec<Piece> = self.new.pieces.clone();
        let told = self.move_block(at)?;
        let origins = &before.get(at)?.origins;
        let now = self.new.pieces.iter().position(|piece| piece.origins == *origins)?;
        if edit(self, now).is_none() {
            self.new.pieces = before;
            return None;
        }
        Some(told)
    }

    pub fn move_section(&mut self, at: usize) -> Option<String> {
        let range = self.free_section(at)?;
        let shape = self.new.pieces.get(at)?.shape;
        let target = self.rng.usize(1..=self.new.pieces.len());
        let next = self.new.pieces.get(target);
        if next.is_some_and(|next| next.shape != shape || next.label.is_some())
            || !self.passes(&range, target)
        {
            return None;
        }
        self.carry(range, target)
    }

    /// Whether what stands still between a run of pieces and its target outweighs it clearly.
    pub fn passes(&self, range: &Range<usize>, target: usize) -> bool {
        if range.contains(&target) || target == range.end {
            return false;
        }
        let passed = if target < range.start { target..range.start } else { range.end..target };
        let weigh = |pieces: Option<&[Piece]>| -> usize {
            let still = pieces.unwrap_or_default().iter().filter(|piece| !piece.placed);
            still.map(Piece::words).sum()
        };
        let moved = weigh(self.new.pieces.get(range.clone()));
        weigh(self.new.pieces.get(passed)) >= (moved * PASSED).max(moved + 10)
    }

    pub fn carry(&mut self, range: Range<usize>, target: usize) -> Option<String> {
        let target = if target > range.start { target - range.len() } else { target };
        let mut pieces: Vec<Piece> = self.new.pieces.drain(range).collect();
        for piece in &mut pieces {
            piece.placed = true;
            piece.fates.insert(Fate::Moved);
        }
        let told = pieces.first()?.start();
        self.new.pieces.splice(target..target, pieces);
        Some(told)
    }

    /// Two neighbours in a list change places: the lighter one moved.
    pub fn swap_items(&mut self, at: usize) -> Option<String> {
        let [first, second] = self.new.pieces.get_mut(at..at + 2)? else { return None };
        let suits = |piece: &Piece| piece.shape == Shape::Item && piece.label.is_none() && piece.is_free();
        let (light, heavy) = if first.words() < second.words() { (first, second) } else { (second, first) };
        if !suits(light) || !suits(heavy) || light.head != heavy.head {
            return None;
        }
        if light.words() < 6 || light.words() * 5 > heavy.words() * 3 {
            return None;
        }
        light.fates.insert(Fate::Moved);
        (light.placed, heavy.placed) = (true, true);
        let told = light.start();
        self.new.pieces.swap(at, at + 1);
        Some(told)
    }
}
