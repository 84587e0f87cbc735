//! `recension check`

use crate::baseline::{BaselineFile, Wish};
use crate::check_forms::{self, CheckForm, Drawing, ReportFile};
use crate::failure::{DIFFERENCE, ERROR, Failure, SUCCESS};
use crate::output::Context;
use crate::project::{self, RuleArgs};
use clap::Args;
use recension::Repository;
use recension::check::{Check, Endpoint, Gate, Outcome, Verdict};
use recension::model::Date;
use recension::repository::{CheckOptions, head_name};
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
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub format: CheckForm,
    /// Write in another form to a file as well; can be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = check_forms::report_file)]
    pub report: Vec<ReportFile>,
    /// Tell differences of form as well
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

/// Runs it.
pub fn run(context: &Context, args: &CheckArgs) -> Result<u8, Failure> {
    let gate = Gate::new(args.fail_on.iter().map(String::as_str)).map_err(Failure::new)?;
    let settings = project::with_rules(project::settings(context)?, &args.rules)?;
    let repo = project::open(context, settings);
    repo.gate_can_close(&gate)?;
    let mut options = CheckOptions::from(gate);
    options.today = Some(args.today.clone().map_or_else(today, Ok)?);
    options.paths.clone_from(&args.paths);
    let (check, failure) = match checked(context, &repo, args, &mut options) {
        Ok(check) => (check, None),
        // What could not be looked at is in every form: a report that does not exist reads as "no changes".
        Err(failure) => (broken(args, &options.gate, &failure), Some(failure)),
    };
    let drawing = Drawing { cosmetic: args.cosmetic, max_length: args.max_length };
    check_forms::write_files(context, &check, &args.report, drawing)?;
    // At a terminal the failure is told once, on standard error.
    if failure.is_none() || args.format != CheckForm::Terminal {
        check_forms::write(context, &check, (args.format, args.output.as_deref()), drawing)?;
    }
    if let Some(failure) = failure {
        return Err(failure);
    }
    report_errors(context, &check);
    Ok(match check.verdict() {
        Verdict::Passed => SUCCESS,
        Verdict::Failed => DIFFERENCE,
        Verdict::Error => ERROR,
    })
}

/// The check, after what the arguments accept was added to the baseline.
fn checked(
    context: &Context,
    repo: &Repository,
    args: &CheckArgs,
    options: &mut CheckOptions,
) -> Result<Check, Failure> {
    let store = repo.store()?;
    let file = BaselineFile::read(args.baseline.as_deref(), Some(store), !args.accept.is_empty())?;
    options.baseline = file.baseline.clone();
    let (base, head) = ends(args);
    let check = repo.check(&base, &head, options)?;
    let Some(reason) = args.reason.as_deref().filter(|_| !args.accept.is_empty()) else { return Ok(check) };
    let by = args.by.clone().or_else(|| store.configured_author().0);
    let wish = Wish { ids: &args.accept, reason, expires: args.expires.as_ref(), by };
    options.baseline = file.accept(context, &check, &wish)?;
    Ok(repo.check(&base, &head, options)?)
}

/// The two states, as the arguments and, under pre-commit, its variables name them.
fn ends(args: &CheckArgs) -> (String, Head) {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    if args.staged {
        return match (variable("PRE_COMMIT_FROM_REF"), variable("PRE_COMMIT_TO_REF")) {
            (Some(from), Some(to)) => (from, Head::Revision(to)),
            _ => (args.base.clone(), Head::Index),
        };
    }
    (args.base.clone(), args.head.clone().map_or(Head::WorkTree, Head::Revision))
}

/// A check that could not look at anything.
fn broken(args: &CheckArgs, gate: &Gate, failure: &Failure) -> Check {
    let (base, head) = ends(args);
    let name = |name| Endpoint { name, commit: None };
    Check {
        base: name(base),
        head: name(head_name(&head)),
        gate: gate.conditions(),
        errors: vec![failure.sentence()],
        ..Check::default()
    }
}

/// Says on standard error what could not be compared.
fn report_errors(context: &Context, check: &Check) {
    for error in &check.errors {
        context.say(&format!("recension: {error}"));
    }
    for text in &check.texts {
        if let Outcome::Failed(why) = &text.outcome {
            context.say(&format!("recension: cannot compare `{}`: {why}", text.path));
        }
    }
}

/// Today, in UTC. SOURCE_DATE_EPOCH does not count: it would keep acceptances from expiring.
fn today() -> Result<Date, Failure> {
    let now = jiff::Timestamp::now().to_string();
    Date::new(now.get(..10).unwrap_or_default()).map_err(Failure::new)
}
