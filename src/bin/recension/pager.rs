//! The pager: long results are shown a screen at a time, as git shows its own.

use crate::failure::Failure;
use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::process::{Command, ExitStatus, Stdio};

/// What shows a result a screen at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pager {
    /// A command line for the shell.
    command: OsString,
}

/// The pager where no variable names one.
const USUAL: &str = "less";
/// How `less` is to behave where the user has not said: end where all fits one screen, pass colours on, leave the
/// screen as it is, end with the program at an interruption.
const LESS: &str = "FRXK";
/// From this version on, `less` passes hyperlinks on rather than showing their letters.
const LESS_WITH_LINKS: u32 = 566;
/// What a shell returns for a command that it cannot run or does not find.
const NOT_RUN: [i32; 2] = [126, 127];

impl Pager {
    /// The pager that `RECENSION_PAGER` or `PAGER` names, else `less`; none where the variable is empty or says `cat`,
    /// and none by default on a terminal that can do nothing but print.
    pub fn chosen(variable: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        let named = variable("RECENSION_PAGER").or_else(|| variable("PAGER"));
        let dumb = variable("TERM").is_none_or(|term| term == "dumb");
        let command = match named {
            Some(command) => command,
            None if dumb => return None,
            None => USUAL.into(),
        };
        let idle = command.to_string_lossy().trim().is_empty() || command == "cat";
        (!idle).then_some(Self { command })
    }

    /// Whether hyperlinks reach the terminal through it.
    pub fn passes_links(&self) -> bool {
        let command = self.command.to_string_lossy();
        let Some(program) = command.split_whitespace().next().filter(|program| program.ends_with(USUAL))
        else {
            return false;
        };
        let Ok(output) = Command::new(program).arg("--version").stdin(Stdio::null()).output() else {
            return false;
        };
        let said = String::from_utf8_lossy(&output.stdout);
        let version = said.split_whitespace().nth(1).and_then(|version| version.split('.').next());
        version
            .and_then(|version| version.parse().ok())
            .is_some_and(|version: u32| version >= LESS_WITH_LINKS)
    }

    /// Shows a result. A reader who leaves early has seen enough; where the pager cannot be run, the result goes to
    /// standard output.
    pub fn show(&self, result: &[u8]) -> Result<(), Failure> {
        match self.run(result) {
            Ok(status) if !status.code().is_some_and(|code| NOT_RUN.contains(&code)) => Ok(()),
            _ => Ok(io::stdout().lock().write_all(result)?),
        }
    }

    fn run(&self, result: &[u8]) -> io::Result<ExitStatus> {
        let mut command = shell(&self.command);
        for (name, value) in [("LESS", LESS), ("LV", "-c")] {
            if std::env::var_os(name).is_none() {
                command.env(name, value);
            }
        }
        let mut pager = command.stdin(Stdio::piped()).spawn()?;
        if let Some(mut pipe) = pager.stdin.take() {
            // A closed pipe is a reader who has left, or a pager that did not start, which its status shows.
            let _ = pipe.write_all(result);
        }
        pager.wait()
    }
}

/// The command line given to the system's shell, as git gives it.
fn shell(command: &OsStr) -> Command {
    let (program, option) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut shell = Command::new(program);
    shell.arg(option).arg(command);
    shell
}

#[cfg(test)]
mod tests {
    use super::Pager;

    fn chosen(variables: &[(&str, &str)]) -> Option<String> {
        let variable =
            |name: &str| variables.iter().find(|(set, _)| *set == name).map(|(_, value)| value.into());
        Pager::chosen(variable).map(|pager| pager.command.to_string_lossy().into_owned())
    }

    #[test]
    fn the_programs_own_variable_goes_before_the_common_one() {
        assert_eq!(chosen(&[("TERM", "xterm")]).as_deref(), Some("less"));
        assert_eq!(chosen(&[("TERM", "xterm"), ("PAGER", "more")]).as_deref(), Some("more"));
        assert_eq!(chosen(&[("PAGER", "more"), ("RECENSION_PAGER", "less -S")]).as_deref(), Some("less -S"));
    }

    #[test]
    fn nothing_pages_where_it_is_not_wanted() {
        for variables in [
            &[("TERM", "dumb")][..],
            &[],
            &[("TERM", "xterm"), ("PAGER", "")],
            &[("TERM", "xterm"), ("PAGER", "cat")],
            &[("TERM", "xterm"), ("PAGER", "less"), ("RECENSION_PAGER", " ")],
        ] {
            assert_eq!(chosen(variables), None, "{variables:?}");
        }
    }
}
