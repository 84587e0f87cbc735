//! Facts that begin with a word: months, number words, references, names; and those in Chinese characters.

use super::date::{self, starts_with, word};
use super::fact::FactKind;
use super::reader::{Found, Reader, Step, bare, dated, found};
use super::{han, name, number, spelled};
use crate::lang::{Pairs, lookup, starting};
use crate::text::script;

impl Reader<'_> {
    pub(super) fn han(&self, at: usize, c: char) -> Step {
        let rest = self.rest(at);
        if starts_with(rest, "百分之") {
            let chars: Vec<char> = rest.iter().skip(3).take(20).map(|letter| letter.c).collect();
            if let Some(read) = han::leading(&chars) {
                let end = at + 3 + read.length;
                return Step::Fact(found(FactKind::Percentage, vec![read.value]), end);
            }
            if let Some(read) = number::leading(self.rest(at + 3), self.language) {
                return Step::Fact(found(FactKind::Percentage, read.readings), at + 3 + read.length);
            }
        }
        if c == '第'
            && let Some(step) = self.numbered(at)
        {
            return step;
        }
        let annex = self.han_words().articles.iter().find(|form| starts_with(rest, form));
        if let Some(form) = annex
            && let Some((value, end)) = self.whole(self.skip_space(at + form.chars().count()))
        {
            return Step::Fact(found(FactKind::Reference, vec![value]), end);
        }
        if let Some(date) = date::by_signs(rest) {
            return dated(&date, at);
        }
        if let Some((length, unit)) = self.starting_here(self.han_words().frequencies, at) {
            return Step::Fact(bare(FactKind::Duration, "1", Some(unit)), at + length);
        }
        if let Some((length, part)) = self.starting_here(self.han_words().fractions, at) {
            return Step::Fact(bare(FactKind::Number, part, None), at + length);
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

    pub(super) fn word(&self, at: usize) -> Step {
        let rest = self.rest(at);
        if self.language == "ko"
            && starts_with(rest, "제")
            && let Some(step) = self.numbered(at)
        {
            return step;
        }
        // Words of scripts without spaces have no end that shows.
        let own = self.c(at).and_then(script::of);
        if own == Some("Thai") {
            return self.run(at);
        }
        if matches!(own, Some("Hira" | "Kana")) {
            return Step::Skip(at + 1);
        }
        let Some((lower, end)) = word(self.letters, at) else { return Step::Skip(at + 1) };
        if date::may_be_month(&lower, self.words)
            && let Some(date) = date::month_first(rest, self.words)
        {
            return dated(&date, at);
        }
        if self.words.articles.contains(&lower.as_str()) {
            let dot = usize::from(self.c(end) == Some('.'));
            let number = self.skip_space(end + dot);
            if let Some(step) = self.reference(number, &lower) {
                return step;
            }
            // `Article Five`, `المادة الخامسة`
            if let Some((value, length)) = spelled::leading(self.rest(number), self.words) {
                let reference = found(FactKind::Reference, vec![value.to_string()]);
                return Step::Fact(Found { weak: true, ..reference }, number + length);
            }
        }
        if let Some(step) = self.percent_before(at, &lower) {
            return step;
        }
        if let Some(unit) = lookup(self.words.duals, &lower) {
            let two = found(FactKind::Duration, vec!["2".to_owned()]);
            return Step::Fact(Found { unit: Some(unit), weak: true, ..two }, end);
        }
        if let Some((length, part)) = self.longest(self.words.fractions, at, &lower) {
            return Step::Fact(bare(FactKind::Number, part, None), at + length);
        }
        if let Some((length, times)) = self.longest(self.words.times, at, &lower) {
            return Step::Fact(bare(FactKind::Number, &times.to_string(), Some("times")), at + length);
        }
        if let Some((value, length)) = self.spelled(at) {
            return self.behind(vec![value.to_string()], at + length, false, true);
        }
        if let Some((found, length)) = self.bare_word(at, &lower) {
            return Step::Fact(found, at + length);
        }
        match name::leading(rest, self.language) {
            Some((reading, length)) => Step::Fact(found(FactKind::Name, vec![reading]), at + length),
            // `약US$5`: the word ends where Latin letters begin.
            None if matches!(own, Some("Latn" | "Cyrl" | "Grek")) && self.is_digit(end) => {
                Step::Skip(self.glued_digits(end))
            }
            None => {
                Step::Skip(at + rest.iter().take(end - at).take_while(|l| script::of(l.c) == own).count())
            }
        }
    }

    /// A number in words; a lone syllable of Korean is mostly part of another word.
    fn spelled(&self, at: usize) -> Option<(u64, usize)> {
        let (value, length) = spelled::leading(self.rest(at), self.words)?;
        let native = matches!(self.c(at), Some('한' | '두' | '둘' | '세' | '셋' | '네' | '넷' | '열'));
        let lone =
            self.language == "ko" && length == 1 && !native && self.unit(self.skip_space(at + 1)).is_none();
        (!lone).then_some((value, length))
    }

    /// `yüzde 5`, `ร้อยละ 5`
    fn percent_before(&self, at: usize, first: &str) -> Option<Step> {
        let forms = self.words.percent_before.iter().filter(|form| form.starts_with(first));
        let length = forms.filter_map(|form| self.phrase(at, form)).max()?;
        let start = self.skip_space(at + length);
        let (value, end) = match number::leading(self.rest(start), self.language) {
            Some(read) => (read.readings, start + read.length),
            None => {
                let (value, length) = spelled::leading(self.rest(start), self.words)?;
                (vec![value.to_string()], start + length)
            }
        };
        Some(Step::Fact(found(FactKind::Percentage, value), end))
    }

    /// A unit, a rate, a month or a day of the week without a number.
    fn bare_word(&self, at: usize, first: &str) -> Option<(Found, usize)> {
        let words = self.words;
        let capital = self.c(at).is_some_and(char::is_uppercase);
        if let Some((length, day)) = self.longest(words.weekdays, at, first) {
            return Some((bare(FactKind::Date, &format!("weekday {day}"), None), length));
        }
        // `may` and `march` in lower case are verbs.
        let verb = !capital && matches!(first, "may" | "march");
        if let Some(month) =
            lookup(words.months, first).filter(|_| !verb && first.chars().count() > 3 || capital)
        {
            return Some((bare(FactKind::Date, &format!("--{month:02}"), None), first.chars().count()));
        }
        let rate = self.longest(words.frequencies, at, first);
        let unit = || self.longest(words.units, at, first).filter(|(length, _)| *length > 1);
        rate.or_else(unit).map(|(length, unit)| (bare(FactKind::Duration, "1", Some(unit)), length))
    }

    /// The longest form of a script without spaces at a place.
    fn starting_here<T: Copy>(&self, pairs: Pairs<T>, at: usize) -> Option<(usize, T)> {
        let forms = starting(pairs, self.c(at)?).iter();
        forms
            .filter_map(|(form, meaning)| Some((self.phrase(at, form)?, *meaning)))
            .max_by_key(|found| found.0)
    }

    /// What begins at a place of a run without spaces.
    fn run(&self, at: usize) -> Step {
        let words = self.words;
        let articles = words.articles.iter().filter_map(|form| self.phrase(at, form));
        if let Some(length) = articles.max()
            && let Some(step) = self.reference(self.skip_space(at + length), "")
        {
            return step;
        }
        if let Some(length) = words.percent_before.iter().filter_map(|form| self.phrase(at, form)).max() {
            let start = self.skip_space(at + length);
            if let Some((value, end)) = self.whole(start).or_else(|| self.run_number(start)) {
                return Step::Fact(found(FactKind::Percentage, vec![value]), end);
            }
        }
        if let Some((length, part)) = self.starting_here(words.fractions, at) {
            return Step::Fact(bare(FactKind::Number, part, None), at + length);
        }
        if let Some((length, times)) = self.starting_here(words.times, at) {
            return Step::Fact(bare(FactKind::Number, &times.to_string(), Some("times")), at + length);
        }
        if let Some((value, end)) = self.run_number(at) {
            return self.behind(vec![value], end, false, true);
        }
        if let Some((length, day)) = self.starting_here(words.weekdays, at) {
            return Step::Fact(bare(FactKind::Date, &format!("weekday {day}"), None), at + length);
        }
        let rate = self.starting_here(words.frequencies, at);
        match rate.or_else(|| self.starting_here(words.units, at)) {
            Some((length, unit)) => Step::Fact(bare(FactKind::Duration, "1", Some(unit)), at + length),
            None => Step::Skip(at + 1),
        }
    }

    /// A number in words of a run without spaces, and the letter behind it.
    fn run_number(&self, at: usize) -> Option<(String, usize)> {
        let mut end = at;
        let mut sum = spelled::Sum::default();
        loop {
            let value = self.starting_here(self.words.numbers, end);
            let power = self.starting_here(self.words.powers, end).filter(|_| end > at);
            let fits = match (value, power) {
                (Some((length, value)), power) if power.is_none_or(|(other, _)| other < length) => {
                    sum.add_value(u64::from(value)).then_some(length)
                }
                (_, Some((length, power))) => sum.add_power(power).then_some(length),
                _ => None,
            };
            let Some(length) = fits else { break };
            end += length;
        }
        (end > at).then(|| (sum.value().to_string(), end))
    }

    fn is_digit(&self, at: usize) -> bool {
        self.c(at).is_some_and(|c| c.is_ascii_digit())
    }

    /// Behind the digits that end a word: `v1.2` names a version and counts nothing.
    fn glued_digits(&self, mut at: usize) -> usize {
        while self.is_digit(at) || self.c(at) == Some('.') && self.is_digit(at + 1) {
            at += 1;
        }
        at
    }
}
