//! The arguments of a command completed from the configuration, where the command line says nothing.

use crate::args::Command;
use crate::commands::translation::Kind;
use crate::configuration::Configuration;
use crate::failure::Failure;
use clap::ValueEnum;
use std::path::Path;

/// Whether a command reads the configuration. The others must work where the file is broken: they write it, explain it,
/// or are called by git, which gives up on the whole of its output.
/// A check reads the one of the older revision itself, unless one is named.
pub fn is_configured(command: &Command, is_named: bool) -> bool {
    if matches!(command, Command::Check(_)) {
        return is_named;
    }
    !matches!(
        command,
        Command::Init(_)
            | Command::InstallGit(_)
            | Command::Completions(_)
            | Command::Man(_)
            | Command::Schema(_)
    )
}

/// Fills in what the configuration says.
pub fn complete(command: &mut Command, configuration: &Configuration) -> Result<(), Failure> {
    let config = &configuration.config;
    let gate = |own: &mut Vec<String>| {
        if own.is_empty() {
            own.clone_from(&config.ci.fail_on);
        }
    };
    match command {
        Command::Diff(args) => gate(&mut args.fail_on),
        Command::Check(args) => {
            gate(&mut args.fail_on);
            // Beside the configuration, wherever the command is run.
            let folder = configuration.file.as_deref().and_then(Path::parent);
            let named = config.ci.baseline.as_ref().map(|file| folder.unwrap_or(Path::new("")).join(file));
            args.baseline = args.baseline.take().or(named);
        }
        Command::Changelog(args) => {
            if let (None, Some(name)) = (args.messages, &config.message_language) {
                args.messages =
                    Some(named(name, "message-language", "language that changelogs are written in")?);
            }
        }
        Command::Translation(args) if args.fail_on.is_empty() => {
            args.fail_on = findings(&config.ci.fail_on_findings)?;
        }
        Command::Status(args) => {
            if args.languages.is_empty() {
                args.languages.clone_from(&config.languages);
            }
            if args.fail_on.is_empty() {
                args.fail_on = findings(&config.ci.fail_on_findings)?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// The kinds of findings that fail.
fn findings(names: &[String]) -> Result<Vec<Kind>, Failure> {
    names.iter().map(|name| named(name, "fail-on-findings", "kind of finding")).collect()
}

/// The value that a setting names, as the command line would name it.
fn named<T: ValueEnum>(name: &str, setting: &str, what: &str) -> Result<T, Failure> {
    T::from_str(name, false).map_err(|_| {
        let all = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        let known: Vec<String> = all.map(|value| value.get_name().to_owned()).collect();
        Failure::new(format!("the configuration's `{setting}` has `{name}`, which is no {what}"))
            .hint(format!("write one of {}", known.join(", ")))
    })
}
