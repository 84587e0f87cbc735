//! One change in the terminal report: a header line, the reasons, then the text.

use crate::diff::{Change, ChangeKind, EditOp, Place, Significance, Unit};
use crate::report::escape::fold;
use crate::report::terminal::page::{Indent, Page, Span, Text};
use crate::report::terminal::style::Tone;
use crate::report::width::{shorten, width};
use crate::report::wording::name::{cited_all, former_section, lines, ordinal_within, run};
use crate::report::wording::redline::{Role, Run, elide, runs};
use crate::report::wording::words::{count, noun, reasons, sign, significance};
use std::io;

/// Columns before the header of a change, and before its text.
const MARGIN: usize = 2;
const TEXT: usize = 4;

/// Columns of an added or removed clause that are shown; longer ones are cut. Most clauses of statements and statutes
/// are shorter: of the roadmap's 58 none is cut.
const LONGEST: usize = 1600;

/// Parts of an added or removed section that are shown: as many as the roadmap's longest section has, half a screen.
const MOST_PARTS: usize = 13;

/// Columns of a clause that only moved: enough to know it again.
const EXCERPT: usize = 130;

/// Writes one change.
pub fn change(change: &Change, form: bool, page: &mut Page) -> io::Result<()> {
    header(change, page)?;
    let reasons = reasons(&change.rules).join("; ");
    if !reasons.is_empty() {
        let tone = if change.significance >= Significance::Unclear { Tone::Substantive } else { Tone::Quiet };
        page.paragraph(Indent { first: TEXT, rest: TEXT + 2 }, &[Span::new(&reasons, tone)])?;
    }
    match (change.kind, change.unit) {
        (ChangeKind::Added, _) => one_sided(&change.new, Tone::Added, page),
        (ChangeKind::Removed, _) => one_sided(&change.old, Tone::Removed, page),
        (ChangeKind::Split, _) => {
            excerpts(&change.new, page)?;
            if is_edited(change) { redline(change, form, page) } else { Ok(()) }
        }
        (ChangeKind::Merged, _) => {
            excerpts(&change.old, page)?;
            if is_edited(change) { redline(change, form, page) } else { Ok(()) }
        }
        (ChangeKind::Moved, Unit::Block) if !is_edited(change) => {
            for place in &change.new {
                text(page, &shorten_for(place, EXCERPT), Tone::Plain)?;
            }
            Ok(())
        }
        (ChangeKind::Moved, Unit::Section) if !is_edited(change) => Ok(()),
        (ChangeKind::Renumbered, _) => Ok(()),
        _ => redline(change, form, page),
    }
}

/// The sign, the clause, what happened to it, and where it is.
fn header(change: &Change, page: &mut Page) -> io::Result<()> {
    let tone = match change.kind {
        ChangeKind::Added => Tone::Added,
        ChangeKind::Removed => Tone::Removed,
        _ => Tone::Clause,
    };
    let weight = if change.significance >= Significance::Unclear { Tone::Substantive } else { Tone::Plain };
    let (clause, what) = shown(change);
    let mut spans = vec![
        Span::new(sign(change.kind), tone),
        Span::new(" ", Tone::Plain),
        Span::new(&clause, Tone::Clause),
        Span::new(&format!(" {what}, "), Tone::Plain),
        Span::new(significance(change.significance), weight),
        Span::dot(),
    ];
    spans.extend(places(change));
    page.paragraph(Indent { first: MARGIN, rest: TEXT }, &spans)
}

/// What the clause is called and what happened to it.
fn shown(change: &Change) -> (String, String) {
    let (old, new) = (cited_all(&change.old), cited_all(&change.new));
    let verb = change.kind.name();
    let edited = if is_edited(change) { " and edited" } else { "" };
    let alone = change.unit == Unit::Section
        && change.new.iter().chain(&change.old).all(|place| place.parts.is_empty());
    let heading = if alone { " (heading only)" } else { "" };
    match change.kind {
        ChangeKind::Renumbered => renumbered(change),
        ChangeKind::Removed => (format!("old {old}"), format!("{verb}{heading}")),
        ChangeKind::Moved => (new, format!("moved here from {}{edited}{heading}", origin(change))),
        ChangeKind::Split | ChangeKind::Merged => (format!("{old} → {new}"), format!("{verb}{edited}")),
        ChangeKind::Added => (new, format!("{verb}{heading}")),
        ChangeKind::Renamed | ChangeKind::Modified => (new, verb.to_owned()),
    }
}

/// Where a moved clause came from, with the section's heading where it is another one.
fn origin(change: &Change) -> String {
    let heading = |places: &[Place]| places.first().and_then(|place| place.section.last().cloned());
    if let (Unit::Section, [old]) = (change.unit, change.old.as_slice()) {
        return former_section(old, &change.new);
    }
    match (heading(&change.old), heading(&change.new)) {
        (Some(old), new) if Some(&old) != new.as_ref() => {
            format!("{} ({})", cited_all(&change.old), shorten(&old, 60))
        }
        _ => cited_all(&change.old),
    }
}

/// `(c)–(f) → (d)–(g)`: one line for a run.
fn renumbered(change: &Change) -> (String, String) {
    let clause = format!("{} → {}", run(&change.old), run(&change.new));
    (clause, format!("({}) renumbered", count(change.new.len(), noun(change.unit))))
}

