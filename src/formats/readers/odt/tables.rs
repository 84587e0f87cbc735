//! Tables of an ODT.

use super::node::{attr, raw_text};
use roxmltree::Node;

/// A cell with more words than this holds running text.
const CELL_WORDS: usize = 120;
/// So does one with more paragraphs than this.
const CELL_PARAGRAPHS: usize = 4;

/// The rows of a table, those of nested tables left out.
pub fn rows<'a, 'i>(table: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let mut out = Vec::new();
    for child in table.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "table-row" => out.push(child),
            "table-header-rows" | "table-rows" | "table-row-group" => out.extend(rows(child)),
            _ => {}
        }
    }
    out
}

/// The cells of a row; covered ones are those that another spans.
pub fn cells<'a, 'i>(row: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let is_cell = |node: &Node<'_, '_>| matches!(node.tag_name().name(), "table-cell" | "covered-table-cell");
    row.children().filter(is_cell).collect()
}

/// Whether a cell is spanned by one to the left of it.
pub fn spanned_from_left(cells: &[Node<'_, '_>], at: usize) -> bool {
    let spans = |(distance, cell): (usize, &Node<'_, '_>)| {
        attr(*cell, "number-columns-spanned").and_then(|span| span.parse().ok()).unwrap_or(1usize)
            > distance + 1
    };
    cells.get(..at).unwrap_or_default().iter().rev().enumerate().any(spans)
}

/// Whether a table only lays out running text.
pub fn is_layout(rows: &[Node<'_, '_>]) -> bool {
    let all = || rows.iter().flat_map(|row| cells(*row));
    rows.iter().all(|row| cells(*row).len() <= 1) || all().any(holds_text)
}

fn holds_text(cell: Node<'_, '_>) -> bool {
    let paragraphs = cell.descendants().filter(|node| matches!(node.tag_name().name(), "p" | "h"));
    let text = raw_text(cell);
    let wide = text.chars().filter(|c| u32::from(*c) >= 0x2e80).count();
    let nested = cell.descendants().any(|node| node.tag_name().name() == "table");
    nested
        || text.split_whitespace().count().max(wide / 2) > CELL_WORDS
        || paragraphs.count() > CELL_PARAGRAPHS
}
