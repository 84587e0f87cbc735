//! References between clauses, reported as part of the story of the clauses that they name: those that follow a new number
//! conform, those left with an old number or naming a clause that is gone dangle.

use super::build;
use super::renumber;
use crate::diff::matching::Matching;
use crate::diff::result::{Change, ChangeKind, RuleHit, Significance};
use crate::diff::rules::{REFERENCE_CHANGED, REFERENCE_CONFORMED, REFERENCE_DANGLING, Rules};
use crate::diff::unit::{Unit, Units};
use crate::facts::{self, FactKind};
use crate::lang::RuleWords;
use crate::text::numbering::{self, Scheme};
use rustc_hash::FxHashMap;
use std::ops::Range;

type Ordinals = Vec<u32>;

/// What became of a numbered clause.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    Renumbered(Ordinals),
    Gone,
}

/// The two texts and what was matched.
pub struct References<'a> {
    old: &'a Units<'a>,
    new: &'a Units<'a>,
    matching: &'a Matching,
    rules: &'a Rules,
    /// The clauses that references named in the old text and what became of them: their old unit and its fate.
    fates: FxHashMap<Ordinals, (usize, Fate)>,
}

impl<'a> References<'a> {
    /// Looks up what became of the numbered clauses.
    #[must_use]
    pub fn new(old: &'a Units, new: &'a Units, matching: &'a Matching, rules: &'a Rules) -> Self {
        let named = named(old);
        let mut fates = FxHashMap::default();
        for (ordinals, at) in named {
            let fate = match matching.of_old(at) {
                Some(tie) => {
                    let other = &new.list[tie.other];
                    let shifted = renumber::shifted(&old.list[at], other);
                    other.label.filter(|_| shifted).map(|label| Fate::Renumbered(label.ordinals.clone()))
                }
                None => matching.is_free_old(at).then_some(Fate::Gone),
            };
            fates.extend(fate.map(|fate| (ordinals, (at, fate))));
        }
        Self { old, new, matching, rules, fates }
    }

    /// Tells them in the changes.
    pub fn report(&self, changes: &mut [Change], floors: &[Significance]) {
        if self.fates.is_empty() {
            return;
        }
        let stories = stories(changes);
        let mut reported: Vec<(usize, RuleHit)> = Vec::new();
        for (at, change) in changes.iter_mut().enumerate() {
            self.conformed((at, floors[at]), change, &stories, &mut reported);
        }
        self.dangling(&stories, &mut reported);
        for (at, hit) in reported {
            let change = &mut changes[at];
            if !change.rules.contains(&hit) {
                change.rules.push(hit);
                build::judge_anew(change, floors[at], self.rules);
            }
        }
    }

    /// References that name the same clause by its new number.
    fn conformed(
        &self,
        (at, floor): (usize, Significance),
        change: &mut Change,
        stories: &Stories,
        reported: &mut Vec<(usize, RuleHit)>,
    ) {
        let mut conformed = false;
        for hit in change.rules.iter_mut().filter(|hit| hit.id == REFERENCE_CHANGED) {
            let number = |side: &Option<String>| {
                side.as_deref().and_then(|text| facts::reference_number(text, self.rules.language()))
            };
            let Some((before, after)) = number(&hit.old).zip(number(&hit.new)) else { continue };
            let Some((unit, Fate::Renumbered(now))) = self.fates.get(&before) else { continue };
            if *now != after {
                continue;
            }
            hit.id = REFERENCE_CONFORMED;
            conformed = true;
            if let Some(story) = stories.get(self.old.list[*unit].id).filter(|story| **story != at) {
                let clause = change.new.first().map(|place| place.id.clone());
                reported.push((*story, RuleHit { clause, ..hit.clone() }));
            }
        }
        if conformed {
            // The rule was all that made it substantive, unless another one fired.
            build::judge_anew(change, floor, self.rules);
        }
    }

    /// References that still have the number of a clause that has another one now, or of one that is gone.
    fn dangling(&self, stories: &Stories, reported: &mut Vec<(usize, RuleHit)>) {
        for (at, tie) in self.matching.pairs() {
            let (old, new) = (&self.old.list[at], &self.new.list[tie.other]);
            if !may_refer(new.text) {
                continue;
            }
            let after = self.references(new);
            if !after.iter().any(|reference| self.fates.contains_key(&reference.ordinals)) {
                continue;
            }
            let before = if old.text == new.text { after.clone() } else { self.references(old) };
            for (nth, reference) in after.iter().enumerate() {
                let same = |other: &&Reference| other.ordinals == reference.ordinals;
                let first = !after.iter().take(nth).any(|other| same(&other));
                let Some((unit, _)) = self.fates.get(&reference.ordinals).filter(|_| first) else { continue };
                let had = before.iter().filter(same).count();
                let has = after.iter().filter(same).count();
                // Those that came to this number because their clause did are right.
                let conforming = before.iter().filter(|other| match self.fates.get(&other.ordinals) {
                    Some((_, Fate::Renumbered(now))) => *now == reference.ordinals,
                    _ => false,
                });
                if had == 0 || has <= conforming.count() {
                    continue;
                }
                let Some(story) = stories.get(self.old.list[*unit].id) else { continue };
                let printed = Some(reference.printed.clone());
                let clause = Some(new.id.to_owned());
                reported.push((
                    *story,
                    RuleHit {
                        old: printed.clone(),
                        new: printed,
                        clause,
                        ..RuleHit::new(REFERENCE_DANGLING)
                    },
                ));
            }
        }
    }

