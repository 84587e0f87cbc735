//! Tables of a DOCX: which rows and cells there are, and whether a table only lays out running text.

use super::inline::raw_text;
use crate::formats::ooxml::node::{attr, child, children, value};
use crate::formats::options::TrackedChanges;
use roxmltree::Node;

/// A cell with more words than this holds running text.
const CELL_WORDS: usize = 120;
/// So does one with more paragraphs than this.
const CELL_PARAGRAPHS: usize = 4;

/// A cell.
pub struct Cell<'a, 'i> {
    /// Its element.
    pub node: Node<'a, 'i>,
    /// Its column in the grid.
    pub column: usize,
    /// Whether it goes on the cell above.
    pub continues: bool,
}

/// The rows that are there in the state that is read, and whether a tracked change inserts or deletes any.
pub fn rows<'a, 'i>(table: Node<'a, 'i>, changes: TrackedChanges) -> (Vec<Vec<Cell<'a, 'i>>>, bool) {
    let (mut out, mut tracked) = (Vec::new(), false);
    for row in within(table, "tr") {
        let own = child(row, "trPr");
        let has = |name| own.is_some_and(|own| child(own, name).is_some());
        tracked |= has("del") || has("ins");
        let gone = match changes {
            TrackedChanges::Accepted => has("del"),
            TrackedChanges::Rejected => has("ins"),
        };
        if !gone {
            out.push(cells(row));
        }
    }
    (out, tracked)
}

fn cells<'a, 'i>(row: Node<'a, 'i>) -> Vec<Cell<'a, 'i>> {
    let mut column = 0;
    let cell = |node| {
        let own = child(node, "tcPr");
        let merge = own.and_then(|own| child(own, "vMerge"));
        let continues = merge.is_some_and(|merge| attr(merge, "val").is_none_or(|value| value == "continue"));
        let span = own.and_then(|own| value(own, "gridSpan")).and_then(|span| span.parse().ok());
        let at = column;
        column += span.unwrap_or(1usize);
        Cell { node, column: at, continues }
    };
    within(row, "tc").into_iter().map(cell).collect()
}

/// The children of a name, also inside content controls and custom XML.
fn within<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    let mut out = Vec::new();
    for inner in node.children().filter(Node::is_element) {
        match inner.tag_name().name() {
            found if found == name => out.push(inner),
            "sdt" | "sdtContent" | "customXml" | "ins" | "smartTag" => out.extend(within(inner, name)),
            _ => {}
        }
    }
    out
}

/// Whether a table only lays out: it has one column, or cells that hold running text or another table.
pub fn is_layout(rows: &[Vec<Cell<'_, '_>>]) -> bool {
    rows.iter().all(|row| row.len() <= 1) || rows.iter().flatten().any(|cell| holds_text(cell.node))
}

fn holds_text(cell: Node<'_, '_>) -> bool {
    let has_text = |node: &Node<'_, '_>| node.descendants().any(|inner| inner.tag_name().name() == "t");
    let paragraphs = cell.descendants().filter(|node| node.tag_name().name() == "p").filter(has_text).count();
    let text = raw_text(cell);
    let words = text.split_whitespace().count();
    // Two characters of Chinese or Japanese make about a word.
    let wide = text.chars().filter(|c| u32::from(*c) >= 0x2e80).count();
    children(cell, "tbl").next().is_some() || words.max(wide / 2) > CELL_WORDS || paragraphs > CELL_PARAGRAPHS
}
