//! Substitutions that occur several times: a company or a term that is called otherwise now. They are shown once, with
//! their count, instead of in every clause.

use super::result::{Core, Piece, Repeat};
use crate::diff::Significance;
use std::collections::HashMap;

/// From how many times on.
const FEWEST: usize = 3;

/// Takes repeated substitutions out of the pieces.
pub fn take_out(pieces: &mut Vec<Piece>) -> Vec<Repeat> {
    let mut found: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        if let Some(core) = &piece.core {
            found.entry(key(core)).or_default().push(at);
        }
    }
    let mut groups: Vec<Vec<usize>> = found.into_values().filter(|at| at.len() >= FEWEST).collect();
    groups.sort_unstable();
    let mut repeats = Vec::new();
    let mut taken = vec![false; pieces.len()];
    for group in &groups {
        let cores: Vec<&Core> = group.iter().filter_map(|at| pieces.get(*at)?.core.as_ref()).collect();
        let Some(first) = cores.first() else { continue };
        let (old, new) = widened(first, &cores);
        // A single short word that came or went says nothing without its clause.
        if (old.is_empty() || new.is_empty()) && old.len() + new.len() < 3 {
            continue;
        }
        let significance = group
            .iter()
            .filter_map(|at| pieces.get(*at).map(|piece| piece.significance))
            .max()
            .unwrap_or(Significance::Editorial);
        for at in group {
            if let Some(taken) = taken.get_mut(*at) {
                *taken = true;
            }
        }
        repeats.push(Repeat { old, new, count: group.len(), significance });
    }
    let mut at = 0;
    pieces.retain(|_| {
        at += 1;
        !taken.get(at - 1).copied().unwrap_or(false)
    });
    repeats.sort_by_key(|repeat| std::cmp::Reverse((repeat.significance, repeat.count)));
    repeats
}

fn key(core: &Core) -> (String, String) {
    let folded = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    (folded(&core.old), folded(&core.new))
}

/// With the next word where it is the same everywhere: of `User` → `Personal` the term is `User Account`.
fn widened(first: &Core, all: &[&Core]) -> (String, String) {
    let trimmed = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let (old, new) = (trimmed(&first.old), trimmed(&first.new));
    let word = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let same = |of: fn(&Core) -> &str| {
        let own = word(of(first));
        !own.is_empty() && all.iter().all(|core| stem(&word(of(core))) == stem(&own))
    };
    let beside = |text: &str, before: &str, after: &str| {
        [before, text, after].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    if same(|core| &core.after) {
        let after = trimmed(&first.after);
        (beside(&old, "", &after), beside(&new, "", &after))
    } else if (old.is_empty() || new.is_empty()) && same(|core| &core.before) {
        let before = trimmed(&first.before);
        (beside(&old, &before, ""), beside(&new, &before, ""))
    } else {
        (old, new)
    }
}

/// A word without the sign of the plural.
fn stem(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}
