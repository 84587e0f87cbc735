//! A text as understood, as JSON: `recension-document/1`.

use crate::model::{
    Block, BlockKind, Document, Heading, Language, Location, Note, NoteKind, Section, SetAsideReason, Span,
};
use crate::report::escape::json as safe_json;
use serde::Serialize;
use std::io;

/// Name and version of the form. Fields are added under it, never changed.
const SCHEMA: &str = "recension-document/1";

/// Where a text comes from.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DocumentSource {
    /// As the user named it.
    pub name: String,
    /// What reads it: `markdown`, `docx`.
    pub format: String,
    /// Name and version of its reader: `markdown/1`.
    pub reader: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its encoding, where it is a text and that is known.
    pub encoding: Option<String>,
    /// Which state of tracked changes was read, where the format has them.
    pub changes: Option<String>,
}

/// A date that the text states of itself.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DocumentDate {
    /// The day.
    pub date: String,
    /// What it is the day of: `effective`, `updated`.
    pub kind: &'static str,
    /// The words that state it.
    pub text: String,
}

/// A text as Recension reads it, as `recension show --format json` writes it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "recension-document/1"))]
pub(in crate::report) struct Report<'a> {
    /// Name and version of the form.
    #[cfg_attr(test, schemars(extend("const" = SCHEMA)))]
    schema: &'static str,
    /// Where it comes from.
    source: &'a DocumentSource,
    /// What it calls itself.
    title: Option<&'a str>,
    /// BCP 47 tag, where known.
    language: Option<&'a str>,
    /// The dates that it states of itself.
    dates: &'a [DocumentDate],
    /// In reading order, parents before children; the first is the front part.
    sections: Vec<SectionForm<'a>>,
    /// Footnotes and comments, where the format keeps them apart from the text.
    notes: Vec<NoteForm<'a>>,
    /// What is in the original and no part of the text.
    set_aside: Vec<Aside<'a>>,
    /// What a reader must know of how the text was read.
    warnings: Vec<WarningForm<'a>>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SectionForm<'a> {
    /// Its id: `s3.1`.
    id: &'a str,
    /// The id of the section that it is in.
    parent: Option<&'a str>,
    /// Its rank, from 1; 0 for the front part.
    level: u8,
    /// Its number as a reader of the page sees it.
    label: Option<&'a str>,
    /// How one cites it; absent for the front part.
    cite: Option<&'a str>,
    /// Its title without label and markup; absent for a numbered clause without one.
    title: Option<String>,
    /// Where its heading is.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceForm<'a>>,
    /// Its blocks, without those of the sections in it.
    blocks: Vec<BlockForm<'a>>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct BlockForm<'a> {
    /// Its id: `s3.1.b2`.
    id: &'a str,
    /// What it is.
    kind: BlockKind,
    /// Depth of nesting in lists and quotations.
    depth: u8,
    /// Its number as a reader of the page sees it.
    label: Option<&'a str>,
    /// How one cites it; unique in the document.
    cite: Option<&'a str>,
    /// Its wording without label and markup.
    text: String,
    /// Of a row, its cells.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cells: Vec<String>,
    /// Where it is.
    place: PlaceForm<'a>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PlaceForm<'a> {
    /// First and last line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<[usize; 2]>,
    /// First byte and the one behind the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<[usize; 2]>,
    /// First and last page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<[u32; 2]>,
    /// The file inside a package.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'a str>,
    /// First and last paragraph in that file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraphs: Option<[u32; 2]>,
    /// The id of an element.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Aside<'a> {
    /// Why it is no part of the text.
    reason: SetAsideReason,
    /// As it is in the original.
    text: &'a str,
    /// Where it is.
    place: PlaceForm<'a>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct NoteForm<'a> {
    /// Its id, as a block has one.
    id: &'a str,
    /// What it is.
    kind: NoteKind,
    /// Its number.
    label: Option<&'a str>,
    /// Its wording.
    text: String,
    /// Where it is called.
    anchor: Option<Anchor<'a>>,
    /// Where it is.
    place: PlaceForm<'a>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Anchor<'a> {
    /// The block that calls it.
    block: &'a str,
    /// The byte of the call in the block's wording.
    offset: usize,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct WarningForm<'a> {
    /// A short name that stays the same: `tracked-changes`.
    code: &'a str,
    /// One sentence.
    text: &'a str,
}

/// Writes a text as understood as one JSON object, `recension-document/1`.
///
/// # Errors
/// What the writer returns.
pub fn document_json(
    document: &Document,
    source: &DocumentSource,
    dates: &[DocumentDate],
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let report = Report {
        schema: SCHEMA,
        source,
        title: document.title.as_deref(),
        language: document.language.as_ref().map(Language::as_str),
        dates,
        sections: document.sections.iter().map(|each| section(document, each)).collect(),
        notes: document.notes.iter().filter_map(|each| note(document, each)).collect(),
        set_aside: document
            .set_aside
            .iter()
            .map(|part| Aside {
                reason: part.reason,
                text: &part.text,
                place: aside_place(document, &part.span),
            })
            .collect(),
        warnings: document
            .warnings
            .iter()
            .map(|warning| WarningForm { code: warning.code, text: &warning.text })
            .collect(),
    };
    safe_json::write(&report, out)
}

fn section<'a>(document: &'a Document, section: &'a Section) -> SectionForm<'a> {
    let blocks = document.blocks.get(section.blocks.clone()).unwrap_or_default();
    let heading = section.heading.as_ref();
    // A clause without a heading has the label of its own text.
    let label = match heading {
        // What the file counts itself is given as it prints it.
        Some(heading) if heading.location.is_some() => {
            heading.label.as_ref().map(|label| printed(&label.printed))
        }
        Some(heading) => heading.number(),
        None if section.level > 0 => blocks.first().and_then(label),
        None => None,
    };
    SectionForm {
        id: &section.id,
        parent: section
            .parent
            .and_then(|parent| document.sections.get(parent))
            .map(|parent| parent.id.as_str()),
        level: section.level,
        label,
        cite: Some(section.cite.as_str()).filter(|cite| !cite.is_empty()),
        title: heading.map(Heading::title).filter(|title| !title.is_empty()),
        place: heading.map(|heading| place(heading.location.as_ref(), &heading.span)),
        blocks: blocks.iter().filter(|block| block.kind != BlockKind::Note).map(block).collect(),
    }
}

/// A label as printed, without a dash that only parts it from the title: `Section 1` of `Section 1 – Scope`.
fn printed(label: &str) -> &str {
    label.trim_end_matches(['–', '—', '-', ' '])
}

/// The label of a block: as cited, and where the file counts itself as printed.
fn label(block: &Block) -> Option<&str> {
    match &block.location {
        Some(_) => block.label.as_ref().map(|label| printed(&label.printed)),
        None => block.number(),
    }
}

fn block(block: &Block) -> BlockForm<'_> {
    BlockForm {
        id: &block.id,
        kind: block.kind,
        depth: block.depth,
        label: label(block),
        cite: Some(block.cite.as_str()).filter(|cite| !cite.is_empty()),
        text: if block.kind == BlockKind::Code { block.text.clone() } else { block.visible() },
        cells: if block.kind == BlockKind::Row { cells(block) } else { Vec::new() },
        place: place(block.location.as_ref(), &block.span),
    }
}

/// The cells of a row of a Markdown table.
fn cells(block: &Block) -> Vec<String> {
    let inner = block.text.trim().trim_start_matches('|').trim_end_matches('|');
    let start = block.text.len() - block.text.trim_start().trim_start_matches('|').len();
    let (mut out, mut at) = (Vec::new(), start);
    for cell in inner.split('|') {
        let range = at..at + cell.len();
        at = range.end + 1;
        let marks: Vec<_> = block
            .marks
            .iter()
            .filter(|mark| mark.range.start >= range.start && mark.range.end <= range.end)
            .map(|mark| crate::model::Mark {
                range: mark.range.start - range.start..mark.range.end - range.start,
                kind: mark.kind,
            })
            .collect();
        out.push(crate::model::visible(cell, &marks, 0));
    }
    out
}

fn note<'a>(document: &'a Document, note: &Note) -> Option<NoteForm<'a>> {
    let block = document.blocks.get(note.block)?;
    let anchor = |(at, offset): (usize, usize)| {
        let calling = document.blocks.get(at)?;
        Some(Anchor { block: &calling.id, offset: offset.saturating_sub(calling.body) })
    };
    Some(NoteForm {
        id: &block.id,
        kind: note.kind,
        label: block.number(),
        text: block.visible(),
        anchor: note.anchor.and_then(anchor),
        place: place(block.location.as_ref(), &block.span),
    })
}

/// Lines and bytes of a text, or where it is in an original that has none.
fn place<'a>(location: Option<&'a Location>, span: &Span) -> PlaceForm<'a> {
    let lines = Some([span.lines.first, span.lines.last]).filter(|_| location.is_none());
    let bytes = Some([span.bytes.start, span.bytes.end]).filter(|_| location.is_none());
    let page = location.and_then(|location| location.page);
    let paragraph = location.and_then(|location| location.paragraph);
    PlaceForm {
        lines,
        bytes,
        pages: page.map(|page| [page, page]),
        part: location.and_then(|location| location.part.as_deref()),
        paragraphs: paragraph.map(|number| [number, number]),
        path: location.and_then(|location| location.node.as_deref()),
    }
}

/// The lines of what was set aside, where the original has lines.
fn aside_place(document: &Document, span: &Span) -> PlaceForm<'static> {
    const ELSEWHERE: Location = Location { page: None, part: None, paragraph: None, node: None };
    let located = document.blocks.iter().any(|block| block.location.is_some());
    place(located.then_some(&ELSEWHERE), span)
}
