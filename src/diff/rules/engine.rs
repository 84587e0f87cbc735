//! Runs the rules over the steps from one wording to another.

use super::catalogue::{
    CLAUSE_ADDED, CLAUSE_REMOVED, DATE_CHANGED, DEFINED_TERM_CHANGED, LINK_CHANGED, NUMBER_CHANGED, RuleId,
    STATED_DATE_CHANGED, Severity,
};
use super::evidence::Found;
use super::phrases::Phrases;
use super::severity::Severities;
use super::side::{Side, Vocabulary};
use super::{definitions, facts, limits, modality, names, stated_date};
use crate::diff::result::{Form, RuleHit, Significance};
use crate::diff::words::edits::{Step, StepKind};
use crate::diff::words::tokenized::TokenizedText;
use crate::lang::{self, RuleWords};
use crate::text::token::{Class, Token};
use std::ops::Range;

/// The language whose facts are read where none is known.
const UNKNOWN: &str = "en";

/// The rules, with the words of one language and the user's severities.
#[derive(Debug)]
pub struct Rules {
    language: String,
    lexicons: Vec<&'static RuleWords>,
    phrases: Phrases,
    severities: Severities,
}

/// What the rules say of two wordings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// The rules that fired.
    pub hits: Vec<RuleHit>,
    /// Whether their evidence is all that differs in wording.
    pub explained: bool,
}

impl Rules {
    /// The rules for a language (primary subtag).
    #[must_use]
    pub fn new(language: Option<&str>, severities: &Severities) -> Self {
        let lexicons = lang::rules(language);
        Self {
            language: language.unwrap_or(UNKNOWN).to_owned(),
            phrases: Phrases::new(&lexicons),
            lexicons,
            severities: severities.clone(),
        }
    }

    /// What the rules that fired make of a change that is at least `floor`.
    #[must_use]
    pub fn significance(&self, hits: &[RuleHit], floor: Significance) -> Significance {
        self.severities.significance(hits, floor)
    }

    /// Whether a rule is looked at.
    #[must_use]
    pub fn is_on(&self, id: RuleId) -> bool {
        self.severities.of(id) != Severity::Off
    }

    /// The date of its last update that `text` states.
    #[must_use]
    pub fn stated_date(&self, text: &str) -> Option<Range<usize>> {
        stated_date::range(text, &self.language, &self.lexicons)
    }

    /// The words of the text's language.
    #[must_use]
    pub fn lexicons(&self) -> &[&'static RuleWords] {
        &self.lexicons
    }

    /// The language whose facts are read.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// What fires on the steps from `old` to `new`. `title`: they are headings, whose capitals tell nothing.
    #[must_use]
    pub fn verdict(&self, old: &TokenizedText, new: &TokenizedText, steps: &[Step], title: bool) -> Verdict {
        let mut hits = links(old, new, steps);
        if !steps.iter().any(|step| step.kind == StepKind::Wording) {
            hits.retain(|hit| self.is_on(hit.id));
            return Verdict { hits, explained: true };
        }
        let sentence_of = sentence_of(old, new, steps);
        let words = Vocabulary { language: &self.language, phrases: &self.phrases };
        let side = |ready, pick| Side::new(ready, &words, steps, &sentence_of, pick);
        let (mut old_side, mut new_side) =
            (side(old, |step| step.old.clone()), side(new, |step| step.new.clone()));
        if title {
            // A question in a heading is no clause.
            (old_side.whole, new_side.whole) = (Vec::new(), Vec::new());
        }
        let mut found = self.found(&old_side, &new_side, title);
        found.retain(|found| self.is_on(found.id));
        // An edit of punctuation alone has no evidence.
        let worded = |step: &Step| old_side.count(&step.old) + new_side.count(&step.new) > 0;
        let worded = steps.iter().filter(|step| step.kind == StepKind::Wording).all(worded);
        let explained = worded
            && explains(&old_side, &found, |found| found.old.as_ref())
            && explains(&new_side, &found, |found| found.new.as_ref());
        hits.extend(found.into_iter().map(|found| RuleHit {
            old: found.old.map(|range| old_side.part(&range).to_owned()),
            new: found.new.map(|range| new_side.part(&range).to_owned()),
            ..RuleHit::new(found.id)
        }));
        hits.retain(|hit| self.is_on(hit.id));
        Verdict { hits, explained }
    }

