//! `recension snapshot`

use crate::editions;
use crate::failure::{Failure, SUCCESS};
use crate::input::{self, Input};
use crate::output::Context;
use clap::Args;
use recension::formats::{self, Format};
use recension::model::{Basis, Date, DocumentName, Edition, Language, Revision};
use recension::store::{NewEdition, SourceEditions, Store, StoreError, Stored};
use std::path::Path;

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
    #[arg(long, short, value_name = "NAME")]
    pub document: String,
    /// The language tag (BCP 47) [default: as detected]
    #[arg(long, short, value_name = "TAG", conflicts_with = "split_languages")]
    pub language: Option<String>,
    /// The label of this state of the document [default: the date of publication]
    #[arg(long, short, value_name = "LABEL")]
    pub revision: Option<String>,
    /// When its publisher says that it was published
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// When it binds
    #[arg(long, value_name = "DATE")]
    pub effective: Option<String>,
    /// When it was taken
    #[arg(long, value_name = "DATE")]
    pub captured: Option<String>,
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
    let parts = parts(context, args)?;
    let store = editions::open(context)?;
    let new = parts.iter().map(|part| edition(args, part)).collect::<Result<Vec<_>, Failure>>()?;
    let author = editions::author(&store);
    let stored = if args.replace {
        store.snapshot_replacing(&new, &author)?
    } else {
        store.snapshot(&new, &author)?
    };
    for new in &new {
        let edition = &new.edition;
        made_from(context, &store, edition)?;
        let name = format!("{}/{}@{}", edition.document, edition.language, edition.revision);
        match &stored {
            Stored::Unchanged => context.say(&format!("{name} is stored already; nothing was written")),
            Stored::Committed { commit, same_as } => {
                let same = same_as.iter().find(|(stored, _)| stored.language == edition.language);
                let same =
                    same.map_or_else(String::new, |(_, revision)| format!(" (the same text as {revision})"));
                context.say(&format!("Stored {name}{same} in commit {}", commit.get(..12).unwrap_or(commit)));
            }
        }
    }
    Ok(SUCCESS)
}

/// Says what a translation is taken to be made from, where its record does not: that can be put right at once. A record
/// may name a source that is stored later.
fn made_from(context: &Context, store: &Store, edition: &Edition) -> Result<(), Failure> {
    let all = store.editions(&edition.document)?;
    let stored = all.iter().find(|stored| {
        stored.edition.language == edition.language && stored.edition.revision == edition.revision
    });
    let source = store.source_language(&all).filter(|source| *source != edition.language);
    let (Some(stored), Some(source)) = (stored, source) else { return Ok(()) };
    let origin = Input::stored(store, stored.clone())?.document()?.origin;
    match store.sources(stored, &all, &source, origin.as_ref()) {
        Ok(Some(SourceEditions { base: Some(base), basis: Basis::Assumed, .. })) => context.say(&format!(
            "{} is taken to translate {}@{}; --translates says otherwise",
            edition.address(),
            base.edition.language,
            base.edition.revision
        )),
        Ok(_) => {}
        Err(StoreError::UnknownRevision { edition: source, revision, .. }) => context
            .say(&format!("{} translates {source}@{revision}, which is not stored (yet)", edition.address())),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// A text to store, with its language.
struct Part {
    bytes: Vec<u8>,
    format: Format,
    language: Language,
}

fn parts(context: &Context, args: &SnapshotArgs) -> Result<Vec<Part>, Failure> {
    let bytes = if args.file == "-" { Input::read(context, "-")?.bytes } else { input::file(&args.file)? };
    let unreadable =
        |error: formats::ReadError| Failure::new(format!("cannot read `{}`: {error}", args.file));
    let format = Format::detect(Some(&args.file), &bytes);
    if args.split_languages {
        let parts = formats::split_languages(&bytes).map_err(unreadable)?;
        if parts.len() < 2 {
            return Err(Failure::new(format!("`{}` holds only one language", args.file))
                .hint("leave out --split-languages"));
        }
        let mut out = Vec::new();
        for part in parts {
            context.say(&format!("Lines {} to {} are {}", part.lines.first, part.lines.last, part.language));
            out.push(Part {
                bytes: bytes.get(part.bytes).unwrap_or_default().to_vec(),
                format,
                language: part.language,
            });
        }
        return Ok(out);
    }
    let language = match &args.language {
        Some(tag) => Language::new(tag).map_err(Failure::new)?,
        None => {
            let detected = formats::read(&bytes, format).map_err(unreadable)?.language;
            let language = detected.ok_or_else(|| {
                Failure::new(format!("the language of `{}` could not be told", args.file))
                    .hint("name it with --language")
            })?;
            context.say(&format!("The language is {language}, as detected"));
            language
        }
    };
    Ok(vec![Part { bytes, format, language }])
}

fn edition(args: &SnapshotArgs, part: &Part) -> Result<NewEdition, Failure> {
    let date = |text: &Option<String>| text.as_deref().map(Date::new).transpose().map_err(Failure::new);
    let document = formats::read(&part.bytes, part.format)
        .map_err(|error| Failure::new(format!("cannot read `{}`: {error}", args.file)))?;
    let published = date(&args.published)?;
    let label = args.revision.clone().or_else(|| published.as_ref().map(ToString::to_string));
    let label = label.ok_or_else(|| {
        Failure::new("the edition needs a label")
            .hint("name it with --revision, or say with --published when it was published")
    })?;
    let extension =
        Path::new(&args.file).extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    Ok(NewEdition {
        edition: Edition {
            document: DocumentName::new(&args.document).map_err(Failure::new)?,
            language: part.language.clone(),
            revision: Revision::new(&label).map_err(Failure::new)?,
            title: args.title.clone().or_else(|| document.title.clone()),
            captured: date(&args.captured)?,
            published,
            effective: date(&args.effective)?,
            source_url: args.source_url.clone(),
            media_type: part.format.media_type().to_owned(),
            sha256: input::sha256(&part.bytes),
            extractor: part.format.extractor().to_owned(),
            // Of several languages at once, the source translates nothing.
            translates: args
                .translates
                .clone()
                .filter(|source| !source.starts_with(&format!("{}@", part.language))),
            note: args.note.clone(),
        },
        text: formats::to_markdown(&document, part.format),
        original: part.bytes.clone(),
        extension: extension.unwrap_or_else(|| part.format.extension().to_owned()),
    })
}
