//! One change as a sentence of a changelog, in plain text: for readers who do not have the texts side by side.

use crate::diff::{Change, ChangeKind, Place, RuleHit, RuleId, Unit};
use crate::report::changelog::phrase::{QUOTE, Side, Spot, Wording};
use crate::report::changelog::unmarked::unmarked;
use crate::report::escape::fold;
use crate::report::width::shorten;
use crate::report::wording::messages::Messages;
use crate::report::wording::name::{is_front, ordinal, ordinal_within, run, section_cited};

/// Edits of one clause that are quoted.
const MOST_QUOTES: usize = 4;

/// Fewest clauses in a row that are told as `3 to 7`.
const RUN: usize = 3;

/// Columns of evidence: a date or a name is shorter, a sentence need only be known again.
const EVIDENCE: usize = 96;

/// Rules whose evidence is a value that is told bare; that of others is quoted.
const VALUES: [RuleId; 7] = [
    RuleId::DateChanged,
    RuleId::NumberChanged,
    RuleId::DurationChanged,
    RuleId::AmountChanged,
    RuleId::PercentageChanged,
    RuleId::StatedDateChanged,
    RuleId::StatedDateUnchanged,
];

/// Where a change is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The section, as one would cite it.
    pub section: String,
    /// The clauses in it; none for a section as a whole.
    pub clauses: Option<String>,
}

/// Tells changes in one language.
#[derive(Debug, Clone, Copy)]
pub struct Teller {
    /// Its words.
    pub messages: Messages,
}

impl Teller {
    /// The whole sentence: where, then what.
    pub fn sentence(&self, change: &Change) -> String {
        self.at(&self.place(&self.subject(change)), &self.told(change))
    }

    /// A sentence that says what happened at a place.
    pub fn at(&self, place: &str, told: &str) -> String {
        self.messages.sentence(&self.messages.say("text.told", &[("where", place), ("what", told)]))
    }

    /// A place in one name: `§ 3 Climate, clause 9`.
    pub fn place(&self, subject: &Subject) -> String {
        match &subject.clauses {
            Some(clauses) => {
                self.messages.say("place.inside", &[("section", &subject.section), ("clauses", clauses)])
            }
            None => subject.section.clone(),
        }
    }

    /// Where the change is.
    pub fn subject(&self, change: &Change) -> Subject {
        if change.kind == ChangeKind::Renumbered && change.unit == Unit::Section {
            return Subject { section: self.messages.get("place.numbering").to_owned(), clauses: None };
        }
        let places = if change.new.is_empty() { &change.old } else { &change.new };
        let section = places.first().map(|place| self.section(place)).unwrap_or_default();
        let whole = change.unit == Unit::Section || change.kind == ChangeKind::Renumbered;
        if whole && change.new.is_empty() {
            let section = self.messages.say("place.old", &[("place", &section)]);
            return Subject { section, clauses: None };
        }
        let clauses = (!whole).then(|| self.clauses(places)).map(|clauses| {
            if change.new.is_empty() {
                self.messages.say("place.old", &[("place", &clauses)])
            } else {
                clauses
            }
        });
        Subject { section, clauses }
    }

    /// A section as one would cite it.
    pub fn section(&self, place: &Place) -> String {
        if is_front(&place.id) {
            return self.messages.get("place.front").to_owned();
        }
        section_cited(place, |number| self.messages.say("place.section", &[("number", number)]))
    }

    /// `clause 7`, `clauses 5 and 6`, `clauses 3 to 7`.
    pub fn clauses(&self, places: &[Place]) -> String {
        let numbers: Vec<String> =
            places.iter().map(|place| ordinal_within(&place.id).trim_start_matches('¶').to_owned()).collect();
        self.numbered(&numbers)
    }

    /// Clauses by their numbers.
    pub fn numbered(&self, numbers: &[String]) -> String {
        let list = self.messages.list(&self.in_runs(numbers));
        self.messages.count("place.clauses", numbers.len(), &[("list", &list)])
    }

    /// Numbers with those that follow each other told as one.
    fn in_runs(&self, numbers: &[String]) -> Vec<String> {
        let value = |at: usize| numbers.get(at).and_then(|number| number.parse::<usize>().ok());
        let mut out = Vec::new();
        let mut at = 0;
        while let Some(first) = numbers.get(at) {
            let mut end = at + 1;
            while value(end).zip(value(end - 1)).is_some_and(|(next, before)| next == before + 1) {
                end += 1;
            }
            if end - at >= RUN
                && let Some(last) = numbers.get(end - 1)
            {
                out.push(self.messages.say("text.between", &[("first", first), ("last", last)]));
                at = end;
            } else {
                out.push(first.clone());
                at += 1;
            }
        }
        out
    }

