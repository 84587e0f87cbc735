//! What a translation lacks as JSON, `recension-translation/1`.

use crate::diff::Side;
use crate::report::safe_json;
use crate::translation::{Coverage, Finding, Findings, Lag, Pair, SectionPair, rounded};
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
    #[serde(skip_serializing_if = "Option::is_none")]
    lag: Option<&'a Lag>,
}

/// Writes what a translation lacks as one JSON object, `recension-translation/1`.
///
/// # Errors
/// What the writer returns.
pub fn translation_json(findings: &Findings, out: &mut dyn io::Write) -> io::Result<()> {
    let report = Report {
        schema: SCHEMA,
        source: &findings.source,
        target: &findings.target,
        coverage: findings.coverage.rounded(),
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
        lag: findings.lag.as_ref(),
    };
    safe_json::write(&report, out)
}

fn pair(pair: &Pair) -> Pair {
    let sentences = pair.sentences.iter().map(self::pair).collect();
    Pair { score: rounded(pair.score), sentences, ..pair.clone() }
}
