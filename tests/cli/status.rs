//! A translation over time, end to end: what lags, what is settled, the matrix, the work list and its files.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use crate::support::store::{Place, hermetic};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::path::Path;
use std::process::Output;

const ENGLISH: &str = "# Privacy policy

## What we collect

We collect your name and your e-mail address when you open an account.

We do not sell personal data to third parties.

## Retention

We keep personal data for 30 days after you close your account.

You may ask us at any time to delete your data. We shall answer within 14 days.

## Contact

Write to privacy@example.org.
";

const FRENCH: &str = "# Politique de confidentialité

## Ce que nous collectons

Nous collectons votre nom et votre adresse électronique lorsque vous ouvrez un compte.

Nous ne vendons pas de données personnelles à des tiers.

## Conservation

Nous conservons les données personnelles pendant 30 jours après la fermeture de votre compte.

Vous pouvez à tout moment nous demander de supprimer vos données. Nous répondons dans un délai de 14 jours.

## Contact

Écrivez à privacy@example.org.
";

/// The source after a change of substance, one of wording, a clause more and a clause less.
fn later() -> String {
    ENGLISH
        .replace("30 days", "60 days")
        .replace("your e-mail address", "your email address")
        .replace("We do not sell personal data to third parties.\n\n", "")
        .replace("## Contact", "We keep invoices for ten years.\n\n## Contact")
}

fn golden(name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => "../golden", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

fn recension(place: &Place, args: &[&str]) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_recension"));
    let mut command = hermetic(program, place.home());
    command.current_dir(&place.path).env("SOURCE_DATE_EPOCH", "1735689600").args(args);
    command.env_remove("RECENSION_STORE").output().unwrap()
}

