//! Tables: those that hold data are rows, those that only lay out a page are read through.

use super::dom::{self, Node};
use crate::formats::flow::folded;

/// A cell with more words than this holds running text, not a value.
const CELL_WORDS: usize = 120;
/// A cell spans at most this many rows, as in browsers.
const ROWS: usize = 1_000;

/// The rows of a table that holds data, with the texts of their cells; none for one that only lays out.
pub fn data(table: Node<'_>) -> Option<Vec<(Node<'_>, Vec<String>)>> {
    let rows = rows(table);
    if is_layout(table, &rows) {
        return None;
    }
    let mut out = Vec::new();
    // Cells that go on into the next rows: column, text, rows left.
    let mut open: Vec<(usize, String, usize)> = Vec::new();
    for row in rows {
        let mut cells = Vec::new();
        let mut own = row.children().filter(|child| is_cell(*child));
        let mut next: Vec<(usize, String, usize)> = Vec::new();
        loop {
            let column = cells.len();
            if let Some((_, text, left)) = open.iter().find(|(at, ..)| *at == column) {
                next.extend((*left > 1).then(|| (column, text.clone(), left - 1)));
                cells.push(text.clone());
                continue;
            }
            let Some(cell) = own.next() else { break };
            let text = folded(&dom::shown_text(cell));
            let span = dom::attr(cell, "rowspan").parse().unwrap_or(1usize).min(ROWS);
            next.extend((span > 1).then(|| (column, text.clone(), span - 1)));
            cells.push(text);
        }
        open = next;
        out.push((row, cells));
    }
    Some(out)
}

/// Whether an element is a cell.
pub fn is_cell(node: Node<'_>) -> bool {
    matches!(dom::name(node), "td" | "th")
}

/// The rows of the table itself, not of tables inside it.
fn rows(table: Node<'_>) -> Vec<Node<'_>> {
    let groups = table.children().flat_map(|child| match dom::name(child) {
        "tbody" | "thead" | "tfoot" => child.children().collect::<Vec<_>>(),
        _ => vec![child],
    });
    groups.filter(|child| dom::name(*child) == "tr" && !dom::is_hidden(*child)).collect()
}

/// Whether a table lays out a page: it holds other tables, headings or running text, or has a single column.
fn is_layout(table: Node<'_>, rows: &[Node<'_>]) -> bool {
    if matches!(dom::attr(table, "role"), "presentation" | "none") {
        return true;
    }
    let cells = || rows.iter().flat_map(ego_tree::NodeRef::children).filter(|cell| is_cell(*cell));
    let inside = |names: &[&str]| {
        table.descendants().filter(|node| *node != table && names.contains(&dom::name(*node))).count()
    };
    if inside(&["table"]) > 0 {
        return true;
    }
    let columns =
        rows.iter().map(|row| row.children().filter(|cell| is_cell(*cell)).count()).max().unwrap_or_default();
    if columns <= 1 || inside(&["h1", "h2", "h3", "h4", "h5", "h6"]) > 0 {
        return true;
    }
    if inside(&["th", "caption"]) > 0 {
        return false;
    }
    cells().any(|cell| dom::words(&dom::shown_text(cell)) > CELL_WORDS)
}
