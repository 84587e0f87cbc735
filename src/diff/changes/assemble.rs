//! From a matching to the list of changes in reading order: every thing that happened, reported once.

use super::build;
use super::ids;
use super::moved_sentences;
use super::notes;
use super::references::References;
use super::renumber;
use crate::diff::matching::moves::Moves;
use crate::diff::matching::{Matching, Tie};
use crate::diff::parallel;
use crate::diff::result::{
    AlignedPair, Change, ChangeKind, Comparison, MatchedBy, RuleHit, Side, Significance, Summary,
    Unit as ChangeUnit,
};
use crate::diff::rules::last_updated;
use crate::diff::rules::whole::{MOST_HITS, Way};
use crate::diff::rules::{CLAUSE_ADDED, CLAUSE_REMOVED, Rules};
use crate::diff::unit::{Unit, Units};
use crate::model::{BlockKind, Document, Lines};
use rustc_hash::FxHashMap;

/// Where a change is in reading order: by the new text; what is gone after what stood before it.
type Order = (usize, usize, usize);

/// Collects the changes.
pub struct Assembly<'a> {
    /// The old text.
    pub old: &'a Units<'a>,
    /// The new text.
    pub new: &'a Units<'a>,
    /// Which unit is which.
    pub matching: &'a Matching,
    /// What moved.
    pub moves: &'a Moves,
    /// What matters.
    pub rules: &'a Rules,
    /// With what the wording of each counts as at least.
    changes: Vec<(Order, Change, Significance)>,
    state: FxHashMap<usize, &'static str>,
    summary: Summary,
    /// Old lines of clauses that have too many sentences to compare them one by one.
    bounded: Vec<Lines>,
}

impl<'a> Assembly<'a> {
    /// An assembly without changes.
    #[must_use]
    pub fn new(
        old: &'a Units<'a>,
        new: &'a Units<'a>,
        matching: &'a Matching,
        moves: &'a Moves,
        rules: &'a Rules,
    ) -> Self {
        Self {
            old,
            new,
            matching,
            moves,
            rules,
            changes: Vec::new(),
            state: FxHashMap::default(),
            summary: Summary::default(),
            bounded: Vec::new(),
        }
    }

    /// Writes the comparison.
    #[must_use]
    pub fn comparison(mut self) -> Comparison {
        self.moved_sections();
        self.regroupings();
        self.tied();
        self.renumbered();
        self.one_sided();
        self.changes.sort_by_key(|change| change.0);
        let (mut changes, floors): (Vec<Change>, Vec<Significance>) =
            self.changes.drain(..).map(|(_, change, floor)| (change, floor)).unzip();
        References::new(self.old, self.new, self.matching, self.rules).report(&mut changes, &floors);
        let moved = moved_sentences::find(&mut changes, &floors, self.rules);
        self.summary.words_deleted = self.summary.words_deleted.saturating_sub(moved);
        self.summary.words_inserted = self.summary.words_inserted.saturating_sub(moved);
        for change in &mut changes {
            change.rules.sort_by_key(|hit| hit.id.rank());
        }
        ids::identify(&mut changes);
        let reworded = changes.iter().any(|change| change.significance > Significance::Cosmetic);
        let mut whole = if reworded {
            notes::languages(self.old.document, self.new.document, self.rules)
        } else {
            Vec::new()
        };
        whole.extend(last_updated::unchanged(self.old, self.new, &changes, self.rules));
        for change in &changes {
            count(&mut self.summary, change);
        }
        Comparison {
            old: side(self.old.document),
            new: side(self.new.document),
            identical: changes.is_empty(),
            alignment: self.alignment(),
            summary: self.summary,
            changes,
            rules: whole,
            notes: notes::bounded(&self.bounded),
        }
    }

    fn add(&mut self, order: Order, change: Change) {
        let floor = change.significance.min(Significance::Editorial);
        self.changes.push((order, change, floor));
    }

    fn add_worded(&mut self, order: Order, change: Change, floor: Significance) {
        self.changes.push((order, change, floor));
    }

