//! `recension rules`

use crate::failure::{Failure, SUCCESS};
use crate::output::Context;
use crate::project::{self, RuleArgs};
use clap::{Args, ValueEnum};
use recension::lang;
use recension::report;

/// List the rules that say whether a change matters
///
/// Answers: what makes a change substantive, and how do I say it counts less, or
/// more? A file of your own sets severities (substantive, unclear, editorial, cosmetic,
/// off), and `recension diff --rules FILE` follows it:
///
///   [rules]
///   link-changed = "substantive"
///   party-changed = "editorial"
///
/// Examples:
///
///   recension rules
///   recension rules --rules our-rules.toml
///   recension rules --format json
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct RulesArgs {
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub format: Format,
    /// The project's rules.
    #[command(flatten)]
    pub rules: RuleArgs,
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading
    Terminal,
    /// For programs: recension-rules/1
    Json,
}

/// Runs it.
pub fn run(context: &Context, args: &RulesArgs) -> Result<u8, Failure> {
    let rules = project::with_rules(project::settings(context)?, &args.rules)?.severities.listed();
    let languages: Vec<&str> = lang::with_rules().collect();
    context.write(None, |out| match args.format {
        Format::Terminal => report::rules(&rules, context.width, context.colour, out),
        Format::Json => report::rules_json(&rules, &languages, out),
    })?;
    Ok(SUCCESS)
}
