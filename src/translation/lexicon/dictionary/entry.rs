//! One entry of a dictionary, whichever its format.

/// What an entry says: its headword and each of its translations, markup and notes left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The headword, in all its spellings.
    pub heads: Vec<String>,
    /// Its translations.
    pub glosses: Vec<String>,
}

/// The text without what stands in brackets of these kinds.
pub fn without_brackets(text: &str, kinds: &[(char, char)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Vec<char> = Vec::new();
    for c in text.chars() {
        if let Some((_, close)) = kinds.iter().find(|kind| kind.0 == c) {
            open.push(*close);
        } else if open.last() == Some(&c) {
            open.pop();
        } else if open.is_empty() {
            out.push(c);
        }
    }
    out
}
