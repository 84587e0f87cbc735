//! Which revisions get an entry of their own. Runs in which nothing changed its meaning are one entry with one line:
//! links, form and wording, and returns of such.

use crate::digest::{Digest, digest};
use crate::history::Entry;

/// A revision with what changed in it.
#[derive(Debug)]
pub struct Revision<'a> {
    /// The revision.
    pub entry: &'a Entry,
    /// What changed; none for the first edition and where the text was removed.
    pub digest: Option<Digest>,
}

/// What is under one heading, newest first.
#[derive(Debug)]
pub enum Row<'a> {
    /// A revision by itself.
    One(Box<Revision<'a>>),
    /// Several in which nothing changed its meaning.
    Quiet(Vec<Revision<'a>>),
}

impl<'a> Row<'a> {
    /// The revisions, newest first.
    pub fn revisions(&self) -> &[Revision<'a>] {
        match self {
            Self::One(revision) => std::slice::from_ref(&**revision),
            Self::Quiet(revisions) => revisions,
        }
    }

    /// Whether nothing in it changed its meaning.
    pub fn is_quiet(&self) -> bool {
        match self {
            Self::One(revision) => is_quiet(revision),
            Self::Quiet(_) => true,
        }
    }
}

/// The revisions row by row; with `all` each by itself.
pub fn rows(entries: &[Entry], all: bool) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for entry in entries {
        let revision = Revision { entry, digest: entry.comparison.as_ref().map(digest) };
        if all || !is_quiet(&revision) {
            rows.push(Row::One(Box::new(revision)));
            continue;
        }
        match rows.pop() {
            Some(Row::Quiet(mut run)) => {
                run.push(revision);
                rows.push(Row::Quiet(run));
            }
            Some(Row::One(before)) if is_quiet(&before) => rows.push(Row::Quiet(vec![*before, revision])),
            before => {
                rows.extend(before);
                rows.push(Row::One(Box::new(revision)));
            }
        }
    }
    rows
}

/// Whether there is nothing to say of a revision but that its wording or form changed.
fn is_quiet(revision: &Revision<'_>) -> bool {
    let (entry, Some(digest)) = (revision.entry, &revision.digest) else { return false };
    let meaning = !digest.items.is_empty()
        || digest.event.is_some()
        || digest.repeats.iter().any(crate::digest::Repeat::matters);
    let moved = entry.commit.as_ref().is_some_and(|commit| commit.former.is_some());
    let noted = entry.comparison.as_ref().is_some_and(|comparison| !comparison.notes.is_empty());
    !meaning && !moved && !noted && entry.note.is_none() && entry.effective.is_none()
}
