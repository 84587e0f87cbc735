//! The program end to end, in an environment of its own: home, git configuration and clock are fixed.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const ENGLISH: &str = "Terms of Use\n\nThe operator shall notify the customer within 30 days of any breach of security.\n\nRecords are kept for twelve months and then erased.\n";

/// A folder of its own, with nothing of the user's git or terminal.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    /// With a store in it and the program run inside.
    fn with_store() -> Self {
        let place = Self::new();
        assert_eq!(place.run(&["init"]).status.code(), Some(0));
        place
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, text).expect("a file");
        path
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.path()).env_clear();
        command
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.path().join("home"));
        command
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("SOURCE_DATE_EPOCH", "1614038400");
        command.env("GIT_AUTHOR_NAME", "A").env("GIT_AUTHOR_EMAIL", "a@example.org");
        command.env("GIT_COMMITTER_NAME", "A").env("GIT_COMMITTER_EMAIL", "a@example.org");
        command
    }

    /// With the texts of the roadmap where the README names them, so that no path of this machine is in the output.
    fn with_roadmap() -> Self {
        let place = Self::new();
        let folder = place.path().join("fixtures/roadmap");
        std::fs::create_dir_all(&folder).expect("a folder");
        for name in ["roadmap.en.txt", "roadmap.en.restored.txt", "roadmap.zh.txt"] {
            std::fs::copy(roadmap(name), folder.join(name)).expect("a copy");
        }
        place
    }

    fn recension(&self) -> Command {
        self.command(env!("CARGO_BIN_EXE_recension"))
    }

    fn run(&self, args: &[&str]) -> Output {
        self.recension().args(args).output().expect("the program runs")
    }

    fn git(&self, args: &[&str]) -> String {
        let output = self.command("git").args(args).output().expect("git runs");
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn snapshot(&self, file: &str, revision: &str) -> Output {
        self.run(&["snapshot", file, "--document", "terms", "--language", "en", "--revision", revision])
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// One sentence on standard error, nothing on standard output, exit code 2.
#[track_caller]
fn refused(output: &Output, why: &str) {
    let error = err(output);
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains(why), "{error:?} does not say {why:?}");
    assert_eq!(error.trim_end().lines().count(), 1, "{error:?}");
    assert!(output.stdout.is_empty(), "{}", out(output));
}

fn roadmap(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/roadmap").join(name).display().to_string()
}

#[test]
fn the_restoration_is_six_completions_and_the_spelling_reductions() {
    let place = Place::with_roadmap();
    let output =
        place.run(&["diff", "fixtures/roadmap/roadmap.en.txt", "fixtures/roadmap/roadmap.en.restored.txt"]);
    let text = out(&output);
    insta::with_settings!({ snapshot_path => "../golden", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("restoration.terminal", text);
    });
    for word in ["advances.", "recovery.", "storage.", "science.", "responsibility.", "Mexico."] {
        assert!(text.contains(&format!("{{+{word}+}}")), "{word}");
    }
}

#[test]
fn the_outline_counts_sections_and_bullets() {
    let place = Place::with_roadmap();
    for name in ["roadmap.en.txt", "roadmap.zh.txt"] {
        let output = place.run(&["show", &format!("fixtures/roadmap/{name}"), "--outline"]);
        insta::with_settings!({ snapshot_path => "../golden", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("outline.{name}"), out(&output));
        });
    }
}

