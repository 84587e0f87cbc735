//! The JSON of a comparison against a strict mirror of its contract: a field that is missing, renamed or new is seen.
#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use recension::diff::{Options, compare};
use recension::formats::{self, Format};
use recension::report::{JsonOptions, json};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the fields are the contract; not every test reads every one")]
struct Report {
    schema: String,
    old: Side,
    new: Side,
    identical: bool,
    summary: Summary,
    changes: Vec<Change>,
    alignment: Option<Vec<Pair>>,
    rules: Vec<Rule>,
    notes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the fields are the contract")]
struct Side {
    address: String,
    language: Option<String>,
    sha256: String,
    title: Option<String>,
    sections: usize,
    blocks: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the fields are the contract")]
struct Summary {
    substantive: usize,
    unclear: usize,
    editorial: usize,
    cosmetic: usize,
    kinds: Kinds,
    links: usize,
    words_deleted: usize,
    words_inserted: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the fields are the contract")]
struct Kinds {
    added: usize,
    removed: usize,
    modified: usize,
    moved: usize,
    split: usize,
    merged: usize,
    renamed: usize,
    renumbered: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    id: String,
    kind: Kind,
    unit: Unit,
    significance: Significance,
    rules: Vec<Rule>,
    old: Vec<Place>,
    new: Vec<Place>,
    #[serde(default)]
    edits: Vec<Edit>,
    matched_by: Option<String>,
    score: Option<f64>,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Added,
    Removed,
    Modified,
    Moved,
    Split,
    Merged,
    Renamed,
    Renumbered,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Unit {
    Section,
    Block,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Significance {
    Substantive,
    Editorial,
    Cosmetic,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the fields are the contract")]
struct Rule {
    id: String,
    old: Option<String>,
    new: Option<String>,
    clause: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the fields are the contract")]
struct Place {
    id: String,
    section: Vec<String>,
    lines: (usize, usize),
    text: String,
    block: Option<String>,
    #[serde(default)]
    parts: Vec<Part>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the fields are the contract")]
struct Part {
    id: String,
    block: Option<String>,
    lines: (usize, usize),
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the fields are the contract")]
struct Edit {
    op: Op,
    text: String,
    form: Option<String>,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Op {
    Equal,
    Delete,
    Insert,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    old: (usize, usize),
    new: (usize, usize),
    state: String,
}

const OLD: &str = "# Policy\n\n## Scope\n\nThis policy holds for every visitor who enters the building by the gate.\n\n\
                   The office shall keep the records of visitors for 30 days after they have left.\n\n## Costs\n\n\
                   Visits cost nothing at all.\n";
const NEW: &str = "# Policy\n\n## Scope\n\nThis policy holds for every visitor\nwho enters the building by the gate.\n\n\
                   The office shall keep the records of visitors for 60 days after they have left.\n\n\
                   Nobody needs to give a reason for a visit.\n";

fn written(old: &str, new: &str, options: JsonOptions) -> String {
    let read = |text: &str| formats::read(text.as_bytes(), Format::Markdown).unwrap();
    let comparison = compare(&read(old), &read(new), &Options::default());
    let mut out = Vec::new();
    json(&comparison, &options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn report(options: JsonOptions) -> Report {
    serde_json::from_str(&written(OLD, NEW, options)).unwrap()
}

#[test]
fn a_comparison_is_what_the_contract_says() {
    let report = report(JsonOptions::default());
    assert_eq!(report.schema, "recension-diff/2");
    assert!(!report.identical && report.alignment.is_none() && report.notes.is_empty());
    assert!(report.summary.substantive >= 3 && report.summary.cosmetic >= 1);
    assert!(report.changes.iter().all(|change| change.significance != Significance::Cosmetic));
    let number = report.changes.iter().find(|change| change.kind == Kind::Modified).unwrap();
    assert!(number.unit == Unit::Block && number.matched_by.is_some());
    assert!(number.rules.iter().any(|rule| rule.id.ends_with("-changed")));
    for change in &report.changes {
        assert_eq!(change.id.len(), 12);
        assert!(change.score.is_none_or(|score| (score * 1e4 - (score * 1e4).round()).abs() < 1e-6));
        let side = |skip: Op| -> String {
            change.edits.iter().filter(|edit| edit.op != skip).map(|edit| edit.text.as_str()).collect()
        };
        if change.kind == Kind::Modified {
            assert_eq!(
                (side(Op::Insert), side(Op::Delete)),
                (change.old[0].text.clone(), change.new[0].text.clone())
            );
        }
    }
}

#[test]
fn cosmetic_changes_and_the_alignment_are_there_when_asked_for() {
    let report = report(JsonOptions { cosmetic: true, alignment: true, ..JsonOptions::default() });
    let cosmetic =
        report.changes.iter().filter(|change| change.significance == Significance::Cosmetic).count();
    assert_eq!(cosmetic, report.summary.cosmetic);
    let alignment = report.alignment.unwrap();
    assert!(
        alignment.iter().any(|pair| pair.state == "cosmetic" && pair.old == (5, 5) && pair.new == (5, 6))
    );
}

#[test]
fn the_schema_stands_first_and_a_line_break_last() {
    let written = written(OLD, OLD, JsonOptions::default());
    assert!(
        written.starts_with("{\n  \"schema\": \"recension-diff/2\",\n  \"old\": {")
            && written.ends_with("}\n")
    );
    assert!(serde_json::from_str::<Report>(&written).unwrap().identical);
}
