//! The user's glossary: TSV, CSV or TBX.

/// Terms of the source language with their translations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glossary {
    entries: Vec<(String, String)>,
}

/// A glossary that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GlossaryError {
    /// Neither table nor TBX, or empty
    #[error(
        "no line has a term and its translation; write `term<TAB>translation`, `term,translation` or TBX"
    )]
    Empty,
}

impl Glossary {
    /// Reads a glossary: TBX where it is XML with term entries, else a table with a tab or a comma between term and
    /// translation. Lines that begin with `#` are notes. Forms of a term stand between bars.
    ///
    /// # Errors
    /// [`GlossaryError::Empty`] when no line holds a term with its translation.
    pub fn parse(text: &str, source: &str, target: &str) -> Result<Self, GlossaryError> {
        let text = text.trim_start_matches('\u{feff}');
        let entries =
            if text.trim_start().starts_with('<') { tbx(text, source, target) } else { table(text) };
        if entries.is_empty() { Err(GlossaryError::Empty) } else { Ok(Self { entries }) }
    }

    /// Pairs of a source term and a target term.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|(from, to)| (from.as_str(), to.as_str()))
    }
}

fn table(text: &str) -> Vec<(String, String)> {
    let rows = text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut out = Vec::new();
    for row in rows {
        let cells = if row.contains('\t') { row.split('\t').map(str::to_owned).collect() } else { csv(row) };
        let (Some(from), Some(to)) = (cells.first(), cells.get(1)) else { continue };
        for from in from.split('|').map(str::trim).filter(|form| !form.is_empty()) {
            for to in to.split('|').map(str::trim).filter(|form| !form.is_empty()) {
                out.push((from.to_owned(), to.to_owned()));
            }
        }
    }
    out
}

/// The cells of a line of RFC 4180; a quoted cell does not reach over lines here.
fn csv(row: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut chars = row.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                if let Some(cell) = cells.last_mut() {
                    cell.push('"');
                }
            }
            '"' => quoted = !quoted,
            ',' | ';' if !quoted => cells.push(String::new()),
            c => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(c);
                }
            }
        }
    }
    cells
}

/// The terms of a TBX file (ISO 30042): in each `termEntry` or `conceptEntry` the `term`s of each `langSet` or
/// `langSec`.
fn tbx(text: &str, source: &str, target: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for entry in elements(text, &["termEntry", "conceptEntry"]) {
        let (mut from, mut to) = (Vec::new(), Vec::new());
        for set in elements(entry, &["langSet", "langSec"]) {
            let tag = set.split_once("xml:lang").and_then(|(_, rest)| rest.split(['"', '\'']).nth(1));
            let primary = tag.and_then(|tag| tag.split(['-', '_']).next()).unwrap_or_default().to_lowercase();
            let terms = elements(set, &["term"]).into_iter().map(|term| {
                let inner = term.split_once('>').map_or(term, |(_, inner)| inner);
                inner.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
            });
            if primary == source {
                from.extend(terms);
            } else if primary == target {
                to.extend(terms);
            }
        }
        for from in &from {
            out.extend(to.iter().map(|to| (from.trim().to_owned(), to.trim().to_owned())));
        }
    }
    out.retain(|(from, to)| !from.is_empty() && !to.is_empty());
    out
}

/// The inside of every element of one of these names, its attributes included.
fn elements<'a>(text: &'a str, names: &[&str]) -> Vec<&'a str> {
    let mut out = Vec::new();
    for name in names {
        let mut rest = text;
        let open = format!("<{name}");
        let close = format!("</{name}>");
        while let Some(start) = rest.find(&open) {
            let inside = rest.get(start + open.len()..).unwrap_or_default();
            if !inside.starts_with(|c: char| c == '>' || c.is_whitespace()) {
                rest = inside;
                continue;
            }
            let Some(end) = inside.find(&close) else { break };
            out.extend(inside.get(..end));
            rest = inside.get(end + close.len()..).unwrap_or_default();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Glossary, GlossaryError};

    fn pairs(text: &str) -> Vec<(String, String)> {
        let glossary = Glossary::parse(text, "en", "zh").unwrap();
        glossary.entries().map(|(from, to)| (from.to_owned(), to.to_owned())).collect()
    }

    #[test]
    fn tables_and_tbx() {
        let wanted = vec![("border".to_owned(), "边境".to_owned())];
        assert_eq!(pairs("# note\nborder\t边境\n"), wanted);
        assert_eq!(pairs("\"border\",边境\n"), wanted);
        let tbx = "<tbx><body><termEntry id='1'><langSet xml:lang=\"en\"><tig><term>border</term></tig></langSet>\
                   <langSet xml:lang=\"zh-Hans\"><tig><term>边境</term></tig></langSet></termEntry></body></tbx>";
        assert_eq!(pairs(tbx), wanted);
        assert_eq!(Glossary::parse("nothing", "en", "zh"), Err(GlossaryError::Empty));
    }
}
