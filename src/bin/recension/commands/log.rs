//! `recension log`

use crate::failure::{Failure, SUCCESS};
use crate::output::Context;
use crate::project;
use clap::{Args, ValueEnum};
use recension::report;

/// List the editions in the store
///
/// Newest first, by the editions' own dates; a text that was there before is
/// named as such. Without a document: the documents.
///
/// Examples:
///
///   recension log
///   recension log us-canada-roadmap
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct LogArgs {
    /// The document
    pub document: Option<String>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub format: Format,
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading
    Terminal,
    /// For programs
    Json,
}

/// Runs it.
pub fn run(context: &Context, args: &LogArgs) -> Result<u8, Failure> {
    let repo = project::open(context, project::settings(context)?);
    if args.document.is_none() {
        for error in repo.store()?.unreadable()? {
            context.say(&format!("Skipped: {error}"));
        }
    }
    let documents = repo.log(args.document.as_deref())?;
    if documents.is_empty() {
        context.say("The store holds no editions yet; `recension snapshot` stores one");
    }
    context.write(None, |out| {
        for (at, log) in documents.iter().enumerate() {
            match args.format {
                Format::Json => report::log_json(&log.editions, out)?,
                Format::Terminal => {
                    if at > 0 {
                        writeln!(out)?;
                    }
                    let drawing = (context.width, context.colour);
                    report::log(log.document.as_str(), &log.editions, drawing, out)?;
                }
            }
        }
        Ok(())
    })?;
    Ok(SUCCESS)
}
