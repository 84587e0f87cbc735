//! The sessions of the README and of the guide, typed along word for word: every command must succeed and print what the
//! text shows.
//!
//! With `UPDATE_README=1` the outputs in the texts are written anew instead, for a person to read before they commit.

#![allow(clippy::expect_used, reason = "a helper that fails fails its test")]

use crate::support::store::hermetic;
use std::path::{Path, PathBuf};

/// The texts whose sessions are run.
const TEXTS: &[&str] = &["README.md", "docs/guide.md"];
/// The files of the sessions; each session begins in a copy of them.
const FOLDER: &str = "examples/walkthrough";
const OPENING: &str = "```console";

/// The folder of the sessions as the texts show it.
const SHOWN_FOLDER: &str = "/home/you/recension/examples/walkthrough";

/// One command with the output that the text shows.
struct Step {
    command: String,
    shown: String,
}

/// The sessions of a text, each with the lines that it takes up.
fn sessions(text: &str) -> Vec<(std::ops::Range<usize>, Vec<Step>)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if lines[at] != OPENING {
            at += 1;
            continue;
        }
        let end = at + lines[at..].iter().position(|line| *line == "```").expect("a session ends");
        let mut steps: Vec<Step> = Vec::new();
        for line in &lines[at + 1..end] {
            if let Some(command) = line.strip_prefix("$ ") {
                steps.push(Step { command: command.to_owned(), shown: String::new() });
            } else {
                let step = steps.last_mut().expect("a session begins with a command");
                step.shown.push_str(line);
                step.shown.push('\n');
            }
        }
        found.push((at + 1..end, steps));
        at = end + 1;
    }
    found
}

/// Types a session into one shell, so that `cd` lasts; gives what each command printed.
fn play(steps: &[Step]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path().join("walkthrough");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER), &here);
    let program = PathBuf::from(env!("CARGO_BIN_EXE_recension"));
    let mut path = vec![program.parent().expect("a folder").to_owned()];
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let script: String = steps
        .iter()
        .enumerate()
        .map(|(n, step)| {
            format!(
                "{{ {}\n}} >'{1}/{n}' 2>&1 || echo \"exit code $?\" >>'{1}/{n}'\n",
                step.command,
                folder.path().display()
            )
        })
        .collect();
    let status = hermetic("sh", folder.path())
        .current_dir(&here)
        .args(["-c", &script])
        .env("PATH", std::env::join_paths(path).expect("a path"))
        .env("COLUMNS", "80")
        .env("GIT_AUTHOR_NAME", "You")
        .env("GIT_AUTHOR_EMAIL", "you@example.org")
        .env("GIT_COMMITTER_NAME", "You")
        .env("GIT_COMMITTER_EMAIL", "you@example.org")
        .env("SOURCE_DATE_EPOCH", "1740787200")
        .status()
        .expect("a shell");
    assert!(status.success());
    let real = here.display().to_string();
    (0..steps.len())
        .map(|n| std::fs::read_to_string(folder.path().join(n.to_string())).expect("an output"))
        .map(|printed| printed.replace(&real, SHOWN_FOLDER))
        .collect()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the bundled files") {
        let entry = entry.expect("an entry");
        std::fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
    }
}

/// Lines without trailing white space: an editor of the text may not keep it.
fn trimmed(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_end().to_owned()
}

#[test]
fn the_sessions_print_what_the_texts_show() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for name in TEXTS {
        let text = std::fs::read_to_string(root.join(name)).expect("the text");
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for (range, steps) in sessions(&text).into_iter().rev() {
            count += 1;
            let printed = play(&steps);
            if std::env::var_os("UPDATE_README").is_some() {
                let new = steps.iter().zip(&printed).flat_map(|(step, printed)| {
                    let mut new = vec![format!("$ {}", step.command)];
                    new.extend(trimmed(printed).lines().map(str::to_owned));
                    new
                });
                lines.splice(range, new.collect::<Vec<_>>());
                continue;
            }
            for (step, printed) in steps.iter().zip(&printed) {
                assert_eq!(trimmed(printed), trimmed(&step.shown), "{name}: $ {}", step.command);
            }
        }
        if std::env::var_os("UPDATE_README").is_some() {
            std::fs::write(root.join(name), lines.join("\n") + "\n").expect("the text is written");
        }
    }
    assert!(count >= 3, "the sessions were not found");
}
