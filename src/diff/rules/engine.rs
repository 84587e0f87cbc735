//! Runs the rules over the steps from one wording to another.

use super::catalogue::{
    CLAUSE_ADDED, CLAUSE_REMOVED, DATE_CHANGED, DEFINED_TERM_CHANGED, DIRECTION_CONTROLS, LINK_CHANGED,
    LINK_HOST_CHANGED, NUMBER_CHANGED, RuleId, STATED_DATE_CHANGED, Severity,
};
use super::evidence::Found;
use super::phrases::Phrases;
use super::severity::Severities;
use super::side::{Side, Vocabulary};
use super::style::{self, Reader};
use super::{content, definitions, facts, limits, modality, names, stated_date, whole};
use crate::diff::result::{Form, RuleHit, Significance};
use crate::diff::words::edits::{Step, StepKind};
use crate::diff::words::tokenized::TokenizedText;
use crate::lang::{self, RuleWords};
use crate::model::{Language, Pair};
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
    reader: Reader,
    /// Words that begin a line that states the date of the text.
    dated: &'static [&'static str],
}

/// Where two wordings are in their texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Context {
    /// They are headings, whose capitals say nothing.
    pub title: bool,
    /// Units between them and the nearer end of the text.
    pub from_end: usize,
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
    /// The rules for a language.
    #[must_use]
    pub fn new(language: Option<&Language>, severities: &Severities) -> Self {
        let tag = language.map_or(UNKNOWN, Language::as_str);
        let reader = Reader::new(tag);
        let dated = lang::style(tag).map_or(&[][..], |(_, words)| words.dated);
        let language = language.map(Language::primary);
        let lexicons = lang::rules(language);
        Self {
            language: language.unwrap_or(UNKNOWN).to_owned(),
            phrases: Phrases::new(&lexicons),
            lexicons,
            severities: severities.clone(),
            reader,
            dated,
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

    /// What fires on the steps from `old` to `new`.
    #[must_use]
    pub fn verdict(
        &self,
        old: &TokenizedText,
        new: &TokenizedText,
        steps: &[Step],
        context: Context,
    ) -> Verdict {
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
        if let Some(found) = self.restated(&old_side, &new_side, context) {
            hits.push(found);
            hits.retain(|hit| self.is_on(hit.id));
            return Verdict { hits, explained: true };
        }
        if context.title {
            // A question in a heading is no clause.
            (old_side.whole, new_side.whole) = (Vec::new(), Vec::new());
        }
        let mut found = self.found(&old_side, &new_side, context.title);
        found.retain(|found| self.is_on(found.id));
        let explained =
            self.explain(Pair { old: &old_side, new: &new_side }, steps, context.title, &mut found);
        for (side, way) in [(&old_side, whole::Way::Removed), (&new_side, whole::Way::Added)] {
            for sentence in &side.whole {
                hits.extend(self.whole(side.part(sentence), &[], way));
            }
        }
        hits.extend(found.into_iter().map(|found| RuleHit {
            old: found.old.map(|range| old_side.part(&range).to_owned()),
            new: found.new.map(|range| new_side.part(&range).to_owned()),
            ..RuleHit::new(found.id)
        }));
        hits.retain(|hit| self.is_on(hit.id));
        Verdict { hits, explained }
    }

    /// Takes out what other rules found in stretches that say the same words in other spellings.
    fn drop_same_words(&self, sides: Pair<&Side>, steps: &[Step], found: &mut Vec<Found>) {
        if found.is_empty() {
            return;
        }
        let nothing: style::Covered = &|_| false;
        let all = style::stretches(sides, steps, Pair { old: nothing, new: nothing }, self.reader);
        let same: Vec<&style::Stretch> = all.iter().filter(|stretch| stretch.is_same_words()).collect();
        let meets = |range: &Option<Range<usize>>, place: &Range<usize>| shares(range, &Some(place.clone()));
        let touched = |found: &Found, stretch: &style::Stretch| {
            meets(&found.old, &stretch.place.old) || meets(&found.new, &stretch.place.new)
        };
        let other =
            |found: &Found| all.iter().any(|stretch| !stretch.is_same_words() && touched(found, stretch));
        found.retain(|found| other(found) || !same.iter().any(|stretch| touched(found, stretch)));
    }

    /// Adds what content rules and reasons of style say of the words that no other rule has as evidence, and gives back
    /// whether every differing stretch is explained.
    fn explain(&self, sides: Pair<&Side>, steps: &[Step], title: bool, found: &mut Vec<Found>) -> bool {
        self.drop_same_words(sides, steps, found);
        found.extend(facts::rewritten(sides.old, sides.new).into_iter().filter(|found| self.is_on(found.id)));
        let evidence = Pair {
            old: Evidence::new(found.iter().filter_map(|found| found.old.clone())),
            new: Evidence::new(found.iter().filter_map(|found| found.new.clone())),
        };
        let covered = Pair::<style::Covered> {
            old: &|range| evidence.old.covers(range),
            new: &|range| evidence.new.covers(range),
        };
        let stretches = style::stretches(sides, steps, covered, self.reader);
        let before = found.len();
        // Where a rule names what matters, the words around it say no more. The words of a heading promise nothing.
        let named = |stretch: &style::Stretch| {
            found.iter().filter(|found| self.severities.of(found.id) == Severity::Substantive).any(|found| {
                shares(&found.old, &Some(stretch.place.old.clone()))
                    || shares(&found.new, &Some(stretch.place.new.clone()))
            })
        };
        if !title {
            let open: Vec<style::Stretch> =
                stretches.iter().filter(|stretch| !named(stretch)).cloned().collect();
            content::find(sides, &open, self.reader, found);
        }
        let content: Vec<Found> = found.split_off(before);
        found.extend(content.into_iter().filter(|found| self.is_on(found.id)));
        let on = |stretch: &style::Stretch| stretch.reasons.iter().all(|reason| self.is_on(*reason));
        let explained = stretches.iter().all(|stretch| stretch.is_explained() && on(stretch));
        let substantive = found.iter().any(|found| self.severities.of(found.id) == Severity::Substantive);
        for stretch in &stretches {
            for &id in &stretch.reasons {
                // Where something of substance differs too, nobody asks how the rest is worded, unless the user's own
                // severities do.
                let asked = self.severities.of(id) > Severity::Editorial;
                if explained && !substantive || asked {
                    found.push(stretch.evidence(id));
                }
            }
        }
        explained
    }

    /// What a text says that came or went whole.
    #[must_use]
    pub fn whole(&self, text: &str, marks: &[Range<usize>], way: whole::Way) -> Vec<RuleHit> {
        let mut hits = whole::find(text, marks, &self.language, &self.phrases, way);
        hits.retain(|hit| self.is_on(hit.id));
        hits
    }

    /// A line that does nothing but state the date or version of the text, where it states another one now.
    fn restated(&self, old: &Side, new: &Side, context: Context) -> Option<RuleHit> {
        let line = |side: &Side| stated_date::line(side, self.dated, context.from_end);
        let (before, after) = line(old).zip(line(new)).filter(|_| self.is_on(STATED_DATE_CHANGED))?;
        Some(RuleHit {
            old: Some(old.part(&before).to_owned()),
            new: Some(new.part(&after).to_owned()),
            ..RuleHit::new(STATED_DATE_CHANGED)
        })
    }

    fn found(&self, old: &Side, new: &Side, title: bool) -> Vec<Found> {
        let mut out = Vec::new();
        facts::find(old, new, &mut out);
        self.restate(old, new, &mut out);
        modality::find(old, new, &mut out);
        limits::find(old, new, &mut out);
        definitions::find(old, new, &self.lexicons, &mut out);
        if !title {
            // A term that has a definition is reported as that.
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

/// The ranges that rules have as evidence on one side.
struct Evidence {
    /// In order, overlapping ones joined.
    ranges: Vec<Range<usize>>,
}

impl Evidence {
    fn new(ranges: impl Iterator<Item = Range<usize>>) -> Self {
        let mut all: Vec<Range<usize>> = ranges.collect();
        all.sort_by_key(|range| (range.start, range.end));
        let mut ranges: Vec<Range<usize>> = Vec::with_capacity(all.len());
        for range in all {
            match ranges.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => ranges.push(range),
            }
        }
        Self { ranges }
    }

    /// Whether a word lies in one of them.
    fn covers(&self, word: &Range<usize>) -> bool {
        let at = self.ranges.partition_point(|range| range.end < word.end);
        self.ranges.get(at).is_some_and(|range| range.start <= word.start)
    }
}

fn links(old: &TokenizedText, new: &TokenizedText, steps: &[Step]) -> Vec<RuleHit> {
    let hit = |step: &Step| {
        let (before, after) = (target(old, &step.old), target(new, &step.new));
        let host = |target: &Option<String>| target.as_deref().and_then(host);
        let elsewhere = matches!((host(&before), host(&after)), (Some(one), Some(other)) if one != other);
        let id = if elsewhere { LINK_HOST_CHANGED } else { LINK_CHANGED };
        RuleHit { old: before, new: after, ..RuleHit::new(id) }
    };
    let links = steps.iter().filter(|step| step.kind == StepKind::Form(Form::Link)).map(hit);
    let turned = |text: &str, range: &Range<usize>| {
        text.get(range.clone())?
            .chars()
            .find(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
    };
    let signs = steps.iter().filter(|step| step.kind != StepKind::Equal).filter_map(|step| {
        let (before, after) = (turned(old.text, &step.old), turned(new.text, &step.new));
        let name = |sign: char| format!("U+{:04X}", u32::from(sign));
        (before != after).then(|| RuleHit {
            old: before.map(name),
            new: after.map(name),
            ..RuleHit::new(DIRECTION_CONTROLS)
        })
    });
    links.chain(signs).collect()
}

/// The host that an address leads to, or the mail address; none for an address inside the same site.
fn host(address: &str) -> Option<String> {
    let address = address.trim_start_matches(['<', '(', ']']).trim();
    if let Some(mail) = address.strip_prefix("mailto:") {
        return Some(mail.split(['?', '"', ' ']).next().unwrap_or(mail).to_lowercase());
    }
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#', '"', ' ', ')', '>']).next()?.to_lowercase();
    Some(host.trim_start_matches("www.").to_owned())
}

/// Where the link of a range leads: its address, without the markup that it is in (`[address][name]`,
/// `[name]: address`), else what is between the brackets of `[words](../file.md)`.
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
