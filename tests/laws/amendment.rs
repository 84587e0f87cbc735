//! The fictional amendments in `fixtures/` differ from their old texts as a person judged by hand.

#![allow(clippy::unwrap_used, reason = "clippy knows test functions, not the helpers beside them")]

use recension::diff::{Change, Options, Place, Significance, compare};
use recension::formats::{self, Format};
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Expected {
    change: Vec<Judged>,
}

/// A change as the hand-written files and the comparison both can say it.
#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(deny_unknown_fields)]
struct Judged {
    new_lines: Vec<[usize; 2]>,
    old_lines: Vec<[usize; 2]>,
    kind: String,
    unit: String,
    significance: String,
    rules: Vec<String>,
    /// Why a person judged so; what was found has none.
    #[serde(default)]
    why: String,
}

impl Judged {
    fn found(change: &Change) -> Self {
        let lines =
            |places: &[Place]| places.iter().map(|place| [place.lines.first, place.lines.last]).collect();
        Self {
            new_lines: lines(&change.new),
            old_lines: lines(&change.old),
            kind: name(&change.kind),
            unit: name(&change.unit),
            significance: name(&change.significance),
            rules: change.rules.iter().map(|rule| rule.id.to_string()).collect(),
            why: String::new(),
        }
        .sorted()
    }

    /// Rules in alphabetical order, each once: two numbers in one clause fire the same rule twice.
    fn sorted(mut self) -> Self {
        self.rules.sort();
        self.rules.dedup();
        self
    }

    fn line(&self) -> String {
        format!(
            "{} {} {} old {:?} new {:?} {:?}",
            self.significance, self.kind, self.unit, self.old_lines, self.new_lines, self.rules
        )
    }
}

/// The name that the JSON has for a value.
fn name(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn read(path: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path)).unwrap()
}

fn assert_judged_alike(old: &str, new: &str, expected: &str) {
    let old = formats::read(&read(old), Format::Plain).unwrap();
    let new = formats::read(&read(new), Format::Plain).unwrap();
    let comparison = compare(&old, &new, &Options::default());
    let found: Vec<Judged> = comparison
        .changes
        .iter()
        .filter(|change| change.significance != Significance::Cosmetic)
        .map(Judged::found)
        .collect();

    let expected = String::from_utf8(read(expected)).unwrap();
    let expected: Expected = toml::from_str(&expected).unwrap();
    let expected: Vec<Judged> = expected.change.into_iter().map(Judged::sorted).collect();
    assert!(!expected.is_empty());

    let mut found: Vec<String> = found.iter().map(Judged::line).collect();
    let mut difference = String::new();
    for judged in &expected {
        let line = judged.line();
        match found.iter().position(|found| *found == line) {
            Some(at) => drop(found.remove(at)),
            None => difference += &format!("- {line}\n    ({})\n", judged.why),
        }
    }
    for line in found {
        difference += &format!("+ {line}\n");
    }
    assert!(difference.is_empty(), "judged by hand (-) and found (+) differ:\n{difference}");
}

#[test]
fn the_amended_roadmap_is_told_as_judged_by_hand() {
    assert_judged_alike(
        "roadmap/roadmap.en.restored.txt",
        "roadmap/amendment.en.txt",
        "roadmap/amendment.expected.toml",
    );
}

#[test]
fn a_clause_and_an_article_put_in_between_renumber_the_rest() {
    assert_judged_alike("numbered/old.txt", "numbered/new.txt", "numbered/expected.toml");
}

#[test]
fn every_pair_is_equal_to_itself() {
    for path in ["roadmap/roadmap.en.restored.txt", "roadmap/amendment.en.txt", "numbered/new.txt"] {
        let document = formats::read(&read(path), Format::Plain).unwrap();
        let comparison = compare(&document, &document, &Options::default());
        assert!(comparison.identical && comparison.changes.is_empty(), "{path}");
    }
}
