//! What a translation lacks as JSON, `recension-translation/1`.

use super::safe_json;
use crate::diff::Side;
use crate::translation::{Coverage, Finding, Findings, Pair, SectionPair};
use serde::Serialize;
use std::io;

/// Name and version of the form. Fields are added under it, never changed.
const SCHEMA: &str = "recension-translation/1";

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    source: &'a Side,
    target: &'a Side,
    coverage: Coverage,
    sections: Vec<SectionPair>,
    pairs: Vec<Pair>,
    findings: Vec<Finding>,
    notes: &'a [String],
}

/// Writes what a translation lacks as one JSON object, `recension-translation/1`.
///
/// # Errors
/// What the writer returns.
pub fn translation_json(findings: &Findings, out: &mut dyn io::Write) -> io::Result<()> {
    let Coverage { sections, blocks, text } = findings.coverage;
    let report = Report {
        schema: SCHEMA,
        source: &findings.source,
        target: &findings.target,
        coverage: Coverage { sections: rounded(sections), blocks: rounded(blocks), text: rounded(text) },
        sections: findings
            .sections
            .iter()
            .map(|section| SectionPair { score: rounded(section.score), ..section.clone() })
            .collect(),
        pairs: findings.pairs.iter().map(pair).collect(),
        findings: findings
            .findings
            .iter()
            .map(|finding| Finding { confidence: rounded(finding.confidence), ..finding.clone() })
            .collect(),
        notes: &findings.notes,
    };
    safe_json::write(&report, out)
}

fn pair(pair: &Pair) -> Pair {
    let sentences = pair.sentences.iter().map(self::pair).collect();
    Pair { score: rounded(pair.score), sentences, ..pair.clone() }
}

/// Four digits: more would only differ between machines.
fn rounded(share: f64) -> f64 {
    const DIGITS: f64 = 10_000.0;
    (share * DIGITS).round() / DIGITS
}
