//! Manners on a terminal, tried on one: pager, colour, links. Unix alone has such terminals to give.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use crate::support::store::{Place, hermetic};
use rexpect::session::spawn_command;

/// Longer than any of the runs takes.
const PATIENCE: u64 = 60_000;
const TEXT: &str = "# Terms\n\nWe keep records for 30 days after the visit.\n";

fn place() -> Place {
    let place = Place::empty();
    place.write("old.md", TEXT);
    place.write("new.md", &TEXT.replace("30", "60"));
    place
}

/// What a terminal gets, without its carriage returns, and the exit code.
#[track_caller]
fn shown(place: &Place, variables: &[(&str, &str)], arguments: &[&str]) -> (String, i32) {
    let mut command = hermetic(env!("CARGO_BIN_EXE_recension"), place.home());
    for variable in [
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "PAGER",
        "LESS",
        "COLORTERM",
        "TERM_PROGRAM",
        "VTE_VERSION",
        "KONSOLE_VERSION",
        "WT_SESSION",
        "DOMTERM",
        "FORCE_HYPERLINK",
        "SSH_CONNECTION",
        "RECENSION_LINKS",
        "RECENSION_STORE",
        "RECENSION_CONFIG",
    ] {
        command.env_remove(variable);
    }
    command.env("TERM", "xterm").env("RECENSION_PAGER", "cat");
    command.current_dir(&place.path).envs(variables.iter().copied()).args(arguments);
    let mut session = spawn_command(command, Some(PATIENCE)).unwrap();
    let text = session.exp_eof().unwrap().replace('\r', "");
    let status = format!("{:?}", session.process().wait().unwrap());
    let code = status.rsplit(", ").next().and_then(|code| code.trim_end_matches(')').parse().ok());
    (text, code.unwrap_or_else(|| unreachable!("it ended otherwise: {status}")))
}

const DIFF: [&str; 3] = ["diff", "old.md", "new.md"];

#[test]
fn a_terminal_gets_colour_unless_it_is_not_wanted() {
    let place = place();
    let coloured = |variables: &[(&str, &str)]| shown(&place, variables, &DIFF).0.contains("\u{1b}[");
    assert!(coloured(&[]));
    assert!(!coloured(&[("NO_COLOR", "1")]));
    assert!(!coloured(&[("TERM", "dumb")]));
    assert!(!coloured(&[("CLICOLOR", "0")]));
    assert!(coloured(&[("TERM", "dumb"), ("CLICOLOR_FORCE", "1")]));
}

#[test]
fn a_pager_shows_what_is_written() {
    let place = place();
    let numbered = [("RECENSION_PAGER", "sed s/^/paged:/"), ("PAGER", "false"), ("NO_COLOR", "1")];
    let (text, code) = shown(&place, &numbered, &DIFF);
    assert!(text.starts_with("paged:Terms\npaged:") && text.contains("[-30-]{+60+}"), "{text}");
    assert_eq!(code, 0);
    assert!(!shown(&place, &numbered, &[&DIFF[..], &["--no-pager"]].concat()).0.contains("paged:"));
    place.write("recension.toml", "[terminal]\npager = false\n");
    assert!(!shown(&place, &numbered, &DIFF).0.contains("paged:"));
}

#[test]
fn the_usual_pager_lets_a_short_text_stand() {
    if std::process::Command::new("less").arg("--version").output().is_err() {
        return;
    }
    let (place, variables) = (place(), [("RECENSION_PAGER", "less")]);
    let (text, code) = shown(&place, &variables, &DIFF);
    assert!(text.contains("duration 30 days") && text.contains("\u{1b}["), "{text}");
    assert_eq!(code, 0);
}

#[test]
fn a_reader_who_leaves_early_changes_no_outcome() {
    let place = place();
    place.write("new.md", &"A clause that was not there before.\n\n".repeat(20_000));
    let (text, code) =
        shown(&place, &[("RECENSION_PAGER", "head -n 1")], &[&DIFF[..], &["--exit-code"]].concat());
    assert!(!text.contains("recension:") && text.lines().count() == 1, "{text}");
    assert_eq!(code, 1, "there is a difference, whether or not it was read");
}

#[test]
fn a_pager_that_cannot_be_run_does_not_hide_the_result() {
    let place = place();
    let (text, code) = shown(&place, &[("RECENSION_PAGER", "no-such-pager-here"), ("NO_COLOR", "1")], &DIFF);
    assert!(text.contains("[-30-]{+60+}"), "{text}");
    assert_eq!(code, 0);
}

#[test]
fn lines_are_links_where_the_terminal_has_them() {
    let place = place();
    let linked = |variables: &[(&str, &str)]| {
        let text = shown(&place, &[&[("NO_COLOR", "1")], variables].concat(), &DIFF).0;
        text.split("\u{1b}]8;;").nth(1).map(|link| link.split('\u{1b}').next().unwrap().to_owned())
    };
    let path = place.path.canonicalize().unwrap().display().to_string();
    assert_eq!(linked(&[]), None);
    let kitty = ("TERM", "xterm-kitty");
    assert_eq!(linked(&[kitty]), Some(format!("file://{path}/old.md#1")));
    assert_eq!(linked(&[kitty, ("SSH_CONNECTION", "1")]), None, "the files are on another machine");
    assert_eq!(linked(&[kitty, ("RECENSION_LINKS", "off")]), None);
    let code = ("RECENSION_LINKS", "vscode://file{path}:{line}");
    assert_eq!(
        linked(&[kitty, code, ("SSH_CONNECTION", "1")]),
        Some(format!("vscode://file{path}/old.md:1"))
    );
    assert_eq!(
        linked(&[kitty, ("RECENSION_PAGER", "sed s,x,x,")]),
        None,
        "a pager that may show their letters"
    );
}

#[test]
fn short_work_shows_no_bar() {
    let place = Place::empty();
    place.git(&["init", "-q", "-b", "main", "."]);
    place.write("terms.md", TEXT);
    for (language, revision) in [("en", "1"), ("fr", "2")] {
        let snapshot = ["snapshot", "terms.md", "-d", "terms", "-l", language, "-r", revision];
        assert_eq!(shown(&place, &[], &snapshot).1, 0);
    }
    let (text, _) = shown(&place, &[("NO_COLOR", "1")], &["status"]);
    assert!(text.starts_with("terms ") && !text.contains('\u{1b}'), "{text:?}");
}
