//! The examples of the library run, and print what they promise.
#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "the examples are programs; their `main` is not called here"
)]

#[path = "../../examples/compare_files.rs"]
mod compare_files;
#[path = "../../examples/custom_report.rs"]
mod custom_report;
#[path = "../../examples/history.rs"]
mod history;
#[path = "../../examples/translation.rs"]
mod translation;

use crate::support::store::Place;
use recension::{DiffOptions, diff_files};

const OLD: &str = "fixtures/roadmap/roadmap.en.restored.txt";
const NEW: &str = "fixtures/roadmap/amendment.en.txt";

fn text(write: impl FnOnce(&mut dyn std::io::Write) -> Result<(), Box<dyn std::error::Error>>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn two_files_are_compared() {
    let shown = text(|out| compare_files::compare(OLD, NEW, out));
    assert!(shown.contains("negation-added: ") && shown.ends_with(" substantive changes\n"), "{shown}");
}

#[test]
fn the_changelog_of_a_file_is_written() {
    let place = Place::empty();
    place.git(&["init", "-q", "-b", "main"]);
    for days in ["30", "60"] {
        place.write("privacy.md", &format!("# Privacy\n\nWe erase log files within {days} days.\n"));
        place.git(&["add", "-A"]);
        place.commit("The policy");
    }
    let shown = text(|out| history::changelog(place.path.to_str().unwrap(), "privacy.md", out));
    assert!(shown.contains("60 days"), "{shown}");
}

#[test]
fn what_a_translation_lacks_is_found() {
    let shown = text(|out| {
        translation::findings("fixtures/roadmap/roadmap.en.txt", "fixtures/roadmap/roadmap.zh.txt", out)
    });
    assert!(shown.contains("truncated: ") && shown.ends_with(" findings\n"), "{shown}");
}

#[test]
fn a_report_of_ones_own_has_a_row_for_each_change() {
    let comparison = diff_files(OLD, NEW, &DiffOptions::default()).unwrap();
    let shown = text(|out| custom_report::table(&comparison, out));
    assert!(shown.starts_with("id,kind,significance,rules,text\n"), "{shown}");
    assert!(shown.matches("\n\"").count() == comparison.changes.len(), "{shown}");
}
