//! A report of your own: a CSV table of all changes, from the results as plain data.
//! `cargo run --example custom_report [OLD NEW]`

use recension::diff::Comparison;
use recension::{DiffOptions, diff_files};
use std::error::Error;
use std::io::{Write, stdout};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let old = arguments.next().unwrap_or_else(|| "fixtures/roadmap/roadmap.en.restored.txt".to_owned());
    let new = arguments.next().unwrap_or_else(|| "fixtures/roadmap/amendment.en.txt".to_owned());
    let comparison = diff_files(&old, &new, &DiffOptions::default())?;
    table(&comparison, &mut stdout())
}

/// One row for each change: its id, kind, significance, rules and new text.
pub fn table(comparison: &Comparison, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    writeln!(out, "id,kind,significance,rules,text")?;
    for change in &comparison.changes {
        let rules: Vec<&str> = change.rules.iter().map(|rule| rule.id.as_str()).collect();
        let text = change.new.first().or(change.old.first()).map_or("", |place| place.text.as_str());
        let significance = format!("{:?}", change.significance).to_lowercase();
        let cells = [&change.id, change.kind.name(), &significance, &rules.join(" "), text];
        writeln!(out, "{}", cells.map(cell).join(","))?;
    }
    Ok(())
}

/// A cell of CSV. A spreadsheet takes what begins with these signs for a formula, and the text is not ours.
fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}
