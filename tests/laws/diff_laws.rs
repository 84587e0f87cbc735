//! Laws of comparison on real texts: edits rebuild both sides, nothing is told twice, equal input gives no change,
//! the same input the same answer.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use recension::diff::{ChangeKind, Comparison, EditOp, Options, Place, compare};
use recension::formats::{self, Format};
use recension::model::Document;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn read(path: &Path) -> Document {
    let bytes = std::fs::read(path).expect("a readable file");
    formats::read(&bytes, Format::detect(path.to_str(), &bytes)).expect("a text")
}

fn rebuilds(comparison: &Comparison, names: &str) {
    for change in comparison.changes.iter().filter(|change| !change.edits.is_empty()) {
        let side = |skip: EditOp| {
            change
                .edits
                .iter()
                .filter(|edit| edit.op != skip)
                .map(|edit| edit.text.as_str())
                .collect::<String>()
        };
        let text =
            |places: &[Place]| places.iter().map(|place| place.text.as_str()).collect::<Vec<_>>().join(" ");
        assert_eq!(side(EditOp::Insert), text(&change.old), "{names}: old side of {}", change.id);
        assert_eq!(side(EditOp::Delete), text(&change.new), "{names}: new side of {}", change.id);
    }
}

/// Each clause is told by at most one change, new numbers and sections that moved whole aside.
fn told_once(comparison: &Comparison, names: &str) {
    let whole = |change: &recension::diff::Change| {
        change.kind == ChangeKind::Renumbered || change.kind == ChangeKind::Moved && change.edits.is_empty()
    };
    for old in [true, false] {
        let mut seen = BTreeSet::new();
        for change in comparison.changes.iter().filter(|change| !whole(change)) {
            for place in if old { &change.old } else { &change.new } {
                let parts: Vec<&str> = place.parts.iter().map(|part| part.id.as_str()).collect();
                let ids = if parts.is_empty() { vec![place.id.as_str()] } else { parts };
                for id in ids {
                    assert!(seen.insert(id.to_owned()), "{names}: {id} is told twice");
                }
            }
        }
    }
}

fn laws(old: &Path, new: &Path) {
    let names = format!("{} and {}", old.display(), new.display());
    let (a, b) = (read(old), read(new));
    let comparison = compare(&a, &b, &Options::default());
    rebuilds(&comparison, &names);
    told_once(&comparison, &names);
    assert_eq!(comparison, compare(&a, &b, &Options::default()), "{names}");
    assert!(compare(&a, &a, &Options::default()).identical, "{names}");
    let ids: BTreeSet<&str> = comparison.changes.iter().map(|change| change.id.as_str()).collect();
    assert_eq!(ids.len(), comparison.changes.len(), "{names}: ids differ");
    let kinds = &comparison.summary.kinds;
    let sum = kinds.added
        + kinds.removed
        + kinds.modified
        + kinds.moved
        + kinds.split
        + kinds.merged
        + kinds.renamed
        + kinds.renumbered;
    assert_eq!(sum, comparison.changes.len(), "{names}: kinds are counted");
}

#[test]
fn the_roadmaps_obey_the_laws() {
    let folder = Path::new("fixtures/roadmap");
    let names = ["roadmap.en.txt", "roadmap.en.restored.txt", "amendment.en.txt", "roadmap.zh.txt"];
    for old in names {
        for new in names {
            laws(&folder.join(old), &folder.join(new));
        }
    }
}

/// Neighbouring policies of a public collection, where it is at hand: unrelated texts, shared boilerplate.
#[test]
#[ignore = "needs RECENSION_POLICIES, a folder of policies as Markdown"]
fn real_policies_obey_the_laws() {
    let folder = std::env::var("RECENSION_POLICIES").expect("RECENSION_POLICIES names a folder");
    let files = std::fs::read_dir(&folder).expect("the folder can be read");
    let mut files: Vec<PathBuf> = files
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect();
    files.sort();
    for pair in files.windows(2) {
        laws(&pair[0], &pair[1]);
    }
}
