//! The text of an ODT: paragraphs and headings in lists, tables, notes; tracked changes in one state.

use super::lists::{Counters, Lists};
use super::node::{attr, raw_text};
use super::styles::Styles;
use super::tables;
use crate::formats::flow::{Flow, Piece, folded};
use crate::formats::options::TrackedChanges;
use crate::formats::readers::office_headings as headings;
use crate::model::{BlockKind, Location, NoteKind, SetAsideReason};
use roxmltree::Node;
use rustc_hash::{FxHashMap, FxHashSet};

/// The paragraph in the making.
#[derive(Default)]
struct Inline<'a, 'i> {
    text: String,
    calls: Vec<(usize, String)>,
    weight: (usize, usize),
    boxes: Vec<Node<'a, 'i>>,
}

/// One level of the lists that are open.
struct Open {
    style: String,
    /// The item has not been counted yet; a start of its own.
    fresh: Option<Option<u32>>,
}

/// A tracked change by its id.
struct Change<'a, 'i> {
    deletion: Option<Node<'a, 'i>>,
    insertion: bool,
}

/// Reads the text into a flow.
pub struct Body<'s, 'a, 'i> {
    flow: &'s mut Flow,
    styles: &'s Styles,
    accepted: bool,
    changes: FxHashMap<&'a str, Change<'a, 'i>>,
    /// Insertions that are open.
    inserting: FxHashSet<&'a str>,
    inline: Inline<'a, 'i>,
    /// Text of paragraphs whose end was inserted goes on in the next one.
    carried: bool,
    lists: Lists,
    open: Vec<Open>,
    counters: Counters,
    outline: Counters,
    paragraph: u32,
}

impl<'s, 'a, 'i> Body<'s, 'a, 'i> {
    /// A reader that appends to `flow`.
    pub fn new(flow: &'s mut Flow, styles: &'s Styles, changes: TrackedChanges, text: Node<'a, 'i>) -> Self {
        let regions = text.descendants().filter(|node| node.tag_name().name() == "changed-region");
        let region = |node: Node<'a, 'i>| {
            let part = |name| node.children().find(|child| child.tag_name().name() == name);
            Some((
                attr(node, "id")?,
                Change { deletion: part("deletion"), insertion: part("insertion").is_some() },
            ))
        };
        Self {
            flow,
            styles,
            accepted: changes == TrackedChanges::Accepted,
            changes: regions.filter_map(region).collect(),
            inserting: FxHashSet::default(),
            inline: Inline::default(),
            carried: false,
            lists: Lists::default(),
            open: Vec::new(),
            counters: Counters::default(),
            outline: Counters::default(),
            paragraph: 0,
        }
    }

    /// Reads the paragraphs, lists and tables of a container.
    pub fn container(&mut self, node: Node<'a, 'i>) {
        for inner in node.children().filter(Node::is_element) {
            match inner.tag_name().name() {
                "p" | "h" => self.paragraph(inner),
                "list" => self.list(inner),
                "table" => self.table(inner),
                "tracked-changes" | "sequence-decls" | "variable-decls" | "user-field-decls" | "forms" => {}
                "change" | "change-start" | "change-end" => self.change(inner),
                name if is_index(name) => self.flow.set_aside(SetAsideReason::Contents, &raw_text(inner)),
                _ => self.container(inner),
            }
        }
    }

    fn list(&mut self, node: Node<'a, 'i>) {
        let outer_style = self.open.last().map(|open| open.style.clone());
        let style = attr(node, "style-name").map(str::to_owned).or(outer_style).unwrap_or_default();
        let outermost = self.open.is_empty();
        if outermost {
            self.counters = self.lists.begin(node, &style);
        }
        self.open.push(Open { style: style.clone(), fresh: None });
        for item in node.children().filter(Node::is_element) {
            let start = attr(item, "start-value").and_then(|start| start.parse().ok());
            if let Some(open) = self.open.last_mut() {
                open.style = attr(item, "style-override").map_or_else(|| style.clone(), str::to_owned);
                open.fresh = (item.tag_name().name() == "list-item").then_some(start);
            }
            self.container(item);
        }
        self.open.pop();
        if outermost {
            let counters = std::mem::take(&mut self.counters);
            self.lists.end(node, &style, counters);
        }
    }

    fn paragraph(&mut self, node: Node<'a, 'i>) {
        self.paragraph += 1;
        if !std::mem::take(&mut self.carried) {
            self.inline = Inline::default();
        }
        let style = attr(node, "style-name");
        self.runs(node, self.styles.bold(style).unwrap_or(false));
        // The end of the paragraph was inserted: without it the text goes on.
        if !self.accepted && !self.inserting.is_empty() {
            self.carried = true;
            return;
        }
        self.emit(node);
    }

