//! `recension verify`

use crate::failure::{DIFFERENCE, Failure, SUCCESS};
use crate::output::Context;
use crate::project;
use crate::stored;
use clap::Args;
use recension::store::{Problem, Store};
use std::fmt::Write;
use std::process::Command;

/// Check that everything in the store is as it was stored
///
/// Every original is compared with the SHA-256 of its record, every record is
/// read, and every commit must say what it stored. Signatures of commits are
/// checked by git, where there are any. Exit code 1 if anything is wrong.
///
/// Examples:
///
///   recension verify
///   recension verify --require-signatures
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct VerifyArgs {
    /// Report editions whose commit is not signed
    #[arg(long)]
    pub require_signatures: bool,
}

/// Runs it.
pub fn run(context: &Context, args: &VerifyArgs) -> Result<u8, Failure> {
    let repo = project::open(context, project::settings(context)?);
    let store = repo.store()?;
    let found = store.verify()?;
    let mut out = String::new();
    for problem in &found.problems {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", line(problem));
    }
    let signatures = Signatures::check(store, &found.commits)?;
    for commit in &signatures.bad {
        let _ = writeln!(out, "signature: git does not accept the signature of commit {commit}");
    }
    let missing = args.require_signatures && !signatures.unsigned.is_empty();
    if missing {
        for commit in &signatures.unsigned {
            let _ = writeln!(out, "signature: commit {} is not signed", stored::short(commit));
        }
    }
    let _ = writeln!(
        out,
        "{} in {}: {}; {} of {} signed",
        count(found.editions, "edition"),
        count(found.documents, "document"),
        if found.problems.is_empty() {
            "every record, original and text is as it was stored".to_owned()
        } else {
            count(found.problems.len(), "problem")
        },
        signatures.good,
        count(found.commits.len(), "commit"),
    );
    context.write(None, |to| to.write_all(recension::report::escape(&out).as_bytes()))?;
    let is_sound = found.problems.is_empty() && signatures.bad.is_empty() && !missing;
    Ok(if is_sound { SUCCESS } else { DIFFERENCE })
}

fn line(problem: &Problem) -> String {
    format!("{}: {}: {}", problem.kind.as_str(), problem.place, problem.sentence)
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// What git says of the signatures of commits.
#[derive(Default)]
struct Signatures {
    good: usize,
    bad: Vec<String>,
    unsigned: Vec<String>,
}

impl Signatures {
    /// Asks git, which knows the user's keys; only for commits that carry a signature.
    fn check(store: &Store, commits: &[String]) -> Result<Self, Failure> {
        let mut found = Self::default();
        for commit in commits {
            if !store.is_signed(commit)? {
                found.unsigned.push(commit.clone());
                continue;
            }
            let checked =
                Command::new("git").arg("-C").arg(store.root()).args(["verify-commit", commit]).output();
            let checked = checked.map_err(|error| {
                Failure::new(format!("cannot run git to check a signature: {error}")).hint("install git")
            })?;
            if checked.status.success() {
                found.good += 1;
            } else {
                found.bad.push(commit.get(..12).unwrap_or(commit).to_owned());
            }
        }
        Ok(found)
    }
}
