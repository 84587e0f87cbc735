//! Recension inside git: the real git, in repositories and homes of its own, calls the program as diff driver, as
//! textconv and as difftool.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::support::store::{Place, hermetic};
use std::path::Path;
use std::process::{Command, Output};

const OLD: &str = "# Privacy\n\n## Scope\n\nThis policy holds for every visitor who enters.\n\n## Retention\n\nWe keep records for 30 days after\nthe visit.\n";
const NEW: &str = "# Privacy\n\n## Scope\n\nThis policy holds for every visitor\nwho enters.\n\n## Retention\n\nWe keep records for 60 days after the visit.\n";

/// A repository with one commit of a policy.
fn repository() -> Place {
    let place = Place::empty();
    place.git(&["init", "-q", "-b", "main", "."]);
    place.git(&["config", "user.name", "User"]);
    place.git(&["config", "user.email", "user@example.org"]);
    place.write("docs/privacy.md", OLD);
    place.git(&["add", "."]);
    place.commit("first");
    place
}

/// A program with Recension on its path.
fn command(place: &Place, program: &str) -> Command {
    let own = Path::new(env!("CARGO_BIN_EXE_recension")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path =
        std::env::join_paths([own.to_owned()].into_iter().chain(std::env::split_paths(&path))).unwrap();
    let mut command = hermetic(program, place.home());
    command.current_dir(&place.path).env("PATH", path);
    for variable in
        ["NO_COLOR", "CLICOLOR_FORCE", "GIT_PAGER", "PAGER", "RECENSION_PAGER", "GIT_EXTERNAL_DIFF"]
    {
        command.env_remove(variable);
    }
    command
}

#[track_caller]
fn out(command: &mut Command) -> String {
    let output: Output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn git(place: &Place, arguments: &[&str]) -> String {
    out(command(place, "git").args(arguments))
}

fn install(place: &Place, more: &[&str]) -> String {
    out(command(place, "recension").arg("install-git").args(more))
}

#[test]
fn git_diff_tells_what_changed_clause_by_clause() {
    let place = repository();
    install(&place, &[]);
    place.write("docs/privacy.md", NEW);
    place.write("docs/new.md", "# New\n\nA new text.\n");
    git(&place, &["add", "-N", "docs/new.md"]);
    let told = git(&place, &["diff"]);
    assert!(told.contains("diff docs/privacy.md\nPrivacy\n  old docs/privacy.md ("), "{told}");
    assert!(told.contains("docs/privacy.md (work tree)") && told.contains("[-30-]{+60+}"), "{told}");
    assert!(told.contains("1 formatting-only difference hidden"), "{told}");
    assert!(told.contains("diff docs/new.md · new file\nNew\n  old (nothing)"), "{told}");
    assert!(told.contains("\n\ndiff docs/privacy.md"), "a line between files: {told}");
    // Log and show ask for external programs by an option.
    git(&place, &["add", "."]);
    place.commit("second");
    let log = git(&place, &["log", "-p", "--ext-diff"]);
    assert_eq!(log.matches("diff docs/privacy.md").count(), 2, "the first commit adds it: {log}");
    let shown = git(&place, &["show", "--ext-diff", "HEAD"]);
    assert!(shown.contains("second") && shown.contains("[-30-]{+60+}"), "{shown}");
}

#[test]
fn textconv_gives_git_one_line_a_clause() {
    let place = repository();
    install(&place, &["--cache"]);
    place.write("docs/privacy.md", NEW);
    place.write("docs/binary.md", "x\0y");
    place.write("docs/empty.md", "");
    git(&place, &["add", "."]);
    place.commit("second");
    let log = git(&place, &["log", "-p", "-1"]);
    let lines = |sign: char| -> Vec<&str> {
        let lines = log
            .lines()
            .filter(|line| line.starts_with(sign) && !line.starts_with(&sign.to_string().repeat(3)));
        lines.collect()
    };
    assert_eq!(lines('-'), ["-We keep records for 30 days after the visit."]);
    let added = lines('+');
    assert!(added.contains(&"+We keep records for 60 days after the visit."), "{log}");
    assert!(added.iter().any(|line| line.contains("cannot read `binary.md`: it is not a text")), "{log}");
    assert_eq!(added.len(), 3, "one of .gitattributes, none of the empty file: {log}");
    assert!(log.contains("@@ ## ") || log.contains("@@ # "), "a section heads each part: {log}");
    assert!(git(&place, &["for-each-ref"]).contains("refs/notes/textconv/recension"));
}

#[test]
fn a_difftool_shows_every_file() {
    let place = repository();
    install(&place, &[]);
    place.write("docs/privacy.md", NEW);
    let told = git(&place, &["difftool", "-y", "-t", "recension"]);
    assert!(told.contains("diff docs/privacy.md") && told.contains("[-30-]{+60+}"), "{told}");
}

#[test]
fn an_environment_variable_is_enough() {
    let place = repository();
    place.write("docs/privacy.md", NEW);
    let mut diff = command(&place, "git");
    let told = out(diff.env("GIT_EXTERNAL_DIFF", "recension git-diff").arg("diff"));
    assert!(told.contains("[-30-]{+60+}"), "{told}");
}

#[test]
fn what_is_no_change_of_text_is_told_as_what_it_is() {
    let place = repository();
    install(&place, &["--pattern", "*"]);
    place.write("docs/binary.bin", "x\0y");
    place.write("docs/paged.pdf", "%PDF-1.7\n%\u{e2}\n");
    git(&place, &["add", "."]);
    place.commit("more");
    place.write("docs/binary.bin", "x\0z");
    place.write("docs/paged.pdf", "%PDF-1.7\n%\u{e3}\n");
    git(&place, &["update-index", "--chmod=+x", "docs/privacy.md"]);
    let told = git(&place, &["diff"]);
    let gone = "The two versions differ and cannot be compared";
    assert_eq!(told.matches(gone).count(), 2, "{told}");
    assert!(told.contains("as PDF it cannot be read"), "{told}");
    let told = git(&place, &["diff", "--cached"]);
    assert!(told.contains("mode 100644 → 100755\n  The text is the same."), "{told}");
    git(&place, &["reset", "-q", "--hard"]);
    git(&place, &["mv", "docs/privacy.md", "docs/data.md"]);
    let told = git(&place, &["diff", "--cached", "-M"]);
    assert!(
        told.contains("diff docs/data.md · renamed from docs/privacy.md\n  The text is the same."),
        "{told}"
    );
    git(&place, &["reset", "-q", "--hard"]);
    std::fs::remove_file(place.path.join("docs/privacy.md")).unwrap();
    assert!(git(&place, &["diff"]).contains("diff docs/privacy.md · deleted"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("over/there.md", place.path.join("docs/link.md")).unwrap();
        git(&place, &["add", "docs/link.md"]);
        let told = git(&place, &["diff", "--cached", "--", "docs/link.md"]);
        assert!(told.contains("A symbolic link: nothing → `over/there.md`."), "{told}");
    }
}

#[test]
fn a_conflict_is_named() {
    let place = repository();
    install(&place, &[]);
    git(&place, &["checkout", "-qb", "other"]);
    place.write("docs/privacy.md", NEW);
    git(&place, &["add", "."]);
    place.commit("other");
    git(&place, &["checkout", "-q", "main"]);
    place.write("docs/privacy.md", &OLD.replace("30", "90"));
    git(&place, &["add", "docs"]);
    place.commit("mine");
    let merged = command(&place, "git").args(["merge", "-q", "other"]).output().unwrap();
    assert!(!merged.status.success(), "it conflicts");
    // An ordinary diff of a conflict is git's own combined one; against one parent the driver is asked.
    let told = git(&place, &["diff", "--ours"]);
    assert!(told.contains("diff docs/privacy.md") && told.contains("not merged yet"), "{told}");
}

#[test]
fn exit_codes_follow_gits_rules() {
    let place = repository();
    install(&place, &[]);
    let code = |place: &Place, arguments: &[&str]| {
        let output = command(place, "git").args(arguments).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
        output.status.code()
    };
    place.write("docs/privacy.md", NEW);
    assert_eq!(code(&place, &["diff"]), Some(0));
    assert_eq!(code(&place, &["diff", "--exit-code"]), Some(1));
}

#[test]
#[ignore = "needs git 2.46 for trustExitCode; .ci/run runs it where git is new enough"]
fn exit_codes_can_be_trusted_to_the_driver() {
    let place = repository();
    install(&place, &[]);
    let code = |place: &Place, arguments: &[&str]| {
        let output = command(place, "git").args(arguments).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
        output.status.code()
    };
    place.write("docs/privacy.md", NEW);
    // Written again with other options, its own settings are brought up to date.
    let said = install(&place, &["--trust-exit-code"]);
    assert!(
        said.contains("recension git-diff --exit-code") && said.contains("trustExitCode = true"),
        "{said}"
    );
    assert_eq!(code(&place, &["diff"]), Some(0));
    assert_eq!(code(&place, &["diff", "--exit-code"]), Some(1));
    place.write("docs/privacy.md", &OLD.replace("after\nthe", "after the"));
    assert_eq!(code(&place, &["diff", "--exit-code"]), Some(0), "only wrapping differs");
    place.write("docs/privacy.md", "x\0y");
    assert_eq!(code(&place, &["diff", "--exit-code"]), Some(1), "what cannot be compared is a difference");
}

#[test]
fn colour_is_gits_to_decide() {
    let place = repository();
    install(&place, &[]);
    place.write("docs/privacy.md", NEW);
    let coloured = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut diff = command(&place, "git");
        diff.env("TERM", "xterm").envs(variables.iter().copied()).args(arguments).arg("diff");
        out(&mut diff).contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]), "into a pipe");
    assert!(coloured(&[("GIT_PAGER_IN_USE", "true")], &[]), "into git's pager");
    assert!(!coloured(&[("GIT_PAGER_IN_USE", "true")], &["-c", "color.ui=false"]));
    assert!(!coloured(&[("GIT_PAGER_IN_USE", "true")], &["-c", "color.pager=false"]));
    assert!(coloured(&[], &["-c", "color.ui=always"]));
    assert!(!coloured(&[("GIT_PAGER_IN_USE", "true"), ("NO_COLOR", "1")], &[]));
}

