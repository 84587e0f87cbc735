//! One change as a paragraph with a quotation.

use crate::diff::{Change, ChangeKind, Edit, Place, Unit};
use crate::report::escape::fold;
use crate::report::escape::markdown::{safe, safe_start};
use crate::report::width::{shorten, width};
use crate::report::wording::reason::{Reason, reasons};
use crate::report::wording::redline::{Role, Run, elide, runs};
use crate::report::wording::{cite, name};

/// Columns of one stretch of text that are shown: a long clause of a statute. A comment says what to look up, the page
/// and the texts themselves hold the rest.
const LONGEST: usize = 1600;

/// Columns of a clause that only moved: enough to know it again.
const EXCERPT: usize = 160;

/// Parts of a section or of a clause that are quoted.
const MOST_PARTS: usize = 8;

/// Columns of one change that are shown, all its edits together.
const WHOLE: usize = 4000;

/// The change: where, what, why, and the text.
pub fn item(change: &Change) -> String {
    let mut out = format!("**{}** ", safe(&cite::subject(change)));
    if change.kind == ChangeKind::Moved {
        let edited = if cite::is_edited(change) { " and edited" } else { "" };
        out.push_str(&format!("moved here from {} of the old text{edited}", safe(&cite::origin(change))));
    } else {
        out.push_str(&safe(&cite::predicate(change)));
    }
    let reasons: Vec<String> = reasons(&change.rules).iter().map(reason).collect();
    if !reasons.is_empty() {
        out.push_str(&format!(": {}", reasons.join("; ")));
    }
    let whose = if change.new.is_empty() { "old " } else { "" };
    out.push_str(&format!(" ({whose}{})\n", lines(&change.old, &change.new)));
    let quoted = quotations(change).join("\n>\n> ");
    if !quoted.is_empty() {
        out.push_str(&format!("\n> {quoted}\n"));
    }
    out
}

/// A rule with its evidence: `date changed “2035” → “2040”`.
pub fn reason(reason: &Reason) -> String {
    let quoted = |text: &String| format!("“{}”", safe(text));
    let evidence: Vec<String> = reason.old.iter().chain(&reason.new).map(quoted).collect();
    let mut name = reason.name.chars();
    let name: String =
        name.next().map_or_else(String::new, |first| first.to_lowercase().chain(name).collect());
    format!("{} {}", safe(&name), evidence.join(" → ")).trim_end().to_owned()
}

/// `lines 120–126 → 131–137`; of the one side where there is no other.
pub fn lines(old: &[Place], new: &[Place]) -> String {
    let shown = |places: &[Place]| {
        let (first, last) = (places.first()?, places.last()?);
        Some(name::lines(&[Place { lines: first.lines.cover(last.lines), ..first.clone() }]))
    };
    match (shown(old), shown(new)) {
        (Some(old), Some(new)) if old == new => new,
        (Some(old), Some(new)) => {
            format!("{old} → {}", new.split_once(' ').map_or(new.as_str(), |(_, numbers)| numbers))
        }
        (old, new) => old.or(new).unwrap_or_default(),
    }
}

/// The texts that are quoted, one paragraph each, as Markdown.
fn quotations(change: &Change) -> Vec<String> {
    match (change.kind, change.unit) {
        (ChangeKind::Added, _) => parts(&change.new, Some("ins")),
        (ChangeKind::Removed, _) => parts(&change.old, Some("del")),
        (ChangeKind::Renumbered, _) => Vec::new(),
        (ChangeKind::Moved, Unit::Section) if !cite::is_edited(change) => Vec::new(),
        (ChangeKind::Moved, _) if !cite::is_edited(change) => {
            let text: String = change.edits.iter().map(|edit| edit.text.as_str()).collect();
            let text = change
                .new
                .first()
                .map(|place| place.text.clone())
                .filter(|text| !text.is_empty())
                .unwrap_or(text);
            vec![safe_start(&shorten(&fold(&text), EXCERPT))]
        }
        (ChangeKind::Split, _) if !cite::is_edited(change) => parts(&change.new, None),
        (ChangeKind::Merged, _) if !cite::is_edited(change) => parts(&change.old, None),
        _ => vec![redline(&change.edits)],
    }
}

fn parts(places: &[Place], tag: Option<&str>) -> Vec<String> {
    let texts: Vec<&str> = places
        .iter()
        .flat_map(|place| {
            let whole = place.parts.is_empty().then_some(place.text.as_str());
            whole.into_iter().chain(place.parts.iter().map(|part| part.text.as_str()))
        })
        .collect();
    // What came or went as one clause is shown whole, of a section the first words of each part.
    let longest = if texts.len() > 1 { EXCERPT } else { LONGEST };
    let mut shown: Vec<String> = texts
        .iter()
        .take(MOST_PARTS)
        .map(|text| {
            let text = shorten(&fold(text), longest);
            tag.map_or_else(|| safe_start(&text), |tag| format!("<{tag}>{}</{tag}>", safe(&text)))
        })
        .collect();
    if texts.len() > MOST_PARTS {
        shown.push(format!("… and {} more", texts.len() - MOST_PARTS));
    }
    shown
}

/// The text with its edits. `<del>` and `<ins>` rather than `~~` and `**`: those need a space or a mark on their outer
/// side, which Chinese and edits inside a word do not have, and `**` does not say "inserted". Forges allow both tags.
pub fn redline(edits: &[Edit]) -> String {
    let mut out = String::new();
    let mut columns = 0;
    for Run { role, text } in elide(runs(edits, false)) {
        if columns > WHOLE {
            out.push_str(" … (rest of this clause omitted)");
            break;
        }
        let text = shorten(&text, LONGEST);
        columns += width(&text);
        let inner = if out.is_empty() { safe_start(&text) } else { safe(&text) };
        // A space inside the tags would be crossed out or underlined.
        let (lead, trail) = (spaces(text.starts_with(' ')), spaces(text.len() > 1 && text.ends_with(' ')));
        let marked = |tag: &str| format!("{lead}<{tag}>{}</{tag}>{trail}", safe(text.trim_matches(' ')));
        match role {
            Role::Deleted | Role::FormDeleted => out.push_str(&marked("del")),
            Role::Inserted | Role::FormInserted => out.push_str(&marked("ins")),
            Role::Equal | Role::Gap => out.push_str(&inner),
        }
    }
    out.trim().to_owned()
}

fn spaces(there: bool) -> &'static str {
    if there { " " } else { "" }
}
