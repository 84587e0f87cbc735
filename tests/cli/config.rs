//! The configuration of a project: found from where one stands, completed by the environment and the command line.

#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use crate::support::store::{Place, hermetic};
use std::process::Output;

const OLD: &str = "# Terms\n\nSee [the list](https://a.example/list) of what we keep for you.\n";
const NEW: &str = "# Terms\n\nSee [the list](https://b.example/list) of what we keep for you.\n";

fn place() -> Place {
    let place = Place::empty();
    place.write("docs/old.md", OLD);
    place.write("docs/new.md", NEW);
    place.write(".git/HEAD", "ref: refs/heads/main\n");
    place
}

fn run(place: &Place, folder: &str, variables: &[(&str, &str)], arguments: &[&str]) -> Output {
    let mut command = hermetic(env!("CARGO_BIN_EXE_recension"), place.home());
    for variable in ["NO_COLOR", "CLICOLOR_FORCE", "RECENSION_CONFIG", "RECENSION_STORE"] {
        command.env_remove(variable);
    }
    command
        .current_dir(place.path.join(folder))
        .envs(variables.iter().copied())
        .args(arguments)
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[track_caller]
fn refused(output: &Output, why: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(why) && said.trim_end().lines().count() == 1, "{said}");
}

#[test]
fn the_nearest_file_in_the_repository_counts() {
    let place = place();
    let told = |folder: &str| out(&run(&place, folder, &[], &["config"]));
    assert!(told("docs").starts_with("# There is no recension.toml here"), "{}", told("docs"));
    std::fs::write(place.home().join("recension.toml"), "nonsense = 1\n").unwrap();
    assert!(told("docs").starts_with("# There is no"), "what lies above the repository is not for it");
    place.write("recension.toml", "source-language = \"en\"\n");
    assert!(
        told("docs").contains("source-language = \"en\"  # ") && told("docs").contains("recension.toml:1")
    );
    place.write("docs/recension.toml", "source-language = \"fr\"\n");
    assert!(told("docs").contains("source-language = \"fr\"  # recension.toml:1\n"), "{}", told("docs"));
    assert!(told(".").contains("source-language = \"en\"  # recension.toml:1\n"));
}

#[test]
fn the_command_line_goes_before_the_environment_and_that_before_the_file() {
    let place = place();
    place.write("recension.toml", "[terminal]\ncolor = \"always\"\nwidth = 60\n");
    let color = |variables: &[(&str, &str)], arguments: &[&str]| {
        let told = out(&run(&place, ".", variables, &[arguments, &["config"]].concat()));
        told.lines().find(|line| line.starts_with("color")).unwrap().to_owned()
    };
    let coloured = |variables: &[(&str, &str)], arguments: &[&str]| {
        let diff = [arguments, &["diff", "docs/old.md", "docs/new.md"]].concat();
        out(&run(&place, ".", variables, &diff)).contains('\u{1b}')
    };
    for (variables, arguments, says, is) in [
        (&[][..], &[][..], "color = \"always\"  # recension.toml:2", true),
        (&[("NO_COLOR", "1")], &[], "color = \"never\"  # NO_COLOR", false),
        (&[("NO_COLOR", "1")], &["--color", "always"], "color = \"always\"  # --color", true),
        (&[], &["--color", "never"], "color = \"never\"  # --color", false),
    ] {
        assert_eq!(color(variables, arguments), says);
        assert_eq!(coloured(variables, arguments), is, "{says}");
    }
    place.write("other.toml", "[terminal]\ncolor = \"never\"\n");
    assert!(!coloured(&[("RECENSION_CONFIG", "other.toml")], &[]));
    assert!(coloured(&[("RECENSION_CONFIG", "other.toml")], &["--config", "recension.toml"]));
}

#[test]
fn what_is_printed_is_a_configuration_again() {
    let place = place();
    let text = include_str!("../../examples/recension.toml");
    place.write("recension.toml", text);
    let printed = out(&run(&place, ".", &[], &["config"]));
    let read = |text: &str| recension::config::Config::from_toml(text).unwrap();
    assert_eq!(read(&printed), read(text), "{printed}");
}

#[test]
fn rules_of_the_project_hold_unless_others_are_given() {
    let place = place();
    let substantive = |arguments: &[&str]| {
        let diff = [&["diff", "docs/old.md", "docs/new.md"], arguments].concat();
        out(&run(&place, ".", &[], &diff)).contains("1 substantive change")
    };
    assert!(!substantive(&[]));
    place.write("recension.toml", "source-language = \"en\"\n[rules]\nlink-changed = \"substantive\"\n");
    assert!(substantive(&[]));
    place.write("mine.toml", "[rules]\nlink-changed = \"editorial\"\n");
    assert!(!substantive(&["--rules", "mine.toml"]));
    assert!(out(&run(&place, ".", &[], &["rules"])).contains("(yours)"));
}

#[test]
fn languages_that_a_document_is_to_have_are_asked_for() {
    let place = Place::empty();
    place.git(&["init", "-q", "-b", "main", "."]);
    place.write("terms.md", OLD);
    let snapshot = ["snapshot", "terms.md", "-d", "terms", "-l", "en", "-r", "1"];
    assert!(run(&place, ".", &[], &snapshot).status.success());
    place.write(
        "recension.toml",
        "languages = [\"en\", \"fr\"]\n[ci]\nfail-on-findings = [\"untranslated\"]\n",
    );
    let status = run(&place, ".", &[], &["status"]);
    assert_eq!(String::from_utf8_lossy(&status.stderr), "terms has no text in fr\n");
    assert_eq!(status.status.code(), Some(1));
    assert_eq!(run(&place, ".", &[], &["status", "--languages", "en"]).status.code(), Some(0));
}

#[test]
fn a_broken_file_is_refused_by_what_reads_it_alone() {
    let place = place();
    place.write("recension.toml", "[terminal]\ncolour = \"auto\"\n");
    let diff = ["diff", "docs/old.md", "docs/new.md"];
    refused(
        &run(&place, ".", &[], &diff),
        "`recension.toml`: line 2: there is no setting `colour`, perhaps `color`",
    );
    refused(&run(&place, ".", &[("RECENSION_CONFIG", "gone.toml")], &diff), "gone.toml");
    place.write("recension.toml", "[ci]\nfail-on-findings = [\"lost\"]\n");
    refused(
        &run(&place, ".", &[], &["status"]),
        "`lost`, which is no kind of finding; write one of untranslated",
    );
    place.write("recension.toml", "files = \"docs/*.md\"\n");
    refused(&run(&place, ".", &[], &["status"]), "`{language}` is not in it");
    place.write("recension.toml", "message-language = \"it\"\n");
    refused(&run(&place, ".", &[], &["changelog", "docs/old.md"]), "`it`, which is no language");
    assert!(run(&place, ".", &[], &["completions", "bash"]).status.success());
    assert!(run(&place, ".", &[], &["schema", "config"]).status.success());
}
