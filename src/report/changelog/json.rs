//! The changelog as JSON, `recension-changelog/1`.

use crate::diff::{Change, Comparison, Significance, Summary};
use crate::history::{Entry, History};
use crate::model::{Date, Language, Moment};
use crate::report::changelog::entry::Changelog;
use crate::report::changelog::sentence::Teller;
use crate::report::escape::json;
use crate::report::json::diff::rounded;
use crate::report::wording::groups;
use crate::report::wording::messages::{MessageLanguage, Messages};
use serde::Serialize;
use std::io;

/// Name and version of the form. Fields are added under it, never changed.
const SCHEMA: &str = "recension-changelog/1";

/// The changelog as programs and templates see it.
#[derive(Serialize)]
pub struct Told<'a> {
    schema: &'static str,
    document: &'a str,
    language: Option<&'a Language>,
    title: Option<&'a str>,
    messages: &'static str,
    is_cut: bool,
    revisions: Vec<ToldRevision<'a>>,
}

/// A revision. What is not known is null; `summary` is null and `changes` empty for the first revision.
#[derive(Serialize)]
struct ToldRevision<'a> {
    revision: &'a str,
    id: &'a str,
    date: Option<Date>,
    title: Option<&'a str>,
    published: Option<&'a Date>,
    effective: Option<&'a Date>,
    captured: Option<&'a Date>,
    committed: Option<Moment>,
    subject: Option<&'a str>,
    path: Option<&'a str>,
    former_path: Option<&'a str>,
    is_removed: bool,
    sha256: &'a str,
    note: Option<&'a str>,
    sections: usize,
    blocks: usize,
    same_as: Option<&'a str>,
    undoes: Option<&'a str>,
    repeats: Option<&'a str>,
    summary: Option<&'a Summary>,
    changes: Vec<ToldChange>,
    notes: &'a [String],
}

/// A change as in `recension-diff/2`, with the sentence that tells it and the section as one would cite it.
#[derive(Serialize)]
struct ToldChange {
    told: String,
    section: String,
    #[serde(flatten)]
    change: Change,
}

/// Writes the changelog of a document as one JSON object, `recension-changelog/1`: `revisions` newest first, in each the
/// changes of wording, substantive ones first; cosmetic ones are counted in `summary`.
///
/// # Errors
/// What the writer returns.
pub fn changelog_json(
    history: &History,
    messages: MessageLanguage,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    json::write(&told(&Changelog { history, messages }), out)
}

/// The changelog with its sentences.
pub fn told<'a>(changelog: &Changelog<'a>) -> Told<'a> {
    let history = changelog.history;
    let teller = Teller { messages: Messages::new(changelog.messages) };
    Told {
        schema: SCHEMA,
        document: &history.document,
        language: history.language.as_ref(),
        title: history.title.as_deref(),
        messages: changelog.messages.tag(),
        is_cut: history.is_cut,
        revisions: history.entries.iter().map(|entry| revision(&teller, entry)).collect(),
    }
}

fn revision<'a>(teller: &Teller, entry: &'a Entry) -> ToldRevision<'a> {
    let (commit, same) = (entry.commit.as_ref(), entry.same_as.as_ref());
    let told = |change: &Change| ToldChange {
        told: teller.sentence(change),
        section: teller.subject(change).section,
        change: rounded(change),
    };
    ToldRevision {
        revision: &entry.revision,
        id: &entry.id,
        date: entry.date(),
        title: entry.title.as_deref(),
        published: entry.published.as_ref(),
        effective: entry.effective.as_ref(),
        captured: entry.captured.as_ref(),
        committed: entry.committed,
        subject: commit.map(|commit| commit.subject.as_str()),
        path: commit.map(|commit| commit.path.as_str()),
        former_path: commit.and_then(|commit| Some(commit.former.as_ref()?.path.as_str())),
        is_removed: entry.is_removed,
        sha256: &entry.sha256,
        note: entry.note.as_deref(),
        sections: entry.sections,
        blocks: entry.blocks,
        same_as: same.map(|same| same.revision.as_str()),
        undoes: same.and_then(|same| same.undoes.as_deref()),
        repeats: same.and_then(|same| same.repeats.as_deref()),
        summary: entry.comparison.as_ref().map(|comparison| &comparison.summary),
        changes: entry.comparison.iter().flat_map(ordered).map(told).collect(),
        notes: entry.comparison.as_ref().map_or(&[], |comparison| comparison.notes.as_slice()),
    }
}

/// The changes of wording section by section, substantive ones first.
pub fn ordered(comparison: &Comparison) -> Vec<&Change> {
    let groups = groups::groups(comparison, false).into_iter();
    let mut changes: Vec<&Change> = groups.flat_map(|group| group.changes).collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.significance.max(Significance::Editorial)));
    changes
}