    /// What happened, without the place.
    pub fn told(&self, change: &Change) -> String {
        let mut told = vec![self.happened(change)];
        if change.kind == ChangeKind::Renamed {
            told.extend(change.rules.iter().filter(|hit| !says_the_kind(hit)).map(|hit| self.reason(hit)));
        } else {
            told.extend(self.edits(change));
        }
        told.retain(|part| !part.is_empty());
        told.join(self.messages.get("text.pause"))
    }

    /// What happened, where the edits and rules do not say it.
    fn happened(&self, change: &Change) -> String {
        let m = &self.messages;
        let (old, new) = (change.old.as_slice(), change.new.as_slice());
        match (change.kind, change.unit) {
            (ChangeKind::Added, Unit::Block) => m.say("change.added", &[("text", &self.texts(new))]),
            (ChangeKind::Removed, Unit::Block) => m.say("change.removed", &[("text", &self.texts(old))]),
            (ChangeKind::Added, Unit::Section) => self.whole("added", new),
            (ChangeKind::Removed, Unit::Section) => self.whole("removed", old),
            (ChangeKind::Moved, unit) => m.say("change.moved", &[("place", &self.origin(old, new, unit))]),
            (ChangeKind::Split, unit) => m.say("change.split", &[("place", &self.origin(old, new, unit))]),
            (ChangeKind::Merged, unit) => m.say("change.merged", &[("place", &self.origin(old, new, unit))]),
            (ChangeKind::Renamed, _) => {
                m.say("change.renamed", &[("old", &self.texts(old)), ("new", &self.texts(new))])
            }
            (ChangeKind::Renumbered, unit) => {
                let noun = if unit == Unit::Section { "count.sections" } else { "count.clauses" };
                let units = m.count(noun, new.len(), &[]);
                m.say("change.renumbered", &[("units", &units), ("old", &run(old)), ("new", &run(new))])
            }
            (ChangeKind::Modified, _) => String::new(),
        }
    }

    /// Where text came from; the section is told where it is another one.
    fn origin(&self, old: &[Place], new: &[Place], unit: Unit) -> String {
        let Some(first) = old.first() else { return String::new() };
        let section = self.section(first);
        let here = new.first().map(|place| self.section(place));
        match unit {
            Unit::Section if here.as_ref() == Some(&section) => {
                self.messages.say("place.position", &[("number", &ordinal(&first.id))])
            }
            Unit::Section => section,
            Unit::Block => {
                let clauses = self.messages.say("place.old", &[("place", &self.clauses(old))]);
                let elsewhere = new.first().is_none_or(|new| new.section != first.section);
                let subject = Subject { section, clauses: Some(clauses.clone()) };
                if elsewhere { self.place(&subject) } else { clauses }
            }
        }
    }

    fn whole(&self, what: &str, places: &[Place]) -> String {
        let parts = || places.iter().flat_map(|place| &place.parts);
        let clauses = parts().filter(|part| part.block.is_some()).count();
        if clauses == 0 {
            return self.messages.get(&format!("change.heading-{what}")).to_owned();
        }
        self.messages.count(&format!("change.section-{what}"), clauses, &[])
    }

    fn texts(&self, places: &[Place]) -> String {
        let quoted = |place: &Place| self.messages.quote(&shorten(&unmarked(&place.text), QUOTE));
        self.messages.list(&places.iter().map(quoted).collect::<Vec<_>>())
    }

    /// Each edit with the rules that it fired, then the rules that no single edit shows.
    fn edits(&self, change: &Change) -> Vec<String> {
        let wording = Wording::new(&change.edits);
        let reversed = change.rules.iter().any(|hit| hit.id == RuleId::ModalityReversed);
        // A duty turned round is told with the word that denies it.
        let said =
            |hit: &&RuleHit| !(reversed && matches!(hit.id, RuleId::NegationAdded | RuleId::NegationRemoved));
        let mut hits: Vec<&RuleHit> = change.rules.iter().filter(said).collect();
        let mut told = Vec::new();
        if wording.is_rewritten() {
            let (old, new) = wording.whole();
            let m = &self.messages;
            let what = m.say("change.rewritten", &[("old", &m.quote(&old)), ("new", &m.quote(&new))]);
            return vec![self.with_reasons(what, &hits)];
        }
        for spot in wording.spots.iter().take(MOST_QUOTES) {
            let (own, others): (Vec<_>, Vec<_>) =
                hits.into_iter().partition(|hit| belongs(hit, spot, &wording));
            hits = others;
            told.push(self.spot(spot, &own, &wording));
        }
        if let Some(more) = wording.spots.len().checked_sub(MOST_QUOTES).filter(|more| *more > 0) {
            told.push(self.messages.count("count.edits", more, &[]));
        }
        // Where a link leads is told only where nothing else is.
        let alone = told.is_empty();
        let rest =
            hits.into_iter().filter(|hit| !says_the_kind(hit) && (alone || hit.id != RuleId::LinkChanged));
        for reason in rest.map(|hit| self.reason(hit)) {
            if !told.contains(&reason) {
                told.push(reason);
            }
        }
        told
    }

