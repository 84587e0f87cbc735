//! Mutations inside one block: its words, its sentences, its form.

use super::generator::{Mutation, Work};
use super::piece::{Piece, Shape, join};
use super::truth::Fate;
use super::words;

impl Work<'_> {
    pub fn edit(&mut self, at: usize, mutation: Mutation) -> Option<String> {
        let (given, rng) = (self.given, &mut self.rng);
        let piece = self.new.pieces.get_mut(at).filter(|piece| piece.is_prose() && !piece.worded)?;
        let body = match mutation {
            Mutation::InsertWords => words::insert(&piece.body, &given.vocabulary, rng)?,
            Mutation::DeleteWords => words::delete(&piece.body, rng)?,
            Mutation::ChangeNumber => given.tongue.change_number(&piece.body, rng)?,
            Mutation::ChangeModal => given.tongue.change_modal(&piece.body, rng)?,
            Mutation::Deny => given.tongue.deny(&piece.body, rng)?,
            _ => words::replace(&piece.body, &given.vocabulary, rng)?,
        };
        let (old, new) = (words::counted(&piece.body), words::counted(&body));
        // Beyond a quarter it may as well be called another clause.
        let distance = words::distance(&old, &new);
        if distance == 0 || distance * 4 > old.len() + new.len() {
            return None;
        }
        piece.body = body;
        piece.worded = true;
        piece.fates.insert(Fate::Modified);
        Some(piece.start())
    }

    /// Rewrites a quarter to two fifths of a wording: still the same clause to a reader.
    pub fn reword(&mut self, at: usize) -> Option<String> {
        let (given, rng) = (self.given, &mut self.rng);
        let piece = self.new.pieces.get_mut(at).filter(|piece| piece.is_prose() && !piece.worded)?;
        let old = words::counted(&piece.body);
        let mut body = piece.body.clone();
        for _ in 0..old.len() {
            body = match rng.u8(..4) {
                0 => words::insert(&body, &given.vocabulary, rng)?,
                1 => words::delete(&body, rng)?,
                _ => words::replace(&body, &given.vocabulary, rng).unwrap_or(body),
            };
            let new = words::counted(&body);
            let share = words::distance(&old, &new) * 100 / (old.len() + new.len());
            if (25..=40).contains(&share) {
                piece.body = body;
                piece.worded = true;
                piece.fates.insert(Fate::Modified);
                return Some(piece.start());
            }
        }
        None
    }

    /// A sentence of another text is put in behind one of a block that is at least as long.
    pub fn insert_sentence(&mut self, at: usize) -> Option<String> {
        let piece = self.new.pieces.get_mut(at).filter(|piece| piece.is_prose() && !piece.worded)?;
        let donor = self.rng.choice(&self.given.donors)?;
        let sentence = words::sentences(donor).into_iter().next()?;
        let ends = words::sentences(&piece.body);
        let end = self
            .rng
            .choice(&ends)
            .and_then(|sentence| piece.body.find(sentence).map(|at| at + sentence.len()))?;
        let (before, after) = piece.body.split_at(end);
        if words::counted(sentence).len() > piece.words() || !before.ends_with(['.', '。']) {
            return None;
        }
        let mut body = before.to_owned();
        join(&mut body, sentence.trim());
        body.push_str(after);
        piece.body = body;
        piece.worded = true;
        piece.fates.insert(Fate::Modified);
        Some(piece.start())
    }

    /// A sentence goes that is less than half of its block.
    pub fn delete_sentence(&mut self, at: usize) -> Option<String> {
        let piece = self.new.pieces.get_mut(at).filter(|piece| piece.is_prose() && !piece.worded)?;
        let sentences = words::sentences(&piece.body);
        let sentence = *self.rng.choice(&sentences)?;
        if sentences.len() < 2 || words::counted(sentence).len() * 2 > piece.words() {
            return None;
        }
        let body = piece.body.replacen(sentence, "", 1).replace("  ", " ").trim().to_owned();
        piece.body = body;
        piece.worded = true;
        piece.fates.insert(Fate::Modified);
        Some(piece.start())
    }

    /// Another word in a heading, or another heading where what it heads stays as it is.
    pub fn rename(&mut self, at: usize) -> Option<String> {
        let section = self.new.section(at);
        let stays =
            self.new.pieces.get(section.start + 1..section.end)?.iter().find(|piece| piece.is_prose());
        let stays = stays.is_some_and(Piece::is_free);
        let piece = self.new.pieces.get_mut(at).filter(|piece| piece.is_heading() && !piece.worded)?;
        if piece.words() < 2 || piece.origins.is_empty() {
            return None;
        }
        let whole = stays && self.rng.u8(..4) == 0;
        let (vocabulary, rng) = (&self.given.vocabulary, &mut self.rng);
        let body =
            if whole { words::title(vocabulary, rng)? } else { words::rename(&piece.body, vocabulary, rng)? };
        piece.body = body;
        piece.worded = true;
        piece.fates.insert(Fate::Renamed);
        let told = piece.start();
        if whole {
            // Were its clauses to go as well, it would be another section.
            for piece in self.new.pieces.get_mut(section)? {
                piece.placed = true;
            }
        }
        Some(told)
    }

    /// What changes no wording, inside one piece.
    pub fn form(&mut self, at: usize, mutation: Mutation) -> Option<String> {
        let markdown = self.new.markdown;
        let piece =
            self.new.pieces.get_mut(at).filter(|piece| piece.is_prose() && !piece.origins.is_empty())?;
        let (before, width) = (piece.body.clone(), piece.width);
        match mutation {
            Mutation::Rewrap => {
                piece.width = if width == 0 { 66 } else { width - self.rng.usize(6..20).min(width / 3) };
            }
            Mutation::Quotes => piece.body = quotes(&piece.body),
            Mutation::LinkTarget if markdown => {
                piece.body = piece.body.replacen("](http", "](https://moved.example/http", 1);
            }
            Mutation::Spaces => piece.body = piece.body.replace(". ", ".  ").replacen(" the ", "  the ", 1),
            _ => {}
        }
        // A piece that starts no new line at another width is the same.
        let wraps = piece.body.contains(' ') && piece.body.chars().count() > width.max(66);
        if before == piece.body && (width == piece.width || !wraps) {
            piece.width = width;
            return None;
        }
        piece.fates.insert(Fate::Cosmetic);
        Some(piece.start())
    }

    /// Another bullet for a whole list.
    pub fn bullets(&mut self, at: usize) -> Option<String> {
        let piece =
            self.new.pieces.get(at).filter(|piece| piece.shape == Shape::Item && piece.label.is_none())?;
        let head = piece.head.clone();
        let same = |piece: &&Piece| piece.shape == Shape::Item && piece.head == head;
        let before = self.new.pieces.get(..at)?.iter().rev().take_while(same).count();
        let after = self.new.pieces.get(at..)?.iter().take_while(same).count();
        let bullet = if head.contains('-') { "*" } else { "-" };
        let new = head.replace(['-', '*', '•'], bullet);
        for piece in self.new.pieces.get_mut(at - before..at + after)? {
            piece.head.clone_from(&new);
            piece.fates.insert(Fate::Cosmetic);
        }
        Some(format!("{} items", before + after))
    }
}

/// Straight quotation marks for curly ones or the other way round.
fn quotes(body: &str) -> String {
    if body.contains(['“', '”', '’']) {
        return body.replace(['“', '”'], "\"").replace('’', "'");
    }
    let (mut out, mut open) = (String::new(), true);
    for c in body.chars() {
        out.push(match c {
            '"' if open => '“',
            '"' => '”',
            '\'' => '’',
            other => other,
        });
        open ^= c == '"';
    }
    out
}
