//! Mutations of numbered clauses and articles: the numbers behind them and the references to them follow.

use super::generator::Work;
use super::piece::{Piece, Shape};
use super::words;

impl Work<'_> {
    /// A new clause or article takes the number of the one at `at`; it and the rest of its run count one up.
    pub fn insert_clause(&mut self, at: usize) -> Option<String> {
        let piece = self.new.pieces.get(at).filter(|piece| piece.label.is_some())?;
        let (shape, head, label) = (piece.shape, piece.head.clone(), piece.label.clone()?);
        let body = self.rng.choice(&self.given.donors).filter(|body| !self.holds(body))?.clone();
        let run = self.run(at);
        let width = self.new.pieces.iter().map(|piece| piece.width).max().unwrap_or(0);
        let mut added = vec![Piece::new(shape, &head, &body, width)];
        if piece.is_heading() {
            let title = words::title(&self.given.vocabulary, &mut self.rng)?;
            added = vec![Piece::new(shape, &head, &title, 0), Piece::new(Shape::Paragraph, "", &body, width)];
        }
        self.shift(&run, 1, &label.frame.0);
        self.new.pieces.splice(at..at, added);
        Some(format!("as {head}"))
    }

    /// A numbered clause goes; the rest of its run counts one down. Only where nothing refers to it.
    pub fn delete_clause(&mut self, at: usize) -> Option<String> {
        let piece =
            self.new.pieces.get(at).filter(|piece| piece.label.is_some() && piece.shape == Shape::Item)?;
        let (told, frame) = (piece.start(), piece.label.clone()?.frame.0);
        let run = self.run(at);
        if !piece.is_free() || run.len() < 2 {
            return None;
        }
        self.shift(run.get(1..)?, -1, &frame);
        self.new.pieces.remove(at);
        Some(told)
    }

    /// The pieces from `at` on that count up in the same run.
    pub fn run(&self, at: usize) -> Vec<usize> {
        let Some(first) = self.new.pieces.get(at) else { return Vec::new() };
        let mut run = vec![at];
        let mut value = first.label.as_ref().map_or(0, |label| label.value);
        for (index, piece) in self.new.pieces.iter().enumerate().skip(at + 1) {
            let Some(label) = piece.label.as_ref().filter(|_| piece.shape == first.shape) else {
                match (first.shape, piece.shape) {
                    (Shape::Heading(level), Shape::Heading(other)) if other < level => break,
                    (Shape::Heading(_), _) => continue,
                    _ => break,
                }
            };
            if first.label.as_ref().is_none_or(|first| first.frame != label.frame) || label.value != value + 1
            {
                break;
            }
            value = label.value;
            run.push(index);
        }
        run
    }

    /// Counts a run up or down by one; references to articles follow.
    pub fn shift(&mut self, run: &[usize], by: isize, frame: &str) {
        let mut moved = Vec::new();
        for &index in run {
            if let Some(piece) = self.new.pieces.get_mut(index) {
                let old = piece.head.clone();
                let value = piece.label.as_ref().map_or(0, |label| label.value);
                piece.relabel(value.saturating_add_signed(by));
                moved.push((old.trim_end().to_owned(), piece.head.trim_end().to_owned()));
            }
        }
        if frame.trim_end_matches(['第', ' ']).chars().any(char::is_alphabetic) || frame.ends_with('第') {
            for piece in &mut self.new.pieces {
                follow(piece, &moved);
            }
        }
    }
}

/// Writes the new number of each article that the wording refers to.
fn follow(piece: &mut Piece, moved: &[(String, String)]) {
    let mut body = piece.body.clone();
    // Behind a sign that occurs nowhere, so that what was put in is not found again.
    for (index, (old, _)) in moved.iter().enumerate() {
        for spelling in
            [old.trim_start_matches(['#', ' ']).to_owned(), old.trim_start_matches(['#', ' ']).to_lowercase()]
        {
            let mut at = 0;
            while let Some(found) =
                body.get(at..).and_then(|rest| rest.find(&spelling)).map(|found| found + at)
            {
                let end = found + spelling.len();
                if body.get(end..).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit())) {
                    body.replace_range(found..end, &format!("\u{1}{index}\u{2}"));
                }
                at = found + 1;
                while !body.is_char_boundary(at) {
                    at += 1;
                }
            }
        }
    }
    for (index, (old, new)) in moved.iter().enumerate() {
        let lower = piece.body.contains(&old.trim_start_matches(['#', ' ']).to_lowercase());
        let new = new.trim_start_matches(['#', ' ']);
        let new = if lower { new.to_lowercase() } else { new.to_owned() };
        body = body.replace(&format!("\u{1}{index}\u{2}"), &new);
    }
    if body != piece.body {
        piece.body = body;
        piece.referring = true;
    }
}
