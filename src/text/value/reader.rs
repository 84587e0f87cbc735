//! Reads the values of a text from left to right.

use super::date::{self, DateRead, starts_with, word};
use super::han;
use super::letters::{Letter, letters};
use super::number;
use super::stated::{Value, ValueKind};
use super::words::{self, Words};
use crate::text::script;
use std::ops::Range;

/// Signs and words of money and their currency (ISO 4217). What several currencies share (`$`, `元`) names none.
const MONEY: [(&str, Option<&str>); 40] = [
    ("$", None),
    ("us$", Some("USD")),
    ("usd", Some("USD")),
    ("c$", Some("CAD")),
    ("cad", Some("CAD")),
    ("€", Some("EUR")),
    ("eur", Some("EUR")),
    ("euro", Some("EUR")),
    ("euros", Some("EUR")),
    ("£", Some("GBP")),
    ("gbp", Some("GBP")),
    ("¥", None),
    ("￥", None),
    ("jpy", Some("JPY")),
    ("cny", Some("CNY")),
    ("rmb", Some("CNY")),
    ("₩", Some("KRW")),
    ("dollar", None),
    ("dollars", None),
    ("dólares", None),
    ("pounds", None),
    ("pesos", None),
    ("долларов", None),
    ("евро", Some("EUR")),
    ("рублей", Some("RUB")),
    ("يورو", Some("EUR")),
    ("دولار", None),
    ("美元", Some("USD")),
    ("加元", Some("CAD")),
    ("欧元", Some("EUR")),
    ("歐元", Some("EUR")),
    ("英镑", Some("GBP")),
    ("英鎊", Some("GBP")),
    ("日元", Some("JPY")),
    ("人民币", Some("CNY")),
    ("元", None),
    ("円", Some("JPY")),
    ("ユーロ", Some("EUR")),
    ("유로", Some("EUR")),
    ("달러", None),
];

/// Characters of an address and of a name that are looked at: longer ones are no wording of a policy.
const LONGEST_ADDRESS: usize = 500;
const LONGEST_NAME: usize = 80;

