//! The walk over a law: divisions with their numbers and headings, paragraphs, notes, tables.

use super::vocabulary::{Role, Vocabulary};
use crate::formats::flow::{Flow, Piece, folded};
use crate::model::{BlockKind, Location, NoteKind};
use roxmltree::Node;

/// Reads a law into a flow.
pub fn read(root: Node<'_, '_>, vocabulary: Vocabulary, flow: &mut Flow) {
    let mut walker = Walker {
        vocabulary,
        flow,
        text: String::new(),
        calls: Vec::new(),
        label: None,
        level: 0,
        depth: 0,
        quoted: 0,
        place: None,
        notes: 0,
    };
    walker.node(root);
    walker.flush();
    far_notes(root, walker.flow);
}

struct Walker<'f> {
    vocabulary: Vocabulary,
    flow: &'f mut Flow,
    /// The paragraph in the making.
    text: String,
    calls: Vec<(usize, String)>,
    /// The number of a division without a heading, for its first paragraph.
    label: Option<String>,
    /// Headings above.
    level: u8,
    /// Divisions without a heading above.
    depth: u8,
    quoted: u8,
    place: Option<String>,
    notes: usize,
}

impl Walker<'_> {
    fn node(&mut self, node: Node<'_, '_>) {
        if node.is_text() {
            self.text.push_str(node.text().unwrap_or_default());
            return;
        }
        if !node.is_element() {
            return;
        }
        match self.vocabulary.role(node) {
            Role::Aside(reason) => self.flow.set_aside(reason, &all_text(node)),
            Role::Level => self.division(node),
            Role::Number => {
                self.flush();
                self.label =
                    Some(self.number_text(node)).filter(|text| !text.is_empty()).or(self.label.take());
            }
            // A heading in the midst of others, between divisions.
            Role::Heading => {
                self.flush();
                let (text, calls) = self.inline(node);
                self.heading(text, calls, self.level.saturating_add(1), node);
            }
            Role::Block | Role::Group => {
                self.flush();
                self.place = place(node).or(self.place.take());
                self.children(node);
                self.flush();
            }
            Role::Quoted => {
                self.flush();
                self.quoted = self.quoted.saturating_add(1);
                self.children(node);
                self.flush();
                self.quoted = self.quoted.saturating_sub(1);
            }
            Role::Note => self.note(node),
            Role::Call => {
                let id = node.attributes().find(|attribute| matches!(attribute.name(), "Ref" | "href"));
                if let Some(id) = id {
                    self.calls.push((self.text.len(), id.value().trim_start_matches('#').to_owned()));
                }
            }
            Role::Row => self.row(node),
            Role::Inline => {
                if matches!(node.tag_name().name(), "eol" | "br" | "BR") {
                    self.text.push(' ');
                }
                self.children(node);
            }
        }
    }

    fn children(&mut self, node: Node<'_, '_>) {
        for child in node.children() {
            self.node(child);
        }
    }

    /// A division: its number and heading first, then what is in it, one level deeper.
    fn division(&mut self, node: Node<'_, '_>) {
        self.flush();
        let own = |role: Role| {
            own_parts(node, self.vocabulary).into_iter().filter(move |(_, found)| *found == role)
        };
        let number = own(Role::Number).map(|(part, _)| part).next();
        let headings: Vec<Node<'_, '_>> = own(Role::Heading).map(|(part, _)| part).collect();
        let mut label = number.map(|number| self.number_text(number)).filter(|text| !text.is_empty());
        let mut inner = None;
        if label.is_none() && !headings.is_empty() {
            // A group that has the heading of the one numbered division in it.
            inner = only_division(node, self.vocabulary);
            let number = inner.and_then(|inner| {
                own_parts(inner, self.vocabulary).into_iter().find(|(_, role)| *role == Role::Number)
            });
            label = number.map(|(number, _)| self.number_text(number)).filter(|text| !text.is_empty());
            inner = inner.filter(|_| label.is_some());
        }
        let outer = (self.level, self.depth, self.label.take());
        self.place = place(node).or_else(|| inner.and_then(place));
        if headings.is_empty() || self.quoted > 0 {
            self.label = label.map(|label| match &outer.2 {
                // `1` whose first paragraph is `(a)`: the paragraph is called by both.
                Some(above) => format!("{above} {label}"),
                None => label,
            });
            self.depth = self.depth.saturating_add(1);
            for heading in &headings {
                let (text, calls) = self.inline(*heading);
                self.text.push_str(&text);
                self.calls = calls;
                self.flush();
            }
        } else {
            self.level = self.level.saturating_add(rank(node));
            self.label = label;
            let (text, calls) =
                headings.iter().fold((String::new(), Vec::new()), |(mut text, mut calls), part| {
                    let (more, more_calls) = self.inline(*part);
                    if !text.is_empty() && !more.trim().is_empty() {
                        text.push_str(" — ");
                    }
                    text.push_str(&more);
                    calls.extend(more_calls);
                    (text, calls)
                });
            self.heading(text, calls, self.level, node);
            self.depth = 0;
        }
        self.inside(node, inner);
        self.flush();
        // A number that no text followed is not lost.
        if let Some(label) = self.label.take() {
            self.text.push_str(&label);
            self.flush();
        }
        (self.level, self.depth) = (outer.0, outer.1);
    }

    /// Everything in a division but its number and heading; those of `inner` are its own.
    fn inside(&mut self, node: Node<'_, '_>, inner: Option<Node<'_, '_>>) {
        let taken: Vec<Node<'_, '_>> =
            own_parts(node, self.vocabulary).into_iter().map(|(part, _)| part).collect();
        for child in node.children() {
            if Some(child) == inner {
                self.inside(child, None);
            } else if taken.contains(&child) {
            } else if taken.iter().any(|part| part.ancestors().any(|above| above == child)) {
                self.inside(child, inner);
            } else {
                self.node(child);
            }
        }
    }

    fn heading(&mut self, text: String, calls: Vec<(usize, String)>, level: u8, node: Node<'_, '_>) {
        let label = self.label.take();
        let location = Some(Location { node: place(node), ..Location::default() });
        let piece = Piece { heading: Some(level), label, text, calls, location, ..Piece::default() };
        self.flow.push(piece);
    }

    /// The text of an element that is no paragraph of its own, and the notes called in it.
    fn inline(&mut self, node: Node<'_, '_>) -> (String, Vec<(usize, String)>) {
        let outer = (std::mem::take(&mut self.text), std::mem::take(&mut self.calls));
        for inner in node.descendants().skip(1) {
            let hidden = inner
                .ancestors()
                .take_while(|above| *above != node)
                .any(|above| matches!(self.vocabulary.role(above), Role::Aside(_) | Role::Note));
            if inner.is_text() && !hidden {
                self.text.push_str(inner.text().unwrap_or_default());
            } else if inner.is_element() && self.vocabulary.role(inner) == Role::Note {
                self.note(inner);
            } else if inner.is_element() && matches!(inner.tag_name().name(), "eol" | "br" | "P" | "p") {
                self.text.push(' ');
            }
        }
        let out = (std::mem::take(&mut self.text), std::mem::take(&mut self.calls));
        (self.text, self.calls) = outer;
        out
    }

    fn number_text(&mut self, node: Node<'_, '_>) -> String {
        let (text, _) = self.inline(node);
        let text = folded(&text);
        let bare = text.trim_end_matches(['—', '-', '–']).trim_end();
        match node.parent_element() {
            Some(parent) => self.vocabulary.printed(parent, bare),
            None => bare.to_owned(),
        }
    }

    fn note(&mut self, node: Node<'_, '_>) {
        self.notes += 1;
        let key = format!("note-{}", self.notes);
        let text: String = all_text(node);
        let location = Some(Location { node: place(node), ..Location::default() });
        self.flow.note(key.clone(), NoteKind::Footnote, &text, location);
        self.calls.push((self.text.len(), key));
    }

    fn row(&mut self, node: Node<'_, '_>) {
        self.flush();
        let cells = node.children().filter(Node::is_element).map(|cell| folded(&all_text(cell))).collect();
        let location = Some(Location { node: place(node), ..Location::default() });
        self.flow.push(Piece { kind: Some(BlockKind::Row), cells, location, ..Piece::default() });
    }

    /// Ends the paragraph in the making.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let calls = std::mem::take(&mut self.calls);
        if text.trim().is_empty() && calls.is_empty() {
            return;
        }
        let label = self.label.take();
        let kind = match (self.quoted, self.depth) {
            (1.., _) => BlockKind::Quote,
            (0, 2..) => BlockKind::Item,
            _ => BlockKind::Paragraph,
        };
        let location = Some(Location { node: self.place.clone(), ..Location::default() });
        self.flow.push(Piece {
            kind: Some(kind),
            depth: self.depth,
            label,
            text,
            calls,
            location,
            ..Piece::default()
        });
    }
}

