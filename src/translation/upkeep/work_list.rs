//! From findings to the translator's work list, clause by clause.

use crate::diff::Place;
use crate::translation::result::{Finding, FindingKind, Findings, Which};
use crate::translation::task::Task;
use std::collections::HashMap;

/// The clauses that a translator has to look at, in reading order: what lags, what is missing, cut off, or states
/// other facts. What cannot be said, and what is only at another place, is left out.
#[must_use]
pub fn todo(findings: &Findings) -> Vec<Task> {
    let mut tasks: Vec<Task> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for finding in findings.findings.iter().filter(|finding| is_work(finding)) {
        let key = key(&finding.source, &finding.target);
        let reason = (finding.kind, finding.evidence.clone());
        if let Some(task) = places.get(&key).and_then(|at| tasks.get_mut(*at)) {
            add(task, finding, reason);
            continue;
        }
        places.insert(key, tasks.len());
        let mut task = Task {
            source: finding.source.clone(),
            target: finding.target.clone(),
            former: Vec::new(),
            edits: Vec::new(),
            reasons: Vec::new(),
        };
        // A sentence is translated in its clause.
        if let Some(pair) = findings.pairs.iter().find(|pair| has_id(&pair.source, &finding.source)) {
            task.source.clone_from(&pair.source);
            if task.target.is_empty() {
                task.target.clone_from(&pair.target);
            }
        }
        add(&mut task, finding, reason);
        tasks.push(task);
    }
    for task in &mut tasks {
        // Why it is to be done comes before what can be seen of it.
        task.reasons.sort_by_key(|(kind, _)| *kind != FindingKind::Lagging);
    }
    tasks
}

/// Every clause with its translation in reading order of the source, those with something to do marked.
#[must_use]
pub fn all(findings: &Findings) -> Vec<Task> {
    let mut tasks = todo(findings);
    let known: Vec<String> =
        tasks.iter().flat_map(|task| &task.source).map(|place| place.id.clone()).collect();
    let quiet =
        findings.pairs.iter().filter(|pair| !pair.source.iter().any(|place| known.contains(&place.id)));
    let quiet = quiet.map(|pair| Task {
        source: pair.source.clone(),
        target: pair.target.clone(),
        former: Vec::new(),
        edits: Vec::new(),
        reasons: Vec::new(),
    });
    tasks.extend(quiet);
    let mut line = 0;
    let mut placed: Vec<(usize, Task)> = tasks
        .into_iter()
        .map(|task| {
            line = task.source.first().map_or(line, |place| place.lines.first);
            (line, task)
        })
        .collect();
    placed.sort_by_key(|(line, _)| *line);
    placed.into_iter().map(|(_, task)| task).collect()
}

fn is_work(finding: &Finding) -> bool {
    match finding.kind {
        FindingKind::Unsure | FindingKind::OrderDiffers => false,
        // No translator can mend the source.
        FindingKind::Truncated => finding.side != Some(Which::Source),
        _ => true,
    }
}

fn has_id(places: &[Place], wanted: &[Place]) -> bool {
    wanted.first().is_some_and(|wanted| places.iter().any(|place| place.id == wanted.id))
}

/// What tells clauses apart: the first clause of the source, else of the translation.
fn key(source: &[Place], target: &[Place]) -> String {
    match (source.first(), target.first()) {
        (Some(place), _) => format!("source {}", place.id),
        (None, Some(place)) => format!("target {}", place.id),
        (None, None) => String::new(),
    }
}

fn add(task: &mut Task, finding: &Finding, reason: (FindingKind, String)) {
    if let Some(since) = &finding.since {
        if !since.base.is_empty() {
            task.former.clone_from(&since.base);
        }
        task.edits.clone_from(&since.edits);
        if task.target.is_empty() {
            task.target.clone_from(&finding.target);
        }
    }
    task.reasons.push(reason);
}