fn out(output: &Output) -> String {
    assert!(output.status.code() != Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn store(place: &Place, file: &str, text: &str, rest: &[&str]) {
    place.write(file, text);
    let mut args = vec!["snapshot", file, "--document", "privacy"];
    args.extend(rest);
    let output = recension(place, &args);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::remove_file(place.path.join(file)).unwrap();
}

/// A policy, its translation, and the policy as it became.
fn policy() -> Place {
    let (place, _) = Place::with_readme();
    store(&place, "en.md", ENGLISH, &["--language", "en", "--published", "2024-01-01"]);
    store(&place, "fr.md", FRENCH, &["--language", "fr", "--published", "2024-02-01"]);
    store(&place, "en.md", &later(), &["--language", "en", "--published", "2024-06-01"]);
    place
}

#[test]
fn what_changed_in_substance_lags_and_wording_carries_forward() {
    let place = policy();
    golden("status.terminal", &out(&recension(&place, &["status"])));
    golden("status.translation", &out(&recension(&place, &["translation", "privacy/fr"])));
    let failing = |kinds: &str| recension(&place, &["status", "--fail-on", kinds]).status.code();
    assert_eq!((failing("lagging"), failing("truncated")), (Some(1), Some(0)));
}

#[test]
fn lagging_findings_have_the_edits_of_the_source() {
    let place = policy();
    let json = out(&recension(&place, &["translation", "privacy/fr", "--format", "json"]));
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    let lagging: Vec<_> =
        report["findings"].as_array().unwrap().iter().filter(|f| f["kind"] == "lagging").collect();
    assert_eq!(lagging.len(), 3);
    assert_eq!(report["lag"]["basis"], "assumed");
    assert_eq!(report["lag"]["base"]["address"], "privacy/en@2024-01-01");
    assert_eq!((&report["lag"]["lagging"], &report["lag"]["editorial"]), (&3.into(), &1.into()));
    let changed = lagging.iter().find(|f| f["what"] == "modified").unwrap();
    let edits = changed["edits"].as_array().unwrap();
    let side = |skip: &str| -> String {
        edits.iter().filter(|e| e["op"] != skip).map(|e| e["text"].as_str().unwrap()).collect()
    };
    assert_eq!(side("insert"), "We keep personal data for 30 days after you close your account.");
    assert_eq!(side("delete"), "We keep personal data for 60 days after you close your account.");
    assert!(changed["target"][0]["text"].as_str().unwrap().contains("pendant 30 jours"));
    let gone = lagging.iter().find(|f| f["what"] == "removed").unwrap();
    assert_eq!(gone["source"].as_array().unwrap().len(), 0);
    assert!(gone["target"][0]["text"].as_str().unwrap().starts_with("Nous ne vendons pas"));
    let new = lagging.iter().find(|f| f["what"] == "added").unwrap();
    assert_eq!(new["target"].as_array().unwrap().len(), 0);
}

#[test]
fn what_a_person_settled_stays_settled_until_the_source_changes_again() {
    let place = policy();
    let settled = recension(&place, &["settle", "privacy/fr", "s1.2.b1", "--note", "sixty was meant"]);
    assert!(settled.status.success());
    let file = std::fs::read_to_string(place.path.join("snapshots/privacy/settled.toml")).unwrap();
    assert!(file.contains("note = \"sixty was meant\"") && file.contains("on = \"2025-01-01\""), "{file}");
    assert!(!out(&recension(&place, &["status"])).contains("30 days → 60 days"));
    let again = recension(&place, &["settle", "privacy/fr", "s1.2.b1"]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("approved already"));
    // The source says something else once more.
    let third = later().replace("60 days", "90 days");
    store(&place, "en.md", &third, &["--language", "en", "--published", "2024-09-01"]);
    assert!(out(&recension(&place, &["status"])).contains("30 days → 90 days"));
}

#[test]
fn what_was_settled_can_be_taken_back() {
    let place = policy();
    assert!(recension(&place, &["settle", "privacy/fr", "s1.1.b2", "s1.2.b1"]).status.success());
    let status = out(&recension(&place, &["status"]));
    assert!(status.contains("1 outdated") && !status.contains("removed from the source"), "{status}");
    assert!(recension(&place, &["settle", "privacy/fr", "s1.1.b2", "--undo"]).status.success());
    let status = out(&recension(&place, &["status"]));
    assert!(status.contains("2 outdated") && status.contains("removed from the source"), "{status}");
    let unknown = recension(&place, &["settle", "privacy/fr", "s9.b9"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&unknown.stderr),
        "recension: `privacy/en@2024-06-01` has no clause or finding `s9.b9`; `recension translation privacy/fr` lists \
         the findings\n"
    );
}

#[test]
fn a_record_counts_more_than_the_dates() {
    let place = policy();
    let new = FRENCH.replace("30 jours", "60 jours");
    let rest = ["--language", "fr", "--published", "2024-05-01", "--translates", "en@2024-06-01"];
    store(&place, "fr.md", &new, &rest);
    let status = out(&recension(&place, &["status", "privacy"]));
    assert!(status.contains("made from en@2024-06-01") && !status.contains("outdated"), "{status}");
}

#[test]
fn a_translation_that_follows_already_does_not_lag() {
    let place = policy();
    // Dated before the change of the source, which it has nevertheless.
    let new = FRENCH.replace("30 jours", "60 jours");
    store(&place, "fr.md", &new, &["--language", "fr", "--published", "2024-03-01"]);
    let status = out(&recension(&place, &["status"]));
    assert!(!status.contains("30 days → 60 days") && status.contains("1 already translated"), "{status}");
}

#[test]
fn a_record_that_names_no_stored_source_is_an_error_and_never_no_findings() {
    let place = policy();
    let rest = ["--language", "de", "--published", "2024-05-01", "--translates", "en@2023-01-01"];
    store(&place, "de.md", "# Datenschutz\n\nSchreiben Sie uns.\n", &rest);
    let output = recension(&place, &["status"]);
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("`privacy/en` has no revision `2023-01-01`") && text.contains("fr@"), "{text}");
}

#[test]
fn commits_that_other_tools_record_are_honoured() {
    let (place, _) = Place::with_readme();
    place.write("privacy.md", ENGLISH);
    place.git(&["add", "privacy.md"]);
    place.commit("english");
    let id = out(&place_git(&place, &["rev-parse", "--short", "HEAD"]));
    place.write("privacy.fr.md", &format!("---\nl10n:\n  sourceCommit: {id}---\n\n{FRENCH}"));
    place.write("privacy.md", &later());
    let text = out(&recension(&place, &["translation", "privacy.md", "privacy.fr.md"]));
    assert!(text.contains("from its front matter") && text.contains("duration 30 days → 60 days"), "{text}");
    let given =
        ["translation", "privacy.md", "privacy.fr.md", "--since", "HEAD:privacy.md", "--fail-on", "lagging"];
    let output = recension(&place, &given);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("as given"));
}

