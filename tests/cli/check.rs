//! `recension check` end to end, on real repositories: which texts are compared, what fails, what is accepted, and that
//! nothing that could not be compared passes for "no changes".
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::support::store::{Place, hermetic};
use serde_json::Value;
use std::path::Path;
use std::process::Output;

const PRIVACY: &str = "# Privacy policy\n\nLast updated: March 1, 2024\n\n## What we collect\n\nWe collect your name and your e-mail address.\n\n## Retention\n\nWe erase log files within 30 days.\n\nYou may ask us to erase your account at any time.\n";
const TERMS: &str = "# Terms\n\n## Fees\n\nA fee of $50 applies each year.\n\n## End\n\nEither party may end this agreement with a notice of two weeks, in writing.\n";

fn run_in(folder: &Path, home: &Path, arguments: &[&str]) -> Output {
    hermetic(env!("CARGO_BIN_EXE_recension"), home).current_dir(folder).args(arguments).output().unwrap()
}

fn check(place: &Place, arguments: &[&str]) -> Output {
    run_in(&place.path, place.home(), &[&["check"], arguments].concat())
}

fn json(place: &Place, arguments: &[&str]) -> Value {
    let output = check(place, &[arguments, &["--format", "json"]].concat());
    serde_json::from_slice(&output.stdout).unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Two texts on `main`, and a branch beside it.
fn repository() -> Place {
    let place = Place::empty();
    place.git(&["init", "-q", "-b", "main"]);
    place.write("docs/privacy.md", PRIVACY);
    place.write("docs/terms.md", TERMS);
    place.write("docs/map.png", "\u{0}\u{1}");
    place.write("src/main.rs", "fn main() {}\n");
    commit(&place, "The texts");
    place.git(&["checkout", "-q", "-b", "pull-request"]);
    place
}

fn commit(place: &Place, message: &str) {
    place.git(&["add", "-A"]);
    place.commit(message);
}

fn edit(place: &Place, path: &str, from: &str, to: &str) {
    let text = place.read(path);
    assert!(text.contains(from), "{text}");
    place.write(path, &text.replace(from, to));
}

fn paths(check: &Value) -> Vec<(String, String)> {
    let text = |text: &Value| (text["path"].as_str().unwrap().into(), text["state"].as_str().unwrap().into());
    let mut all: Vec<(String, String)> = check["texts"].as_array().unwrap().iter().map(text).collect();
    all.sort();
    all
}

#[test]
fn every_text_that_differs_is_compared_whatever_became_of_its_file() {
    let place = repository();
    edit(&place, "docs/privacy.md", "30 days", "60 days");
    place.git(&["mv", "docs/terms.md", "docs/conditions.md"]);
    edit(&place, "docs/conditions.md", "$50", "$75");
    place.write("docs/new.md", "# Cookies\n\nWe use one cookie.\n");
    place.write("docs/map.png", "\u{0}\u{2}");
    commit(&place, "Changes");
    // What happens on main meanwhile is no part of the pull request.
    place.git(&["checkout", "-q", "main"]);
    edit(&place, "docs/privacy.md", "your name", "your full name");
    commit(&place, "Meanwhile");
    place.git(&["checkout", "-q", "pull-request"]);
    let shown = json(&place, &["--base", "main"]);
    let state = |path: &str, state: &str| (path.to_owned(), state.to_owned());
    let wanted = [
        state("docs/conditions.md", "renamed"),
        state("docs/new.md", "added"),
        state("docs/privacy.md", "modified"),
    ];
    assert_eq!(paths(&shown), wanted);
    let privacy =
        shown["texts"].as_array().unwrap().iter().find(|text| text["path"] == "docs/privacy.md").unwrap();
    assert_eq!(privacy["comparison"]["summary"]["substantive"], 1, "the change on main is not told");
    assert_eq!(privacy["findings"].as_array().unwrap().last().unwrap()["lines"], serde_json::json!([11, 11]));
    // The address is one that `recension diff` takes.
    let address = privacy["comparison"]["old"]["address"].as_str().unwrap();
    let diff = run_in(
        &place.path,
        place.home(),
        &["diff", address, "docs/privacy.md", "--fail-on", "duration-changed"],
    );
    assert_eq!(diff.status.code(), Some(1), "{}", err(&diff));
    // Backwards it is gone.
    let back = json(&place, &["--base", "HEAD", "--head", "HEAD~1", "docs"]);
    assert_eq!(
        back["texts"].as_array().unwrap().len(),
        0,
        "the last commit that both come from is the older one"
    );
    place.git(&["rm", "-q", "docs/new.md"]);
    commit(&place, "Gone again");
    let gone = json(&place, &["--base", "HEAD~1", "--head", "HEAD"]);
    assert_eq!(paths(&gone), [state("docs/new.md", "deleted")]);
    assert!(gone["texts"][0]["findings"][0]["lines"].is_null(), "a file that is gone has no lines");
}

#[test]
fn the_work_tree_the_index_and_a_revision_are_three_states() {
    let place = repository();
    edit(&place, "docs/privacy.md", "30 days", "60 days");
    place.git(&["add", "-A"]);
    edit(&place, "docs/privacy.md", "60 days", "90 days");
    for (arguments, found) in
        [(&["--head", "HEAD"][..], None), (&["--staged"][..], Some("60 days")), (&[][..], Some("90 days"))]
    {
        let shown = out(&check(&place, arguments));
        match found {
            None => assert!(shown.contains("No text differs."), "{shown}"),
            Some(days) => assert!(shown.contains(&format!("→ {days}")), "{shown}"),
        }
    }
    // From a folder inside, paths are relative to it.
    let inside = run_in(&place.path.join("docs"), place.home(), &["check", "privacy.md", "../docs/terms.md"]);
    assert!(out(&inside).contains("docs/privacy.md"), "{}", err(&inside));
    let left_out = out(&check(&place, &["docs", ":!docs/privacy.md"]));
    assert!(left_out.contains("No text differs."), "{left_out}");
}

#[test]
fn the_gate_takes_levels_rules_and_both_at_once() {
    let place = repository();
    edit(&place, "docs/privacy.md", "30 days", "60 days");
    commit(&place, "A deadline");
    let code = |conditions: &str| check(&place, &["--base", "main", "--fail-on", conditions]).status.code();
    assert_eq!(check(&place, &["--base", "main"]).status.code(), Some(0), "nothing was asked to fail");
    assert_eq!(code("substantive"), Some(1));
    assert_eq!(code("negation-removed"), Some(0));
    assert_eq!(code("negation-removed,duration-changed"), Some(1));
    assert_eq!(code("stated-date-unchanged"), Some(1));
    assert_eq!(code("duration-changed+stated-date-unchanged"), Some(1));
    edit(&place, "docs/privacy.md", "March 1, 2024", "May 5, 2024");
    commit(&place, "And the date");
    assert_eq!(code("duration-changed+stated-date-unchanged"), Some(0));
    for (wrong, meant) in
        [("duration-change", "perhaps `duration-changed`"), ("substantial", "perhaps `substantive`")]
    {
        let output = check(&place, &["--fail-on", wrong]);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(meant), "{}", err(&output));
    }
    place.write("rules.toml", "[rules]\nduration-changed = \"off\"\n");
    let off = check(&place, &["--base", "main", "--rules", "rules.toml", "--fail-on", "duration-changed"]);
    assert_eq!(off.status.code(), Some(2), "a gate that can never close");
}

