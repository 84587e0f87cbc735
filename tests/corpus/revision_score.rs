//! The score of a comparison against hand-labelled changes. Shared by the test of its floors and by
//! `cargo xtask score-revisions`, which declare `revisions` beside it.

use crate::revisions::{Error, Label, Pair};
use recension::diff::{Change, ChangeKind, Comparison, Options, Place, Significance, Unit, compare};
use recension::formats::{self, Format};
use std::collections::{BTreeMap, BTreeSet};

/// Least share of lines that a change found and a label must have in common, on each side that they have.
const SAME_LINES: f64 = 0.5;

/// How labels and changes found fare against each other.
#[derive(Debug, Clone, Default)]
pub struct Score {
    /// By kind; cosmetic labels are a kind of their own.
    pub kinds: BTreeMap<String, Tally>,
    /// Found changes with the label's significance, of all found.
    pub significance: (usize, usize),
    /// Labelled rules that fired, of all labelled rules of changes found.
    pub rules: (usize, usize),
    /// Moves reported of text that no label says went there.
    pub wrong_moves: usize,
    /// One line for each disagreement.
    pub disagreements: Vec<String>,
}

/// Counts of one kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    pub labels: usize,
    pub found: usize,
    /// Reported, but no label says so.
    pub wrong: usize,
}

impl Tally {
    /// Share of the labels that were found; 1 where there are none.
    #[allow(clippy::cast_precision_loss, reason = "a few hundred labels")]
    pub fn recall(self) -> f64 {
        if self.labels == 0 { 1.0 } else { self.found as f64 / self.labels as f64 }
    }

    /// Share of what was reported that a label says; 1 where nothing was reported.
    #[allow(clippy::cast_precision_loss, reason = "a few hundred labels")]
    pub fn precision(self) -> f64 {
        let reported = self.found + self.wrong;
        if reported == 0 { 1.0 } else { self.found as f64 / reported as f64 }
    }
}

impl Score {
    /// Adds another pair's counts.
    pub fn add(&mut self, other: &Self) {
        for (kind, tally) in &other.kinds {
            let sum = self.kinds.entry(kind.clone()).or_default();
            sum.labels += tally.labels;
            sum.found += tally.found;
            sum.wrong += tally.wrong;
        }
        self.significance.0 += other.significance.0;
        self.significance.1 += other.significance.1;
        self.rules.0 += other.rules.0;
        self.rules.1 += other.rules.1;
        self.wrong_moves += other.wrong_moves;
    }

    /// All kinds together, the cosmetic ones left out.
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        for (_, tally) in self.kinds.iter().filter(|(kind, _)| *kind != COSMETIC) {
            total.labels += tally.labels;
            total.found += tally.found;
            total.wrong += tally.wrong;
        }
        total
    }
}

const COSMETIC: &str = "cosmetic";

/// Compares the two texts of a pair and scores the result.
pub fn score(pair: &Pair) -> Result<Score, Error> {
    let read = |bytes: &[u8]| formats::read(bytes, Format::Markdown);
    let comparison = compare(&read(&pair.old)?, &read(&pair.new)?, &Options::default());
    let texts = [numbered(&pair.old), numbered(&pair.new)];
    check_starts(pair, &texts)?;
    Ok(Scorer { labels: &pair.labels.change, comparison: &comparison, texts }.score())
}

/// The lines that have text.
type NumberedLines = BTreeMap<usize, String>;

fn numbered(bytes: &[u8]) -> NumberedLines {
    let text = String::from_utf8_lossy(bytes);
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| (at + 1, line.to_owned())).collect()
}

/// A label whose first words do not stand where it says is a slip of the person who wrote it.
fn check_starts(pair: &Pair, texts: &[NumberedLines; 2]) -> Result<(), Error> {
    for label in &pair.labels.change {
        let (places, text) =
            if label.new.is_empty() { (&label.old, &texts[0]) } else { (&label.new, &texts[1]) };
        let line = places.first().and_then(|place| text.get(&place[0]));
        if !line.is_some_and(|line| line.contains(&label.starts)) {
            return Err(format!("`{}` has no line {places:?} with `{}`", pair.name, label.starts).into());
        }
    }
    Ok(())
}

struct Scorer<'a> {
    labels: &'a [Label],
    comparison: &'a Comparison,
    texts: [NumberedLines; 2],
}