#[test]
fn a_session() {
    let place = Place::with_store();
    place.file("old.txt", ENGLISH);
    place.file("new.txt", ENGLISH.replace("30 days", "60 days").replace("shall", "may"));
    assert_eq!(place.snapshot("old.txt", "2020-01-01").status.code(), Some(0));
    assert_eq!(place.snapshot("new.txt", "2021-01-01").status.code(), Some(0));
    assert!(
        err(&place.snapshot("new.txt", "2021-01-01")).contains("stored already"),
        "the same twice makes no commit"
    );
    assert_eq!(place.git(&["rev-list", "--count", "HEAD"]).trim(), "2");
    assert_eq!(place.git(&["status", "--porcelain", "snapshots"]), "");
    assert_eq!(place.git(&["log", "-1", "--format=%s"]).trim(), "Snapshot terms/en@2021-01-01");
    assert!(
        place
            .git(&["log", "-1", "--format=%(trailers:key=Recension-Revision,valueonly)"])
            .contains("2021-01-01")
    );

    let log = out(&place.run(&["log", "terms"]));
    assert!(log.find("2021-01-01") < log.find("2020-01-01"), "newest first: {log}");
    for (old, new) in
        [("terms/en@2020-01-01", "terms/en@2021-01-01"), ("terms/en@~1", "terms/en"), ("old.txt", "new.txt")]
    {
        let output = place.run(&["diff", old, new]);
        assert!(out(&output).contains("[-30-]{+60+}"), "{}", out(&output));
    }
    let original = place.run(&["show", "terms/en@2020-01-01", "--original"]);
    assert_eq!(out(&original), ENGLISH);
    assert!(out(&place.run(&["show", "terms/en"])).contains("within 60 days"));
    let changelog = out(&place.run(&["changelog", "terms"]));
    assert!(changelog.find("2021-01-01") < changelog.find("First edition"), "{changelog}");
    let json: serde_json::Value =
        serde_json::from_slice(&place.run(&["changelog", "terms", "--format", "json"]).stdout).expect("JSON");
    assert_eq!(json["schema"], "recension-changelog/1");
}

