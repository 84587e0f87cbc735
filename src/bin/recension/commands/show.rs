//! `recension show`

use crate::failure::{Failure, SUCCESS};
use crate::output::Context;
use crate::project;
use clap::{Args, ValueEnum};
use recension::formats;
use recension::model::Date;
use recension::report::{self, DocumentDate, DocumentSource};
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
///   recension show contract.md --format json
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

/// Runs it.
pub fn run(context: &Context, args: &ShowArgs) -> Result<u8, Failure> {
    let text = project::open(context, project::settings(context)?).find(project::source(&args.address)?)?;
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
        let dates = formats::stated_dates(&document);
        let date = |kind, date: Option<Date>| {
            date.map(|date| DocumentDate { date: date.to_string(), kind, text: String::new() })
        };
        let dates: Vec<DocumentDate> = [date("updated", dates.published), date("effective", dates.effective)]
            .into_iter()
            .flatten()
            .collect();
        let source = DocumentSource {
            name: text.address().to_owned(),
            format: text.format().name().to_owned(),
            reader: text.format().extractor().to_owned(),
            sha256: text.sha256(),
            encoding: None,
            changes: None,
        };
        context.write(None, |out| report::document_json(&document, &source, &dates, out))?;
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
