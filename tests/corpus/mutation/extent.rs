//! Mutations of what is there: blocks and sections that come, go, are split or merged.

use super::generator::{Mutation, Work};
use super::piece::{Piece, Shape, join};
use super::truth::Fate;
use super::words;

impl Work<'_> {
    pub fn insert_block(&mut self, at: usize) -> Option<String> {
        let before = self
            .new
            .pieces
            .get(at)
            .filter(|piece| piece.is_prose() && piece.label.is_none() && !piece.placed)?;
        let body = self.rng.choice(&self.given.donors).filter(|body| !self.holds(body))?;
        let piece = Piece::new(before.shape, &before.head.clone(), body, before.width);
        let told = piece.start();
        self.new.pieces.insert(at + 1, piece);
        Some(told)
    }

    pub fn holds(&self, body: &str) -> bool {
        self.new.pieces.iter().any(|piece| piece.body == body)
    }

    /// A new block that says nearly what one elsewhere says, which stays as it is.
    pub fn insert_lookalike(&mut self, at: usize) -> Option<String> {
        let before = self
            .new
            .pieces
            .get(at)
            .filter(|piece| piece.is_prose() && piece.label.is_none() && !piece.placed)?;
        let (shape, head, width) = (before.shape, before.head.clone(), before.width);
        let from = self.rng.usize(..self.new.pieces.len());
        let like = self
            .new
            .pieces
            .get(from)
            .filter(|piece| piece.is_prose() && piece.is_free() && from.abs_diff(at) > 1)?;
        let mut body = like.body.clone();
        for _ in 0..3 {
            body = words::replace(&body, &self.given.vocabulary, &mut self.rng)?;
        }
        if let Some(like) = self.new.pieces.get_mut(from) {
            // Were the model gone or changed too, the new block might be it, moved.
            (like.worded, like.placed) = (true, true);
        }
        let piece = Piece::new(shape, &head, &body, width);
        let told = piece.start();
        self.new.pieces.insert(at + 1, piece);
        Some(told)
    }

    /// Another clause stands where one stood.
    pub fn replace_block(&mut self, at: usize) -> Option<String> {
        let told = self.delete_block(at)?;
        let before = self.new.pieces.get(at.checked_sub(1)?)?;
        let (shape, head) = if before.shape == Shape::Item {
            (Shape::Item, before.head.clone())
        } else {
            (Shape::Paragraph, String::new())
        };
        let body =
            self.rng.choice(&self.given.donors).filter(|body| !self.holds(body) && before.label.is_none());
        if let Some(body) = body.cloned() {
            let width = before.width;
            self.new.pieces.insert(at, Piece::new(shape, &head, &body, width));
        }
        Some(told)
    }

    pub fn delete_block(&mut self, at: usize) -> Option<String> {
        self.new
            .pieces
            .get(at)
            .filter(|piece| piece.is_prose() && piece.label.is_none() && piece.is_free())?;
        Some(self.new.pieces.remove(at).start())
    }

    pub fn insert_section(&mut self, at: usize) -> Option<String> {
        let heading =
            self.new.pieces.get(at).filter(|piece| piece.is_heading() && piece.label.is_none() && at > 0)?;
        let (shape, head) = (heading.shape, heading.head.clone());
        let before = self.new.pieces.get(at - 1).filter(|piece| !piece.is_heading() && !piece.placed)?;
        let width = before.width;
        let title = words::title(&self.given.vocabulary, &mut self.rng)?;
        let mut pieces = vec![Piece::new(shape, &head, &title, 0)];
        for _ in 0..2 {
            let body = self.rng.choice(&self.given.donors).filter(|body| !self.holds(body))?;
            if pieces.iter().all(|piece| piece.body != *body) {
                pieces.push(Piece::new(Shape::Paragraph, "", body, width));
            }
        }
        self.new.pieces.splice(at..at, pieces);
        Some(title)
    }

    pub fn delete_section(&mut self, at: usize) -> Option<String> {
        let range = self.free_section(at)?;
        let told = self.new.pieces.get(at)?.start();
        self.new.pieces.drain(range);
        Some(told)
    }

    pub fn split(&mut self, at: usize) -> Option<String> {
        let piece = self
            .new
            .pieces
            .get_mut(at)
            .filter(|piece| piece.is_prose() && piece.label.is_none() && piece.is_free())?;
        let cut = *self.rng.choice(&words::cuts(&piece.body))?;
        let (first, second) = piece.body.split_at(cut);
        let (first, second) = (first.trim_end().to_owned(), second.trim_start().to_owned());
        piece.fates.insert(Fate::Split);
        piece.placed = true;
        let mut tail = piece.clone();
        (piece.body, tail.body) = (first, second);
        let told = piece.start();
        self.new.pieces.insert(at + 1, tail);
        Some(told)
    }

    pub fn split_and_edit(&mut self, at: usize) -> Option<String> {
        let told = self.split(at)?;
        let _ = self.edit(at, Mutation::ReplaceWords).or_else(|| self.edit(at + 1, Mutation::ReplaceWords));
        Some(told)
    }

    pub fn split_in_three(&mut self, at: usize) -> Option<String> {
        let told = self.split(at)?;
        for part in [at + 1, at] {
            let piece = self.new.pieces.get_mut(part)?;
            let cuts = words::cuts(&piece.body);
            if let Some(&cut) = cuts.first() {
                let mut tail = piece.clone();
                let (first, second) = piece.body.split_at(cut);
                tail.body = second.trim_start().to_owned();
                piece.body = first.trim_end().to_owned();
                self.new.pieces.insert(part + 1, tail);
                break;
            }
        }
        Some(told)
    }

    /// `count` neighbours become one.
    pub fn merge(&mut self, at: usize, count: usize) -> Option<String> {
        let run = self.new.pieces.get(at..at + count)?;
        let [first, rest @ ..] = run else { return None };
        let suits = |piece: &Piece| piece.is_prose() && piece.label.is_none() && piece.is_free();
        let alike = |piece: &Piece| piece.shape == first.shape && piece.head == first.head;
        if !run.iter().all(|piece| suits(piece) && alike(piece)) {
            return None;
        }
        let mut merged = first.clone();
        for piece in rest {
            join(&mut merged.body, &piece.body);
            merged.origins.extend(&piece.origins);
        }
        merged.fates.insert(Fate::Merged);
        (merged.placed, merged.worded) = (true, true);
        let told = merged.start();
        self.new.pieces.splice(at..at + count, [merged]);
        Some(told)
    }
}
