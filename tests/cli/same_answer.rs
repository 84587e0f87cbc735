//! One question, asked of every command: the project's rules, glossary and dictionaries hold for all of them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::support::store::{Place, hermetic};
use std::process::Output;

const ENGLISH: &str = "# Terms\n\n## Data\n\nWe keep your personal data for 30 days after you close your account.\n\n\
                       ## Contact\n\nWrite to us at any time at terms@example.org.\n";
const FRENCH: &str = "# Conditions\n\n## Données\n\nNous conservons vos données personnelles pendant 30 jours après la \
                      fermeture de votre compte.\n\n## Contact\n\nÉcrivez-nous à tout moment à terms@example.org.\n";

fn run(place: &Place, args: &[&str]) -> Output {
    let mut command = hermetic(env!("CARGO_BIN_EXE_recension"), place.home());
    command.current_dir(&place.path).env("SOURCE_DATE_EPOCH", "1735689600").args(args);
    command.env_remove("RECENSION_STORE").env_remove("RECENSION_CONFIG").output().unwrap()
}

/// A store with a translation whose source keeps data for longer since.
fn place() -> Place {
    let place = Place::empty();
    place.git(&["init", "-q", "-b", "main", "."]);
    let later = ENGLISH.replace("30 days", "60 days");
    for (file, text, language, day) in [
        ("en.md", ENGLISH, "en", "2024-01-01"),
        ("fr.md", FRENCH, "fr", "2024-01-02"),
        ("en.md", later.as_str(), "en", "2024-06-01"),
    ] {
        place.write(file, text);
        let args = ["snapshot", file, "-d", "terms", "-l", language, "--published", day];
        let output = run(&place, &args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    place
}

/// Whether each of the three commands takes the clause for outdated.
fn outdated(place: &Place, more: &[&str]) -> [bool; 3] {
    let code = |args: &[&str]| {
        let output = run(place, &[args, more].concat());
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let fails = |(code, said): (Option<i32>, String)| {
        assert!(code != Some(2), "{said}");
        code == Some(1)
    };
    let translation = fails(code(&["translation", "terms/fr", "--fail-on", "lagging"]));
    let status = fails(code(&["status", "--fail-on", "lagging"]));
    // Nothing is approved about a clause of which nothing was found.
    let (approved, said) = code(&["settle", "terms/fr", "s1.1.b1"]);
    assert!(approved == Some(0) || said.contains("nothing was found"), "{said}");
    if approved == Some(0) {
        assert!(run(place, &[&["settle", "terms/fr", "s1.1.b1", "--undo"], more].concat()).status.success());
    }
    [translation, status, approved == Some(0)]
}

#[test]
fn every_command_obeys_the_rules_of_the_project() {
    let place = place();
    assert_eq!(outdated(&place, &[]), [true; 3]);
    let rules = "[rules]\nduration-changed = \"cosmetic\"\nnumber-changed = \"cosmetic\"\n";
    place.write("rules.toml", rules);
    // The facts of the two texts still differ, which can be approved: the third answer is not of the rules alone.
    assert_eq!(outdated(&place, &["--rules", "rules.toml"])[..2], [false; 2]);
    place.write("recension.toml", rules);
    assert_eq!(outdated(&place, &[])[..2], [false; 2], "the configuration says so as well");
}

#[test]
fn every_command_reads_the_glossary_of_the_project() {
    let place = place();
    place.write("recension.toml", "glossary = \"terms.tsv\"\ndictionaries = [\"none.index\"]\n");
    place.write("terms.tsv", "personal data\tdonnées personnelles\n");
    for args in [
        &["translation", "terms/fr"][..],
        &["status", "--format", "json"],
        &["settle", "terms/fr", "s1.1.b1"],
    ] {
        let output = run(&place, args);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(said.contains("none.index"), "{args:?} does not read the dictionaries: {said}");
    }
}
