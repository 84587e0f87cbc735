//! `recension log`

use crate::editions;
use crate::failure::{Failure, SUCCESS};
use crate::output::Context;
use clap::{Args, ValueEnum};
use recension::model::DocumentName;
use recension::report::{self, LoggedEdition};
use recension::store::{Store, StoredEdition};

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
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub format: Format,
}

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading
    Terminal,
    /// For programs
    Json,
}

/// Runs it.
pub fn run(context: &Context, args: &LogArgs) -> Result<u8, Failure> {
    let store = editions::open(context)?;
    let documents = match &args.document {
        Some(name) => vec![DocumentName::new(name).map_err(Failure::new)?],
        None => store.documents()?,
    };
    if documents.is_empty() {
        context.say("The store holds no editions yet; `recension snapshot` stores one");
    }
    let mut all = Vec::new();
    for document in &documents {
        all.push(editions_of(&store, document)?);
    }
    context.write(None, |out| {
        for (at, (document, editions)) in documents.iter().zip(&all).enumerate() {
            let logged: Vec<LoggedEdition> = (0..editions.len()).map(|at| logged(editions, at)).collect();
            match args.format {
                Format::Json => report::log_json(&logged, out)?,
                Format::Terminal => {
                    if at > 0 {
                        writeln!(out)?;
                    }
                    report::log(document.as_str(), &logged, (context.width, context.colour), out)?;
                }
            }
        }
        Ok(())
    })?;
    Ok(SUCCESS)
}

fn editions_of(store: &Store, document: &DocumentName) -> Result<Vec<StoredEdition>, Failure> {
    let mut editions = store.editions(document)?;
    if editions.is_empty() {
        // Says which documents there are.
        store.resolve(document.as_str(), None, None, 0)?;
    }
    editions.reverse();
    Ok(editions)
}

/// An edition, and the older one in the same language with the same bytes.
fn logged(editions: &[StoredEdition], at: usize) -> LoggedEdition<'_> {
    let StoredEdition { commit, edition, .. } = &editions[at];
    let older = editions.iter().skip(at + 1).map(|stored| &stored.edition);
    let same =
        older.filter(|other| other.language == edition.language).find(|other| other.sha256 == edition.sha256);
    LoggedEdition { commit, same_as: same.map(|other| other.revision.as_str()), edition }
}
