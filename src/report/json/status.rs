//! The state of translations as JSON, `recension-status/1`.

use crate::model::Date;
use crate::report::escape::json;
use crate::report::wording::status::number;
use crate::repository::{DocumentStatus, TextState, TranslationStatus};
use crate::translation::{Coverage, Finding, FindingKind, Lag};
use serde::Serialize;
use std::io;

/// Name and version of the form. Fields are added under it, never changed.
const SCHEMA: &str = "recension-status/1";

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    documents: Vec<Document<'a>>,
}

#[derive(Serialize)]
struct Document<'a> {
    document: &'a str,
    source: String,
    #[serde(flatten)]
    file: File<'a>,
    translations: Vec<Translation<'a>>,
}

#[derive(Serialize)]
struct Translation<'a> {
    language: &'a str,
    revision: &'a str,
    #[serde(flatten)]
    file: File<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<Coverage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<Counts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lag: Option<&'a Lag>,
    /// The findings that lag.
    lagging: Vec<&'a Finding>,
}

/// Where a text lies that is no edition of the store.
#[derive(Serialize)]
struct File<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    committed: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Counts {
    untranslated: usize,
    untraced: usize,
    truncated: usize,
    fact_differs: usize,
    order_differs: usize,
    unsure: usize,
    lagging: usize,
}

/// Writes the state of translations as one JSON object, `recension-status/1`.
///
/// # Errors
/// What the writer returns.
pub fn status_json(documents: &[DocumentStatus], out: &mut dyn io::Write) -> io::Result<()> {
    let report = Report { schema: SCHEMA, documents: documents.iter().map(document).collect() };
    json::write(&report, out)
}

fn document(status: &DocumentStatus) -> Document<'_> {
    let DocumentStatus { document, source, translations } = status;
    Document {
        document,
        source: format!("{}@{}", source.language, source.revision),
        file: file(source),
        translations: translations.iter().map(translation).collect(),
    }
}

fn file(text: &TextState) -> File<'_> {
    File { path: text.path.as_deref(), committed: text.committed.as_ref().map(Date::as_str) }
}

fn translation(status: &TranslationStatus) -> Translation<'_> {
    let findings = status.findings.as_ref().ok();
    let counts = findings.map(|findings| Counts {
        untranslated: number(findings, FindingKind::Untranslated),
        untraced: number(findings, FindingKind::Untraced),
        truncated: number(findings, FindingKind::Truncated),
        fact_differs: number(findings, FindingKind::FactDiffers),
        order_differs: number(findings, FindingKind::OrderDiffers),
        unsure: number(findings, FindingKind::Unsure),
        lagging: number(findings, FindingKind::Lagging),
    });
    let lagging = findings.into_iter().flat_map(|findings| &findings.findings);
    Translation {
        language: status.text.language.as_str(),
        revision: &status.text.revision,
        file: file(&status.text),
        error: status.findings.as_ref().err().map(String::as_str),
        coverage: findings.map(|findings| findings.coverage.rounded()),
        counts,
        lag: findings.and_then(|findings| findings.lag.as_ref()),
        lagging: lagging.filter(|finding| finding.kind == FindingKind::Lagging).collect(),
    }
}