    /// Ends the paragraph in the making with the properties of `node`.
    fn emit(&mut self, node: Node<'a, 'i>) {
        let inline = std::mem::take(&mut self.inline);
        let style = attr(node, "style-name");
        let text = folded(&inline.text);
        if text.is_empty() && inline.calls.is_empty() && inline.boxes.is_empty() {
            return;
        }
        let marked = node.tag_name().name() == "h";
        let own = attr(node, "outline-level").and_then(|level| level.parse::<u8>().ok());
        let level = if marked {
            own.or(Some(1))
        } else {
            self.styles.outline_level(style).filter(|level| *level > 0)
        };
        let (label, bullet) = self.number(node, level.filter(|_| marked));
        let title = self.styles.is_title(style);
        let heading =
            headings::decide(&text, if title { Some(1) } else { level }, if title { "title" } else { "" });
        let heading = heading.or_else(|| {
            let bold = inline.weight.0 > 0 && inline.weight.0 == inline.weight.1;
            headings::may_head(&text, bold, bullet).then_some(headings::UNMARKED)
        });
        if title && self.flow.title.is_none() && !text.is_empty() {
            self.flow.title = Some(text);
        }
        let small = label.as_deref().is_some_and(is_item_label);
        let depth = u8::try_from(self.open.len()).unwrap_or(u8::MAX);
        let kind = if bullet || small { BlockKind::Item } else { BlockKind::Paragraph };
        let location = self.location();
        self.flow.push(Piece {
            heading,
            kind: Some(kind),
            depth: if kind == BlockKind::Item { depth.max(1) } else { depth.saturating_sub(1) },
            label,
            text: inline.text,
            calls: inline.calls,
            location,
            cells: Vec::new(),
        });
        for content in inline.boxes {
            let open = std::mem::take(&mut self.open);
            self.container(content);
            self.open = open;
        }
    }

    fn location(&self) -> Option<Location> {
        let part = Some("content.xml".to_owned());
        Some(Location { part, paragraph: Some(self.paragraph), ..Location::default() })
    }

    /// The label of the paragraph, and whether it has a bullet: only the first of an item is counted.
    fn number(&mut self, node: Node<'a, 'i>, heading: Option<u8>) -> (Option<String>, bool) {
        let at = self.open.len().saturating_sub(1);
        if let Some(open) = self.open.last_mut() {
            let Some(start) = open.fresh.take() else { return (None, false) };
            let style = open.style.clone();
            let label = self.counters.next(self.styles, &style, at, start);
            return (label.clone(), label.is_none());
        }
        let unnumbered = attr(node, "is-list-header") == Some("true");
        let level = heading.filter(|_| !unnumbered).map(|level| usize::from(level.saturating_sub(1)));
        (level.and_then(|level| self.outline.next_heading(&self.styles.outline, level)), false)
    }

    fn runs(&mut self, node: Node<'a, 'i>, bold: bool) {
        for inner in node.children() {
            if inner.is_text() {
                self.push(inner.text().unwrap_or_default(), bold);
                continue;
            }
            match inner.tag_name().name() {
                "s" => {
                    self.push(" ", bold);
                }
                "tab" | "line-break" => self.push(" ", bold),
                "span" => {
                    let style = attr(inner, "style-name");
                    if self.styles.hidden(style) {
                        self.flow.set_aside(SetAsideReason::Hidden, &raw_text(inner));
                    } else {
                        self.runs(inner, self.styles.bold(style).unwrap_or(bold));
                    }
                }
                "note" => self.note(inner),
                "annotation" => self.flow.set_aside(SetAsideReason::Editorial, &raw_text(inner)),
                "annotation-end" | "ruby-text" | "hidden-paragraph" => {}
                "title" | "desc" => self.flow.set_aside(SetAsideReason::Picture, &raw_text(inner)),
                "text-box" => self.inline.boxes.push(inner),
                "change" | "change-start" | "change-end" => self.change(inner),
                _ => self.runs(inner, bold),
            }
        }
    }

    fn push(&mut self, text: &str, bold: bool) {
        if !self.accepted && !self.inserting.is_empty() {
            self.flow.set_aside(SetAsideReason::Inserted, text);
            return;
        }
        let count = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.inline.weight.0 += count;
        self.inline.weight.1 += if bold { count } else { 0 };
        self.inline.text.push_str(text);
    }

