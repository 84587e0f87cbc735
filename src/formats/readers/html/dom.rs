//! Questions about nodes of a page.

use ego_tree::NodeRef;

/// A node of a page.
pub type Node<'a> = NodeRef<'a, scraper::Node>;

/// The name of an element; empty for other nodes.
pub fn name<'a>(node: Node<'a>) -> &'a str {
    node.value().as_element().map_or("", |element| element.name())
}

/// An attribute; empty where there is none.
pub fn attr<'a>(node: Node<'a>, name: &str) -> &'a str {
    node.value().as_element().and_then(|element| element.attr(name)).unwrap_or_default()
}

/// All text under a node, what is not shown included.
pub fn text(node: Node<'_>) -> String {
    let mut out = String::new();
    for inner in node.descendants() {
        if let Some(piece) = inner.value().as_text() {
            out.push_str(piece);
        } else if is_block(inner) || name(inner) == "br" {
            out.push(' ');
        }
    }
    out
}

/// The text under a node without programs and style sheets.
pub fn shown_text(node: Node<'_>) -> String {
    let mut out = String::new();
    let unseen = |node: Node<'_>| matches!(name(node), "script" | "style" | "template" | "noscript");
    for inner in node.descendants().filter(|inner| inner.value().is_text() || is_block(*inner)) {
        if inner.ancestors().take_while(|outer| *outer != node).any(unseen) || unseen(node) {
            continue;
        }
        match inner.value().as_text() {
            Some(piece) => out.push_str(piece),
            None => out.push(' '),
        }
    }
    out
}

/// Whether an element begins and ends lines.
pub fn is_block(node: Node<'_>) -> bool {
    matches!(
        name(node),
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// Whether an element is not shown.
pub fn is_hidden(node: Node<'_>) -> bool {
    let Some(element) = node.value().as_element() else { return false };
    if element.attr("hidden").is_some() {
        return true;
    }
    let style: String =
        element.attr("style").unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect();
    let style = style.to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden") || style.contains("mso-hide:all")
}

/// Number of words: runs of letters and digits, each Han, Kana or Hangul character by itself.
pub fn words(text: &str) -> usize {
    let mut count = 0;
    let mut inside = false;
    for c in text.chars() {
        let wide = matches!(u32::from(c), 0x2e80..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff);
        let part = c.is_alphanumeric();
        count += usize::from(wide || part && !inside);
        inside = part && !wide;
    }
    count
}

/// How deep the tree is.
pub fn depth(root: Node<'_>) -> usize {
    let (mut deepest, mut now) = (0usize, 0usize);
    for edge in root.traverse() {
        match edge {
            ego_tree::iter::Edge::Open(_) => {
                now += 1;
                deepest = deepest.max(now);
            }
            ego_tree::iter::Edge::Close(_) => now = now.saturating_sub(1),
        }
    }
    deepest
}

/// The most start tags that are open at once, tags that need no end left out: what can be known before parsing.
pub fn open_tags(text: &str) -> usize {
    const UNCLOSED: [&str; 24] = [
        "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
        "option", "p", "param", "path", "source", "td", "th", "tr", "track", "wbr", "rect",
    ];
    let (mut open, mut most) = (0usize, 0usize);
    for piece in text.split('<').skip(1) {
        if piece.starts_with('/') {
            open = open.saturating_sub(1);
            continue;
        }
        let end = piece.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(piece.len());
        let tag = piece.get(..end).unwrap_or_default().to_ascii_lowercase();
        let closed = piece.split('>').next().is_some_and(|inside| inside.ends_with('/'));
        if !tag.is_empty() && !closed && !UNCLOSED.contains(&tag.as_str()) {
            open += 1;
            most = most.max(open);
        }
    }
    most
}
