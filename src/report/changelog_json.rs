//! The changelog as JSON, `recension-changelog/1`.

use super::changelog::{Entry, Item, items};
use super::json::rounded;
use super::safe_json;
use crate::diff::{Change, Summary};
use crate::model::{Date, Language, Revision};
use serde::Serialize;
use std::io;

/// Name and version of the form. Fields are added under it, never changed.
const SCHEMA: &str = "recension-changelog/1";

#[derive(Serialize)]
struct Changelog<'a> {
    schema: &'static str,
    document: &'a str,
    language: Option<&'a Language>,
    title: Option<&'a str>,
    revisions: Vec<Told<'a>>,
}

/// A revision. What is not known is null; `summary` is null and `changes` empty for the first revision.
#[derive(Serialize)]
struct Told<'a> {
    revision: &'a Revision,
    published: Option<&'a Date>,
    effective: Option<&'a Date>,
    captured: Option<&'a Date>,
    sha256: &'a str,
    note: Option<&'a str>,
    sections: usize,
    blocks: usize,
    same_as: Option<&'a str>,
    summary: Option<&'a Summary>,
    changes: Vec<ToldChange>,
    notes: &'a [String],
}

/// A change as in `recension-diff/1`, with the sentence that tells it.
#[derive(Serialize)]
struct ToldChange {
    told: String,
    #[serde(flatten)]
    change: Change,
}

/// Writes the changelog of a document as one JSON object, `recension-changelog/1`: `entries` newest first, in each the
/// changes of wording, substantive ones first; cosmetic ones are counted in `summary`.
///
/// # Errors
/// What the writer returns.
pub fn changelog_json(document: &str, entries: &[Entry], out: &mut dyn io::Write) -> io::Result<()> {
    let newest = entries.first().map(|entry| &entry.edition);
    let changelog = Changelog {
        schema: SCHEMA,
        document,
        language: newest.map(|edition| &edition.language),
        title: newest.and_then(|edition| edition.title.as_deref()),
        revisions: entries.iter().map(told).collect(),
    };
    safe_json::write(&changelog, out)
}

fn told(entry: &Entry) -> Told<'_> {
    let edition = &entry.edition;
    let told = |item: Item| ToldChange { told: item.told, change: rounded(item.change) };
    let items = entry.comparison.as_ref().map(items).unwrap_or_default();
    Told {
        revision: &edition.revision,
        published: edition.published.as_ref(),
        effective: edition.effective.as_ref(),
        captured: edition.captured.as_ref(),
        sha256: &edition.sha256,
        note: edition.note.as_deref(),
        sections: entry.sections,
        blocks: entry.blocks,
        same_as: entry.same_as.as_deref(),
        summary: entry.comparison.as_ref().map(|comparison| &comparison.summary),
        changes: items.into_iter().map(told).collect(),
        notes: entry.comparison.as_ref().map_or(&[], |comparison| comparison.notes.as_slice()),
    }
}
