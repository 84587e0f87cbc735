//! A clause beside its translation, with what was found about it.

use crate::diff::{ChangeKind, Place};
use crate::report::escape::fold;
use crate::report::html::anchors::Anchors;
use crate::report::html::marked::{Stretch, marked};
use crate::report::html::text::{Piece, Segment, pieces, segments};
use crate::report::wording::name;
use crate::report::wording::reason::{Reason, reasons};
use crate::report::wording::translation::label;
use crate::translation::{Extent, Finding, FindingKind, Pair};

/// A clause, its translation and what was found.
#[derive(Debug)]
pub struct Row {
    /// Its place in the page.
    pub anchor: String,
    /// The kinds of what was found, each once; none where nothing was.
    pub kinds: Vec<&'static str>,
    /// What was found.
    pub findings: Vec<FindingView>,
    /// The clauses of the source.
    pub source: Vec<CellView>,
    /// Those of the translation.
    pub target: Vec<CellView>,
    /// What the source was and is, in one, where it changed since.
    pub redline: Vec<Segment>,
    /// Whether the source gave the clause up: `source` is what it was.
    pub gone: bool,
    /// Whether it is a heading with its counterpart.
    pub heading: bool,
}

impl Row {
    /// The kinds as the page's script reads them.
    pub fn any(&self) -> String {
        self.kinds.join(" ")
    }

    /// The classes by which it is filtered.
    pub fn class(&self) -> String {
        match self.kinds.as_slice() {
            [] => "quiet".to_owned(),
            [one] => format!("found only-{one}"),
            _ => "found".to_owned(),
        }
    }
}

/// What was found.
#[derive(Debug)]
pub struct FindingView {
    /// Its place in the page, made of its id.
    pub anchor: String,
    /// Its id.
    pub id: String,
    /// The name of its kind.
    pub kind: &'static str,
    /// What it is called.
    pub label: String,
    /// How sure it is, in per cent.
    pub sure: String,
    /// What a person can check.
    pub evidence: Vec<Piece>,
    /// The rules of the source's change.
    pub reasons: Vec<Reason>,
}

impl FindingView {
    /// Whether it asks for work, or only for a second look.
    pub fn weight(&self) -> &'static str {
        match self.kind {
            "unsure" | "order-differs" => "light",
            _ => "heavy",
        }
    }
}

/// A clause in one language.
#[derive(Debug)]
pub struct CellView {
    /// Its place in the page.
    pub anchor: Option<String>,
    /// Its id and lines.
    pub at: String,
    /// Its text.
    pub text: Vec<Stretch>,
}

/// The row of a pair with its findings.
pub fn of_pair(pair: &Pair, findings: &[&Finding], anchors: &mut Anchors) -> Row {
    let heading = pair.source.iter().all(|place| place.block.is_none());
    Row { heading, ..row((&pair.source, &pair.target), findings, anchors) }
}

/// The row of what has no counterpart.
pub fn alone(finding: &Finding, others: &[&Finding], anchors: &mut Anchors) -> Row {
    let base = finding.since.as_ref().filter(|_| finding.source.is_empty()).map(|since| &since.base);
    let source = base.unwrap_or(&finding.source);
    let gone = base.is_some();
    let heading = finding.unit == Extent::Section && source.iter().all(|place| place.parts.is_empty());
    Row { gone, heading, ..row((source, &finding.target), others, anchors) }
}

fn row((source, target): (&[Place], &[Place]), findings: &[&Finding], anchors: &mut Anchors) -> Row {
    let mut kinds: Vec<&'static str> = Vec::new();
    for finding in findings {
        if !kinds.contains(&finding.kind.name()) {
            kinds.push(finding.kind.name());
        }
    }
    let wanted = |of: fn(&Finding) -> Vec<&str>| -> Vec<&str> {
        findings.iter().flat_map(|finding| of(finding)).collect()
    };
    let changed = findings.iter().find_map(|finding| finding.since.as_ref());
    let redline = changed.map(|since| segments(&since.edits)).unwrap_or_default();
    let first = source.first().map(|place| format!("row-{}", place.id));
    let first = first.or_else(|| target.first().map(|place| format!("row-target-{}", place.id)));
    Row {
        anchor: anchors.take(&first.unwrap_or_else(|| "row".to_owned())),
        kinds,
        source: cells("source", source, &wanted(in_source), anchors),
        target: cells("target", target, &wanted(in_target), anchors),
        findings: findings.iter().map(|finding| view(finding, anchors)).collect(),
        redline,
        gone: false,
        heading: false,
    }
}

fn view(finding: &Finding, anchors: &mut Anchors) -> FindingView {
    let since = finding.since.as_ref();
    // That nothing answers to a clause is what its label says.
    let shown = finding.kind == FindingKind::Untranslated
        || since.is_some_and(|since| since.what != ChangeKind::Modified || !since.rules.is_empty());
    FindingView {
        anchor: anchors.take(&format!("finding-{}", finding.id)),
        id: fold(&finding.id),
        kind: finding.kind.name(),
        label: label(finding),
        sure: format!("{:.0}% confidence", finding.confidence * 100.0),
        evidence: if shown { Vec::new() } else { pieces(&finding.evidence) },
        reasons: since.map(|since| reasons(&since.rules)).unwrap_or_default(),
    }
}

/// The words of the source that a finding speaks of.
fn in_source(finding: &Finding) -> Vec<&str> {
    let sentence = finding
        .text
        .as_deref()
        .filter(|_| finding.unit == Extent::Sentence && finding.kind == FindingKind::Untranslated);
    finding.facts.iter().filter_map(|fact| fact.source.as_deref()).chain(sentence).collect()
}

/// Those of the translation.
fn in_target(finding: &Finding) -> Vec<&str> {
    let sentence = finding
        .text
        .as_deref()
        .filter(|_| finding.unit == Extent::Sentence && finding.kind == FindingKind::Untraced);
    finding.facts.iter().filter_map(|fact| fact.target.as_deref()).chain(sentence).collect()
}

fn cells(side: &str, places: &[Place], wanted: &[&str], anchors: &mut Anchors) -> Vec<CellView> {
    let of_place = |place: &Place, anchors: &mut Anchors| -> Vec<CellView> {
        let at = format!("{}, {}", fold(&place.id), name::lines(std::slice::from_ref(place)));
        let anchor = anchors.first(&format!("{side}-{}", place.id));
        if place.parts.is_empty() {
            return vec![CellView { anchor, at, text: marked(&place.text, wanted.iter().copied()) }];
        }
        let part = |part: &crate::diff::Part| CellView {
            anchor: None,
            at: fold(&part.id),
            text: marked(&part.text, []),
        };
        place.parts.iter().map(part).collect()
    };
    places.iter().flat_map(|place| of_place(place, anchors)).collect()
}
