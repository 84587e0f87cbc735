//! Calls of the git program, whose settings and files are its own to find.

use crate::failure::Failure;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The git program, run in a folder.
#[derive(Debug)]
pub struct Git {
    folder: PathBuf,
}

/// What `git config --get` returns where there is no such setting, and `--unset` where it is gone.
const NOT_SET: [i32; 2] = [1, 5];

impl Git {
    /// Runs in `folder`.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// What git prints, without the line break at its end.
    pub fn run(&self, arguments: &[&str]) -> Result<String, Failure> {
        self.try_run(arguments, &[])?.ok_or_else(|| Failure::new("git printed nothing"))
    }

    /// The same, `None` where git exits with one of `absent`.
    fn try_run(&self, arguments: &[&str], absent: &[i32]) -> Result<Option<String>, Failure> {
        let mut command = Command::new("git");
        command.current_dir(&self.folder).args(arguments).stdin(Stdio::null());
        let output = command.output().map_err(|error| {
            Failure::new(format!("cannot run git: {error}")).hint("install it, or put it on the PATH")
        })?;
        if output.status.success() {
            return Ok(Some(
                String::from_utf8_lossy(&output.stdout).trim_end_matches(['\r', '\n']).to_owned(),
            ));
        }
        if output.status.code().is_some_and(|code| absent.contains(&code)) {
            return Ok(None);
        }
        let said = String::from_utf8_lossy(&output.stderr).trim_end().replace('\n', "; ");
        Err(Failure::new(format!("`git {}` failed: {said}", arguments.join(" "))))
    }

    /// A setting in the file that `scope` names (`--local`, `--global`).
    pub fn setting(&self, scope: &str, key: &str) -> Result<Option<String>, Failure> {
        self.try_run(&["config", scope, "--get", key], &NOT_SET)
    }

    /// Writes a setting.
    pub fn set(&self, scope: &str, key: &str, value: &str) -> Result<(), Failure> {
        self.try_run(&["config", scope, key, value], &[]).map(|_| ())
    }

    /// Takes a setting out.
    pub fn unset(&self, scope: &str, key: &str) -> Result<(), Failure> {
        self.try_run(&["config", scope, "--unset-all", key], &NOT_SET).map(|_| ())
    }

    /// A path that the user's settings name.
    pub fn path_setting(&self, key: &str) -> Result<Option<PathBuf>, Failure> {
        let path = self.try_run(&["config", "--type=path", "--get", key], &NOT_SET)?;
        Ok(path.map(|path| self.folder.join(path)))
    }

    /// Its version, such as (2, 46).
    pub fn version(&self) -> Result<(u32, u32), Failure> {
        let said = self.run(&["version"])?;
        let mut numbers = said.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
        let mut next = || numbers.next().and_then(|number| number.parse().ok());
        next().zip(next()).ok_or_else(|| Failure::new(format!("git reports an unknown version: `{said}`")))
    }
}

/// Whether git, which calls this program, would use colour: its settings `color.diff` and `color.ui` decide, and in
/// `auto` whether its pager or a terminal shows it. `None` where it cannot be asked.
pub fn colour() -> Option<bool> {
    let terminal = if io::stdout().is_terminal() { "true" } else { "false" };
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(arguments).stdin(Stdio::null());
        git
    };
    let said = |mut git: Command| {
        let output = git.output().ok().filter(|output| output.status.success())?;
        Some(String::from_utf8_lossy(&output.stdout).trim() == "true")
    };
    let mut ask = git(&["config", "--get-colorbool", "color.diff", terminal]);
    // `color.pager` says whether git's pager has colours, and is not looked at for this question.
    if said(git(&["config", "--type=bool", "--get", "color.pager"])) == Some(false) {
        ask.env_remove("GIT_PAGER_IN_USE");
    }
    said(ask)
}
