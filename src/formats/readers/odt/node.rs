//! Questions about elements of an ODT, which are known by their local names.

use roxmltree::Node;

/// An attribute by its local name.
pub fn attr<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// All text under a node, what changes deleted included.
pub fn raw_text(node: Node<'_, '_>) -> String {
    let mut out = String::new();
    for inner in node.descendants() {
        if inner.is_text() {
            let data =
                inner.parent().is_some_and(|parent| matches!(parent.tag_name().name(), "creator" | "date"));
            out.push_str(if data { "" } else { inner.text().unwrap_or_default() });
        } else if matches!(inner.tag_name().name(), "p" | "h" | "s" | "tab" | "line-break") {
            out.push(' ');
        }
    }
    out
}
