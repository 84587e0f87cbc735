//! Facts that two aligned clauses state differently.
//!
//! A fact is missing where no sentence of the aligned clauses states it; how often it is stated is no matter, since a
//! translation repeats and omits by its own grammar. Weak values answer for others and are missed by nobody.

use crate::facts::{Fact, FactKind};
use crate::translation::result::{FactPair, Which};

/// A value and the clause's text that it stands in.
#[derive(Debug, Clone)]
pub struct Stated {
    /// The value.
    pub value: Fact,
    /// As it is written.
    pub text: String,
    /// Whether its absence on the other side says anything: not where that side breaks off.
    pub expected: bool,
}

/// A fact that differs, and how sure that is.
#[derive(Debug, Clone, PartialEq)]
pub struct Differing {
    /// The two sides.
    pub fact: FactPair,
    /// From 0 to 1.
    pub confidence: f64,
}

/// What the words of the other side are asked for.
pub struct Words<'a> {
    /// Whether the source says a name in Latin letters.
    pub source: &'a dyn Fn(&str) -> bool,
    /// Whether the target does.
    pub target: &'a dyn Fn(&str) -> bool,
    /// The side that is written in another script than Latin, where the other one is not.
    pub foreign: Option<Which>,
}

/// The facts in which two clauses differ.
pub fn compare(source: &[Stated], target: &[Stated], words: &Words) -> Vec<Differing> {
    let missing = lacking(source, target, words.target, words.foreign == Some(Which::Source));
    let mut extra = lacking(target, source, words.source, words.foreign == Some(Which::Target));
    let mut out = Vec::new();
    for one in missing {
        let other = extra.iter().position(|other| one.is_replaced_by(other));
        if other.is_none() && one.is_doubtful {
            continue;
        }
        let (stated, other) = (one.stated, other.map(|at| extra.remove(at).stated));
        out.push(Differing {
            fact: FactPair {
                kind: stated.value.kind.name().to_owned(),
                source: Some(stated.text.clone()),
                target: other.map(|other| other.text.clone()),
            },
            confidence: if other.is_some() { 0.95 } else { confidence(&stated.value, true) },
        });
    }
    let extra = extra.into_iter().filter(|one| !one.is_doubtful).map(|one| one.stated);
    out.extend(extra.map(|stated| Differing {
        fact: FactPair {
            kind: stated.value.kind.name().to_owned(),
            source: None,
            target: Some(stated.text.clone()),
        },
        confidence: confidence(&stated.value, false),
    }));
    out
}

/// A value that the other side does not state for sure.
struct Lacking<'a> {
    stated: &'a Stated,
    /// Whether something of the other side may stand for it after all: a bare or ordinal number for a measure, as
    /// `third parties` has one that `3 years` could be told by.
    is_doubtful: bool,
}

impl Lacking<'_> {
    /// Whether another value stands in this one's place. A doubtful one is replaced by nothing but another measure in
    /// the same unit.
    fn is_replaced_by(&self, other: &Lacking<'_>) -> bool {
        let (a, b) = (&self.stated.value, &other.stated.value);
        if self.is_doubtful || other.is_doubtful {
            return a.kind == b.kind && a.unit.is_some() && a.unit == b.unit;
        }
        is_like(a, b)
    }
}

/// The values of one side that the other does not state for sure.
fn lacking<'a>(
    own: &'a [Stated],
    others: &[Stated],
    says: &dyn Fn(&str) -> bool,
    foreign: bool,
) -> Vec<Lacking<'a>> {
    let mut out = Vec::new();
    for stated in distinct(own) {
        if is_missing(stated, others, says, foreign) {
            out.push(Lacking { stated, is_doubtful: false });
        } else if is_measure(&stated.value)
            && !others.iter().any(|other| is_same(&stated.value, &other.value))
        {
            out.push(Lacking { stated, is_doubtful: true });
        }
    }
    out
}

/// Whether a value has a unit.
fn is_measure(value: &Fact) -> bool {
    value.unit.is_some() && value.kind.is_numeric()
}

/// Whether two values are the same number in the same unit.
fn is_same(value: &Fact, other: &Fact) -> bool {
    answers(value, other) && value.unit == other.unit
}

fn distinct(all: &[Stated]) -> Vec<&Stated> {
    let mut out: Vec<&Stated> = Vec::new();
    for stated in all.iter().filter(|stated| !stated.value.weak && stated.expected) {
        let twice = |other: &&Stated| {
            other.value.readings == stated.value.readings && other.value.unit == stated.value.unit
        };
        if !out.iter().any(twice) {
            out.push(stated);
        }
    }
    out
}

/// Whether the other side states nothing that answers for a value.
fn is_missing(stated: &Stated, others: &[Stated], says: &dyn Fn(&str) -> bool, foreign: bool) -> bool {
    let value = &stated.value;
    match value.kind {
        FactKind::Name => {
            // A translation may spell an acronym out or use its own; a Latin name in another script was taken over.
            let taken_over = foreign && stated.text.chars().any(|c| c.is_ascii_alphabetic());
            let reading = value.readings.first().map_or("", String::as_str);
            let known = others.iter().any(|other| other.value.readings == value.readings);
            taken_over && !known && !says(reading)
        }
        FactKind::Url | FactKind::Email => {
            let address =
                |value: &Fact| crate::translation::units::tokens::without_language(&value.readings.concat());
            !others
                .iter()
                .any(|other| !other.value.kind.is_numeric() && address(&other.value) == address(value))
        }
        _ => !others.iter().any(|other| answers(value, &other.value)) && !answers_in_parts(value, others),
    }
}

