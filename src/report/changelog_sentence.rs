//! One change as a sentence of a changelog, in plain text: for readers who do not have the texts side by side.

use super::escape::fold;
use super::name::{former_section, ordinal_within, run, section_cited as section};
use super::redline::{Role, Run, runs};
use super::width::{head, shorten, tail};
use super::words::count;
use crate::diff::{Change, ChangeKind, Place, RuleHit, Unit};

/// Columns of unchanged words quoted on each side of an edit: three or four words, eleven Chinese characters.
const CONTEXT: usize = 22;

/// Columns of a quotation; more would be the text itself.
const QUOTE: usize = 160;

/// Edits of one clause that are quoted.
const MOST_QUOTES: usize = 4;

/// The sentence: where, then what.
pub fn sentence(change: &Change) -> String {
    let place = change.new.first().or_else(|| change.old.first());
    let place = place.map(|place| subject(change, place)).unwrap_or_default();
    let mut told = vec![happened(change)];
    told.extend(change.rules.iter().filter_map(reason));
    told.extend(quotes(change));
    told.retain(|part| !part.is_empty());
    let told = told.join("; ");
    let full_stop = if [".”", "…”", "。”", "！”", "？”", "!”", "?”"].iter().any(|end| told.ends_with(end))
    {
        ""
    } else {
        "."
    };
    format!("{place}: {told}{full_stop}")
}

/// Where the change is, as one would cite it.
fn subject(change: &Change, place: &Place) -> String {
    if change.kind == ChangeKind::Renumbered && change.unit == Unit::Section {
        return "Numbering of sections".to_owned();
    }
    let places = if change.new.is_empty() { &change.old } else { &change.new };
    let section = section(place);
    match change.unit {
        Unit::Section => section,
        Unit::Block if change.kind == ChangeKind::Renumbered => section,
        Unit::Block if change.new.is_empty() => format!("{section}, {} of the old text", clauses(places)),
        Unit::Block => format!("{section}, {}", clauses(places)),
    }
}

/// `clause 7`, `clauses 5 and 6`.
fn clauses(places: &[Place]) -> String {
    let numbers: Vec<String> =
        places.iter().map(|place| ordinal_within(&place.id).trim_start_matches('¶').to_owned()).collect();
    let noun = if places.len() == 1 { "clause" } else { "clauses" };
    format!("{noun} {}", super::words::list(&numbers))
}

/// What happened, where the edits and rules do not say it.
fn happened(change: &Change) -> String {
    let (old, new) = (change.old.as_slice(), change.new.as_slice());
    match (change.kind, change.unit) {
        (ChangeKind::Added, Unit::Block) => format!("added: {}", texts(new)),
        (ChangeKind::Removed, Unit::Block) => {
            format!("removed: {}", texts(old))
        }
        (ChangeKind::Added, Unit::Section) => format!("the {} was added", whole(new)),
        (ChangeKind::Removed, Unit::Section) => format!("the {} was removed", whole(old)),
        (ChangeKind::Moved, unit) => format!("moved here from {}", origin(old, new, unit)),
        (ChangeKind::Split, _) => {
            format!("split from one clause, formerly {}", origin(old, new, change.unit))
        }
        (ChangeKind::Merged, _) => format!("merged from {}", origin(old, new, change.unit)),
        (ChangeKind::Renamed, _) => format!("the heading was {} and is now {}", texts(old), texts(new)),
        (ChangeKind::Renumbered, _) => {
            format!(
                "{} renumbered from {} to {}",
                count(new.len(), super::words::noun(change.unit)),
                run(old),
                run(new)
            )
        }
        (ChangeKind::Modified, _) => String::new(),
    }
}

/// Where text came from; the section is told where it is another one.
fn origin(old: &[Place], new: &[Place], unit: Unit) -> String {
    let Some(first) = old.first() else { return String::new() };
    let elsewhere = new.first().is_none_or(|new| new.section != first.section);
    match (unit, elsewhere) {
        (Unit::Section, _) => former_section(first, new),
        (Unit::Block, true) => format!("{}, {} of the old text", section(first), clauses(old)),
        (Unit::Block, false) => format!("{} of the old text", clauses(old)),
    }
}

