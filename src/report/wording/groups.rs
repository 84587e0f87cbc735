//! What every report shows, in which order and under which section: computed once for all formats.

use crate::diff::{Change, ChangeKind, Comparison, Place, RuleId, Significance, Unit};
use crate::report::wording::name;
use std::collections::HashMap;

/// The changes of one section, in reading order.
#[derive(Debug)]
pub struct Group<'a> {
    /// Its number and headings.
    pub title: String,
    /// The changes.
    pub changes: Vec<&'a Change>,
}

/// What was folded away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Folded {
    /// Cosmetic differences that are not only a link's target.
    pub cosmetic: usize,
    /// Changes of nothing but where a link leads.
    pub links: usize,
}

/// Counts what a report without cosmetic differences leaves out.
pub fn folded(comparison: &Comparison) -> Folded {
    let quiet = || comparison.changes.iter().filter(|change| change.significance == Significance::Cosmetic);
    let links = quiet().filter(|change| change.rules.iter().any(|hit| hit.id == RuleId::LinkChanged)).count();
    Folded { cosmetic: quiet().count() - links, links }
}

/// The changes by section, cosmetic ones left out unless asked for. A section is where its first change is;
/// what is gone from a section that is still there is with the section.
pub fn groups(comparison: &Comparison, cosmetic: bool) -> Vec<Group<'_>> {
    let heirs = heirs(&comparison.changes);
    let mut groups: Vec<Group> = Vec::new();
    let mut index: HashMap<String, usize> = HashMap::new();
    for change in &comparison.changes {
        if change.significance == Significance::Cosmetic && !cosmetic {
            continue;
        }
        let title = title(change, &heirs);
        let at = *index.entry(title.clone()).or_insert_with(|| {
            groups.push(Group { title, changes: Vec::new() });
            groups.len() - 1
        });
        groups[at].changes.push(change);
    }
    groups
}

/// Where the clauses of an old section are now: by its path, the title of the new section.
type Heirs<'a> = HashMap<&'a [String], String>;

/// Old sections whose clauses or heading were found in a new one without having moved.
fn heirs(changes: &[Change]) -> Heirs<'_> {
    let mut heirs = HashMap::new();
    let stayed = |change: &&Change| change.kind != ChangeKind::Moved || change.unit == Unit::Section;
    for change in changes.iter().filter(stayed) {
        // A run of new numbers has as many places on both sides, each old one beside its new one.
        let pairs = if change.kind == ChangeKind::Renumbered { change.old.len() } else { 1 };
        for (old, new) in change.old.iter().zip(&change.new).take(pairs) {
            heirs.entry(old.section.as_slice()).or_insert_with(|| section_title(new));
        }
    }
    heirs
}

fn section_title(place: &Place) -> String {
    name::section_title(&place.id, &place.section)
}

fn title(change: &Change, heirs: &Heirs) -> String {
    if change.kind == ChangeKind::Renumbered && change.unit == Unit::Section {
        return "Numbering of sections".to_owned();
    }
    match (change.new.first(), change.old.first()) {
        (Some(new), _) => section_title(new),
        (None, Some(old)) if change.unit == Unit::Block => heirs
            .get(old.section.as_slice())
            .cloned()
            .unwrap_or_else(|| format!("{} (old)", section_title(old))),
        (None, Some(old)) => format!("{} (removed)", section_title(old)),
        (None, None) => String::new(),
    }
}
