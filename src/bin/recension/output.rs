//! Where results go: standard output or a file, with or without colour, how wide.

use crate::failure::Failure;
use clap::ValueEnum;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What every command needs to know of how it was called.
#[derive(Debug)]
pub struct Context {
    /// Where the store was said to be.
    pub store: Option<PathBuf>,
    /// Whether to use colour on standard output.
    pub colour: bool,
    /// Columns to write for.
    pub width: usize,
}

/// Columns where the output is no terminal.
const USUAL_WIDTH: usize = 80;
/// Lines longer than this are hard to read, however wide the terminal.
const WIDEST: usize = 100;

impl Context {
    /// Settles colour and width once.
    pub fn new(store: Option<PathBuf>, color: When, width: Option<u16>) -> Self {
        let terminal = io::stdout().is_terminal();
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let forced =
            std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0");
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let colour = match color {
            When::Always => true,
            When::Never => false,
            When::Auto => !set("NO_COLOR") && (forced || terminal && !dumb),
        };
        let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width =
            width.map(usize::from).or_else(|| measured().filter(|_| terminal).map(|width| width.min(WIDEST)));
        Self { store, colour, width: width.unwrap_or(USUAL_WIDTH) }
    }

    /// Writes a result to standard output, or whole into a file: a failure leaves the file as it was.
    pub fn write(
        &self,
        file: Option<&Path>,
        draw: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let Some(path) = file else {
            let mut out = BufWriter::new(io::stdout().lock());
            draw(&mut out)?;
            return Ok(out.flush()?);
        };
        let mut bytes = Vec::new();
        draw(&mut bytes)?;
        let named = |error: io::Error| Failure::new(format!("cannot write `{}`: {error}", path.display()));
        let mut partial = path.as_os_str().to_owned();
        partial.push(".part");
        std::fs::write(&partial, bytes).map_err(named)?;
        std::fs::rename(&partial, path).map_err(|error| {
            // The half-written file is of no use to anybody.
            let _ = std::fs::remove_file(&partial);
            named(error)
        })
    }

    /// Says something to the user that is no result.
    pub fn say(&self, text: &str) {
        // Nothing is left to say where standard error is closed.
        let _ = writeln!(io::stderr(), "{}", recension::report::escape(text));
    }
}
