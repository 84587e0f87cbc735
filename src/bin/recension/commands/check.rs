//! `recension check`

use crate::baseline::{BaselineFile, Wish};
use crate::check_args::{CheckArgs, ends};
use crate::check_forms::{self, CheckForm, Drawing};
use crate::check_settings::{self, Prepared};
use crate::failure::{DIFFERENCE, ERROR, Failure, SUCCESS};
use crate::output::Context;
use recension::check::{Check, Endpoint, Outcome, Verdict};
use recension::repository::head_name;

/// Runs it.
pub fn run(context: &Context, args: &CheckArgs) -> Result<u8, Failure> {
    let (check, failure) = match check_settings::prepare(context, args).and_then(|prepared| {
        let check = checked(context, args, &prepared);
        check.map_err(|failure| failure.with_gate(prepared.options.gate.conditions()))
    }) {
        Ok(check) => (check, None),
        // What could not be looked at is in every form: a report that does not exist reads as "no changes".
        Err(failure) => (broken(args, &failure), Some(failure)),
    };
    let drawing = Drawing { cosmetic: args.cosmetic, max_length: args.max_length };
    check_forms::write_files(context, &check, &args.report, drawing)?;
    // At a terminal the failure is shown once, on standard error.
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
fn checked(context: &Context, args: &CheckArgs, prepared: &Prepared) -> Result<Check, Failure> {
    let (repo, options) = (&prepared.repo, &prepared.options);
    let (base, head) = ends(args);
    let check = repo.check(&base, &head, options)?;
    let Some(reason) = args.reason.as_deref().filter(|_| !args.accept.is_empty()) else { return Ok(check) };
    let by = args.by.clone().or_else(|| repo.store().ok()?.configured_author().0);
    let wish = Wish { ids: &args.accept, reason, expires: args.expires.as_ref(), by };
    let mut options = options.clone();
    options.baseline = BaselineFile::read(prepared.baseline.clone())?.accept(context, &check, &wish)?;
    Ok(repo.check(&base, &head, &options)?)
}

/// A check that could not look at anything.
fn broken(args: &CheckArgs, failure: &Failure) -> Check {
    let (base, head) = ends(args);
    let name = |name| Endpoint { name, commit: None };
    Check {
        base: name(base),
        head: name(head_name(&head)),
        gate: failure.gate().to_vec(),
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