#[test]
fn an_accepted_change_passes_until_its_last_day_and_through_other_edits() {
    let place = repository();
    edit(&place, "docs/privacy.md", "30 days", "60 days");
    commit(&place, "A deadline");
    let gate = ["--base", "main", "--fail-on", "substantive", "--accepted-from", "head"];
    let with = |more: &[&str]| check(&place, &[&gate[..], more].concat());
    let failing = json(&place, &gate);
    let id = failing["texts"][0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["standing"] == "fails")
        .unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(with(&["--accept", &id]).status.code(), Some(2), "no acceptance without a reason");
    assert_eq!(with(&["--accept", "ffffffffffff", "--reason", "x"]).status.code(), Some(2));
    let accepted = with(&[
        "--accept",
        &id,
        "--reason",
        "agreed",
        "--by",
        "Ana",
        "--expires",
        "2027-01-31",
        "--today",
        "2026-01-01",
    ]);
    assert_eq!(accepted.status.code(), Some(0), "{}", err(&accepted));
    assert!(
        out(&accepted).contains("✓ accepted by “Ana”, until 2027-01-31: the baseline says “agreed”"),
        "{}",
        out(&accepted)
    );
    // Other parts of the text change; the id stays.
    edit(&place, "docs/privacy.md", "your name and", "your name, your nickname and");
    edit(&place, "docs/privacy.md", "# Privacy policy", "# Privacy policy\n\nWelcome.");
    let later = with(&["--today", "2027-01-31"]);
    assert!(out(&later).contains("✓ accepted by “Ana”"), "{}", out(&later));
    let expired = with(&["--today", "2027-02-01"]);
    assert_eq!(expired.status.code(), Some(1));
    assert!(out(&expired).contains("it was accepted by “Ana”, only until 2027-01-31"), "{}", out(&expired));
    // Accepting what is left adds to what people wrote.
    let before = place.read("recension-baseline.toml");
    assert_eq!(
        with(&["--accept", "all", "--reason", "the rest", "--today", "2026-01-01"]).status.code(),
        Some(0)
    );
    assert!(place.read("recension-baseline.toml").starts_with(&before));
    edit(&place, "docs/privacy.md", "60 days", "30 days");
    let left = with(&["--today", "2026-01-01"]);
    assert!(out(&left).contains("unused and can be removed"), "{}", out(&left));
    place.write("recension-baseline.toml", "[[accepted]]\nid = \"0123456789ab\"\n");
    let damaged = with(&[]);
    assert_eq!(damaged.status.code(), Some(2));
    assert!(err(&damaged).contains("recension-baseline.toml"), "{}", err(&damaged));
    assert_eq!(check(&place, &gate[..4]).status.code(), Some(1), "the damaged file is not the base's");
}

