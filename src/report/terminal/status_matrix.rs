//! Many documents at once: a row each, a column for each language.

use crate::report::escape::fold;
use crate::report::terminal::translation::TranslationOptions;
use crate::report::width::{shorten, width};
use crate::report::wording::status::{number, percent};
use crate::repository::{DocumentStatus, TranslationStatus};
use crate::translation::FindingKind;
use std::collections::BTreeSet;
use std::io;

/// Columns between two cells.
const GAP: usize = 2;
/// Columns of a document's name; longer ones are cut.
const NAME: usize = 40;

/// Draws documents × languages: how much of the text is there, how many clauses lag (`!`) and how many state other
/// facts (`≠`). What has no edition is a dash.
///
/// # Errors
/// What the writer returns.
pub fn status_matrix(
    documents: &[DocumentStatus],
    options: &TranslationOptions<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let languages: BTreeSet<&str> = documents
        .iter()
        .flat_map(|status| {
            let own = status.translations.iter().map(|translation| translation.text.language.as_str());
            own.chain([status.source.language.as_str()])
        })
        .collect();
    let mut rows = vec![vec![String::new()]];
    if let Some(head) = rows.first_mut() {
        head.extend(languages.iter().map(|language| (*language).to_owned()));
    }
    for status in documents {
        let mut row = vec![shorten(&fold(&status.document), NAME)];
        row.extend(languages.iter().map(|language| cell(status, language)));
        rows.push(row);
    }
    let widths: Vec<usize> = (0..=languages.len())
        .map(|column| {
            rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0)
        })
        .collect();
    for band in bands(&widths, options.width) {
        for row in &rows {
            let cells = std::iter::once(0).chain(band.clone());
            let line: String = cells
                .filter_map(|column| Some((row.get(column)?, widths.get(column)?)))
                .map(|(cell, columns)| format!("{cell}{:gap$}", "", gap = columns - width(cell) + GAP))
                .collect();
            writeln!(out, "{}", line.trim_end())?;
        }
        writeln!(out)?;
    }
    writeln!(
        out,
        "Percent of the source text translated; ! outdated clauses, ≠ clauses with different facts."
    )
}

fn cell(status: &DocumentStatus, language: &str) -> String {
    if status.source.language.as_str() == language {
        return "source".to_owned();
    }
    let found = status.translations.iter().find(|status| status.text.language.as_str() == language);
    let Some(TranslationStatus { findings, .. }) = found else { return "–".to_owned() };
    let Ok(findings) = findings else { return "error".to_owned() };
    let mut cell = percent(findings.coverage.text);
    for (kind, sign) in [(FindingKind::Lagging, '!'), (FindingKind::FactDiffers, '≠')] {
        match number(findings, kind) {
            0 => {}
            number => cell.push_str(&format!(" {sign}{number}")),
        }
    }
    cell
}

/// The columns of languages that fit beside the names, band by band.
fn bands(widths: &[usize], all: usize) -> Vec<std::ops::Range<usize>> {
    let names = widths.first().copied().unwrap_or(0);
    let mut bands = Vec::new();
    let (mut start, mut used) = (1, names);
    for (column, columns) in widths.iter().enumerate().skip(1) {
        if used + GAP + columns > all && column > start {
            bands.push(start..column);
            (start, used) = (column, names);
        }
        used += GAP + columns;
    }
    bands.push(start..widths.len());
    bands
}
