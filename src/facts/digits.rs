//! Numbers in digits with what stands before and behind them: percentages, amounts, durations, dates.

use super::date::{self, DateRead, word};
use super::fact::FactKind;
use super::reader::{Found, Reader, Step, dated, found};
use super::{han, money, number};
use crate::lang::{lookup, starting};

/// Letters of an abbreviation at most: `тыс.`, `Mio.`
const ABBREVIATION: usize = 4;

impl Reader<'_> {
    /// A number in digits with what stands behind it, or a date.
    pub(super) fn digits(&self, at: usize, money: bool) -> Step {
        let rest = self.rest(at);
        if !money {
            let dates = date::in_digits(rest, self.language);
            if let Some(first) = dates.first() {
                let readings = dates.iter().map(DateRead::canonical).collect();
                return Step::Fact(found(FactKind::Date, readings), at + first.length);
            }
            let date = date::by_signs(rest)
                .or_else(|| date::day_first(rest, self.words))
                .or_else(|| date::by_numbers(rest))
                .or_else(|| date::year_first(rest, self.words));
            if let Some(date) = date {
                return dated(&date, at);
            }
            if let Some(step) = self.clock(at).or_else(|| self.phone(at)) {
                return step;
            }
        }
        let Some(read) = number::leading(rest, self.language) else { return Step::Skip(at + 1) };
        let end = at + read.length;
        let year = read.plain && read.length == 4 && matches!(self.c(at), Some('1' | '2'));
        // `(1)` counts what follows, as `(i)` does in another text.
        let before = at.checked_sub(1).and_then(|before| self.c(before));
        let after = self.c(end);
        let counts = read.length <= 2
            && before == Some('(')
            && after == Some(')')
            && self.unit_behind(end + 1).is_none();
        // `[12]`, `[^1]`: a call of a note.
        let calls = matches!(before, Some('[' | '^')) && after == Some(']');
        if read.plain && (counts || calls) {
            return Step::Fact(Found { weak: true, ..found(FactKind::Label, read.readings) }, end);
        }
        if let Some(name) = self.name_with_digits(at, end) {
            return name;
        }
        self.behind(read.readings, end, year, false)
    }

    /// What stands behind a number decides what it is.
    pub(super) fn behind(&self, mut readings: Vec<String>, end: usize, year: bool, weak: bool) -> Step {
        let mut end = self.repeated(end, &readings);
        let mut scaled = false;
        if let Some((denominator, behind)) = self.fraction_by_sign(end) {
            // `三分之二` names the whole first.
            let reading = readings.first().map_or_else(String::new, |whole| format!("{denominator}/{whole}"));
            return Step::Fact(found(FactKind::Number, vec![reading]), behind);
        }
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
            return Step::Fact(found(FactKind::Percentage, readings), next + length);
        }
        let money = if scaled { self.joint(next) } else { next };
        if let Some((length, unit)) = money::leading(self.rest(money), self.words) {
            return Step::Fact(Found { unit, ..found(FactKind::Amount, readings) }, money + length);
        }
        let joint = if self.c(end) == Some('-') { end + 1 } else { self.unit_joint(next) };
        if let Some((length, unit)) = self.measure(joint) {
            return Step::Fact(
                Found { unit: Some(unit), weak, ..found(FactKind::Number, readings) },
                joint + length,
            );
        }
        if let Some((length, unit)) = self.unit(joint).filter(|_| !scaled) {
            // `в 2035 году`: nothing lasts that long.
            if year && unit == "year" {
                return Step::Fact(found(FactKind::Year, readings), joint + length);
            }
            return Step::Fact(
                Found { unit: Some(unit), weak, ..found(FactKind::Duration, readings) },
                joint + length,
            );
        }
        let kind = if year && !scaled { FactKind::Year } else { FactKind::Number };
        // `21st` and `19th` are behind their suffix.
        let end = match word(self.letters, end) {
            Some((suffix, behind)) if matches!(suffix.as_str(), "st" | "nd" | "rd" | "th") => behind,
            _ => end,
        };
        Step::Fact(Found { weak, ..found(kind, readings) }, end)
    }

    /// What goes on in lower places behind a magnitude of `power`: the `5000万` of `2億5000万`, the `5000` of `2万5000`.
    pub(super) fn lower_places(&self, end: usize, power: u32) -> Option<(u64, usize)> {
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
    pub(super) fn joint(&self, at: usize) -> usize {
        match word(self.letters, at) {
            Some((joint, end)) if matches!(joint.as_str(), "de" | "di" | "of") => self.skip_space(end),
            Some((joint, end)) if joint == "d" && self.c(end) == Some('\'') => end + 1,
            _ => at,
        }
    }

    /// A magnitude behind a number: `million`, `万`.
    pub(super) fn power(&self, end: usize) -> Option<(u32, usize)> {
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
        let power = lookup(self.words.powers, &name)?;
        // `5 тыс. рублей`, `5 Mio. Euro`
        let more = matches!(self.c(behind + 1), Some(' ' | '\u{a0}'));
        let dot = self.c(behind) == Some('.') && name.chars().count() <= ABBREVIATION && more;
        Some((power, behind + usize::from(dot)))
    }

    /// Length of the sign or words for per cent at `at`, and the power of ten that makes the number before it one.
    pub(super) fn percent(&self, at: usize) -> Option<(usize, u32)> {
        if self.c(at) == Some('%') {
            return Some((1, 0));
        }
        let words = self.words_at(at);
        let of = |forms: &[&str], power: u32| {
            let lengths = forms.iter().filter_map(|form| self.phrase(at, form));
            lengths.max().map(|length| (length, power))
        };
        of(words.percent, 0).or_else(|| of(words.tenths, 1))
    }

    pub(super) fn unit(&self, at: usize) -> Option<(usize, &'static str)> {
        let first = self.c(at)?.to_lowercase().next()?;
        let forms = starting(self.words_at(at).units, first);
        let found = forms.iter().filter_map(|(form, unit)| Some((self.phrase(at, form)?, *unit)));
        found.max_by_key(|(length, _)| *length)
    }

    /// A number in digits or Chinese characters at `at`, and the letter behind it.
    pub(super) fn whole(&self, at: usize) -> Option<(String, usize)> {
        if let Some(read) = number::leading(self.rest(at), self.language) {
            return Some((read.readings.into_iter().next()?, at + read.length));
        }
        let chars: Vec<char> = self.rest(at).iter().take(20).map(|letter| letter.c).collect();
        let read = han::leading(&chars)?;
        Some((read.value, at + read.length))
    }

    /// `$5 million`, `USD 5`
    pub(super) fn money_before(&self, at: usize) -> Option<Step> {
        let near = self.rest(at).iter().take(money::LONGEST + 2);
        if !near.into_iter().any(|letter| letter.c.is_ascii_digit()) {
            return None;
        }
        let (length, unit) = money::leading(self.rest(at), self.words)?;
        let next = self.skip_space(at + length);
        if !self.c(next)?.is_ascii_digit() {
            return None;
        }
        match self.digits(next, true) {
            Step::Fact(mut found, end) => {
                found.kind = FactKind::Amount;
                found.unit = unit.or(found.unit);
                Some(Step::Fact(found, end))
            }
            Step::Skip(_) => None,
        }
    }
}