#[test]
fn the_configuration_says_what_fails_and_where_the_baseline_is() {
    let place = repository();
    edit(&place, "docs/privacy.md", "30 days", "60 days");
    let check =
        |place: &Place, arguments: &[&str]| check(place, &[&["--settings-from", "head"], arguments].concat());
    place.write(
        "recension.toml",
        "[ci]\nfail-on = [\"duration-changed\"]\nbaseline = \"legal/accepted.toml\"\n",
    );
    assert_eq!(
        check(&place, &["--accept", "all", "--reason", "agreed"]).status.code(),
        Some(2),
        "no such folder"
    );
    place.write("legal/README", "");
    assert_eq!(check(&place, &[]).status.code(), Some(2), "the baseline that is named is not there");
    let inside = place.path.join("docs");
    let accepted = run_in(
        &inside,
        place.home(),
        &["check", "--settings-from", "head", "--accept", "all", "--reason", "agreed"],
    );
    assert_eq!(accepted.status.code(), Some(0), "{}", err(&accepted));
    assert!(place.read("legal/accepted.toml").contains("agreed"));
    assert_eq!(
        check(&place, &["--fail-on", "editorial"]).status.code(),
        Some(1),
        "the text as a whole was not accepted"
    );
    place.write("recension.toml", "[ci]\nfail-on = [\"duration-change\"]\n");
    assert!(err(&check(&place, &[])).contains("perhaps `duration-changed`"));
}

#[test]
fn what_is_gone_is_shown_where_it_stood() {
    let place = repository();
    edit(&place, "docs/privacy.md", "\nYou may ask us to erase your account at any time.\n", "");
    let shown = out(&check(&place, &["--format", "github", "--fail-on", "clause-removed"]));
    assert!(shown.starts_with("::error file=docs/privacy.md,line=11,endLine=11,title="), "{shown}");
}

#[test]
fn a_text_that_cannot_be_read_is_an_error_in_every_form() {
    let place = repository();
    place.write("docs/privacy.md", "");
    edit(&place, "docs/terms.md", "$50", "$75");
    for form in ["terminal", "markdown", "json", "github", "sarif", "junit", "codequality"] {
        let output = check(&place, &["--format", form]);
        assert_eq!(output.status.code(), Some(2), "{form}");
        assert!(out(&output).contains("it is empty"), "{form}: {}", out(&output));
        assert!(out(&output).contains("75"), "{form} tells the other text: {}", out(&output));
    }
    assert!(err(&check(&place, &[])).contains("cannot compare `docs/privacy.md`"));
}

#[test]
fn what_is_not_there_is_named_with_the_remedy() {
    let place = repository();
    place.write("docs/untracked.md", "# New\n");
    for (arguments, why) in [
        (&["--base", "mian"][..], "did you mean `main`?"),
        (&["docs/privcy.md"][..], "no file matches `docs/privcy.md`"),
        (&["docs/*.rst"][..], "no file matches `docs/*.rst`"),
        (&["docs/untracked.md"][..], "run `git add docs/untracked.md`"),
    ] {
        for form in ["terminal", "github", "sarif", "junit", "markdown", "json", "codequality"] {
            let output = check(&place, &[arguments, &["--format", form]].concat());
            assert_eq!(output.status.code(), Some(2), "{arguments:?} {form}");
            assert!(err(&output).contains(why), "{}", err(&output));
            assert!(!out(&output).contains("No text differs"), "{}", out(&output));
            assert!(form == "terminal" || !output.stdout.is_empty(), "{arguments:?} {form}");
        }
    }
    let report = place.home().join("r.xml");
    let argument = format!("junit={}", report.display());
    assert_eq!(check(&place, &["--base", "nowhere", "--report", &argument]).status.code(), Some(2));
    assert!(std::fs::read_to_string(report).unwrap().contains("<error "));
}

