//! `recension git-diff`

use crate::failure::{DIFFERENCE, Failure, SUCCESS};
use crate::git::{self, Changed, Version};
use crate::output::Context;
use crate::project::{self, RuleArgs};
use clap::Args;
use recension::diff::{Comparison, Significance};
use recension::report::{self, FileHeading, Links, TerminalOptions};
use recension::repository::Text;
use std::ffi::OsString;

/// Compare two versions of a file for git
///
/// Git calls it, for each file that changed: as `GIT_EXTERNAL_DIFF`, as the
/// command of a diff driver (diff.NAME.command) or as a difftool.
/// `recension install-git` sets that up.
///
/// It exits with 0 whatever changed, as git asks for. With --exit-code it exits
/// with 1 where the wording differs, for diff.NAME.trustExitCode (git 2.46), so
/// that `git diff --exit-code` lets text pass that is only wrapped anew.
///
/// Examples:
///
///   GIT_EXTERNAL_DIFF="recension git-diff" git diff
///   git config diff.recension.command "recension git-diff"
///   git config difftool.recension.cmd 'recension git-diff "$MERGED" "$LOCAL" "$REMOTE"'
///   recension git-diff docs/privacy.md old.md new.md
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct GitDiffArgs {
    /// Also show formatting-only changes
    #[arg(long)]
    pub cosmetic: bool,
    /// Exit with 1 where the wording differs
    #[arg(long)]
    pub exit_code: bool,
    /// The project's rules.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// What git passes: PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE [NEW-PATH SIMILARITY],
    /// a difftool PATH OLD-FILE NEW-FILE, for a path that is not merged PATH alone
    #[arg(required = true, num_args = 1..=9, allow_hyphen_values = true, trailing_var_arg = true)]
    #[arg(value_name = "PATH AND VERSIONS")]
    pub arguments: Vec<OsString>,
}

/// Runs it.
pub fn run(context: &Context, args: &GitDiffArgs) -> Result<u8, Failure> {
    let changed = Changed::read(&args.arguments)?;
    // What git calls for a file of many is paged by git or not at all.
    let context = if args.arguments.len() == DIFFTOOL { context } else { &context.within_git(git::colour()) };
    let outcome = compare(context, &changed, args)?;
    context.write(None, |out| {
        if changed.follows_another() {
            writeln!(out)?;
        }
        report::file_heading(&outcome.heading, context.width, context.colour, out)?;
        let Some(comparison) = &outcome.comparison else { return Ok(()) };
        let options = TerminalOptions {
            width: context.width,
            colour: context.colour,
            cosmetic: args.cosmetic,
            links: Links::default(),
        };
        report::terminal(comparison, &options, out)
    })?;
    Ok(if args.exit_code && outcome.differs { DIFFERENCE } else { SUCCESS })
}

/// Arguments that a difftool is called with.
const DIFFTOOL: usize = 3;

/// What is shown of a file.
struct Outcome {
    heading: FileHeading,
    comparison: Option<Comparison>,
    /// Whether anything but the form of a text differs.
    differs: bool,
}

fn compare(context: &Context, changed: &Changed, args: &GitDiffArgs) -> Result<Outcome, Failure> {
    let heading = FileHeading { name: changed.name(), notes: changed.notes(), remark: None };
    let remark = |remark: String, differs: bool| {
        let heading = FileHeading { remark: Some(remark), ..heading.clone() };
        Ok(Outcome { heading, comparison: None, differs })
    };
    let Some((old, new)) = changed.versions() else {
        return remark("It is not merged yet: there are several versions of it.".to_owned(), true);
    };
    let (before, after) = (old.bytes()?, new.bytes()?);
    if let Some(text) = changed.no_text(&before, &after) {
        return remark(text, true);
    }
    if before == after && !changed.notes().is_empty() {
        return remark("The text is the same.".to_owned(), true);
    }
    let settings = project::with_rules(project::settings(context)?, &args.rules)?;
    let (old, new) = (text(changed, old, before), text(changed, new, after));
    match project::open(context, settings).diff(old, new) {
        Ok(comparison) => {
            let wording =
                comparison.changes.iter().any(|change| change.significance > Significance::Cosmetic);
            let differs = wording || !heading.notes.is_empty();
            Ok(Outcome { heading, comparison: Some(comparison), differs })
        }
        // A comparison that failed is never "no changes".
        Err(error) => remark(format!("The two versions differ and cannot be compared: {error}."), true),
    }
}

/// A version may be empty: there was no text yet, or there is none any more.
fn text(changed: &Changed, version: &Version, bytes: Vec<u8>) -> Text {
    Text::named(changed.address(version), &changed.path_of(version), bytes).or_empty()
}
