//! Completions, man pages and the reference of the commands: made from the definitions that parse, and taken by the
//! programs that read them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn recension(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recension"));
    let home = tempfile::tempdir().unwrap();
    command.args(arguments).env_remove("RECENSION_STORE").env("HOME", home.path());
    command.output().unwrap()
}

#[track_caller]
fn out(arguments: &[&str]) -> String {
    let output = recension(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Whether a program takes the text on its standard input, and its messages.
fn ask(program: &str, arguments: &[&str], input: &str) -> (bool, String) {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{program} does not start: {error}"));
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (output.status.success(), String::from_utf8(output.stderr).unwrap())
}

/// The names of all commands, as the help lists them.
fn commands() -> Vec<String> {
    let help = out(&["--help"]);
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names
        .map(|line| line.split_whitespace().next().unwrap().to_owned())
        .filter(|name| name != "help")
        .collect()
}

#[test]
fn every_shell_takes_its_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = out(&["completions", shell]);
        for name in commands() {
            assert!(script.contains(&name), "{shell} does not know {name}");
        }
    }
    accepts_completions("bash", &["-n"]);
    assert_eq!(recension(&["completions", "tcsh"]).status.code(), Some(2));
}

#[test]
#[ignore = "needs zsh and fish; .ci/run runs it"]
fn zsh_and_fish_take_their_completions() {
    accepts_completions("zsh", &["-n", "/dev/stdin"]);
    accepts_completions("fish", &["--no-execute", "/dev/stdin"]);
}

#[track_caller]
fn accepts_completions(shell: &str, arguments: &[&str]) {
    let (accepted, messages) = ask(shell, arguments, &out(&["completions", shell]));
    assert!(accepted && messages.is_empty(), "{shell}: {messages}");
}

#[test]
fn bash_completes_commands_and_options() {
    let script = out(&["completions", "bash"]);
    let question = "COMP_WORDS=(recension diff --form) COMP_CWORD=2; _recension recension --form diff; printf '%s\\n' \"${COMPREPLY[@]}\" >&2";
    let (_, answer) = ask("bash", &[], &format!("{script}\n{question}"));
    assert_eq!(answer.trim(), "--format");
}

#[test]
fn every_command_has_a_page_that_man_can_show() {
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join("man1");
    out(&["man", "--output", into.to_str().unwrap()]);
    let page = |name: &str| std::fs::read_to_string(into.join(name)).unwrap();
    assert!(
        page("recension.1").contains("recension\\-diff(1)")
            || page("recension.1").contains("recension-diff(1)")
    );
    let mut pages: Vec<_> =
        std::fs::read_dir(&into).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    pages.sort();
    let mut wanted: Vec<std::ffi::OsString> =
        commands().iter().map(|name| format!("recension-{name}.1").into()).collect();
    wanted.push("recension.1".into());
    wanted.sort();
    assert_eq!(pages, wanted);
    for name in commands() {
        let page = page(&format!("recension-{name}.1"));
        assert_eq!(page, out(&["man", &name]), "{name}");
        assert!(page.contains("Examples:"), "{name} has examples");
    }
    assert_eq!(recension(&["man", "nothing"]).status.code(), Some(2));
}

#[test]
#[ignore = "needs groff; .ci/run runs it"]
fn groff_takes_every_page() {
    for name in commands() {
        let (accepted, messages) = ask("groff", &["-man", "-Tutf8", "-ww"], &out(&["man", &name]));
        assert!(accepted && messages.is_empty(), "{name}: {messages}");
    }
}

#[test]
fn the_reference_is_what_the_program_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cli.md");
    let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let says = out(&["man", "--format", "markdown"]);
    assert!(
        written == says,
        "docs/cli.md is not what the program says; read the difference after\n  \
         cargo xtask cli-docs"
    );
    for name in commands() {
        assert!(written.contains(&format!("\n## recension {name}\n")), "{name}");
    }
}
