//! Translations that lie in git as plain files: found by a pattern, held against the source as it was when they were
//! made, end to end.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use crate::support::store::{Place, hermetic};
use std::path::Path;
use std::process::Output;

const ENGLISH: &str = "# Privacy policy

We collect your name and your e-mail address when you open an account.

We keep personal data for 30 days after you close your account.
";

const FRENCH: &str = "# Politique de confidentialité

Nous collectons votre nom et votre adresse électronique lorsque vous ouvrez un compte.

Nous conservons les données personnelles pendant 30 jours après la fermeture de votre compte.
";

/// `privacy.md` and `privacy.fr.md` as every maintainer keeps them: translated, reformatted, then changed at the source.
const PATTERN: &str = "{document}[.{language}].md";

fn commit(place: &Place, files: &[(&str, &str)], message: &str) {
    for (file, text) in files {
        place.write(file, text);
        place.git(&["add", file]);
    }
    place.commit(message);
}

/// A translation that was formatted anew and moved after its source had changed in substance.
fn translated() -> Place {
    let (place, _) = Place::with_readme();
    commit(&place, &[("privacy.md", ENGLISH), ("privacy.fr.md", FRENCH)], "translate");
    commit(&place, &[("privacy.md", &ENGLISH.replace("30 days", "60 days"))], "keep data longer");
    commit(&place, &[("privacy.fr.md", &FRENCH.replace("pendant 30", "pendant\n30"))], "wrap");
    std::fs::create_dir(place.path.join("docs")).unwrap();
    place.git(&["mv", "privacy.md", "privacy.fr.md", "docs"]);
    place.commit("move");
    place
}

fn status(place: &Place, args: &[&str]) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_recension"));
    let mut command = hermetic(program, place.home());
    command.current_dir(&place.path).env_remove("RECENSION_STORE").arg("status").args(args).output().unwrap()
}

fn out(output: &Output) -> String {
    assert!(output.status.code() != Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_file_lags_behind_the_source_of_its_last_wording() {
    let place = translated();
    let text = out(&status(&place, &["--files", PATTERN]));
    let ids = place.git(&["log", "--format=%H", "--reverse"]);
    let translated = ids.lines().nth(1).unwrap();
    assert!(text.contains(&format!("made from {} (assumed)", &translated[..8])), "{text}");
    assert!(
        text.contains("docs/privacy · source en@") && text.contains("duration 30 days → 60 days"),
        "{text}"
    );
    let json = out(&status(&place, &["--files", PATTERN, "--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let translation = &json["documents"][0]["translations"][0];
    assert_eq!(translation["path"], "docs/privacy.fr.md");
    assert_eq!(
        (&translation["counts"]["lagging"], &translation["committed"]),
        (&1.into(), &"2024-01-01".into())
    );
    let failing = status(&place, &["--files", PATTERN, "--fail-on", "lagging"]);
    assert_eq!(failing.status.code(), Some(1));
}

#[test]
fn a_translators_own_change_brings_it_up_to_date() {
    let place = translated();
    commit(&place, &[("docs/privacy.fr.md", &FRENCH.replace("30 jours", "60 jours"))], "follow");
    let text = out(&status(&place, &["--files", PATTERN, "--fail-on", "lagging", "docs/privacy"]));
    assert!(text.contains("100% of the text translated, no findings"), "{text}");
    // As it was two commits before, it lagged.
    assert!(out(&status(&place, &["--files", PATTERN, "--at", "HEAD~2"])).contains("1 outdated"));
}

#[test]
fn the_commit_in_front_matter_counts_more() {
    let place = translated();
    let changed = place.git(&["rev-parse", "HEAD~2"]);
    let recorded = format!("---\nl10n:\n  sourceCommit: {changed}---\n\n{FRENCH}");
    commit(&place, &[("docs/privacy.fr.md", &recorded)], "record");
    let text = out(&status(&place, &["--files", PATTERN]));
    assert!(text.contains(&format!("made from {}", changed.trim())) && !text.contains("outdated"), "{text}");
}

#[test]
fn a_shallow_clone_is_an_error_and_never_up_to_date() {
    let place = translated();
    let from = format!("file://{}", place.path.display());
    place.git(&["clone", "-q", "--depth", "1", &from, "../shallow"]);
    let shallow = place.home().join("shallow");
    let output = status(&place, &["--store", shallow.to_str().unwrap(), "--files", PATTERN]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stdout).contains("git fetch --unshallow"));
}

#[test]
fn what_cannot_be_found_is_told() {
    let place = translated();
    let error = |args: &[&str]| {
        let output = status(&place, args);
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(error(&["--files", "docs/*.md"]).contains("`{language}` is not in it"));
    assert!(error(&["--files", "i18n/{language}/{document}.md"]).contains("no path at HEAD fits"));
    assert!(error(&["--files", PATTERN, "terms"]).contains("of `terms`"));
    assert!(error(&["--files", PATTERN, "--at", "nowhere"]).contains("nowhere"));
    commit(&place, &[("l/fr/a.md", FRENCH), ("l/de/a.md", "# Datenschutz\n")], "two");
    assert!(error(&["--files", "l/{language}/{document}.md"]).contains("--source-language"));
}