/// How many ranks a division is below what it is in; appropriations say it in an attribute.
fn rank(node: Node<'_, '_>) -> u8 {
    match node.attribute("level") {
        Some("intermediate") => 2,
        Some("small") => 3,
        _ => 1,
    }
}

/// The number and headings of a division itself: its children, or children of an element that only groups them.
fn own_parts<'a, 'i>(node: Node<'a, 'i>, vocabulary: Vocabulary) -> Vec<(Node<'a, 'i>, Role)> {
    let mut out = Vec::new();
    for child in node.children().filter(Node::is_element) {
        match vocabulary.role(child) {
            role @ (Role::Number | Role::Heading) => out.push((child, role)),
            // The headings come first; what follows the text is none of the division.
            _ if matches!(child.tag_name().name(), "TitleBlock" | "TITLE") => {
                out.extend(own_parts(child, vocabulary));
            }
            Role::Level | Role::Block | Role::Quoted => break,
            _ => {}
        }
    }
    out
}

/// The division in a group that has no other.
fn only_division<'a, 'i>(node: Node<'a, 'i>, vocabulary: Vocabulary) -> Option<Node<'a, 'i>> {
    if !node.tag_name().name().ends_with("group") {
        return None;
    }
    let mut divisions =
        node.children().filter(|child| child.is_element() && vocabulary.role(*child) == Role::Level);
    divisions.next().filter(|_| divisions.next().is_none())
}

