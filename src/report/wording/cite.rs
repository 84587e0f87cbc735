//! Clauses and sections named in full, for reports that are read away from the texts: `Article 2, clause 3`.

use crate::diff::{Change, ChangeKind, EditOp, Place, Unit};
use crate::report::escape::fold;
use crate::report::wording::name::{cited, former_section, printed_number, run};
use crate::report::wording::words::{count, list, noun};

/// Places of one or several sections: `Section 4, clauses 5 and 6`, `Article 2`.
pub fn places(places: &[Place]) -> String {
    let mut sections: Vec<(String, Vec<String>)> = Vec::new();
    for place in places {
        let (section, clause) = parts(place);
        match sections.last_mut() {
            Some((before, clauses)) if *before == section => clauses.extend(clause),
            _ => sections.push((section, clause.into_iter().collect())),
        }
    }
    let shown: Vec<String> = sections
        .iter()
        .map(|(section, clauses)| match clauses.as_slice() {
            [] => section.clone(),
            clauses => format!("{section}, {}", numbered(clauses)),
        })
        .collect();
    list(&shown)
}

/// `clause 3`, `clauses 5 and 6`.
fn numbered(clauses: &[String]) -> String {
    format!("{} {}", if clauses.len() == 1 { "clause" } else { "clauses" }, list(clauses))
}

/// The section of a place by name, and the number of the clause in it; none for a section as a whole.
fn parts(place: &Place) -> (String, Option<String>) {
    let cited = cited(place);
    let (section, clause) = match cited.rsplit_once(" ¶") {
        Some((section, clause)) if place.block.is_some() => (section.to_owned(), Some(clause.to_owned())),
        _ => (cited, None),
    };
    let says_what_it_is = section.contains(' ') || section.starts_with(['第', '§']);
    let section = match section.as_str() {
        "preamble" => "Preamble".to_owned(),
        _ if says_what_it_is => section.replacen("section ", "Section ", 1),
        _ => format!("Section {section}"),
    };
    (section, clause)
}

/// The subject of a change: what a reader would look up in the new text, in the old one where it is gone.
pub fn subject(change: &Change) -> String {
    match change.kind {
        ChangeKind::Renumbered => format!("{} → {}", run(&change.old), run(&change.new)),
        ChangeKind::Removed => format!("{} of the old text", places(&change.old)),
        _ => places(&change.new),
    }
}

/// What happened to the subject. Where a clause or section moved from is shown apart, so that it can be a link.
pub fn predicate(change: &Change) -> String {
    let edited = if is_edited(change) { " and edited" } else { "" };
    match change.kind {
        ChangeKind::Added | ChangeKind::Removed => {
            let side = if change.new.is_empty() { &change.old } else { &change.new };
            format!("{}{}", change.kind.name(), holding(change.unit, side))
        }
        ChangeKind::Moved => format!("moved{edited}"),
        ChangeKind::Split | ChangeKind::Merged => {
            format!("{} from {} of the old text{edited}", change.kind.name(), places(&change.old))
        }
        ChangeKind::Renumbered => format!("{} renumbered", count(change.new.len(), noun(change.unit))),
        ChangeKind::Modified | ChangeKind::Renamed => change.kind.name().to_owned(),
    }
}

/// Where a moved clause or section was.
pub fn origin(change: &Change) -> String {
    match (change.unit, change.old.as_slice()) {
        (Unit::Section, [old]) => former_section(old, &change.new),
        _ => places(&change.old),
    }
}

/// What came or went with a section.
fn holding(unit: Unit, places: &[Place]) -> String {
    if unit == Unit::Block {
        return String::new();
    }
    match places.iter().flat_map(|place| &place.parts).filter(|part| part.block.is_some()).count() {
        0 => " (heading only)".to_owned(),
        1 => " with its 1 clause".to_owned(),
        clauses => format!(" with its {}", count(clauses, "clause")),
    }
}

/// Whether a word was deleted or inserted.
pub fn is_edited(change: &Change) -> bool {
    change.edits.iter().any(|edit| edit.op != EditOp::Equal && edit.form.is_none())
}

/// The printed numbers of a run that shifted, old beside new.
pub fn renumbered(change: &Change) -> Vec<(String, String)> {
    let label = |place: &Place| printed_number(&place.text).map_or_else(|| cited(place), fold);
    change.old.iter().zip(&change.new).map(|(old, new)| (label(old), label(new))).collect()
}
