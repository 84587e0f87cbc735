//! One change as the page shows it.

use crate::diff::{Change, ChangeKind, Part, Place, Significance, Unit};
use crate::report::escape::fold;
use crate::report::html::anchors;
use crate::report::html::anchors::Anchors;
use crate::report::html::text::{Piece, Segment, brief, pieces, segments};
use crate::report::width::shorten;
use crate::report::wording::name::ordinal_within;
use crate::report::wording::reason::{Reason, reasons};
use crate::report::wording::words::significance;
use crate::report::wording::{cite, name};

/// A change.
#[derive(Debug)]
pub struct Card {
    /// Its place in the page, made of its id.
    pub anchor: String,
    /// Its id.
    pub id: String,
    /// Places in the page for the clauses that it covers: `new-s3.b4`.
    pub clauses: Vec<String>,
    /// `substantive`, `editorial` or `cosmetic`.
    pub significance: &'static str,
    /// The name of its kind.
    pub kind: &'static str,
    /// The clause or section.
    pub subject: String,
    /// What happened to it.
    pub predicate: String,
    /// Where it moved from, which links to the note that was left there.
    pub origin: Option<Link>,
    /// Ids and lines in the old text, with the clause's own place in the page.
    pub old: Option<Link>,
    /// Ids and lines in the new text.
    pub new: Option<Link>,
    /// Why it has its significance.
    pub reasons: Vec<Reason>,
    /// Its text.
    pub body: Body,
    /// Its edits with the words around them, where it is substantive and so shown in the summary.
    pub brief: Vec<Segment>,
}

/// A link inside the page.
#[derive(Debug)]
pub struct Link {
    /// The place that it leads to.
    pub anchor: String,
    /// Its words.
    pub text: String,
}