#[test]
fn installing_says_what_it_writes_and_writes_it_once() {
    let place = repository();
    place.write(".gitattributes", "*.txt text");
    let settings = || place.read(".git/config");
    let before = settings();
    let would = install(&place, &["--dry-run"]);
    assert!(
        would.starts_with("Would write to .git/config:\n  diff.recension.command = recension git-diff\n"),
        "{would}"
    );
    assert_eq!((settings(), place.read(".gitattributes").as_str()), (before.clone(), "*.txt text"));
    let did = install(&place, &["--pattern", "*.md", "--pattern", "docs/**/*.txt"]);
    assert!(did.contains("Wrote to .git/config:") && did.contains("  *.md diff=recension\n"), "{did}");
    let attributes = "*.txt text\n*.md diff=recension\ndocs/**/*.txt diff=recension\n";
    assert_eq!(place.read(".gitattributes"), attributes);
    let after = settings();
    assert_eq!(install(&place, &[]), "Everything is there already; nothing was written.\n");
    assert_eq!((settings(), place.read(".gitattributes").as_str()), (after, attributes));
    let gone = install(&place, &["--remove", "--pattern", "*.md"]);
    assert!(
        gone.contains("*.md diff=recension") && !gone.contains("config"),
        "another pattern needs it: {gone}"
    );
    install(&place, &["--remove"]);
    assert_eq!((settings(), place.read(".gitattributes").as_str()), (before, "*.txt text\n"));
    assert!(install(&place, &["--remove"]).contains("nothing was taken out"));
}

