//! Rules of significance: what differs between two wordings that may change the meaning.
//!
//! A rule fires on what was struck and put in, not on what stands nearby: a fact counts when the edit touches it.

use super::change::{Form, RuleHit};
use super::ready::Wording;
use super::wording::{Step, StepKind};
use crate::text::facts::{self, Fact, FactKind};
use crate::text::lexicon::{self, Lexicon};
use crate::text::sentence;
use crate::text::token::{self, Class, Cut, Token};
use std::ops::Range;

/// A clause or sentence that only the new text has.
pub const CLAUSE_ADDED: &str = "clause-added";
/// A reference names another clause than before, and no new numbering explains it.
pub const REFERENCE_CHANGED: &str = "reference-changed";
/// A clause or sentence that only the old text has.
pub const CLAUSE_REMOVED: &str = "clause-removed";
/// A sentence that only changed its place; no change of meaning by default.
pub const SENTENCE_MOVED: &str = "sentence-moved";
/// A link leads elsewhere; no change of meaning by default.
pub const LINK_CHANGED: &str = "link-changed";

/// A sentence that was put in or struck counts as a clause of its own from this many words on.
const SENTENCE_WORDS: usize = 4;

/// The rules, with the words of one language.
#[derive(Debug)]
pub struct Rules {
    lexicons: Vec<&'static Lexicon>,
}

/// The strength of a duty, from what is left open to what binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    May,
    Should,
    Must,
}

impl Rules {
    /// The rules for a language (primary subtag).
    #[must_use]
    pub fn new(language: Option<&str>) -> Self {
        Self { lexicons: lexicon::of(language) }
    }

    /// What fires on the steps from `old` to `new`.
    #[must_use]
    pub fn hits(&self, old: &Wording, new: &Wording, steps: &[Step]) -> Vec<RuleHit> {
        let sides = [
            Side::new(old, steps, |step| step.old.clone(), self),
            Side::new(new, steps, |step| step.new.clone(), self),
        ];
        let mut hits = facts_hits(&sides);
        for step in steps {
            match step.kind {
                StepKind::Form(Form::Link) => {
                    hits.push(hit(LINK_CHANGED, target(old, &step.old), target(new, &step.new)));
                }
                StepKind::Wording => self.step_hits(&sides, step, &mut hits),
                _ => {}
            }
        }
        let clauses = |side: &Side, id: &str, hits: &mut Vec<RuleHit>| {
            for sentence in &side.whole {
                let text = side.wording.text.get(sentence.clone()).map(str::to_owned);
                hits.push(if id == CLAUSE_ADDED { hit(id, None, text) } else { hit(id, text, None) });
            }
        };
        clauses(&sides[0], CLAUSE_REMOVED, &mut hits);
        clauses(&sides[1], CLAUSE_ADDED, &mut hits);
        hits
    }

    /// Modality and negation inside one step, whole sentences left out: they are told as clauses.
    fn step_hits(&self, sides: &[Side; 2], step: &Step, hits: &mut Vec<RuleHit>) {
        let struck = sides[0].part(&step.old);
        let put_in = sides[1].part(&step.new);
        let modal = (self.modal(&struck), self.modal(&put_in));
        if let (Some((before, old)), Some((after, new))) = &modal
            && before != after
        {
            let id = if after < before { "modality-weakened" } else { "modality-strengthened" };
            hits.push(hit(id, Some(old.clone()), Some(new.clone())));
        }
        match (self.negation(&struck), self.negation(&put_in)) {
            (None, Some(word)) => hits.push(hit("negation-added", None, Some(word))),
            (Some(word), None) => hits.push(hit("negation-removed", Some(word), None)),
            _ => {}
        }
    }

    /// The strongest modal word among these words.
    fn modal(&self, words: &Words) -> Option<(Strength, String)> {
        let found = |strength, list: fn(&Lexicon) -> &Vec<String>| {
            self.first(words, list).map(|word| (strength, word))
        };
        found(Strength::Must, |lexicon| &lexicon.must)
            .or_else(|| found(Strength::Should, |lexicon| &lexicon.should))
            .or_else(|| found(Strength::May, |lexicon| &lexicon.may))
    }

    fn negation(&self, words: &Words) -> Option<String> {
        self.first(words, |lexicon| &lexicon.negation)
    }

    /// The first entry of a list that stands among the words.
    fn first(&self, words: &Words, list: fn(&Lexicon) -> &Vec<String>) -> Option<String> {
        let entries = || self.lexicons.iter().flat_map(|lexicon| list(lexicon));
        (0..words.lower.len()).find_map(|at| {
            let length = entries().filter_map(|entry| words.matches(at, entry)).max()?;
            Some(words.original[at..at + length].join(if words.spaced { " " } else { "" }))
        })
    }
}

/// One side of a comparison.
struct Side<'a> {
    wording: &'a Wording,
    facts: Vec<Fact>,
    /// Ranges that only this side has.
    changed: Vec<Range<usize>>,
    /// Whole sentences that only this side has.
    whole: Vec<Range<usize>>,
    tokens: Vec<Token>,
}

