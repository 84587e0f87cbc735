//! Bytes in, [`Document`] out. Nothing is lost: every visible character of the original is in a heading, a block (notes
//! included), or the list of what was set aside.

// Helpers of the readers that a build leaves out.
#![cfg_attr(
    not(all(
        feature = "html",
        feature = "docx",
        feature = "odt",
        feature = "pdf",
        feature = "legal-xml",
        feature = "epub",
        feature = "email"
    )),
    allow(dead_code)
)]

mod counting;
mod encoding;
mod error;
mod flow;
mod folded;
mod format;
mod language;
mod lines;
#[cfg(feature = "docx")]
mod ooxml;
mod options;
mod outline;
#[cfg(any(feature = "docx", feature = "odt", feature = "epub", feature = "legal-xml"))]
mod package;
mod raw;
mod readers;
mod short_text;
mod stated_dates;
mod writers;

pub use error::ReadError;
pub use format::Format;
pub use language::{LanguageRun, split_languages};
pub use options::{ReadOptions, TrackedChanges};
pub use stated_dates::{StatedDates, stated_dates};
pub use writers::canonical_markdown::to_markdown;

use crate::model::{BlockKind, Document, Language};
use flow::Flow;
use readers::{markdown, plain};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Reads `bytes` as `format`: tracked changes are accepted, the main content of a web page is found by its structure.
///
/// # Errors
/// [`ReadError`] when the bytes are no text of that format.
pub fn read(bytes: &[u8], format: Format) -> Result<Document, ReadError> {
    read_with(bytes, format, &ReadOptions::default())
}

/// Reads `bytes` as `format`.
///
/// # Errors
/// [`ReadError`] when the bytes are no text of that format.
pub fn read_with(bytes: &[u8], format: Format, options: &ReadOptions) -> Result<Document, ReadError> {
    if let Some(reader) = readers::structured(format)? {
        return reader.read(bytes, options).and_then(structured);
    }
    let decoded = encoding::decode(bytes)?;
    let (units, set_aside, (title, origin)) = match format {
        Format::Markdown => markdown::read(&decoded.text),
        _ => {
            let (units, set_aside) = plain::read(&decoded.text);
            (units, set_aside, (None, None))
        }
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

/// Makes a document of what a reader of a structured format saw.
fn structured(flow: Flow) -> Result<Document, ReadError> {
    if flow.is_empty() {
        return Err(ReadError::Empty);
    }
    let stated = flow.language.as_deref().and_then(|tag| Language::new(tag).ok());
    let mut finished = flow.finish();
    let units = std::mem::take(&mut finished.units);
    let set_aside = std::mem::take(&mut finished.set_aside);
    let mut document = outline::build(units, set_aside);
    finished.complete(&mut document);
    document.language = language::detect(&finished.text).or(stated);
    lay_out(&mut document, &finished.text);
    Ok(document)
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
