//! The gate as somebody attacks it who may send pull requests: each promise of `docs/ci-security.md` on a scratch
//! repository.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::support::store::{Place, hermetic};
use std::os::unix::fs::symlink;
use std::process::{Output, Stdio};

const PRIVACY: &str = "# Privacy policy\n\nLast updated: March 1, 2024\n\n## What we collect\n\nWe do not sell personal data.\n\n## Retention\n\nWe erase log files within 30 days.\n";

fn run(place: &Place, arguments: &[&str]) -> Output {
    let mut command = hermetic(env!("CARGO_BIN_EXE_recension"), place.home());
    command.env_remove("RECENSION_CONFIG").env_remove("RECENSION_STORE");
    command.current_dir(&place.path).args(arguments).output().unwrap()
}

/// The check of a pull request, as CI makes it.
fn check(place: &Place, more: &[&str]) -> Output {
    run(place, &[&["check", "--base", "main", "--head", "HEAD"], more].concat())
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// What is written, in one string.
fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn commit(place: &Place, message: &str) {
    place.git(&["add", "-A"]);
    place.commit(message);
}

fn edit(place: &Place, from: &str, to: &str) {
    let text = place.read("docs/privacy.md");
    assert!(text.contains(from), "{text}");
    place.write("docs/privacy.md", &text.replace(from, to));
}

/// A policy on `main` with a gate, and the branch of a pull request that moves a deadline.
fn pull_request() -> Place {
    let place = Place::empty();
    place.git(&["init", "-q", "-b", "main"]);
    place.write("docs/privacy.md", PRIVACY);
    place.write("recension.toml", "[ci]\nfail-on = [\"substantive\"]\n");
    commit(&place, "The policy and its gate");
    place.git(&["checkout", "-q", "-b", "pull-request"]);
    edit(&place, "30 days", "60 days");
    commit(&place, "A deadline");
    place
}

/// Accepts everything that fails here, in the work tree.
fn accept(place: &Place) -> String {
    let accepted =
        check(place, &["--accept", "all", "--reason", "agreed", "--by", "Ana", "--accepted-from", "head"]);
    assert_eq!(code(&accepted), 0, "{}", said(&accepted));
    place.read("recension-baseline.toml")
}

#[test]
fn settings_of_the_request_do_not_count_and_are_reported_first() {
    let off =
        "[rules]\nduration-changed = \"off\"\nnumber-changed = \"off\"\nstated-date-unchanged = \"off\"\n";
    let narrow = "[ci]\nfail-on = [\"negation-removed\"]\n";
    let elsewhere = "[ci]\nfail-on = [\"substantive\"]\nbaseline = \"x/y.toml\"\n";
    for (settings, comes_to) in
        [(off, "how much rules count"), (narrow, "fail on negation-removed"), (elsewhere, "another baseline")]
    {
        let place = pull_request();
        place.write("recension.toml", settings);
        place.write("x/y.toml", "");
        commit(&place, "Open the gate");
        let output = check(&place, &["--format", "markdown"]);
        assert_eq!(code(&output), 1, "{settings}\n{}", said(&output));
        let first = said(&output).lines().nth(1).unwrap().to_owned();
        assert!(first.starts_with("> ⚠ This changes ") && first.contains(comes_to), "{first}");
        for form in ["terminal", "github", "json", "junit"] {
            let output = check(&place, &["--format", form]);
            assert!(said(&output).contains("recension.toml"), "{form}: {}", said(&output));
        }
        // A workflow may choose otherwise, and says so.
        let head = check(&place, &["--settings-from", "head"]);
        assert!(said(&head).contains("which counts here"), "{}", said(&head));
    }
}

#[test]
fn deleting_or_breaking_the_settings_opens_nothing() {
    let place = pull_request();
    place.git(&["rm", "-q", "recension.toml"]);
    commit(&place, "No gate");
    assert_eq!(code(&check(&place, &[])), 1);
    place.write("recension.toml", "not toml [");
    commit(&place, "A broken one");
    let broken = check(&place, &[]);
    assert_eq!(code(&broken), 1, "{}", said(&broken));
    assert!(said(&broken).contains("not a valid configuration"), "{}", said(&broken));
}

#[test]
fn a_branch_from_before_the_gate_is_judged_by_it() {
    let place = Place::empty();
    place.git(&["init", "-q", "-b", "main"]);
    place.write("docs/privacy.md", PRIVACY);
    commit(&place, "The policy");
    place.git(&["checkout", "-q", "-b", "pull-request"]);
    edit(&place, "30 days", "60 days");
    commit(&place, "A deadline");
    place.git(&["checkout", "-q", "main"]);
    place.write("recension.toml", "[ci]\nfail-on = [\"substantive\"]\n");
    commit(&place, "The gate");
    place.git(&["checkout", "-q", "pull-request"]);
    assert_eq!(code(&check(&place, &[])), 1);
}

#[test]
fn an_acceptance_of_the_request_itself_counts_only_where_the_workflow_says_so() {
    let place = pull_request();
    accept(&place);
    commit(&place, "Accept it myself");
    let output = check(&place, &["--format", "markdown"]);
    assert_eq!(code(&output), 1, "{}", said(&output));
    let first = said(&output).lines().nth(1).unwrap().to_owned();
    assert!(
        first.contains("adds") && first.contains("does not count here") && first.contains("agreed"),
        "{first}"
    );
    let counted = check(&place, &["--accepted-from", "head", "--format", "markdown"]);
    assert_eq!(code(&counted), 0, "{}", said(&counted));
    assert!(said(&counted).contains("the baseline says “agreed”"), "{}", said(&counted));
    // Merged ahead of the change, it counts by itself.
    let baseline = place.read("recension-baseline.toml");
    place.git(&["checkout", "-q", "main"]);
    place.write("recension-baseline.toml", &baseline);
    commit(&place, "Accept the deadline");
    place.git(&["checkout", "-q", "pull-request"]);
    let ahead = check(&place, &[]);
    assert_eq!(code(&ahead), 0, "{}", said(&ahead));
}

#[test]
fn an_acceptance_is_used_up_when_its_change_was_merged() {
    let place = pull_request();
    let baseline = accept(&place);
    place.git(&["checkout", "-q", "main"]);
    place.write("recension-baseline.toml", &baseline);
    commit(&place, "Accept the deadline");
    let user = ["-c", "user.name=User", "-c", "user.email=user@example.org"];
    place.git(&[&user[..], &["merge", "-q", "--no-edit", "pull-request"]].concat());
    place.git(&["branch", "-q", "old-request", "pull-request"]);
    edit(&place, "60 days", "30 days");
    commit(&place, "Take the deadline back");
    // The same change again, from here and from before.
    place.git(&["checkout", "-q", "-b", "again"]);
    edit(&place, "30 days", "60 days");
    commit(&place, "The deadline again");
    let again = check(&place, &[]);
    assert_eq!(code(&again), 1, "{}", said(&again));
    // The terminal's lines are wrapped.
    let words: Vec<String> = said(&again).split_whitespace().map(str::to_owned).collect();
    assert!(words.join(" ").contains("it is used up"), "{}", said(&again));
}

#[test]
fn an_acceptance_is_matched_whole_and_an_old_one_refused() {
    let place = pull_request();
    let baseline = accept(&place);
    let id = baseline.lines().find_map(|line| line.strip_prefix("id = \"")).unwrap().trim_end_matches('"');
    assert_eq!(id.len(), 64);
    let other = format!("{}{}", &id[..16], "0".repeat(48));
    place.write("recension-baseline.toml", &baseline.replace(id, &other));
    commit(&place, "A digest that begins alike");
    assert_eq!(code(&check(&place, &["--accepted-from", "head"])), 1);
    place.write("recension-baseline.toml", "[[accepted]]\nid = \"0ddb7dc8cd2e\"\nreason = \"agreed\"\n");
    commit(&place, "As older versions wrote it");
    let old = check(&place, &["--accepted-from", "head"]);
    assert_eq!(code(&old), 2);
    assert!(said(&old).contains("--accept 0ddb7dc8cd2e"), "{}", said(&old));
}

#[test]
fn an_accepted_date_says_nothing_of_a_later_text() {
    let place = pull_request();
    place.git(&["checkout", "-q", "main"]);
    place.write("recension.toml", "[ci]\nfail-on = [\"stated-date-unchanged\"]\n");
    commit(&place, "Another gate");
    place.git(&["checkout", "-q", "pull-request"]);
    accept(&place);
    commit(&place, "Only a typo");
    assert_eq!(code(&check(&place, &["--accepted-from", "head"])), 0);
    edit(&place, "We do not sell personal data.", "We sell personal data to anybody.");
    commit(&place, "More under the same acceptance");
    let more = check(&place, &["--accepted-from", "head"]);
    assert_eq!(code(&more), 1, "{}", said(&more));
}

#[test]
fn a_tag_with_the_name_of_the_branch_is_an_error() {
    let place = pull_request();
    place.git(&["update-ref", "refs/remotes/origin/main", "main"]);
    place.git(&["tag", "origin/main", "HEAD"]);
    let short =
        run(&place, &["check", "--base", "origin/main", "--head", "HEAD", "--fail-on", "substantive"]);
    assert_eq!(code(&short), 2, "{}", said(&short));
    assert!(said(&short).contains("ambiguous"), "{}", said(&short));
    let full = ["check", "--base", "refs/remotes/origin/main", "--head", "HEAD", "--fail-on", "substantive"];
    assert_eq!(code(&run(&place, &full)), 1);
}

#[test]
fn reports_follow_no_link() {
    let place = pull_request();
    let victim = place.home().join("victim");
    std::fs::write(&victim, "mine").unwrap();
    for name in ["r.sarif.part", "r.sarif"] {
        symlink(&victim, place.path.join(name)).unwrap();
    }
    std::fs::create_dir(place.home().join("elsewhere")).unwrap();
    symlink(place.home().join("elsewhere"), place.path.join("out")).unwrap();
    assert_eq!(code(&check(&place, &["--report", "sarif=r.sarif"])), 1);
    assert_eq!(std::fs::read_to_string(&victim).unwrap(), "mine");
    let written = std::fs::symlink_metadata(place.path.join("r.sarif")).unwrap();
    assert!(written.is_file() && place.read("r.sarif").contains("2.1.0"));
    let outside = check(&place, &["--report", "sarif=out/r.sarif"]);
    assert_eq!(code(&outside), 2, "{}", said(&outside));
    assert!(!place.home().join("elsewhere/r.sarif").exists());
}

#[test]
fn a_baseline_stays_inside_the_repository() {
    for path in ["/tmp/recension-test-aliases", "../aliases", "x/../../aliases"] {
        let place = pull_request();
        place.git(&["checkout", "-q", "main"]);
        place.write("recension.toml", &format!("[ci]\nfail-on = [\"substantive\"]\nbaseline = \"{path}\"\n"));
        commit(&place, "A hostile clone");
        let output = run(&place, &["check", "--base", "HEAD", "--accept", "all", "--reason", "ok"]);
        assert_eq!(code(&output), 2, "{}", said(&output));
        assert!(said(&output).contains("not a relative path inside the repository"), "{}", said(&output));
    }
}

#[test]
fn settings_that_are_links_are_refused() {
    let place = pull_request();
    let secret = place.home().join("secret");
    std::fs::write(&secret, "secretvalue here").unwrap();
    std::fs::remove_file(place.path.join("recension.toml")).unwrap();
    symlink(&secret, place.path.join("recension.toml")).unwrap();
    commit(&place, "A link");
    for from in ["base", "head"] {
        let output = check(&place, &["--settings-from", from]);
        assert_ne!(code(&output), 0, "{from}: {}", said(&output));
        assert!(!said(&output).contains("secretvalue"), "{}", said(&output));
    }
}

#[test]
fn a_link_that_leads_elsewhere_is_not_no_change() {
    let place = pull_request();
    place.git(&["checkout", "-q", "main"]);
    place.write("texts/a.md", "# Terms\n\nWe do not sell.\n");
    place.write("texts/b.md", "# Terms\n\nWe sell.\n");
    symlink("../texts/a.md", place.path.join("docs/terms.md")).unwrap();
    commit(&place, "A link");
    place.git(&["checkout", "-q", "-b", "retarget"]);
    std::fs::remove_file(place.path.join("docs/terms.md")).unwrap();
    symlink("../texts/b.md", place.path.join("docs/terms.md")).unwrap();
    commit(&place, "Leads elsewhere");
    let output = check(&place, &[]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(said(&output).contains("docs/terms.md") && said(&output).contains("link"), "{}", said(&output));
}

#[test]
fn the_verdict_is_the_exit_code_whatever_became_of_the_output() {
    let place = pull_request();
    let clauses: String =
        (0..3_000).map(|n| format!("\nClause {n} is new and says a good deal of things.\n")).collect();
    place.write("docs/privacy.md", &format!("{PRIVACY}{clauses}"));
    commit(&place, "Many clauses");
    for format in ["terminal", "json"] {
        let mut command = hermetic(env!("CARGO_BIN_EXE_recension"), place.home());
        command.current_dir(&place.path).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child =
            command.args(["check", "--base", "main", "--head", "HEAD", "--format", format]).spawn().unwrap();
        drop(child.stdout.take());
        assert_eq!(child.wait().unwrap().code(), Some(1), "{format}");
    }
}

#[test]
fn install_git_writes_through_no_link() {
    let place = pull_request();
    let victim = place.home().join("bashrc");
    std::fs::write(&victim, "mine\n").unwrap();
    symlink(&victim, place.path.join(".gitattributes")).unwrap();
    let output = run(&place, &["install-git"]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert_eq!(std::fs::read_to_string(&victim).unwrap(), "mine\n");
    std::fs::remove_file(place.path.join(".gitattributes")).unwrap();
    place.git(&["config", "diff.recension.command", "touch x; true recension git-diff"]);
    assert_eq!(code(&run(&place, &["install-git"])), 2, "another's command is not overwritten");
}

#[test]
fn an_empty_file_can_be_added_and_filled_but_not_made() {
    let place = pull_request();
    place.write("docs/later.md", "\n");
    commit(&place, "Not written yet");
    let added = check(&place, &["docs/later.md"]);
    assert_eq!(code(&added), 0, "{}", said(&added));
    place.write("docs/later.md", "# Cookies\n\nWe use one cookie.\n");
    commit(&place, "Written");
    let filled =
        run(&place, &["check", "--base", "HEAD~1", "--head", "HEAD", "--fail-on", "negation-removed"]);
    assert_eq!(code(&filled), 0, "{}", said(&filled));
    place.write("docs/later.md", "");
    commit(&place, "Emptied");
    assert_eq!(code(&run(&place, &["check", "--base", "HEAD~1", "--head", "HEAD"])), 2);
}