    /// What an edit did, with the rules that it fired behind it.
    fn with_reasons(&self, what: String, hits: &[&RuleHit]) -> String {
        let mut reasons: Vec<String> = Vec::new();
        for hit in hits.iter().filter(|hit| !says_the_kind(hit) && hit.id != RuleId::LinkChanged) {
            let reason = self.reason(hit);
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        if reasons.is_empty() {
            return what;
        }
        let aside = reasons.join(self.messages.get("text.pause"));
        self.messages.say("text.aside", &[("what", &what), ("aside", &aside)])
    }

    /// One edit: a single value with the phrase that it stands in, words that came or went, or both wordings.
    fn spot(&self, spot: &Spot, hits: &[&RuleHit], wording: &Wording) -> String {
        let m = &self.messages;
        if let [hit] = hits
            && !says_the_kind(hit)
            && covers(hit, spot)
        {
            let side = if hit.new.is_some() || spot.old.trim().is_empty() { Side::New } else { Side::Old };
            let value = if side == Side::New { &hit.new } else { &hit.old };
            let value = fold(value.as_deref().unwrap_or_default());
            let Some(phrase) = wording.phrase(spot, side, value.trim()) else { return self.reason(hit) };
            return m.say("change.phrase", &[("told", &self.reason(hit)), ("phrase", &m.quote(&phrase))]);
        }
        let what = if spot.one_sided && is_long(spot) {
            let put_in = spot.old.trim().is_empty();
            let text = if put_in { &spot.new } else { &spot.old };
            let text = m.quote(&shorten(&unmarked(text), QUOTE));
            m.say(if put_in { "change.put-in" } else { "change.struck" }, &[("text", &text)])
        } else {
            let (old, new) = wording.around(spot);
            m.say("change.became", &[("old", &m.quote(&old)), ("new", &m.quote(&new))])
        };
        self.with_reasons(what, hits)
    }

    /// A rule that fired, as half a sentence.
    pub fn reason(&self, hit: &RuleHit) -> String {
        let m = &self.messages;
        let bare = VALUES.contains(&hit.id);
        let evidence = |text: &Option<String>| {
            text.as_deref().map(|text| {
                let text = shorten(fold(text).trim(), EVIDENCE);
                if bare { text } else { m.quote(&text) }
            })
        };
        let (old, new) = (evidence(&hit.old), evidence(&hit.new));
        let key = format!("rules.{}", hit.id);
        if let Some(plain) = m.find(&key) {
            return plain.to_owned();
        }
        let form = match (&old, &new) {
            (Some(_), Some(_)) => "both",
            (None, Some(_)) => "new",
            _ => "old",
        };
        let key = format!("{key}.{form}");
        let key = if m.find(&key).is_some() { key } else { format!("rules.other.{form}") };
        let rule = hit.id.as_str().replace('-', " ");
        let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
        m.say(&key, &[("rule", &rule), ("old", &old), ("new", &new)])
    }
}

/// Whether a rule says no more than the kind of the change does.
fn says_the_kind(hit: &RuleHit) -> bool {
    matches!(hit.id, RuleId::ClauseAdded | RuleId::ClauseRemoved)
}

/// Columns from which words that came or went are told alone, without those around them.
const LONG: usize = 48;

fn is_long(spot: &Spot) -> bool {
    crate::report::width::width(&spot.old).max(crate::report::width::width(&spot.new)) >= LONG
}

/// Whether the evidence of a rule is what this edit struck and put in, or has it inside.
fn belongs(hit: &RuleHit, spot: &Spot, wording: &Wording) -> bool {
    if hit.clause.is_some() || (hit.old.is_none() && hit.new.is_none()) {
        return false;
    }
    let side = |evidence: &Option<String>, inner: &str, side: Side| {
        evidence.as_deref().is_none_or(|text| {
            let text = fold(text);
            let (text, inner) = (text.trim(), inner.trim());
            (inner.contains(text) || (text.contains(inner) && !inner.is_empty()))
                && wording.wide(spot, side).contains(text)
        })
    };
    let sides = side(&hit.old, &spot.old, Side::Old) && side(&hit.new, &spot.new, Side::New);
    // A word that both sides have is no evidence of this edit.
    sides && hit.old != hit.new
}

/// Whether the evidence says all that the edit did.
fn covers(hit: &RuleHit, spot: &Spot) -> bool {
    let all = |evidence: &Option<String>, inner: &str| match evidence {
        Some(text) => fold(text).contains(inner.trim()),
        None => inner.trim().is_empty(),
    };
    all(&hit.old, &spot.old) && all(&hit.new, &spot.new)
}
