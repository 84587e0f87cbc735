//! `recension completions`

use crate::failure::{Failure, SUCCESS};
use crate::output::Context;
use clap::{Args, Command};
use clap_complete::Shell;

/// Print the completions of a shell
///
/// With them the shell completes commands, options and their values. Each shell
/// has its own place for them.
///
/// Examples:
///
///   recension completions bash > ~/.local/share/bash-completion/completions/recension
///   recension completions zsh > ~/.zfunc/_recension
///   recension completions fish > ~/.config/fish/completions/recension.fish
///   recension completions powershell >> $PROFILE
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: Shell,
}

/// Runs it; `program` is what the shell completes.
pub fn run(context: &Context, args: &CompletionsArgs, mut program: Command) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut program, env!("CARGO_BIN_NAME"), &mut script);
    context.write(None, |out| out.write_all(&script))?;
    Ok(SUCCESS)
}
