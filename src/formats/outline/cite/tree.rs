//! The nesting that names follow: sections, labelled clauses in them, items in items. Finer than the tree of sections,
//! which knows no lists.

use super::super::title::title_section;
use crate::model::{Block, BlockKind, Document};
use crate::text::numbering::{self, Label, Scheme};

/// A section or block as its name is made.
#[derive(Debug, Clone, Default)]
pub struct Node {
    /// The node that it is in; the root has none.
    pub parent: Option<usize>,
    /// Its label.
    pub label: Option<Label>,
    /// Its title, where it has no label.
    pub title: Option<String>,
    /// The document itself, or its one title.
    pub is_root: bool,
    /// A heading; its own text counts as no paragraph.
    pub is_heading: bool,
    /// Whether sections are inside it.
    pub has_sections: bool,
    /// Paragraphs directly in it, its own text included.
    pub kids: usize,
    /// Its place among the paragraphs of its parent, from 1.
    pub ordinal: usize,
    /// Before any section or labelled clause of the text, where there are any.
    pub before_first: bool,
    /// Rank of a heading.
    pub level: u8,
}

impl Node {
    /// Whether it prints something that names it.
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.label.is_some() || self.title.is_some()
    }

    /// Whether it is a part of the text that has numbers of its own: `Schedule 1`, `Part II`.
    #[must_use]
    pub fn is_division(&self) -> bool {
        self.label.as_ref().is_some_and(|label| label.scheme == Scheme::Division)
    }
}

/// All nodes, parents before children.
#[derive(Debug, Default)]
pub struct Tree {
    /// The nodes; the first is the root.
    pub nodes: Vec<Node>,
    /// The node of each section.
    pub of_section: Vec<Option<usize>>,
    /// The node of each block; none for what is no part of the text, such as a comment.
    pub of_block: Vec<Option<usize>>,
}

impl Tree {
    /// The title of the nearest heading above that has no label.
    #[must_use]
    pub fn title_above(&self, node: &Node) -> Option<&str> {
        let mut next = node.parent;
        while let Some(above) = next.and_then(|at| self.nodes.get(at)) {
            if let Some(title) = &above.title {
                return Some(title);
            }
            next = above.parent;
        }
        None
    }

    fn add(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }
}

/// Longest title that is cited whole, in characters.
const LONGEST_TITLE: usize = 90;

/// Builds the tree.
#[must_use]
pub fn build(document: &Document) -> Tree {
    let mut tree = Tree { of_block: vec![None; document.blocks.len()], ..Tree::default() };
    let root = tree.add(Node { is_root: true, is_heading: true, ..Node::default() });
    let title = title_section(document);
    for (at, section) in document.sections.iter().enumerate() {
        let parent =
            section.parent.and_then(|parent| tree.of_section.get(parent).copied().flatten()).unwrap_or(root);
        if at == 0 || Some(at) == title {
            tree.of_section.push(Some(root));
        } else {
            let heading = section.heading.as_ref();
            let first = document.blocks.get(section.blocks.clone()).and_then(|blocks| blocks.first());
            let label = match heading {
                Some(heading) => heading.label.clone(),
                None => first.and_then(|first| first.label.clone()),
            };
            let named = heading.filter(|_| label.is_none()).map(|heading| shortened(&heading.title()));
            let node = Node {
                parent: Some(parent),
                label,
                title: named.filter(|title| !title.is_empty()),
                is_heading: heading.is_some(),
                level: section.level,
                ..Node::default()
            };
            tree.nodes[parent].has_sections = true;
            let index = tree.add(node);
            tree.of_section.push(Some(index));
        }
        let base = tree.of_section[at].unwrap_or(root);
        let blocks = document.blocks.get(section.blocks.clone()).unwrap_or_default();
        Placing { tree: &mut tree, base, stack: Vec::new() }.place(
            blocks,
            section.blocks.start,
            section.heading.is_none() && at > 0,
        );
    }
    mark_preamble(&mut tree);
    tree
}

/// Marks what comes before the first section or clause, if there is one.
fn mark_preamble(tree: &mut Tree) {
    let first = tree.nodes.iter().position(|node| !node.is_root && node.is_named());
    let Some(first) = first else { return };
    tree.nodes.iter_mut().take(first).for_each(|node| node.before_first = true);
}

fn shortened(title: &str) -> String {
    if title.chars().count() <= LONGEST_TITLE {
        return title.to_owned();
    }
    let end = title.char_indices().nth(LONGEST_TITLE).map_or(title.len(), |(at, _)| at);
    let cut = title.get(..end).unwrap_or_default();
    let whole = cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole);
    format!("{whole} …")
}

/// A clause that is open: what follows may be inside it.
struct Open {
    node: usize,
    depth: u8,
    shape: Option<Shape>,
    label: Option<Label>,
    /// Whether this item or one before it in its list ends as items inside a sentence do.
    in_sentence: bool,
    /// Whether the format itself marks it as an item, so that its depth says what is inside it.
    by_format: bool,
}

/// Whether a text ends as an item inside a sentence does: `…, and`, `…;`
fn ends_in_sentence(text: &str) -> bool {
    const JOINTS: [&str; 10] = [" and", " or", " et", " ou", " und", " oder", " y", " o", " sowie", " e"];
    let text = text.trim_end();
    text.ends_with([';', ',', '；', '，', '、']) || JOINTS.iter().any(|joint| text.ends_with(joint))
}

/// What labels of one list have in common: scheme, number of parts, doubled letters, and the signs around the number.
type Shape = (Scheme, usize, bool, String);

struct Placing<'a> {
    tree: &'a mut Tree,
    base: usize,
    stack: Vec<Open>,
}

