//! `recension init`

use crate::failure::{Failure, SUCCESS};
use crate::output::Context;
use clap::Args;
use recension::store::Store;
use std::path::PathBuf;

/// Make a new store
///
/// A store is an ordinary git repository with the editions under `snapshots/`;
/// one that is there already can be used as it is.
///
/// Examples:
///
///   recension init policies
///   recension init --bare policies.git
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct InitArgs {
    /// Where to make it
    #[arg(default_value = ".")]
    pub path: PathBuf,
    /// Without a work tree
    #[arg(long)]
    pub bare: bool,
}

/// Runs it.
pub fn run(context: &Context, args: &InitArgs) -> Result<u8, Failure> {
    let store = Store::init(&args.path, args.bare)?;
    context.say(&format!("The store is ready in {}", store.root().display()));
    Ok(SUCCESS)
}
