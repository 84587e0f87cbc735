//! The hidden mark by which an entry is known again, and labels of revisions as headings have them.

use crate::history::Entry;
use crate::report::escape::fold;

/// Name of the hidden mark.
pub const MARK: &str = "recension-changelog/";
/// The version that is written and understood.
pub const MARK_VERSION: &str = "1";

/// A comment that names the document and the revisions under a heading.
pub fn mark(key: &str, entries: &[&Entry]) -> String {
    let ids: Vec<String> = entries.iter().map(|entry| encoded(mark_id(&entry.id))).collect();
    format!("<!-- {MARK}{MARK_VERSION} {} {} -->", encoded(key), ids.join(" "))
}

/// Digits of a commit's id in a mark: twelve distinguish all commits of Linux.
const MARK_DIGITS: usize = 12;

/// What a revision is in a mark: its label, or the beginning of its commit's id.
pub fn mark_id(id: &str) -> &str {
    let is_commit = id.len() == 40 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    id.get(..MARK_DIGITS).filter(|_| is_commit).unwrap_or(id)
}

/// A name that holds no blank and cannot end a comment: what else it has is written as `%2D`.
pub fn encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        let plain = byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'_');
        if plain || (byte == b'-' && !out.ends_with('-')) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// A revision's label in a heading: markup is escaped and an id stays whole, so that it can be searched for.
pub fn label(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in fold(text).chars() {
        if character.is_ascii_punctuation() && !matches!(character, '-' | '.') {
            out.push('\\');
        }
        out.push(character);
        if character == '@' {
            out.push_str("&#8203;");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::encoded;
    use super::label;

    #[test]
    fn marks_and_labels_are_safe() {
        assert_eq!(encoded("us-canada-roadmap/en"), "us-canada-roadmap/en");
        assert_eq!(encoded("a--> b"), "a-%2D%3E%20b");
        assert_eq!(label("2021-02-23"), "2021-02-23");
        assert_eq!(label("5b91a3f"), "5b91a3f");
        assert_eq!(label("<a_b>@x"), r"\<a\_b\>\@&#8203;x");
    }
}
