//! What a comparison comes to, in words, for reports that count cosmetic differences apart.

use crate::diff::{Comparison, KindCounts};
use crate::report::wording::groups;
use crate::report::wording::groups::Folded;
use crate::report::wording::words::{count, list};

/// The changes of wording: `3 substantive changes, 5 editorial.`
pub fn wording(comparison: &Comparison) -> String {
    if comparison.identical {
        return "The two texts are identical.".to_owned();
    }
    let counts = comparison.summary.significance;
    match (counts.substantive, counts.editorial) {
        (0, 0) => "No change of wording.".to_owned(),
        (0, editorial) => format!("No substantive change, {editorial} editorial."),
        (substantive, 0) => format!("{}, none editorial.", count(substantive, "substantive change")),
        (substantive, editorial) => {
            format!("{}, {editorial} editorial.", count(substantive, "substantive change"))
        }
    }
}

/// What does not touch the wording: `43 cosmetic differences and 2 changed links`; empty where there is nothing.
pub fn quiet(comparison: &Comparison) -> String {
    let Folded { cosmetic, links } = groups::folded(comparison);
    let counted = [(cosmetic, "cosmetic difference"), (links, "changed link")];
    let counted = counted.into_iter().filter(|(number, _)| *number > 0);
    list(&counted.map(|(number, noun)| count(number, noun)).collect::<Vec<_>>())
}

/// `12 words struck, 20 put in.`; empty where no word was.
pub fn words(comparison: &Comparison) -> String {
    let summary = &comparison.summary;
    match (summary.words_deleted, summary.words_inserted) {
        (0, 0) => String::new(),
        (struck, 0) => format!("{} struck, none put in.", count(struck, "word")),
        (0, put_in) => format!("{} put in, none struck.", count(put_in, "word")),
        (struck, put_in) => format!("{} struck, {put_in} put in.", count(struck, "word")),
    }
}

/// How many changes are of each kind, in the order of the kinds.
pub fn kinds(counts: &KindCounts) -> Vec<(&'static str, usize)> {
    let all = [
        ("added", counts.added),
        ("removed", counts.removed),
        ("modified", counts.modified),
        ("moved", counts.moved),
        ("split", counts.split),
        ("merged", counts.merged),
        ("renamed", counts.renamed),
        ("renumbered", counts.renumbered),
    ];
    all.into_iter().filter(|(_, number)| *number > 0).collect()
}

/// The title of both texts, the old one too where it was another.
pub fn title(comparison: &Comparison) -> String {
    match (&comparison.old.title, &comparison.new.title) {
        (Some(old), Some(new)) if old != new => format!("{old} → {new}"),
        (old, new) => new.as_ref().or(old.as_ref()).cloned().unwrap_or_default(),
    }
}
