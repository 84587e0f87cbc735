//! The reader of laws in XML: Akoma Ntoso, USLM, CLML and Formex, each a table of element names (`vocabulary.rs`) over
//! one walk (`walk.rs`). A file with another root is refused by name.

mod vocabulary;
mod walk;

use crate::facts::{self, FactKind};
use crate::formats::encoding;
use crate::formats::error::ReadError;
use crate::formats::flow::{Flow, folded};
use crate::formats::options::ReadOptions;
use crate::formats::package;
use crate::formats::readers::reader::Reader;
use crate::model::{Date, StatedDate};
use roxmltree::{Document, Node};
use vocabulary::Vocabulary;

/// Reads laws in XML.
pub struct LegalXmlReader;

impl Reader for LegalXmlReader {
    fn read(&self, bytes: &[u8], _: &ReadOptions) -> Result<Flow, ReadError> {
        let text = encoding::decode_markup(bytes)?;
        let document = package::parse(&text, "XML")?;
        package::check_depth(&document)?;
        let root = document.root_element();
        let vocabulary = Vocabulary::of(root)
            .ok_or_else(|| ReadError::UnknownXml { root: root.tag_name().name().to_owned() })?;
        let mut flow = Flow::default();
        walk::read(root, vocabulary, &mut flow);
        flow.title = title(root, vocabulary);
        flow.language = language(&document);
        flow.dates = dates(&document);
        Ok(flow)
    }
}

/// The title: a short title before a long one, the heading of a file that is one section.
fn title(root: Node<'_, '_>, vocabulary: Vocabulary) -> Option<String> {
    let text = |node: Node<'_, '_>| {
        let text: String =
            node.descendants().filter(Node::is_text).filter_map(|inner| inner.text()).collect();
        Some(folded(&text)).filter(|text| !text.is_empty())
    };
    let inside = |parents: &[&str], names: &[&str]| {
        let node = root.descendants().find(|node| {
            names.contains(&node.tag_name().name())
                && node.ancestors().skip(1).any(|above| parents.contains(&above.tag_name().name()))
        })?;
        text(node)
    };
    match vocabulary {
        Vocabulary::AkomaNtoso => inside(&["preface", "coverPage"], &["shortTitle"])
            .or_else(|| inside(&["preface", "coverPage"], &["docTitle"])),
        Vocabulary::Clml => inside(&["PrimaryPrelims", "SecondaryPrelims", "EUPrelims"], &["Title"]),
        Vocabulary::Formex => root.children().find(|node| node.tag_name().name() == "TITLE").and_then(text),
        Vocabulary::Uslm => {
            let heading = root.children().find(|node| node.tag_name().name() == "heading");
            heading.and_then(text).or_else(|| inside(&["longTitle", "preface"], &["officialTitle", "title"]))
        }
    }
}

/// The language that the file states, as a BCP 47 tag where it is one.
fn language(document: &Document<'_>) -> Option<String> {
    let root = document.root_element();
    let stated = |node: Node<'_, '_>| {
        node.attributes()
            .find(|attribute| attribute.name() == "lang")
            .map(|attribute| attribute.value().to_owned())
    };
    let by_attribute = stated(root).or_else(|| root.first_element_child().and_then(stated));
    by_attribute.or_else(|| {
        let found =
            root.descendants().find(|node| matches!(node.tag_name().name(), "language" | "LG.DOC"))?;
        found.text().map(|text| text.trim().to_ascii_lowercase()).filter(|tag| !tag.is_empty())
    })
}

/// The dates that the record of the law states.
fn dates(document: &Document<'_>) -> Vec<StatedDate> {
    let mut out: Vec<StatedDate> = Vec::new();
    for node in document.root_element().descendants().filter(Node::is_element) {
        let within = |name: &str| node.ancestors().any(|above| above.tag_name().name() == name);
        let attribute =
            |name: &str| node.attribute(name).or_else(|| node.attribute(name.to_ascii_lowercase().as_str()));
        let (written, kind) = match node.tag_name().name() {
            "FRBRdate" if within("FRBRWork") => (attribute("date"), "adopted"),
            "FRBRdate" if within("FRBRExpression") => (attribute("date"), "version"),
            "EnactmentDate" | "Made" => (attribute("Date"), "adopted"),
            "docDate" => (attribute("date"), "published"),
            "date" if within("action") => (attribute("date"), "published"),
            "valid" => (node.text(), "version"),
            "DATE" if within("BIB.INSTANCE") => (node.text(), "adopted"),
            _ => continue,
        };
        let Some(date) = written.and_then(day) else { continue };
        let text = written.unwrap_or_default().trim().to_owned();
        if !out.iter().any(|other| other.date == date && other.kind == kind) {
            out.push(StatedDate { date, kind, text });
        }
    }
    // British acts before 2005 have their date in words alone.
    let words =
        document.root_element().descendants().find(|node| node.tag_name().name() == "DateOfEnactment");
    if let Some(words) = words.filter(|_| out.is_empty()) {
        let text: String =
            words.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect();
        let found = facts::read(&text, &[], "en").into_iter().rfind(|fact| fact.kind == FactKind::Date);
        let date = found.and_then(|fact| Date::new(fact.readings.first()?).ok());
        out.extend(date.map(|date| StatedDate { date, kind: "adopted", text: folded(&text) }));
    }
    out
}

/// A day as these files write it: `2014-07-17`, `2014-11-14Z`, `20160427`.
fn day(written: &str) -> Option<Date> {
    let written = written.trim();
    if written.len() == 8 && written.bytes().all(|byte| byte.is_ascii_digit()) {
        return Date::new(&format!("{}-{}-{}", written.get(..4)?, written.get(4..6)?, written.get(6..)?))
            .ok();
    }
    Date::new(written.get(..10)?).ok()
}