#[test]
fn nothing_of_the_users_is_overwritten() {
    let place = repository();
    let refused = |why: &str| {
        let output = command(&place, "recension").arg("install-git").output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(why) && said.contains("nothing was written"), "{said}");
    };
    git(&place, &["config", "difftool.recension.cmd", "meld"]);
    let before = place.read(".git/config");
    refused("`difftool.recension.cmd` set to `meld`");
    assert_eq!(place.read(".git/config"), before);
    install(&place, &["--remove"]);
    assert_eq!(place.read(".git/config"), before, "what is not ours stays");
    git(&place, &["config", "--unset", "difftool.recension.cmd"]);
    place.write(".gitattributes", "*.md diff=markdown\n");
    refused("line 1 gives `*.md` the driver `markdown`");
    assert!(!place.read(".git/config").contains("recension"));
}

#[test]
fn a_program_that_is_not_on_the_path_is_called_by_its_own() {
    let place = repository();
    let mut install = hermetic(env!("CARGO_BIN_EXE_recension"), place.home());
    let said = out(install.current_dir(&place.path).arg("install-git"));
    assert!(said.contains("diff.recension.command = '") && said.contains("' git-diff\n"), "{said}");
    place.write("docs/privacy.md", NEW);
    assert!(place.git(&["diff"]).contains("[-30-]{+60+}"));
}

#[test]
fn the_global_files_of_git_are_the_users_own() {
    let place = repository();
    let own = place.home().join("own.config");
    let run = |arguments: &[&str]| {
        let mut install = command(&place, "recension");
        out(install.env("GIT_CONFIG_GLOBAL", &own).arg("install-git").args(arguments))
    };
    run(&["--global"]);
    assert!(std::fs::read_to_string(&own).unwrap().contains("recension git-diff"));
    assert_eq!(
        std::fs::read_to_string(place.home().join("git/attributes")).unwrap(),
        "*.md diff=recension\n"
    );
    place.write("docs/privacy.md", NEW);
    let mut diff = command(&place, "git");
    assert!(out(diff.env("GIT_CONFIG_GLOBAL", &own).arg("diff")).contains("[-30-]{+60+}"));
    assert!(!place.path.join(".gitattributes").exists());
    run(&["--global", "--remove"]);
    assert!(!place.home().join("git/attributes").exists());
}
