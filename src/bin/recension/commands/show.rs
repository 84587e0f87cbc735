//! `recension show`

use crate::failure::{Failure, SUCCESS};
use crate::input::Input;
use crate::output::Context;
use clap::Args;
use recension::formats;
use recension::report;
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
    /// The bytes as received
    #[arg(long)]
    pub original: bool,
    /// For git's textconv: where the text cannot be read, say so in its place and succeed
    #[arg(long, conflicts_with_all = ["outline", "original"])]
    pub textconv: bool,
}

/// Runs it.
pub fn run(context: &Context, args: &ShowArgs) -> Result<u8, Failure> {
    let input = Input::read(context, &args.address)?;
    if args.original {
        context.write(None, |out| out.write_all(&input.bytes))?;
        return Ok(SUCCESS);
    }
    if args.textconv && input.bytes.is_empty() {
        return Ok(SUCCESS);
    }
    let document = match input.document() {
        // git gives up on the whole of its output where a textconv fails.
        Err(_) if args.textconv => {
            // git's own copy has the name of the file in a folder that differs from call to call.
            let name = Path::new(&input.address).file_name().map(|name| name.to_string_lossy().into_owned());
            let input = Input { address: name.unwrap_or_default(), ..input };
            let why = input.document().err().map(|failure| failure.sentence()).unwrap_or_default();
            let told = format!("{why} (SHA-256 {})", input.sha256());
            context.write(None, |out| writeln!(out, "{}", report::escape(&told)))?;
            return Ok(SUCCESS);
        }
        document => document?,
    };
    context.write(None, |out| {
        if args.outline {
            return report::outline(&document, context.width, context.colour, out);
        }
        formats::to_markdown(&document, input.format)
            .lines()
            .try_for_each(|line| writeln!(out, "{}", report::escape(line)))
    })?;
    Ok(SUCCESS)
}
