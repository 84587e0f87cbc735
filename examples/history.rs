//! Writes the changelog of a file in a git repository: `cargo run --example history [REPOSITORY PATH]`.

use recension::Repository;
use recension::report::{ChangelogOptions, MessageLanguage, changelog_markdown};
use recension::repository::HistoryOptions;
use std::error::Error;
use std::io::{Write, stdout};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| ".".to_owned());
    let path = arguments.next().unwrap_or_else(|| "us-canada-roadmap/en".to_owned());
    changelog(&folder, &path, &mut stdout())
}

/// Follows the file through renames and writes what each commit changed, in the form of Keep a Changelog.
pub fn changelog(folder: &str, path: &str, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let repo = Repository::discover(folder)?;
    let history = repo.history(path, &HistoryOptions::default())?;
    changelog_markdown(&history, MessageLanguage::En, &ChangelogOptions::default(), out)?;
    Ok(())
}