impl<'a> Side<'a> {
    fn new(
        wording: &'a Wording,
        steps: &[Step],
        range: impl Fn(&Step) -> Range<usize>,
        rules: &Rules,
    ) -> Self {
        let touches = |step: &&Step| step.kind == StepKind::Wording;
        let changed: Vec<Range<usize>> =
            steps.iter().filter(touches).map(&range).filter(|range| !range.is_empty()).collect();
        if changed.is_empty() {
            return Self { wording, facts: Vec::new(), changed, whole: Vec::new(), tokens: Vec::new() };
        }
        // Facts and words are looked for only where there is an edit to touch them.
        let marks: Vec<Range<usize>> = wording.marks.iter().map(|(range, _)| range.clone()).collect();
        let facts = facts::facts(&wording.text, &marks, &rules.lexicons);
        let whole = whole_sentences(&wording.text, &changed);
        let tokens = token::tokens(&wording.text, &marks, Cut::Words);
        Self { wording, facts, changed, whole, tokens }
    }

    /// The facts that the edits touch, whole sentences left out.
    fn touched(&self, kind: FactKind) -> Vec<&str> {
        let touched = self.facts.iter().filter(|fact| {
            fact.kind == kind && overlaps(&self.changed, &fact.range) && !overlaps(&self.whole, &fact.range)
        });
        touched.filter_map(|fact| self.wording.text.get(fact.range.clone())).collect()
    }

    /// The words of a range, whole sentences left out.
    fn part(&self, range: &Range<usize>) -> Words {
        let text = &self.wording.text;
        let mut words = Words { lower: Vec::new(), original: Vec::new(), spaced: true };
        let first = self.tokens.partition_point(|token| (token.start as usize) < range.start);
        for token in self.tokens[first..].iter().take_while(|token| token.end as usize <= range.end) {
            let at = token.range();
            if token.is_word() && !overlaps(&self.whole, &at) {
                words.spaced = token.class != Class::Ideograph;
                words.original.push(token.of(text).to_owned());
                words.lower.push(token.of(text).to_lowercase().replace('’', "'"));
            }
        }
        words
    }
}

/// Whether one of these ranges, which rise, shares a byte with `range`.
fn overlaps(ranges: &[Range<usize>], range: &Range<usize>) -> bool {
    let at = ranges.partition_point(|other| other.end <= range.start);
    ranges.get(at).is_some_and(|other| other.start < range.end)
}

/// Sentences that lie wholly in what one side alone has.
fn whole_sentences(text: &str, changed: &[Range<usize>]) -> Vec<Range<usize>> {
    let only_here = |sentence: &Range<usize>| {
        // The mark at the end may belong to both sides.
        let end = text
            .get(sentence.clone())
            .map_or(sentence.end, |s| sentence.start + s.trim_end_matches(['.', '。', ' ']).len());
        let at = changed.partition_point(|range| range.end < end);
        changed.get(at).is_some_and(|range| range.start <= sentence.start && end <= range.end)
    };
    let long = |sentence: &Range<usize>| {
        text.get(sentence.clone()).is_some_and(|s| token::count_words(s, &[]) >= SENTENCE_WORDS)
    };
    let sentences = sentence::split(text);
    if sentences.len() < 2 {
        return Vec::new();
    }
    sentences.into_iter().filter(only_here).filter(long).collect()
}

/// Words in lower case and as they stand.
struct Words {
    lower: Vec<String>,
    original: Vec<String>,
    spaced: bool,
}

impl Words {
    /// How many words from `at` on an entry takes, if it stands there.
    fn matches(&self, at: usize, entry: &str) -> Option<usize> {
        let mut length = 0;
        for word in entry.split(' ') {
            if self.lower.get(at + length)? != word {
                return None;
            }
            length += 1;
        }
        Some(length)
    }
}

/// Facts struck and put in, kind by kind: those that both sides have cancel out, the rest are paired in order.
fn facts_hits(sides: &[Side; 2]) -> Vec<RuleHit> {
    const KINDS: [(FactKind, &str); 6] = [
        (FactKind::Reference, REFERENCE_CHANGED),
        (FactKind::Date, "date-changed"),
        (FactKind::Amount, "amount-changed"),
        (FactKind::Percentage, "percentage-changed"),
        (FactKind::Duration, "duration-changed"),
        (FactKind::Number, "number-changed"),
    ];
    let mut hits = Vec::new();
    for (kind, id) in KINDS {
        let (mut old, mut new) = (sides[0].touched(kind), sides[1].touched(kind));
        old.retain(|fact| match new.iter().position(|other| other == fact) {
            Some(same) => {
                new.remove(same);
                false
            }
            None => true,
        });
        for at in 0..old.len().max(new.len()) {
            let text = |list: &[&str]| list.get(at).map(|fact| (*fact).to_owned());
            hits.push(hit(id, text(&old), text(&new)));
        }
    }
    hits
}

/// Where the link of a range leads.
fn target(wording: &Wording, range: &Range<usize>) -> Option<String> {
    let text = wording.text.get(range.clone())?.trim();
    let text = text.strip_prefix("](").unwrap_or(text).trim_end_matches(')');
    (!text.is_empty()).then(|| text.to_owned())
}

fn hit(id: &str, old: Option<String>, new: Option<String>) -> RuleHit {
    RuleHit { id: id.to_owned(), old, new }
}
