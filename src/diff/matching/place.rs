//! What is left between matched neighbours: the same label or key, then a lone pair in the same place.

use super::features::Features;
use super::order;
use super::state::Matching;
use crate::diff::result::MatchedBy;
use crate::diff::unit::{Unit, Units};
use crate::model::{BlockKind, MarkKind};
use rustc_hash::FxHashMap;

/// Least similarity by words of a lone pair, and of a pair with the same label: below it the old text was removed and
/// a new one inserted its place.
const LONE_PAIR: f64 = 0.2;
/// Texts of up to this many bytes are compared letter by letter as well: their words say too little.
const SHORT_TEXT: usize = 120;
/// Least similarity by letters (normalised Levenshtein distance) of a lone pair of short texts.
const LONE_SHORT_PAIR: f64 = 0.5;

/// Ties what is left, gap by gap.
pub fn tie(matching: &mut Matching, features: &Features, old: &Units, new: &Units) {
    for gap in gaps(matching, old, new) {
        by_key(matching, features, old, new, &gap);
        let (olds, news) = gap;
        for headings in [true, false] {
            let lone = |list: &[usize], units: &Units, free: &dyn Fn(usize) -> bool| {
                let mut left =
                    list.iter().copied().filter(|&at| free(at) && units.list[at].is_heading() == headings);
                left.next().filter(|_| left.next().is_none())
            };
            let pair = (
                lone(&olds, old, &|at| matching.is_free_old(at)),
                lone(&news, new, &|at| matching.is_free_new(at)),
            );
            if let (Some(from), Some(to)) = pair
                && let Some(score) = likeness(features, old, new, from, to)
            {
                matching.tie(from, to, MatchedBy::Position, score);
            }
        }
    }
}

/// The free units of both sides, gap by gap.
fn gaps(matching: &Matching, old: &Units, new: &Units) -> Vec<(Vec<usize>, Vec<usize>)> {
    let anchors = matching.in_order(old, new);
    let old_gap = order::gaps(old.list.len(), anchors.iter().map(|anchor| anchor.0));
    let new_gap = order::gaps(new.list.len(), anchors.iter().map(|anchor| anchor.1));
    let mut gaps = vec![(Vec::new(), Vec::new()); anchors.len() + 1];
    for at in matching.free_old() {
        gaps[old_gap[at]].0.push(at);
    }
    for at in matching.free_new() {
        gaps[new_gap[at]].1.push(at);
    }
    gaps.retain(|(olds, news)| !olds.is_empty() && !news.is_empty());
    gaps
}

fn by_key(
    matching: &mut Matching,
    features: &Features,
    old: &Units,
    new: &Units,
    (olds, news): &(Vec<usize>, Vec<usize>),
) {
    let mut keyed: FxHashMap<(Key, bool), (Vec<usize>, Vec<usize>)> = FxHashMap::default();
    for &at in olds.iter().filter(|at| matching.is_free_old(**at)) {
        if let Some(key) = key(&old.list[at]) {
            keyed.entry((key, old.list[at].is_heading())).or_default().0.push(at);
        }
    }
    for &at in news {
        if let Some(key) = key(&new.list[at])
            && let Some(entry) = keyed.get_mut(&(key, new.list[at].is_heading()))
        {
            entry.1.push(at);
        }
    }
    for ((key, _), (from, to)) in keyed {
        if let ([from], [to]) = (&from[..], &to[..])
            && let Some(score) = match key {
                Key::Label(_) => likeness(features, old, new, *from, *to),
                Key::Term(_) => Some(similarity(features, *from, *to)),
            }
        {
            matching.tie(*from, *to, MatchedBy::Label, score);
        }
    }
}

/// What names a unit among its neighbours.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    /// Its printed number.
    Label(Vec<u32>),
    /// The first cell of a row, or the term in quotation marks or bold print that a definition begins with.
    Term(String),
}

fn key(unit: &Unit) -> Option<Key> {
    if let Some(label) = unit.label {
        return Some(Key::Label(label.ordinals.clone()));
    }
    let text = unit.wording();
    let term = if unit.block == Some(BlockKind::Row) {
        text.trim_start_matches([' ', '|']).split('|').next()?
    } else {
        let bold =
            unit.marks.first().filter(|mark| mark.kind == MarkKind::Markup && mark.range.start == unit.body);
        let text = bold.map_or(text, |mark| unit.text.get(mark.range.end..).unwrap_or_default());
        let close = match text.chars().next()? {
            '“' | '"' => ['”', '"'],
            '「' => ['」', '」'],
            '《' => ['》', '》'],
            _ if bold.is_some() => ['*', '_'],
            _ => return None,
        };
        let inner = text.get(text.chars().next()?.len_utf8()..)?;
        inner.get(..inner.find(close)?)?
    };
    let term = term.trim();
    (!term.is_empty()).then(|| Key::Term(term.to_lowercase()))
}

fn similarity(features: &Features, from: usize, to: usize) -> f64 {
    match (features.old(from), features.new_side(to)) {
        (Some(a), Some(b)) => features.similarity(a, b),
        _ => 0.0,
    }
}

/// How alike two units are, where it is enough for a pair in the same place.
fn likeness(features: &Features, old: &Units, new: &Units, from: usize, to: usize) -> Option<f64> {
    let by_words = similarity(features, from, to);
    if by_words >= LONE_PAIR {
        return Some(by_words);
    }
    let (a, b) = (old.list[from].wording(), new.list[to].wording());
    if a.len().max(b.len()) > SHORT_TEXT {
        return None;
    }
    let by_letters = strsim::normalized_levenshtein(a, b);
    (by_letters >= LONE_SHORT_PAIR).then_some(by_letters)
}
