//! A check as JSON, `recension-check/1`: comparisons as `recension-diff/2` has them, with what the gate makes of them.

use crate::check::{
    Acceptance, Check, CheckedText, Endpoint, Fate, Finding, Outcome, Standing, Totals, Verdict,
};
use crate::diff::Significance;
use crate::model::Lines;
use crate::report::escape::json;
use crate::report::json::diff;
use crate::report::json::diff::Report;
use crate::report::options::JsonOptions;
use serde::Serialize;
use std::io;

/// Name and version of the form. Fields are added under it, never changed.
const SCHEMA: &str = "recension-check/1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    verdict: Verdict,
    base: &'a Endpoint,
    head: &'a Endpoint,
    fail_on: &'a [String],
    summary: Totals,
    errors: &'a [String],
    notices: &'a [String],
    settings: &'a str,
    texts: Vec<Text<'a>>,
    unused: &'a [Acceptance],
}

#[derive(Serialize)]
struct Text<'a> {
    path: &'a str,
    old_path: Option<&'a str>,
    state: Fate,
    verdict: Verdict,
    error: Option<&'a str>,
    findings: Vec<Listed<'a>>,
    comparison: Option<Report<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    significance: Significance,
    standing: &'static str,
    fails_on: Option<&'a str>,
    lines: Option<Lines>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acceptance: Option<&'a Acceptance>,
}

/// Writes a check as one JSON object, `recension-check/1`.
///
/// # Errors
/// What the writer returns.
pub fn check_json(check: &Check, options: &JsonOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let document = Document {
        schema: SCHEMA,
        verdict: check.verdict(),
        base: &check.base,
        head: &check.head,
        fail_on: &check.gate,
        summary: check.totals(),
        errors: &check.errors,
        notices: &check.notices,
        settings: &check.settings,
        texts: check.texts.iter().map(|checked| text(checked, options)).collect(),
        unused: &check.unused,
    };
    json::write(&document, out)
}

fn text<'a>(text: &'a CheckedText, options: &JsonOptions) -> Text<'a> {
    let (error, findings, comparison) = match &text.outcome {
        Outcome::Failed(why) => (Some(why.as_str()), Vec::new(), None),
        Outcome::Compared(compared) => {
            let findings = compared.findings.iter().map(shown).collect();
            (None, findings, Some(diff::report(&compared.comparison, options)))
        }
    };
    Text {
        path: &text.path,
        old_path: text.old_path.as_deref(),
        state: text.state,
        verdict: text.verdict(),
        error,
        findings,
        comparison,
    }
}

fn shown(finding: &Finding) -> Listed<'_> {
    Listed {
        id: &finding.id,
        significance: finding.significance,
        standing: finding.standing.name(),
        fails_on: finding.meets.as_deref(),
        lines: finding.lines,
        acceptance: match &finding.standing {
            Standing::Accepted(entry) | Standing::Expired(entry) => Some(entry),
            Standing::Passes | Standing::Fails => None,
        },
    }
}
