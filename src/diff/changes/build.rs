//! From matched units to the places, edits and rules of a change.

use super::silent;
use crate::diff::result::{
    Change, ChangeKind, Edit, EditOp, Form, MatchedBy, Part, Place, RuleHit, Significance, Unit as ChangeUnit,
};
use crate::diff::rules::{Context, Rules};
use crate::diff::unit::{Unit, Units};
use crate::diff::words::align;
use crate::diff::words::edits::{self, Step, StepKind};
use crate::diff::words::tokenized::{TokenizedText, Wording};
use crate::model::MarkKind;
use crate::text::numbering::Label;
use crate::text::token;
use std::ops::Range;

/// What a comparison of two wordings says.
#[derive(Debug, Clone)]
pub struct WordingChange {
    /// The edits.
    pub edits: Vec<Edit>,
    /// The rules that fired.
    pub rules: Vec<RuleHit>,
    /// What the change counts as at least: rules that explain all that differs may make less of it than editorial.
    pub floor: Significance,
    /// Words deleted and inserted.
    pub words: (usize, usize),
    /// Whether the wording differs.
    pub reworded: bool,
    /// Whether anything but the label differs.
    pub differs: bool,
    /// Whether a link leads elsewhere.
    pub relinked: bool,
    /// Whether there were too many sentences to compare them one by one.
    pub bounded: bool,
}

impl Default for WordingChange {
    fn default() -> Self {
        Self {
            edits: Vec::new(),
            rules: Vec::new(),
            floor: Significance::Unclear,
            words: (0, 0),
            reworded: false,
            differs: false,
            relinked: false,
            bounded: false,
        }
    }
}

/// Compares the wording of old units, joined, with that of new ones.
#[must_use]
pub fn wordings(rules: &Rules, old: &[&Unit], new: &[&Unit]) -> WordingChange {
    let context = Context {
        title: new.iter().all(|unit| unit.is_heading()),
        from_end: new.iter().map(|unit| unit.from_end).min().unwrap_or(0),
    };
    let (a, b) = (join(old, new), join(new, old));
    let (ready_a, ready_b) = (TokenizedText::new(&a), TokenizedText::new(&b));
    let steps = edits::steps(&ready_a, &ready_b);
    let is = |kind: StepKind| steps.iter().any(|step| step.kind == kind);
    let mut reported = WordingChange {
        reworded: is(StepKind::Wording),
        relinked: is(StepKind::Form(Form::Link)),
        bounded: align::is_beyond_bound(&ready_a, &ready_b),
        differs: steps.iter().any(|step| !matches!(step.kind, StepKind::Equal | StepKind::Form(Form::Label))),
        ..WordingChange::default()
    };
    let verdict = rules.verdict(&ready_a, &ready_b, &steps, context);
    reported.floor = match () {
        () if !reported.reworded => Significance::Cosmetic,
        () if !verdict.explained => Significance::Unclear,
        // Rules explain all of it: they alone say what it counts as.
        () if !verdict.hits.is_empty() => Significance::Cosmetic,
        () => Significance::Editorial,
    };
    reported.rules = verdict.hits;
    for step in &steps {
        if step.kind == StepKind::Wording {
            reported.words.0 += words(&a, &step.old);
            reported.words.1 += words(&b, &step.new);
        }
        push_edits(&mut reported.edits, &a, &b, step);
    }
    reported
}

/// What there is to say of a unit whose text stayed the same.
#[must_use]
pub fn unchanged(unit: &Unit) -> WordingChange {
    let edits = vec![Edit { op: EditOp::Equal, text: unit.text.to_owned(), form: None }];
    WordingChange { edits, floor: Significance::Cosmetic, ..WordingChange::default() }
}

fn words(side: &Wording, range: &Range<usize>) -> usize {
    let first = side.marks.partition_point(|(mark, _)| mark.start < range.start);
    let inside = side.marks[first..].iter().take_while(|(mark, _)| mark.end <= range.end);
    let marks: Vec<_> = inside.map(|(mark, _)| mark.start - range.start..mark.end - range.start).collect();
    side.text.get(range.clone()).map_or(0, |text| token::count_words(text, &marks))
}

fn push_edits(edits: &mut Vec<Edit>, old: &Wording, new: &Wording, step: &Step) {
    let mut push = |op: EditOp, side: &Wording, range: &Range<usize>, form: Option<Form>| {
        let Some(text) = side.text.get(range.clone()).filter(|text| !text.is_empty()) else { return };
        edits.push(Edit { op, text: text.to_owned(), form });
    };
    match step.kind {
        StepKind::Equal => push(EditOp::Equal, old, &step.old, None),
        StepKind::Form(form) => {
            push(EditOp::Delete, old, &step.old, Some(form));
            push(EditOp::Insert, new, &step.new, Some(form));
        }
        StepKind::Wording => {
            push(EditOp::Delete, old, &step.old, None);
            push(EditOp::Insert, new, &step.new, None);
        }
    }
}

