//! What a task is called, and the texts of it that all forms of the list have.

use crate::diff::{Place, Side};
use crate::report::escape::{escape, fold};
use crate::translation::{FindingKind, Task};

/// The text of clauses, white space folded, nothing made visible: for files that escape in their own way.
pub fn raw(places: &[Place]) -> String {
    let all: Vec<&str> = places.iter().flat_map(|place| place.text.split_whitespace()).collect();
    all.join(" ")
}

/// What a task's clause is called: its id in the source, else what it was there or is in the
/// translation.
pub fn name(task: &Task) -> String {
    match (task.source.first(), task.former.first().or(task.target.first())) {
        (Some(place), _) => place.id.clone(),
        (None, Some(place)) => format!("gone-{}", place.id),
        (None, None) => "gone".to_owned(),
    }
}

/// Where it is, in words: the headings above it.
pub fn section(task: &Task) -> Option<String> {
    let place = task.source.first().or(task.former.first()).or(task.target.first())?;
    (!place.section.is_empty()).then(|| fold(&place.section.join(" › ")))
}

/// What is to do, in words.
pub fn reason((kind, evidence): &(FindingKind, String)) -> String {
    format!("{}: {}", kind.name(), escape(evidence))
}

/// What the source said when it was translated, where that was something else.
pub fn before(task: &Task) -> Option<String> {
    (!task.former.is_empty()).then(|| raw(&task.former))
}

/// Whether the translation has to be made or looked at again.
pub fn is_open(task: &Task) -> bool {
    !task.reasons.is_empty()
}

/// The language of a side as files name it; `und` is BCP 47's word for an unknown one.
pub fn language(side: &Side) -> &str {
    side.language.as_deref().unwrap_or("und")
}
