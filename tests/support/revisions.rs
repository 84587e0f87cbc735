//! Hand-labelled revision pairs: their labels and texts, and the score of a comparison against them. Shared by
//! `tests/revisions.rs` and the examples `score_revisions` and `fetch_revisions`.
#![allow(dead_code, reason = "each of its three users needs a part")]

use recension::diff::{Change, ChangeKind, Comparison, Options, Place, Significance, Unit, compare};
use recension::extract::{Format, extract};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Where the labels stand.
pub const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/revisions");
/// Names the folder that holds the texts that may not be committed.
pub const TEXTS: &str = "RECENSION_REVISIONS";
/// Least share of lines that a change found and a label must have in common, on each side that they have.
const SAME_LINES: f64 = 0.5;

/// What went wrong, in one sentence.
pub type Error = Box<dyn std::error::Error>;

/// A pair as `labels.toml` says it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    pub publisher: String,
    /// Address of the git repository that has the texts.
    pub repository: String,
    /// The file in it.
    pub path: String,
    pub language: String,
    /// What the revision is about, in one sentence.
    pub about: String,
    pub old: Source,
    pub new: Source,
    #[serde(default)]
    pub change: Vec<Label>,
}

/// One of the two texts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub commit: String,
    pub date: String,
    pub sha256: String,
}

/// One change as a person judged it. What no label names is unchanged or changed in form only.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    pub kind: String,
    pub unit: String,
    pub significance: String,
    /// Line ranges in the old text, both ends included.
    pub old: Vec<[usize; 2]>,
    /// Line ranges in the new text.
    pub new: Vec<[usize; 2]>,
    /// The first words at the first place (in the new text, or in the old one for what was removed).
    pub starts: String,
    /// Rules that must fire; others may.
    #[serde(default)]
    pub rules: Vec<String>,
    #[serde(default)]
    pub note: String,
}

/// A labelled pair with its texts.
pub struct Pair {
    pub name: String,
    pub labels: Labels,
    pub old: Vec<u8>,
    pub new: Vec<u8>,
}

/// The labels of all pairs by name.
pub fn labels() -> Result<BTreeMap<String, Labels>, Error> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(FIXTURES)? {
        let entry = entry?;
        let file = entry.path().join("labels.toml");
        if !file.is_file() {
            continue;
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        let labels = toml::from_str(&std::fs::read_to_string(&file)?)
            .map_err(|error| format!("cannot read `{}`: {error}", file.display()))?;
        all.insert(name, labels);
    }
    Ok(all)
}

/// The pairs whose texts are at hand, and the names of those whose texts are not.
pub fn pairs(texts: Option<&Path>) -> Result<(Vec<Pair>, Vec<String>), Error> {
    let (mut pairs, mut absent) = (Vec::new(), Vec::new());
    for (name, labels) in labels()? {
        let folder = [Some(Path::new(FIXTURES)), texts]
            .into_iter()
            .flatten()
            .map(|folder| folder.join(&name))
            .find(|folder| folder.join("old.md").is_file());
        let Some(folder) = folder else {
            absent.push(name);
            continue;
        };
        let old = read_checked(&folder.join("old.md"), &labels.old.sha256)?;
        let new = read_checked(&folder.join("new.md"), &labels.new.sha256)?;
        pairs.push(Pair { name, labels, old, new });
    }
    Ok((pairs, absent))
}

fn read_checked(file: &Path, sha256: &str) -> Result<Vec<u8>, Error> {
    let bytes = std::fs::read(file).map_err(|error| format!("cannot read `{}`: {error}", file.display()))?;
    check(&bytes, sha256).map_err(|found| {
        format!("`{}` is not the labelled text: its SHA-256 is {found}; fetch it again", file.display())
    })?;
    Ok(bytes)
}

/// Whether the bytes have this hash; if not, the one they have.
pub fn check(bytes: &[u8], sha256: &str) -> Result<(), String> {
    let found: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if found == sha256 { Ok(()) } else { Err(found) }
}

/// The folder that the environment names.
pub fn texts_folder() -> Option<PathBuf> {
    std::env::var_os(TEXTS).filter(|value| !value.is_empty()).map(PathBuf::from)
}

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
    let read = |bytes: &[u8]| extract(bytes, Format::Markdown);
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
                let same = change.kind.name() == label.kind
                    && unit(change.unit) == label.unit
                    && cosmetic == (label.significance == COSMETIC);
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
    if found == label.significance {
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
        if change.rules.iter().any(|hit| hit.id == *rule) {
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
