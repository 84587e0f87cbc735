//! What a text calls itself, where its front matter does not say: its one highest heading, or the line of a title page.

use crate::facts;
use crate::model::{Block, BlockKind, Document};
use crate::text::sentence;

/// A title has at most this many characters.
const TITLE_LENGTH: usize = 160;
/// Clauses that may come before a heading which is the title: an address, a date, a link back. Under more, the heading
/// stands deep in the text and is that of a part.
const BEFORE_TITLE: usize = 8;

/// The title: a single heading of the highest rank that comes first, or a line of a title page.
#[must_use]
pub fn title(document: &Document) -> Option<String> {
    single_heading(document).or_else(|| title_line(document))
}

/// The section whose heading is the title of the whole text: the only one of the highest rank, without a number.
#[must_use]
pub fn title_section(document: &Document) -> Option<usize> {
    single_heading(document)?;
    let highest = document.sections.iter().skip(1).map(|section| section.level).min()?;
    document.sections.iter().position(|section| {
        section.level == highest && section.heading.as_ref().is_some_and(|heading| heading.label.is_none())
    })
}

fn single_heading(document: &Document) -> Option<String> {
    let highest = document.sections.iter().skip(1).map(|section| section.level).min()?;
    let mut top = document.sections.iter().filter(|section| section.level == highest);
    let first = top.next().filter(|first| top.next().is_none() && first.parent.is_none())?;
    let heading = first.heading.as_ref()?;
    let text = heading.visible();
    let deep = first.blocks.start > BEFORE_TITLE;
    let whole_sentence = text.chars().count() > TITLE_LENGTH
        || sentence::ends_with_end_mark(&text) && text.chars().count() > TITLE_LENGTH / 2;
    // A text whose one heading is "3. Fees" is not called so, unless nothing else comes before it.
    let numbered = heading.label.is_some() && first.blocks.start > 0;
    (!deep && !whole_sentence && !numbered).then_some(text)
}

/// The longest line of a title page that is no sentence and no date; of equally long ones the first.
fn title_line(document: &Document) -> Option<String> {
    let front =
        document.sections.first().filter(|front| front.heading.is_none() && document.sections.len() > 1)?;
    let blocks = document.blocks.get(front.blocks.clone()).unwrap_or_default();
    let lines = blocks.iter().take(BEFORE_TITLE).filter(|block| may_be_title(block));
    let named = lines.rev().max_by_key(|block| block.text.chars().count())?;
    Some(named.visible())
}

fn may_be_title(block: &Block) -> bool {
    block.kind == BlockKind::Paragraph
        && block.span.lines.first == block.span.lines.last
        && !block.ends_with_end_mark()
        && block.text.chars().count() <= TITLE_LENGTH
        && !facts::has_date(&block.text)
}
