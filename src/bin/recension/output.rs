//! Where results go: standard output, a pager or a file, with or without colour, how wide.

use crate::colour::{self, When};
use crate::configuration::Configuration;
use crate::failure::Failure;
use crate::pager::Pager;
use recension::config::Color;
use std::ffi::{OsStr, OsString};
use std::fs::{File, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Component, Path, PathBuf};

/// What the user asks of this call, whatever the command.
#[derive(Debug, Default)]
pub struct Wishes {
    /// Where the store is said to be.
    pub store: Option<PathBuf>,
    /// When to use colour.
    pub color: Option<When>,
    /// When to use colour where neither the command line nor the environment says it.
    pub usual_color: Option<When>,
    /// Columns to write for.
    pub width: Option<u16>,
    /// Whether long results may go through a pager.
    pub pager: bool,
}

impl Wishes {
    /// The same with what the configuration says where the command line says nothing.
    pub fn completed(&self, configuration: &Configuration) -> Self {
        let terminal = &configuration.config.terminal;
        let color = terminal.color.map(|color| match color {
            Color::Auto => When::Auto,
            Color::Always => When::Always,
            Color::Never => When::Never,
        });
        Self {
            store: self.store.clone(),
            color: self.color,
            usual_color: color,
            width: self.width.or(terminal.width),
            pager: self.pager && terminal.pager != Some(false),
        }
    }
}

/// What every command needs to know of how it was called.
#[derive(Debug, Clone)]
pub struct Context {
    /// Where the store was said to be.
    pub store: Option<PathBuf>,
    /// Whether to use colour on standard output.
    pub colour: bool,
    /// The configuration of this call.
    pub configuration: Configuration,
    /// Columns to write for.
    pub width: usize,
    /// Whether addresses of files may be links.
    pub links: bool,
    pager: Option<Pager>,
    /// Whether the user said of colour what is to hold for this program.
    colour_said: bool,
}

/// Columns where the output is no terminal.
const USUAL_WIDTH: usize = 80;
/// Lines longer than this are hard to read, however wide the terminal.
const WIDEST: usize = 100;

impl Context {
    /// Settles colour, width, pager and links once.
    pub fn new(wishes: Wishes, configuration: Configuration) -> Self {
        let terminal = io::stdout().is_terminal();
        let variable = |name: &str| std::env::var_os(name);
        let pager = if terminal && wishes.pager { Pager::chosen(variable) } else { None };
        let links = supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout)
            && pager.as_ref().is_none_or(Pager::passes_links);
        let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        // git measures the terminal before it puts its pager in front of it.
        let from_git = || std::env::var("COLUMNS").ok()?.parse().ok().filter(|_| in_gits_pager());
        let width = (terminal.then(measured).flatten()).or_else(from_git).map(|width| width.min(WIDEST));
        let width = wishes.width.map(usize::from).or(width).unwrap_or(USUAL_WIDTH);
        let colour_said = wishes.color.is_some() || colour::said(variable).is_some();
        let when = wishes.color.or(wishes.usual_color.filter(|_| !colour_said)).unwrap_or(When::Auto);
        let colour = colour::wanted(when, terminal, variable);
        Self { store: wishes.store, configuration, colour, width, links, pager, colour_said }
    }

    /// The same where git calls this program and shows what it writes: it is git that pages, and git's wish for colour
    /// holds where the user has not said another one for this program.
    pub fn within_git(&self, colour: Option<bool>) -> Self {
        let colour = colour.filter(|_| !self.colour_said).unwrap_or(self.colour);
        Self { colour, pager: None, links: false, ..self.clone() }
    }

    /// Writes a result to standard output, through the pager on a terminal, or whole into a file: a failure leaves the
    /// file as it was.
    pub fn write(
        &self,
        file: Option<&Path>,
        draw: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        match (file, &self.pager) {
            (Some(path), _) => into_file(path, draw),
            (None, Some(pager)) => {
                let mut result = Vec::new();
                draw(&mut result)?;
                unless_closed(pager.show(&result))
            }
            (None, None) => {
                let mut out = BufWriter::new(io::stdout().lock());
                unless_closed(draw(&mut out).and_then(|()| out.flush()).map_err(Failure::from))
            }
        }
    }

    /// Says something to the user that is no result.
    pub fn say(&self, text: &str) {
        // Nothing is left to say where standard error is closed.
        let _ = writeln!(io::stderr(), "{}", recension::report::escape(text));
    }
}

/// Whether git shows what is written in a pager of its own.
pub fn in_gits_pager() -> bool {
    std::env::var_os("GIT_PAGER_IN_USE").is_some_and(|value| value != "false" && value != "0")
}

/// Nobody reads the rest: that changes nothing of what the command found, nor of its exit code.
fn unless_closed(result: Result<(), Failure>) -> Result<(), Failure> {
    result.or_else(|failure| if failure.is_broken_pipe() { Ok(()) } else { Err(failure) })
}

/// Writes a file whole, or not at all. No link is followed: neither one in the place of the file or of the half-written
/// one, nor a folder that is a link and leads out of the current one.
pub fn into_file(path: &Path, draw: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    draw(&mut bytes)?;
    let named = |error: io::Error| Failure::new(format!("cannot write `{}`: {error}", path.display()));
    let name = path
        .file_name()
        .ok_or_else(|| Failure::new(format!("cannot write `{}`: it names no file", path.display())))?;
    let folder = folder_of(path)?;
    let (partial, mut file) = create_beside(&folder, name).map_err(named)?;
    let written = file.write_all(&bytes).and_then(|()| {
        // Who may read and write the file stays as it was; where it cannot be kept, the file is still whole.
        if let Ok(there) = std::fs::symlink_metadata(path)
            && there.is_file()
        {
            let _ = std::fs::set_permissions(&partial, there.permissions());
        }
        std::fs::rename(&partial, folder.join(name))
    });
    written.map_err(|error| {
        // The half-written file is of no use to anybody.
        let _ = std::fs::remove_file(&partial);
        named(error)
    })
}

/// The folder of a file. Where the path stays inside of the current folder as it is written, so must the folder itself: a
/// repository may hold a link that leads anywhere.
fn folder_of(path: &Path) -> Result<PathBuf, Failure> {
    let named = |error: io::Error| Failure::new(format!("cannot write `{}`: {error}", path.display()));
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = parent.canonicalize().map_err(named)?;
    let inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    if path.components().all(inside) && here.is_ok_and(|here| !folder.starts_with(here)) {
        let why = "its folder is a link that leads out of the current one";
        return Err(Failure::new(format!("cannot write `{}`: {why}", path.display()))
            .hint(format!("write to `{}` to mean that", folder.display())));
    }
    Ok(folder)
}

/// Attempts at a name that nobody has taken.
const ATTEMPTS: u32 = 16;

/// A new file beside the one that is to be written, under a name that nobody can foresee.
fn create_beside(folder: &Path, name: &OsStr) -> io::Result<(PathBuf, File)> {
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for attempt in 0..ATTEMPTS {
        // The keys of a new hasher are the standard library's only source of randomness.
        let random = RandomState::new().hash_one((std::process::id(), attempt));
        let mut partial = OsString::from(".");
        partial.push(name);
        partial.push(format!(".{random:016x}.part"));
        let partial = folder.join(partial);
        match OpenOptions::new().write(true).create_new(true).open(&partial) {
            Ok(file) => return Ok((partial, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}