/// Longest of them, in characters.
const LONGEST_MONEY: usize = 8;

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
        if let Some(step) = self.address(at, c).or_else(|| self.money_before(at)) {
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

    /// `https://…`, `www.…`, `name@host.org`
    fn address(&self, at: usize, c: char) -> Option<Step> {
        let telling = |letter: &Letter| matches!(letter.c, '@' | ':');
        let graphic = |letter: &&Letter| letter.c.is_ascii_graphic();
        let near = || self.rest(at).iter().take(LONGEST_ADDRESS).take_while(graphic).any(telling);
        if !c.is_ascii_alphanumeric() || !(near() || c == 'w' && starts_with(self.rest(at), "www.")) {
            return None;
        }
        let inside = |letter: &&Letter| {
            letter.c.is_ascii_graphic()
                && !matches!(letter.c, '<' | '>' | '"' | '`' | '(' | ')' | '[' | ']' | '|')
        };
        let token: String =
            self.rest(at).iter().take(LONGEST_ADDRESS).take_while(inside).map(|letter| letter.c).collect();
        let token = token.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '\'']);
        let end = at + token.chars().count();
        if token.starts_with("http://") || token.starts_with("https://") || token.starts_with("www.") {
            let bare = token.split_once("://").map_or(token, |(_, bare)| bare);
            let bare = bare.trim_start_matches("www.").trim_end_matches('/').to_lowercase();
            return Some(Step::Value(found(ValueKind::Url, vec![bare]), end));
        }
        let (name, host) = token.split_once('@')?;
        let mail = !name.is_empty() && host.contains('.') && !host.contains('@');
        mail.then(|| Step::Value(found(ValueKind::Email, vec![token.to_lowercase()]), end))
    }

    /// `$5 million`, `USD 5`
    fn money_before(&self, at: usize) -> Option<Step> {
        let near = self.rest(at).iter().take(LONGEST_MONEY + 2);
        if !near.into_iter().any(|letter| letter.c.is_ascii_digit()) {
            return None;
        }
        let (length, unit) = self.money(at)?;
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

    /// The sign or word of money at `at`: its length and currency.
    fn money(&self, at: usize) -> Option<(usize, Option<&'static str>)> {
        let head: String =
            self.rest(at).iter().take(LONGEST_MONEY + 1).flat_map(|letter| letter.c.to_lowercase()).collect();
        let known = |(form, unit): &(&'static str, Option<&'static str>)| {
            let rest = head.strip_prefix(form)?;
            let spaced = form
                .chars()
                .all(|c| c.is_alphabetic() && script::of(c) != Some("Hani") && script::of(c) != Some("Hang"));
            let glued = spaced && rest.starts_with(char::is_alphabetic);
            (!glued).then_some((form.chars().count(), *unit))
        };
        MONEY.iter().filter_map(known).max_by_key(|(length, _)| *length)
    }

    /// A number in digits with what stands behind it, or a date.
    fn digits(&self, at: usize, money: bool) -> Step {
        let rest = self.rest(at);
        if !money {
            let date = date::in_digits(rest)
                .or_else(|| date::by_signs(rest))
                .or_else(|| date::day_first(rest, self.words));
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
        }
        let next = self.skip_space(end);
        if let Some(length) = self.percent(next) {
            return Step::Value(
                Found { weak: false, ..found(ValueKind::Percentage, readings) },
                next + length,
            );
        }
        if let Some((length, unit)) = self.money(next) {
            return Step::Value(Found { unit, ..found(ValueKind::Amount, readings) }, next + length);
        }
        let joint = if self.c(end) == Some('-') { end + 1 } else { next };
        if let Some((length, unit)) = self.unit(joint).filter(|_| !scaled) {
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
        self.words.powers.get(&name).map(|power| (*power, behind))
    }

    fn percent(&self, at: usize) -> Option<usize> {
        if self.c(at) == Some('%') {
            return Some(1);
        }
        self.words.percent.iter().filter_map(|form| self.phrase(at, form)).max()
    }

    fn unit(&self, at: usize) -> Option<(usize, &'static str)> {
        self.words.units.iter().find_map(|(form, unit)| Some((self.phrase(at, form)?, *unit)))
    }

    /// The length of `form` where it stands at `at`, a word of a script with spaces as a whole.
    fn phrase(&self, at: usize, form: &str) -> Option<usize> {
        let mut length = 0;
        for c in form.chars() {
            let here = self.c(at + length)?;
            let same = here == c || here.to_lowercase().eq(c.to_lowercase()) || c == ' ' && here == '\u{a0}';
            if !same {
                return None;
            }
            length += 1;
        }
        let spaced = |c: char| {
            c.is_alphabetic() && !matches!(script::of(c), Some("Hani" | "Hira" | "Kana" | "Hang" | "Thai"))
        };
        let glued = form.chars().next_back().is_some_and(spaced) && self.c(at + length).is_some_and(spaced);
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
        let start = self.skip_space(at + 1);
        let (value, end) = match number::leading(self.rest(start), self.language) {
            Some(read) => (read.readings.into_iter().next()?, start + read.length),
            None => {
                let chars: Vec<char> = self.rest(start).iter().take(20).map(|letter| letter.c).collect();
                let read = han::leading(&chars)?;
                (read.value, start + read.length)
            }
        };
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

    fn word(&self, at: usize) -> Step {
        let rest = self.rest(at);
        if self.language == "ko"
            && starts_with(rest, "제")
            && let Some(step) = self.numbered(at)
        {
            return step;
        }
        let Some((lower, end)) = word(self.letters, at) else { return Step::Skip(at + 1) };
        if self.words.month_heads.contains(&lower)
            && let Some(date) = date::month_first(rest, self.words)
        {
            return dated(&date, at);
        }
        if self.words.articles.contains(&lower) {
            let dot = usize::from(self.c(end) == Some('.'));
            if let Some(step) = self.reference(self.skip_space(end + dot)) {
                return step;
            }
        }
        if let Some(number) = self.words.numbers.get(&lower) {
            return self.number_word(*number, end);
        }
        self.name(at).unwrap_or(Step::Skip(end))
    }

    /// `two`, `forty-five`, `two hundred`: weak.
    fn number_word(&self, number: u32, end: usize) -> Step {
        let mut number = number;
        let mut end = end;
        if number >= 20 && number.is_multiple_of(10) && matches!(self.c(end), Some('-' | ' ')) {
            let unit = word(self.letters, end + 1);
            let unit = unit.and_then(|(unit, behind)| Some((*self.words.numbers.get(&unit)?, behind)));
            if let Some((unit, behind)) = unit.filter(|(unit, _)| (1..10).contains(unit)) {
                number += unit;
                end = behind;
            }
        }
        self.behind(vec![number.to_string()], end, false, true)
    }

    /// An acronym or a name with digits, and in a text of another script any Latin word.
    fn name(&self, at: usize) -> Option<Step> {
        let mut end = at;
        while let Some(c) = self.c(end).filter(|_| end < at + LONGEST_NAME) {
            let next = self.c(end + 1);
            let joined = matches!(c, '-' | '.' | '&' | '\'')
                && next.is_some_and(|next| {
                    next.is_alphanumeric() && script::of(next).is_none_or(|script| script == "Latn")
                });
            // A line break fell behind the hyphen: `COVID- 19`.
            let torn = c == '-' && next == Some(' ') && self.c(end + 2).is_some_and(|c| c.is_ascii_digit());
            if torn {
                end += 2;
            } else if joined || c.is_ascii_digit() || c.is_alphabetic() && script::of(c) == Some("Latn") {
                end += 1;
            } else {
                break;
            }
        }
        let token: String = self.rest(at).iter().take(end - at).map(|letter| letter.c).collect();
        let capitals = token.chars().filter(|c| c.is_uppercase()).count();
        let digits = token.chars().any(|c| c.is_ascii_digit());
        let foreign = matches!(
            self.language,
            "zh" | "ja" | "ko" | "ar" | "ru" | "uk" | "he" | "fa" | "el" | "th" | "hi"
        );
        let long = token.chars().count() > 1;
        if end == at || !(capitals >= 2 || capitals > 0 && digits || foreign && long) {
            return None;
        }
        Some(Step::Value(found(ValueKind::Name, vec![canonical_name(&token)]), end))
    }
}

/// Upper case without the signs inside and the s of a plural: `SMEs` and `SME`, `U.S.` and `US` are one.
fn canonical_name(token: &str) -> String {
    let plural = token.strip_suffix("'s").or_else(|| {
        token.strip_suffix('s').filter(|stem| stem.chars().all(char::is_uppercase) && stem.len() > 1)
    });
    let stem = plural.unwrap_or(token);
    stem.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn found(kind: ValueKind, readings: Vec<String>) -> Found {
    Found { kind, readings, unit: None, weak: false }
}

fn dated(date: &DateRead, at: usize) -> Step {
    let year_alone = date.month.is_none();
    let kind = if year_alone { ValueKind::Year } else { ValueKind::Date };
    Step::Value(found(kind, vec![date.canonical()]), at + date.length)
}