/// Whether two values are the same number, date or measure.
fn answers(value: &Fact, other: &Fact) -> bool {
    if !other.kind.is_numeric() {
        return false;
    }
    let same = value.readings.iter().any(|reading| other.readings.contains(reading));
    let units = match (value.unit, other.unit) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    same && units
}

/// Whether numbers of the other side make up a date, or a date of the other side holds the number.
fn answers_in_parts(value: &Fact, others: &[Stated]) -> bool {
    let numeric = || others.iter().map(|other| &other.value).filter(|other| other.kind.is_numeric());
    if value.kind != FactKind::Date {
        let held = |number: &String| {
            numeric().any(|other| other.kind == FactKind::Date && other.numbers().contains(number))
        };
        return value.readings.iter().any(held);
    }
    // `23 fevruara 2021` where the month's name is not known: its year and day stand as loose numbers.
    let loose = |number: &str| {
        let number = number.trim_start_matches('0');
        numeric().any(|other| {
            other.kind != FactKind::Date && other.readings.iter().any(|reading| reading == number)
        })
    };
    let reading = value.readings.first().map_or("", String::as_str);
    let mut parts = reading.rsplitn(3, '-');
    let (day, _month, year) = (parts.next(), parts.next(), parts.next());
    match (year, day) {
        (Some(year), Some(day)) if year.len() == 4 => loose(year) && loose(day),
        (Some(_), Some(day)) => loose(day),
        _ => false,
    }
}

/// Whether one value may stand in another's place.
fn is_like(a: &Fact, b: &Fact) -> bool {
    use FactKind::{Amount, Date, Duration, Number, Percentage, Year};
    a.kind == b.kind
        || matches!(
            (a.kind, b.kind),
            (Number | Year | Duration | Amount | Percentage, Number)
                | (Number, Year | Duration | Amount | Percentage)
                | (Date, Year)
                | (Year, Date)
        )
}

/// How sure it is that a value is missing, by what it is; set by hand.
fn confidence(value: &Fact, in_source: bool) -> f64 {
    let digits = value.readings.first().map_or(0, String::len);
    // `a month` is `1 ヶ月`.
    if value.readings.first().is_some_and(|reading| reading == "1") {
        return 0.4;
    }
    let base = match value.kind {
        FactKind::Year | FactKind::Percentage | FactKind::Amount | FactKind::Date => 0.85,
        FactKind::Email => 0.85,
        FactKind::Duration | FactKind::Number | FactKind::Phone if digits > 1 => 0.8,
        FactKind::Duration | FactKind::Number | FactKind::Reference | FactKind::Label | FactKind::Phone => {
            0.55
        }
        FactKind::Url => 0.5,
        FactKind::Name => 0.5,
    };
    if in_source { base } else { base - 0.1 }
}

#[cfg(test)]
mod tests {
    use super::{Stated, Which, Words, compare};
    use crate::facts;

    fn stated(text: &str, language: &str) -> Vec<Stated> {
        let all = facts::read(text, &[], language);
        all.into_iter()
            .map(|value| Stated { text: text[value.range.clone()].to_owned(), value, expected: true })
            .collect()
    }

    fn differ(source: &str, target: &str, language: &str) -> Vec<(Option<String>, Option<String>)> {
        let says = |text: &str| {
            let text = text.to_owned();
            move |name: &str| text.to_uppercase().contains(name)
        };
        let (in_source, in_target) = (says(source), says(target));
        let words = Words {
            source: &in_source,
            target: &in_target,
            foreign: (language == "zh").then_some(Which::Target),
        };
        let found = compare(&stated(source, "en"), &stated(target, language), &words);
        found.into_iter().map(|differing| (differing.fact.source, differing.fact.target)).collect()
    }

    #[test]
    fn the_same_facts_do_not_differ() {
        for (source, target, language) in [
            ("90% by 2030, on February 23, 2021", "到2030年实现90%，2021 年 2 月 23 日", "zh"),
            ("in 30 days or $2.5 million", "dans 30 jours ou 2,5 millions de dollars", "fr"),
            ("two leaders within one week", "两位领导人在一周内", "zh"),
            ("10,000 people", "一万人", "zh"),
        ] {
            assert_eq!(differ(source, target, language), [], "{source}");
        }
    }

    #[test]
    fn other_and_missing_facts() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(differ("by 2035", "到 2030 年", "zh"), [(some("2035"), some("2030 年"))]);
        assert_eq!(differ("the 2030 target", "目标", "zh"), [(some("2030"), None)]);
        assert_eq!(
            differ("within 30 days", "innerhalb von 30 Monaten", "de"),
            [(some("30 days"), some("30 Monaten"))]
        );
        // An ordinal of another word does not answer for it.
        assert_eq!(
            differ("no third parties; 3 years", "keine Dritten; 5 Jahre", "de"),
            [(some("3 years"), some("5 Jahre"))]
        );
        assert_eq!(differ("3 years, third parties", "3 Jahre, Dritte", "de"), []);
        assert_eq!(differ("the WHO", "世贸组织（WTO）", "zh"), [(None, some("WTO"))]);
    }
}
