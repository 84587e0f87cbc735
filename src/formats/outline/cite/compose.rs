//! Labels joined through nesting: 8, 4 and (a) to `8.4(a)`, § 3 and (2) to `§ 3 (2)`.

use super::tree::{Node, Tree};
use crate::text::numbering::{Label, Scheme};

/// The part of a name that labels make, and the node above it that is not in it.
#[derive(Debug, Clone, Default)]
pub struct Core {
    /// The joined labels, or the title.
    pub text: String,
    /// The division or titled heading that it is under.
    pub context: Option<usize>,
    /// The scheme of the outermost label in it.
    pub scheme: Option<Scheme>,
    /// The numbers of the outermost label in it.
    pub ordinals: Vec<u32>,
}

/// The core of each node; empty for those that print nothing.
#[must_use]
pub fn cores(tree: &Tree) -> Vec<Core> {
    let mut cores: Vec<Core> = Vec::with_capacity(tree.nodes.len());
    for node in &tree.nodes {
        let above = named_above(tree, node);
        cores.push(core(tree, node, above, &cores));
    }
    cores
}

fn core(tree: &Tree, node: &Node, above: Option<usize>, cores: &[Core]) -> Core {
    let Some(label) = &node.label else {
        return Core { text: node.title.clone().unwrap_or_default(), context: above, ..Core::default() };
    };
    let own = label.bare();
    let alone = |context| Core {
        text: own.to_owned(),
        context,
        scheme: Some(label.scheme),
        ordinals: label.ordinals.clone(),
    };
    let Some((at, parent)) = above.and_then(|at| Some((at, tree.nodes.get(at)?))) else { return alone(None) };
    let Some(outer) = parent.label.as_ref().filter(|outer| outer.scheme != Scheme::Division) else {
        return alone(Some(at));
    };
    let Some(before) = cores.get(at) else { return alone(None) };
    if names_alone(label, outer) {
        return Core { context: before.context, ..alone(None) };
    }
    Core { text: join(&before.text, outer, label), ..before.clone() }
}

/// Whether a label needs none above it: `2.1` under 2, `Article 5`, `§ 3`, `第三条`.
fn names_alone(label: &Label, outer: &Label) -> bool {
    let strong =
        matches!(label.scheme, Scheme::Article | Scheme::Section | Scheme::Paragraph | Scheme::Division);
    let han = label.scheme == Scheme::Han && label.printed.contains(['条', '條']);
    let printed_whole = label.scheme == Scheme::Decimal
        && label.ordinals.len() > 1
        && label.printed.contains('.')
        && (label.ordinals.starts_with(&outer.ordinals)
            || outer.ordinals.len() >= label.ordinals.len()
            || outer.ordinals.last() == label.ordinals.first());
    strong && !(label.scheme == Scheme::Paragraph && outer.scheme == Scheme::Paragraph)
        || han
        || printed_whole
}

fn join(before: &str, outer: &Label, label: &Label) -> String {
    let own = label.bare();
    let german = before.starts_with('§');
    let east_asian = before.starts_with(['第', '제']);
    match label.scheme {
        // § 2 (2) Nr. 1 a) aa)
        Scheme::Decimal if german && !own.starts_with('(') => format!("{before} Nr. {own}"),
        Scheme::LowerLetter | Scheme::LowerRoman if german => {
            format!("{before} {})", own.trim_matches(['(', ')']))
        }
        _ if german => format!("{before} {own}"),
        Scheme::Han if east_asian => format!("{before}{own}"),
        _ if east_asian => format!("{before} {own}"),
        Scheme::LowerLetter | Scheme::LowerRoman => format!("{before}({})", own.trim_matches(['(', ')'])),
        Scheme::Decimal if own.starts_with('(') => format!("{before}{own}"),
        Scheme::Decimal if matches!(outer.scheme, Scheme::LowerLetter | Scheme::LowerRoman) => {
            format!("{before}({own})")
        }
        Scheme::Decimal | Scheme::UpperLetter | Scheme::UpperRoman => {
            format!("{before}.{}", own.trim_matches(['(', ')']))
        }
        _ => format!("{before}, {own}"),
    }
}

/// The nearest node above that prints something; a heading without a number is passed over where the labels under it
/// go on from those under its neighbours, inside a clause that has one.
fn named_above(tree: &Tree, node: &Node) -> Option<usize> {
    let mut next = node.parent;
    while let Some(at) = next {
        let above = tree.nodes.get(at)?;
        if above.is_named() && !(node.label.is_some() && is_cross_heading(tree, at)) {
            return Some(at);
        }
        if !above.is_root && !above.is_heading && !above.is_named() {
            return Some(at);
        }
        next = above.parent;
    }
    None
}

/// Whether a titled heading under a labelled one restarts no numbers.
fn is_cross_heading(tree: &Tree, at: usize) -> bool {
    let Some(node) = tree.nodes.get(at).filter(|node| node.title.is_some()) else { return false };
    let Some(parent) =
        node.parent.filter(|parent| tree.nodes.get(*parent).is_some_and(|p| p.label.is_some()))
    else {
        return false;
    };
    let sibling = |other: &Node| other.parent == Some(parent) && other.title.is_some();
    let mut seen = std::collections::BTreeSet::new();
    tree.nodes
        .iter()
        .filter(|child| {
            child.label.is_some()
                && (child.parent == Some(parent)
                    || child.parent.and_then(|above| tree.nodes.get(above)).is_some_and(sibling))
        })
        .filter_map(|child| child.label.as_ref())
        .all(|label| seen.insert(label.bare()))
}
