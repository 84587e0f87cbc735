//! The arguments: plain structures, no behaviour.

use crate::colour::When;
use crate::commands;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Keep the editions of a policy text in git and say what changed between them
///
/// Texts are named by address:
///
///   report.txt, -                          a file, or standard input
///   us-canada-roadmap/en@2021-02-23        an edition in the store
///   us-canada-roadmap/en                   its latest edition; @~1 the one before
///   HEAD~3:docs/privacy.md                 a path at a git revision
///
/// Commands by use:
///
///   daily          diff, translation, status, changelog, blame, show
///   the store      init, snapshot, log, settle, edit, withdraw, rename, verify
///   CI             check
///   git            install-git, git-diff
///   for programs   rules, config, schema, completions, man
///
/// Variables: RECENSION_STORE and RECENSION_CONFIG name the store and the
/// configuration, RECENSION_PAGER (else PAGER, else less) the pager; empty is none.
/// RECENSION_LINKS is what lines link to where the terminal has links, such as
/// vscode://file{path}:{line}, or off. NO_COLOR and CLICOLOR_FORCE are honored.
///
/// Exit codes: 0 success or no difference, 1 a difference where --exit-code or
/// --fail-on asks for it, 2 an error.
#[derive(Debug, Parser)]
#[command(name = "recension", version, max_term_width = 100, verbatim_doc_comment)]
pub struct Args {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
    /// The repository that holds the editions [default: the one that holds the current folder]
    #[arg(long, global = true, env = "RECENSION_STORE", value_name = "PATH", hide_env_values = true)]
    #[arg(help_heading = "Global options")]
    pub store: Option<PathBuf>,
    /// The configuration [default: recension.toml beside the texts; see `recension help config`]
    #[arg(long, global = true, env = "RECENSION_CONFIG", value_name = "FILE", hide_env_values = true)]
    #[arg(help_heading = "Global options")]
    pub config: Option<PathBuf>,
    /// When to use colour [default: auto]
    #[arg(long, global = true, value_name = "WHEN", help_heading = "Global options")]
    pub color: Option<When>,
    /// Columns to write for [default: the terminal's, else 80]
    #[arg(long, global = true, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    #[arg(help_heading = "Global options")]
    pub width: Option<u16>,
    /// Print long results straight to the terminal
    #[arg(long, global = true, help_heading = "Global options")]
    pub no_pager: bool,
}

/// The commands. The help of each is at its own arguments.
#[derive(Debug, Subcommand)]
pub enum Command {
    Diff(commands::diff::DiffArgs),
    Check(crate::check_args::CheckArgs),
    Translation(commands::translation::TranslationArgs),
    Status(commands::status::StatusArgs),
    Settle(commands::settle::SettleArgs),
    Show(commands::show::ShowArgs),
    Init(commands::init::InitArgs),
    Snapshot(commands::snapshot::SnapshotArgs),
    Edit(commands::edit::EditArgs),
    Withdraw(commands::withdraw::WithdrawArgs),
    Rename(commands::rename::RenameArgs),
    Log(commands::log::LogArgs),
    Verify(commands::verify::VerifyArgs),
    Changelog(commands::changelog::ChangelogArgs),
    Blame(commands::blame::BlameArgs),
    Rules(commands::rules::RulesArgs),
    Config(commands::config::ConfigArgs),
    Schema(commands::schema::SchemaArgs),
    GitDiff(commands::git_diff::GitDiffArgs),
    InstallGit(commands::install_git::InstallGitArgs),
    Completions(commands::completions::CompletionsArgs),
    Man(commands::man::ManArgs),
}

#[cfg(test)]
mod tests {
    use super::Args;
    use clap::{CommandFactory, Parser};

    /// The indented lines under "Examples:".
    fn examples(help: &str) -> Vec<&str> {
        let Some((_, below)) = help.split_once("Examples:\n") else { return Vec::new() };
        let lines = below.lines().take_while(|line| line.is_empty() || line.starts_with("  "));
        lines.map(str::trim).filter(|line| !line.is_empty()).collect()
    }

    /// The words that a shell passes on, up to where it redirects them.
    fn words(example: &str) -> Vec<String> {
        let words = shlex::split(example).unwrap();
        words.into_iter().take_while(|word| !matches!(word.as_str(), ">" | ">>" | "|" | "<")).collect()
    }

    #[test]
    fn the_definitions_hold_together() {
        Args::command().debug_assert();
    }

    #[test]
    fn every_command_has_examples_that_it_understands() {
        for command in Args::command().get_subcommands() {
            let name = command.get_name();
            let help = command.get_long_about().map(ToString::to_string).unwrap_or_default();
            let examples = examples(&help);
            let own = examples.iter().filter(|line| line.starts_with(&format!("recension {name}"))).count();
            assert!(own > 0, "{name} has no example of its own:\n{help}");
            for example in examples.iter().filter(|line| line.starts_with("recension ")) {
                if let Err(error) = Args::try_parse_from(words(example)) {
                    panic!("{example}\n{error}");
                }
            }
        }
    }
}
