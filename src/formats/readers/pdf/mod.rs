//! The reader of PDF: glyphs from hayro, everything else from where they are on the page.
//!
//! A PDF says where glyphs are drawn and nothing of words, lines or paragraphs. `glyphs.rs` takes the glyphs with their
//! place, size and weight; `lines.rs` makes lines, `columns.rs` puts them in reading order, `furniture.rs` takes out
//! running heads, page numbers and contents, `paragraphs.rs` joins lines, `headings.rs` ranks what is larger or bolder.
//!
//! The parser runs in a thread of its own: a panic or an endless loop in it is an error of the file.

mod columns;
mod furniture;
mod glyphs;
mod headings;
mod lines;
mod metrics;
mod paragraphs;
mod start;

use crate::formats::error::ReadError;
use crate::formats::flow::Flow;
use crate::formats::options::ReadOptions;
use crate::formats::readers::reader::Reader;
use crate::model::SetAsideReason;
use glyphs::Page;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// Reads PDF files.
pub struct PdfReader;

/// Time after which a file counts as one that the parser cannot read. The slowest real file took two seconds.
const LONGEST: Duration = Duration::from_secs(60);
/// Room for the parser's recursion.
const STACK: usize = 64 << 20;
/// Share of characters without Unicode from which on the text is refused, in percent. Of fourteen real files one had
/// 99, all others less than 1.
const UNREADABLE: usize = 20;

impl Reader for PdfReader {
    fn read(&self, bytes: &[u8], _: &ReadOptions) -> Result<Flow, ReadError> {
        layout(&guarded(bytes.to_vec())?)
    }
}

/// Reads the glyphs where a panic or an endless loop cannot hurt.
fn guarded(bytes: Vec<u8>) -> Result<Vec<Page>, ReadError> {
    let damaged = |reason: &str| ReadError::Damaged { format: "PDF", reason: reason.to_owned() };
    let (sender, receiver) = channel();
    let work = move || {
        // Where nobody waits any more, the result is dropped.
        let _ = sender.send(glyphs::read(bytes));
    };
    std::thread::Builder::new()
        .name("pdf".to_owned())
        .stack_size(STACK)
        .spawn(work)
        .map_err(|error| damaged(&error.to_string()))?;
    match receiver.recv_timeout(LONGEST) {
        Ok(pages) => pages,
        Err(RecvTimeoutError::Timeout) => Err(damaged("reading it took longer than the limit of a minute")),
        Err(RecvTimeoutError::Disconnected) => Err(damaged("the parser gave up on it")),
    }
}

/// From glyphs to the text.
fn layout(pages: &[Page]) -> Result<Flow, ReadError> {
    let (known, unknown) = pages
        .iter()
        .fold((0usize, 0usize), |(known, unknown), page| (known + page.glyphs.len(), unknown + page.unknown));
    if known + unknown == 0 {
        return Err(ReadError::NoText);
    }
    let share = unknown * 100 / (known + unknown);
    if share > UNREADABLE {
        return Err(ReadError::NoUnicode { share });
    }
    let mut flow = Flow::default();
    let mut ordered = Vec::new();
    for page in pages {
        let segments = lines::segments(page);
        ordered.push(columns::order(segments));
    }
    for (reason, text) in furniture::take_out(&mut ordered) {
        flow.set_aside(reason, &text);
    }
    let upright: String = pages.iter().map(|page| page.upright.as_str()).collect::<Vec<_>>().join(" ");
    flow.set_aside(SetAsideReason::RunningHead, &upright);
    let (paragraphs, notes, metrics) = paragraphs::join(ordered);
    headings::write(paragraphs, notes, metrics, &mut flow);
    Ok(flow)
}