    /// The references of a unit to clauses of its own text.
    fn references(&self, unit: &Unit) -> Vec<Reference> {
        let marks: Vec<Range<usize>> = unit.marks.iter().map(|mark| mark.range.clone()).collect();
        let lexicons = self.rules.lexicons();
        let all = facts::read(unit.text, &marks, self.rules.language()).into_iter().filter(|fact| {
            fact.kind == FactKind::Reference
                && fact.range.start >= unit.body
                && !elsewhere(unit.text, &fact.range, lexicons)
        });
        all.filter_map(|fact| {
            let printed = unit.text.get(fact.range)?.to_owned();
            Some(Reference { ordinals: facts::reference_number(&printed, self.rules.language())?, printed })
        })
        .collect()
    }
}

/// A reference in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reference {
    ordinals: Ordinals,
    printed: String,
}

/// The change that tells what became of an old unit, by the unit's id.
type Stories = FxHashMap<String, usize>;

fn stories(changes: &[Change]) -> Stories {
    let mut out = Stories::default();
    for (at, change) in changes.iter().enumerate() {
        if matches!(change.kind, ChangeKind::Renumbered | ChangeKind::Removed) {
            for place in &change.old {
                out.insert(place.id.clone(), at);
                out.extend(place.parts.iter().map(|part| (part.id.clone(), at)));
            }
        }
    }
    out
}

/// The units that a number names: one heading, or else one clause, whose label has it. Letters and roman numerals count
/// inside another clause and name nothing alone.
fn named(units: &Units) -> FxHashMap<Ordinals, usize> {
    let mut out: FxHashMap<Ordinals, (bool, Option<usize>)> = FxHashMap::default();
    for (at, unit) in units.list.iter().enumerate() {
        let Some(label) = unit.label.filter(|label| names_alone(label.scheme)) else { continue };
        let heading = unit.is_heading();
        out.entry(label.ordinals.clone())
            .and_modify(|(by_heading, found)| {
                if heading && !*by_heading {
                    (*by_heading, *found) = (true, Some(at));
                } else if heading == *by_heading {
                    *found = None; // Two have the number: a reference tells nothing.
                }
            })
            .or_insert((heading, Some(at)));
    }
    out.into_iter().filter_map(|(ordinals, (_, at))| Some((ordinals, at?))).collect()
}

fn names_alone(scheme: Scheme) -> bool {
    matches!(
        scheme,
        Scheme::Decimal
            | Scheme::Article
            | Scheme::Section
            | Scheme::Paragraph
            | Scheme::Division
            | Scheme::Han
    )
}

/// A cheap look that spares most texts the reading of facts.
fn may_refer(text: &str) -> bool {
    text.contains(['§', '第'])
        || text.split(|c: char| !c.is_alphabetic()).any(|word| {
            let lower = word.to_lowercase();
            numbering::is_division(&lower)
                || numbering::is_division(lower.strip_suffix('s').unwrap_or(&lower))
                || matches!(lower.as_str(), "sec" | "art")
        })
}

/// Words that join a reference to the text that it is in.
const JOINTS: [&str; 11] = ["of", "der", "des", "dem", "vom", "von", "du", "de", "del", "d'", "zum"];

/// Whether a reference names a clause of another text: `Article 6 of the GDPR`, `§ 312 BGB`, `《民法典》第三条`.
fn elsewhere(text: &str, range: &Range<usize>, lexicons: &[&RuleWords]) -> bool {
    if text.get(..range.start).is_some_and(|before| before.trim_end().ends_with('》')) {
        return true;
    }
    let behind = text.get(range.end..).unwrap_or_default();
    let mut words = behind.split_whitespace().map(|word| word.trim_matches([',', ';', ')', '(', '.', ':']));
    // `(2)`, `Abs. 1`, `lit. a`, `No. 3` belong to the reference.
    let part = |word: &&str| {
        word.chars().all(|c| c.is_ascii_digit())
            || word.chars().count() == 1
            || matches!(
                word.to_lowercase().as_str(),
                "abs"
                    | "absatz"
                    | "lit"
                    | "buchst"
                    | "satz"
                    | "nr"
                    | "no"
                    | "al"
                    | "alinéa"
                    | "apartado"
                    | "letra"
            )
    };
    let ends_clause = behind.trim_start().starts_with(['.', ';', ',', ':']) || behind.trim().is_empty();
    let Some(first) = words.by_ref().find(|word| !part(word)).filter(|_| !ends_clause) else { return false };
    let lower = behind.to_lowercase();
    let own = lexicons.iter().flat_map(|lexicon| lexicon.this).any(|this| {
        lower.find(this).is_some_and(|at| {
            lower.get(..at).is_some_and(|before| before.split_whitespace().count() <= OWN_WITHIN)
        })
    });
    let capitals = first.chars().filter(|c| c.is_uppercase()).count();
    let acronym = capitals >= 2 && first.chars().all(char::is_alphanumeric);
    let joined = JOINTS.contains(&first);
    !own && (acronym || joined)
}

/// Words between a reference and what says that it stays inside the text: `section 5 (2) of this agreement`.
const OWN_WITHIN: usize = 3;