    fn found(&self, old: &Side, new: &Side, title: bool) -> Vec<Found> {
        let mut out = Vec::new();
        facts::find(old, new, &mut out);
        self.restate(old, new, &mut out);
        modality::find(old, new, &mut out);
        limits::find(old, new, &mut out);
        definitions::find(old, new, &self.lexicons, &mut out);
        if !title {
            // A term that has a definition is told as that.
            let terms: Vec<Found> =
                out.iter().filter(|found| found.id == DEFINED_TERM_CHANGED).cloned().collect();
            let mut named = Vec::new();
            names::find(old, new, &self.lexicons, &mut named);
            named.retain(|name| {
                !terms.iter().any(|term| shares(&term.old, &name.old) || shares(&term.new, &name.new))
            });
            out.extend(named);
        }
        out.extend(old.whole.iter().map(|range| Found {
            id: CLAUSE_REMOVED,
            old: Some(range.clone()),
            new: None,
        }));
        out.extend(new.whole.iter().map(|range| Found {
            id: CLAUSE_ADDED,
            old: None,
            new: Some(range.clone()),
        }));
        out
    }

    /// The date of the last update is no date of the policy.
    fn restate(&self, old: &Side, new: &Side, found: &mut [Found]) {
        let dates = |found: &Found| matches!(found.id, DATE_CHANGED | NUMBER_CHANGED);
        if !found.iter().any(dates) {
            return;
        }
        let (before, after) = (self.stated_date(old.text), self.stated_date(new.text));
        for one in found.iter_mut().filter(|found| dates(found)) {
            if shares(&one.old, &before) || shares(&one.new, &after) {
                one.id = STATED_DATE_CHANGED;
            }
        }
    }
}

/// Whether two ranges share a byte.
fn shares(one: &Option<Range<usize>>, other: &Option<Range<usize>>) -> bool {
    one.as_ref()
        .zip(other.as_ref())
        .is_some_and(|(one, other)| one.start < other.end && other.start < one.end)
}

/// Numbers the steps by sentence: two steps have the same number where no sentence ends between them.
fn sentence_of(old: &TokenizedText, new: &TokenizedText, steps: &[Step]) -> Vec<usize> {
    let ends =
        |ready: &TokenizedText| -> Vec<usize> { ready.cuts.iter().map(|sentence| sentence.end).collect() };
    let (old, new) = (ends(old), ends(new));
    let inside = |ends: &[usize], range: &Range<usize>| {
        let at = ends.partition_point(|end| *end <= range.start);
        ends.get(at).is_some_and(|end| *end <= range.end)
    };
    let mut sentence = 0;
    let number = |step: &Step| {
        let ended = step.kind != StepKind::Wording && (inside(&old, &step.old) || inside(&new, &step.new));
        sentence += usize::from(ended);
        sentence
    };
    steps.iter().map(number).collect()
}

/// Whether every word that only this side has is evidence of a rule.
fn explains<'f>(
    side: &Side,
    found: &'f [Found],
    range: impl Fn(&'f Found) -> Option<&'f Range<usize>>,
) -> bool {
    let mut evidence: Vec<&Range<usize>> = found.iter().filter_map(range).collect();
    evidence.sort_by_key(|range| (range.start, range.end));
    let mut words = side.edited.iter().flat_map(|edited| side.inside(&edited.range));
    let (mut next, mut reach) = (0, 0);
    words.all(|word| {
        while let Some(range) = evidence.get(next).filter(|range| range.start <= word.start as usize) {
            (next, reach) = (next + 1, reach.max(range.end));
        }
        word.end as usize <= reach
    })
}

fn links(old: &TokenizedText, new: &TokenizedText, steps: &[Step]) -> Vec<RuleHit> {
    let links = steps.iter().filter(|step| step.kind == StepKind::Form(Form::Link));
    let hit = |step: &Step| RuleHit {
        old: target(old, &step.old),
        new: target(new, &step.new),
        ..RuleHit::new(LINK_CHANGED)
    };
    links.map(hit).collect()
}

/// Where the link of a range leads: its address, without the markup that it stands in (`[address][name]`,
/// `[name]: address`), else what stands between the brackets of `[words](../file.md)`.
fn target(side: &TokenizedText, range: &Range<usize>) -> Option<String> {
    let inside = |token: &&Token| range.start <= token.start as usize && token.end as usize <= range.end;
    let address = side.tokens.iter().filter(inside).find(|token| token.class == Class::Address);
    if let Some(address) = address {
        return Some(address.of(side.text).to_owned());
    }
    let text = side.text.get(range.clone())?.trim();
    let text = text.strip_prefix("](").unwrap_or(text).trim_end_matches(')');
    (!text.is_empty()).then(|| text.to_owned())
}