#[test]
fn a_shallow_clone_is_told_what_to_fetch() {
    let place = repository();
    edit(&place, "docs/privacy.md", "30 days", "60 days");
    commit(&place, "A deadline");
    let url = format!("file://{}", place.path.display());
    let clone = place.home().join("clone");
    let git = |folder: &Path, arguments: &[&str]| {
        let output = hermetic("git", place.home()).current_dir(folder).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", err(&output));
    };
    git(place.home(), &["clone", "-q", "--depth", "1", "-b", "pull-request", &url, "clone"]);
    let run = |arguments: &[&str]| {
        run_in(&clone, place.home(), &[&["check", "--fail-on", "substantive"], arguments].concat())
    };
    let fetch = "git fetch --unshallow origin '+refs/heads/*:refs/remotes/origin/*'";
    for base in ["origin/main", "HEAD~1"] {
        let output = run(&["--base", base]);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(fetch) && err(&output).contains("fetch-depth: 0"), "{}", err(&output));
    }
    // As CI does: both tips, without what lies between them.
    git(&clone, &["fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main"]);
    let output = run(&["--base", "origin/main", "--format", "github"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        out(&output).starts_with("::error title=Could not compare::") && err(&output).contains(fetch),
        "{}",
        out(&output)
    );
    git(&clone, &["fetch", "-q", "--unshallow", "origin", "+refs/heads/*:refs/remotes/origin/*"]);
    assert_eq!(run(&["--base", "origin/main"]).status.code(), Some(1), "the remedy helps");
}

#[test]
fn the_first_commit_and_a_bare_repository() {
    let place = Place::empty();
    place.git(&["init", "-q", "-b", "main"]);
    place.write("policy.md", PRIVACY);
    place.git(&["add", "-A"]);
    let first = check(&place, &["--staged", "--fail-on", "clause-added"]);
    assert_eq!(first.status.code(), Some(1), "{}", err(&first));
    commit(&place, "First");
    edit(&place, "policy.md", "30 days", "60 days");
    commit(&place, "Second");
    let bare = place.home().join("bare.git");
    place.git(&["clone", "-q", "--bare", ".", bare.to_str().unwrap()]);
    let run = |arguments: &[&str]| run_in(&bare, place.home(), &[&["check"], arguments].concat());
    assert!(err(&run(&[])).contains("has no work tree"));
    let output = run(&["--base", "HEAD~1", "--head", "HEAD", "--fail-on", "duration-changed"]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
}

#[test]
fn diff_takes_the_same_conditions_and_forms() {
    let place = repository();
    place.write("old.md", PRIVACY);
    place.write("new.md", &PRIVACY.replace("30 days", "60 days"));
    let diff = |arguments: &[&str]| run_in(&place.path, place.home(), &[&["diff"], arguments].concat());
    assert_eq!(
        diff(&["old.md", "new.md", "--fail-on", "negation-added", "--fail-on", "editorial"]).status.code(),
        Some(1)
    );
    assert_eq!(diff(&["old.md", "new.md", "--fail-on", "negation-added"]).status.code(), Some(0));
    let shown = out(&diff(&["old.md", "./new.md", "--fail-on", "duration-changed", "--format", "github"]));
    assert!(shown.starts_with("::error file=new.md,line=11,"), "{shown}");
    for (form, sign) in [
        ("sarif", "\"executionSuccessful\": false"),
        ("junit", "<error "),
        ("github", "::error "),
        ("codequality", "blocker"),
    ] {
        let output = diff(&["old.md", "nowhere.md", "--format", form]);
        assert_eq!(output.status.code(), Some(2));
        assert!(out(&output).contains(sign), "{form}: {}", out(&output));
    }
}

#[test]
fn a_comment_that_cannot_fail_is_headed_by_what_changed() {
    let place = repository();
    edit(&place, "docs/terms.md", "$50", "$75");
    let heading = |arguments: &[&str]| -> String {
        let comment = out(&check(&place, arguments));
        comment.lines().nth(1).unwrap_or_default().to_owned()
    };
    assert_eq!(heading(&["--format", "markdown"]), "## 1 text differs: 1 substantive change.");
    let gated = heading(&["--format", "markdown", "--fail-on", "substantive"]);
    assert_eq!(gated, "## Do not merge: 1 change fails.");
}
