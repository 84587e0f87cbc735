//! `recension install-git`

use crate::failure::{Failure, SUCCESS};
use crate::git::{Attributes, Git, Setting, Settings, settings};
use crate::output::Context;
use clap::Args;
use std::borrow::Cow;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Let git compare texts clause by clause
///
/// Writes a diff driver and a difftool named `recension` to git's configuration
/// and gives the driver the files that match the patterns. Then `git diff` shows
/// what changed as `recension diff` does. `git log -p` and `git show` do so with
/// --ext-diff, and else show their own diff of one clause a line, whatever the
/// wrapping. `git difftool -t recension` works for every file.
///
/// Says what it wrote and where. What is there already is never overwritten.
///
/// Examples:
///
///   recension install-git
///   recension install-git --pattern '*.md' --pattern 'policies/*.txt'
///   recension install-git --global --dry-run
///   recension install-git --remove
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct InstallGitArgs {
    /// For this repository: .git/config and .gitattributes (the default)
    #[arg(long, conflicts_with = "global")]
    pub local: bool,
    /// For all repositories of the user: git's global configuration and its file of attributes
    #[arg(long)]
    pub global: bool,
    /// Files that are compared so, as .gitattributes writes them [default: *.md; with --remove all]
    #[arg(long, value_name = "PATTERN")]
    pub pattern: Vec<String>,
    /// Let git keep the texts of `git log -p` in refs/notes/textconv/recension: faster, stale after an update of
    /// Recension. git needs user.name and user.email for it
    #[arg(long, conflicts_with = "remove")]
    pub cache: bool,
    /// Let `git diff --exit-code` succeed where only wrapping and other form differs (git 2.46)
    #[arg(long, conflicts_with = "remove")]
    pub trust_exit_code: bool,
    /// Take out what an earlier call wrote
    #[arg(long)]
    pub remove: bool,
    /// Only say what would be written
    #[arg(long)]
    pub dry_run: bool,
}

/// Patterns where the user names none.
const USUAL: &str = "*.md";
/// The first git that knows trustExitCode; an older one takes the exit code for a failure.
const TRUSTS_EXIT_CODE: (u32, u32) = (2, 46);

/// Runs it.
pub fn run(context: &Context, args: &InstallGitArgs) -> Result<u8, Failure> {
    let git = Git::new(Path::new("."));
    let scope = if args.global { "--global" } else { "--local" };
    let place = place(&git, args.global)?;
    let (settings, attributes) = (Settings { git: &git, scope }, Attributes::read(&place.attributes)?);
    let done = if args.remove {
        remove(args, &settings, &attributes)?
    } else {
        install(args, &git, &settings, &attributes)?
    };
    context.write(None, |out| summarize(args, &place.settings, attributes.path(), &done, out))?;
    Ok(SUCCESS)
}

/// What was written or taken out.
struct Done {
    settings: Vec<Setting>,
    lines: Vec<String>,
}

fn install(
    args: &InstallGitArgs,
    git: &Git,
    settings_file: &Settings,
    attributes: &Attributes,
) -> Result<Done, Failure> {
    if args.trust_exit_code && git.version()? < TRUSTS_EXIT_CODE {
        let (major, minor) = TRUSTS_EXIT_CODE;
        return Err(Failure::new(format!("this git does not know trustExitCode, git {major}.{minor} does"))
            .hint("leave out --trust-exit-code"));
    }
    let patterns = if args.pattern.is_empty() {
        Cow::Owned(vec![USUAL.to_owned()])
    } else {
        Cow::Borrowed(&args.pattern)
    };
    let wanted = settings(&program()?, args.cache, args.trust_exit_code);
    // Both files are looked at before one is written.
    let done = Done { settings: settings_file.missing(wanted)?, lines: attributes.missing(&patterns)? };
    if !args.dry_run {
        settings_file.write(&done.settings)?;
        attributes.add(&done.lines)?;
    }
    Ok(done)
}

