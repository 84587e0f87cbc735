//! `recension show`

use crate::failure::{Failure, SUCCESS};
use crate::input::Input;
use crate::output::Context;
use clap::Args;
use recension::extract;
use recension::report;

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
}

/// Runs it.
pub fn run(context: &Context, args: &ShowArgs) -> Result<u8, Failure> {
    let input = Input::read(context, &args.address)?;
    if args.original {
        context.write(None, |out| out.write_all(&input.bytes))?;
        return Ok(SUCCESS);
    }
    let document = input.document()?;
    context.write(None, |out| {
        if args.outline {
            return report::outline(&document, context.width, context.colour, out);
        }
        extract::to_markdown(&document, input.format)
            .lines()
            .try_for_each(|line| writeln!(out, "{}", report::escape(line)))
    })?;
    Ok(SUCCESS)
}
