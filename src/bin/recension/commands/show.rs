//! `recension show`

use crate::failure::{Failure, SUCCESS};
use crate::output::Context;
use crate::project;
use clap::{Args, ValueEnum};
use recension::formats::{self, Format, ReadOptions, TrackedChanges};
use recension::model::{Date, Document};
use recension::report::{self, DocumentDate, DocumentSource};
use recension::repository::Text;
use std::path::Path;

/// Print a text, its structure or its original bytes
///
/// Answers: what does Recension read in this text? `--outline` shows the
/// sections as understood and which blocks end without an end mark.
///
/// Examples:
///
///   recension show us-canada-roadmap/zh --outline
///   recension show report.txt
///   recension show contract.docx --changes rejected --format json
///   recension show page.html --set-aside
///   recension show us-canada-roadmap/en@2021-02-23 --original > original.txt
///   git config diff.recension.textconv "recension show --textconv"
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct ShowArgs {
    /// The text
    pub address: String,
    /// The tree of sections as understood
    #[arg(long, conflicts_with = "original")]
    pub outline: bool,
    /// How to write it: `text`, or `json` for the text as understood, with labels and citations
    #[arg(long, value_enum, default_value_t = Form::Text, conflicts_with_all = ["outline", "original", "textconv"])]
    pub format: Form,
    /// What was left out of the text, with its reason
    #[arg(long, conflicts_with_all = ["outline", "original", "textconv", "format"])]
    pub set_aside: bool,
    /// Which state of a text with tracked changes to read
    #[arg(long, value_enum, default_value_t = Changes::Accepted)]
    pub changes: Changes,
    /// CSS selector of the part of a web page that is the text; its main content by default
    #[arg(long, value_name = "SELECTOR")]
    pub select: Option<String>,
    /// Read it as this format, whatever its content and name show
    #[arg(long = "as", value_name = "FORMAT", value_parser = clap::builder::PossibleValuesParser::new(Format::names()))]
    pub read_as: Option<String>,
    /// The bytes as received
    #[arg(long)]
    pub original: bool,
    /// For git's textconv: where the text cannot be read, say so in its place and succeed
    #[arg(long, conflicts_with_all = ["outline", "original"])]
    pub textconv: bool,
}

/// Forms of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// The text itself
    Text,
    /// `recension-document/1`
    Json,
}

/// States of a text with tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Changes {
    /// As if all were accepted: the newer text
    Accepted,
    /// As if all were rejected: the older text
    Rejected,
}

impl ShowArgs {
    fn options(&self) -> ReadOptions {
        let changes = match self.changes {
            Changes::Accepted => TrackedChanges::Accepted,
            Changes::Rejected => TrackedChanges::Rejected,
        };
        ReadOptions::default().with_changes(changes).with_select(self.select.clone())
    }
}

/// Runs it.
pub fn run(context: &Context, args: &ShowArgs) -> Result<u8, Failure> {
    let text = project::open(context, project::settings(context)?).find(project::source(&args.address)?)?;
    let text = match args.read_as.as_deref().and_then(Format::named) {
        Some(format) => text.with_format(format),
        None => text,
    };
    let text = text.with_options(args.options());
    if args.original {
        context.write(None, |out| out.write_all(text.bytes()))?;
        return Ok(SUCCESS);
    }
    if args.textconv && text.bytes().is_empty() {
        return Ok(SUCCESS);
    }
    let document = match text.document() {
        // git gives up on the whole of its output where a textconv fails.
        Err(_) if args.textconv => {
            // git's own copy has the name of the file in a folder that differs from call to call.
            let name = Path::new(text.address()).file_name().map(|name| name.to_string_lossy().into_owned());
            let text = text.with_address(name.unwrap_or_default());
            let why = text.document().err().map(|error| error.to_string()).unwrap_or_default();
            let line = format!("{why} (SHA-256 {})", text.sha256());
            context.write(None, |out| writeln!(out, "{}", report::escape(&line)))?;
            return Ok(SUCCESS);
        }
        document => document?,
    };
    if args.format == Form::Json {
        return json(context, args, &text, &document);
    }
    if args.set_aside {
        context.write(None, |out| report::set_aside(&document, out))?;
        return Ok(SUCCESS);
    }
    context.write(None, |out| {
        if args.outline {
            return report::outline(&document, context.width, context.colour, out);
        }
        formats::to_markdown(&document, text.format())
            .lines()
            .try_for_each(|line| writeln!(out, "{}", report::escape(line)))
    })?;
    Ok(SUCCESS)
}

/// Writes the document as understood.
fn json(context: &Context, args: &ShowArgs, text: &Text, document: &Document) -> Result<u8, Failure> {
    let stated = formats::stated_dates(document);
    let date = |kind, date: Option<Date>| {
        date.map(|date| DocumentDate { date: date.to_string(), kind, text: String::new() })
    };
    let mut dates: Vec<DocumentDate> =
        [date("updated", stated.published), date("effective", stated.effective)]
            .into_iter()
            .flatten()
            .collect();
    dates.extend(document.dates.iter().map(|stated| DocumentDate {
        date: stated.date.to_string(),
        kind: stated.kind,
        text: stated.text.clone(),
    }));
    let has_changes = document.warnings.iter().any(|warning| warning.code == "tracked-changes");
    let state = match args.changes {
        Changes::Accepted => "accepted",
        Changes::Rejected => "rejected",
    };
    let source = DocumentSource {
        name: text.address().to_owned(),
        format: text.format().name().to_owned(),
        reader: text.format().extractor().to_owned(),
        sha256: text.sha256(),
        encoding: None,
        changes: has_changes.then(|| state.to_owned()),
    };
    context.write(None, |out| report::document_json(document, &source, &dates, out))?;
    Ok(SUCCESS)
}
