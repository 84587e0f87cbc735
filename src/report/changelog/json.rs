//! The changelog as JSON, `recension-changelog/1`.

use crate::diff::{Change, ChangeKind, Comparison, Summary, Unit};
use crate::digest::{self, Digest, Item, Piece};
use crate::history::{Entry, History};
use crate::model::{Date, Language, Moment};
use crate::report::changelog::entry::Changelog;
use crate::report::changelog::facts::headline;
use crate::report::changelog::rows::Revision;
use crate::report::escape::json;
use crate::report::json::diff::rounded;
use crate::report::wording::digest::Speech;
use crate::report::wording::groups;
use crate::report::wording::messages::{MessageLanguage, Messages};
use crate::report::wording::words::significance;
use serde::Serialize;
use std::io;

/// Name and version of the form. Fields are added under it, never changed.
const SCHEMA: &str = "recension-changelog/1";

/// The changelog as programs and templates see it.
#[derive(Serialize)]
pub struct Form<'a> {
    schema: &'static str,
    document: &'a str,
    language: Option<&'a Language>,
    title: Option<&'a str>,
    messages: &'static str,
    is_cut: bool,
    revisions: Vec<RevisionForm<'a>>,
}

/// A revision. What is not known is null; `summary` is null and `changes` empty for the first revision.
#[derive(Serialize)]
struct RevisionForm<'a> {
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
    headline: String,
    items: Vec<ItemForm>,
    substitutions: Vec<RepeatForm>,
    changes: Vec<ChangeForm>,
    notes: &'a [String],
}

/// A change as in `recension-diff/2`, in a sentence, with the section as the text names it.
#[derive(Serialize)]
struct ChangeForm {
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
    json::write(&form(&Changelog { history, messages }), out)
}

/// The changelog with its sentences.
pub fn form<'a>(changelog: &Changelog<'a>) -> Form<'a> {
    let history = changelog.history;
    let speech = Speech { messages: Messages::new(changelog.messages) };
    Form {
        schema: SCHEMA,
        document: &history.document,
        language: history.language.as_ref(),
        title: history.title.as_deref(),
        messages: changelog.messages.tag(),
        is_cut: history.is_cut,
        revisions: history.entries.iter().map(|entry| revision(&speech, entry)).collect(),
    }
}

/// What changed in one section, heaviest first.
#[derive(Serialize)]
struct ItemForm {
    section: String,
    label: Option<String>,
    significance: &'static str,
    told: Vec<String>,
    changes: Vec<String>,
}

/// A substitution that occurs several times.
#[derive(Serialize)]
struct RepeatForm {
    old: String,
    new: String,
    count: usize,
    told: String,
}

fn items(speech: &Speech, digest: &Digest) -> Vec<ItemForm> {
    let item = |item: &Item| {
        let mut changes: Vec<String> = item.pieces.iter().map(|piece| piece.change.clone()).collect();
        let mut seen = std::collections::HashSet::new();
        changes.retain(|id| seen.insert(id.clone()));
        ItemForm {
            section: item.place.clone(),
            label: item.label.clone(),
            significance: item
                .pieces
                .iter()
                .map(|piece| piece.significance)
                .max()
                .map_or("editorial", significance),
            told: item.pieces.iter().map(|piece| speech.labelled(piece, WHOLE)).collect(),
            changes,
        }
    };
    digest.items.iter().chain(&digest.wording).map(item).collect()
}

fn repeats(speech: &Speech, digest: &Digest) -> Vec<RepeatForm> {
    let repeat = |repeat: &digest::Repeat| RepeatForm {
        old: repeat.old.clone(),
        new: repeat.new.clone(),
        count: repeat.count,
        told: speech.repeat(repeat),
    };
    digest.repeats.iter().map(repeat).collect()
}

/// The changes of wording in sentences.
fn changes(speech: &Speech, comparison: &Comparison) -> Vec<ChangeForm> {
    let ordered = ordered(comparison);
    let pieces = digest::pieces(comparison, &ordered);
    ordered.iter().zip(&pieces).map(|(it, pieces)| change(speech, it, pieces)).collect()
}

/// Columns of a quotation: what the digest holds.
const WHOLE: usize = 400;

/// A change in a sentence, and its section.
fn change(speech: &Speech, change: &Change, pieces: &[Piece]) -> ChangeForm {
    let m = &speech.messages;
    let section = pieces.first().map(Piece::place).unwrap_or_default().to_owned();
    let what: Vec<String> = pieces.iter().map(|piece| speech.labelled(piece, WHOLE)).collect();
    let what = match (change.kind, change.unit) {
        _ if !what.is_empty() => what.join(m.get("text.pause")),
        (ChangeKind::Renumbered, _) => m.count("count.renumbered", change.new.len(), &[]),
        (ChangeKind::Split | ChangeKind::Merged | ChangeKind::Moved, Unit::Block) => {
            m.count("count.regrouped", 1, &[])
        }
        _ => m.count("count.formatting", 1, &[]),
    };
    let place = if section.is_empty() { m.get("text.preamble") } else { &section };
    let told = m.sentence(&m.say("text.at", &[("place", place), ("what", &what)]));
    ChangeForm { told, section, change: rounded(change) }
}

fn revision<'a>(speech: &Speech, entry: &'a Entry) -> RevisionForm<'a> {
    let (commit, same) = (entry.commit.as_ref(), entry.same_as.as_ref());
    let digested = Revision { entry, digest: entry.comparison.as_ref().map(digest::digest) };
    let digest = digested.digest.as_ref();
    RevisionForm {
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
        headline: headline(speech, &digested),
        items: digest.map(|digest| items(speech, digest)).unwrap_or_default(),
        substitutions: digest.map(|digest| repeats(speech, digest)).unwrap_or_default(),
        changes: entry.comparison.as_ref().map(|comparison| changes(speech, comparison)).unwrap_or_default(),
        notes: entry.comparison.as_ref().map_or(&[], |comparison| comparison.notes.as_slice()),
    }
}

/// The changes of wording section by section, the most significant first.
pub fn ordered(comparison: &Comparison) -> Vec<&Change> {
    let groups = groups::groups(comparison, false).into_iter();
    let mut changes: Vec<&Change> = groups.flat_map(|group| group.changes).collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.significance));
    changes
}