/// The texts of the units joined by a space, labels as marks. Where a clause was split or merged, the number that one
/// side prints at the head of a part is inside the text of the other: there it is compared like the text.
fn join(units: &[&Unit], others: &[&Unit]) -> Wording {
    let mut out = Wording::default();
    for (nth, unit) in units.iter().enumerate() {
        if !out.text.is_empty() {
            out.text.push(' ');
        }
        let at = out.text.len();
        out.text.push_str(unit.text);
        let inside = |label: &Label| others.iter().any(|other| other.wording().contains(&label.printed));
        if unit.body > 0 && !(nth > 0 && unit.label.is_some_and(inside)) {
            let label = unit.text.get(..unit.body).map_or(0, |label| label.trim_end().len());
            out.marks.push((at..at + label, Form::Label));
        }
        let silent = silent::ranges(unit.text, unit.marks);
        let marks = unit.marks.iter().filter(|mark| mark.range.start >= unit.body);
        let spoken = marks.filter(|mark| {
            !silent.iter().any(|range| range.start <= mark.range.start && mark.range.end <= range.end)
        });
        let mut own: Vec<(Range<usize>, Form)> = spoken
            .map(|mark| {
                let form = if mark.kind == MarkKind::Target { Form::Link } else { Form::Cosmetic };
                (at + mark.range.start..at + mark.range.end, form)
            })
            .collect();
        let silent = silent.iter().filter(|range| range.start >= unit.body);
        own.extend(silent.map(|range| (at + range.start..at + range.end, Form::Cosmetic)));
        own.sort_by_key(|(range, _)| (range.start, range.end));
        out.marks.extend(own);
    }
    out
}

/// The place of a unit.
#[must_use]
pub fn place(units: &Units, position: usize) -> Place {
    let unit = &units.list[position];
    Place {
        id: unit.id.to_owned(),
        section: units.document.section_path(unit.section),
        label: printed(unit),
        lines: unit.lines,
        location: unit.location.cloned(),
        text: unit.text.to_owned(),
        block: unit.block,
        parts: Vec::new(),
    }
}

/// The place of a section with all that it holds.
#[must_use]
pub fn section_place(units: &Units, section: usize) -> Place {
    let span = units.span_of[section].clone();
    let list = &units.list[span.clone()];
    let parts: Vec<Part> = list
        .iter()
        .map(|unit| Part {
            id: unit.id.to_owned(),
            block: unit.block,
            lines: unit.lines,
            text: unit.text.to_owned(),
        })
        .collect();
    let lines = list.iter().map(|unit| unit.lines).reduce(crate::model::Lines::cover);
    Place {
        id: units.document.sections[section].id.clone(),
        section: units.document.section_path(section),
        label: list.first().filter(|unit| unit.is_heading()).and_then(printed),
        location: list.first().and_then(|unit| unit.location.cloned()),
        lines: lines.unwrap_or(crate::model::Lines { first: 1, last: 1 }),
        text: parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" "),
        block: None,
        parts,
    }
}

/// The number printed at a unit's head, without the sign that ends it: `8.4` of `8.4.`.
fn printed(unit: &Unit) -> Option<String> {
    unit.label.map(|label| label.printed.trim_end_matches(['.', '、']).to_owned())
}

/// A change without edits or rules yet.
#[must_use]
pub fn bare(kind: ChangeKind, unit: ChangeUnit, old: Vec<Place>, new: Vec<Place>) -> Change {
    Change {
        id: String::new(),
        kind,
        unit,
        significance: Significance::Editorial,
        rules: Vec::new(),
        old,
        new,
        edits: Vec::new(),
        matched_by: None,
        score: None,
    }
}

/// Adds what a comparison of wordings says and how the sides were matched.
pub fn add(change: &mut Change, reported: WordingChange, rules: &Rules, matched_by: MatchedBy, score: f64) {
    change.significance = rules.significance(&reported.rules, reported.floor);
    change.edits = reported.edits;
    change.rules = reported.rules;
    change.matched_by = Some(matched_by);
    change.score = Some(score);
}

/// Judges a change anew whose rules were replaced. `floor` is what its wording counts as at least.
pub fn judge_anew(change: &mut Change, floor: Significance, rules: &Rules) {
    change.rules.retain(|hit| rules.is_on(hit.id));
    change.significance = rules.significance(&change.rules, floor);
}
