//! The tree of sections in the making: ids, parents, and which blocks belong where.

use super::labels::Labelled;
use super::languages::language_parts;
use crate::formats::raw::RawUnit;
use crate::model::{Block, BlockKind, Document, Heading, Section};

/// A document in the making.
#[derive(Default)]
pub struct Builder {
    document: Document,
    /// Sections that are open, outermost first; the front part is not among them.
    stack: Vec<usize>,
    /// Number of subsections so far, by section; the last is that of the document.
    children: Vec<usize>,
    top: usize,
}

impl Builder {
    /// Opens a section of a rank.
    pub fn open(&mut self, level: u8, heading: Option<Heading>) {
        self.front();
        while let Some(&last) = self.stack.last() {
            if self.document.sections[last].level < level {
                break;
            }
            self.stack.pop();
        }
        let parent = self.stack.last().copied();
        let ordinal = match parent {
            Some(parent) => &mut self.children[parent],
            None => &mut self.top,
        };
        *ordinal += 1;
        let id = match parent {
            Some(parent) => format!("{}.{ordinal}", self.document.sections[parent].id),
            None => format!("s{ordinal}"),
        };
        let (index, at) = (self.document.sections.len(), self.document.blocks.len());
        self.document.sections.push(Section {
            id,
            parent,
            level,
            cite: String::new(),
            heading,
            blocks: at..at,
            end: index + 1,
        });
        self.children.push(0);
        self.stack.push(index);
    }

    /// The front part is always there.
    fn front(&mut self) {
        if self.document.sections.is_empty() {
            self.document.sections.push(Section::front());
            self.children.push(0);
        }
    }

    /// Opens a section with a heading.
    pub fn heading(&mut self, unit: RawUnit, label: Labelled, level: u8) {
        let (label, body) = label.map_or((None, 0), |(label, body)| (Some(label), body));
        let parts = language_parts(&unit.text);
        let heading = Heading {
            text: unit.text,
            label,
            body,
            marks: unit.marks,
            parts,
            span: unit.span,
            source: unit.source,
            location: unit.location,
            layout: 0,
        };
        self.open(level, Some(heading));
    }

    /// Adds a block to the section that is open.
    pub fn block(&mut self, unit: RawUnit, label: Labelled, kind: BlockKind, depth: u8) {
        self.front();
        let section = self.document.sections.len() - 1;
        let owner = &mut self.document.sections[section];
        owner.blocks.end = self.document.blocks.len() + 1;
        let id = format!("{}.b{}", owner.id, owner.blocks.len());
        let (label, body) = label.map_or((None, 0), |(label, body)| (Some(label), body));
        self.document.blocks.push(Block {
            id,
            kind,
            section,
            depth,
            text: unit.text,
            label,
            cite: String::new(),
            body,
            marks: unit.marks,
            span: unit.span,
            source: unit.source,
            location: unit.location,
            layout: 0,
        });
    }

    /// The document, each section with its end.
    pub fn finish(mut self) -> Document {
        self.front();
        // Children come after their parents, so one pass from the end settles where each subtree ends.
        for index in (1..self.document.sections.len()).rev() {
            if let Some(parent) = self.document.sections[index].parent {
                let end = self.document.sections[index].end;
                let parent = &mut self.document.sections[parent];
                parent.end = parent.end.max(end);
            }
        }
        self.document
    }
}
