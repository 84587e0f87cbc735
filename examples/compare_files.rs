//! Compares two files and prints what changed: `cargo run --example compare_files [OLD NEW]`.

use recension::{DiffOptions, diff_files};
use std::error::Error;
use std::io::{Write, stdout};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [old, new] = arguments.as_slice() else {
        let (old, new) = ("fixtures/roadmap/roadmap.en.restored.txt", "fixtures/roadmap/amendment.en.txt");
        return compare(old, new, &mut stdout());
    };
    compare(old, new, &mut stdout())
}

/// Writes one line for each change, with the rules that say why it matters.
pub fn compare(old: &str, new: &str, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let comparison = diff_files(old, new, &DiffOptions::default())?;
    for change in &comparison.changes {
        let place = change.new.first().or(change.old.first()).map_or("", |place| place.text.as_str());
        let start: String = place.chars().take(60).collect();
        writeln!(out, "{} ({:?}): {start}", change.kind.name(), change.significance)?;
        for rule in &change.rules {
            let evidence = [rule.old.as_deref(), rule.new.as_deref()].map(|side| side.unwrap_or("–"));
            writeln!(out, "    {}: {}", rule.id, evidence.join(" → "))?;
        }
    }
    writeln!(out, "{} substantive changes", comparison.summary.significance.substantive)?;
    Ok(())
}