    fn moved_sections(&mut self) {
        for &(from, to) in &self.moves.sections {
            let heading = self.new.heading_of[to].unwrap_or(0);
            let places = (build::section_place(self.old, from), build::section_place(self.new, to));
            let mut change =
                build::bare(ChangeKind::Moved, ChangeUnit::Section, vec![places.0], vec![places.1]);
            let tie = self.old.heading_of[from].and_then(|heading| self.matching.of_old(heading));
            (change.matched_by, change.score) = (tie.map(|tie| tie.by), tie.map(|tie| tie.score));
            self.add((heading, 0, 0), change);
        }
    }

    fn regroupings(&mut self) {
        for regrouping in &self.matching.regroupings {
            let old: Vec<&Unit> = regrouping.old.iter().map(|&at| &self.old.list[at]).collect();
            let new: Vec<&Unit> = regrouping.new.iter().map(|&at| &self.new.list[at]).collect();
            let kind = if old.len() == 1 { ChangeKind::Split } else { ChangeKind::Merged };
            let mut reported = build::wordings(self.rules, &old, &new);
            let item = |unit: &&Unit| unit.block == Some(BlockKind::Item);
            if reported.reworded || old.iter().chain(&new).any(item) {
                // Its clauses are other ones now, whatever the rules make of its words. A break between paragraphs of
                // the same words is white space; items of a list are counted and cited.
                reported.floor = reported.floor.max(Significance::Editorial);
            }
            self.count_words(reported.words);
            self.bounded.extend(old.first().filter(|_| reported.bounded).map(|unit| unit.lines));
            let places =
                |units: &Units, list: &[usize]| list.iter().map(|&at| build::place(units, at)).collect();
            let mut change = build::bare(
                kind,
                ChangeUnit::Block,
                places(self.old, &regrouping.old),
                places(self.new, &regrouping.new),
            );
            let floor = reported.floor;
            build::add(&mut change, reported, self.rules, MatchedBy::Similarity, regrouping.score);
            let first = regrouping.new.first().copied().unwrap_or(0);
            for &at in &regrouping.old {
                self.state.insert(at, if kind == ChangeKind::Split { "split" } else { "merged" });
            }
            self.add_worded((first, 0, 1), change, floor);
        }
    }

    /// Pairs of one unit with one: renamed, moved, modified, cosmetic.
    fn tied(&mut self) {
        let untouched = |at: usize, tie: Tie| {
            let (old, new) = (&self.old.list[at], &self.new.list[tie.other]);
            old.text == new.text
                && old.layout == new.layout
                && old.is_heading() == new.is_heading()
                && !self.moves.units[at]
        };
        let single = self.matching.pairs().filter(|(at, _)| !self.matching.is_grouped_old(*at));
        let pairs: Vec<(usize, Tie)> = single.filter(|(at, tie)| !untouched(*at, *tie)).collect();
        let compared = parallel::map(
            &pairs,
            |(at, tie)| self.old.list[*at].text.len() + self.new.list[tie.other].text.len(),
            |(at, tie)| {
                let (old, new) = (&self.old.list[*at], &self.new.list[tie.other]);
                if old.text == new.text {
                    build::unchanged(new)
                } else {
                    build::wordings(self.rules, &[old], &[new])
                }
            },
        );
        for ((at, tie), mut reported) in pairs.into_iter().zip(compared) {
            let (old, new) = (&self.old.list[at], &self.new.list[tie.other]);
            // Where a definition of a link is says nothing.
            let moved = self.moves.units[at] && new.words() > 0;
            let same = old.text == new.text;
            if !same && !moved && !reported.differs {
                continue; // Nothing but the label: renumbering tells it.
            }
            self.count_words(reported.words);
            self.bounded.extend(reported.bounded.then_some(old.lines));
            let unit = if old.is_heading() { ChangeUnit::Section } else { ChangeUnit::Block };
            let kind = match (moved, old.is_heading() && reported.reworded) {
                (true, _) => ChangeKind::Moved,
                (false, true) => ChangeKind::Renamed,
                (false, false) => ChangeKind::Modified,
            };
            if is_setting(new) {
                // Weights, hashes and notes to editors are no words of the policy.
                reported.rules.clear();
                reported.floor = Significance::Cosmetic;
            }
            let quiet = !moved && !reported.reworded;
            if moved {
                // It is elsewhere, whatever the rules make of its words.
                reported.floor = reported.floor.max(Significance::Editorial);
            }
            self.summary.links += usize::from(quiet && reported.relinked);
            let mut change = build::bare(
                kind,
                unit,
                vec![build::place(self.old, at)],
                vec![build::place(self.new, tie.other)],
            );
            let floor = reported.floor;
            build::add(&mut change, reported, self.rules, tie.by, tie.score);
            self.state.insert(at, if quiet { "cosmetic" } else { kind.name() });
            self.add_worded((tie.other, 0, 2), change, floor);
        }
    }

