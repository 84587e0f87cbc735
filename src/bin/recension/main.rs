//! The program: parses arguments, runs one command, turns the outcome into an exit code.

mod args;
mod author;
mod baseline;
mod check_args;
mod check_forms;
mod check_settings;
mod colour;
mod commands;
mod completing;
mod configuration;
mod failure;
mod git;
mod interrupts;
mod links;
mod output;
mod pager;
mod progress;
mod project;
mod reference;
mod stored;

use clap::{CommandFactory, Parser};
use failure::{ERROR, Failure};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(error) => return usage(&error),
    };
    let outcome = run(&mut args);
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            failure.report();
            ExitCode::from(ERROR)
        }
    }
}

fn run(args: &mut args::Args) -> Result<u8, Failure> {
    use args::Command;
    let given = output::Wishes {
        store: args.store.clone(),
        color: args.color,
        usual_color: None,
        width: args.width,
        pager: !args.no_pager,
    };
    let configuration = if completing::is_configured(&args.command, args.config.is_some()) {
        configuration::Configuration::find(args.config.as_deref(), args.store.as_deref())?
    } else {
        configuration::Configuration::default()
    };
    completing::complete(&mut args.command, &configuration)?;
    let wishes = given.completed(&configuration);
    let context = output::Context::new(wishes, configuration);
    if writes_to_a_store(&args.command) {
        interrupts::release_locks_first();
    }
    match &args.command {
        Command::Diff(diff) => commands::diff::run(&context, diff),
        Command::Check(check) => commands::check::run(&context, check),
        Command::Translation(translation) => commands::translation::run(&context, translation),
        Command::Status(status) => commands::status::run(&context, status),
        Command::Settle(settle) => commands::settle::run(&context, settle),
        Command::Show(show) => commands::show::run(&context, show),
        Command::Init(init) => commands::init::run(&context, init),
        Command::Snapshot(snapshot) => commands::snapshot::run(&context, snapshot),
        Command::Edit(edit) => commands::edit::run(&context, edit),
        Command::Withdraw(withdraw) => commands::withdraw::run(&context, withdraw),
        Command::Rename(rename) => commands::rename::run(&context, rename),
        Command::Verify(verify) => commands::verify::run(&context, verify),
        Command::Log(log) => commands::log::run(&context, log),
        Command::Rules(rules) => commands::rules::run(&context, rules),
        Command::Completions(shell) => commands::completions::run(&context, shell, args::Args::command()),
        Command::Man(man) => commands::man::run(&context, man, args::Args::command()),
        Command::Config(_) => commands::config::run(&context, &given),
        Command::Schema(schema) => commands::schema::run(&context, schema),
        Command::GitDiff(diff) => commands::git_diff::run(&context, diff),
        Command::InstallGit(install) => commands::install_git::run(&context, install),
        Command::Blame(blame) => commands::blame::run(&context, blame),
        Command::Changelog(changelog) => commands::changelog::run(&context, changelog),
    }
}

/// Help and version go to standard output and succeed; wrong usage is an error. A value that cannot be used gets one
/// sentence, as any other bad input.
fn usage(error: &clap::Error) -> ExitCode {
    use clap::error::ErrorKind;
    let wrong = error.use_stderr();
    if matches!(error.kind(), ErrorKind::ValueValidation | ErrorKind::InvalidValue) {
        let text = error.render().to_string();
        let sentence = text.split("\n\nFor more").next().unwrap_or(&text).trim_start_matches("error: ");
        Failure::new(sentence.split_whitespace().collect::<Vec<_>>().join(" ")).report();
    } else {
        // A closed pipe takes the help with it, and that is all.
        let _ = error.print();
    }
    ExitCode::from(if wrong { ERROR } else { 0 })
}

/// Whether a command takes locks of git's for more than a moment.
fn writes_to_a_store(command: &args::Command) -> bool {
    use args::Command::{Edit, Rename, Settle, Snapshot, Withdraw};
    matches!(command, Edit(_) | Rename(_) | Settle(_) | Snapshot(_) | Withdraw(_))
}
