//! Between the roadmap as it came and its restoration stand six completions, the reduced spellings, and nothing else.

#![allow(clippy::unwrap_used, reason = "clippy knows test functions, not the helpers beside them")]

use recension::diff::{ChangeKind, Comparison, EditOp, Options, Significance, compare};
use recension::formats::{self, Format};
use std::path::Path;

/// The first line of the clause in `roadmap.en.txt`, what was deleted from it, and what was inserted.
const WANTED: &[(usize, &str, &str)] = &[
    (51, "", "advances."),
    (56, "", "recovery."),
    (87, "", "storage."),
    (102, "labor/labour,", "labor,"),
    (131, "", "science."),
    (184, "Defence/Defense", "Defense"),
    (185, "", "responsibility."),
    (186, "Defence/Defense", "Defense"),
    (190, "defence/defense Defense/Defence", "defense Defense"),
    (225, "", "Mexico."),
];

fn comparison() -> Comparison {
    let read = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/roadmap").join(name);
        formats::read(&std::fs::read(path).unwrap(), Format::Plain).unwrap()
    };
    compare(&read("roadmap.en.txt"), &read("roadmap.en.restored.txt"), &Options::default())
}

/// `old` with `deleted` replaced by `inserted`, word by word; where nothing is deleted, with `inserted` at its end.
fn restored(old: &str, deleted: &str, inserted: &str) -> String {
    if deleted.is_empty() {
        return format!("{old} {inserted}");
    }
    let pairs = deleted.split(' ').zip(inserted.split(' '));
    pairs.fold(old.to_owned(), |text, (deleted, inserted)| text.replacen(deleted, inserted, 1))
}

#[test]
fn the_restoration_is_told_exactly() {
    let comparison = comparison();
    let told: Vec<_> =
        comparison.changes.iter().filter(|change| change.significance != Significance::Cosmetic).collect();
    let lines: Vec<_> = told.iter().map(|change| change.old.first().map(|place| place.lines.first)).collect();
    assert_eq!(lines, WANTED.iter().map(|wanted| Some(wanted.0)).collect::<Vec<_>>());
    for (change, (line, deleted, inserted)) in told.iter().zip(WANTED) {
        let kind = if *line == 184 { ChangeKind::Renamed } else { ChangeKind::Modified };
        assert_eq!(change.kind, kind, "line {line}");
        assert_eq!((change.old.len(), change.new.len()), (1, 1), "line {line}");
        assert_eq!(change.new[0].text, restored(&change.old[0].text, deleted, inserted), "line {line}");
    }
}

#[test]
fn the_edits_give_both_texts_back() {
    for change in &comparison().changes {
        if change.edits.is_empty() {
            continue;
        }
        let side = |left_out: EditOp| -> String {
            change.edits.iter().filter(|edit| edit.op != left_out).map(|edit| edit.text.as_str()).collect()
        };
        let texts = |places: &[recension::diff::Place]| {
            places.iter().map(|place| place.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(side(EditOp::Insert), texts(&change.old));
        assert_eq!(side(EditOp::Delete), texts(&change.new));
    }
}
