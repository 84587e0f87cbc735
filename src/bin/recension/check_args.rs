//! The arguments of `recension check`, and what they say by themselves.

use crate::check_forms::{self, CheckForm, ReportFile};
use crate::failure::Failure;
use crate::project::RuleArgs;
use clap::{Args, ValueEnum};
use recension::model::Date;
use recension::repository::SettingsFrom;
use recension::store::Head;
use std::path::PathBuf;

/// Say whether a pull request may be merged, over all texts that it touches
///
/// Answers: what changed in substance, text by text, and does any of it stand in
/// the way? Every text that differs between the last commit that both revisions
/// come from and the newer one is compared, also where it was renamed, added or
/// deleted. `recension diff` shows one pair of texts.
///
/// PATHS are files, folders and globs as git takes them (`:!docs/drafts` leaves
/// out); without any, every Markdown and plain text is looked at.
///
/// --fail-on takes a significance, the id of a rule, or several joined by +, all
/// of which must hold. A change that was accepted in recension-baseline.toml, with
/// a reason and perhaps a last day, does not fail.
///
/// recension.toml, the rules and the baseline are read as of the older revision, so
/// that a pull request cannot change what it is judged by; what it changes of them
/// is reported first. --settings-from and --accepted-from say otherwise.
///
/// Exit codes: 0 may be merged, 1 may not, 2 a text could not be compared.
///
/// Examples:
///
///   recension check
///   recension check --base origin/main --fail-on substantive docs/legal
///   recension check --base main --fail-on duration-changed+stated-date-unchanged
///   recension check --staged --fail-on modality-weakened,negation-removed
///   recension check --base origin/main --format github --report sarif=r.sarif
///   recension check --base main --accept 37c2a991f160 --reason "as agreed"
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct CheckArgs {
    /// The texts: files, folders, globs [default: all]
    #[arg(value_name = "PATHS")]
    pub paths: Vec<String>,
    /// The older revision, such as the branch to merge into
    #[arg(long, value_name = "REV", default_value = "HEAD")]
    pub base: String,
    /// The newer revision [default: the files of the work tree]
    #[arg(long, value_name = "REV")]
    pub head: Option<String>,
    /// Check what would be committed; under pre-commit with --from-ref and --to-ref, those
    #[arg(long, conflicts_with = "head")]
    pub staged: bool,
    /// What fails: substantive, unclear, editorial, cosmetic, ids of rules, or several joined by +
    #[arg(long, value_name = "CONDITIONS", value_delimiter = ',')]
    pub fail_on: Vec<String>,
    /// The accepted changes [default: recension-baseline.toml at the root, where it is there]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Whose recension.toml and rules hold: those of the older revision or of the newer one
    #[arg(long, value_name = "STATE", default_value = "base")]
    pub settings_from: State,
    /// Whose baseline holds [default: as --settings-from]
    #[arg(long, value_name = "STATE")]
    pub accepted_from: Option<State>,
    /// Accept these changes in the baseline: ids, or `all` that fail
    #[arg(long, value_name = "IDS", value_delimiter = ',', requires = "reason")]
    pub accept: Vec<String>,
    /// Why they are accepted
    #[arg(long, value_name = "TEXT", requires = "accept", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub reason: Option<String>,
    /// The last day on which the acceptance holds
    #[arg(long, value_name = "DATE", requires = "accept", value_parser = Date::new)]
    pub expires: Option<Date>,
    /// Who accepts [default: git's user.name]
    #[arg(long, value_name = "NAME", requires = "accept")]
    pub by: Option<String>,
    /// The day that acceptances are held against [default: today]
    #[arg(long, value_name = "DATE", value_parser = Date::new)]
    pub today: Option<Date>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub format: CheckForm,
    /// Write in another form to a file as well; can be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = check_forms::report_file)]
    pub report: Vec<ReportFile>,
    /// Also show formatting-only changes
    #[arg(long)]
    pub cosmetic: bool,
    /// Characters that the Markdown may have; GitHub takes 65536
    #[arg(long, value_name = "CHARACTERS", default_value = "65536",
          value_parser = clap::value_parser!(u32).range(4096..))]
    pub max_length: u32,
    /// The project's rules.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// Write to a file
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// One of the two states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum State {
    /// The older one: the branch to merge into, as it is now
    Base,
    /// The newer one
    Head,
}

impl State {
    /// As the library names it.
    pub fn state(self) -> SettingsFrom {
        match self {
            Self::Base => SettingsFrom::Base,
            Self::Head => SettingsFrom::Head,
        }
    }
}

/// The two states, as the arguments and, under pre-commit, its variables name them.
pub fn ends(args: &CheckArgs) -> (String, Head) {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    if args.staged {
        return match (variable("PRE_COMMIT_FROM_REF"), variable("PRE_COMMIT_TO_REF")) {
            (Some(from), Some(to)) => (from, Head::Revision(to)),
            _ => (args.base.clone(), Head::Index),
        };
    }
    (args.base.clone(), args.head.clone().map_or(Head::WorkTree, Head::Revision))
}

/// Today, in UTC. SOURCE_DATE_EPOCH does not count: it would keep acceptances from expiring.
pub fn today() -> Result<Date, Failure> {
    let now = jiff::Timestamp::now().to_string();
    Date::new(now.get(..10).unwrap_or_default()).map_err(Failure::new)
}
