//! What is told of one revision, section by section: each change of substance by itself, changes of wording together.

use crate::diff::{Change, ChangeKind, Comparison, Significance, Unit};
use crate::report::changelog::sentence::Teller;
use crate::report::changelog::unmarked::unmarked;
use crate::report::width::shorten;
use crate::report::wording::groups;

/// Fewest clauses that came or went in a row for them to be told as one.
const TOGETHER: usize = 3;

/// Columns quoted of each clause of such a row, and how many clauses are quoted: enough to see what they are about.
const FIRST_WORDS: (usize, usize) = (72, 8);

/// Lines of one revision that a person reads through. A revision with more of them was rewritten, and what happened is
/// told by section.
const MOST_LINES: usize = 48;

/// Lines that a section of a rewritten text may have and still be told in full.
const FEW_LINES: usize = 2;

/// What happened in one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The section, as one would cite it.
    pub name: String,
    /// The section without the remark that it is one of the old text.
    place: String,
    /// What happened in it.
    pub lines: Vec<Line>,
}

/// One line of a changelog: what happened at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The clauses; none for the section as a whole.
    pub clauses: Option<String>,
    /// Whether the clauses are cited with their section: they are gone from one that had another name.
    pub is_whole: bool,
    /// What happened.
    pub told: String,
    /// How many changes it tells.
    pub changes: usize,
    kind: ChangeKind,
}

/// The changes of substance of one revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substantive {
    /// Of a text that was rewritten: that it was, which sections are new and which are gone.
    pub rewritten: Vec<String>,
    /// What happened in the sections.
    pub sections: Vec<Section>,
}

impl Teller {
    /// The changes of one significance, section by section.
    pub fn sections(&self, comparison: &Comparison, significance: Significance) -> Vec<Section> {
        let groups = groups::groups(comparison, false).into_iter();
        let sections = groups.filter_map(|group| {
            let changes: Vec<&Change> =
                group.changes.into_iter().filter(|change| change.significance == significance).collect();
            let first = changes.iter().find(|change| !change.new.is_empty()).or_else(|| changes.first())?;
            let name = self.subject(first).section;
            let lines = self.lines(&changes, &name);
            let place = first.new.first().or_else(|| first.old.first()).map(|place| self.section(place));
            Some(Section { name, place: place.unwrap_or_default(), lines })
        });
        // What is gone from a section and what came to the one of the same name are told together.
        let mut merged: Vec<Section> = Vec::new();
        for section in sections {
            match merged.iter_mut().find(|earlier| earlier.name == section.name) {
                Some(earlier) => earlier.lines.extend(section.lines),
                None => merged.push(section),
            }
        }
        merged
    }

    /// The changes of substance; of a text that was rewritten, sections that came or went in one line each, and of
    /// other sections numbers.
    pub fn substantive(&self, comparison: &Comparison, all: bool) -> Substantive {
        let mut sections = self.sections(comparison, Significance::Substantive);
        let mut rewritten = Vec::new();
        if !all && sections.iter().map(|section| section.lines.len()).sum::<usize>() > MOST_LINES {
            rewritten.push(self.messages.get("entry.rewritten").to_owned());
            for (kind, key) in
                [(ChangeKind::Added, "entry.new-sections"), (ChangeKind::Removed, "entry.gone-sections")]
            {
                let (whole, rest): (Vec<_>, Vec<_>) = sections.into_iter().partition(|section| {
                    matches!(section.lines.as_slice(), [line] if line.kind == kind && line.clauses.is_none())
                });
                sections = rest;
                let names: Vec<String> = whole.into_iter().map(|section| section.place).collect();
                if !names.is_empty() {
                    // Headings have commas of their own.
                    let names = names.join(self.messages.get("text.pause"));
                    rewritten.push(self.messages.say(key, &[("list", &names)]));
                }
            }
            for section in sections.iter_mut().filter(|section| section.lines.len() > FEW_LINES) {
                section.lines = vec![self.in_numbers(&section.lines)];
            }
        }
        Substantive { rewritten, sections }
    }

