//! What is harmless for those who read a form: a terminal, a program, a translator's tool, a forge.

use crate::support::comment::{self, steers};
use quick_xml::Reader;
use quick_xml::events::Event;

/// Nothing but text and line breaks reaches a terminal.
pub fn terminal(shown: &str) -> Result<(), String> {
    none(shown, steers, "steers")
}

/// Nothing but text, line breaks, colours, and links (OSC 8) of visible ASCII.
pub fn coloured(shown: &str) -> Result<(), String> {
    let mut unlinked = String::with_capacity(shown.len());
    let mut rest = shown;
    while let Some((before, after)) = rest.split_once("\u{1b}]8;;") {
        unlinked.push_str(before);
        let (address, behind) = after.split_once("\u{1b}\\").ok_or("a link stays open")?;
        if !address.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(format!("{address:?} in a link"));
        }
        rest = behind;
    }
    unlinked.push_str(rest);
    let shown = unlinked.as_str();
    let mut plain = String::with_capacity(shown.len());
    let mut rest = shown;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        let end = after.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(after.len());
        rest = after[end..].strip_prefix('m').ok_or_else(|| format!("no colour: {:.40}", &after[end..]))?;
    }
    plain.push_str(rest);
    terminal(&plain)
}

/// JSON that a program can read and a person can look at.
pub fn json(shown: &str) -> Result<(), String> {
    terminal(shown)?;
    serde_json::from_str::<serde_json::Value>(shown).map(|_| ()).map_err(|error| error.to_string())
}

/// Marks that close, of which none is the text's, and nothing else that Markdown knows but headings and lists.
pub fn criticmarkup(shown: &str) -> Result<(), String> {
    terminal(shown)?;
    let mut rest = shown;
    let mut plain = String::new();
    while let Some(at) = rest.find('{') {
        plain.push_str(&rest[..at]);
        if plain.ends_with('\\') {
            plain.push('{');
            rest = &rest[at + 1..];
            continue;
        }
        let marks = [("{++", "++}"), ("{--", "--}"), ("{~~", "~~}"), ("{>>", "<<}")];
        let (open, close) = marks
            .into_iter()
            .find(|(open, _)| rest[at..].starts_with(open))
            .ok_or_else(|| format!("no mark: {:.40}", &rest[at..]))?;
        let (inner, after) =
            rest[at + open.len()..].split_once(close).ok_or_else(|| format!("{open} stays open"))?;
        if inner.contains("{++") || inner.contains("{--") || inner.contains("{~~") {
            return Err(format!("a mark in a mark: {inner}"));
        }
        plain.push_str(inner);
        rest = after;
    }
    plain.push_str(rest);
    // It is a text, no comment: an address in it may lead where it says.
    let tags = comment::tags(&plain);
    let ours = |tag: &str| {
        matches!(
            tag.trim_start_matches('/'),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "ul" | "li" | "blockquote"
        )
    };
    tags.iter().find(|tag| !ours(tag)).map_or(Ok(()), |tag| Err(format!("<{tag}> in CriticMarkup")))
}

/// A PO file of which every line is what such a file has, and every string closes where its line ends.
pub fn po(shown: &str) -> Result<(), String> {
    terminal(shown)?;
    for line in shown.lines() {
        let line = line.strip_prefix("#~ ").unwrap_or(line);
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let keyword = ["msgctxt ", "msgid ", "msgstr ", ""].into_iter().find(|word| line.starts_with(word));
        let string = keyword.and_then(|word| line.strip_prefix(word)?.strip_prefix('"')?.strip_suffix('"'));
        let string = string.ok_or_else(|| format!("no line of a PO file: {line}"))?;
        let mut escaped = false;
        for character in string.chars() {
            if character == '"' && !escaped {
                return Err(format!("a string closes early: {line}"));
            }
            escaped = character == '\\' && !escaped;
        }
        if escaped {
            return Err(format!("a string does not close: {line}"));
        }
    }
    Ok(())
}

/// Well-formed XML with the elements of the work list and no others.
pub fn xliff(shown: &str) -> Result<(), String> {
    xml(shown, &["xliff", "file", "unit", "notes", "note", "segment", "source", "target"])
}

/// A feed of Atom: its content is text that a reader takes for HTML, and no element of the feed.
pub fn atom(shown: &str) -> Result<(), String> {
    xml(
        shown,
        &[
            "feed",
            "generator",
            "id",
            "title",
            "subtitle",
            "updated",
            "published",
            "author",
            "name",
            "link",
            "entry",
            "summary",
            "content",
            "category",
        ],
    )
}

/// Well-formed XML of these elements alone, without a character that XML cannot have or that steers a reader.
fn xml(shown: &str, names: &[&str]) -> Result<(), String> {
    none(shown, steers, "steers")?;
    none(shown, |c| matches!(c, '\u{fffe}' | '\u{ffff}'), "is no character of XML")?;
    let known = |name: &str| if names.contains(&name) { Ok(()) } else { Err(format!("<{name}> in it")) };
    let mut reader = Reader::from_str(shown);
    let mut open = Vec::new();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) => open.push(tag.name().as_ref().to_owned()),
            Event::End(_) => drop(open.pop()),
            Event::Empty(tag) => known(tag.name().as_ref())?,
            Event::Decl(_) | Event::Text(_) | Event::GeneralRef(_) => {}
            Event::Eof => return if open.is_empty() { Ok(()) } else { Err("elements stay open".into()) },
            other => return Err(format!("{other:?} in it")),
        }
        if let Some(name) = open.last() {
            known(name)?;
        }
    }
}

fn none(shown: &str, harms: impl Fn(char) -> bool, what: &str) -> Result<(), String> {
    shown.chars().find(|c| harms(*c)).map_or(Ok(()), |character| Err(format!("{character:?} {what}")))
}
