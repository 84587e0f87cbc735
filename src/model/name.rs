//! The checked names of documents and revisions.
//!
//! A document's name and a revision's label become folder names, trailers and parts of addresses, on every
//! operating system that a repository is cloned to. [`DocumentName::new`] and [`Revision::new`] are therefore the
//! only way to make one, also when a record is read back.

use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest name in bytes. File systems stop at 255 bytes a component; the rest is room for whole paths on Windows
/// (260 characters), which hold the name once beside the language and the file.
const MAX_NAME_BYTES: usize = 100;

/// Letters and marks by their Unicode category that show nothing (`Default_Ignorable_Code_Point`, Unicode 16): a
/// name with one of them looks like another name.
const INVISIBLE: &[std::ops::RangeInclusive<char>] = &[
    '\u{034f}'..='\u{034f}',
    '\u{115f}'..='\u{1160}',
    '\u{17b4}'..='\u{17b5}',
    '\u{180b}'..='\u{180f}',
    '\u{3164}'..='\u{3164}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{ffa0}'..='\u{ffa0}',
    '\u{e0100}'..='\u{e01ef}',
];

/// The name of a document over its whole life: `us-canada-roadmap`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DocumentName(String);

/// The label of one state of a document, by default the date it was published: `2021-02-23`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Revision(String);

/// Why a text cannot name a document or a revision.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidName {
    /// Nothing was written.
    #[error("a name cannot be empty; write one such as `us-canada-roadmap` or `2021-02-23`")]
    Empty,
    /// More than 100 bytes.
    #[error("the name that begins `{start}` has {bytes} bytes; write one of at most {MAX_NAME_BYTES}")]
    TooLong {
        /// Its first characters.
        start: String,
        /// Its length.
        bytes: usize,
    },
    /// A character that some file system, shell or address would misread.
    #[error("the name `{shown}` has {character}; write letters, digits, `-`, `_` and `.` only")]
    Character {
        /// The name with what is invisible escaped.
        shown: String,
        /// The character as it is told: in backticks, or by its number.
        character: String,
    },
    /// It begins with `.` or `-`, or with a mark that has no letter.
    #[error("the name `{shown}` begins with `{first}`; begin it with a letter or a digit")]
    Start {
        /// The name.
        shown: String,
        /// Its first character.
        first: char,
    },
    /// It ends with a dot, or has two in a row.
    #[error("the name `{shown}` ends with a dot or has two in a row; write single dots inside it only")]
    Dots {
        /// The name.
        shown: String,
    },
    /// Windows keeps the name for a device, also with an extension.
    #[error("the name `{shown}` means a device on Windows; write another, such as `{shown}-text`")]
    Device {
        /// The name.
        shown: String,
    },
}

impl DocumentName {
    /// Checks a name and brings it to Unicode normal form C (a file name of macOS often is not).
    ///
    /// # Errors
    /// [`InvalidName`] when the name could not be a folder on every system, or could be taken for another name.
    pub fn new(name: &str) -> Result<Self, InvalidName> {
        checked(name).map(Self)
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Revision {
    /// Checks a label; the rules are those of [`DocumentName::new`].
    ///
    /// # Errors
    /// [`InvalidName`] as there.
    pub fn new(label: &str) -> Result<Self, InvalidName> {
        checked(label).map(Self)
    }

    /// The label.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The name in normal form C, if it is one.
fn checked(name: &str) -> Result<String, InvalidName> {
    if name.len() > 4 * MAX_NAME_BYTES {
        return Err(too_long(name));
    }
    let name: String = name.nfc().collect();
    let Some(first) = name.chars().next() else { return Err(InvalidName::Empty) };
    let shown = || name.escape_debug().to_string();
    if let Some(bad) = name.chars().find(|&c| !is_allowed(c)) {
        return Err(InvalidName::Character { shown: shown(), character: told(bad) });
    }
    if name.len() > MAX_NAME_BYTES {
        return Err(too_long(&name));
    }
    if matches!(first, '.' | '-') || is_combining_mark(first) {
        return Err(InvalidName::Start { shown: shown(), first });
    }
    if name.ends_with('.') || name.contains("..") {
        return Err(InvalidName::Dots { shown: shown() });
    }
    if is_device(&name) {
        return Err(InvalidName::Device { shown: shown() });
    }
    Ok(name)
}

fn too_long(name: &str) -> InvalidName {
    let start = name.chars().take(20).flat_map(char::escape_debug).collect();
    InvalidName::TooLong { start, bytes: name.len() }
}

fn is_allowed(c: char) -> bool {
    let plain = c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '-' | '_' | '.');
    plain && !INVISIBLE.iter().any(|range| range.contains(&c))
}

/// A character as an error names it: what shows nothing or breaks the line, by its number.
fn told(c: char) -> String {
    match c {
        ' ' => "a space".to_owned(),
        c if c.is_ascii_graphic() => format!("`{c}`"),
        c => format!("the character U+{:04X}", u32::from(c)),
    }
}

/// Whether Windows takes the name for a device, as its documentation of file names lists them ("Naming Files, Paths,
/// and Namespaces"); an extension does not help, and the superscript digits count as digits.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    if matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$") {
        return true;
    }
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    port.is_some_and(|port| {
        let mut digits = port.chars();
        matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    })
}

