//! Applies a seeded set of known mutations to a policy text. The same text and seed always give the same pair.

use crate::piece::{Piece, Shape, Text, join};
use crate::truth::{Case, Fate};
use crate::words::{self, Tongue};
use fastrand::Rng;
use std::ops::Range;

/// One thing that can happen to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutation {
    ReplaceWords,
    InsertWords,
    DeleteWords,
    ChangeNumber,
    ChangeModal,
    Deny,
    InsertBlock,
    DeleteBlock,
    InsertSection,
    DeleteSection,
    InsertClause,
    DeleteClause,
    MoveBlock,
    MoveAndEdit,
    MoveSection,
    SwapItems,
    Split,
    SplitAndEdit,
    Merge,
    Rename,
    Rewrap,
    Quotes,
    Bullets,
    Spaces,
    LinkTarget,
}

/// How often each is tried, against the others.
const SHARES: [(Mutation, usize); 25] = [
    (Mutation::ReplaceWords, 6),
    (Mutation::InsertWords, 4),
    (Mutation::DeleteWords, 4),
    (Mutation::ChangeNumber, 4),
    (Mutation::ChangeModal, 3),
    (Mutation::Deny, 3),
    (Mutation::InsertBlock, 4),
    (Mutation::DeleteBlock, 4),
    (Mutation::InsertSection, 1),
    (Mutation::DeleteSection, 1),
    (Mutation::InsertClause, 4),
    (Mutation::DeleteClause, 2),
    (Mutation::MoveBlock, 4),
    (Mutation::MoveAndEdit, 3),
    (Mutation::MoveSection, 2),
    (Mutation::SwapItems, 2),
    (Mutation::Split, 3),
    (Mutation::SplitAndEdit, 1),
    (Mutation::Merge, 3),
    (Mutation::Rename, 3),
    (Mutation::Rewrap, 3),
    (Mutation::Quotes, 3),
    (Mutation::Bullets, 1),
    (Mutation::Spaces, 3),
    (Mutation::LinkTarget, 2),
];

/// How often a mutation looks for a place that suits it before another takes its turn.
const TRIES: usize = 12;

/// What stands still and was passed must weigh this many times what moved: else either may be said to have moved.
const PASSED: usize = 2;

/// A source of mutated pairs.
pub struct Generator {
    name: String,
    old: Text,
    tongue: Tongue,
    vocabulary: Vec<String>,
    donors: Vec<String>,
}

impl Generator {
    /// For a text by its name and content. `donor` is another text in the same language, whose clauses are put in.
    pub fn new(name: &str, source: &str, donor: &str) -> Self {
        let old = Text::parse(source, name.ends_with(".md"));
        let known: Vec<&str> = old.pieces.iter().map(|piece| piece.body.as_str()).collect();
        let donors =
            Text::parse(donor, true).pieces.into_iter().filter(Piece::is_prose).map(|piece| piece.body);
        let donors = donors.filter(|body| !known.contains(&body.as_str())).collect();
        let vocabulary = words::vocabulary(donor);
        Self { name: name.to_owned(), old, tongue: Tongue::of(source), vocabulary, donors }
    }

    /// The pair of one seed.
    pub fn case(&self, seed: u64) -> Case {
        let mut work =
            Work { new: self.old.clone(), given: self, rng: Rng::with_seed(seed), story: Vec::new() };
        let count = work.rng.usize(1..=(self.old.pieces.len() / 8).clamp(2, 9));
        let total: usize = SHARES.iter().map(|share| share.1).sum();
        while work.story.len() < count {
            let mut at = work.rng.usize(..total);
            let drawn = SHARES.iter().find(|(_, share)| {
                let hit = at < *share;
                at = at.saturating_sub(*share);
                hit
            });
            if let Some((mutation, _)) = drawn
                && let Some(what) = (0..TRIES).find_map(|_| work.apply(*mutation))
            {
                work.story.push(format!("{mutation:?}: {what}"));
            }
        }
        Case::new(&self.name, seed, &self.old, work.new, work.story)
    }
}

struct Work<'a> {
    new: Text,
    given: &'a Generator,
    rng: Rng,
    story: Vec<String>,
}

