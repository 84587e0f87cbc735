//! Bytes in, [`Document`] out. Nothing is lost: every character of the original that is not white space is in a
//! heading, a block, or the list of what was set aside.

mod encoding;
mod error;
mod folded;
mod format;
mod language;
mod lines;
mod outline;
mod raw;
mod readers;
mod short_text;
mod stated_dates;
mod writers;

pub use error::ReadError;
pub use format::Format;
pub use language::{LanguageRun, split_languages};
pub use stated_dates::{StatedDates, stated_dates};
pub use writers::canonical_markdown::to_markdown;

use crate::model::{BlockKind, Document, Language};
use readers::{markdown, plain};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Reads `bytes` as `format`.
///
/// # Errors
/// [`ReadError`] when the bytes are no text.
pub fn read(bytes: &[u8], format: Format) -> Result<Document, ReadError> {
    let decoded = encoding::decode(bytes)?;
    let (units, set_aside, (title, origin)) = match format {
        Format::Plain => {
            let (units, set_aside) = plain::read(&decoded.text);
            (units, set_aside, (None, None))
        }
        Format::Markdown => markdown::read(&decoded.text),
    };
    let mut document = outline::build(units, set_aside);
    document.title = title.or(document.title);
    document.origin = origin;
    document.language = declared(&document).or_else(|| language::detect(&decoded.text));
    lay_out(&mut document, &decoded.text);
    decoded.relocate(&mut document);
    Ok(document)
}

/// Keys of front matter that name the language of the text.
const LANGUAGE_KEYS: [&str; 3] = ["lang", "language", "locale"];

/// The language that the front matter names.
fn declared(document: &Document) -> Option<Language> {
    let entries = document.blocks.iter().take_while(|block| block.kind == BlockKind::Metadata);
    let named = entries.filter_map(|block| {
        let (key, value) = block.text.split_once([':', '='])?;
        let value = value.trim().trim_matches(['"', '\'']).replace('_', "-");
        LANGUAGE_KEYS.contains(&key.trim().to_lowercase().as_str()).then_some(value)
    });
    // `lang: en` and `language: Rust` are both written; a word is no tag.
    named
        .filter(|tag| (2..=11).contains(&tag.len()))
        .find_map(|tag| Language::new(&tag).ok().filter(|tag| tag.primary().len() <= 3))
}

/// Hashes each heading and block as it stands in the decoded text.
fn lay_out(document: &mut Document, text: &str) {
    let layout = |bytes: &std::ops::Range<usize>| {
        let mut hasher = FxHasher::default();
        text.get(bytes.clone()).hash(&mut hasher);
        hasher.finish()
    };
    for block in &mut document.blocks {
        block.layout = layout(&block.span.bytes);
    }
    for heading in document.sections.iter_mut().filter_map(|section| section.heading.as_mut()) {
        heading.layout = layout(&heading.span.bytes);
    }
}