impl fmt::Display for DocumentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for DocumentName {
    type Error = InvalidName;
    fn try_from(name: String) -> Result<Self, Self::Error> {
        Self::new(&name)
    }
}

impl TryFrom<String> for Revision {
    type Error = InvalidName;
    fn try_from(label: String) -> Result<Self, Self::Error> {
        Self::new(&label)
    }
}

impl From<DocumentName> for String {
    fn from(name: DocumentName) -> Self {
        name.0
    }
}

impl From<Revision> for String {
    fn from(label: Revision) -> Self {
        label.0
    }
}

#[cfg(test)]
mod tests {
    use super::{DocumentName, Revision};

    #[test]
    fn takes_the_names_people_use() {
        for name in [
            "us-canada-roadmap",
            "2021-02-23",
            "v1.2_final",
            "加拿大路线图",
            "हिन्दी",
            "git",
            "company",
            "com10",
        ] {
            assert_eq!(DocumentName::new(name).unwrap().as_str(), name);
        }
        assert_eq!(Revision::new("re\u{301}vision").unwrap().as_str(), "révision");
    }

    #[test]
    fn refuses_what_a_path_an_address_or_a_reader_would_misread() {
        let bad = [
            "",
            ".",
            "..",
            "a/b",
            "a\\b",
            "a:b",
            "a@b",
            "a~1",
            "git~1",
            "a^",
            "a*",
            "a?",
            "a\"",
            "a<",
            "a>",
            "a|",
            "a b",
            " a",
            "a\n",
            "a\0",
            "-a",
            ".git",
            ".g\u{200c}it",
            "a\u{200b}",
            "a\u{202e}b",
            "a\u{3164}",
            "a\u{fe0f}",
            "a.",
            "a..b",
            "con",
            "CON",
            "nul.txt",
            "Aux.tar.gz",
            "com1",
            "LPT9.md",
            "com¹",
            "\u{301}a",
            "a\u{feff}",
        ];
        for name in bad {
            assert!(DocumentName::new(name).is_err(), "{name:?}");
            assert!(Revision::new(name).is_err(), "{name:?}");
        }
        assert!(DocumentName::new(&"a".repeat(100)).is_ok());
        assert!(DocumentName::new(&"a".repeat(101)).is_err());
        assert!(DocumentName::new(&"路".repeat(34)).is_err());
    }

    proptest::proptest! {
        #[test]
        fn an_accepted_name_is_one_path_component_and_stays_as_it_is(
            text in "[a-z0-9._\\-~/\\\\:@ \u{301}\u{200d}\u{3164}路É]{0,12}|\\PC{0,12}"
        ) {
            use std::path::{Component, Path};
            if let Ok(name) = DocumentName::new(&text) {
                let mut parts = Path::new(name.as_str()).components();
                proptest::prop_assert!(matches!(parts.next(), Some(Component::Normal(part)) if part == name.as_str()));
                proptest::prop_assert!(parts.next().is_none());
                proptest::prop_assert_eq!(DocumentName::new(name.as_str()), Ok(name.clone()));
                proptest::prop_assert!(!name.as_str().chars().any(|c| c.is_control() || c.is_whitespace()));
            }
        }
    }

    #[test]
    fn says_what_is_wrong_without_showing_control_characters() {
        let error = DocumentName::new("a\u{1b}[31m").unwrap_err().to_string();
        assert!(!error.contains('\u{1b}') && error.contains("U+001B"), "{error}");
    }
}