#[test]
fn two_languages_in_one_file_are_two_editions_in_one_commit() {
    let place = Place::with_store();
    let output = place.run(&[
        "snapshot",
        &roadmap("seed.txt"),
        "--document",
        "roadmap",
        "--revision",
        "2021-02-23",
        "--split-languages",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(place.git(&["rev-list", "--count", "HEAD"]).trim(), "1");
    for (language, half) in [("en", "roadmap.en.txt"), ("zh", "roadmap.zh.txt")] {
        let original = place.run(&["show", &format!("roadmap/{language}"), "--original"]);
        assert_eq!(original.stdout, std::fs::read(roadmap(half)).expect("the half"));
    }
}

#[test]
fn exit_codes_say_whether_it_matters() {
    let place = Place::new();
    place.file("a.txt", ENGLISH);
    place.file("words.txt", ENGLISH.replace("erased", "deleted"));
    place.file("number.txt", ENGLISH.replace("30", "40"));
    place.file("form.txt", ENGLISH.replace("customer within", "customer\nwithin"));
    let code = |new: &str, more: &[&str]| place.run(&[&["diff", "a.txt", new], more].concat()).status.code();
    for (new, none, exit_code, substantive, cosmetic) in [
        ("a.txt", 0, 0, 0, 0),
        ("form.txt", 0, 0, 0, 1),
        ("words.txt", 0, 1, 0, 1),
        ("number.txt", 0, 1, 1, 1),
    ] {
        assert_eq!(code(new, &[]), Some(none), "{new}");
        assert_eq!(code(new, &["--exit-code"]), Some(exit_code), "{new}");
        assert_eq!(code(new, &["--fail-on", "substantive"]), Some(substantive), "{new}");
        assert_eq!(code(new, &["--fail-on", "cosmetic"]), Some(cosmetic), "{new}");
    }
    assert_eq!(code("missing.txt", &[]), Some(2));
}

#[test]
fn bad_input_gets_one_sentence() {
    let place = Place::with_store();
    place.file("a.txt", ENGLISH);
    place.file("empty.txt", "");
    place.file("report.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    place.file("data.bin", b"\x00\x01\x02\x00\x00\x00\x03\x00\x01");
    std::fs::create_dir(place.path().join("folder")).expect("a folder");
    refused(&place.run(&["log", "terms"]), "commit");
    assert_eq!(place.snapshot("a.txt", "2020-01-01").status.code(), Some(0));
    for (args, why) in [
        (vec!["diff", "b.txt", "a.txt"], "`b.txt` does not exist"),
        (vec!["diff", "a.tx", "a.txt"], "did you mean `a.txt`?"),
        (vec!["diff", "folder", "a.txt"], "is a folder"),
        (vec!["diff", "empty.txt", "a.txt"], "it is empty"),
        (vec!["diff", "report.pdf", "a.txt"], "as PDF it cannot be read"),
        (vec!["diff", "data.bin", "a.txt"], "not a text"),
        (vec!["diff", "-", "-"], "only one of the two"),
        (vec!["diff", "terms/en@2020-01-02", "a.txt"], "did you mean `2020-01-01`?"),
        (vec!["diff", "term/en", "a.txt"], "did you mean `terms`?"),
        (vec!["diff", "terms/fr", "a.txt"], "no edition in `fr`"),
        (vec!["diff", "terms/en@~3", "a.txt"], "terms/en"),
        (vec!["diff", "HEAD~7:a.txt", "a.txt"], "HEAD~7"),
        (vec!["diff", "HEAD:nothing.txt", "a.txt"], "nothing.txt"),
        (vec!["log", "unknown"], "unknown"),
        (vec!["snapshot", "a.txt", "--document", "a:b", "--language", "en", "--revision", "1"], "a:b"),
        (vec!["snapshot", "a.txt", "--document", "con", "--language", "en", "--revision", "1"], "con"),
        (
            vec!["snapshot", "a.txt", "--document", ".g\u{200c}it", "--language", "en", "--revision", "1"],
            "U+200C",
        ),
        (vec!["snapshot", "a.txt", "--document", "../up", "--language", "en", "--revision", "1"], "../up"),
        (
            vec!["snapshot", "a.txt", "--document", "x", "--language", "not a tag", "--revision", "1"],
            "not a language tag",
        ),
        (vec!["snapshot", "a.txt", "--document", "x", "--language", "en"], "--revision"),
        (
            vec!["snapshot", "a.txt", "--document", "x", "--language", "en", "--published", "2021-02-30"],
            "2021-02-30",
        ),
        (
            vec!["snapshot", "a.txt", "--document", "x", "--revision", "1", "--split-languages"],
            "only one language",
        ),
    ] {
        refused(&place.run(&args), why);
    }
    assert_eq!(place.git(&["rev-list", "--count", "HEAD"]).trim(), "1", "nothing was written");
}

#[test]
fn repositories_that_cannot_serve_are_named() {
    let outside = Place::new();
    refused(&outside.run(&["log"]), "not in a git repository");
    refuses_a_repository_with("--object-format=sha256");
}

#[test]
#[ignore = "needs git 2.45 for reftable; .ci/run runs it where git is new enough"]
fn a_repository_with_reftables_is_named() {
    refuses_a_repository_with("--ref-format=reftable");
}

#[track_caller]
fn refuses_a_repository_with(format: &str) {
    let place = Place::new();
    place.git(&["init", "-q", format]);
    place.file("a.txt", ENGLISH);
    let output = place.snapshot("a.txt", "1");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        !err(&output).contains("panicked") && err(&output).trim_end().lines().count() == 1,
        "{}",
        err(&output)
    );
}

#[test]
fn a_shallow_clone_that_lacks_the_revision_names_the_remedy() {
    let place = Place::with_store();
    for (at, days) in ["30", "31", "32"].iter().enumerate() {
        place.file("docs/terms.txt", ENGLISH.replace("30", days));
        place.git(&["add", "docs"]);
        place.git(&["commit", "-qm", &format!("edition {at}")]);
    }
    let url = format!("file://{}", place.path().display());
    let clone = Place::new();
    clone.git(&["clone", "-q", "--depth", "1", &url, "."]);
    refused(&clone.run(&["diff", "HEAD~2:docs/terms.txt", "HEAD:docs/terms.txt"]), "git fetch --unshallow");
    let whole = place.run(&["diff", "HEAD~2:docs/terms.txt", "HEAD:docs/terms.txt"]);
    assert!(out(&whole).contains("[-30-]{+32+}"), "{}{}", out(&whole), err(&whole));
}

#[test]
fn the_users_own_work_is_left_alone() {
    let place = Place::with_store();
    place.file("a.txt", ENGLISH);
    place.file("notes.txt", "one\n");
    place.git(&["add", "notes.txt"]);
    place.git(&["commit", "-qm", "notes"]);
    place.file("notes.txt", "two\n");
    place.git(&["add", "notes.txt"]);
    place.file("notes.txt", "three\n");
    // What `init` wrote for git under `snapshots/` is committed with the first edition.
    let before = place.git(&["status", "--porcelain"]).replace("?? snapshots/\n", "");
    assert_eq!(place.snapshot("a.txt", "1").status.code(), Some(0));
    // What the store made when it was new is committed with its first edition.
    let before = before.replace("?? snapshots/\n", "");
    assert_eq!(place.git(&["status", "--porcelain"]), before);
    assert_eq!(
        place
            .git(&["show", "--name-only", "--format="])
            .lines()
            .filter(|line| !line.starts_with("snapshots/"))
            .count(),
        0
    );
    assert_eq!(place.git(&["show", "HEAD:notes.txt"]), "one\n");
}

#[test]
fn standard_input_is_a_text() {
    let place = Place::new();
    place.file("a.txt", ENGLISH);
    let mut child = place
        .recension()
        .args(["diff", "a.txt", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    child.stdin.take().expect("a pipe").write_all(ENGLISH.replace("30", "45").as_bytes()).expect("written");
    let output = child.wait_with_output().expect("it ends");
    assert!(out(&output).contains("[-30-]{+45+}"), "{}", out(&output));
}

#[test]
fn a_reader_who_leaves_early_ends_it_quietly() {
    let place = Place::new();
    place.file("big.txt", ENGLISH.repeat(20_000));
    let mut child = place
        .recension()
        .args(["show", "big.txt"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""));
}

#[test]
fn text_of_a_document_does_not_reach_the_terminal_raw() {
    let place = Place::new();
    place.file("a.txt", ENGLISH);
    place.file("b.txt", ENGLISH.replace("erased", "\u{1b}[31merased\u{202e}"));
    for args in [vec!["diff", "a.txt", "b.txt"], vec!["show", "b.txt"], vec!["show", "b.txt", "--outline"]] {
        let text = out(&place.run(&args));
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{args:?}: {text:?}");
    }
}

#[test]
fn colour_follows_the_wish_of_the_user() {
    let place = Place::new();
    place.file("a.txt", ENGLISH);
    place.file("b.txt", ENGLISH.replace("30", "40"));
    let colour = |args: &[&str], variables: &[(&str, &str)]| {
        let output = place
            .recension()
            .args(["diff", "a.txt", "b.txt"])
            .args(args)
            .envs(variables.iter().copied())
            .output();
        out(&output.expect("it runs")).contains('\u{1b}')
    };
    assert!(!colour(&[], &[]), "not into a pipe");
    assert!(colour(&["--color", "always"], &[]));
    assert!(colour(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colour(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!colour(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn the_log_stands_in_columns_of_spaces() {
    let place = Place::with_store();
    place.file("a.txt", ENGLISH);
    place.snapshot("a.txt", "2020-01-01");
    place.file("a.txt", ENGLISH.replace("30", "40"));
    place.snapshot("a.txt", "second");
    let log = out(&place.run(&["log"]));
    let rows: Vec<Vec<&str>> =
        log.lines().filter(|line| !line.starts_with("   ")).map(|line| line.split(' ').collect()).collect();
    assert_eq!(rows.len(), 3, "{log}");
    assert!(rows.iter().skip(1).all(|row| row.contains(&"en")), "{log:?}");
    assert!(!log.contains('\u{a0}') && !log.lines().any(|line| line.ends_with(' ')), "{log:?}");
}

#[test]
fn help_is_complete() {
    let place = Place::new();
    let text = out(&place.run(&["--help"]));
    for command in ["diff", "show", "init", "snapshot", "log", "changelog"] {
        assert!(text.contains(command), "{command}");
        let help = out(&place.run(&[command, "--help"]));
        assert!(help.contains("Example"), "{command} has an example");
    }
    assert_eq!(place.run(&["nonsense"]).status.code(), Some(2));
}
