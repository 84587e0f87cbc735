//! A document as canonical Markdown, one block a line: what a store keeps for people and for `git log -p`.

use crate::formats::format::Format;
use crate::model::{Block, BlockKind, Document};
use crate::text::numbering::Scheme;
use std::borrow::Cow;

/// Ranks that Markdown has.
const RANKS: u8 = 6;

/// Writes `document`, which was read as `format`. Plain wording is escaped where Markdown would take it for markup.
#[must_use]
pub fn to_markdown(document: &Document, format: Format) -> String {
    let mut out = String::new();
    let mut before: Option<BlockKind> = None;
    for (index, section) in document.sections.iter().enumerate() {
        if let Some(heading) = &section.heading {
            separate(&mut out);
            out.push_str(&"#".repeat(usize::from(section.level.clamp(1, RANKS))));
            out.push(' ');
            out.push_str(&wording(&heading.text, format));
            out.push('\n');
            before = None;
        }
        for block in document.blocks.get(section.blocks.clone()).unwrap_or_default() {
            let together =
                matches!(block.kind, BlockKind::Item | BlockKind::Row) && before == Some(block.kind);
            if !together {
                separate(&mut out);
            }
            line(&mut out, block, format);
            if block.kind == BlockKind::Row && before != Some(BlockKind::Row) && format == Format::Markdown {
                let cells = block.text.trim_matches('|').split('|').count();
                out.push_str(&format!("|{}\n", " --- |".repeat(cells)));
            }
            before = Some(block.kind);
        }
        // The front part of a text without structure is all there is.
        if index == 0 && !out.is_empty() {
            before = None;
        }
    }
    out
}

fn separate(out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
}

fn line(out: &mut String, block: &Block, format: Format) {
    match block.kind {
        BlockKind::Item => {
            let depth = usize::from(block.depth.max(1)) - 1;
            out.push_str(&"  ".repeat(depth));
            let counted = block.label.as_ref().is_some_and(|label| {
                label.scheme == Scheme::Decimal
                    && label.ordinals.len() == 1
                    && !label.printed.starts_with('(')
            });
            if counted {
                out.push_str(&block.text);
            } else {
                out.push_str("- ");
                out.push_str(&wording(&block.text, format));
            }
        }
        BlockKind::Quote => {
            out.push_str("> ");
            out.push_str(&wording(&block.text, format));
        }
        _ => out.push_str(&wording(&block.text, format)),
    }
    out.push('\n');
}

/// The text as Markdown.
fn wording(text: &str, format: Format) -> Cow<'_, str> {
    if format == Format::Markdown {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let heads = at == 0 && matches!(c, '#' | '+' | '-' | '=' | '>' | '~');
        // `1.` at the head of a paragraph would begin a list.
        let counts = matches!(c, '.' | ')')
            && at > 0
            && text
                .get(..at)
                .is_some_and(|head| head.len() <= 9 && head.bytes().all(|byte| byte.is_ascii_digit()));
        if heads || counts || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::to_markdown;
    use crate::formats::{self, Format};
    use crate::model::{BlockKind, Document};

    fn shape(document: &Document) -> Vec<(Option<BlockKind>, String)> {
        let mut out = Vec::new();
        for section in &document.sections {
            out.extend(section.heading.iter().map(|heading| (None, heading.text.clone())));
            out.extend(
                document.blocks[section.blocks.clone()]
                    .iter()
                    .map(|block| (Some(block.kind), block.text.clone())),
            );
        }
        out
    }

    #[test]
    fn markdown_reads_back_as_it_was() {
        let text = "# Title\n\nOne *two*\nthree.\n\n- a\n- b\n  - c\n\n1. x\n2. y\n\n> quoted\n\n| A | B |\n|---|---|\n| c | d |\n";
        let document = formats::read(text.as_bytes(), Format::Markdown).unwrap();
        let canonical = to_markdown(&document, Format::Markdown);
        let again = formats::read(canonical.as_bytes(), Format::Markdown).unwrap();
        assert_eq!(shape(&again), shape(&document));
        assert_eq!(to_markdown(&again, Format::Markdown), canonical);
    }

    #[test]
    fn plain_wording_is_escaped() {
        let text = "TERMS OF USE\n\nUse of a*b and [this] is free.\n\n# not a heading, but a number sign that begins a line.\n";
        let document = formats::read(text.as_bytes(), Format::Plain).unwrap();
        let canonical = to_markdown(&document, Format::Plain);
        assert!(canonical.contains("a\\*b") && canonical.contains("\\# not"), "{canonical}");
        let again = formats::read(canonical.as_bytes(), Format::Markdown).unwrap();
        assert_eq!(shape(&again).len(), shape(&document).len());
    }
}
