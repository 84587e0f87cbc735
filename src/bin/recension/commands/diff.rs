//! `recension diff`

use crate::comparing::{self, Compared};
use crate::failure::{DIFFERENCE, Failure, SUCCESS};
use crate::input::Input;
use crate::output::Context;
use crate::{links, severities};
use clap::{Args, ValueEnum};
use recension::diff::{Comparison, Options, Significance};
use recension::report::{self, HtmlOptions, JsonOptions, Links, MarkdownOptions, TerminalOptions};
use std::path::PathBuf;

/// Say what changed between two texts, section by section
///
/// Answers: what changed, and does it matter? Wrapping, bullets, spaces and
/// other differences of form are counted and left out. `recension changelog`
/// tells the same over all editions of a document.
///
/// Examples:
///
///   recension diff old.txt new.txt
///   recension diff us-canada-roadmap/en@~1 us-canada-roadmap/en
///   recension diff HEAD~3:docs/privacy.md docs/privacy.md --fail-on substantive
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct DiffArgs {
    /// The older text
    pub old: String,
    /// The newer text
    pub new: String,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub format: Format,
    /// Tell differences of form as well
    #[arg(long)]
    pub cosmetic: bool,
    /// Add every matched pair of blocks to the JSON
    #[arg(long)]
    pub alignment: bool,
    /// Characters that the Markdown may have; GitHub takes 65536
    #[arg(long, value_name = "CHARACTERS", default_value = "65536",
          value_parser = clap::value_parser!(u32).range(4096..))]
    pub max_length: u32,
    /// Exit with 1 where the wording differs, as `--fail-on editorial` does
    #[arg(long)]
    pub exit_code: bool,
    /// Exit with 1 where there is a change of this significance or a greater one
    #[arg(long, value_name = "LEVEL")]
    pub fail_on: Option<Level>,
    /// How much each rule counts (TOML; see `recension rules`)
    #[arg(long, value_name = "FILE")]
    pub rules: Option<PathBuf>,
    /// Write to a file
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading
    Terminal,
    /// For programs: recension-diff/1
    Json,
    /// One page to send, for any browser
    Html,
    /// For a comment on a pull request
    Markdown,
    /// The new text with the changes marked
    Criticmarkup,
}

/// How much a change matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// The meaning may differ
    Substantive,
    /// The wording differs
    Editorial,
    /// Anything differs
    Cosmetic,
}

impl From<Level> for Significance {
    fn from(level: Level) -> Self {
        match level {
            Level::Substantive => Self::Substantive,
            Level::Editorial => Self::Editorial,
            Level::Cosmetic => Self::Cosmetic,
        }
    }
}

/// Runs it.
pub fn run(context: &Context, args: &DiffArgs) -> Result<u8, Failure> {
    if args.old == "-" && args.new == "-" {
        return Err(Failure::new("only one of the two texts can be standard input"));
    }
    let options = Options { severities: severities::read(args.rules.as_deref())?, ..Options::default() };
    let (old, new) = (Input::read(context, &args.old)?, Input::read(context, &args.new)?);
    let Compared { comparison, before, after } = comparing::compare(&old, &new, &options)?;
    let links = [&old, &new].map(|side| links::to(context, &side.address));
    context.write(args.output.as_deref(), |out| match args.format {
        Format::Json => report::json(
            &comparison,
            &JsonOptions { cosmetic: args.cosmetic, alignment: args.alignment },
            out,
        ),
        Format::Html => report::html(&comparison, &HtmlOptions { cosmetic: args.cosmetic }, out),
        Format::Criticmarkup => report::criticmarkup(&comparison, &after, out),
        Format::Markdown => {
            let max_length = usize::try_from(args.max_length).unwrap_or(usize::MAX);
            report::markdown(&comparison, &MarkdownOptions { max_length }, out)
        }
        Format::Terminal => {
            let (screen, [left, right]) = (args.output.is_none(), links.each_ref().map(Option::as_deref));
            let options = TerminalOptions {
                width: context.width,
                colour: context.colour && screen,
                cosmetic: args.cosmetic,
                links: if screen { Links { left, right } } else { Links::default() },
            };
            report::terminal(&comparison, &options, out)
        }
    })?;
    // The process ends here: taking two large documents apart piece by piece would only cost time.
    std::mem::forget((before, after));
    let level = args.fail_on.map(Significance::from).or(args.exit_code.then_some(Significance::Editorial));
    Ok(if level.is_some_and(|level| reaches(&comparison, level)) { DIFFERENCE } else { SUCCESS })
}

fn reaches(comparison: &Comparison, level: Significance) -> bool {
    comparison.changes.iter().any(|change| change.significance >= level)
}
