//! Which units carry a label. Each is read by itself first; what it means, its neighbours show: a lone `(i)` is the
//! ninth letter or the first numeral by what stands before and behind it, any word with a rising number behind it is a
//! label, and the numbers inside a quoted amendment are text.

use crate::formats::raw::{RawKind, RawUnit};
use crate::model::BlockKind;
use crate::text::numbering::{self, Label, Scheme};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A label, and where the wording begins behind it.
pub type Labelled = Option<(Label, usize)>;

/// The label of each unit.
#[must_use]
pub fn labels(units: &[RawUnit]) -> Vec<Labelled> {
    let mut out: Vec<Labelled> = units.iter().map(alone).collect();
    words(units, &mut out);
    quoted(units, &mut out);
    runs(units, &mut out);
    // What the format counts itself, readers see instead of what the source prints.
    for (unit, found) in units.iter().zip(&mut out) {
        if let Some(label) = &unit.label {
            // Formats without lines have it in their text, in whatever form.
            let written = unit.text.strip_prefix(label.printed.as_str()).map(str::trim_start);
            let body = match (written, found.as_ref()) {
                (Some(rest), _) => unit.text.len() - rest.len(),
                (None, found) => found.map_or(0, |(_, body)| *body),
            };
            *found = Some((label.clone(), body));
        }
    }
    out
}

fn may_have_label(unit: &RawUnit) -> bool {
    matches!(
        unit.kind,
        RawKind::Heading { .. }
            | RawKind::Block { kind: BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote, .. }
    )
}

fn is_heading(unit: &RawUnit) -> bool {
    matches!(unit.kind, RawKind::Heading { .. })
}

/// The label of a unit by itself.
fn alone(unit: &RawUnit) -> Labelled {
    if !may_have_label(unit) {
        return None;
    }
    let heading = is_heading(unit);
    let hidden: Vec<Range<usize>> = unit.marks.iter().map(|mark| mark.range.clone()).collect();
    let (label, body) = numbering::parse_marked(&unit.text, &hidden, heading)?;
    // A number with nothing behind it is the text itself: a cell, a figure. A heading may be a bare label, and so
    // may `Article 5` on a line of its own.
    let named = matches!(
        label.scheme,
        Scheme::Article | Scheme::Section | Scheme::Paragraph | Scheme::Division | Scheme::Han
    );
    (heading || named || body < unit.text.len()).then_some((label, body))
}

/// Finds words that are labels because they carry rising numbers from one on: `Regel 1`, `Regel 2`.
fn words(units: &[RawUnit], out: &mut [Labelled]) {
    /// Share of the numbers of a word that must rise by one.
    const RISING: f64 = 0.6;
    let mut found: FxHashMap<String, Vec<(usize, Label, usize)>> = FxHashMap::default();
    for (at, unit) in units.iter().enumerate().filter(|(at, unit)| may_have_label(unit) && out[*at].is_none())
    {
        let start = visible_start(unit);
        let Some((word, label, body)) = unit.text.get(start..).and_then(numbering::word_and_number) else {
            continue;
        };
        found.entry(word).or_default().push((at, label, start + body));
    }
    for list in found.into_values() {
        let first = list.first().and_then(|(_, label, _)| label.ordinals.first());
        let rising = list.windows(2).filter(|two| numbering::is_successor(&two[0].1, &two[1].1)).count();
        if first != Some(&1) || rising == 0 || (rising as f64) < RISING * (list.len() - 1) as f64 {
            continue;
        }
        for (at, label, body) in list {
            out[at] = Some((label, body));
        }
    }
}

/// Where the wording of a unit begins, behind marks of form at its head.
fn visible_start(unit: &RawUnit) -> usize {
    let mut at = 0;
    for mark in &unit.marks {
        if mark.range.start > at {
            break;
        }
        at = mark.range.end.max(at);
    }
    at
}

/// Takes the labels away that stand inside a quotation over several units: what an act inserts into another one is
/// text of the act.
fn quoted(units: &[RawUnit], out: &mut [Labelled]) {
    /// Units that one quoted amendment has at most; without a closing sign within them, the sign is no quotation.
    const LONGEST: usize = 60;
    const OPENING: [char; 6] = ['"', '“', '„', '«', '「', '‘'];
    let mut at = 0;
    while at < units.len() {
        let text = units[at].text.get(visible_start(&units[at])..).unwrap_or_default();
        let opened = text.chars().next().filter(|first| OPENING.contains(first));
        let open = opened.is_some_and(|first| !closes(text, first));
        let end = units
            .iter()
            .enumerate()
            .skip(at + 1)
            .take(LONGEST)
            .take_while(|(_, unit)| !is_heading(unit))
            .find(|(_, unit)| opened.is_some_and(|first| ends_quotation(&unit.text, first)))
            .map(|(end, _)| end)
            .filter(|_| open);
        match end {
            Some(end) => {
                out[at..=end].iter_mut().for_each(|label| *label = None);
                at = end + 1;
            }
            None => at += 1,
        }
    }
}

fn closing(opening: char) -> &'static [char] {
    match opening {
        '"' => &['"'],
        '“' => &['”', '"'],
        '„' => &['“', '”', '"'],
        '«' => &['»'],
        '「' => &['」'],
        _ => &['’'],
    }
}

/// Whether a quotation that opens at the head of a text closes in it.
fn closes(text: &str, opening: char) -> bool {
    text.get(opening.len_utf8()..).is_some_and(|rest| rest.contains(closing(opening)))
}

fn ends_quotation(text: &str, opening: char) -> bool {
    text.trim_end_matches(['.', ';', ',', ' ', '。']).ends_with(closing(opening))
}

/// Reads letters and roman numerals by what stands before and behind them in their list.
fn runs(units: &[RawUnit], out: &mut [Labelled]) {
    let mut recent: Vec<Label> = Vec::new();
    for at in 0..out.len() {
        if is_heading(&units[at]) {
            recent.clear();
        }
        let Some((label, body)) = out[at].take() else { continue };
        let label = by_run(&recent, label, || next_like(units, out, at));
        recent.retain(|other| other.scheme != label.scheme);
        recent.push(label.clone());
        out[at] = Some((label, body));
    }
}

/// The next label under the same heading.
fn next_like(units: &[RawUnit], labels: &[Labelled], at: usize) -> Option<Label> {
    let rest = units.iter().zip(labels).skip(at + 1).take_while(|(unit, _)| !is_heading(unit));
    rest.filter_map(|(_, label)| label.as_ref()).map(|(label, _)| label.clone()).next()
}

fn by_run(recent: &[Label], label: Label, next: impl Fn() -> Option<Label>) -> Label {
    // The letter or the numeral that was read last and goes on with this one wins.
    let (letter, roman) = (numbering::as_letter(&label), numbering::as_roman(&label));
    let follows =
        |reading: &Label| recent.iter().rposition(|before| numbering::is_successor(before, reading));
    match (letter, roman) {
        (Some(letter), _) => match (follows(&letter), follows(&label)) {
            (Some(as_letter), Some(as_roman)) if as_letter > as_roman => letter,
            // `(h)`, `(i)`, `(ii)`: a list of numerals begins under (h).
            (Some(_), None) if next().is_none_or(|next| !numbering::is_successor(&label, &next)) => letter,
            _ => label,
        },
        (None, Some(roman)) => match (follows(&roman), follows(&label)) {
            (Some(as_roman), as_letter) if as_letter.is_none_or(|letter| letter < as_roman) => roman,
            _ => label,
        },
        _ => label,
    }
}
