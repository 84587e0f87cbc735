//! The work list as JSON, `recension-todo/1`.

use crate::diff::{Edit, Place, Side};
use crate::report::escape::json;
use crate::report::wording::work_list::{before, name};
use crate::translation::{Findings, Task};
use serde::Serialize;
use std::io;

/// Name and version of the form. Fields are added under it, never changed.
const SCHEMA: &str = "recension-todo/1";

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    source: &'a Side,
    target: &'a Side,
    tasks: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    reasons: Vec<Reason<'a>>,
    source: &'a [Place],
    target: &'a [Place],
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(skip_serializing_if = "<[Edit]>::is_empty")]
    edits: &'a [Edit],
}

#[derive(Serialize)]
struct Reason<'a> {
    kind: &'static str,
    evidence: &'a str,
}

/// Writes a work list as one JSON object, `recension-todo/1`.
///
/// # Errors
/// What the writer returns.
pub fn todo_json(findings: &Findings, tasks: &[Task], out: &mut dyn io::Write) -> io::Result<()> {
    let report = Report {
        schema: SCHEMA,
        source: &findings.source,
        target: &findings.target,
        tasks: tasks.iter().map(item).collect(),
    };
    json::write(&report, out)
}

fn item(task: &Task) -> Item<'_> {
    let Task { source, target, edits, reasons, .. } = task;
    let reasons = reasons.iter().map(|(kind, evidence)| Reason { kind: kind.name(), evidence });
    Item { id: name(task), reasons: reasons.collect(), source, target, before: before(task), edits }
}
