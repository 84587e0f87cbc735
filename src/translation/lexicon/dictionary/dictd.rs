//! dictd (RFC 2229's common server): an index of `headword TAB offset TAB length`, the numbers in base 64, and a body of
//! plain text, often compressed with dictzip. The look of the text is not fixed; it is read as FreeDict writes it.

use super::entry::{Entry, without_brackets};
use super::error::DictionaryError;
use super::language::{self, Languages};
use super::unpack;

/// An index and a body.
#[derive(Debug)]
pub struct Dictd {
    index: String,
    body: Vec<u8>,
    count: usize,
}

/// Reads the index and the body, whichever of them `bytes` is.
pub fn read(
    name: &str,
    bytes: Vec<u8>,
    beside: impl Fn(&str) -> Option<Vec<u8>>,
) -> Result<Dictd, DictionaryError> {
    let stem = stem(name);
    if is_index(&bytes) {
        let body =
            ["dict.dz", "dict", "dict.gz"].into_iter().find_map(|end| beside(&format!("{stem}.{end}")));
        let body = body.ok_or_else(|| DictionaryError::NoBody(stem.to_owned()))?;
        return Ok(Dictd::new(&bytes, unpack::unpack(&body)?));
    }
    let named = name.strip_suffix(".gz").unwrap_or(name);
    if !(named.ends_with(".dict") || named.ends_with(".dict.dz")) {
        return Err(DictionaryError::Unknown);
    }
    let index = format!("{stem}.index");
    let Some(index) = beside(&index) else { return Err(DictionaryError::NoIndex(index)) };
    Ok(Dictd::new(&unpack::unpack(&index)?, bytes))
}

/// A name without the ends that dictd gives.
fn stem(name: &str) -> &str {
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".dz")).unwrap_or(name);
    name.strip_suffix(".index").or_else(|| name.strip_suffix(".dict")).unwrap_or(name)
}

/// Whether the first lines are an index.
fn is_index(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 20;
    const HEAD: usize = 16 * 1024;
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(HEAD)).unwrap_or_default());
    let mut lines = head.lines().take(LOOKED_AT).peekable();
    lines.peek().is_some() && lines.all(|line| row(line).is_some() || line.trim().is_empty())
}

/// Headword, offset and length.
fn row(line: &str) -> Option<(&str, usize, usize)> {
    let mut cells = line.split('\t');
    let row = (cells.next()?, number(cells.next()?)?, number(cells.next()?)?);
    Some(row)
}

/// A number in the base 64 of dictd.
fn number(text: &str) -> Option<usize> {
    /// Five digits reach a gigabyte.
    const LONGEST: usize = 8;
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    text.bytes().try_fold(0usize, |sum, byte| {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        sum.checked_mul(64)?.checked_add(usize::from(digit))
    })
}

impl Dictd {
    fn new(index: &[u8], body: Vec<u8>) -> Self {
        let index = String::from_utf8_lossy(index).into_owned();
        let count = index.lines().filter_map(row).filter(|row| !is_about(row.0)).count();
        Self { index, body, count }
    }

    /// Number of headwords.
    pub fn len(&self) -> usize {
        self.count
    }

    /// What the name of the file says, or the entry that holds the dictionary's own name.
    pub fn languages(&self, name: &str) -> Option<Languages> {
        let short = || {
            let rows = self.index.lines().filter_map(row).filter(|row| is_about(row.0));
            let short = rows.filter(|row| row.0.replace('-', "") == "00databaseshort");
            short.map(|row| self.text(row.1, row.2)).find_map(|text| language::by_names(&text))
        };
        language::by_codes(name).or_else(short)
    }

    fn text(&self, offset: usize, length: usize) -> String {
        let end = offset.saturating_add(length).min(self.body.len());
        String::from_utf8_lossy(self.body.get(offset..end).unwrap_or_default()).into_owned()
    }

    /// The entries whose headword is wanted.
    pub fn entries(&self, wanted: &dyn Fn(&str) -> bool) -> Vec<Entry> {
        let rows = self.index.lines().filter_map(row);
        rows.filter(|row| !is_about(row.0) && wanted(row.0))
            .map(|(head, offset, length)| Entry {
                heads: vec![head.to_owned()],
                glosses: glosses(&self.text(offset, length)),
            })
            .collect()
    }
}

/// Entries about the dictionary itself.
fn is_about(head: &str) -> bool {
    head.starts_with("00database") || head.starts_with("00-database")
}

/// The translations of an entry: the lines behind the headword, without examples, notes and references.
fn glosses(text: &str) -> Vec<String> {
    const BRACKETS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('<', '>'), ('{', '}')];
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let head = lines.next();
    let mut rest: Vec<&str> = lines.collect();
    if rest.is_empty() {
        // All on one line: behind the pronunciation.
        rest.extend(head.and_then(|head| head.rsplit_once("/ ")).map(|(_, behind)| behind));
    }
    let telling = |line: &&str| {
        let line = line.trim_start();
        let note = line.split_whitespace().next().is_some_and(|word| word.ends_with(':'));
        !note && !line.starts_with(['"', '“', '-'])
    };
    rest.into_iter()
        .filter(telling)
        .flat_map(|line| {
            let plain = without_brackets(line, &BRACKETS);
            let plain = plain.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
            plain.split([',', ';']).map(|part| part.trim().to_owned()).collect::<Vec<_>>()
        })
        .filter(|gloss| !gloss.is_empty())
        .collect()
}
