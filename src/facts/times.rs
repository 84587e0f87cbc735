//! What stands around numbers: clock times, telephone numbers, a number said twice, fractions, units of measure.

use super::date::word;
use super::fact::FactKind;
use super::reader::{Found, Reader, Step, found};
use super::{number, spelled};
use crate::lang::{lookup, starting};

/// Digits of a telephone number at least, and its groups.
const PHONE_DIGITS: usize = 7;
const PHONE_GROUPS: usize = 3;

/// Signs between the groups.
const PHONE_SIGNS: [char; 5] = ['-', ' ', '\u{a0}', '(', ')'];

/// Letters glued to a number that are a unit at most (`10GB`); more make a name (`37signals`).
const GLUED_UNIT: usize = 3;

impl Reader<'_> {
    /// `9:00`, `9:30 p.m.`, `9 a.m.`
    pub(super) fn clock(&self, at: usize) -> Option<Step> {
        let digits =
            |from: usize| self.rest(from).iter().take_while(|letter| letter.c.is_ascii_digit()).count();
        let value = |from: usize, length: usize| {
            let text: String = self.rest(from).iter().take(length).map(|letter| letter.c).collect();
            text.parse::<u32>().ok()
        };
        let length = digits(at);
        let hour = value(at, length).filter(|hour| (1..=2).contains(&length) && *hour <= 24)?;
        let mut end = at + length;
        let colon = self.c(end) == Some(':') && digits(end + 1) == 2;
        let minute = if colon { value(end + 1, 2).filter(|minute| *minute < 60)? } else { 0 };
        end += if colon { 3 } else { 0 };
        if colon && self.c(end) == Some(':') && digits(end + 1) == 2 {
            end += 3;
        }
        let half = self.half_of_day(self.skip_space(end));
        if !colon && half.is_none() || self.c(end).is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
        let (period, end) = half.unwrap_or(("", end));
        let full = match period {
            "pm" if hour < 12 => hour + 12,
            "am" if hour == 12 => 0,
            _ => hour,
        };
        let mut readings = vec![format!("{full}:{minute:02}"), hour.to_string()];
        readings.extend(colon.then(|| minute.to_string()));
        Some(Step::Fact(found(FactKind::Number, readings), end))
    }

    /// `a.m.`, `PM` and their like in the text's language.
    fn half_of_day(&self, at: usize) -> Option<(&'static str, usize)> {
        for (form, period) in [("a.m.", "am"), ("p.m.", "pm"), ("am", "am"), ("pm", "pm")] {
            if let Some(length) = self.phrase(at, form) {
                return Some((period, at + length));
            }
        }
        let first = self.c(at)?.to_lowercase().next()?;
        let forms = starting(self.words.day_periods, first).iter();
        let found = forms.filter_map(|(form, period)| Some((*period, at + self.phrase(at, form)?)));
        found.max_by_key(|(_, end)| *end)
    }

    /// `+1 (555) 123-4567`, `1-800-555-0100`
    pub(super) fn phone(&self, at: usize) -> Option<Step> {
        let plus = at.checked_sub(1).and_then(|before| self.c(before)) == Some('+');
        let (mut digits, mut groups, mut end, mut dashes, mut inside) = (String::new(), 0, at, 0, false);
        for (offset, letter) in self.rest(at).iter().enumerate() {
            if letter.c.is_ascii_digit() {
                groups += usize::from(!inside);
                inside = true;
                digits.push(letter.c);
                end = at + offset + 1;
            } else if PHONE_SIGNS.contains(&letter.c) && end + 2 > at + offset {
                dashes += usize::from(letter.c == '-');
                inside = false;
            } else {
                break;
            }
        }
        let long = digits.len() >= PHONE_DIGITS && groups >= PHONE_GROUPS;
        (long && (plus || dashes > 1)).then(|| Step::Fact(found(FactKind::Phone, vec![digits]), end))
    }

    /// Behind the same number in its other form: `thirty (30)`, `30 (thirty)`.
    pub(super) fn repeated(&self, end: usize, readings: &[String]) -> usize {
        let open = self.skip_space(end);
        if self.c(open) != Some('(') {
            return end;
        }
        let digits = number::leading(self.rest(open + 1), self.language);
        let digits = digits.map(|read| (read.readings, open + 1 + read.length));
        let again = digits.or_else(|| {
            let (value, length) = spelled::leading(self.rest(open + 1), self.words)?;
            Some((vec![value.to_string()], open + 1 + length))
        });
        let same = again.filter(|(again, _)| again.iter().any(|reading| readings.contains(reading)));
        same.filter(|(_, close)| self.c(*close) == Some(')')).map_or(end, |(_, close)| close + 1)
    }

    /// The part of `三分之二`, `3分の2`, `3분의 2` behind its whole.
    pub(super) fn fraction_by_sign(&self, at: usize) -> Option<(String, usize)> {
        let sign = ["分之", "分の", "분의"].into_iter().find(|sign| self.phrase(at, sign).is_some())?;
        self.whole(self.skip_space(at + sign.chars().count()))
    }

    /// A unit behind a number that stands before a closing bracket: `(30) days`.
    pub(super) fn unit_behind(&self, end: usize) -> Option<&'static str> {
        self.unit(self.skip_space(end)).map(|(_, unit)| unit)
    }

    /// Behind the `de` that Romanian puts between a number and its unit.
    pub(super) fn unit_joint(&self, at: usize) -> usize {
        match word(self.letters, at) {
            Some((joint, end)) if joint == "de" && self.language == "ro" => self.skip_space(end),
            _ => at,
        }
    }

    /// A unit of measure at `at`: its length and its name.
    pub(super) fn measure(&self, at: usize) -> Option<(usize, &'static str)> {
        let first = self.c(at)?.to_lowercase().next()?;
        let forms = starting(self.words_at(at).measures, first).iter();
        let found = forms.filter_map(|(form, unit)| Some((self.phrase(at, form)?, *unit)));
        found.max_by_key(|(length, _)| *length)
    }

    /// `37signals`, `3M`: letters glued to digits that are no unit, no ordinal and no clause's letter.
    pub(super) fn name_with_digits(&self, at: usize, end: usize) -> Option<Step> {
        let glued = self.c(end).is_some_and(|c| c.is_ascii_alphabetic());
        let (lower, behind) = word(self.letters, end).filter(|_| glued)?;
        let letters = behind - end;
        let known = matches!(lower.as_str(), "st" | "nd" | "rd" | "th" | "er" | "e" | "h" | "x" | "p")
            || lookup(self.words.powers, &lower).is_some()
            || self.unit(end).is_some()
            || self.measure(end).is_some()
            || super::money::leading(self.rest(end), self.words).is_some();
        let clause = letters == 1 && end - at > 1;
        if known || clause {
            return None;
        }
        if letters > 1 && letters <= GLUED_UNIT {
            return None;
        }
        let name: String = self.rest(at).iter().take(behind - at).map(|letter| letter.c).collect();
        Some(Step::Fact(Found { weak: true, ..found(FactKind::Name, vec![name.to_uppercase()]) }, behind))
    }
}
