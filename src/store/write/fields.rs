//! Fields of a record that a person may put right, and which of them a change touches.

use crate::model::Edition;

/// A field of a record that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldChange {
    /// Its name, as `edition.toml` writes it.
    pub field: &'static str,
    /// What it said; none where it was empty.
    pub old: Option<String>,
    /// What it says; none where it is empty now.
    pub new: Option<String>,
}

/// The fields that two records of one edition state differently, in the order of the record.
pub(in crate::store) fn changes(old: &Edition, new: &Edition) -> Vec<FieldChange> {
    let pairs = values(old).into_iter().zip(values(new));
    pairs
        .filter(|((_, old), (_, new))| old != new)
        .map(|((field, old), (_, new))| FieldChange { field, old, new })
        .collect()
}

/// The record with what it leaves open taken from an earlier one of the same edition. What is not named is not emptied:
/// a forgotten option must not delete the day on which a text binds.
pub(in crate::store) fn filled(new: &Edition, earlier: &Edition) -> Edition {
    let text = |new: &Option<String>, earlier: &Option<String>| new.clone().or_else(|| earlier.clone());
    let date = |new: &Option<_>, earlier: &Option<_>| new.clone().or_else(|| earlier.clone());
    Edition {
        title: text(&new.title, &earlier.title),
        captured: date(&new.captured, &earlier.captured),
        published: date(&new.published, &earlier.published),
        effective: date(&new.effective, &earlier.effective),
        source_url: text(&new.source_url, &earlier.source_url),
        translates: text(&new.translates, &earlier.translates),
        note: text(&new.note, &earlier.note),
        ..new.clone()
    }
}

/// The changes as lines of a commit's message.
pub(in crate::store) fn lines(changes: &[FieldChange]) -> String {
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "(empty)".to_owned());
    let line = |change: &FieldChange| {
        format!("{}: {} → {}\n", change.field, one_line(&value(&change.old)), one_line(&value(&change.new)))
    };
    changes.iter().map(line).collect()
}

/// A value as one line, so that it cannot be taken for a trailer of its own.
fn one_line(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn values(edition: &Edition) -> [(&'static str, Option<String>); 7] {
    let date = |date: &Option<crate::model::Date>| date.as_ref().map(ToString::to_string);
    [
        ("title", edition.title.clone()),
        ("captured", date(&edition.captured)),
        ("published", date(&edition.published)),
        ("effective", date(&edition.effective)),
        ("source_url", edition.source_url.clone()),
        ("translates", edition.translates.clone()),
        ("note", edition.note.clone()),
    ]
}
