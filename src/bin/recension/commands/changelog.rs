//! `recension changelog`

use crate::editions;
use crate::failure::{Failure, SUCCESS};
use crate::output::Context;
use crate::severities;
use clap::{Args, ValueEnum};
use recension::diff::{self, Options};
use recension::extract::{self, Format as TextFormat};
use recension::model::{Document, DocumentName, Language};
use recension::report::{self, Entry};
use recension::store::{Store, StoredEdition};
use std::path::PathBuf;

/// Write the changelog of a document from its editions
///
/// Answers: how did this document come to say what it says? Newest revision
/// first, by section, changes of substance before changes of wording.
/// `recension diff` shows the words of one step.
///
/// Examples:
///
///   recension changelog us-canada-roadmap
///   recension changelog us-canada-roadmap --language zh --format json
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct ChangelogArgs {
    /// The document
    pub document: String,
    /// The language [default: the one that was stored first]
    #[arg(long, short, value_name = "TAG")]
    pub language: Option<String>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "markdown")]
    pub format: Format,
    /// The oldest revision to compare with; its own entry is left out
    #[arg(long, value_name = "REVISION")]
    pub from: Option<String>,
    /// The newest revision to tell
    #[arg(long, value_name = "REVISION")]
    pub to: Option<String>,
    /// How much each rule counts (TOML; see `recension rules`)
    #[arg(long, value_name = "FILE")]
    pub rules: Option<PathBuf>,
    /// Write to a file
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: the form of Keep a Changelog
    Markdown,
    /// For programs
    Json,
}

/// Runs it.
pub fn run(context: &Context, args: &ChangelogArgs) -> Result<u8, Failure> {
    let store = editions::open(context)?;
    let options = Options { severities: severities::read(args.rules.as_deref())?, ..Options::default() };
    let editions = chosen(&store, args)?;
    let mut entries = entries(&store, &editions, &options)?;
    if args.from.is_some() {
        entries.remove(0);
    }
    entries.reverse();
    context.write(args.output.as_deref(), |out| match args.format {
        Format::Markdown => report::changelog_markdown(&args.document, &entries, out),
        Format::Json => report::changelog_json(&args.document, &entries, out),
    })?;
    Ok(SUCCESS)
}

/// The editions to tell, oldest first, in one language.
fn chosen(store: &Store, args: &ChangelogArgs) -> Result<Vec<StoredEdition>, Failure> {
    let all = store.editions(&DocumentName::new(&args.document).map_err(Failure::new)?)?;
    let first = store.resolve(&args.document, args.language.as_deref(), None, 0);
    let language: Language = match (&args.language, all.first()) {
        (None, Some(oldest)) => oldest.edition.language.clone(),
        _ => first?.edition.language,
    };
    let mut editions: Vec<StoredEdition> =
        all.into_iter().filter(|stored| stored.edition.language == language).collect();
    let position = |editions: &[StoredEdition], label: &str| {
        // An unknown revision is told with what it may have meant.
        store.resolve(&args.document, Some(language.as_str()), Some(label), 0)?;
        Ok::<_, Failure>(
            editions.iter().position(|stored| stored.edition.revision.as_str() == label).unwrap_or(0),
        )
    };
    if let Some(label) = &args.to {
        let last = position(&editions, label)?;
        editions.truncate(last + 1);
    }
    if let Some(label) = &args.from {
        let first = position(&editions, label)?;
        editions.drain(..first);
    }
    if editions.is_empty() {
        return Err(Failure::new("there is no edition between the two revisions")
            .hint("`recension log` lists their order"));
    }
    Ok(editions)
}

fn entries(store: &Store, editions: &[StoredEdition], options: &Options) -> Result<Vec<Entry>, Failure> {
    let mut before: Option<(String, Document)> = None;
    let mut out: Vec<Entry> = Vec::new();
    for stored in editions {
        let edition = stored.edition.clone();
        let bytes = store.original(stored)?;
        let format = TextFormat::of_media_type(&edition.media_type)
            .unwrap_or_else(|| TextFormat::detect(None, &bytes));
        let name = format!("{}/{}@{}", edition.document, edition.language, edition.revision);
        let mut document = extract::extract(&bytes, format)
            .map_err(|error| Failure::new(format!("cannot read `{name}`: {error}")))?;
        document.language = Some(edition.language.clone());
        let comparison = before.as_ref().map(|(address, old)| {
            let mut comparison = diff::compare(old, &document, options);
            comparison.old.address.clone_from(address);
            comparison.new.address.clone_from(&name);
            comparison.new.sha256.clone_from(&edition.sha256);
            comparison
        });
        let same_as = out.iter().rev().find(|entry| entry.edition.sha256 == edition.sha256);
        let same_as = same_as.map(|entry| entry.edition.revision.to_string());
        let (sections, blocks) = (document.section_count(), document.blocks.len());
        out.push(Entry { edition, sections, blocks, comparison, same_as });
        before = Some((name, document));
    }
    Ok(out)
}
