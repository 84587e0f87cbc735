//! The body of a DOCX: paragraphs with their numbers, tables, text boxes, content controls.

use super::inline::{Context, Fields, Inline};
use super::tables;
use crate::formats::flow::{Flow, Piece, folded};
use crate::formats::ooxml::node::{attr, child, value};
use crate::formats::ooxml::numbering::{Numbering, Printed};
use crate::formats::ooxml::styles::{Properties, Styles};
use crate::formats::options::TrackedChanges;
use crate::formats::readers::office_headings as headings;
use crate::model::{BlockKind, Location, NoteKind, SetAsideReason};
use roxmltree::Node;
use rustc_hash::FxHashMap;

/// Notes by their key: `footnote:1`.
pub type Notes = FxHashMap<String, (NoteKind, String)>;

/// Reads the body into a flow.
pub struct Body<'s, 'a, 'i> {
    flow: &'s mut Flow,
    styles: &'s Styles,
    numbering: Numbering,
    notes: Notes,
    changes: TrackedChanges,
    part: String,
    paragraph: u32,
    fields: Fields,
    /// Content of paragraphs whose mark is deleted: it goes on in the next paragraph.
    carried: Option<Inline<'a, 'i>>,
    tracked: bool,
    contents: bool,
}

impl<'s, 'a, 'i> Body<'s, 'a, 'i> {
    /// A reader that appends to `flow`.
    pub fn new(
        flow: &'s mut Flow,
        styles: &'s Styles,
        numbering: Numbering,
        notes: Notes,
        (changes, part): (TrackedChanges, String),
    ) -> Self {
        Self {
            flow,
            styles,
            numbering,
            notes,
            changes,
            part,
            paragraph: 0,
            fields: Fields::new(),
            carried: None,
            tracked: false,
            contents: false,
        }
    }

    /// Reads the paragraphs and tables of a container.
    pub fn container(&mut self, node: Node<'a, 'i>) {
        for inner in node.children().filter(Node::is_element) {
            match inner.tag_name().name() {
                "p" => self.paragraph(inner),
                "tbl" => self.table(inner),
                "sdt" => {
                    let outer = self.contents;
                    self.contents |= is_contents(inner);
                    if let Some(content) = child(inner, "sdtContent") {
                        self.container(content);
                    }
                    self.contents = outer;
                }
                "AlternateContent" => {
                    if let Some(choice) = child(inner, "Choice").or_else(|| child(inner, "Fallback")) {
                        self.container(choice);
                    }
                }
                "sectPr" | "tblPr" | "tcPr" | "trPr" => {}
                "del" | "moveFrom" | "ins" | "moveTo" => {
                    self.tracked = true;
                    let older = matches!(inner.tag_name().name(), "del" | "moveFrom");
                    if older != (self.changes == TrackedChanges::Accepted) {
                        self.container(inner);
                    }
                }
                _ => self.container(inner),
            }
        }
    }

    fn paragraph(&mut self, node: Node<'a, 'i>) {
        self.paragraph += 1;
        let own = self.own_properties(node);
        let style = own.and_then(|own| value(own, "pStyle"));
        let style_looks = self.styles.paragraph(style);
        let direct = Properties::of(own, None);
        let context = Context { changes: self.changes, styles: self.styles, paragraph: style_looks.clone() };
        let mut inline = self.carried.take().unwrap_or_default();
        let mut content = Inline::default();
        let contents_before = self.in_contents();
        content.read(node, &context, &mut self.fields);
        inline.join(content);
        self.tracked |= inline.tracked;
        if self.mark_is_deleted(node) {
            self.tracked = true;
            self.carried = Some(inline);
            return;
        }
        let name = self.styles.name(style);
        if self.contents || contents_before || self.in_contents() || name.starts_with("toc ") {
            self.flow.set_aside(SetAsideReason::Contents, &inline.text);
            return;
        }
        let numbered = self.number(&direct, style, &style_looks);
        let level = headings::level(name, direct.outline.or(style_looks.outline));
        self.emit(inline, numbered.as_ref(), (name.to_owned(), level, direct.over(&style_looks)));
    }

    /// The properties of the paragraph, the older ones where the change of them is rejected.
    fn own_properties(&self, node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
        let own = child(node, "pPr")?;
        match child(own, "pPrChange") {
            Some(change) if self.changes == TrackedChanges::Rejected => child(change, "pPr"),
            _ => Some(own),
        }
    }

    /// Whether the mark at the end of the paragraph is deleted in the state that is read.
    fn mark_is_deleted(&self, node: Node<'a, 'i>) -> bool {
        let marks = child(node, "pPr").and_then(|own| child(own, "rPr"));
        let has = |name| marks.is_some_and(|marks| child(marks, name).is_some());
        match self.changes {
            TrackedChanges::Accepted => has("del") || has("moveFrom"),
            TrackedChanges::Rejected => has("ins") || has("moveTo"),
        }
    }

    fn in_contents(&self) -> bool {
        self.fields.iter().any(|(_, contents)| *contents)
    }

    /// Counts the paragraph where it belongs to a list.
    fn number(&mut self, direct: &Properties, style: Option<&str>, looks: &Properties) -> Option<Printed> {
        let list = direct.num_id.or(looks.num_id).filter(|id| *id != 0)?;
        let by_style = direct.num_id.is_none() || direct.level.is_none();
        let linked = by_style
            .then(|| self.numbering.linked_level(list, self.styles, self.styles.numbering_chain(style)))
            .flatten();
        let level = direct.level.or(linked).or(looks.level).unwrap_or_default();
        self.numbering.next(list, level, self.styles)
    }

