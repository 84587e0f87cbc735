//! `recension man`

use crate::failure::{Failure, SUCCESS};
use crate::output::Context;
use crate::reference;
use clap::{Args, Command, ValueEnum};
use clap_mangen::Man;
use std::path::{Path, PathBuf};

/// Print the manual
///
/// Without --output the page of the program or of one command, with it the pages
/// of all commands into a folder. The Markdown is the reference of all commands
/// in one text.
///
/// Examples:
///
///   recension man diff | man -l -
///   recension man --output ~/.local/share/man/man1
///   recension man --format markdown > cli.md
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct ManArgs {
    /// The command [default: the program]
    #[arg(conflicts_with = "output")]
    pub command: Option<String>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "roff")]
    pub format: Format,
    /// Write every page into this folder
    #[arg(long, short, value_name = "DIRECTORY")]
    pub output: Option<PathBuf>,
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For man
    Roff,
    /// The reference of all commands
    Markdown,
}

/// Runs it; `program` is what the manual describes.
pub fn run(context: &Context, args: &ManArgs, program: Command) -> Result<u8, Failure> {
    // `help` has no page: its own subcommands would have one each.
    let mut program = program.disable_help_subcommand(args.format == Format::Roff);
    program.build();
    if args.format == Format::Markdown {
        if args.command.is_some() || args.output.is_some() {
            return Err(Failure::new("the Markdown is one text of all commands")
                .hint("leave out the command and --output"));
        }
        context.write(None, |out| reference::markdown(&program, out))?;
        return Ok(SUCCESS);
    }
    match (&args.output, &args.command) {
        (Some(folder), _) => pages(context, program, folder)?,
        (None, None) => context.write(None, |out| Man::new(program).render(out))?,
        (None, Some(name)) => {
            let command = program.find_subcommand(name).ok_or_else(|| {
                Failure::new(format!("there is no command `{name}`")).hint("`recension help` lists them")
            })?;
            let page = Man::new(command.clone());
            context.write(None, |out| page.render(out))?;
        }
    }
    Ok(SUCCESS)
}

fn pages(context: &Context, program: Command, folder: &Path) -> Result<(), Failure> {
    let failed = |error| Failure::new(format!("cannot write the pages to `{}`: {error}", folder.display()));
    std::fs::create_dir_all(folder).map_err(failed)?;
    let count = program.get_subcommands().count() + 1;
    clap_mangen::generate_to(program, folder).map_err(failed)?;
    context.say(&format!("Wrote {count} pages to {}", folder.display()));
    Ok(())
}
