//! `recension settle`

use crate::author::author;
use crate::failure::{Failure, SUCCESS};
use crate::output::Context;
use crate::project::{self, RuleArgs, WordArgs};
use clap::Args;
use recension::repository::Approval;

/// Record that the translation of a clause is right
///
/// A person has looked and says so: what was found about the clause is left out
/// of `status` and `translation` until its source changes again. What was found
/// in the translation itself comes back when the translation changes, too. The
/// record is kept in the store, with who said it and why.
///
/// CLAUSE is the id that a finding shows: of the source's clause (s3.b4), or of
/// the finding (0b77c2d8e19a), which there always is.
///
/// Examples:
///
///   recension settle privacy/fr s3.b4 --note "the French always said so"
///   recension settle privacy/fr s3.b4 --undo
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct SettleArgs {
    /// The translation: document/language
    pub translation: String,
    /// The clauses or findings
    #[arg(required = true, value_name = "CLAUSE")]
    pub clauses: Vec<String>,
    /// Why it is right
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Take back what was settled
    #[arg(long, conflicts_with = "note")]
    pub undo: bool,
    /// The project's rules.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// The words of the two languages.
    #[command(flatten)]
    pub words: WordArgs,
}

/// Runs it.
pub fn run(context: &Context, args: &SettleArgs) -> Result<u8, Failure> {
    let settings = project::with_rules(project::settings(context)?, &args.rules)?;
    let repo = project::open(context, project::with_words(settings, &args.words, true));
    let author = author(repo.store()?);
    let mut approval = Approval::new(&args.translation, &args.clauses, &author);
    approval.note = args.note.as_deref();
    let done = if args.undo { repo.withdraw_approval(&approval)? } else { repo.approve(&approval)? };
    let (clauses, translation) = (args.clauses.join(", "), format!("{}/{}", done.document, done.language));
    context.say(&match done.commit {
        Some(commit) => {
            let commit = commit.get(..SHORT).unwrap_or(&commit);
            let did = if args.undo { "Removed the approval of" } else { "Approved" };
            format!("{did} {clauses} in {translation} in commit {commit}")
        }
        None if args.undo => format!("{clauses} of {translation} has no approval; nothing was written"),
        None => format!("{clauses} of {translation} is approved already; nothing was written"),
    });
    Ok(SUCCESS)
}

/// Digits of a commit's id that are shown.
const SHORT: usize = 12;
