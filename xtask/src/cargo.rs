//! Tools that are a command of cargo or a script: generated files, CI, release builds.

use crate::ROOT;
use std::error::Error;
use std::path::PathBuf;
use std::process::Command;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The cargo that runs this program.
fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(ROOT);
    command
}

fn succeed(command: &mut Command) -> Result<()> {
    let status = command.status()?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} failed: {status}").into()) }
}

/// Runs this program again as a release build.
pub fn again_as_release(arguments: &[String]) -> Result<()> {
    // From the folder of the caller: paths among the arguments are relative to it.
    let manifest = format!("{ROOT}/Cargo.toml");
    let mut command = Command::new(cargo().get_program());
    command.args(["run", "--quiet", "--release", "--package", "xtask", "--manifest-path", &manifest, "--"]);
    succeed(command.args(arguments))
}

/// The program as a release build of the sources as they are.
pub fn release_program() -> Result<PathBuf> {
    succeed(cargo().args(["build", "--quiet", "--release", "--bin", "recension"]))?;
    // This program is a release build too and lies beside it.
    let own = std::env::current_exe()?;
    Ok(own.with_file_name(format!("recension{}", std::env::consts::EXE_SUFFIX)))
}

/// `.ci/run`.
pub fn ci(arguments: &[String]) -> Result<()> {
    succeed(Command::new(format!("{ROOT}/.ci/run")).args(arguments))
}

/// Writes `docs/cli.md`.
pub fn cli_docs(_: &[String]) -> Result<()> {
    let output = cargo().args(["run", "--quiet", "--", "man", "--format", "markdown"]).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(std::fs::write(format!("{ROOT}/docs/cli.md"), output.stdout)?)
}

/// Writes the files in `schemas/`.
pub fn schemas(_: &[String]) -> Result<()> {
    succeed(cargo().args(["test", "--quiet", "--lib", "schema"]).env("INSTA_UPDATE", "always"))
}
