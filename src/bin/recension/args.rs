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

/// The commands. Each one's help stands at its own arguments.
#[derive(Debug, Subcommand)]
pub enum Command {
    Diff(commands::diff::DiffArgs),
    Translation(commands::translation::TranslationArgs),
    Status(commands::status::StatusArgs),
    Settle(commands::settle::SettleArgs),
    Show(commands::show::ShowArgs),
    Init(commands::init::InitArgs),
    Snapshot(commands::snapshot::SnapshotArgs),
    Log(commands::log::LogArgs),
    Changelog(commands::changelog::ChangelogArgs),
    Rules(commands::rules::RulesArgs),
    GitDiff(commands::git_diff::GitDiffArgs),
    InstallGit(commands::install_git::InstallGitArgs),
}
