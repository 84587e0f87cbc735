//! `recension diff`

use crate::check_forms::{self, CheckForm, Drawing};
use crate::failure::{DIFFERENCE, Failure, SUCCESS};
use crate::output::Context;
use crate::project::RuleArgs;
use crate::{links, project};
use clap::{Args, ValueEnum};
use recension::Repository;
use recension::check::{Check, Endpoint, Gate, Verdict};
use recension::report::{
    self, DiffSchema, HtmlOptions, JsonOptions, Links, MarkdownOptions, TerminalOptions,
};
use recension::repository::Diff;
use std::io::{self, Write};
use std::path::PathBuf;

/// Say what changed between two texts, section by section
///
/// Answers: what changed, and does it matter? Wrapping, bullets, spaces and
/// other differences of form are counted and left out. `recension check` does the
/// same for all texts of a pull request, `recension changelog` over all editions of
/// a document.
///
/// Examples:
///
///   recension diff old.txt new.txt
///   recension diff us-canada-roadmap/en@~1 us-canada-roadmap/en
///   recension diff HEAD~3:docs/privacy.md docs/privacy.md --fail-on substantive
///   recension diff old.md new.md --fail-on duration-changed,negation-removed
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct DiffArgs {
    /// The older text
    pub old: String,
    /// The newer text
    pub new: String,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub format: Format,
    /// Also show formatting-only changes
    #[arg(long)]
    pub cosmetic: bool,
    /// Add every matched pair of blocks to the JSON
    #[arg(long)]
    pub alignment: bool,
    /// Version of the JSON: 2, or 1 for programs that do not know the level "unclear"
    #[arg(long, value_name = "VERSION", default_value = "2", value_parser = clap::value_parser!(u8).range(1..=2))]
    pub schema: u8,
    /// Characters that the Markdown may have; GitHub takes 65536
    #[arg(long, value_name = "CHARACTERS", default_value = "65536",
          value_parser = clap::value_parser!(u32).range(4096..))]
    pub max_length: u32,
    /// Exit with 1 where the wording differs, as `--fail-on editorial` does
    #[arg(long)]
    pub exit_code: bool,
    /// Exit with 1 where there is such a change: substantive, unclear, editorial, cosmetic, ids of rules, or several joined by +
    #[arg(long, value_name = "CONDITIONS", value_delimiter = ',')]
    pub fail_on: Vec<String>,
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
    /// For programs: recension-diff/2
    Json,
    /// One page to send, for any browser
    Html,
    /// For a comment on a pull request
    Markdown,
    /// The new text with the changes marked
    Criticmarkup,
    /// Annotations beside the lines of a pull request on GitHub
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit XML: a case for each change
    Junit,
    /// GitLab's code quality report
    Codequality,
}

impl Format {
    /// The form that a check of several texts has as well.
    fn of_check(self) -> Option<CheckForm> {
        match self {
            Self::Github => Some(CheckForm::Github),
            Self::Sarif => Some(CheckForm::Sarif),
            Self::Junit => Some(CheckForm::Junit),
            Self::Codequality => Some(CheckForm::Codequality),
            Self::Terminal | Self::Json | Self::Html | Self::Markdown | Self::Criticmarkup => None,
        }
    }
}

/// Runs it.
pub fn run(context: &Context, args: &DiffArgs) -> Result<u8, Failure> {
    if args.old == "-" && args.new == "-" {
        return Err(Failure::new("only one of the two texts can be standard input"));
    }
    let mut conditions = args.fail_on.clone();
    if args.exit_code {
        conditions.push("editorial".to_owned());
    }
    let gate = Gate::new(conditions.iter().map(String::as_str)).map_err(Failure::new)?;
    let settings = project::with_rules(project::settings(context)?, &args.rules)?;
    let repo = project::open(context, settings);
    repo.gate_can_close(&gate)?;
    let diff = match compare(&repo, args) {
        Ok(diff) => diff,
        Err(failure) => {
            // A report that does not exist would be read as "no changes".
            if let Some(form) = args.format.of_check() {
                let errors = vec![failure.sentence()];
                write_check(context, args, form, &Check { errors, ..ends(args, &gate) })?;
            }
            return Err(failure);
        }
    };
    let form = args.format.of_check();
    let check = (form.is_some() || !gate.is_open()).then(|| repo.check_diff(&diff, &gate));
    match (form, &check) {
        (Some(form), Some(check)) => write_check(context, args, form, check)?,
        _ => context.write(args.output.as_deref(), |out| draw(context, args, &diff, out))?,
    }
    let fails = check.as_ref().is_some_and(|check| check.verdict() == Verdict::Failed);
    // The process ends here: taking two large documents apart piece by piece would only cost time.
    std::mem::forget((diff, check, repo));
    Ok(if fails { DIFFERENCE } else { SUCCESS })
}

fn compare(repo: &Repository, args: &DiffArgs) -> Result<Diff, Failure> {
    Ok(repo.diff_with_texts(project::source(&args.old)?, project::source(&args.new)?)?)
}

fn draw(context: &Context, args: &DiffArgs, diff: &Diff, out: &mut dyn Write) -> io::Result<()> {
    let comparison = &diff.comparison;
    match args.format {
        Format::Json => {
            let options = JsonOptions {
                cosmetic: args.cosmetic,
                alignment: args.alignment,
                schema: if args.schema == 1 { DiffSchema::V1 } else { DiffSchema::V2 },
            };
            report::json(comparison, &options, out)
        }
        Format::Html => report::html(comparison, &HtmlOptions { cosmetic: args.cosmetic }, out),
        Format::Criticmarkup => {
            diff.new.document().map_or(Ok(()), |new| report::criticmarkup(comparison, &new, out))
        }
        Format::Markdown => {
            let max_length = usize::try_from(args.max_length).unwrap_or(usize::MAX);
            report::markdown(comparison, &MarkdownOptions { max_length }, out)
        }
        _ => {
            let links = [&diff.old, &diff.new].map(|text| links::to(context, text.address()));
            let (screen, [left, right]) = (args.output.is_none(), links.each_ref().map(Option::as_deref));
            let options = TerminalOptions {
                width: context.width,
                colour: context.colour && screen,
                cosmetic: args.cosmetic,
                links: if screen { Links { left, right } } else { Links::default() },
            };
            report::terminal(comparison, &options, out)
        }
    }
}

/// The two texts as the ends of a check of one text.
fn ends(args: &DiffArgs, gate: &Gate) -> Check {
    let end = |address: &str| Endpoint { name: address.to_owned(), commit: None };
    Check { base: end(&args.old), head: end(&args.new), gate: gate.conditions(), ..Check::default() }
}

fn write_check(context: &Context, args: &DiffArgs, form: CheckForm, check: &Check) -> Result<(), Failure> {
    let drawing = Drawing { cosmetic: args.cosmetic, max_length: args.max_length };
    check_forms::write(context, check, (form, args.output.as_deref()), drawing)
}
