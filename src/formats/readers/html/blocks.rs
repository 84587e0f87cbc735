//! From the nodes of the main content to headings and blocks.

use super::content;
use super::dom::{self, Node};
use super::inline::{self, Inline};
use super::lists::Counter;
use super::notes::Notes;
use super::ranks;
use super::tables;
use crate::formats::flow::{Flow, Piece, folded};
use crate::formats::raw::RawKind;
use crate::formats::readers::plain;
use crate::model::{BlockKind, Location, SetAsideReason};

/// Walks the main content.
pub struct Walker<'f, 'n> {
    flow: &'f mut Flow,
    notes: &'n Notes,
    inline: Inline,
    bold: bool,
    lists: Vec<Counter>,
    quotes: u8,
    /// The item that was opened and has no text yet, with its label.
    item: Option<Option<String>>,
}

/// A piece of text with this many blank lines in it was put into the page as plain text, which a style sheet shows with
/// its lines. Text that people write in HTML has none.
const PLAIN_GAPS: usize = 6;
/// A form with this many words is no mere form.
const FORM_WORDS: usize = 200;

impl<'f, 'n> Walker<'f, 'n> {
    /// A walker that appends to `flow`.
    pub fn new(flow: &'f mut Flow, notes: &'n Notes) -> Self {
        Self { flow, notes, inline: Inline::default(), bold: false, lists: Vec::new(), quotes: 0, item: None }
    }

    /// Reads a node with all that is in it.
    pub fn walk(&mut self, node: Node<'_>) {
        if let Some(text) = node.value().as_text() {
            match text.matches("\n\n").count().max(text.matches("\r\n\r\n").count()) {
                0..PLAIN_GAPS => self.inline.push(text, self.bold),
                _ => self.plain_text(text),
            }
            return;
        }
        if node.value().as_element().is_none() || self.leaves_out(node) {
            return;
        }
        if self.inline.id.is_none() && self.inline.is_empty() {
            let id = dom::attr(node, "id");
            self.inline.id = (!id.is_empty()).then(|| format!("#{id}"));
        }
        let outer = self.bold;
        self.bold = inline::is_bold(node, outer);
        self.element(node);
        self.bold = outer;
    }

    /// Reads all children of a node.
    pub fn children(&mut self, node: Node<'_>) {
        for child in node.children() {
            self.walk(child);
        }
    }

    /// Lists what is no text; true where the node was dealt with.
    fn leaves_out(&mut self, node: Node<'_>) -> bool {
        if self.notes.is_note(node) {
            self.flush();
            return true;
        }
        let form = dom::name(node) == "form" && dom::words(&dom::shown_text(node)) < FORM_WORDS;
        let headed = || node.descendants().any(|inner| matches!(dom::name(inner), "h1" | "h2"));
        let reason = match content::not_text(node) {
            Some(reason) => reason,
            None if form => SetAsideReason::Form,
            None if content::is_frame(node) && !headed() => SetAsideReason::Navigation,
            None if matches!(dom::name(node), "del" | "s" | "strike") => SetAsideReason::Deleted,
            None if inline::is_anchor_sign(node) || dom::name(node) == "rp" => SetAsideReason::Markup,
            None => return false,
        };
        if reason != SetAsideReason::Script {
            content::leave_out(node, reason, self.flow);
        }
        true
    }

    /// Plain text inside a page: a whole law in one element.
    fn plain_text(&mut self, text: &str) {
        self.flush();
        let (units, set_aside) = plain::read(text);
        for unit in units {
            let (heading, kind, depth) = match unit.kind {
                RawKind::Heading { level } => (Some(level.saturating_add(1)), BlockKind::Paragraph, 0),
                RawKind::Block { kind, depth } => (None, kind, depth),
            };
            let location = place(None);
            self.flow.push(Piece {
                heading,
                kind: Some(kind),
                depth,
                text: unit.text,
                location,
                ..Piece::default()
            });
        }
        for part in set_aside {
            self.flow.set_aside(part.reason, &part.text);
        }
    }