    fn note(&mut self, node: Node<'a, 'i>) {
        if !self.accepted && !self.inserting.is_empty() {
            self.flow.set_aside(SetAsideReason::Inserted, &raw_text(node));
            return;
        }
        let Some(body) = node.children().find(|child| child.tag_name().name() == "note-body") else { return };
        let kind = match attr(node, "note-class") {
            Some("endnote") => NoteKind::Endnote,
            _ => NoteKind::Footnote,
        };
        let key = attr(node, "id").map_or_else(|| format!("note-{}", node.range().start), str::to_owned);
        let outer = std::mem::take(&mut self.inline);
        self.note_paragraphs(body);
        let text = std::mem::replace(&mut self.inline, outer).text;
        let location = self.location();
        self.flow.note(key.clone(), kind, &text, location);
        self.inline.calls.push((self.inline.text.len(), key));
    }

    fn note_paragraphs(&mut self, node: Node<'a, 'i>) {
        for inner in node.children().filter(Node::is_element) {
            if matches!(inner.tag_name().name(), "p" | "h") {
                self.runs(inner, false);
                self.inline.text.push(' ');
            } else {
                self.note_paragraphs(inner);
            }
        }
    }

    /// A tracked change: an insertion begins or ends, or something was deleted here.
    fn change(&mut self, node: Node<'a, 'i>) {
        let Some(id) = attr(node, "change-id") else { return };
        let Some(change) = self.changes.get(id) else { return };
        let (deletion, insertion) = (change.deletion, change.insertion);
        match node.tag_name().name() {
            "change-start" if insertion => {
                self.inserting.insert(id);
            }
            "change-end" => {
                self.inserting.remove(id);
            }
            _ => {
                let Some(deletion) = deletion else { return };
                // What was deleted from an insertion is in neither state.
                if self.accepted || insertion || !self.inserting.is_empty() {
                    self.flow.set_aside(SetAsideReason::Deleted, &raw_text(deletion));
                } else {
                    self.restore(deletion);
                }
            }
        }
    }

    /// Puts deleted content back: its first paragraph goes on the text, its last one is gone on.
    fn restore(&mut self, deletion: Node<'a, 'i>) {
        let is_paragraph = |node: &Node<'_, '_>| matches!(node.tag_name().name(), "p" | "h");
        let outer = |node: &Node<'_, '_>| !node.ancestors().skip(1).any(|above| is_paragraph(&above));
        let paragraphs: Vec<Node<'a, 'i>> =
            deletion.descendants().filter(is_paragraph).filter(outer).collect();
        for (at, paragraph) in paragraphs.iter().enumerate() {
            if at > 0 {
                let counted = self.open.last().is_some_and(|open| open.fresh.is_some());
                self.emit(*paragraph);
                if let Some(open) = self.open.last_mut().filter(|_| counted) {
                    open.fresh = Some(None);
                }
            }
            let bold = self.styles.bold(attr(*paragraph, "style-name")).unwrap_or(false);
            self.runs(*paragraph, bold);
        }
    }

    fn table(&mut self, node: Node<'a, 'i>) {
        let rows = tables::rows(node);
        let open = std::mem::take(&mut self.open);
        if tables::is_layout(&rows) {
            for cell in rows.iter().flat_map(|row| tables::cells(*row)) {
                self.container(cell);
            }
            self.open = open;
            return;
        }
        let mut above: Vec<String> = Vec::new();
        for row in rows {
            let (mut columns, mut shown, mut calls) = (Vec::new(), Vec::new(), Vec::new());
            let cells = tables::cells(row);
            for (at, cell) in cells.iter().enumerate() {
                let mut text = self.cell_text(*cell, &mut calls);
                let covered = cell.tag_name().name() == "covered-table-cell";
                let beside = covered && tables::spanned_from_left(&cells, at);
                if covered && !beside && text.is_empty() {
                    text = above.get(at).cloned().unwrap_or_default();
                }
                columns.push(text.clone());
                if !beside {
                    shown.push(text);
                }
            }
            above = columns;
            let location = self.location();
            self.flow.push(Piece {
                kind: Some(BlockKind::Row),
                cells: shown,
                calls,
                location,
                ..Piece::default()
            });
        }
        self.open = open;
    }

    /// The text of a cell: its paragraphs, numbers included, joined.
    fn cell_text(&mut self, cell: Node<'a, 'i>, calls: &mut Vec<(usize, String)>) -> String {
        let outer = std::mem::take(self.flow);
        self.container(cell);
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

    /// Whether any tracked change was seen.
    pub fn finish(self) -> bool {
        !self.changes.is_empty()
    }
}

/// Labels of small items: `(a)`, `iv.`; clauses have digits or words.
fn is_item_label(label: &str) -> bool {
    let bare: String = label.chars().filter(|c| c.is_alphanumeric()).collect();
    !bare.is_empty() && bare.len() <= 4 && bare.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn is_index(name: &str) -> bool {
    matches!(
        name,
        "table-of-content"
            | "alphabetical-index"
            | "illustration-index"
            | "table-index"
            | "object-index"
            | "user-index"
    )
}
