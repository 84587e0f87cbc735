//! Applies a seeded set of known mutations to a policy text. The same text and seed always give the same pair.

use super::piece::{Piece, Text};
use super::truth::Case;
use super::words::{self, Tongue};
use fastrand::Rng;

/// One thing that can happen to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutation {
    ReplaceWords,
    InsertWords,
    DeleteWords,
    ChangeNumber,
    ChangeModal,
    Deny,
    Reword,
    InsertSentence,
    DeleteSentence,
    InsertBlock,
    InsertLookalike,
    ReplaceBlock,
    DeleteBlock,
    InsertSection,
    DeleteSection,
    InsertClause,
    DeleteClause,
    MoveBlock,
    MoveAndEdit,
    MoveAndReword,
    MoveSection,
    SwapItems,
    Split,
    SplitAndEdit,
    SplitInThree,
    Merge,
    MergeThree,
    Rename,
    Rewrap,
    Quotes,
    Bullets,
    Spaces,
    LinkTarget,
}

/// How often each is tried, against the others.
const SHARES: [(Mutation, usize); 33] = [
    (Mutation::ReplaceWords, 6),
    (Mutation::InsertWords, 4),
    (Mutation::DeleteWords, 4),
    (Mutation::ChangeNumber, 4),
    (Mutation::ChangeModal, 3),
    (Mutation::Deny, 3),
    (Mutation::Reword, 3),
    (Mutation::InsertSentence, 3),
    (Mutation::DeleteSentence, 3),
    (Mutation::InsertLookalike, 2),
    (Mutation::ReplaceBlock, 2),
    (Mutation::SplitInThree, 1),
    (Mutation::MergeThree, 1),
    (Mutation::InsertBlock, 4),
    (Mutation::DeleteBlock, 4),
    (Mutation::InsertSection, 1),
    (Mutation::DeleteSection, 1),
    (Mutation::InsertClause, 4),
    (Mutation::DeleteClause, 2),
    (Mutation::MoveBlock, 4),
    (Mutation::MoveAndEdit, 2),
    (Mutation::MoveAndReword, 1),
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

/// Pieces of a text for each mutation of the densest cases.
const LEAST_PIECES: usize = 4;

/// A source of mutated pairs.
pub struct Generator {
    name: String,
    pub old: Text,
    pub tongue: Tongue,
    /// Words to put in.
    pub vocabulary: Vec<String>,
    /// Clauses to put in.
    pub donors: Vec<String>,
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
        let densest = (self.old.pieces.len() / LEAST_PIECES).max(2);
        let count = work.rng.usize(1..=densest);
        let total: usize = SHARES.iter().map(|share| share.1).sum();
        // A small text may have no place left for what is drawn.
        for _ in 0..count * TRIES {
            if work.story.len() == count {
                break;
            }
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

/// A text under mutation.
pub struct Work<'a> {
    pub new: Text,
    pub given: &'a Generator,
    pub rng: Rng,
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
            Mutation::InsertSentence => self.insert_sentence(at),
            Mutation::DeleteSentence => self.delete_sentence(at),
            Mutation::InsertBlock => self.insert_block(at),
            Mutation::InsertLookalike => self.insert_lookalike(at),
            Mutation::ReplaceBlock => self.replace_block(at),
            Mutation::DeleteBlock => self.delete_block(at),
            Mutation::InsertSection => self.insert_section(at),
            Mutation::DeleteSection => self.delete_section(at),
            Mutation::InsertClause => self.insert_clause(at),
            Mutation::DeleteClause => self.delete_clause(at),
            Mutation::MoveBlock => self.move_block(at),
            Mutation::Reword => self.reword(at),
            Mutation::MoveAndEdit => self.move_then(at, |work, now| work.edit(now, Mutation::ReplaceWords)),
            Mutation::MoveAndReword => self.move_then(at, Self::reword),
            Mutation::MoveSection => self.move_section(at),
            Mutation::SwapItems => self.swap_items(at),
            Mutation::Split => self.split(at),
            Mutation::SplitInThree => self.split_in_three(at),
            Mutation::SplitAndEdit => self.split_and_edit(at),
            Mutation::Merge => self.merge(at, 2),
            Mutation::MergeThree => self.merge(at, 3),
            Mutation::Rename => self.rename(at),
            Mutation::Rewrap | Mutation::Quotes | Mutation::Spaces | Mutation::LinkTarget => {
                self.form(at, mutation)
            }
            Mutation::Bullets => self.bullets(at),
        }
    }
}
