//! `recension changelog` end to end, on repositories made here with git.

#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use crate::support::store::{Place, hermetic};
use std::path::Path;
use std::process::{Command, Output};

const TEXT: &str = "# Terms\n\n## Fees\n\nThe fee is $50 a month and is due within 30 days of the invoice.\n\n\
                    ## Data\n\nThe operator shall notify users of any breach of security.\n\n\
                    Records are kept for twelve months and then erased by the operator.\n";

/// Commits a file on a day.
fn commit(place: &Place, path: &str, text: &str, day: &str, message: &str) {
    place.write(path, text);
    place.git(&["add", "-A"]);
    commit_staged(place, day, message);
}

fn commit_staged(place: &Place, day: &str, message: &str) {
    let date = format!("{day}T12:00:00Z");
    let status = hermetic("git", place.home())
        .current_dir(&place.path)
        .env("GIT_AUTHOR_DATE", &date)
        .env("GIT_COMMITTER_DATE", &date)
        .args(["-c", "user.name=User", "-c", "user.email=user@example.org", "commit", "-q", "-m", message])
        .status();
    assert!(status.unwrap().success());
}

fn recension(folder: &Path, home: &Path, args: &[&str]) -> Output {
    let mut command: Command = hermetic(env!("CARGO_BIN_EXE_recension"), home);
    command.env_remove("RECENSION_STORE").current_dir(folder).args(args).output().unwrap()
}

fn run(place: &Place, args: &[&str]) -> Output {
    recension(&place.path, place.home(), args)
}

#[track_caller]
fn told(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    // What keeps a forge from finding references and formulas is not seen by readers.
    String::from_utf8(output.stdout.clone()).unwrap().replace("&#8203;", "").replace("&#36;", "$")
}

#[track_caller]
fn refused(output: &Output, why: &str) {
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains(why) && output.stdout.is_empty(), "{error:?} does not say {why:?}");
}

fn headings(markdown: &str) -> Vec<&str> {
    markdown.lines().filter(|line| line.starts_with("## ")).collect()
}

/// A text that is edited on a branch that a bot mirrors twice, renamed, reverted and reapplied.
fn eventful() -> Place {
    let (place, _) = Place::new(false);
    commit(&place, "terms.md", TEXT, "2020-01-01", "First");
    let dearer = TEXT.replace("$50", "$75");
    for branch in ["bot-1", "bot-2"] {
        place.git(&["checkout", "-q", "-b", branch, "main"]);
        commit(&place, "terms.md", &dearer, "2020-02-01", "Mirror");
    }
    place.git(&["checkout", "-q", "main"]);
    for branch in ["bot-1", "bot-2"] {
        place.git(&[
            "-c",
            "user.name=U",
            "-c",
            "user.email=u@example.org",
            "merge",
            "-q",
            "--no-ff",
            "-m",
            "Merge",
            branch,
        ]);
    }
    std::fs::create_dir(place.path.join("legal")).unwrap();
    place.git(&["mv", "terms.md", "legal/terms.md"]);
    commit_staged(&place, "2020-03-01", "Move the terms");
    commit(&place, "legal/terms.md", TEXT, "2020-04-01", "Revert the fee");
    commit(&place, "legal/terms.md", &dearer, "2020-05-01", "Raise the fee after all");
    let softer = dearer.replace("shall notify", "may notify");
    commit(&place, "legal/terms.md", &softer, "2020-06-01", "Soften\n\nBody");
    place
}

#[test]
fn the_history_of_a_path_is_told_once() {
    let place = eventful();
    let shown = told(&run(&place, &["changelog", "legal/terms.md"]));
    assert_eq!(headings(&shown).len(), 6, "{shown}");
    assert!(headings(&shown)[0].ends_with("- 2020-06-01"), "{shown}");
    assert_eq!(
        shown.matches("- **Fees**: “fee is $50 a month” → “fee is $75 a month”").count(),
        1,
        "{shown}"
    );
    for wanted in [
        "- **Data**: “The operator shall notify users” → “The operator may notify users”",
        "Commit: “Revert the fee”.",
        "Makes the changes of revision",
        "Reverts revision",
        "The file was renamed from terms.md.",
        "First edition: 3 sections, 3 clauses.",
    ] {
        assert!(shown.contains(wanted), "{wanted:?} is not in\n{shown}");
    }
    assert_eq!(place.status(), "", "nothing was checked out or written");
}