impl Work<'_> {
    /// Applies a mutation once at a random place and says in words where; `None` where the place does not suit.
    fn apply(&mut self, mutation: Mutation) -> Option<String> {
        let at = self.rng.usize(..self.new.pieces.len());
        match mutation {
            Mutation::ReplaceWords
            | Mutation::InsertWords
            | Mutation::DeleteWords
            | Mutation::ChangeNumber
            | Mutation::ChangeModal
            | Mutation::Deny => self.edit(at, mutation),
            Mutation::InsertBlock => self.insert_block(at),
            Mutation::DeleteBlock => self.delete_block(at),
            Mutation::InsertSection => self.insert_section(at),
            Mutation::DeleteSection => self.delete_section(at),
            Mutation::InsertClause => self.insert_clause(at),
            Mutation::DeleteClause => self.delete_clause(at),
            Mutation::MoveBlock => self.move_block(at),
            Mutation::MoveAndEdit => self.move_and_edit(at),
            Mutation::MoveSection => self.move_section(at),
            Mutation::SwapItems => self.swap_items(at),
            Mutation::Split => self.split(at),
            Mutation::SplitAndEdit => self.split_and_edit(at),
            Mutation::Merge => self.merge(at),
            Mutation::Rename => self.rename(at),
            Mutation::Rewrap | Mutation::Quotes | Mutation::Spaces | Mutation::LinkTarget => {
                self.form(at, mutation)
            }
            Mutation::Bullets => self.bullets(at),
        }
    }

    fn edit(&mut self, at: usize, mutation: Mutation) -> Option<String> {
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
        Some(start(piece))
    }

    fn insert_block(&mut self, at: usize) -> Option<String> {
        let before = self
            .new
            .pieces
            .get(at)
            .filter(|piece| piece.is_prose() && piece.label.is_none() && !piece.placed)?;
        let body = self.rng.choice(&self.given.donors).filter(|body| !self.holds(body))?;
        let piece = Piece::new(before.shape, &before.head.clone(), body, before.width);
        let told = start(&piece);
        self.new.pieces.insert(at + 1, piece);
        Some(told)
    }

    fn holds(&self, body: &str) -> bool {
        self.new.pieces.iter().any(|piece| piece.body == body)
    }

    fn delete_block(&mut self, at: usize) -> Option<String> {
        self.new
            .pieces
            .get(at)
            .filter(|piece| piece.is_prose() && piece.label.is_none() && piece.is_free())?;
        Some(start(&self.new.pieces.remove(at)))
    }

    fn insert_section(&mut self, at: usize) -> Option<String> {
        let heading =
            self.new.pieces.get(at).filter(|piece| piece.is_heading() && piece.label.is_none() && at > 0)?;
        let (shape, head) = (heading.shape, heading.head.clone());
        let before = self.new.pieces.get(at - 1).filter(|piece| !piece.is_heading() && !piece.placed)?;
        let (width, rng) = (before.width, &mut self.rng);
        let words: Vec<&str> =
            (0..3).filter_map(|_| rng.choice(&self.given.vocabulary)).map(String::as_str).collect();
        let title = words.join(if words.iter().all(|word| word.is_ascii()) { " " } else { "" });
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

    fn delete_section(&mut self, at: usize) -> Option<String> {
        let range = self.free_section(at)?;
        let told = start(self.new.pieces.get(at)?);
        self.new.pieces.drain(range);
        Some(told)
    }

    /// A section without a printed number, untouched, of at most a fifth of the text.
    fn free_section(&self, at: usize) -> Option<Range<usize>> {
        self.new.pieces.get(at).filter(|piece| piece.is_heading() && piece.label.is_none() && at > 0)?;
        let range = self.new.section(at);
        let pieces = self.new.pieces.get(range.clone())?;
        let small = pieces.len() >= 2 && pieces.len() * 5 <= self.new.pieces.len();
        (small && pieces.iter().all(Piece::is_free)).then_some(range)
    }

    /// A new clause or article takes the number of the one at `at`; it and the rest of its run count one up.
    fn insert_clause(&mut self, at: usize) -> Option<String> {
        let piece = self.new.pieces.get(at).filter(|piece| piece.label.is_some())?;
        let (shape, head, label) = (piece.shape, piece.head.clone(), piece.label.clone()?);
        let body = self.rng.choice(&self.given.donors).filter(|body| !self.holds(body))?.clone();
        let run = self.run(at);
        let width = self.new.pieces.iter().map(|piece| piece.width).max().unwrap_or(0);
        let mut added = vec![Piece::new(shape, &head, &body, width)];
        if piece.is_heading() {
            let title = self.rng.choice(&self.given.vocabulary)?;
            added = vec![Piece::new(shape, &head, title, 0), Piece::new(Shape::Paragraph, "", &body, width)];
        }
        self.shift(&run, 1, &label.frame.0);
        self.new.pieces.splice(at..at, added);
        Some(format!("as {head}"))
    }

    /// A numbered clause goes; the rest of its run counts one down. Only where nothing refers to it.
    fn delete_clause(&mut self, at: usize) -> Option<String> {
        let piece =
            self.new.pieces.get(at).filter(|piece| piece.label.is_some() && piece.shape == Shape::Item)?;
        let (told, frame) = (start(piece), piece.label.clone()?.frame.0);
        let run = self.run(at);
        if !piece.is_free() || run.len() < 2 {
            return None;
        }
        self.shift(run.get(1..)?, -1, &frame);
        self.new.pieces.remove(at);
        Some(told)
    }

    /// The pieces from `at` on that count up in the same run.
    fn run(&self, at: usize) -> Vec<usize> {
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
    fn shift(&mut self, run: &[usize], by: isize, frame: &str) {
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

    fn move_block(&mut self, at: usize) -> Option<String> {
        let piece = self
            .new
            .pieces
            .get(at)
            .filter(|piece| piece.is_prose() && piece.label.is_none() && piece.is_free())?;
        if self.new.pieces.iter().filter(|other| other.body == piece.body).count() > 1 {
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

    fn move_and_edit(&mut self, at: usize) -> Option<String> {
        let before: Vec<Piece> = self.new.pieces.clone();
        let told = self.move_block(at)?;
        let origins = &before.get(at)?.origins;
        let now = self.new.pieces.iter().position(|piece| piece.origins == *origins)?;
        if self.edit(now, Mutation::ReplaceWords).is_none() {
            self.new.pieces = before;
            return None;
        }
        Some(told)
    }

    fn move_section(&mut self, at: usize) -> Option<String> {
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
    fn passes(&self, range: &Range<usize>, target: usize) -> bool {
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

    fn carry(&mut self, range: Range<usize>, target: usize) -> Option<String> {
        let target = if target > range.start { target - range.len() } else { target };
        let mut pieces: Vec<Piece> = self.new.pieces.drain(range).collect();
        for piece in &mut pieces {
            piece.placed = true;
            piece.fates.insert(Fate::Moved);
        }
        let told = start(pieces.first()?);
        self.new.pieces.splice(target..target, pieces);
        Some(told)
    }

    /// Two neighbours in a list change places: the lighter one moved.
    fn swap_items(&mut self, at: usize) -> Option<String> {
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
        let told = start(light);
        self.new.pieces.swap(at, at + 1);
        Some(told)
    }

    fn split(&mut self, at: usize) -> Option<String> {
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
        let told = start(piece);
        self.new.pieces.insert(at + 1, tail);
        Some(told)
    }

    fn split_and_edit(&mut self, at: usize) -> Option<String> {
        let told = self.split(at)?;
        let edited =
            self.edit(at, Mutation::ReplaceWords).or_else(|| self.edit(at + 1, Mutation::ReplaceWords));
        if edited.is_some() {
            for piece in self.new.pieces.get_mut(at..at + 2)? {
                piece.fates.insert(Fate::Modified);
                piece.worded = true;
            }
        }
        Some(told)
    }

    fn merge(&mut self, at: usize) -> Option<String> {
        let [first, second] = self.new.pieces.get_mut(at..at + 2)? else { return None };
        let suits = |piece: &Piece| piece.is_prose() && piece.label.is_none() && piece.is_free();
        if !suits(first) || !suits(second) || first.shape != second.shape || first.head != second.head {
            return None;
        }
        join(&mut first.body, &second.body);
        first.origins.extend(&second.origins);
        first.fates.insert(Fate::Merged);
        (first.placed, first.worded) = (true, true);
        let told = start(first);
        self.new.pieces.remove(at + 1);
        Some(told)
    }

    fn rename(&mut self, at: usize) -> Option<String> {
        let piece = self.new.pieces.get_mut(at).filter(|piece| piece.is_heading() && !piece.worded)?;
        if piece.words() < 2 || piece.origins.is_empty() {
            return None;
        }
        piece.body = words::rename(&piece.body, &self.given.vocabulary, &mut self.rng)?;
        piece.worded = true;
        piece.fates.insert(Fate::Renamed);
        Some(start(piece))
    }

    /// What changes no wording, inside one piece.
    fn form(&mut self, at: usize, mutation: Mutation) -> Option<String> {
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
                piece.body = piece.body.replacen("](http", "](https://moved.example/http", 1)
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
        Some(start(piece))
    }

    /// Another bullet for a whole list.
    fn bullets(&mut self, at: usize) -> Option<String> {
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

impl Piece {
    fn is_heading(&self) -> bool {
        matches!(self.shape, Shape::Heading(_))
    }

    fn is_free(&self) -> bool {
        !self.worded && !self.placed && !self.origins.is_empty()
    }
}

/// The first words of a piece, for the story.
fn start(piece: &Piece) -> String {
    format!("{}{}", piece.head, piece.body.chars().take(40).collect::<String>())
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
