//! `recension log`

use crate::editions;
use crate::failure::{Failure, SUCCESS};
use crate::output::Context;
use clap::{Args, ValueEnum};
use recension::model::DocumentName;
use recension::report;
use recension::store::{Store, StoredEdition};
use serde::Serialize;
use std::io::{self, Write};

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
            match args.format {
                Format::Json => json(editions, out)?,
                Format::Terminal => {
                    if at > 0 {
                        writeln!(out)?;
                    }
                    terminal(document, editions, context.width, out)?;
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

/// The older edition in the same language with the same bytes.
fn same_as(editions: &[StoredEdition], at: usize) -> Option<&StoredEdition> {
    let edition = &editions[at].edition;
    let older = editions.get(at + 1..)?.iter();
    older
        .filter(|other| other.edition.language == edition.language)
        .find(|other| other.edition.sha256 == edition.sha256)
}

fn terminal(
    document: &DocumentName,
    editions: &[StoredEdition],
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}", report::escape(document.as_str()))?;
    let widest = |of: &dyn Fn(&StoredEdition) -> usize| editions.iter().map(of).max().unwrap_or(0);
    let revision = widest(&|stored| stored.edition.revision.as_str().chars().count());
    let language = widest(&|stored| stored.edition.language.as_str().len());
    for (at, stored) in editions.iter().enumerate() {
        let edition = &stored.edition;
        let mut facts: Vec<String> = Vec::new();
        let dates = [
            ("published", &edition.published),
            ("effective", &edition.effective),
            ("captured", &edition.captured),
        ];
        facts.extend(dates.iter().filter_map(|(name, date)| Some(format!("{name} {}", date.as_ref()?))));
        facts.extend(edition.translates.iter().map(|source| format!("translates {source}")));
        facts.extend(
            same_as(editions, at).map(|other| format!("the same text as {}", other.edition.revision)),
        );
        let commit = stored.commit.get(..10).unwrap_or(&stored.commit);
        let line = format!(
            "  {:<revision$}  {:<language$}  {commit}  {}",
            edition.revision.as_str(),
            edition.language.as_str(),
            facts.join(", ")
        );
        writeln!(out, "{}", report::escape(line.trim_end()))?;
        let indent = " ".repeat(revision + language + 6);
        let wrapping = textwrap::Options::new(width).initial_indent(&indent).subsequent_indent(&indent);
        for note in [&edition.title, &edition.note].into_iter().flatten() {
            for line in textwrap::wrap(&report::escape(note), &wrapping) {
                writeln!(out, "{line}")?;
            }
        }
    }
    Ok(())
}

fn json(editions: &[StoredEdition], out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Line<'a> {
        commit: &'a str,
        same_as: Option<&'a str>,
        #[serde(flatten)]
        edition: &'a recension::model::Edition,
    }
    for (at, stored) in editions.iter().enumerate() {
        let same_as = same_as(editions, at).map(|other| other.edition.revision.as_str());
        serde_json::to_writer(
            &mut *out,
            &Line { commit: &stored.commit, same_as, edition: &stored.edition },
        )?;
        writeln!(out)?;
    }
    Ok(())
}
