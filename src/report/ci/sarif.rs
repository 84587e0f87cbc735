//! A check as SARIF 2.1.0, which code scanning and many viewers read.

use crate::check::{Check, CheckedText, Compared, Finding, Outcome, Standing, Verdict};
use crate::model::Lines;
use crate::report::ci::most_important::{Level, most_important_first};
use crate::report::ci::sarif_form::{
    ArtifactLocation, AutomationDetails, Base, Driver, Invocation, Location, Log, Message, Notification,
    PhysicalLocation, Properties, Region, ResultObject, Run, Suppression, Tool,
};
use crate::report::ci::sarif_rules::rules;
use crate::report::escape::{fold, json};
use crate::report::wording::check;
use crate::report::wording::words::significance;
use std::collections::BTreeMap;
use std::io;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What paths are relative to; GitHub's and others' readers take it for the root of the repository.
const ROOT: &str = "%SRCROOT%";
/// The fingerprint that makes two results of two runs the same one.
const FINGERPRINT: &str = "recensionChangeId/v1";

/// Writes a check as SARIF. Accepted findings are suppressed with their reason; where a text could not be compared, the
/// run was not successful, and a result says so as well for readers that show results alone.
///
/// # Errors
/// What the writer returns.
pub fn check_sarif(check: &Check, out: &mut dyn io::Write) -> io::Result<()> {
    let rules = rules();
    let index: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(at, rule)| (rule.id, at)).collect();
    let errors = errors(check);
    let mut results: Vec<ResultObject<'_>> =
        errors.iter().map(|(text, why)| failed(*text, why, &index)).collect();
    let found = most_important_first(check);
    results.extend(found.iter().map(|(text, compared, finding)| result(text, compared, finding, &index)));
    let notices = check.notices.iter().map(|notice| Notification {
        level: "warning",
        message: Message { text: fold(notice) },
        locations: Vec::new(),
    });
    let notifications = errors.iter().map(|(text, why)| Notification {
        level: "error",
        message: Message { text: why.clone() },
        locations: text.map(|text| location(&text.path, None)).into_iter().collect(),
    });
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            automation_details: AutomationDetails { id: "recension/".to_owned() },
            invocations: [Invocation {
                execution_successful: check.verdict() != Verdict::Error,
                tool_execution_notifications: notices.chain(notifications).collect(),
            }],
            original_uri_base_ids: BTreeMap::from([(
                ROOT,
                Base { description: Message { text: "The root of the repository.".to_owned() } },
            )]),
            column_kind: "unicodeCodePoints",
            results,
            tool: Tool {
                driver: Driver {
                    name: "Recension",
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules,
                },
            },
        }],
    };
    json::write(&log, out)
}

/// What could not be compared, with the text where it is one.
fn errors<'c>(check: &'c Check) -> Vec<(Option<&'c CheckedText>, String)> {
    let of_text = |text: &'c CheckedText| match &text.outcome {
        Outcome::Failed(why) => Some((Some(text), fold(why))),
        Outcome::Compared(_) => None,
    };
    let whole = check.errors.iter().map(|why| (None, fold(why)));
    whole.chain(check.texts.iter().filter_map(of_text)).collect()
}

fn result<'a>(
    text: &'a CheckedText,
    compared: &'a Compared,
    finding: &'a Finding,
    index: &BTreeMap<&str, usize>,
) -> ResultObject<'a> {
    let rule = check::rule(compared, finding);
    // A rule that the catalogue does not know is filed as a change of wording.
    let (rule, at) = match index.get(rule) {
        Some(at) => (rule, *at),
        None => (check::WORDING_CHANGED, index.get(check::WORDING_CHANGED).copied().unwrap_or(0)),
    };
    let fails = match finding.standing {
        Standing::Fails | Standing::Expired(_) => check::standing(finding),
        Standing::Passes | Standing::Accepted(_) => None,
    };
    let fails = fails.map(|standing| format!(" ({standing})")).unwrap_or_default();
    let suppression = match &finding.standing {
        Standing::Accepted(entry) => {
            Some(Suppression { kind: "external", status: "accepted", justification: fold(&entry.reason) })
        }
        _ => None,
    };
    ResultObject {
        rule_id: rule,
        rule_index: at,
        level: match Level::of(finding) {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        },
        message: Message { text: format!("{}{fails} [{}]", check::finding(compared, finding), finding.id) },
        locations: vec![location(&text.path, finding.lines)],
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, finding.id.clone())]),
        suppressions: suppression.into_iter().collect(),
        properties: Properties {
            significance: significance(finding.significance),
            fails_on: finding.meets.as_deref(),
        },
    }
}

fn failed<'a>(text: Option<&CheckedText>, why: &str, index: &BTreeMap<&str, usize>) -> ResultObject<'a> {
    let path = text.map_or(".", |text| &text.path);
    ResultObject {
        rule_id: check::COMPARISON_FAILED,
        rule_index: index.get(check::COMPARISON_FAILED).copied().unwrap_or(0),
        level: "error",
        message: Message { text: format!("Could not compare: {why}") },
        locations: vec![location(path, text.map(|_| Lines { first: 1, last: 1 }))],
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, check::COMPARISON_FAILED.to_owned())]),
        suppressions: Vec::new(),
        properties: Properties { significance: "unknown", fails_on: None },
    }
}

fn location(path: &str, lines: Option<Lines>) -> Location {
    Location {
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation { uri: uri(path), uri_base_id: ROOT },
            region: lines.map(|lines| Region { start_line: lines.first.max(1), end_line: lines.last.max(1) }),
        },
    }
}

/// A path as a relative reference (RFC 3986): everything but unreserved characters and `/` is percent-encoded, so that
/// no name is taken for a scheme, a query or another folder.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_path_is_a_relative_reference() {
        assert_eq!(uri("docs/a b:c?#%.md"), "docs/a%20b%3Ac%3F%23%25.md");
        assert_eq!(uri("法/x.md"), "%E6%B3%95/x.md");
    }
}
