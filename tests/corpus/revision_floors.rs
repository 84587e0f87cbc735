//! The comparison against revision pairs labelled by hand. The texts of some are in the repository; those of the
//! others are scored when `RECENSION_REVISIONS` names the folder that holds them (`fixtures/revisions/README.md`).
#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use crate::revision_score::{Score, score};
use crate::revisions::{Pair, TEXTS, labels, pairs, texts_folder};
use std::collections::BTreeSet;

/// Kind, least recall, least precision.
type Floor = (&'static str, f64, f64);

/// What the comparison reached on the seven pairs with committed texts when the floors were set, rounded down: a
/// fall means that something that was found before is not found any more.
const COMMITTED: [Floor; 9] = [
    ("added", 0.93, 0.83),
    ("merged", 0.0, 0.0),
    ("modified", 1.0, 0.82),
    ("moved", 0.75, 0.60),
    ("removed", 0.50, 0.33),
    ("renamed", 1.0, 1.0),
    ("renumbered", 1.0, 1.0),
    ("split", 1.0, 1.0),
    ("all", 0.90, 0.80),
];

/// The same on all 33 pairs.
const EVERY: [Floor; 9] = [
    ("added", 0.95, 0.88),
    ("merged", 0.33, 1.0),
    ("modified", 1.0, 0.94),
    ("moved", 0.89, 0.85),
    ("removed", 0.86, 0.81),
    ("renamed", 1.0, 1.0),
    ("renumbered", 1.0, 1.0),
    ("split", 0.83, 0.83),
    ("all", 0.95, 0.91),
];

/// Least share of the found changes whose significance is the labelled one, or unclear where the label says editorial
/// (measured: 39 of 46 on the committed pairs). Before the level `unclear` and the rules for items and phrases it was 41
/// of 46, with four labels that a second reading changed: two clauses that lost a limit were called editorial.
const SIGNIFICANCE: f64 = 0.84;
#[test]
fn no_move_is_wrong_and_no_kind_falls_below_its_floor() {
    let (pairs, _) = pairs(None).unwrap();
    assert!(pairs.iter().all(|pair| pair.labels.publisher == "GitHub"));
    hold(&scored(&pairs), &COMMITTED);
}

#[test]
#[ignore = "needs RECENSION_REVISIONS, a folder that `cargo xtask fetch-revisions` fills"]
fn no_kind_falls_below_its_floor_on_all_pairs() {
    let (pairs, absent) = pairs(texts_folder().as_deref()).unwrap();
    assert!(absent.is_empty(), "{TEXTS} has no texts of {}", absent.join(", "));
    hold(&scored(&pairs), &EVERY);
}

fn scored(pairs: &[Pair]) -> Score {
    assert!(!pairs.is_empty());
    let mut total = Score::default();
    for pair in pairs {
        let scored = score(pair).unwrap();
        assert_eq!(scored.wrong_moves, 0, "{}: {:#?}", pair.name, scored.disagreements);
        total.add(&scored);
    }
    total
}

#[allow(clippy::cast_precision_loss, reason = "a few hundred labels")]
fn hold(score: &Score, floors: &[Floor]) {
    for (kind, recall, precision) in floors {
        let tally =
            if *kind == "all" { score.total() } else { score.kinds.get(*kind).copied().unwrap_or_default() };
        assert!(tally.recall() >= *recall, "recall of {kind} fell to {:.3}: {tally:?}", tally.recall());
        assert!(
            tally.precision() >= *precision,
            "precision of {kind} fell to {:.3}: {tally:?}",
            tally.precision()
        );
    }
    let (same, found) = score.significance;
    assert!(
        same as f64 >= SIGNIFICANCE * found as f64,
        "significance agrees in {same} of {found}: {:#?}",
        score.disagreements
    );
}

#[test]
fn the_set_is_as_varied_as_it_says() {
    let labels = labels().unwrap();
    let distinct = |value: fn(&crate::revisions::Labels) -> &str| {
        labels.values().map(value).collect::<BTreeSet<_>>().len()
    };
    assert!(labels.len() >= 20, "{} pairs", labels.len());
    assert!(distinct(|pair| &pair.publisher) >= 8);
    assert!(distinct(|pair| &pair.language) >= 4);
    let structural = ["moved", "split", "merged", "renumbered"];
    let moved = |pair: &&crate::revisions::Labels| {
        pair.change.iter().any(|label| structural.contains(&label.kind.as_str()))
    };
    assert!(labels.values().filter(moved).count() >= 8);
}

#[test]
fn a_comparison_that_misses_or_invents_is_seen() {
    let (mut pairs, _) = pairs(None).unwrap();
    let at = pairs.iter().position(|pair| pair.name == "github-acceptable-use").unwrap();
    let mut pair = pairs.swap_remove(at);
    let honest = score(&pair).unwrap();
    assert_eq!((honest.total().found, honest.total().wrong, honest.wrong_moves), (3, 0, 0));
    pair.labels.change.retain(|label| label.kind != "moved");
    let invented = score(&pair).unwrap();
    assert_eq!((invented.total().found, invented.total().wrong, invented.wrong_moves), (2, 1, 1));
    pair.new = pair.old.clone();
    pair.labels.change.iter_mut().for_each(|label| label.starts = String::new());
    let missed = score(&pair).unwrap();
    assert_eq!((missed.total().found, missed.total().wrong), (0, 0));
}
