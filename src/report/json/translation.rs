//! What a translation lacks as JSON, `recension-translation/1`.

use crate::diff::Side;
use crate::report::escape::json;
use crate::translation::{Coverage, Finding, Findings, Lag, Pair, SectionPair, rounded};
use serde::Serialize;
use std::io;

/// Name and version of the form. Fields are added under it, never changed.
const SCHEMA: &str = "recension-translation/1";

/// What a translation has and lacks, as `recension translation --format json` writes it. Fields may be added; none
/// changes its meaning under the same name of the form.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "recension-translation/1"))]
pub(in crate::report) struct Report<'a> {
    /// Name and version of the form.
    #[cfg_attr(test, schemars(extend("const" = SCHEMA)))]
    schema: &'static str,
    /// The text that was translated.
    source: &'a Side,
    /// The translation.
    target: &'a Side,
    /// How much of the source has a counterpart.
    coverage: Coverage,
    /// Sections that translate each other, in reading order of the source.
    sections: Vec<SectionPair>,
    /// Blocks that translate each other, m to n, in reading order of the source.
    pairs: Vec<Pair>,
    /// What a person should look at, in reading order of the source.
    findings: Vec<Finding>,
    /// What a reader must know of how the comparison was made.
    notes: &'a [String],
    /// What the source did since the translation was made, where that is known.
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
    json::write(&report, out)
}

fn pair(pair: &Pair) -> Pair {
    let sentences = pair.sentences.iter().map(self::pair).collect();
    Pair { score: rounded(pair.score), sentences, ..pair.clone() }
}