impl Placing<'_> {
    /// Places the blocks of a section. `own` says that the first one is the section's own text.
    fn place(&mut self, blocks: &[Block], offset: usize, own: bool) {
        for (at, block) in blocks.iter().enumerate() {
            // What shows nothing on the page is no paragraph: a comment, an attribute list.
            let shown = block.kind == BlockKind::Code || block.label.is_some() || !block.visible().is_empty();
            if matches!(block.kind, BlockKind::Comment | BlockKind::Metadata) || !shown {
                continue;
            }
            let node = if own && at == 0 {
                self.tree.nodes[self.base].kids += 1;
                self.base
            } else {
                self.block(block, blocks.get(at + 1..).unwrap_or_default())
            };
            self.tree.of_block[offset + at] = Some(node);
        }
    }

    fn block(&mut self, block: &Block, rest: &[Block]) -> usize {
        while self.stack.last().is_some_and(|open| open.depth > block.depth) {
            self.stack.pop();
        }
        let shape = block.label.as_ref().map(|label| self.shape(label));
        let sibling = self.stack.iter().rev().find(|open| shape.is_some() && open.shape == shape);
        let in_sentence = ends_in_sentence(&block.text) || sibling.is_some_and(|open| open.in_sentence);
        match &shape {
            Some(shape) => self.close_for(shape, block.depth),
            None if block.kind == BlockKind::Item => {
                while self.stack.last().is_some_and(|open| open.depth == block.depth) {
                    self.stack.pop();
                }
            }
            None => self.close_letters(rest, block.depth),
        }
        let parent = self.stack.last().map_or(self.base, |open| open.node);
        self.tree.nodes[parent].kids += 1;
        let ordinal = self.tree.nodes[parent].kids;
        let node = self.tree.add(Node {
            parent: Some(parent),
            label: block.label.clone(),
            kids: 1,
            ordinal,
            ..Node::default()
        });
        if shape.is_some() || block.kind == BlockKind::Item {
            let label = block.label.clone();
            let by_format = block.kind == BlockKind::Item;
            self.stack.push(Open { node, depth: block.depth, shape, label, in_sentence, by_format });
        }
        node
    }

    /// Closes what a clause of this shape cannot be in: those of the same list and deeper ones.
    fn close_for(&mut self, shape: &Shape, depth: u8) {
        let known =
            self.stack.iter().rposition(|open| open.depth == depth && open.shape.as_ref() == Some(shape));
        if let Some(known) = known {
            self.stack.truncate(known);
            return;
        }
        while let Some(open) = self.stack.last().filter(|open| open.depth == depth) {
            match &open.shape {
                Some(other) if !is_deeper(other, shape) => break,
                _ => self.stack.pop(),
            };
        }
    }

    /// Text behind a list of letters goes on with the clause above it, unless the next letter is still to come.
    fn close_letters(&mut self, rest: &[Block], depth: u8) {
        while let Some(open) = self.stack.last().filter(|open| open.depth == depth) {
            // A paragraph inside an item of a list that the format marks as one is that item's.
            if open.by_format {
                return;
            }
            let letters = open.shape.as_ref().is_some_and(|(scheme, ..)| {
                is_letter(*scheme) || *scheme == Scheme::Decimal && open.in_sentence
            });
            let goes_on = open.label.as_ref().is_some_and(|label| {
                rest.iter()
                    .filter_map(|block| block.label.as_ref())
                    .take_while(|next| next.scheme == label.scheme || is_letter(next.scheme))
                    .any(|next| numbering::is_successor(label, next))
            });
            if !letters || goes_on {
                return;
            }
            self.stack.pop();
        }
    }

    fn shape(&self, label: &Label) -> Shape {
        let letters: String = label.printed.chars().filter(|c| c.is_alphabetic()).collect();
        // `aa)` is inside `a)`, but `(aa)` follows `(z)`.
        let doubled = is_letter(label.scheme)
            && matches!(label.scheme, Scheme::LowerLetter | Scheme::UpperLetter)
            && letters.chars().count() == 2
            && !self.stack.iter().rev().any(|open| {
                open.label
                    .as_ref()
                    .is_some_and(|before| numbering::is_successor(before, label) && before.ordinals == [26])
            });
        let frame: String = match label.scheme {
            Scheme::Decimal if label.ordinals.len() == 1 => {
                let frame: String = label.printed.chars().filter(|c| !c.is_alphanumeric()).collect();
                if frame.is_empty() { ".".to_owned() } else { frame }
            }
            Scheme::LowerLetter | Scheme::LowerRoman | Scheme::UpperLetter | Scheme::UpperRoman => {
                label.printed.chars().filter(|c| matches!(c, '(' | ')')).collect()
            }
            Scheme::Han => label
                .printed
                .chars()
                .filter(|c| matches!(c, '（' | '(' | '条' | '條' | '款' | '项' | '項' | '号' | '、'))
                .collect(),
            _ => String::new(),
        };
        (label.scheme, label.ordinals.len(), doubled, frame)
    }
}

/// Whether labels of a scheme count only inside another clause, as a rule.
fn is_letter(scheme: Scheme) -> bool {
    matches!(scheme, Scheme::LowerLetter | Scheme::LowerRoman)
}

/// Whether labels of the first shape are inside clauses of the second, as a rule.
fn is_deeper(shape: &Shape, other: &Shape) -> bool {
    let rank = |shape: &Shape| match shape.0 {
        Scheme::Division => 0,
        Scheme::Article | Scheme::Section | Scheme::Paragraph => 1,
        Scheme::Han | Scheme::Decimal | Scheme::UpperRoman | Scheme::UpperLetter => 2,
        Scheme::LowerLetter => 3 + u8::from(shape.2),
        Scheme::LowerRoman => 4,
    };
    rank(shape) > rank(other) || shape.0 == other.0 && shape.1 > other.1
}
