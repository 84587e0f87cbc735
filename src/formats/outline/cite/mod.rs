//! How each section and clause is cited: the one place where a clause gets its name, for every form of report.
//!
//! A name is made of what the text prints: labels composed through nesting (`8.4(a)`, `§ 3 (2)`, `Schedule 1, 2(a)`),
//! titles where a heading has no number (`Fees ¶2`), and a count of paragraphs where nothing is printed. A level that
//! restarts no numbers is left out, as lawyers do: `Article 5`, whatever chapter it is in.

mod compose;
mod context;
mod tree;

use crate::model::{BlockKind, Document};
use rustc_hash::FxHashMap;
use tree::{Node, Tree};

/// Writes the `cite` of every section and block.
pub fn cite(document: &mut Document) {
    let tree = tree::build(document);
    let names = names(&tree);
    for (section, node) in document.sections.iter_mut().zip(&tree.of_section) {
        section.cite = node.and_then(|node| names.get(node)).cloned().unwrap_or_default();
    }
    let alone: Vec<Option<usize>> = tree.of_block.clone();
    let mut formal: FxHashMap<&str, usize> = FxHashMap::default();
    let mut cites = Vec::with_capacity(document.blocks.len());
    for (block, node) in document.blocks.iter().zip(alone) {
        cites.push(match node {
            Some(node) => names.get(node).cloned().unwrap_or_default(),
            None => {
                let kind = match block.kind {
                    BlockKind::Comment => "Comment",
                    BlockKind::Metadata => "Metadata",
                    _ => "Markup",
                };
                let count = formal.entry(kind).or_default();
                *count += 1;
                format!("{kind} ¶{count}")
            }
        });
    }
    for (block, cite) in document.blocks.iter_mut().zip(cites) {
        block.cite = cite;
    }
}

/// The name of each node, unique among sections and among blocks.
fn names(tree: &Tree) -> Vec<String> {
    let cores = compose::cores(tree);
    let contexts = context::kept(tree, &cores);
    let mut names: Vec<String> = Vec::with_capacity(tree.nodes.len());
    for (at, node) in tree.nodes.iter().enumerate() {
        let name = if node.is_named() {
            let context = contexts.get(at).copied().flatten().and_then(|context| {
                let name = names.get(context).filter(|name| !name.is_empty())?;
                Some((name, tree.nodes.get(context)?))
            });
            let core = cores.get(at).map_or("", |core| core.text.as_str());
            match context {
                Some((name, above)) if above.is_division() || node.label.is_none() => {
                    format!("{name}, {core}")
                }
                Some((name, _)) => format!("{name} {core}"),
                None => core.to_owned(),
            }
        } else {
            counted(tree, node, &names)
        };
        names.push(name);
    }
    unique(tree, &mut names);
    names
}

/// The name of a node that prints nothing: its place among the paragraphs of the one above it.
fn counted(tree: &Tree, node: &Node, names: &[String]) -> String {
    let Some(above) = node.parent.and_then(|parent| Some((parent, tree.nodes.get(parent)?))) else {
        return String::new();
    };
    let (parent, above) = above;
    let name = names.get(parent).map_or("", String::as_str);
    if above.is_root {
        return if node.before_first {
            format!("Preamble ¶{}", node.ordinal)
        } else {
            format!("¶{}", node.ordinal)
        };
    }
    if above.is_heading && above.kids == 1 && !above.has_sections {
        return name.to_owned();
    }
    // A bullet in a bullet: `4 ¶3.2`.
    if !above.is_named() && name.contains('¶') {
        return format!("{name}.{}", node.ordinal);
    }
    format!("{name} ¶{}", node.ordinal)
}

/// Names that occur twice get the title above them, or else a count: a name that two clauses have names neither.
fn unique(tree: &Tree, names: &mut [String]) {
    for headings in [true, false] {
        let mut seen: FxHashMap<String, usize> = FxHashMap::default();
        for (node, name) in tree.nodes.iter().zip(names.iter_mut()) {
            if node.is_root || node.is_heading != headings || name.is_empty() {
                continue;
            }
            if seen.contains_key(name)
                && let Some(title) = tree.title_above(node)
                && !name.starts_with(title)
            {
                *name = format!("{title}, {name}");
            }
            let count = seen.entry(name.clone()).or_default();
            *count += 1;
            if *count > 1 {
                *name = format!("{name} ({})", nth(*count));
                seen.insert(name.clone(), 1);
            }
        }
    }
}

fn nth(count: usize) -> String {
    match count {
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        4 => "fourth".to_owned(),
        5 => "fifth".to_owned(),
        count => format!("no. {count}"),
    }
}
