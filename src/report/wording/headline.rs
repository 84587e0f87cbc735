//! What a comparison comes to, in words. Every form of report takes its totals from here.

use crate::diff::{Comparison, Counts, KindCounts};
use crate::report::wording::groups::{self, Folded};
use crate::report::wording::words::{count, list};

/// The changes of wording: `3 substantive changes, 5 editorial.`
pub fn wording(comparison: &Comparison) -> String {
    if comparison.identical {
        return "The texts are identical.".to_owned();
    }
    let counted = counted(&comparison.summary.significance);
    counted.map_or_else(|| "No change of wording.".to_owned(), |text| format!("{text}."))
}

/// `3 substantive changes, 5 editorial`; none where no wording changed.
pub fn counted(counts: &Counts) -> Option<String> {
    by_level(&[
        (counts.substantive, "substantive"),
        (counts.unclear, "unclear"),
        (counts.editorial, "editorial"),
    ])
}

/// The levels that occur, heaviest first: the first names the noun for all.
pub fn by_level(levels: &[(usize, &str)]) -> Option<String> {
    let mut occurring = levels.iter().filter(|(number, _)| *number > 0);
    let (number, level) = occurring.next()?;
    let first = count(*number, &format!("{level} change"));
    let rest = occurring.map(|(number, level)| format!(", {number} {level}"));
    Some(std::iter::once(first).chain(rest).collect())
}

/// What does not touch the wording: `43 formatting-only differences and 2 changed links`; empty where there is nothing.
/// Changed links are counted apart: most revisions of web pages change nothing else.
pub fn formatting_only(comparison: &Comparison) -> String {
    let Folded { cosmetic, links } = groups::folded(comparison);
    let counted = [(cosmetic, "formatting-only difference"), (links, "changed link")];
    let counted = counted.into_iter().filter(|(number, _)| *number > 0);
    list(&counted.map(|(number, noun)| count(number, noun)).collect::<Vec<_>>())
}

/// `12 words deleted, 20 inserted.`; empty where no word was.
pub fn words(comparison: &Comparison) -> String {
    let summary = &comparison.summary;
    match (summary.words_deleted, summary.words_inserted) {
        (0, 0) => String::new(),
        (deleted, 0) => format!("{} deleted.", count(deleted, "word")),
        (0, inserted) => format!("{} inserted.", count(inserted, "word")),
        (deleted, inserted) => format!("{} deleted, {inserted} inserted.", count(deleted, "word")),
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

#[cfg(test)]
mod tests {
    use super::by_level;

    #[test]
    fn the_heaviest_level_names_the_noun() {
        let levels = |a, b| by_level(&[(a, "substantive"), (b, "editorial")]);
        assert_eq!(levels(3, 5).as_deref(), Some("3 substantive changes, 5 editorial"));
        assert_eq!(levels(1, 0).as_deref(), Some("1 substantive change"));
        assert_eq!(levels(0, 2).as_deref(), Some("2 editorial changes"));
        assert_eq!(levels(0, 0), None);
    }
}
