//! The reader of DOCX: the text as Word shows it, with the numbers that Word computes.
//!
//! A DOCX file is a package of XML parts. Numbers, headings and looks come from styles; tracked changes are read in the
//! state that is asked for; comments, running heads, contents and hidden text are set aside.

mod body;
mod inline;
mod tables;

use crate::formats::error::ReadError;
use crate::formats::flow::Flow;
use crate::formats::ooxml::node::{attr, child, children};
use crate::formats::ooxml::numbering::Numbering;
use crate::formats::ooxml::styles::Styles;
use crate::formats::options::{ReadOptions, TrackedChanges};
use crate::formats::package::{self, Package};
use crate::formats::readers::office_headings as headings;
use crate::formats::readers::reader::Reader;
use crate::model::{NoteKind, SetAsideReason, Warning};
use body::{Body, Notes};

/// Reads DOCX files.
pub struct DocxReader;

const FORMAT: &str = "DOCX";

impl Reader for DocxReader {
    fn read(&self, bytes: &[u8], options: &ReadOptions) -> Result<Flow, ReadError> {
        let mut package = Package::open(bytes, FORMAT)?;
        let main = main_part(&mut package)?;
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let text = package.text(&main)?.ok_or_else(|| ReadError::Damaged {
            format: FORMAT,
            reason: format!("the part `{main}` is missing"),
        })?;
        let document = package::parse(&text, FORMAT)?;
        package::check_depth(&document)?;
        let mut parts = Parts { package: &mut package, folder };
        let styles = parts.parsed("styles.xml", Styles::read)?.unwrap_or_default();
        let numbering = parts.parsed("numbering.xml", Numbering::read)?.unwrap_or_default();
        let mut notes = Notes::default();
        for (name, element, kind) in [
            ("footnotes.xml", "footnote", NoteKind::Footnote),
            ("endnotes.xml", "endnote", NoteKind::Endnote),
        ] {
            let read = parts.parsed(name, |root| note_texts(root, element, options.changes))?;
            for (id, text) in read.unwrap_or_default() {
                notes.insert(format!("{element}:{id}"), (kind, text));
            }
        }
        let mut flow = Flow::default();
        flow.language.clone_from(&styles.language);
        running_heads(&mut parts, &mut flow, options.changes)?;
        comments(&mut parts, &mut flow, options.changes)?;
        let mut body = Body::new(&mut flow, &styles, numbering, notes, (options.changes, main));
        if let Some(root) = child(document.root_element(), "body") {
            body.container(root);
        }
        let tracked = body.finish();
        if tracked {
            flow.warnings.push(tracked_changes(options.changes));
        }
        headings::settle(&mut flow);
        Ok(flow)
    }
}

fn tracked_changes(changes: TrackedChanges) -> Warning {
    let text = match changes {
        TrackedChanges::Accepted => "The file has tracked changes; the text is read as if all were accepted.",
        TrackedChanges::Rejected => "The file has tracked changes; the text is read as if all were rejected.",
    };
    Warning { code: "tracked-changes", text: text.to_owned() }
}

/// The parts beside the main one.
struct Parts<'p, 'b> {
    package: &'p mut Package<'b>,
    folder: String,
}

impl Parts<'_, '_> {
    /// Reads a part, if it is there, with `read`.
    fn parsed<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(roxmltree::Node<'_, '_>) -> T,
    ) -> Result<Option<T>, ReadError> {
        let path = if self.folder.is_empty() { name.to_owned() } else { format!("{}/{name}", self.folder) };
        let Some(text) = self.package.text(&path)? else { return Ok(None) };
        let document = package::parse(&text, FORMAT)?;
        package::check_depth(&document)?;
        Ok(Some(read(document.root_element())))
    }
}

/// The part that holds the text, by the package's own relations.
fn main_part(package: &mut Package<'_>) -> Result<String, ReadError> {
    let names = package.names();
    if !names.iter().any(|name| name == "[Content_Types].xml") {
        let reason =
            "a ZIP archive without a document: no Word document (DOCX) and none of another kind that is read";
        return Err(ReadError::Binary { reason: reason.to_owned() });
    }
    for (folder, what) in [("xl/", "a spreadsheet (XLSX)"), ("ppt/", "a presentation (PPTX)")] {
        if names.iter().any(|name| name.starts_with(folder))
            && !names.iter().any(|name| name.starts_with("word/"))
        {
            return Err(ReadError::Binary { reason: format!("{what}, no Word document (DOCX)") });
        }
    }
    let relations = package.text("_rels/.rels")?;
    let target = relations.and_then(|text| {
        let document = package::parse(&text, FORMAT).ok()?;
        children(document.root_element(), "Relationship")
            .find(|node| attr(*node, "Type").is_some_and(|kind| kind.ends_with("/officeDocument")))
            .and_then(|node| attr(node, "Target"))
            .map(|target| target.trim_start_matches('/').to_owned())
    });
    Ok(target.unwrap_or_else(|| "word/document.xml".to_owned()))
}

/// The notes of a part by id, separators left out.
fn note_texts(
    root: roxmltree::Node<'_, '_>,
    element: &'static str,
    changes: TrackedChanges,
) -> Vec<(String, String)> {
    let notes =
        children(root, element).filter(|node| attr(*node, "type").is_none_or(|kind| kind == "normal"));
    notes.filter_map(|node| Some((attr(node, "id")?.to_owned(), inline::text_of(node, changes)))).collect()
}

fn running_heads(
    parts: &mut Parts<'_, '_>,
    flow: &mut Flow,
    changes: TrackedChanges,
) -> Result<(), ReadError> {
    let prefix = format!("{}/", parts.folder);
    let names: Vec<String> = parts
        .package
        .names()
        .iter()
        .filter_map(|name| name.strip_prefix(&prefix))
        .filter(|name| (name.starts_with("header") || name.starts_with("footer")) && name.ends_with(".xml"))
        .map(str::to_owned)
        .collect();
    for name in names {
        let text = parts.parsed(&name, |root| inline::text_of(root, changes))?;
        flow.set_aside(SetAsideReason::RunningHead, &text.unwrap_or_default());
    }
    Ok(())
}

/// Comments are talk about the text: they are listed and never compared.
fn comments(parts: &mut Parts<'_, '_>, flow: &mut Flow, changes: TrackedChanges) -> Result<(), ReadError> {
    let read = parts.parsed("comments.xml", |root| {
        let comment = |node| {
            let author = attr(node, "author").unwrap_or_default().to_owned();
            (author, inline::text_of(node, changes))
        };
        children(root, "comment").map(comment).collect::<Vec<_>>()
    })?;
    for (author, text) in read.unwrap_or_default() {
        flow.set_aside(SetAsideReason::Editorial, &format!("Comment by {author}: {text}"));
    }
    Ok(())
}