    fn element(&mut self, node: Node<'_>) {
        match dom::name(node) {
            "br" => {
                if self.inline.line_break() {
                    self.flush();
                }
            }
            "img" => {
                self.flow.set_aside(SetAsideReason::Picture, dom::attr(node, "alt"));
            }
            "q" => {
                self.inline.push("“", self.bold);
                self.children(node);
                self.inline.push("”", self.bold);
            }
            "a" => self.link(node),
            "pre" => self.code(node),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(node),
            "ul" | "ol" | "menu" | "dir" => {
                self.flush();
                self.lists.push(Counter::new(node));
                self.children(node);
                self.flush();
                self.lists.pop();
            }
            "li" => {
                self.flush();
                let label = self.lists.last_mut().and_then(|counter| counter.label(node));
                self.item = Some(label);
                self.children(node);
                self.flush();
                self.item = None;
            }
            "blockquote" => {
                self.flush();
                self.quotes = self.quotes.saturating_add(1);
                self.children(node);
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            "table" => {
                self.flush();
                self.table(node);
            }
            "span" if is_word_label(node) => {
                self.inline.word_label = Some(folded(&dom::text(node)));
            }
            _ if dom::attr(node, "role") == "heading" => self.heading(node),
            _ if dom::is_block(node) => {
                self.flush();
                self.children(node);
                self.flush();
            }
            _ => self.children(node),
        }
    }

    /// A link: the call of a note, or text.
    fn link(&mut self, node: Node<'_>) {
        let target = dom::attr(node, "href").strip_prefix('#').unwrap_or_default();
        if self.notes.is_call(node) {
            self.inline.calls.push((self.inline.text.len(), target.to_owned()));
        } else {
            self.children(node);
        }
    }

    fn code(&mut self, node: Node<'_>) {
        self.flush();
        let text = dom::text(node);
        let location = self.location(node);
        self.flow.push(Piece {
            kind: Some(BlockKind::Code),
            text: text.trim_matches('\n').trim_end().to_owned(),
            location,
            ..Piece::default()
        });
    }

    fn heading(&mut self, node: Node<'_>) {
        self.flush();
        self.inline.id = Some(format!("#{}", dom::attr(node, "id"))).filter(|id| id.len() > 1);
        self.children(node);
        let level = match dom::name(node).strip_prefix('h').and_then(|level| level.parse().ok()) {
            Some(level) => level,
            None => dom::attr(node, "aria-level").parse().unwrap_or(2),
        };
        let label = self.item.take_if(|_| !self.inline.is_empty()).flatten();
        let inline = std::mem::take(&mut self.inline);
        self.flow.push(Piece {
            heading: Some(level),
            label,
            text: inline.text,
            calls: inline.calls,
            location: place(inline.id),
            ..Piece::default()
        });
    }

    /// Ends the block in the making.
    pub fn flush(&mut self) {
        if self.inline.is_empty() {
            self.inline = Inline::default();
            return;
        }
        let inline = std::mem::take(&mut self.inline);
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX).saturating_add(self.quotes);
        let written = inline.word_label.as_deref().map(word_label);
        let plain = self.lists.is_empty() && self.quotes == 0;
        let (kind, label) = match (self.item.take(), written) {
            (Some(label), _) => (BlockKind::Item, label),
            (None, Some(label)) => (BlockKind::Item, label),
            (None, None) if self.quotes > 0 => (BlockKind::Quote, None),
            (None, None) => (BlockKind::Paragraph, None),
        };
        let heading =
            (plain && kind == BlockKind::Paragraph && inline.is_bold() && ranks::may_head(&inline.text))
                .then_some(ranks::BOLD);
        self.flow.push(Piece {
            heading,
            kind: Some(kind),
            depth: if kind == BlockKind::Item { depth.max(1) } else { depth },
            label,
            text: inline.text,
            calls: inline.calls,
            location: place(inline.id),
            cells: Vec::new(),
        });
        for (reason, text) in inline.left_out {
            self.flow.set_aside(reason, &text);
        }
    }

    /// A table: rows of data, or its cells one after the other.
    fn table(&mut self, node: Node<'_>) {
        let Some(rows) = tables::data(node) else {
            self.cells(node);
            return;
        };
        for caption in node.children().filter(|child| dom::name(*child) == "caption") {
            self.children(caption);
            self.flush();
        }
        for (row, cells) in rows {
            let location = self.location(row);
            self.flow.push(Piece { kind: Some(BlockKind::Row), cells, location, ..Piece::default() });
        }
    }

    /// The cells of a table that only lays out.
    fn cells(&mut self, node: Node<'_>) {
        for child in node.children() {
            match dom::name(child) {
                "tbody" | "thead" | "tfoot" | "tr" => self.cells(child),
                "td" | "th" | "caption" => {
                    self.flush();
                    self.children(child);
                    self.flush();
                }
                _ => self.walk(child),
            }
        }
    }

    fn location(&self, node: Node<'_>) -> Option<Location> {
        let id = dom::attr(node, "id");
        place((!id.is_empty()).then(|| format!("#{id}")))
    }
}

/// The place of a piece: the id of its element. Pages have no lines that a reader sees.
fn place(id: Option<String>) -> Option<Location> {
    Some(Location { node: id, ..Location::default() })
}

/// The label that Word writes into a paragraph of a list when it saves a page.
fn is_word_label(node: Node<'_>) -> bool {
    let style: String = dom::attr(node, "style").chars().filter(|c| !c.is_whitespace()).collect();
    style.to_ascii_lowercase().contains("mso-list:ignore")
}

/// The label, none for a bullet: Word draws bullets with letters of symbol fonts.
fn word_label(written: &str) -> Option<String> {
    let number =
        written.chars().any(char::is_alphanumeric) && !matches!(written, "o" | "§" | "Ø" | "ü" | "q" | "v");
    number.then(|| written.to_owned())
}