fn place_git(place: &Place, args: &[&str]) -> Output {
    hermetic("git", place.home()).current_dir(&place.path).args(args).output().unwrap()
}

#[test]
fn the_work_list_for_reading_and_for_programs() {
    let place = policy();
    let todo =
        |format: &str| out(&recension(&place, &["translation", "privacy/fr", "--todo", "--format", format]));
    golden("status.todo", &todo("terminal"));
    golden("status.todo.po", &todo("po"));
    golden("status.todo.xliff", &todo("xliff"));
    let json: serde_json::Value = serde_json::from_str(&todo("json")).unwrap();
    assert_eq!((&json["schema"], json["tasks"].as_array().unwrap().len()), (&"recension-todo/1".into(), 3));
    let all = out(&recension(&place, &["translation", "privacy/fr", "--format", "po"]));
    assert!(
        all.matches("msgctxt").count() > 8 && all.contains("msgstr \"Écrivez à privacy@example.org.\""),
        "{all}"
    );
    assert_eq!(all.matches("#, fuzzy").count(), 1);
}

#[test]
fn hostile_texts_reach_no_file_raw() {
    let (place, _) = Place::with_readme();
    let hostile = "# A\n\n\u{1b}[31m</source>\"]]>&\\ \u{202e}evil\u{fffe} \n\nmsgid \"x\"\\n and 30 days.\n";
    place.write("a.md", hostile);
    place.write("b.md", &hostile.replace("30", "60"));
    for format in ["po", "xliff", "terminal", "json"] {
        let text = out(&recension(&place, &["translation", "a.md", "b.md", "--format", format]));
        assert!(!text.chars().any(|c| c == '\u{202e}' || c.is_control() && c != '\n'), "{format}: {text:?}");
    }
    let xliff = out(&recension(&place, &["translation", "a.md", "b.md", "--format", "xliff"]));
    let mut reader = Reader::from_str(&xliff);
    let mut sources = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) if start.name().as_ref() == "source" => sources += 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(sources, 3, "{xliff}");
    assert!(xliff.contains("&#x202E;") && xliff.contains("&lt;/source&gt;"), "{xliff}");
}

#[test]
fn many_documents_are_a_matrix() {
    let place = policy();
    place.write("terms.md", "# Terms\n\nYou must be 18 years old.\n");
    let args =
        ["snapshot", "terms.md", "--document", "terms", "--language", "en", "--published", "2024-01-01"];
    assert!(recension(&place, &args).status.success());
    golden("status.matrix", &out(&recension(&place, &["status"])));
}

#[test]
fn a_clause_that_was_translated_ahead_of_the_record_does_not_lag() {
    let place = policy();
    let ahead = FRENCH.replace("## Contact", "Nous conservons les factures pendant dix ans.\n\n## Contact");
    let rest = ["--language", "fr", "--published", "2024-07-01", "--translates", "en@2024-01-01"];
    store(&place, "fr.md", &ahead, &rest);
    let status = out(&recension(&place, &["status"]));
    assert!(status.contains("2 outdated") && status.contains("1 already translated"), "{status}");
    assert!(status.contains("30 days → 60 days") && !status.contains("new in the source"), "{status}");
}