    fn lines(&self, changes: &[&Change], section: &str) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut at = 0;
        while let Some(change) = changes.get(at) {
            let row = changes.iter().skip(at).take_while(|next| in_row(change, next)).count();
            if row >= TOGETHER {
                lines.push(self.row(changes.get(at..at + row).unwrap_or_default()));
                at += row;
                continue;
            }
            let subject = self.subject(change);
            // What is gone from a section that had another name is cited by that name.
            let is_whole = subject.section != section && change.new.is_empty();
            let clauses = if is_whole { Some(self.place(&subject)) } else { subject.clauses };
            lines.push(Line { clauses, is_whole, told: self.told(change), changes: 1, kind: change.kind });
            at += 1;
        }
        lines
    }

    /// Clauses that came or went in a row.
    fn row(&self, changes: &[&Change]) -> Line {
        let places: Vec<_> =
            changes.iter().flat_map(|change| change.new.iter().chain(&change.old)).cloned().collect();
        let kind = changes.first().map_or(ChangeKind::Added, |change| change.kind);
        let mut clauses = self.clauses(&places);
        if kind == ChangeKind::Removed {
            clauses = self.messages.say("place.old", &[("place", &clauses)]);
        }
        let (columns, most) = FIRST_WORDS;
        let quoted = |text: &str| self.messages.quote(&shorten(&unmarked(text), columns));
        let mut texts: Vec<String> = places.iter().take(most).map(|place| quoted(&place.text)).collect();
        if places.len() > most {
            texts.push("…".to_owned());
        }
        let text = if places.len() > most {
            texts.join(self.messages.get("text.comma"))
        } else {
            self.messages.list(&texts)
        };
        let told = self.messages.say(&format!("change.{}", kind.name()), &[("text", &text)]);
        Line { clauses: Some(clauses), is_whole: false, told, changes: places.len(), kind }
    }

    /// The lines of a section in numbers: so many clauses added, removed and changed.
    fn in_numbers(&self, lines: &[Line]) -> Line {
        let number = |wanted: fn(ChangeKind) -> bool| -> usize {
            lines.iter().filter(|line| wanted(line.kind)).map(|line| line.changes).sum()
        };
        let counts = [
            ("count.added", number(|kind| kind == ChangeKind::Added)),
            ("count.removed", number(|kind| kind == ChangeKind::Removed)),
            ("count.changed", number(|kind| !matches!(kind, ChangeKind::Added | ChangeKind::Removed))),
        ];
        let told: Vec<String> = counts
            .iter()
            .filter(|(_, number)| *number > 0)
            .map(|(key, number)| self.messages.count(key, *number, &[]))
            .collect();
        Line {
            clauses: None,
            is_whole: false,
            told: self.messages.list(&told),
            changes: lines.iter().map(|line| line.changes).sum(),
            kind: ChangeKind::Modified,
        }
    }

    /// The changes of wording, one line a section: `clauses 8 and 9 reworded`.
    pub fn editorial(&self, comparison: &Comparison) -> Vec<Section> {
        let groups = groups::groups(comparison, false).into_iter();
        let sections = groups.filter_map(|group| {
            let changes: Vec<&Change> = group
                .changes
                .into_iter()
                .filter(|change| change.significance == Significance::Editorial)
                .collect();
            let name = self.subject(changes.first()?).section;
            let mut told: Vec<String> = Vec::new();
            for kind in KINDS {
                let of_kind = || changes.iter().filter(|change| change.kind == kind);
                let blocks: Vec<_> = of_kind().filter(|change| change.unit == Unit::Block).copied().collect();
                told.extend(self.summary(kind, &blocks));
                for change in of_kind().filter(|change| change.unit == Unit::Section) {
                    told.push(self.section_summary(change));
                }
            }
            let told = self.messages.list(&told);
            let changes = changes.len();
            let line = Line { clauses: None, is_whole: false, told, changes, kind: ChangeKind::Modified };
            Some(Section { place: name.clone(), name, lines: vec![line] })
        });
        sections.collect()
    }

    fn summary(&self, kind: ChangeKind, changes: &[&Change]) -> Option<String> {
        if changes.is_empty() {
            return None;
        }
        let places = |change: &&Change| {
            let side = if change.new.is_empty() { &change.old } else { &change.new };
            side.clone()
        };
        let places: Vec<_> = changes.iter().flat_map(places).collect();
        if kind == ChangeKind::Renumbered {
            return Some(self.messages.count("summary.renumbered", places.len(), &[]));
        }
        let mut clauses = self.clauses(&places);
        if kind == ChangeKind::Removed {
            clauses = self.messages.say("place.old", &[("place", &clauses)]);
        }
        Some(self.messages.count(&format!("summary.{}", kind.name()), places.len(), &[("clauses", &clauses)]))
    }

    fn section_summary(&self, change: &Change) -> String {
        let mut parts = change.new.iter().chain(&change.old).flat_map(|place| &place.parts);
        let whole = parts.any(|part| part.block.is_some());
        let key = match change.kind {
            ChangeKind::Renumbered => {
                return self.messages.count("summary.renumbered", change.new.len(), &[]);
            }
            ChangeKind::Added if whole => "summary.section-added",
            ChangeKind::Removed if whole => "summary.section-removed",
            ChangeKind::Added => "change.heading-added",
            ChangeKind::Removed => "change.heading-removed",
            ChangeKind::Moved => "summary.section-moved",
            _ => "summary.renamed",
        };
        self.messages.get(key).to_owned()
    }
}

/// The order in which kinds are told of one section.
const KINDS: [ChangeKind; 8] = [
    ChangeKind::Renamed,
    ChangeKind::Added,
    ChangeKind::Modified,
    ChangeKind::Moved,
    ChangeKind::Split,
    ChangeKind::Merged,
    ChangeKind::Renumbered,
    ChangeKind::Removed,
];

/// Whether a change belongs to the row of clauses that came or went together.
fn in_row(first: &Change, next: &Change) -> bool {
    let rows = matches!(first.kind, ChangeKind::Added | ChangeKind::Removed);
    let section = |change: &Change| {
        change.new.first().or_else(|| change.old.first()).map(|place| place.section.clone())
    };
    rows && first.kind == next.kind
        && next.unit == Unit::Block
        && first.unit == Unit::Block
        && section(first) == section(next)
}
