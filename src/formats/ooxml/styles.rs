//! Paragraph and character styles with what they inherit.

use super::node::{attr, child, children, switch, value};
use roxmltree::Node;
use rustc_hash::FxHashMap;

/// Styles may be based on others this deep; Word stops at eleven.
const DEEPEST: usize = 32;

/// What a style, or a paragraph itself, says of numbering, outline and looks.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Properties {
    /// The list; `0` switches numbering off.
    pub num_id: Option<u32>,
    /// The level in it, from 0.
    pub level: Option<u8>,
    /// The outline level, from 0; 9 is body text.
    pub outline: Option<u8>,
    /// Bold.
    pub bold: Option<bool>,
    /// Capitals, drawn or typed small.
    pub caps: Option<bool>,
    /// Hidden text.
    pub vanish: Option<bool>,
    /// Size in half points.
    pub size: Option<u32>,
    /// Centred.
    pub centred: Option<bool>,
}

impl Properties {
    /// What `self` says, and where it is silent what `under` says.
    #[must_use]
    pub fn over(self, under: &Self) -> Self {
        Self {
            num_id: self.num_id.or(under.num_id),
            level: self.level.or(under.level),
            outline: self.outline.or(under.outline),
            bold: self.bold.or(under.bold),
            caps: self.caps.or(under.caps),
            vanish: self.vanish.or(under.vanish),
            size: self.size.or(under.size),
            centred: self.centred.or(under.centred),
        }
    }

    /// Reads `w:pPr` and `w:rPr`.
    #[must_use]
    pub fn of(paragraph: Option<Node<'_, '_>>, run: Option<Node<'_, '_>>) -> Self {
        let mut out = Self::default();
        if let Some(node) = paragraph {
            if let Some(numbering) = child(node, "numPr") {
                out.num_id = value(numbering, "numId").and_then(|id| id.parse().ok());
                out.level = value(numbering, "ilvl").and_then(|level| level.parse().ok());
            }
            out.outline = value(node, "outlineLvl").and_then(|level| level.parse().ok());
            out.centred = value(node, "jc").map(|side| side == "center");
        }
        if let Some(node) = run {
            out.bold = switch(node, "b");
            out.caps = switch(node, "caps").or_else(|| switch(node, "smallCaps"));
            out.vanish = switch(node, "vanish");
            out.size = value(node, "sz").and_then(|size| size.parse().ok());
        }
        out
    }
}

#[derive(Debug)]
struct Style {
    name: String,
    based_on: Option<String>,
    own: Properties,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    styles: FxHashMap<String, Style>,
    default_paragraph: Option<String>,
    defaults: Properties,
    /// The language of the text, where the defaults name one.
    pub language: Option<String>,
}

impl Styles {
    /// Reads `word/styles.xml`.
    #[must_use]
    pub fn read(root: Node<'_, '_>) -> Self {
        let mut out = Self::default();
        let defaults = child(root, "docDefaults");
        let run = defaults.and_then(|node| child(node, "rPrDefault")).and_then(|node| child(node, "rPr"));
        out.defaults = Properties::of(None, run);
        out.language = run.and_then(|run| value(run, "lang")).map(str::to_owned);
        for node in children(root, "style") {
            let Some(id) = attr(node, "styleId") else { continue };
            if attr(node, "type") == Some("paragraph") && matches!(attr(node, "default"), Some("1" | "true"))
            {
                out.default_paragraph = Some(id.to_owned());
            }
            let style = Style {
                name: value(node, "name").unwrap_or(id).to_lowercase(),
                based_on: value(node, "basedOn").map(str::to_owned),
                own: Properties::of(child(node, "pPr"), child(node, "rPr")),
            };
            out.styles.insert(id.to_owned(), style);
        }
        out
    }

    /// The name of a style in lower case, as Word keeps it in every language: `heading 1`, `title`, `toc 2`.
    #[must_use]
    pub fn name(&self, id: Option<&str>) -> &str {
        let id = id.or(self.default_paragraph.as_deref());
        id.and_then(|id| self.styles.get(id)).map_or("", |style| style.name.as_str())
    }

    /// The styles from `id` down to what it is based on.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let mut next = id.or(self.default_paragraph.as_deref());
        std::iter::from_fn(move || {
            let id = next?;
            let style = self.styles.get(id)?;
            next = style.based_on.as_deref();
            Some((id, style))
        })
        .take(DEEPEST)
    }

    /// What a paragraph style says, inherited and document defaults included.
    #[must_use]
    pub fn paragraph(&self, id: Option<&str>) -> Properties {
        self.chain(id)
            .fold(Properties::default(), |all, (_, style)| all.over(&style.own))
            .over(&self.defaults)
    }

    /// What a character style says.
    #[must_use]
    pub fn run(&self, id: Option<&str>) -> Properties {
        match id {
            Some(id) => {
                self.chain(Some(id)).fold(Properties::default(), |all, (_, style)| all.over(&style.own))
            }
            None => Properties::default(),
        }
    }

    /// The style in the chain of `id` that names a list, which a level of that list may be linked to.
    pub fn numbering_chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a str> {
        self.chain(id).map(|(id, _)| id)
    }

    /// The list that a numbering style names.
    #[must_use]
    pub fn list_of(&self, id: &str) -> Option<u32> {
        self.chain(Some(id)).find_map(|(_, style)| style.own.num_id)
    }
}