    fn emit(
        &mut self,
        inline: Inline<'a, 'i>,
        numbered: Option<&Printed>,
        (style, level, looks): (String, Option<u8>, Properties),
    ) {
        for (_, key) in &inline.calls {
            if let Some((kind, text)) = self.notes.remove(key) {
                self.flow.note(key.clone(), kind, &text, self.location());
            }
        }
        let text = folded(&inline.text);
        let heading = headings::decide(&text, level, &style).or_else(|| {
            let plain = looks.bold.unwrap_or(false) || inline.is_bold();
            headings::may_head(&text, plain, numbered.is_some_and(|printed| printed.label.is_none()))
                .then_some(headings::UNMARKED)
        });
        if style == "title" && self.flow.title.is_none() && !text.is_empty() {
            self.flow.title = Some(text);
        }
        let printed = numbered.and_then(|numbered| numbered.label.clone());
        let bullet = numbered.is_some_and(|numbered| numbered.label.is_none());
        let item = bullet || printed.as_deref().is_some_and(is_item_label);
        let depth = numbered.map_or(0, |numbered| numbered.level + u8::from(item));
        let piece = Piece {
            heading,
            kind: Some(if item { BlockKind::Item } else { BlockKind::Paragraph }),
            depth,
            label: printed,
            text: inline.text,
            calls: inline.calls,
            location: self.location(),
            cells: Vec::new(),
        };
        self.flow.push(piece);
        for (reason, text) in inline.left_out {
            self.flow.set_aside(reason, &text);
        }
        for content in inline.boxes {
            self.container(content);
        }
    }

    /// Ends what is carried: no paragraph follows in this container.
    fn end_container(&mut self) {
        if let Some(inline) = self.carried.take() {
            self.emit(inline, None, (String::new(), None, Properties::default()));
        }
    }

    /// Where the paragraph that was read last is.
    fn location(&self) -> Option<Location> {
        Some(Location {
            part: Some(self.part.clone()),
            paragraph: Some(self.paragraph),
            ..Location::default()
        })
    }

    fn table(&mut self, table: Node<'a, 'i>) {
        self.end_container();
        let (rows, tracked) = tables::rows(table, self.changes);
        self.tracked |= tracked;
        if tables::is_layout(&rows) {
            for cell in rows.into_iter().flatten() {
                self.container(cell.node);
                self.end_container();
            }
            return;
        }
        // The texts of the row above, by grid column, for cells that span rows.
        let mut above: Vec<(usize, String)> = Vec::new();
        for row in rows {
            let (mut columns, mut calls) = (Vec::new(), Vec::new());
            for cell in row {
                let mut text = self.cell_text(cell.node, &mut calls);
                if cell.continues && text.is_empty() {
                    let over = above.iter().find(|(at, _)| *at == cell.column);
                    text = over.map(|(_, text)| text.clone()).unwrap_or_default();
                }
                columns.push((cell.column, text));
            }
            let cells = columns.iter().map(|(_, text)| text.clone()).collect();
            above = columns;
            let location = self.location();
            self.flow.push(Piece { kind: Some(BlockKind::Row), cells, calls, location, ..Piece::default() });
        }
    }

    /// The text of a cell: its paragraphs, numbers included, joined.
    fn cell_text(&mut self, cell: Node<'a, 'i>, calls: &mut Vec<(usize, String)>) -> String {
        let outer = std::mem::take(self.flow);
        self.container(cell);
        self.end_container();
        let mut inner = std::mem::replace(self.flow, outer);
        let mut texts = Vec::new();
        for piece in std::mem::take(inner.pieces_mut()) {
            calls.extend(piece.calls.into_iter().map(|(_, key)| (0, key)));
            let text = if piece.cells.is_empty() { folded(&piece.text) } else { piece.cells.join(" ") };
            texts.push(piece.label.into_iter().chain([text]).collect::<Vec<_>>().join(" "));
        }
        self.flow.absorb(inner);
        texts.join(" ").trim().to_owned()
    }

    /// Whether any tracked change was seen. Notes that nothing calls in this state are listed.
    pub fn finish(mut self) -> bool {
        self.end_container();
        let mut left: Vec<(String, String)> =
            self.notes.drain().map(|(key, (_, text))| (key, text)).collect();
        left.sort();
        for (_, text) in left {
            self.flow.set_aside(SetAsideReason::Deleted, &text);
        }
        self.tracked
    }
}

/// Labels of small items: `(a)`, `iv.`; clauses have digits or words.
fn is_item_label(label: &str) -> bool {
    let bare: String = label.chars().filter(|c| c.is_alphanumeric()).collect();
    !bare.is_empty() && bare.len() <= 4 && bare.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether a content control is a table of contents.
fn is_contents(node: Node<'_, '_>) -> bool {
    let gallery = child(node, "sdtPr")
        .and_then(|own| child(own, "docPartObj"))
        .and_then(|part| child(part, "docPartGallery"))
        .and_then(|gallery| attr(gallery, "val"));
    gallery == Some("Table of Contents")
}
