//! Styles and list styles of an ODT.

use super::level::Level;
use super::node::attr;
use roxmltree::Node;
use rustc_hash::FxHashMap;

/// Styles may be based on others this deep.
const DEEPEST: usize = 32;

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    bold: Option<bool>,
    hidden: Option<bool>,
    outline: Option<u8>,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    styles: FxHashMap<String, Style>,
    lists: FxHashMap<String, FxHashMap<usize, Level>>,
    /// The numbers of headings that are in no list.
    pub outline: FxHashMap<usize, Level>,
}

impl Styles {
    /// Reads the styles of a part; those of the text win over shared ones.
    pub fn read(&mut self, root: Node<'_, '_>) {
        for node in root.descendants().filter(Node::is_element) {
            match node.tag_name().name() {
                "style" => self.style(node),
                "list-style" => {
                    if let Some(name) = attr(node, "name") {
                        self.lists.insert(name.to_owned(), levels(node));
                    }
                }
                "outline-style" => self.outline = levels(node),
                _ => {}
            }
        }
    }

    fn style(&mut self, node: Node<'_, '_>) {
        let Some(name) = attr(node, "name") else { return };
        let text = node.children().find(|child| child.tag_name().name() == "text-properties");
        let weight = text.and_then(|text| attr(text, "font-weight"));
        let style = Style {
            parent: attr(node, "parent-style-name").map(str::to_owned),
            bold: weight.map(|weight| weight == "bold" || weight.starts_with(['6', '7', '8', '9'])),
            hidden: text.and_then(|text| attr(text, "display")).map(|display| display == "none"),
            outline: attr(node, "default-outline-level").and_then(|level| level.parse().ok()),
        };
        self.styles.insert(name.to_owned(), style);
    }

    fn chain<'a>(&'a self, name: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let mut next = name;
        std::iter::from_fn(move || {
            let name = next?;
            let style = self.styles.get(name)?;
            next = style.parent.as_deref();
            Some((name, style))
        })
        .take(DEEPEST)
    }

    /// Whether a style makes its text bold.
    pub fn bold(&self, name: Option<&str>) -> Option<bool> {
        self.chain(name).find_map(|(_, style)| style.bold)
    }

    /// Whether a style hides its text.
    pub fn hidden(&self, name: Option<&str>) -> bool {
        self.chain(name).find_map(|(_, style)| style.hidden).unwrap_or(false)
    }

    /// The outline level that a paragraph style gives.
    pub fn outline_level(&self, name: Option<&str>) -> Option<u8> {
        self.chain(name).find_map(|(_, style)| style.outline)
    }

    /// Whether a paragraph has the style of a title.
    pub fn is_title(&self, name: Option<&str>) -> bool {
        name == Some("Title") || self.chain(name).any(|(name, _)| name == "Title")
    }

    /// A level of a list style, from 0.
    pub fn level(&self, list: &str, at: usize) -> Option<&Level> {
        self.lists.get(list).and_then(|levels| levels.get(&at))
    }
}

fn levels(node: Node<'_, '_>) -> FxHashMap<usize, Level> {
    let level = |child: Node<'_, '_>| {
        let at: usize = attr(child, "level")?.parse().ok()?;
        Some((at.checked_sub(1)?, Level::of(child)))
    };
    node.children().filter(Node::is_element).filter_map(level).collect()
}