    fn renumbered(&mut self) {
        for run in renumber::runs(self.matching, self.old, self.new) {
            let old = run.iter().map(|&(at, _)| build::place(self.old, at)).collect();
            let new = run.iter().map(|&(_, at)| build::place(self.new, at)).collect();
            let Some(&(_, first)) = run.first() else { continue };
            let unit =
                if self.new.list[first].is_heading() { ChangeUnit::Section } else { ChangeUnit::Block };
            let mut change = build::bare(ChangeKind::Renumbered, unit, old, new);
            change.matched_by = self.matching.of_new(first).map(|tie| tie.by);
            change.score = self.matching.of_new(first).map(|tie| tie.score);
            for (at, _) in run {
                self.state.entry(at).or_insert("renumbered");
            }
            self.add((first, 0, 3), change);
        }
    }

    /// What only one side has; a section that is gone or new with all that it holds is reported as one.
    fn one_sided(&mut self) {
        let mut last = 0;
        let free: Vec<bool> = (0..self.old.list.len()).map(|at| self.matching.is_free_old(at)).collect();
        let mut reported = 0;
        for at in 0..self.old.list.len() {
            match self.matching.of_old(at) {
                Some(tie) if !self.moves.units[at] && !self.moves.carried[at] => last = tie.other,
                _ => {}
            }
            if free[at] && at >= reported {
                reported = self.one(self.old, at, &free, (ChangeKind::Removed, (last, 1, at)));
            }
        }
        let free: Vec<bool> = (0..self.new.list.len()).map(|at| self.matching.is_free_new(at)).collect();
        let mut reported = 0;
        for at in 0..self.new.list.len() {
            if free[at] && at >= reported {
                reported = self.one(self.new, at, &free, (ChangeKind::Added, (at, 0, 4)));
            }
        }
    }

    /// Tells what begins at unit `at` and gives the unit behind it.
    fn one(&mut self, units: &Units, at: usize, free: &[bool], (kind, order): (ChangeKind, Order)) -> usize {
        let unit = &units.list[at];
        let whole = Some(units.span_of[unit.section].clone()).filter(|span| {
            unit.is_heading() && span.len() > 1 && free[span.clone()].iter().all(|free| *free)
        });
        let place =
            if whole.is_some() { build::section_place(units, unit.section) } else { build::place(units, at) };
        let span = whole.clone().unwrap_or(at..at + 1);
        let words: usize = units.list[span.clone()].iter().map(Unit::words).sum();
        let reported = if unit.is_heading() { ChangeUnit::Section } else { ChangeUnit::Block };
        let (old, new) =
            if kind == ChangeKind::Added { (vec![], vec![place]) } else { (vec![place], vec![]) };
        let mut change = build::bare(kind, reported, old, new);
        let bears = !unit.points_only()
            && !unit.is_heading()
            && !matches!(unit.block, Some(BlockKind::Comment | BlockKind::Metadata))
            || whole.is_some();
        if bears && words > 0 {
            let id = if kind == ChangeKind::Added { CLAUSE_ADDED } else { CLAUSE_REMOVED };
            if self.rules.is_on(id) {
                change.rules.push(RuleHit::new(id));
            }
            let way = if kind == ChangeKind::Added { Way::Added } else { Way::Removed };
            for unit in &units.list[span.clone()] {
                let marks: Vec<_> = unit.marks.iter().map(|mark| mark.range.clone()).collect();
                change.rules.extend(self.rules.whole(unit.text, &marks, way));
                if change.rules.len() > MOST_HITS {
                    break;
                }
            }
            change.rules.truncate(MOST_HITS);
            let floor =
                if change.rules.is_empty() { Significance::Editorial } else { Significance::Cosmetic };
            change.significance = self.rules.significance(&change.rules, floor);
        }
        if words == 0 {
            change.significance = Significance::Cosmetic;
        }
        self.count_words(if kind == ChangeKind::Added { (0, words) } else { (words, 0) });
        self.add(order, change);
        span.end
    }