/// Ids and lines of both sides; the lines lead to their text.
fn places(change: &Change) -> Vec<Span> {
    let ids = |places: &[Place]| match places {
        [first, .., last] if change.kind == ChangeKind::Renumbered => format!("{}–{}", first.id, last.id),
        _ => places.iter().map(|place| place.id.as_str()).collect::<Vec<_>>().join(", "),
    };
    let lines = |places: &[Place]| match places {
        [first, .., last] => {
            let all = Place { lines: first.lines.cover(last.lines), ..first.clone() };
            lines(&[all])
        }
        _ => lines(places),
    };
    let quiet = |text: &str| Span::new(text, Tone::Quiet);
    let at = |text: &str, side: Text, places: &[Place]| {
        quiet(text).at(side, places.first().map_or(1, |place| place.lines.first))
    };
    match (change.old.is_empty(), change.new.is_empty()) {
        (true, _) => {
            vec![quiet(&ids(&change.new)), quiet(", "), at(&lines(&change.new), Text::Right, &change.new)]
        }
        (_, true) => {
            vec![quiet(&ids(&change.old)), quiet(", "), at(&lines(&change.old), Text::Left, &change.old)]
        }
        _ => {
            let (old, new) = (ids(&change.old), ids(&change.new));
            let ids = if old == new { new } else { format!("{old} → {new}") };
            let (old, new) = (lines(&change.old), lines(&change.new));
            let bare = new.split_once(' ').map_or(new.as_str(), |(_, numbers)| numbers);
            let mut spans = vec![quiet(&ids), quiet(", ")];
            if old != new {
                spans.extend([at(&old, Text::Left, &change.old), quiet(" → ")]);
            }
            spans.push(at(if old == new { &new } else { bare }, Text::Right, &change.new));
            spans
        }
    }
}

/// Whether a word was deleted or inserted.
fn is_edited(change: &Change) -> bool {
    change.edits.iter().any(|edit| edit.op != EditOp::Equal && edit.form.is_none())
}

/// The text with its edits.
fn redline(change: &Change, form: bool, page: &mut Page) -> io::Result<()> {
    let runs = elide(runs(&change.edits, form));
    if runs.iter().all(|run| matches!(run.role, Role::Equal | Role::Gap)) {
        let quiet = if change.edits.iter().any(|edit| edit.form.is_some()) {
            "Only formatting differs."
        } else {
            "Only line breaks or spaces differ."
        };
        return text(page, quiet, Tone::Quiet);
    }
    let spans: Vec<Span> = runs.iter().map(span).collect();
    page.paragraph(Indent::all(TEXT), &spans)
}

/// A run of a redline as the page shows it.
pub fn span(run: &Run) -> Span {
    let tone = match run.role {
        Role::Equal => Tone::Plain,
        Role::Deleted => Tone::Deleted,
        Role::Inserted => Tone::Inserted,
        Role::FormDeleted => Tone::FormDeleted,
        Role::FormInserted => Tone::FormInserted,
        Role::Gap => Tone::Quiet,
    };
    Span::new(&run.text, tone)
}

/// The first words of each part of a split or merged clause.
fn excerpts(places: &[Place], page: &mut Page) -> io::Result<()> {
    for place in places.iter().take(MOST_PARTS) {
        excerpt(&place.id, &place.text, Tone::Plain, page)?;
    }
    more(places.len(), "part", page)
}

/// One line with the first words of a part.
fn excerpt(id: &str, text: &str, tone: Tone, page: &mut Page) -> io::Result<()> {
    let name = ordinal_within(id);
    let space = page.columns(TEXT + width(&name) + 1);
    let spans = [
        Span::new(&name, Tone::Quiet),
        Span::new(" ", Tone::Plain),
        Span::new(&shorten(&fold(text), space), tone),
    ];
    page.paragraph(Indent { first: TEXT, rest: TEXT + 2 }, &spans)
}

/// What came or went: a clause with its text, a section with the first words of its parts.
fn one_sided(places: &[Place], tone: Tone, page: &mut Page) -> io::Result<()> {
    for place in places {
        if place.block.is_some() {
            text(page, &shorten_for(place, LONGEST), tone)?;
        }
        let parts: Vec<_> = place.parts.iter().filter(|part| part.id != place.id).collect();
        for part in parts.iter().take(MOST_PARTS) {
            excerpt(&part.id, &part.text, tone, page)?;
        }
        more(parts.len(), "part", page)?;
    }
    Ok(())
}

/// Says how much was left out of a list.
fn more(all: usize, noun: &str, page: &mut Page) -> io::Result<()> {
    match all.checked_sub(MOST_PARTS) {
        Some(left @ 1..) => {
            text(page, &format!("… and {left} more {noun}{}", if left == 1 { "" } else { "s" }), Tone::Quiet)
        }
        _ => Ok(()),
    }
}

fn shorten_for(place: &Place, columns: usize) -> String {
    shorten(&fold(&place.text), columns)
}

fn text(page: &mut Page, text: &str, tone: Tone) -> io::Result<()> {
    page.paragraph(Indent::all(TEXT), &[Span::new(text, tone)])
}
