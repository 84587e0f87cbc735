//! CC-CEDICT and what is written like it: `傳統 传统 [chuan2 tong3] /tradition/traditional/`, a line an entry, `#` before
//! notes.

use super::entry::{Entry, without_brackets};
use super::language::{self, Languages};

/// The text of a dictionary.
#[derive(Debug)]
pub struct Cedict {
    text: String,
    count: usize,
}

/// Lines that are looked at to tell the format, and the share of them that must fit.
const LOOKED_AT: usize = 100;
const SHARE: usize = 2;
/// Bytes that hold those lines.
const HEAD: usize = 64 * 1024;

/// Whether most of the first lines are entries.
pub fn is_cedict(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(HEAD)).unwrap_or_default());
    let mut lines: Vec<&str> = head.lines().filter(|line| !is_note(line)).take(LOOKED_AT + 1).collect();
    // The last one may be cut.
    if lines.len() > 1 {
        lines.pop();
    }
    let entries = lines.iter().filter(|line| heads(line).is_some()).count();
    entries > 0 && entries * SHARE >= lines.len()
}

fn is_note(line: &str) -> bool {
    line.trim_start_matches('\u{feff}').starts_with('#') || line.trim().is_empty()
}

/// Both spellings of the headword, and what stands behind the pronunciation.
fn heads(line: &str) -> Option<(&str, &str, &str)> {
    let (head, rest) = line.split_once('[')?;
    let (_, glosses) = rest.split_once(']')?;
    let mut words = head.split_whitespace();
    let (first, second) = (words.next()?, words.next()?);
    let glosses = glosses.trim();
    (words.next().is_none() && glosses.starts_with('/')).then_some((first, second, glosses))
}

impl Cedict {
    /// From the bytes of a file.
    pub fn new(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let count = text.lines().filter(|line| heads(line).is_some()).count();
        Self { text, count }
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Chinese, and what its notes or its name say.
    pub fn languages(&self, name: &str) -> Option<Languages> {
        let notes: String = self.text.lines().take_while(|line| is_note(line)).collect();
        let to = [&notes, name].into_iter().find_map(|said| {
            let said = said.to_lowercase();
            let known = [("handedict", "de"), ("cfdict", "fr"), ("cedict", "en")];
            known.into_iter().find(|(name, _)| said.contains(name)).map(|known| known.1)
        });
        let to = to.map(|to| Languages { from: "zh".to_owned(), to: to.to_owned() });
        to.or_else(|| language::by_codes(name))
    }

    /// The entries of which a spelling is wanted.
    pub fn entries(&self, wanted: &dyn Fn(&str) -> bool) -> Vec<Entry> {
        let mut out = Vec::new();
        for (first, second, glosses) in self.text.lines().filter(|line| !is_note(line)).filter_map(heads) {
            if !wanted(first) && (first == second || !wanted(second)) {
                continue;
            }
            let mut heads = vec![first.to_owned(), second.to_owned()];
            heads.dedup();
            out.push(Entry { heads, glosses: glosses.split('/').filter_map(gloss).collect() });
        }
        out
    }
}

/// A translation without its notes; references to other entries and measure words are none.
fn gloss(text: &str) -> Option<String> {
    const REFERENCES: [&str; 7] =
        ["CL:", "variant of", "old variant of", "see ", "see also", "abbr. for", "also written"];
    if REFERENCES.iter().any(|start| text.trim_start().starts_with(start)) {
        return None;
    }
    let plain = without_brackets(text, &[('(', ')'), ('[', ']')]);
    let plain = plain.trim();
    (!plain.is_empty()).then(|| plain.to_owned())
}
