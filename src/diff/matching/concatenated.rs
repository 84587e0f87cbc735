//! Blocks that were only broken into several, or joined: a run of neighbours whose letters, put one after the other, are
//! the letters of one block. Converters and web pages break paragraphs at every line; whatever the number and the size of
//! the pieces, it is the same text, and similarity would lose the short ones.

use super::state::{Matching, Regrouping};
use crate::diff::result::MatchedBy;
use crate::diff::unit::{Unit, Units};
use crate::model::BlockKind;
use crate::text::fold;
use crate::text::token::Cut;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Letters by which the first piece of a block is looked up.
const HEAD: usize = 4;
/// First pieces that are tried for one block: in a list of formulas many begin alike.
const MOST_STARTS: usize = 64;

/// Finds blocks that were broken, then blocks that were joined.
pub fn find(matching: &mut Matching, old: &Units, new: &Units) {
    for whole_is_old in [true, false] {
        let (wholes, pieces) = if whole_is_old { (old, new) } else { (new, old) };
        let (free_wholes, free_pieces) = if whole_is_old {
            (matching.free_old(), matching.free_new())
        } else {
            (matching.free_new(), matching.free_old())
        };
        if free_wholes.is_empty() || free_pieces.len() < 2 {
            continue;
        }
        let letters: FxHashMap<usize, String> = free_pieces
            .iter()
            .filter(|at| is_running_text(&pieces.list[**at]))
            .map(|&at| (at, letters(&pieces.list[at])))
            .collect();
        let mut starts: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for at in free_pieces.iter().filter(|at| letters.contains_key(at)) {
            if let Some(head) = head_from(*at, &letters) {
                starts.entry(head).or_default().push(*at);
            }
        }
        let mut taken = vec![false; pieces.list.len()];
        for at in free_wholes.into_iter().filter(|at| is_running_text(&wholes.list[*at])) {
            let text = self::letters(&wholes.list[at]);
            let candidates = head(&text).and_then(|head| starts.get(&head)).into_iter().flatten();
            let run = candidates.take(MOST_STARTS).find_map(|&start| run(&text, start, &letters, &taken));
            let Some(run) = run else { continue };
            taken[run.clone()].fill(true);
            record(matching, at, run, whole_is_old);
        }
    }
}

fn is_running_text(unit: &Unit) -> bool {
    matches!(unit.block, Some(BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote))
}

/// The wording without white space, folded.
fn letters(unit: &Unit) -> String {
    let tokens = unit.tokens(Cut::Characters).into_iter().filter(|token| token.is_wording());
    tokens.map(|token| fold::key(token.of(unit.text)).into_owned()).collect()
}

fn head(letters: &str) -> Option<String> {
    let head: String = letters.chars().take(HEAD).collect();
    (head.chars().count() == HEAD).then_some(head)
}

/// The head of the pieces from `start` on.
fn head_from(start: usize, letters: &FxHashMap<usize, String>) -> Option<String> {
    let mut text = String::new();
    for at in start..start + HEAD {
        text.push_str(letters.get(&at)?);
        if let Some(head) = head(&text) {
            return Some(head);
        }
    }
    None
}

/// The run of neighbours from `start` on that is the whole text; two at least.
fn run(text: &str, start: usize, letters: &FxHashMap<usize, String>, taken: &[bool]) -> Option<Range<usize>> {
    let mut rest = text;
    let mut end = start;
    while !rest.is_empty() {
        let piece = letters.get(&end).filter(|piece| !piece.is_empty() && !taken[end])?;
        rest = rest.strip_prefix(piece.as_str())?;
        end += 1;
    }
    (end - start > 1).then_some(start..end)
}

fn record(matching: &mut Matching, whole: usize, run: Range<usize>, whole_is_old: bool) {
    let pieces: Vec<usize> = run.clone().collect();
    let (old, new) = if whole_is_old { (vec![whole], pieces) } else { (pieces, vec![whole]) };
    if let (Some(&first_old), Some(&first_new)) = (old.first(), new.first()) {
        matching.tie(first_old, first_new, MatchedBy::UniqueText, 1.0);
        matching.regroup(Regrouping { old, new, score: 1.0 });
    }
}
