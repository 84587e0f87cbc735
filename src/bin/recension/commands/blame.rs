//! `recension blame`

use crate::failure::{Failure, SUCCESS};
use crate::output::Context;
use crate::project::{self, RuleArgs};
use clap::{Args, ValueEnum};
use recension::model::Language;
use recension::report::{self, BlameOptions};
use recension::repository::HistoryOptions;
use std::path::PathBuf;

/// Show which revision made each clause of a text
///
/// Answers: who changed this clause, when, and was it in substance? For each
/// clause and heading: the revision that brought it, the one that last changed its
/// wording, and the one that last changed it in substance. Clauses are followed
/// through moves, renamed files, splits, merges and new numbers; a clause that
/// came back with its former words is the former clause.
///
/// ADDRESS is a document of the store, a path, or REVISION:PATH.
///
/// Examples:
///
///   recension blame docs/terms.md
///   recension blame v2.0:docs/terms.md --format json
///   recension blame us-canada-roadmap/en@2021-02-23
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct BlameArgs {
    /// The text
    pub address: String,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub format: Format,
    /// The language of the text [default: the one that was stored first; of a file, the detected one]
    #[arg(long, short, value_name = "TAG", value_parser = Language::new)]
    pub language: Option<Language>,
    /// A former path of the file that git cannot know; can be given several times
    #[arg(long, value_name = "PATH")]
    pub formerly: Vec<String>,
    /// Do not follow the file to former paths
    #[arg(long, conflicts_with = "formerly")]
    pub no_follow: bool,
    /// The project's rules.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// Write to a file
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading
    Terminal,
    /// For programs: recension-blame/1
    Json,
}

/// Runs it.
pub fn run(context: &Context, args: &BlameArgs) -> Result<u8, Failure> {
    let settings = project::with_rules(project::settings(context)?, &args.rules)?;
    let mut options = HistoryOptions::default();
    options.language.clone_from(&args.language);
    options.formerly.clone_from(&args.formerly);
    options.exactly = args.no_follow;
    let blame = project::open(context, settings).blame(&args.address, &options)?;
    if blame.is_cut {
        context.say("recension: this clone is shallow, so that the oldest clauses may be older than shown; run `git fetch --unshallow`");
    }
    context.write(args.output.as_deref(), |out| match args.format {
        Format::Json => report::blame_json(&blame, out),
        Format::Terminal => {
            let colour = context.colour && args.output.is_none();
            report::blame_terminal(&blame, &BlameOptions { width: context.width, colour }, out)
        }
    })?;
    Ok(SUCCESS)
}