fn whole(places: &[Place]) -> String {
    let blocks = places.iter().flat_map(|place| &place.parts).filter(|part| part.block.is_some()).count();
    if blocks == 0 { "heading".to_owned() } else { format!("section with its {}", count(blocks, "clause")) }
}

fn texts(places: &[Place]) -> String {
    let all: Vec<String> = places.iter().map(|place| quoted(&fold(&place.text))).collect();
    super::words::list(&all)
}

fn quoted(text: &str) -> String {
    format!("“{}”", shorten(text.trim(), QUOTE))
}

/// A rule that fired, as half a sentence. Rules that say no more than the kind are left out.
fn reason(hit: &RuleHit) -> Option<String> {
    let thing = || hit.id.trim_end_matches("-changed").replace('-', " ");
    let sentence = match (hit.id.as_str(), hit.old.as_deref(), hit.new.as_deref()) {
        ("clause-added" | "clause-removed", ..) => return None,
        ("sentence-moved", ..) => "a sentence moved between clauses".to_owned(),
        ("modality-weakened", Some(old), Some(new)) => {
            format!("the obligation was weakened from “{old}” to “{new}”")
        }
        ("modality-strengthened", Some(old), Some(new)) => {
            format!("the obligation was strengthened from “{old}” to “{new}”")
        }
        ("negation-added", _, Some(word)) => format!("the negation “{word}” was put in"),
        ("negation-removed", Some(word), _) => format!("the negation “{word}” was struck"),
        (id, Some(old), Some(new)) if id.ends_with("-changed") => {
            format!("the {} changed from {old} to {new}", thing())
        }
        (id, None, Some(new)) if id.ends_with("-changed") => format!("the {} {new} was put in", thing()),
        (id, Some(old), None) if id.ends_with("-changed") => format!("the {} {old} was struck", thing()),
        (_, Some(old), Some(new)) => format!("{} from “{old}” to “{new}”", thing()),
        (_, Some(only), None) | (_, None, Some(only)) => format!("{} (“{only}”)", thing()),
        (_, None, None) => thing(),
    };
    Some(sentence)
}

/// The phrases before and after each edit.
fn quotes(change: &Change) -> Vec<String> {
    if change.kind == ChangeKind::Renamed {
        return Vec::new();
    }
    let runs = runs(&change.edits, false);
    let groups = groups(&runs);
    let mut told: Vec<String> = groups.iter().take(MOST_QUOTES).map(|group| quote(&runs, group)).collect();
    if groups.len() > MOST_QUOTES {
        told.push(format!("and {} more", count(groups.len() - MOST_QUOTES, "edit")));
    }
    told
}

/// Runs from the first to the last edit of each phrase: edits with few words between them are one.
fn groups(runs: &[Run]) -> Vec<std::ops::Range<usize>> {
    let mut groups: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, _) in runs.iter().enumerate().filter(|(_, run)| run.role != Role::Equal) {
        match groups.last_mut() {
            Some(group) if between(runs, group.end, at) <= CONTEXT => group.end = at + 1,
            _ => groups.push(at..at + 1),
        }
    }
    groups
}

fn between(runs: &[Run], from: usize, to: usize) -> usize {
    runs.get(from..to).unwrap_or_default().iter().map(|run| super::width::width(&run.text)).sum()
}

fn quote(runs: &[Run], group: &std::ops::Range<usize>) -> String {
    let before = group.start.checked_sub(1).and_then(|at| runs.get(at)).map_or("", |run| run.text.as_str());
    let after = runs.get(group.end).map_or("", |run| run.text.as_str());
    let (lead, trail) = (tail(before, CONTEXT), head(after, CONTEXT));
    let side = |skipped: Role| {
        let inner = runs.get(group.clone()).unwrap_or_default().iter();
        let inner: String = inner.filter(|run| run.role != skipped).map(|run| run.text.as_str()).collect();
        quoted(&fold(&format!("{lead}{inner}{trail}")))
    };
    format!("{} became {}", side(Role::PutIn), side(Role::Struck))
}
