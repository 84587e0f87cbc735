//! Which names need the division or title above them: only where numbers restart under it.

use super::compose::Core;
use super::tree::Tree;
use crate::text::numbering::Scheme;
use rustc_hash::{FxHashMap, FxHashSet};

/// Divisions of one word, or titled headings of one rank, and the scheme that counts under them.
type Group = (String, Option<Scheme>);

/// For each node the division or titled heading that its name is given with.
#[must_use]
pub fn kept(tree: &Tree, cores: &[Core]) -> Vec<Option<usize>> {
    let groups: Vec<Option<Group>> = cores.iter().map(|core| group(tree, core)).collect();
    let mut members: FxHashMap<&Group, Vec<usize>> = FxHashMap::default();
    // Where each core occurs first, and in which group.
    let mut first: FxHashMap<&str, (usize, Option<&Group>)> = FxHashMap::default();
    for (at, group) in groups.iter().enumerate() {
        if cores[at].scheme.is_some() && tree.nodes[at].label.is_some() {
            first.entry(&cores[at].text).or_insert((at, group.as_ref()));
            if let Some(group) = group {
                members.entry(group).or_default().push(at);
            }
        }
    }
    let restarting: FxHashSet<&Group> = members
        .iter()
        .filter(|(group, members)| restarts(tree, cores, group, members, &first))
        .map(|(group, _)| *group)
        .collect();
    cores
        .iter()
        .zip(&groups)
        .map(|(core, group)| {
            core.context.filter(|_| group.as_ref().is_some_and(|group| restarting.contains(group)))
        })
        .collect()
}

fn group(tree: &Tree, core: &Core) -> Option<Group> {
    core.scheme?;
    let above = tree.nodes.get(core.context?)?;
    let kind = match &above.label {
        Some(label) => label.printed.split_whitespace().next().unwrap_or_default().to_lowercase(),
        None if above.title.is_some() => format!("#{}", above.level),
        None => "¶".to_owned(),
    };
    Some((kind, core.scheme))
}

fn restarts(
    tree: &Tree,
    cores: &[Core],
    group: &Group,
    members: &[usize],
    first: &FxHashMap<&str, (usize, Option<&Group>)>,
) -> bool {
    let mut by_core: FxHashMap<&str, usize> = FxHashMap::default();
    for at in members {
        let Some(context) = cores[*at].context else { continue };
        if *by_core.entry(&cores[*at].text).or_insert(context) != context {
            return true;
        }
        let before = first.get(cores[*at].text.as_str());
        if before.is_some_and(|(earlier, other)| earlier < at && *other != Some(group)) {
            return true;
        }
    }
    let strong =
        matches!(group.1, Some(Scheme::Article | Scheme::Section | Scheme::Paragraph | Scheme::Division))
            || group.1 == Some(Scheme::Han);
    !strong && !goes_on(cores, members) && !is_numbering_of_text(tree, cores, members)
}

/// Whether one titled heading holds the numbering of the whole text: numbered headings, or more clauses than a list has.
fn is_numbering_of_text(tree: &Tree, cores: &[Core], members: &[usize]) -> bool {
    /// Items of the longest list that is cited with the title above it, where the text has no other numbers.
    const LIST: usize = 5;
    let outermost = || {
        members.iter().filter(|at| {
            let node = &tree.nodes[**at];
            node.label.as_ref().is_some_and(|label| label.ordinals == cores[**at].ordinals)
        })
    };
    let one = members.windows(2).all(|two| cores[two[0]].context == cores[two[1]].context);
    let titled = members
        .first()
        .and_then(|at| tree.nodes.get(cores[*at].context?))
        .is_some_and(|above| above.title.is_some());
    one && titled && (outermost().any(|at| tree.nodes[*at].is_heading) || outermost().count() > LIST)
}

/// Whether the numbers under one division go on from those under the one before.
fn goes_on(cores: &[Core], members: &[usize]) -> bool {
    let starts = members.windows(2).filter(|two| cores[two[0]].context != cores[two[1]].context);
    let mut any = false;
    for two in starts {
        if cores[two[1]].ordinals <= cores[two[0]].ordinals {
            return false;
        }
        any = true;
    }
    any
}