/// All text under a node, with a space between its elements of their own line.
fn all_text(node: Node<'_, '_>) -> String {
    let mut out = String::new();
    for inner in node.descendants() {
        if let Some(text) = inner.text().filter(|_| inner.is_text()) {
            out.push_str(text);
        } else if inner.is_element() && inner.children().any(|child| child.is_element()) {
            out.push(' ');
        }
    }
    out
}

/// The id of an element.
fn place(node: Node<'_, '_>) -> Option<String> {
    let id = node
        .attributes()
        .find(|attribute| matches!(attribute.name(), "eId" | "id" | "IDENTIFIER" | "identifier"))?;
    Some(format!("#{}", id.value()))
}

/// Notes that stand apart and are called by their id.
fn far_notes(root: Node<'_, '_>, flow: &mut Flow) {
    for node in root.descendants().filter(|node| matches!(node.tag_name().name(), "Footnote" | "note")) {
        if let Some(id) = place(node) {
            let location = Some(Location { node: Some(id.clone()), ..Location::default() });
            let called = flow.calls_note(id.trim_start_matches('#'));
            if called {
                flow.note(
                    id.trim_start_matches('#').to_owned(),
                    NoteKind::Footnote,
                    &all_text(node),
                    location,
                );
            }
        }
    }
}
