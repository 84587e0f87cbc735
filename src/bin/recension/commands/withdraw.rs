//! `recension withdraw`

use crate::author::author;
use crate::failure::{Failure, SUCCESS};
use crate::output::Context;
use crate::project;
use crate::stored;
use clap::Args;
use recension::model::Edition;

/// Take a stored edition out
///
/// No command lists or compares it any more, and the edition before it is the
/// latest where it was that. The history keeps it; storing the revision again
/// brings it back.
///
/// Examples:
///
///   recension withdraw privacy/en@2032-04-20 --reason "the year was wrong"
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct WithdrawArgs {
    /// The edition: document/language@revision
    pub edition: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}

/// Runs it.
pub fn run(context: &Context, args: &WithdrawArgs) -> Result<u8, Failure> {
    if !args.edition.contains('@') {
        return Err(Failure::new(format!("`{}` names no revision", args.edition))
            .hint("write document/language@revision, such as `privacy/en@2021-02-23`"));
    }
    let repo = project::open(context, project::settings(context)?);
    let store = repo.store()?;
    let stored = stored::named(store, &args.edition)?;
    let Edition { document, language, revision, .. } = &stored.edition;
    let author = author(store);
    let commit = store.withdraw((document, language, revision), args.reason.as_deref(), &author)?;
    let address = stored.edition.address();
    context.say(&format!("Withdrew {address} in commit {}", stored::short(&commit)));
    Ok(SUCCESS)
}
