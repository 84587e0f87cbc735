//! Sentences that left one block and stand unchanged in another: moved, not deleted and inserted.

use super::build;
use crate::diff::result::{Change, ChangeKind, RuleHit, Significance};
use crate::diff::rules::{CLAUSE_ADDED, CLAUSE_REMOVED, Rules, SENTENCE_MOVED};
use crate::diff::unit::hash;
use crate::text::fold;
use crate::text::token::{self, Cut};
use rustc_hash::FxHashMap;

/// Finds them among the changes, makes their rules say so, and gives the number of their words.
pub fn find(changes: &mut [Change], floors: &[Significance], rules: &Rules) -> usize {
    let mut gone: FxHashMap<u64, Vec<(usize, usize)>> = FxHashMap::default();
    let mut come: FxHashMap<u64, Vec<(usize, usize)>> = FxHashMap::default();
    for (at, change) in changes.iter().enumerate() {
        // A block that came or went whole is reported as such, whatever its sentences.
        if matches!(change.kind, ChangeKind::Added | ChangeKind::Removed) {
            continue;
        }
        for (rule, hit) in change.rules.iter().enumerate() {
            match (hit.id, &hit.old, &hit.new) {
                (CLAUSE_REMOVED, Some(text), _) => gone.entry(key(text)).or_default().push((at, rule)),
                (CLAUSE_ADDED, _, Some(text)) => come.entry(key(text)).or_default().push((at, rule)),
                _ => {}
            }
        }
    }
    let mut words = 0;
    let mut touched = Vec::new();
    for (key, from) in &gone {
        for (&(a, x), &(b, y)) in from.iter().zip(come.get(key).into_iter().flatten()) {
            let (old, new) = (changes[a].rules[x].old.clone(), changes[b].rules[y].new.clone());
            words += old.as_deref().map_or(0, |text| token::count_words(text, &[]));
            let moved = RuleHit { old, new, ..RuleHit::new(SENTENCE_MOVED) };
            changes[a].rules[x] = moved.clone();
            changes[b].rules[y] = moved;
            touched.extend([a, b]);
        }
    }
    for at in touched {
        build::judge_anew(&mut changes[at], floors[at], rules);
    }
    words
}

fn key(sentence: &str) -> u64 {
    let tokens = token::tokens(sentence, &[], Cut::Characters);
    let wording = tokens.into_iter().filter(|token| token.is_wording());
    hash(wording.map(|token| fold::key(token.of(sentence)).into_owned()).collect::<String>())
}