/// The text of a change.
#[derive(Debug)]
pub enum Body {
    /// Old and new wording in one.
    Redline { segments: Vec<Segment>, note: Option<&'static str> },
    /// A clause whose words and signs are all the same: its first words.
    Same { note: &'static str, excerpt: Vec<Piece> },
    /// What is on one side alone.
    OneSided { parts: Vec<PartView>, removed: bool },
    /// One clause that became several or several that became one, with the redline where words were edited.
    Regrouped { old: Vec<PartView>, new: Vec<PartView>, segments: Vec<Segment> },
    /// A section that moved whole.
    Whole { parts: Vec<PartView> },
    /// Printed numbers, old beside new.
    Numbers { pairs: Vec<(String, String)> },
}

/// A clause or heading shown in full.
#[derive(Debug)]
pub struct PartView {
    /// Its number in the section, where several are shown.
    pub number: Option<String>,
    /// Whether it is a heading.
    pub heading: bool,
    /// Its text.
    pub pieces: Vec<Piece>,
}

/// The note at the old place of a clause or section that moved.
#[derive(Debug)]
pub struct Away {
    /// Its place in the page.
    pub anchor: String,
    /// Significance and kind of the change, for filters.
    pub significance: &'static str,
    /// What moved.
    pub subject: String,
    /// Where it is now.
    pub target: Link,
    /// Its first words.
    pub excerpt: Vec<Piece>,
}

/// Columns of the first words of a clause that moved away: enough to know it again.
const EXCERPT: usize = 90;

impl Card {
    /// Of a change.
    pub fn new(change: &Change, anchors: &mut Anchors) -> Self {
        let anchor = anchors.take(&format!("change-{}", change.id));
        let moved = change.kind == ChangeKind::Moved;
        let origin = moved.then(|| Link { anchor: from(&anchor), text: cite::origin(change) });
        let mut clauses = Vec::new();
        for (side, places) in [("new", &change.new), ("old", &change.old)] {
            let ids = places
                .iter()
                .flat_map(|place| std::iter::once(&place.id).chain(place.parts.iter().map(|part| &part.id)));
            clauses.extend(ids.filter_map(|id| anchors.first(&format!("{side}-{id}"))));
        }
        Self {
            anchor,
            id: fold(&change.id),
            clauses,
            significance: significance(change.significance),
            kind: change.kind.name(),
            subject: cite::subject(change),
            predicate: cite::predicate(change),
            origin,
            old: located("old", &change.old),
            new: located("new", &change.new),
            reasons: reasons(&change.rules),
            body: body(change),
            brief: if change.significance == Significance::Substantive {
                brief(&change.edits)
            } else {
                Vec::new()
            },
        }
    }

    /// The ids of the rules that fired, each once, as the page's script reads them.
    pub fn rules(&self) -> String {
        let mut ids: Vec<String> = self.reasons.iter().map(|reason| anchors::safe(&reason.rule)).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.join(" ")
    }

    /// Whether it is gone from the new text.
    pub fn is_removed(&self) -> bool {
        matches!(self.body, Body::OneSided { removed: true, .. })
    }

    /// The first words of a clause that came or went; nothing for other changes.
    pub fn excerpt(&self) -> Vec<Piece> {
        let Body::OneSided { parts, .. } = &self.body else { return Vec::new() };
        // The heading of a section is shown beside it.
        let wording = parts.iter().find(|part| !part.heading).or(parts.first());
        let Some(part) = wording else { return Vec::new() };
        let text: String = part.pieces.iter().map(|piece| piece.text.as_str()).collect();
        excerpt(&text)
    }

    /// The note that is left where it was; none for what did not move.
    pub fn away(&self, change: &Change) -> Option<Away> {
        let origin = self.origin.as_ref()?;
        let text = change.old.first().map(|place| first_words(place, change)).unwrap_or_default();
        Some(Away {
            anchor: origin.anchor.clone(),
            significance: self.significance,
            subject: cite::places(&change.old),
            target: Link { anchor: self.anchor.clone(), text: self.subject.clone() },
            excerpt: excerpt(&fold(&text)),
        })
    }
}

/// The first words of a text. An ellipsis alone on a line says nothing.
fn excerpt(text: &str) -> Vec<Piece> {
    let shown = shorten(text, EXCERPT);
    match shown.strip_suffix(" …") {
        Some(words) => pieces(&format!("{words}\u{a0}…")),
        None => pieces(&shown),
    }
}

/// The place of the note for a card at this anchor.
fn from(anchor: &str) -> String {
    format!("from-{anchor}")
}

fn first_words(place: &Place, change: &Change) -> String {
    if change.unit == Unit::Section {
        return place.section.last().cloned().unwrap_or_default();
    }
    if !place.text.is_empty() {
        return place.text.clone();
    }
    let old = change.edits.iter().filter(|edit| edit.op != crate::diff::EditOp::Insert);
    old.map(|edit| edit.text.as_str()).collect()
}

/// Ids and lines: `s3.b4, lines 5–9`.
fn located(side: &str, places: &[Place]) -> Option<Link> {
    let (first, last) = (places.first()?, places.last()?);
    let ids = match places {
        [one] => fold(&one.id),
        _ => format!("{}–{}", fold(&first.id), fold(&last.id)),
    };
    let all = Place { lines: first.lines.cover(last.lines), ..first.clone() };
    let anchor = anchors::safe(&format!("{side}-{}", first.id));
    Some(Link { anchor, text: format!("{ids}, {}", name::lines(&[all])) })
}

fn body(change: &Change) -> Body {
    match (change.kind, change.unit) {
        (ChangeKind::Added, _) => Body::OneSided { parts: all_parts(&change.new), removed: false },
        (ChangeKind::Removed, _) => Body::OneSided { parts: all_parts(&change.old), removed: true },
        (ChangeKind::Renumbered, _) => Body::Numbers { pairs: cite::renumbered(change) },
        (ChangeKind::Split | ChangeKind::Merged, _) => Body::Regrouped {
            old: all_parts(&change.old),
            new: all_parts(&change.new),
            segments: if cite::is_edited(change) { segments(&change.edits) } else { Vec::new() },
        },
        (ChangeKind::Moved, Unit::Section) if !cite::is_edited(change) => {
            Body::Whole { parts: all_parts(&change.new) }
        }
        _ => match note(change) {
            Some(note) if change.edits.iter().all(|edit| edit.form.is_none()) => {
                let text = change.new.first().map(|place| first_words(place, change)).unwrap_or_default();
                Body::Same { note, excerpt: excerpt(&fold(&text)) }
            }
            note => Body::Redline { segments: wording(change), note },
        },
    }
}

/// The edits; where none are shown, the text as it is.
fn wording(change: &Change) -> Vec<Segment> {
    if !change.edits.is_empty() {
        return segments(&change.edits);
    }
    let text = change.new.iter().flat_map(|place| pieces(&place.text)).collect();
    vec![Segment::equal(text)]
}

fn note(change: &Change) -> Option<&'static str> {
    let form = change.edits.iter().any(|edit| edit.form.is_some());
    match change.significance {
        _ if cite::is_edited(change) || change.kind == ChangeKind::Moved => None,
        Significance::Cosmetic if !form => Some("Only line breaks or spaces differ."),
        _ if form => Some("Only formatting differs."),
        _ => None,
    }
}

fn all_parts(places: &[Place]) -> Vec<PartView> {
    let several = places.len() > 1;
    places.iter().flat_map(|place| parts(place, several)).collect()
}

fn parts(place: &Place, several: bool) -> Vec<PartView> {
    if place.parts.is_empty() {
        let number = several.then(|| ordinal_within(&place.id));
        let heading = place.block.is_none();
        return vec![PartView { number, heading, pieces: pieces(&place.text) }];
    }
    let view = |part: &Part| PartView {
        number: part.block.is_some().then(|| ordinal_within(&part.id)),
        heading: part.block.is_none(),
        pieces: pieces(&part.text),
    };
    place.parts.iter().map(view).collect()
}
