//! A text as understood: its sections, blocks, and what was set aside.

use super::{Block, Language, Note, Origin, Section, Span, StatedDate, Warning};
use serde::Serialize;

/// One text in one language, taken apart. Every character of the original that is not white space is in a heading,
/// a block or the list of what was set aside.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// As the user named it; empty where nobody did.
    pub address: String,
    /// SHA-256 of the original bytes, in hexadecimal; empty where there were none.
    pub sha256: String,
    /// The title, where the text says one: front matter, a single highest heading, or the first line of a title page.
    pub title: Option<String>,
    /// The language as detected.
    pub language: Option<Language>,
    /// Which source it says that it was translated from.
    pub origin: Option<Origin>,
    /// Sections in reading order, parents before children. The first is the front part and is always there, mostly
    /// without blocks in Markdown.
    pub sections: Vec<Section>,
    /// Blocks in reading order.
    pub blocks: Vec<Block>,
    /// What is in the original but is no part of the text, in order.
    pub set_aside: Vec<SetAside>,
    /// Which blocks are notes, and where they are called.
    pub notes: Vec<Note>,
    /// Dates that the file states as data: `<time>`, the record of a law.
    pub dates: Vec<StatedDate>,
    /// What the reader is not sure of.
    pub warnings: Vec<Warning>,
}

impl Document {
    /// A text without any text: what a new text is compared with, and what is left of one that is gone.
    #[must_use]
    pub fn empty() -> Self {
        Self { sections: vec![Section::front()], ..Self::default() }
    }

    /// Number of sections that hold anything: the front part counts when it has blocks.
    #[must_use]
    pub fn section_count(&self) -> usize {
        let front =
            self.sections.first().is_some_and(|front| front.heading.is_none() && front.blocks.is_empty());
        self.sections.len() - usize::from(front)
    }

    /// The headings from the outermost section down to section `index`, labels included.
    #[must_use]
    pub fn section_path(&self, index: usize) -> Vec<String> {
        let mut path = Vec::new();
        let mut next = Some(index);
        while let Some(section) = next.and_then(|index| self.sections.get(index)) {
            if let Some(heading) = &section.heading {
                path.push(heading.text.clone());
            }
            next = section.parent;
        }
        path.reverse();
        path
    }
}

/// A part of the original that is no part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Where it stands.
    pub span: Span,
    /// It as it stands in the original.
    pub text: String,
    /// Why it was set aside.
    pub reason: SetAsideReason,
}

/// Why a part of the original is no part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SetAsideReason {
    /// A page number standing alone
    PageNumber,
    /// A line repeated at the head or foot of pages
    RunningHead,
    /// A drawn line: `---`, `* * *`, the line under a table's head
    Rule,
    /// A hyphen that only broke a word at the end of a line
    Hyphenation,
    /// A sign of structure that carries no text: a front matter fence, an empty bullet, a link definition's brackets
    Markup,
    /// Navigation, headers and footers of a web page, and what surrounds its main content
    Navigation,
    /// A banner over the text: a cookie notice, a dialog
    Banner,
    /// A form: fields, buttons
    Form,
    /// Text that is not shown
    Hidden,
    /// A program or style sheet
    Script,
    /// A table of contents
    Contents,
    /// Text that a tracked change deletes
    Deleted,
    /// Text that a tracked change inserts, where the older state is read
    Inserted,
    /// A note of an editor that is no part of the text
    Editorial,
    /// Data about the text: identifiers, a record of changes
    Metadata,
    /// What stands for a picture
    Picture,
}