impl Scorer<'_> {
    fn score(&self) -> Score {
        let mut score = Score::default();
        let taken = self.assign();
        for (at, label) in self.labels.iter().enumerate() {
            let kind = if label.significance == COSMETIC { COSMETIC } else { &label.kind };
            let tally = score.kinds.entry(kind.to_owned()).or_default();
            tally.labels += 1;
            match taken.iter().find(|pair| pair.1 == at) {
                Some(&(change, _)) => {
                    tally.found += 1;
                    agree(&mut score, &self.comparison.changes[change], label);
                }
                None => score.disagreements.push(format!(
                    "missed: {} {} old {:?} new {:?} `{}`",
                    label.kind, label.unit, label.old, label.new, label.starts
                )),
            }
        }
        for (at, change) in self.comparison.changes.iter().enumerate() {
            if taken.iter().any(|pair| pair.0 == at) {
                continue;
            }
            if change.kind == ChangeKind::Moved && !self.move_is_labelled(change) {
                score.wrong_moves += 1;
                score.disagreements.push(format!("wrong move: {}", told(change)));
            }
            if change.significance == Significance::Cosmetic {
                continue;
            }
            score.kinds.entry(change.kind.name().to_owned()).or_default().wrong += 1;
            score.disagreements.push(format!("wrong: {}", told(change)));
        }
        score
    }

    /// Pairs of a change found and a label, those with the most lines in common first, each used once.
    fn assign(&self) -> Vec<(usize, usize)> {
        let mut candidates = Vec::new();
        for (c, change) in self.comparison.changes.iter().enumerate() {
            for (l, label) in self.labels.iter().enumerate() {
                let cosmetic = change.significance == Significance::Cosmetic;
                // A split or merge without a changed word is found, however much it counts.
                let parted = matches!(change.kind, ChangeKind::Split | ChangeKind::Merged);
                let same = change.kind.name() == label.kind
                    && unit(change.unit) == label.unit
                    && (parted || cosmetic == (label.significance == COSMETIC));
                let common = self.common(change, label);
                if same && common >= SAME_LINES {
                    candidates.push((common, c, l));
                }
            }
        }
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut taken: Vec<(usize, usize)> = Vec::new();
        for (_, c, l) in candidates {
            if taken.iter().all(|pair| pair.0 != c && pair.1 != l) {
                taken.push((c, l));
            }
        }
        taken
    }

    /// Share of lines in common on the side where it is smaller.
    fn common(&self, change: &Change, label: &Label) -> f64 {
        let old = jaccard(&self.lines(0, &ranges(&change.old)), &self.lines(0, &label.old));
        let new = jaccard(&self.lines(1, &ranges(&change.new)), &self.lines(1, &label.new));
        old.min(new)
    }

    /// The lines with text in these ranges.
    fn lines(&self, side: usize, ranges: &[[usize; 2]]) -> BTreeSet<usize> {
        ranges
            .iter()
            .flat_map(|range| self.texts[side].range(range[0]..=range[1]).map(|line| *line.0))
            .collect()
    }

    /// Whether a label says that the text of this move went from there to there, perhaps as a part of more: of a
    /// section, a split or a merge.
    fn move_is_labelled(&self, change: &Change) -> bool {
        let kinds = [ChangeKind::Moved, ChangeKind::Split, ChangeKind::Merged].map(ChangeKind::name);
        self.labels.iter().filter(|label| kinds.contains(&label.kind.as_str())).any(|label| {
            let within = |side: usize, places: &[Place], label: &[[usize; 2]]| {
                self.lines(side, &ranges(places)).is_subset(&self.lines(side, label))
            };
            within(0, &change.old, &label.old) && within(1, &change.new, &label.new)
        })
    }
}

fn agree(score: &mut Score, change: &Change, label: &Label) {
    let found = significance(change.significance);
    score.significance.1 += 1;
    // "Unclear" says that a person must look: it contradicts nobody who looked and found a matter of style.
    let open = found == "unclear" && label.significance == "editorial";
    if found == label.significance || open {
        score.significance.0 += 1;
    } else {
        score.disagreements.push(format!(
            "significance: {} is labelled {}",
            told(change),
            label.significance
        ));
    }
    for rule in &label.rules {
        score.rules.1 += 1;
        if change.rules.iter().any(|hit| hit.id == rule.as_str()) {
            score.rules.0 += 1;
        } else {
            score.disagreements.push(format!("rule `{rule}` missed: {}", told(change)));
        }
    }
}

fn ranges(places: &[Place]) -> Vec<[usize; 2]> {
    places.iter().map(|place| [place.lines.first, place.lines.last]).collect()
}

#[allow(clippy::cast_precision_loss, reason = "numbers of lines")]
fn jaccard(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    let union = a.union(b).count();
    if union == 0 { 1.0 } else { a.intersection(b).count() as f64 / union as f64 }
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Section => "section",
        Unit::Block => "block",
    }
}

fn significance(significance: Significance) -> &'static str {
    match significance {
        Significance::Cosmetic => COSMETIC,
        Significance::Editorial => "editorial",
        Significance::Unclear => "unclear",
        Significance::Substantive => "substantive",
    }
}

fn told(change: &Change) -> String {
    let rules: Vec<&str> = change.rules.iter().map(|hit| hit.id.as_str()).collect();
    let place = change.new.first().or(change.old.first());
    let start: String = place.map(|place| place.text.chars().take(40).collect()).unwrap_or_default();
    format!(
        "{} {} {} old {:?} new {:?} {rules:?} `{start}`",
        change.kind.name(),
        unit(change.unit),
        significance(change.significance),
        ranges(&change.old),
        ranges(&change.new)
    )
}