fn remove(args: &InstallGitArgs, settings_file: &Settings, attributes: &Attributes) -> Result<Done, Failure> {
    let lines = attributes.ours(&args.pattern);
    let others = attributes.ours(&[]).len() - lines.len();
    // Patterns that stay need the driver.
    let settings = if others == 0 { settings_file.ours()? } else { Vec::new() };
    if !args.dry_run {
        attributes.remove(&lines)?;
        settings_file.remove(&settings)?;
    }
    Ok(Done { settings, lines })
}

/// The two files.
struct Place {
    settings: String,
    attributes: PathBuf,
}

fn place(git: &Git, global: bool) -> Result<Place, Failure> {
    if global {
        let own = git.path_setting("core.attributesFile")?;
        let attributes = own.or_else(usual_attributes).ok_or_else(|| {
            Failure::new("git's own file of attributes is not known").hint("set core.attributesFile, or HOME")
        })?;
        return Ok(Place { settings: "git's global configuration".to_owned(), attributes });
    }
    let file = |name: &str| git.run(&["rev-parse", "--git-path", name]);
    let bare = git.run(&["rev-parse", "--is-bare-repository"])? == "true";
    let attributes = if bare {
        PathBuf::from(file("info/attributes")?)
    } else {
        Path::new(&git.run(&["rev-parse", "--show-toplevel"])?).join(".gitattributes")
    };
    Ok(Place { settings: file("config")?, attributes })
}

/// Where git looks when nothing is set.
fn usual_attributes() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || folder("HOME").or_else(|| folder("USERPROFILE")).map(|home| home.join(".config"));
    Some(folder("XDG_CONFIG_HOME").or_else(home)?.join("git").join("attributes"))
}

/// How a shell calls this program: by name where that finds it, else by its path.
fn program() -> Result<String, Failure> {
    let own = std::env::current_exe().and_then(|path| path.canonicalize());
    let own = own.map_err(|error| Failure::new(format!("cannot find this program's own file: {error}")))?;
    let found = std::env::var_os("PATH").is_some_and(|path| {
        let first = std::env::split_paths(&path)
            .map(|folder| folder.join(env!("CARGO_BIN_NAME")).with_extension(std::env::consts::EXE_EXTENSION))
            .find(|file| file.is_file());
        first.and_then(|file| file.canonicalize().ok()).is_some_and(|file| file == own)
    });
    if found {
        return Ok(env!("CARGO_BIN_NAME").to_owned());
    }
    // Within single quotes a shell takes everything as it is but a single quote.
    let path = own.to_string_lossy().replace('\\', "/");
    Ok(format!("'{}'", path.replace('\'', r"'\''")))
}

fn summarize(
    args: &InstallGitArgs,
    settings: &str,
    attributes: &Path,
    done: &Done,
    out: &mut dyn Write,
) -> io::Result<()> {
    let did = match (args.remove, args.dry_run) {
        (false, false) => "Wrote to",
        (false, true) => "Would write to",
        (true, false) => "Took out of",
        (true, true) => "Would take out of",
    };
    let lines: Vec<String> =
        done.settings.iter().map(|setting| format!("{} = {}", setting.key, setting.value)).collect();
    for (file, lines) in [(settings, &lines), (&*attributes.to_string_lossy(), &done.lines)] {
        if !lines.is_empty() {
            writeln!(out, "{did} {}:", recension::report::escape(file))?;
        }
        for line in lines {
            writeln!(out, "  {}", recension::report::escape(line))?;
        }
    }
    match (args.remove, lines.is_empty() && done.lines.is_empty()) {
        (true, true) => writeln!(out, "Nothing of Recension's is there; nothing was taken out."),
        (false, true) => writeln!(out, "Everything is there already; nothing was written."),
        (true, false) => Ok(()),
        (false, false) => writeln!(
            out,
            "`git diff` compares these files clause by clause, `git log -p` and `git show` with --ext-diff."
        ),
    }
}