#[test]
fn ends_of_a_history_are_named_as_git_names_them() {
    let place = eventful();
    let count = |args: &[&str]| headings(&told(&run(&place, args))).len();
    assert_eq!(count(&["changelog", "legal/terms.md", "--from", "HEAD~2"]), 2);
    assert_eq!(count(&["changelog", "legal/terms.md", "--to", "HEAD~2"]), 4);
    assert_eq!(count(&["changelog", "HEAD~2:legal/terms.md"]), 4);
    assert_eq!(count(&["changelog", "bot-1:terms.md"]), 2);
    assert_eq!(count(&["changelog", "legal/terms.md", "--since", "2020-05-01"]), 2);
    assert_eq!(count(&["changelog", "legal/terms.md", "--no-follow"]), 4);
    // From inside a folder a path is named as one sees it, and from the root too.
    let folder = place.path.join("legal");
    for path in ["terms.md", "../legal/terms.md", "legal/terms.md", "HEAD:./terms.md"] {
        let shown = told(&recension(&folder, place.home(), &["changelog", path]));
        assert_eq!(headings(&shown).len(), 6, "{path}");
    }
    refused(&run(&place, &["changelog", "terms.md"]), "removed it; name `");
    refused(&run(&place, &["changelog", "legal/term.md"]), "did you mean `legal/terms.md`?");
    refused(&run(&place, &["changelog", "nothing"]), "there is no document `nothing`");
    refused(
        &run(&place, &["changelog", "legal/terms.md", "--from", "bot-3"]),
        "git knows no revision `bot-3`",
    );
    refused(&run(&place, &["changelog", "legal/terms.md", "--since", "May"]), "is not a date");
}

#[test]
fn a_bare_clone_tells_the_same() {
    let place = eventful();
    let here = told(&run(&place, &["changelog", "legal/terms.md"]));
    place.git(&["clone", "-q", "--bare", ".", "../bare"]);
    let bare = place.home().join("bare");
    let there = recension(
        place.home(),
        place.home(),
        &["--store", bare.to_str().unwrap(), "changelog", "legal/terms.md"],
    );
    assert_eq!(told(&there), here);
}

#[test]
fn a_file_takes_the_place_of_another() {
    let (place, _) = Place::new(false);
    commit(&place, "acme-privacy-statement.md", TEXT, "2020-01-01", "First");
    place.git(&["rm", "-q", "acme-privacy-statement.md"]);
    let other = "# Privacy\n\nNothing of the old wording is left in this one.\n";
    commit(&place, "acme-general-privacy-statement.md", other, "2021-01-01", "Replace");
    let shown = told(&run(&place, &["changelog", "acme-general-privacy-statement.md"]));
    assert_eq!(headings(&shown).len(), 2, "{shown}");
    assert!(shown.contains("takes the place of acme-privacy-statement.md"), "{shown}");
    // What git and the names cannot tell, a person can.
    place.git(&["rm", "-q", "acme-general-privacy-statement.md"]);
    commit(&place, "notice.md", TEXT, "2022-01-01", "Again");
    let shown = told(&run(&place, &["changelog", "notice.md"]));
    assert_eq!(headings(&shown).len(), 1);
    let args = ["changelog", "notice.md", "--formerly", "acme-general-privacy-statement.md"];
    let shown = told(&run(&place, &args));
    assert_eq!(headings(&shown).len(), 3, "{shown}");
    assert!(shown.contains("the text is again that of revision"), "{shown}");
}

#[test]
fn a_text_that_was_removed_and_came_back() {
    let (place, _) = Place::new(false);
    commit(&place, "terms.md", TEXT, "2020-01-01", "First");
    place.git(&["rm", "-q", "terms.md"]);
    commit(&place, "README", "x", "2020-02-01", "Remove");
    commit(&place, "terms.md", &TEXT.replace("$50", "$60"), "2020-03-01", "Restore");
    let shown = told(&run(&place, &["changelog", "terms.md"]));
    assert_eq!(headings(&shown).len(), 3);
    assert!(shown.contains("The file was removed."), "{shown}");
    assert!(shown.contains("- **Fees**: “fee is $50 a month” → “fee is $60 a month”"), "{shown}");
}

