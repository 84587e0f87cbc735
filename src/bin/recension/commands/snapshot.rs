//! `recension snapshot`

use crate::author::author;
use crate::failure::{Failure, SUCCESS};
use crate::output::Context;
use crate::project;
use clap::Args;
use recension::model::{Date, DocumentName, Language};
use recension::repository::{NewSnapshot, Snapshot, SnapshotSource};

/// Store an edition
///
/// One snapshot is one commit: the original bytes, the text as Markdown and the
/// record of the edition. The same edition twice makes no commit.
///
/// Examples:
///
///   recension snapshot roadmap.txt --document us-canada-roadmap --language en --published 2021-02-23
///   recension snapshot both.txt --document us-canada-roadmap --revision 2021-02-23 --split-languages
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct SnapshotArgs {
    /// The text: a file, or - for standard input
    pub file: String,
    /// The document's name, the same over its whole life
    #[arg(long, short, value_name = "NAME", value_parser = DocumentName::new)]
    pub document: DocumentName,
    /// The language tag (BCP 47) [default: as detected]
    #[arg(long, short, value_name = "TAG", value_parser = Language::new, conflicts_with = "split_languages")]
    pub language: Option<Language>,
    /// The label of this state of the document [default: the date of publication]
    #[arg(long, short, value_name = "LABEL")]
    pub revision: Option<String>,
    /// When its publisher says that it was published
    #[arg(long, value_name = "DATE", value_parser = Date::new)]
    pub published: Option<Date>,
    /// When it binds
    #[arg(long, value_name = "DATE", value_parser = Date::new)]
    pub effective: Option<Date>,
    /// When it was taken
    #[arg(long, value_name = "DATE", value_parser = Date::new)]
    pub captured: Option<Date>,
    /// Where it was taken from
    #[arg(long, value_name = "URL")]
    pub source_url: Option<String>,
    /// Its title [default: as the text says]
    #[arg(long)]
    pub title: Option<String>,
    /// The edition that it translates: en@2021-02-23
    #[arg(long, value_name = "EDITION")]
    pub translates: Option<String>,
    /// A remark for its record
    #[arg(long)]
    pub note: Option<String>,
    /// Store each language of a file that holds several one after the other, in one commit
    #[arg(long)]
    pub split_languages: bool,
    /// Replace an edition of the same revision that has other bytes
    #[arg(long)]
    pub replace: bool,
}

/// Runs it.
pub fn run(context: &Context, args: &SnapshotArgs) -> Result<u8, Failure> {
    let repo = project::open(context, project::settings(context)?);
    let text = project::file_source(&args.file)?;
    let snapshot = repo.snapshot(&text, &new(args), &author(repo.store()?))?;
    report(context, &snapshot);
    Ok(SUCCESS)
}

/// What the arguments say of the edition.
fn new(args: &SnapshotArgs) -> NewSnapshot {
    let mut new = NewSnapshot::new(args.document.clone());
    new.language.clone_from(&args.language);
    new.revision.clone_from(&args.revision);
    new.published.clone_from(&args.published);
    new.effective.clone_from(&args.effective);
    new.captured.clone_from(&args.captured);
    new.source_url.clone_from(&args.source_url);
    new.title.clone_from(&args.title);
    new.translates.clone_from(&args.translates);
    new.note.clone_from(&args.note);
    new.split_languages = args.split_languages;
    new.replace = args.replace;
    new
}

fn report(context: &Context, snapshot: &Snapshot) {
    for edition in &snapshot.editions {
        match (&edition.lines, &edition.language) {
            (Some(lines), (language, _)) => {
                context.say(&format!("Lines {} to {} are {language}", lines.first, lines.last));
            }
            (None, (language, true)) => context.say(&format!("The language is {language}, as detected")),
            (None, (_, false)) => {}
        }
    }
    for edition in &snapshot.editions {
        let address = &edition.address;
        match &edition.source {
            Some(SnapshotSource::Assumed(source)) => {
                context.say(&format!(
                    "{address} is taken to translate {source}; use --translates to name another"
                ));
            }
            Some(SnapshotSource::Missing(source)) => {
                context.say(&format!("{address} translates {source}, which is not stored (yet)"));
            }
            None => {}
        }
        let Some(commit) = &snapshot.commit else {
            context.say(&format!("{address} is stored already; nothing was written"));
            continue;
        };
        for field in &edition.fields {
            context.say(&super::edit::changed(field));
        }
        let same = edition.same_as.as_ref();
        let same = same.map_or_else(String::new, |revision| format!(" (the same text as {revision})"));
        context.say(&format!("Stored {address}{same} in commit {}", commit.get(..SHORT).unwrap_or(commit)));
    }
}

/// Digits of a commit's id that are shown.
const SHORT: usize = 12;
