//! Files that are ZIP archives of XML parts: DOCX, ODT, EPUB. Sizes are bounded, so that no archive unpacks without end.

use super::encoding;
use super::error::ReadError;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The largest part that is unpacked: the longest real contract has 3 MB of XML, and parsing takes ten times the part.
const PART_LIMIT: u64 = 64 << 20;
/// The most parts that an archive may have.
const PARTS: usize = 20_000;
/// The most nodes of one XML part.
const NODES: u32 = 4_000_000;

/// An open package.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    format: &'static str,
}

impl<'a> Package<'a> {
    /// Opens the archive that claims to be of `format`.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] when it is no archive.
    pub fn open(bytes: &'a [u8], format: &'static str) -> Result<Self, ReadError> {
        let damaged = |reason: String| ReadError::Damaged { format, reason };
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
        if archive.len() > PARTS {
            return Err(damaged(format!("it has more than the limit of {PARTS} parts")));
        }
        Ok(Self { archive, format })
    }

    /// The names of all parts, in the order of the archive.
    pub fn names(&self) -> Vec<String> {
        self.archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned).collect()
    }

    /// The bytes of a part; none where there is none of that name.
    ///
    /// # Errors
    /// [`ReadError`] when it is too large or damaged.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let format = self.format;
        let damaged =
            |reason: String| ReadError::Damaged { format, reason: format!("part `{name}`: {reason}") };
        let mut part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(error.to_string())),
        };
        if part.encrypted() {
            return Err(ReadError::Encrypted);
        }
        let mut bytes = Vec::new();
        part.by_ref()
            .take(PART_LIMIT + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| damaged(error.to_string()))?;
        if bytes.len() as u64 > PART_LIMIT {
            return Err(ReadError::PartTooLarge { part: name.to_owned(), limit: PART_LIMIT });
        }
        Ok(Some(bytes))
    }

    /// The text of an XML part; none where there is none of that name.
    ///
    /// # Errors
    /// [`ReadError`] when it is too large, damaged or no text.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        match self.bytes(name)? {
            Some(bytes) if !bytes.is_empty() => Ok(Some(encoding::decode_markup(&bytes)?.into_owned())),
            _ => Ok(None),
        }
    }
}

/// Parses an XML part.
///
/// # Errors
/// [`ReadError::Damaged`] when it is not well formed.
pub fn parse<'t>(text: &'t str, format: &'static str) -> Result<roxmltree::Document<'t>, ReadError> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: NODES, ..Default::default() };
    roxmltree::Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => {
            ReadError::Damaged { format, reason: format!("it has more than the limit of {NODES} nodes") }
        }
        error => ReadError::Damaged { format, reason: error.to_string() },
    })
}

/// How deep elements may be nested.
const DEEPEST: usize = 512;

/// Refuses a tree that is too deep for readers that follow it by recursion.
///
/// # Errors
/// [`ReadError::TooDeep`].
pub fn check_depth(document: &roxmltree::Document<'_>) -> Result<(), ReadError> {
    let mut depth = 0usize;
    let mut node = document.root();
    loop {
        if depth > DEEPEST {
            return Err(ReadError::TooDeep { limit: DEEPEST });
        }
        if let Some(child) = node.first_child() {
            (node, depth) = (child, depth + 1);
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => (node, depth) = (parent, depth.saturating_sub(1)),
                None => return Ok(()),
            }
        }
    }
}