    fn count_words(&mut self, words: (usize, usize)) {
        self.summary.words_deleted += words.0;
        self.summary.words_inserted += words.1;
    }

    fn alignment(&self) -> Vec<AlignedPair> {
        let mut pairs: Vec<(usize, usize)> = self
            .matching
            .pairs()
            .filter(|(old, _)| !self.matching.is_grouped_old(*old))
            .map(|(old, tie)| (tie.other, old))
            .collect();
        for group in &self.matching.regroupings {
            pairs.extend(group.old.iter().flat_map(|&old| group.new.iter().map(move |&new| (new, old))));
        }
        pairs.sort_unstable();
        let state = |old: usize| match self.state.get(&old) {
            Some(state) => *state,
            None if self.moves.carried[old] => "moved",
            None => "equal",
        };
        let pair = |(new, old): (usize, usize)| AlignedPair {
            old: self.old.list[old].lines,
            new: self.new.list[new].lines,
            state: state(old).to_owned(),
        };
        pairs.into_iter().map(pair).collect()
    }
}

/// Keys of front matter whose values readers see, or that state the date or language of the text.
const TEXT_KEYS: [&str; 14] = [
    "title",
    "description",
    "summary",
    "abstract",
    "subtitle",
    "name",
    "date",
    "last",
    "update",
    "modif",
    "version",
    "effective",
    "lang",
    "publish",
];

/// Whether a unit is a setting of the site or a comment, which no reader of the policy sees.
fn is_setting(unit: &Unit) -> bool {
    let key = || unit.text.split([':', '=']).next().unwrap_or_default().to_lowercase();
    match unit.block {
        Some(BlockKind::Comment) => true,
        Some(BlockKind::Metadata) => {
            let key = key();
            !TEXT_KEYS.iter().any(|text| key.contains(text))
        }
        _ => false,
    }
}

fn side(document: &Document) -> Side {
    Side {
        address: document.address.clone(),
        language: document.language.as_ref().map(ToString::to_string),
        sha256: document.sha256.clone(),
        title: document.title.clone(),
        sections: document.section_count(),
        blocks: document.blocks.len(),
    }
}

fn count(summary: &mut Summary, change: &Change) {
    let by_significance = &mut summary.significance;
    *match change.significance {
        Significance::Substantive => &mut by_significance.substantive,
        Significance::Unclear => &mut by_significance.unclear,
        Significance::Editorial => &mut by_significance.editorial,
        Significance::Cosmetic => &mut by_significance.cosmetic,
    } += 1;
    let kinds = &mut summary.kinds;
    *match change.kind {
        ChangeKind::Added => &mut kinds.added,
        ChangeKind::Removed => &mut kinds.removed,
        ChangeKind::Modified => &mut kinds.modified,
        ChangeKind::Moved => &mut kinds.moved,
        ChangeKind::Split => &mut kinds.split,
        ChangeKind::Merged => &mut kinds.merged,
        ChangeKind::Renamed => &mut kinds.renamed,
        ChangeKind::Renumbered => &mut kinds.renumbered,
    } += 1;
}
