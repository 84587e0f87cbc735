//! `recension edit`

use crate::author::author;
use crate::failure::{Failure, SUCCESS};
use crate::output::Context;
use crate::project;
use crate::stored;
use clap::{Args, ValueEnum};
use recension::model::{Date, Edition};
use recension::store::FieldChange;

/// Correct the record of a stored edition
///
/// Only what you name changes. The commit lists every field with its old and new
/// value; text and original stay as they are.
///
/// Examples:
///
///   recension edit privacy/en@2023-01-06 --effective 2023-02-01
///   recension edit privacy/en --source-url https://example.org/privacy --clear note
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct EditArgs {
    /// The edition: document/language, with @revision for one that is not the latest
    pub edition: String,
    /// When its publisher says that it was published
    #[arg(long, value_name = "DATE", value_parser = Date::new)]
    pub published: Option<Date>,
    /// When it binds
    #[arg(long, value_name = "DATE", value_parser = Date::new)]
    pub effective: Option<Date>,
    /// When it was captured
    #[arg(long, value_name = "DATE", value_parser = Date::new)]
    pub captured: Option<Date>,
    /// Where it was taken from
    #[arg(long, value_name = "URL")]
    pub source_url: Option<String>,
    /// Its title
    #[arg(long)]
    pub title: Option<String>,
    /// The edition that it translates: en@2021-02-23
    #[arg(long, value_name = "EDITION")]
    pub translates: Option<String>,
    /// A note for its record
    #[arg(long)]
    pub note: Option<String>,
    /// Empty a field; repeat for several
    #[arg(long, value_name = "FIELD")]
    pub clear: Vec<Field>,
}

/// A field that can be emptied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "they are named like the options")]
pub enum Field {
    Published,
    Effective,
    Captured,
    SourceUrl,
    Title,
    Translates,
    Note,
}

/// Runs it.
pub fn run(context: &Context, args: &EditArgs) -> Result<u8, Failure> {
    let repo = project::open(context, project::settings(context)?);
    let store = repo.store()?;
    let stored = stored::named(store, &args.edition)?;
    let Edition { document, language, revision, .. } = &stored.edition;
    let author = author(store);
    let edited = store.edit((document, language, revision), |edition| apply(args, edition), &author)?;
    let address = stored.edition.address();
    match &edited.commit {
        None => context.say(&format!("The record of {address} says so already; nothing was written")),
        Some(commit) => {
            for field in &edited.fields {
                context.say(&changed(field));
            }
            context.say(&format!("Corrected the record of {address} in commit {}", stored::short(commit)));
        }
    }
    Ok(SUCCESS)
}

/// A field that changed, as a line.
pub fn changed(field: &FieldChange) -> String {
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "(empty)".to_owned());
    format!("{}: {} → {}", field.field, value(&field.old), value(&field.new))
}

fn apply(args: &EditArgs, edition: &mut Edition) {
    set(&mut edition.published, args.published.as_ref(), args.clear.contains(&Field::Published));
    set(&mut edition.effective, args.effective.as_ref(), args.clear.contains(&Field::Effective));
    set(&mut edition.captured, args.captured.as_ref(), args.clear.contains(&Field::Captured));
    set(&mut edition.source_url, args.source_url.as_ref(), args.clear.contains(&Field::SourceUrl));
    set(&mut edition.title, args.title.as_ref(), args.clear.contains(&Field::Title));
    set(&mut edition.translates, args.translates.as_ref(), args.clear.contains(&Field::Translates));
    set(&mut edition.note, args.note.as_ref(), args.clear.contains(&Field::Note));
}

fn set<T: Clone>(field: &mut Option<T>, new: Option<&T>, clear: bool) {
    if clear {
        *field = None;
    }
    if let Some(new) = new {
        *field = Some(new.clone());
    }
}
