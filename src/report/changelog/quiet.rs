//! Revisions in a row that changed nothing of substance, told as one.

use crate::history::Entry;

/// Revisions that are told under one heading, newest first.
#[derive(Debug, Clone, Copy)]
pub enum Told<'a> {
    /// One by itself.
    One(&'a Entry),
    /// Several in which nothing of substance changed.
    Quiet(&'a [Entry]),
}

impl<'a> Told<'a> {
    /// The revisions that it tells, newest first.
    pub fn entries(&self) -> &'a [Entry] {
        match *self {
            Self::One(entry) => std::slice::from_ref(entry),
            Self::Quiet(entries) => entries,
        }
    }
}

/// Puts quiet revisions in a row together, unless each is to be told.
pub fn fold(entries: &[Entry], all: bool) -> Vec<Told<'_>> {
    let mut told = Vec::new();
    let mut rest = entries;
    while let Some((first, others)) = rest.split_first() {
        let quiet = if all { 0 } else { rest.iter().take_while(|entry| is_quiet(entry)).count() };
        if quiet > 1 {
            let (row, after) = rest.split_at(quiet);
            told.push(Told::Quiet(row));
            rest = after;
        } else {
            told.push(Told::One(first));
            rest = others;
        }
    }
    told
}

/// Whether there is nothing to say of a revision but that its wording or form changed.
fn is_quiet(entry: &Entry) -> bool {
    let nothing = entry.comparison.as_ref().is_some_and(|comparison| {
        comparison.summary.significance.substantive == 0
            && comparison.summary.significance.unclear == 0
            && comparison.notes.is_empty()
    });
    let moved = entry.commit.as_ref().is_some_and(|commit| commit.former.is_some());
    nothing && !moved && entry.same_as.is_none() && entry.note.is_none() && entry.effective.is_none()
}
