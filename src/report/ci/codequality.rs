//! A check as GitLab's code quality report (the Code Climate form, as GitLab documents its subset): what fails, what is
//! substantive, and the rest, beside the lines of a merge request.

use crate::check::{Check, Outcome};
use crate::report::ci::most_important::{Level, most_important_first};
use crate::report::escape::{fold, json};
use crate::report::wording::check;
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Begin,
}

#[derive(Serialize)]
struct Begin {
    begin: usize,
}

/// What an error has for a path that is about no text: the form asks for one.
const NOWHERE: &str = ".";

/// Writes a check as a list of code quality issues.
///
/// # Errors
/// What the writer returns.
pub fn check_codequality(check: &Check, out: &mut dyn io::Write) -> io::Result<()> {
    let mut issues = Vec::new();
    let mut failed = |path, why: &str| {
        issues.push(Issue {
            description: format!("Could not compare: {}", fold(why)),
            check_name: check::COMPARISON_FAILED,
            fingerprint: format!("{}:{path}", check::COMPARISON_FAILED),
            severity: "blocker",
            location: Location { path, lines: Begin { begin: 1 } },
        });
    };
    for why in &check.errors {
        failed(NOWHERE, why);
    }
    for text in &check.texts {
        if let Outcome::Failed(why) = &text.outcome {
            failed(&text.path, why);
        }
    }
    for (text, compared, finding) in most_important_first(check) {
        let standing = check::standing(finding).map(|standing| format!(" ({standing})")).unwrap_or_default();
        issues.push(Issue {
            description: format!("{}{standing} [{}]", check::finding(compared, finding), finding.id),
            check_name: check::rule(compared, finding),
            fingerprint: format!("{}:{}", text.path, finding.id),
            severity: match Level::of(finding) {
                Level::Error => "critical",
                Level::Warning => "major",
                Level::Note => "info",
            },
            location: Location {
                path: &text.path,
                lines: Begin { begin: finding.lines.map_or(1, |lines| lines.first) },
            },
        });
    }
    json::write(&issues, out)
}