#[test]
fn a_clone_that_does_not_hold_everything_says_so() {
    let place = eventful();
    let source = format!("file://{}", place.path.display());
    let clone = |name: &str, args: &[&str]| {
        let folder = place.home().join(name);
        let mut all = vec!["clone", "-q"];
        all.extend(args);
        place.git(&[&all[..], &[&source, folder.to_str().unwrap()]].concat());
        folder
    };
    // One commit: nothing can be compared, which is not "no changes".
    let one = clone("one", &["--depth", "1"]);
    refused(&recension(&one, place.home(), &["changelog", "legal/terms.md"]), "git fetch --unshallow");
    // Some: what is there is told, and that it is not all.
    let some = clone("some", &["--depth", "3"]);
    let output = recension(&some, place.home(), &["changelog", "legal/terms.md"]);
    let shown = told(&output);
    assert_eq!(headings(&shown).len(), 2, "{shown}");
    assert!(!shown.contains("First edition") && shown.contains("git fetch --unshallow"), "{shown}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("git fetch --unshallow"));
    // Without blobs: the command that is named brings them.
    place.git(&["config", "uploadpack.allowFilter", "true"]);
    let partial = clone("partial", &["--filter=blob:none", "--no-checkout"]);
    let args = ["changelog", "legal/terms.md"];
    refused(&recension(&partial, place.home(), &args), "git fetch --refetch --no-filter");
    let fetched = hermetic("git", place.home())
        .current_dir(&partial)
        .args(["fetch", "-q", "--refetch", "--no-filter"])
        .status();
    assert!(fetched.unwrap().success());
    assert_eq!(headings(&told(&recension(&partial, place.home(), &args))).len(), 6);
}

#[test]
fn entries_go_into_a_changelog_that_people_write() {
    let place = eventful();
    let write = ["changelog", "legal/terms.md", "--write", "CHANGELOG.md"];
    told(&run(&place, &["changelog", "legal/terms.md", "--to", "HEAD~2", "--write", "CHANGELOG.md"]));
    let first = place.read("CHANGELOG.md");
    let mine = first
        .replace("# Changelog", "<!-- ours -->\n# Changelog")
        .replace("First edition", "The first edition");
    place.write("CHANGELOG.md", &mine);
    told(&run(&place, &write));
    let second = place.read("CHANGELOG.md");
    assert_eq!(headings(&second).len(), 6);
    assert!(second.contains("<!-- ours -->") && second.contains("The first edition"));
    let output = run(&place, &write);
    told(&output);
    assert_eq!(place.read("CHANGELOG.md"), second, "a second run changes nothing");
    assert!(String::from_utf8_lossy(&output.stderr).contains("every revision already"));
    place.write("README.md", "# Readme\n\n## Usage\n");
    refused(&run(&place, &["changelog", "legal/terms.md", "--write", "README.md"]), "is no revision");
    assert_eq!(place.read("README.md"), "# Readme\n\n## Usage\n");
    let both = ["changelog", "legal/terms.md", "--write", "CHANGELOG.md", "--format", "json"];
    refused(&run(&place, &both), "only Markdown");
}

#[test]
fn forms_and_languages_are_chosen() {
    let place = eventful();
    let shown = told(&run(&place, &["changelog", "legal/terms.md", "--messages", "fr"]));
    assert!(
        shown.contains("« The operator shall notify users » → « The operator may notify users »")
            || shown.contains(
                "«\u{a0}The operator shall notify users\u{a0}» → «\u{a0}The operator may notify users\u{a0}»"
            ),
        "{shown}"
    );
    let json = told(&run(&place, &["changelog", "legal/terms.md", "--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["revisions"].as_array().unwrap().len(), 6);
    assert_eq!(json["revisions"][0]["committed"], "2020-06-01T12:00:00+00:00");
    let atom = ["changelog", "legal/terms.md", "--format", "atom", "--feed-authority", "example.org"];
    let feed = told(&run(&place, &atom));
    assert!(feed.contains("<id>tag:example.org,2026:legal/terms.md</id>"), "{feed}");
    assert!(feed.contains("&lt;del&gt;shall&lt;/del&gt;&lt;ins&gt;may&lt;/ins&gt;"), "{feed}");
    let bad = ["changelog", "legal/terms.md", "--format", "atom", "--feed-link", "javascript:alert(1)"];
    refused(&run(&place, &bad), "`--feed-link` takes an address");
    place.write("mine.md", "{% for r in revisions %}{{ r.date }}\n{% endfor %}");
    let filled = told(&run(&place, &["changelog", "legal/terms.md", "--template", "mine.md"]));
    assert_eq!(filled.lines().next(), Some("2020-06-01"));
    place.write("wrong.md", "\n{{ title | nothing }}");
    refused(&run(&place, &["changelog", "legal/terms.md", "--template", "wrong.md"]), "`wrong.md`: line 2: ");
}
