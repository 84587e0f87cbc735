//! Prints what a translation lacks: `cargo run --example translation [SOURCE TARGET]`.

use recension::Repository;
use recension::repository::Settings;
use std::error::Error;
use std::io::{Write, stdout};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let source = arguments.next().unwrap_or_else(|| "fixtures/roadmap/roadmap.en.txt".to_owned());
    let target = arguments.next().unwrap_or_else(|| "fixtures/roadmap/roadmap.zh.txt".to_owned());
    findings(&source, &target, &mut stdout())
}

/// Writes each finding with how sure it is and the first words that it is about.
pub fn findings(source: &str, target: &str, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    // Texts in plain files need no repository, and these settings are those of a project without a configuration.
    let repo = Repository::new(".", Settings::default());
    let found = repo.translation((source, target))?;
    for finding in &found.findings {
        let place = finding.source.first().or(finding.target.first());
        let start: String = place.map_or("", |place| place.text.as_str()).chars().take(60).collect();
        writeln!(out, "{:.0} % {}: {start}", finding.confidence * 100.0, finding.kind.name())?;
    }
    writeln!(out, "{} findings", found.findings.len())?;
    Ok(())
}
