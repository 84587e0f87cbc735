//! The work list as XLIFF (OASIS XLIFF 2.0, 2014, which readers of 2.1 take as well): one unit a clause, notes for what was
//! found and for what the source said before.

use crate::report::escape::xml::clean;
use crate::report::escape::{fold, is_harmful};
use crate::report::wording::work_list::{before, is_open, language, name, raw, reason, section};
use crate::translation::{Findings, Task};
use quick_xml::Writer;
use quick_xml::escape::escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::collections::HashSet;
use std::fmt::Write as _;
use std::io;

/// Writes clauses with their translations as XLIFF. A clause that the source gave up is with its former source.
///
/// # Errors
/// What the writer returns.
pub fn todo_xliff(findings: &Findings, tasks: &[Task], out: &mut dyn io::Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = BytesStart::new("xliff").with_attributes([
        ("xmlns", "urn:oasis:names:tc:xliff:document:2.0"),
        ("version", "2.0"),
        ("srcLang", language(&findings.source)),
        ("trgLang", language(&findings.target)),
    ]);
    xml.write_event(Event::Start(root))?;
    let original = clean(&fold(&findings.source.address));
    let file = BytesStart::new("file").with_attributes([("id", "f1"), ("original", original.as_str())]);
    xml.write_event(Event::Start(file))?;
    let mut ids = HashSet::new();
    for task in tasks {
        unit(task, &unused(&name(task), &mut ids), &mut xml)?;
    }
    xml.write_event(Event::End(BytesEnd::new("file")))?;
    xml.write_event(Event::End(BytesEnd::new("xliff")))?;
    let out = xml.into_inner();
    writeln!(out)
}

type Xml<'a> = Writer<&'a mut dyn io::Write>;

fn unit(task: &Task, id: &str, xml: &mut Xml<'_>) -> io::Result<()> {
    let gone = task.source.is_empty();
    let mut start = BytesStart::new("unit").with_attributes([("id", id)]);
    let section = section(task);
    if let Some(section) = &section {
        start.push_attribute(("name", clean(section).as_str()));
    }
    xml.write_event(Event::Start(start))?;
    let was = before(task).filter(|_| !gone);
    if was.is_some() || !task.reasons.is_empty() {
        xml.write_event(Event::Start(BytesStart::new("notes")))?;
        for reason in &task.reasons {
            note(reason.0.name(), &self::reason(reason), xml)?;
        }
        if let Some(was) = was {
            note("previous-source", &was, xml)?;
        }
        xml.write_event(Event::End(BytesEnd::new("notes")))?;
    }
    let mut segment = BytesStart::new("segment");
    segment.push_attribute(("state", if is_open(task) { "initial" } else { "translated" }));
    if let Some((kind, _)) = task.reasons.first() {
        segment.push_attribute(("subState", format!("recension:{}", kind.name()).as_str()));
    }
    xml.write_event(Event::Start(segment))?;
    let source = if gone { before(task).unwrap_or_default() } else { raw(&task.source) };
    element("source", &source, xml)?;
    if !task.target.is_empty() {
        element("target", &raw(&task.target), xml)?;
    }
    xml.write_event(Event::End(BytesEnd::new("segment")))?;
    xml.write_event(Event::End(BytesEnd::new("unit")))
}

fn note(category: &str, content: &str, xml: &mut Xml<'_>) -> io::Result<()> {
    let start = BytesStart::new("note").with_attributes([("category", category)]);
    xml.write_event(Event::Start(start))?;
    xml.write_event(Event::Text(BytesText::from_escaped(text(content))))?;
    xml.write_event(Event::End(BytesEnd::new("note")))
}

fn element(name: &str, content: &str, xml: &mut Xml<'_>) -> io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new(name)))?;
    xml.write_event(Event::Text(BytesText::from_escaped(text(content))))?;
    xml.write_event(Event::End(BytesEnd::new(name)))
}

/// A text as XML: what XML 1.0 cannot hold is U+FFFD, what steers the direction of reading is a reference, so that it
/// is kept and cannot mislead who looks at the file.
fn text(content: &str) -> String {
    let mut out = String::with_capacity(content.len());
    for character in clean(content).chars() {
        if is_harmful(character) {
            // Writing to a string cannot fail.
            let _ = write!(out, "&#x{:X};", u32::from(character));
        } else {
            let mut one = [0; 4];
            out.push_str(&escape(&*character.encode_utf8(&mut one)));
        }
    }
    out
}

/// An id that no unit has yet.
fn unused(id: &str, taken: &mut HashSet<String>) -> String {
    let mut found = id.to_owned();
    let mut number = 2;
    while !taken.insert(found.clone()) {
        found = format!("{id}-{number}");
        number += 1;
    }
    found
}
