//! `recension schema`

use crate::failure::{Failure, SUCCESS};
use crate::output::Context;
use clap::{Args, ValueEnum};

/// Print the JSON Schema of what this program writes and reads
///
/// Draft 2020-12, made from the types of the program: of `recension diff --format
/// json`, of `recension translation --format json`, and of recension.toml, for
/// editors that complete and check it.
///
/// Examples:
///
///   recension schema diff
///   recension schema config > recension.toml.schema.json
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct SchemaArgs {
    /// Of what
    pub of: Of,
}

/// What has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Of {
    /// The comparison of two revisions: recension-diff/2
    Diff,
    /// The comparison of two languages: recension-translation/1
    Translation,
    /// The configuration: recension.toml
    Config,
}

/// Runs it.
pub fn run(context: &Context, args: &SchemaArgs) -> Result<u8, Failure> {
    let schema = match args.of {
        Of::Diff => include_str!("../../../../schemas/recension-diff-2.schema.json"),
        Of::Translation => include_str!("../../../../schemas/recension-translation-1.schema.json"),
        Of::Config => include_str!("../../../../schemas/recension.toml.schema.json"),
    };
    context.write(None, |out| out.write_all(schema.as_bytes()))?;
    Ok(SUCCESS)
}
