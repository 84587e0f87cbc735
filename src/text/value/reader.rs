//! Reads the values of a text from left to right.

use super::address;
use super::date::{self, DateRead, starts_with, word};
use super::han;
use super::letters::{Letter, is_spaced, letters};
use super::money;
use super::name;
use super::number;
use super::spelled;
use super::stated::{Value, ValueKind};
use super::words::{self, Words};
use crate::text::script;
use std::ops::Range;

/// Letters of an abbreviation at most: `тыс.`, `Mio.`
const ABBREVIATION: usize = 4;

/// The values of `text`, in order, not overlapping. `language` is a primary subtag.
#[must_use]
pub fn values(text: &str, language: &str) -> Vec<Value> {
    let letters = letters(text);
    let reader = Reader { text, letters: &letters, words: words::of(language), language };
    let mut out = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        match reader.value(at) {
            Step::Value(found, end) => {
                let range = reader.range(at, end);
                out.push(Value {
                    kind: found.kind,
                    range,
                    readings: found.readings,
                    unit: found.unit,
                    weak: found.weak,
                });
                at = end.max(at + 1);
            }
            Step::Skip(end) => at = end.max(at + 1),
        }
    }
    out
}

struct Found {
    kind: ValueKind,
    readings: Vec<String>,
    unit: Option<&'static str>,
    weak: bool,
}

enum Step {
    /// A value, and the letter behind it.
    Value(Found, usize),
    /// Nothing up to here.
    Skip(usize),
}

struct Reader<'a> {
    text: &'a str,
    letters: &'a [Letter],
    words: &'static Words,
    language: &'a str,
}

