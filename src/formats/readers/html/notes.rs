//! Footnotes: a short link in the text to a place that leads back.

use super::dom::{self, Node};
use crate::formats::flow::Flow;
use crate::model::{Location, NoteKind};
use ego_tree::NodeId;
use rustc_hash::{FxHashMap, FxHashSet};
use scraper::Html;

/// A note has at most this many words; what is longer is a section that a table of contents links to.
const LONGEST: usize = 600;

/// The notes of a page.
#[derive(Default)]
pub struct Notes {
    /// The elements that are notes.
    elements: FxHashSet<NodeId>,
    /// The links that call them.
    calls: FxHashSet<NodeId>,
    /// Id of a note and its text, in the order of their first call.
    texts: Vec<(String, String)>,
}

impl Notes {
    /// Whether an element is a note.
    pub fn is_note(&self, node: Node<'_>) -> bool {
        self.elements.contains(&node.id())
    }

    /// Whether a link calls a note.
    pub fn is_call(&self, node: Node<'_>) -> bool {
        self.calls.contains(&node.id())
    }
}

/// Finds the notes of a page.
pub fn find(page: &Html) -> Notes {
    let root = page.tree.root();
    let mut by_id: FxHashMap<&str, Node<'_>> = FxHashMap::default();
    for node in root.descendants() {
        for name in [dom::attr(node, "id"), if dom::name(node) == "a" { dom::attr(node, "name") } else { "" }]
        {
            if !name.is_empty() {
                by_id.entry(name).or_insert(node);
            }
        }
    }
    let mut notes = Notes::default();
    for link in root.descendants().filter(|node| dom::name(*node) == "a") {
        let Some(id) = dom::attr(link, "href").strip_prefix('#') else { continue };
        if !is_call_sign(link) {
            continue;
        }
        let Some(note) = by_id.get(id).and_then(|target| note_element(*target)) else { continue };
        if note.descendants().any(|inner| inner == link) || !answers(note, link) {
            continue;
        }
        notes.calls.insert(link.id());
        if notes.elements.insert(note.id()) {
            notes.texts.push((id.to_owned(), text(note)));
        }
    }
    notes
}

/// Appends the notes to the flow.
pub fn read(notes: &Notes, flow: &mut Flow) {
    for (id, text) in &notes.texts {
        let location = Location { node: Some(format!("#{id}")), ..Location::default() };
        flow.note(id.clone(), NoteKind::Footnote, text, Some(location));
    }
}

/// A number, a star or a letter, raised or in brackets.
fn is_call_sign(link: Node<'_>) -> bool {
    let text = dom::text(link);
    let text = text.trim();
    let bare = text.trim_matches(['[', ']', '(', ')']);
    let short = bare.chars().count() <= 3
        && !bare.is_empty()
        && (bare.chars().all(|c| c.is_ascii_digit())
            || bare.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶'))
            || bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic)
            || bare.chars().all(|c| matches!(c, 'i' | 'v' | 'x')));
    let raised = link.ancestors().take(3).any(|node| dom::name(node) == "sup")
        || link.children().any(|node| dom::name(node) == "sup");
    let marked = dom::attr(link, "role") == "doc-noteref" || dom::attr(link, "epub:type") == "noteref";
    short && (raised || marked || bare.len() < text.len())
}

/// The element that holds the note: the target, or the block around it.
fn note_element(target: Node<'_>) -> Option<Node<'_>> {
    let block =
        if dom::is_block(target) { target } else { target.ancestors().find(|node| dom::is_block(*node))? };
    let small =
        matches!(dom::name(block), "li" | "p" | "div" | "dd" | "aside" | "section" | "blockquote" | "td");
    (small && dom::words(&dom::shown_text(block)) <= LONGEST).then_some(block)
}

/// Whether the note leads back to its call, or is marked as a note.
fn answers(note: Node<'_>, link: Node<'_>) -> bool {
    if matches!(dom::attr(note, "role"), "doc-footnote" | "doc-endnote" | "note")
        || matches!(dom::attr(note, "epub:type"), "footnote" | "endnote" | "rearnote")
    {
        return true;
    }
    let own = |node: Node<'_>| {
        [dom::attr(node, "id"), dom::attr(node, "name")]
            .into_iter()
            .find(|id| !id.is_empty())
            .map(str::to_owned)
    };
    let mut ids: Vec<String> = link.ancestors().take(2).chain([link]).filter_map(own).collect();
    ids.extend(link.descendants().filter_map(own));
    note.descendants().filter(|node| dom::name(*node) == "a").any(|back| {
        dom::attr(back, "href").strip_prefix('#').is_some_and(|id| ids.iter().any(|own| own == id))
    })
}

/// The text of a note without its number and the link that leads back.
fn text(note: Node<'_>) -> String {
    let mut out = String::new();
    let is_sign = |node: Node<'_>| {
        let text = dom::text(node);
        let backward = dom::name(node) == "a" && dom::attr(node, "href").starts_with('#');
        let short = text.trim().chars().count() <= 4;
        (backward || dom::name(node) == "sup") && short
    };
    for piece in note.descendants().filter(|node| node.value().is_text()) {
        if piece.ancestors().take_while(|above| *above != note).any(is_sign) {
            continue;
        }
        if let Some(text) = piece.value().as_text() {
            out.push_str(text);
        }
    }
    // A number that stands before the text without being raised: `1. Text`, `[1] Text`.
    let trimmed = out.trim_start();
    let number = trimmed.trim_start_matches(['[', '(']);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let rest = number.get(digits..).unwrap_or_default();
    if (1..=3).contains(&digits) && rest.starts_with([']', ')', '.']) {
        return rest.get(1..).unwrap_or_default().trim().to_owned();
    }
    trimmed.to_owned()
}
