//! The changelog against its golden files.

use crate::golden;
use crate::samples;
use recension::diff::Comparison;
use recension::model::{Date, DocumentName, Edition, Language, Revision};
use recension::report::{Entry, changelog_json, changelog_markdown};

fn entry(revision: &str, published: Option<&str>, comparison: Option<Comparison>) -> Entry {
    let edition = Edition {
        document: DocumentName::new("waters").unwrap(),
        language: Language::new("en").unwrap(),
        revision: Revision::new(revision).unwrap(),
        title: Some("Statement on Shared Waters".into()),
        captured: None,
        published: published.map(|date| Date::new(date).unwrap()),
        effective: None,
        source_url: None,
        media_type: "text/plain".into(),
        sha256: "c".repeat(64),
        extractor: "plain/1".into(),
        translates: None,
        note: None,
    };
    Entry { edition, sections: 7, blocks: 52, comparison, same_as: None }
}

fn markdown(entries: &[Entry]) -> String {
    let mut out = Vec::new();
    changelog_markdown("waters", entries, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn history() -> Vec<Entry> {
    let mut back = entry("2024-restored", None, Some(samples::comparison(vec![])));
    back.same_as = Some("2021-02-23".into());
    back.edition.note = Some("A restoration; not the publisher's file.".into());
    let middle = entry("2023-06-01", Some("2023-06-01"), Some(samples::every_kind()));
    vec![back, middle, entry("2021-02-23", Some("2021-02-23"), None)]
}

#[test]
fn markdown_is_in_the_keep_a_changelog_form() {
    golden("changelog_markdown", &markdown(&history()));
}

#[test]
fn chinese_edits_are_quoted_in_phrases() {
    golden("changelog_chinese", &markdown(&[entry("2", None, Some(samples::chinese()))]));
}

/// Labels and dates are checked where they are made; titles and texts are anybody's.
fn hostile_entry() -> Entry {
    let mut entry = entry("2022", None, Some(samples::hostile()));
    entry.edition.title = Some(samples::HOSTILE.to_owned());
    entry.same_as = Some(samples::HOSTILE.to_owned());
    entry
}

#[test]
fn hostile_text_is_no_markup() {
    let shown = markdown(&[hostile_entry()]);
    golden("changelog_hostile", &shown);
    let bare = |sign: char| {
        shown
            .match_indices(sign)
            .filter(|(at, _)| !shown[..*at].ends_with('\\'))
            .map(|(at, _)| at)
            .collect::<Vec<_>>()
    };
    assert!(bare('<').is_empty() && bare('@').is_empty() && bare('`').is_empty() && bare('|').is_empty());
    assert!(!shown.chars().any(|c| c.is_control() && c != '\n'));
    assert_eq!(shown.lines().filter(|line| line.starts_with("- ")).count(), 3, "one line a change");
}

#[test]
fn json_tells_the_same() {
    let mut out = Vec::new();
    changelog_json("waters", &history(), &mut out).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert!(out.starts_with(b"{\n  \"schema\": \"recension-changelog/1\",") && out.ends_with(b"}\n"));
    let revisions = json["revisions"].as_array().unwrap();
    assert_eq!(revisions[0]["same_as"], "2021-02-23");
    assert_eq!(revisions[2]["summary"], serde_json::Value::Null);
    assert_eq!(revisions[2]["sections"], 7);
    let order: Vec<&str> = revisions[1]["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["significance"].as_str().unwrap())
        .collect();
    assert!(order.is_sorted_by(|a, b| a >= b) && order.len() == 14, "{order:?}");
    let told = markdown(&history());
    let first = revisions[1]["changes"][0]["told"].as_str().unwrap();
    assert!(told.contains(first), "{first}");
}