impl Reader<'_> {
    fn c(&self, at: usize) -> Option<char> {
        self.letters.get(at).map(|letter| letter.c)
    }

    fn rest(&self, at: usize) -> &[Letter] {
        self.letters.get(at..).unwrap_or_default()
    }

    fn range(&self, from: usize, to: usize) -> Range<usize> {
        let place = |at: usize| self.letters.get(at).map_or(self.text.len(), |letter| letter.at);
        place(from)..place(to)
    }

    fn skip_space(&self, mut at: usize) -> usize {
        while matches!(self.c(at), Some(' ' | '\u{a0}')) {
            at += 1;
        }
        at
    }

    fn value(&self, at: usize) -> Step {
        let Some(c) = self.c(at) else { return Step::Skip(at + 1) };
        if c.is_ascii_digit() {
            return self.digits(at, false);
        }
        if let Some((kind, reading, length)) = address::leading(self.rest(at)) {
            return Step::Value(found(kind, vec![reading]), at + length);
        }
        if let Some(step) = self.money_before(at) {
            return step;
        }
        if c == '§' {
            return self.reference(self.skip_space(at + 1)).unwrap_or(Step::Skip(at + 1));
        }
        if script::of(c) == Some("Hani") || han::begins(c) {
            return self.han(at, c);
        }
        if c.is_alphabetic() { self.word(at) } else { Step::Skip(at + 1) }
    }

    /// `$5 million`, `USD 5`
    fn money_before(&self, at: usize) -> Option<Step> {
        let near = self.rest(at).iter().take(money::longest() + 2);
        if !near.into_iter().any(|letter| letter.c.is_ascii_digit()) {
            return None;
        }
        let (length, unit) = money::leading(self.rest(at))?;
        let next = self.skip_space(at + length);
        if !self.c(next)?.is_ascii_digit() {
            return None;
        }
        match self.digits(next, true) {
            Step::Value(mut found, end) => {
                found.kind = ValueKind::Amount;
                found.unit = unit.or(found.unit);
                Some(Step::Value(found, end))
            }
            Step::Skip(_) => None,
        }
    }

    /// A number in digits with what stands behind it, or a date.
    fn digits(&self, at: usize, money: bool) -> Step {
        let rest = self.rest(at);
        if !money {
            let dates = date::in_digits(rest, self.language);
            if let Some(first) = dates.first() {
                let readings = dates.iter().map(DateRead::canonical).collect();
                return Step::Value(found(ValueKind::Date, readings), at + first.length);
            }
            let date = date::by_signs(rest).or_else(|| date::day_first(rest, self.words));
            if let Some(date) = date {
                return dated(&date, at);
            }
        }
        let Some(read) = number::leading(rest, self.language) else { return Step::Skip(at + 1) };
        let end = at + read.length;
        let year = read.plain && read.length == 4 && matches!(self.c(at), Some('1' | '2'));
        // `(1)` counts what follows, as `(i)` does in another text.
        let before = at.checked_sub(1).and_then(|before| self.c(before));
        if read.plain && read.length <= 2 && before == Some('(') && self.c(end) == Some(')') {
            return Step::Value(Found { weak: true, ..found(ValueKind::Number, read.readings) }, end);
        }
        self.behind(read.readings, end, year, false)
    }

    /// What stands behind a number decides what it is.
    fn behind(&self, mut readings: Vec<String>, end: usize, year: bool, weak: bool) -> Step {
        let mut end = end;
        let mut scaled = false;
        if let Some((power, next)) = self.power(end) {
            readings = readings.iter().map(|reading| number::times(reading, power)).collect();
            end = next;
            scaled = true;
            if let Some((more, behind)) = self.lower_places(end, power)
                && let [Ok(whole)] =
                    readings.iter().map(|reading| reading.parse::<u64>()).collect::<Vec<_>>()[..]
            {
                readings = vec![whole.saturating_add(more).to_string()];
                end = behind;
            }
        }
        let next = self.skip_space(end);
        if let Some((length, power)) = self.percent(next) {
            let readings = readings.iter().map(|reading| number::times(reading, power)).collect();
            return Step::Value(found(ValueKind::Percentage, readings), next + length);
        }
        let money = if scaled { self.joint(next) } else { next };
        if let Some((length, unit)) = money::leading(self.rest(money)) {
            return Step::Value(Found { unit, ..found(ValueKind::Amount, readings) }, money + length);
        }
        let joint = if self.c(end) == Some('-') { end + 1 } else { next };
        if let Some((length, unit)) = self.unit(joint).filter(|_| !scaled) {
            // `в 2035 году`: nothing lasts that long.
            if year && unit == "year" {
                return Step::Value(found(ValueKind::Year, readings), joint + length);
            }
            return Step::Value(
                Found { unit: Some(unit), weak, ..found(ValueKind::Duration, readings) },
                joint + length,
            );
        }
        let kind = if year && !scaled { ValueKind::Year } else { ValueKind::Number };
        // `21st` and `19th` are behind their suffix.
        let end = match word(self.letters, end) {
            Some((suffix, behind)) if matches!(suffix.as_str(), "st" | "nd" | "rd" | "th") => behind,
            _ => end,
        };
        Step::Value(Found { weak, ..found(kind, readings) }, end)
    }

    /// What goes on in lower places behind a magnitude of `power`: the `5000万` of `2億5000万`, the `5000` of `2万5000`.
    fn lower_places(&self, end: usize, power: u32) -> Option<(u64, usize)> {
        let sign = |at: usize| self.c(at).and_then(han::magnitude);
        sign(end.checked_sub(1)?)?;
        let start = self.skip_space(end);
        let read = number::leading(self.rest(start), self.language)?;
        let value: u64 = read.readings.first()?.parse().ok()?;
        let behind = start + read.length;
        let (factor, behind) = match sign(behind) {
            Some(factor) => (factor, behind + 1),
            // Over a space it is a number of its own.
            None if start == end => (1, behind),
            None => return None,
        };
        let value = value.checked_mul(factor)?;
        (value < 10u64.checked_pow(power)?).then_some((value, behind))
    }

    /// Behind the `de` of `millones de euros` and the `d'` of `millions d'euros`.
    fn joint(&self, at: usize) -> usize {
        match word(self.letters, at) {
            Some((joint, end)) if matches!(joint.as_str(), "de" | "di" | "of") => self.skip_space(end),
            Some((joint, end)) if joint == "d" && self.c(end) == Some('\'') => end + 1,
            _ => at,
        }
    }

    /// A magnitude behind a number: `million`, `万`.
    fn power(&self, end: usize) -> Option<(u32, usize)> {
        let next = self.skip_space(end);
        if let Some(power) = self.c(next).and_then(han::magnitude) {
            let mut digits = power.ilog10();
            let mut behind = next + 1;
            // `万亿`, `百万`: magnitudes multiply.
            while let Some(more) = self.c(behind).and_then(han::magnitude) {
                digits += more.ilog10();
                behind += 1;
            }
            return Some((digits, behind));
        }
        let (name, behind) = word(self.letters, next)?;
        let power = *self.words.powers.get(&name)?;
        // `5 тыс. рублей`, `5 Mio. Euro`
        let more = matches!(self.c(behind + 1), Some(' ' | '\u{a0}'));
        let dot = self.c(behind) == Some('.') && name.chars().count() <= ABBREVIATION && more;
        Some((power, behind + usize::from(dot)))
    }

    /// Length of the sign or words for per cent at `at`, and the power of ten that makes the number before it one.
    fn percent(&self, at: usize) -> Option<(usize, u32)> {
        if self.c(at) == Some('%') {
            return Some((1, 0));
        }
        let of = |forms: &[String], power: u32| {
            let lengths = forms.iter().filter_map(|form| self.phrase(at, form));
            lengths.max().map(|length| (length, power))
        };
        of(&self.words.percent, 0).or_else(|| of(&self.words.tenths, 1))
    }

    fn unit(&self, at: usize) -> Option<(usize, &'static str)> {
        self.words.units.iter().find_map(|(form, unit)| Some((self.phrase(at, form)?, *unit)))
    }

    /// The length of `form` where it stands at `at`, a word of a script with spaces as a whole; `*` behind a form stands
    /// for any ending.
    fn phrase(&self, at: usize, form: &str) -> Option<usize> {
        let (form, open) = form.strip_suffix('*').map_or((form, false), |form| (form, true));
        let mut length = 0;
        for c in form.chars() {
            let here = self.c(at + length)?;
            let same = here == c || here.to_lowercase().eq(c.to_lowercase()) || c == ' ' && here == '\u{a0}';
            if !same {
                return None;
            }
            length += 1;
        }
        let letters = || self.rest(at + length).iter().take_while(|letter| is_spaced(letter.c)).count();
        if open {
            return Some(length + letters());
        }
        let glued = form.chars().next_back().is_some_and(is_spaced) && letters() > 0;
        (!glued).then_some(length)
    }

    /// The number of a reference that stands at `at`.
    fn reference(&self, at: usize) -> Option<Step> {
        let rest = self.rest(at);
        let length = rest.iter().take_while(|letter| letter.c.is_ascii_digit() || letter.c == '.').count();
        let text: String = rest.get(..length)?.iter().map(|letter| letter.c).collect();
        let text = text.trim_end_matches('.');
        (text.starts_with(|c: char| c.is_ascii_digit()))
            .then(|| Step::Value(found(ValueKind::Reference, vec![text.to_owned()]), at + text.len()))
    }

    fn han(&self, at: usize, c: char) -> Step {
        let rest = self.rest(at);
        if starts_with(rest, "百分之") {
            let chars: Vec<char> = rest.iter().skip(3).take(20).map(|letter| letter.c).collect();
            if let Some(read) = han::leading(&chars) {
                let end = at + 3 + read.length;
                return Step::Value(found(ValueKind::Percentage, vec![read.value]), end);
            }
            if let Some(read) = number::leading(self.rest(at + 3), self.language) {
                return Step::Value(found(ValueKind::Percentage, read.readings), at + 3 + read.length);
            }
        }
        if c == '第'
            && let Some(step) = self.numbered(at)
        {
            return step;
        }
        let annex = self.words.articles.iter().find(|form| starts_with(rest, form));
        if let Some(form) = annex
            && let Some((value, end)) = self.whole(self.skip_space(at + form.chars().count()))
        {
            return Step::Value(found(ValueKind::Reference, vec![value]), end);
        }
        if let Some(date) = date::by_signs(rest) {
            return dated(&date, at);
        }
        if !han::begins(c) {
            return Step::Skip(at + 1);
        }
        let chars: Vec<char> = rest.iter().take(20).map(|letter| letter.c).collect();
        let Some(read) = han::leading(&chars) else { return Step::Skip(at + 1) };
        // `千万`, `百万` count nothing; one digit is mostly part of a word.
        let digits = chars
            .iter()
            .take(read.length)
            .filter(|c| !matches!(c, '十' | '百' | '千' | '万' | '萬' | '亿' | '億'))
            .count();
        let weak = read.length < 2 || digits == 0;
        self.behind(vec![read.value], at + read.length, false, weak)
    }

    /// `第三条`, `第 5 章`; another ordinal is a weak number.
    fn numbered(&self, at: usize) -> Option<Step> {
        let (value, end) = self.whole(self.skip_space(at + 1))?;
        let sign = self.skip_space(end);
        let article = matches!(
            self.c(sign),
            Some('条' | '條' | '款' | '项' | '項' | '章' | '节' | '節' | '조' | '항' | '장')
        );
        Some(if article {
            Step::Value(found(ValueKind::Reference, vec![value]), sign + 1)
        } else {
            Step::Value(Found { weak: true, ..found(ValueKind::Number, vec![value]) }, end)
        })
    }

    /// A number in digits or Chinese characters at `at`, and the letter behind it.
    fn whole(&self, at: usize) -> Option<(String, usize)> {
        if let Some(read) = number::leading(self.rest(at), self.language) {
            return Some((read.readings.into_iter().next()?, at + read.length));
        }
        let chars: Vec<char> = self.rest(at).iter().take(20).map(|letter| letter.c).collect();
        let read = han::leading(&chars)?;
        Some((read.value, at + read.length))
    }

    fn word(&self, at: usize) -> Step {
        let rest = self.rest(at);
        if self.language == "ko"
            && starts_with(rest, "제")
            && let Some(step) = self.numbered(at)
        {
            return step;
        }
        // Words of scripts without spaces have no end that shows.
        let own = self.c(at).and_then(script::of);
        if matches!(own, Some("Hira" | "Kana" | "Thai")) {
            return Step::Skip(at + 1);
        }
        let Some((lower, end)) = word(self.letters, at) else { return Step::Skip(at + 1) };
        if self.words.month_heads.contains(&lower)
            && let Some(date) = date::month_first(rest, self.words)
        {
            return dated(&date, at);
        }
        if self.words.articles.contains(&lower) {
            let dot = usize::from(self.c(end) == Some('.'));
            let number = self.skip_space(end + dot);
            if let Some(step) = self.reference(number) {
                return step;
            }
            // `Article Five`, `المادة الخامسة`
            if let Some((value, length)) = spelled::leading(self.rest(number), self.words) {
                let reference = found(ValueKind::Reference, vec![value.to_string()]);
                return Step::Value(Found { weak: true, ..reference }, number + length);
            }
        }
        if let Some(unit) = self.words.duals.get(&lower) {
            let two = found(ValueKind::Duration, vec!["2".to_owned()]);
            return Step::Value(Found { unit: Some(unit), weak: true, ..two }, end);
        }
        if let Some((value, length)) = spelled::leading(rest, self.words) {
            return self.behind(vec![value.to_string()], at + length, false, true);
        }
        match name::leading(rest, self.language) {
            Some((reading, length)) => Step::Value(found(ValueKind::Name, vec![reading]), at + length),
            // `약US$5`: the word ends where Latin letters begin.
            None => {
                Step::Skip(at + rest.iter().take(end - at).take_while(|l| script::of(l.c) == own).count())
            }
        }
    }
}

fn found(kind: ValueKind, readings: Vec<String>) -> Found {
    Found { kind, readings, unit: None, weak: false }
}

fn dated(date: &DateRead, at: usize) -> Step {
    let year_alone = date.month.is_none();
    let kind = if year_alone { ValueKind::Year } else { ValueKind::Date };
    Step::Value(found(kind, vec![date.canonical()]), at + date.length)
}
