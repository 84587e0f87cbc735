//! Facts that a text states: dates, amounts of money, percentages, durations, numbers.

use super::lexicon::{self, Lexicon};
use super::token::{Class, Cut, Token, tokens};
use super::{numbering, numeral};
use std::ops::Range;

/// A fact and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Byte range in the text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: FactKind,
}

/// What a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FactKind {
    /// `February 23, 2021`, `23 février 2021`, `2021-02-23`, `2021 年 2 月 23 日`
    Date,
    /// `$5`, `5 million euros`, `100 元`
    Amount,
    /// `90%`, `5 per cent`
    Percentage,
    /// `30 days`, `6 个月`
    Duration,
    /// `section 5`, `Article 3`, `§ 12`, `第三条`
    Reference,
    /// `2030`, `1.5`, `2nd`
    Number,
}

/// The facts of `text`, in order, not overlapping. `marks` are ranges that are no wording.
#[must_use]
pub fn facts(text: &str, marks: &[Range<usize>], lexicons: &[&Lexicon]) -> Vec<Fact> {
    let tokens: Vec<Token> = tokens(text, marks, Cut::Characters)
        .into_iter()
        .filter(|token| !matches!(token.class, Class::Space | Class::Mark | Class::Address))
        .collect();
    let reader = Reader { text, tokens: &tokens, lexicons };
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.fact(at) {
            Some((kind, end)) => {
                let range = tokens[at].range().start..tokens[end - 1].range().end;
                out.push(Fact { range, kind });
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

/// Whether `text` states a date in any of the languages that have a lexicon.
#[must_use]
pub fn has_date(text: &str) -> bool {
    facts(text, &[], &lexicon::all()).iter().any(|fact| fact.kind == FactKind::Date)
}

/// The number that a reference names: `[2, 1]` of `section 2.1`, `[3]` of `第三条`.
#[must_use]
pub fn reference_number(reference: &str) -> Option<Vec<u32>> {
    if let Some(rest) = reference.strip_prefix('第') {
        return numeral::leading(rest).map(|(number, _)| vec![number]);
    }
    let number = reference.rsplit(|c: char| c.is_whitespace() || c == '§').next()?;
    number.split('.').map(|part| part.parse().ok()).collect()
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lexicons: &'a [&'a Lexicon],
}

impl Reader<'_> {
    fn of(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    fn is_number(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.class == Class::Number)
    }

    /// The fact that begins at token `at`, and the token behind it.
    fn fact(&self, at: usize) -> Option<(FactKind, usize)> {
        if let Some(end) = self.reference(at) {
            return Some((FactKind::Reference, end));
        }
        if let Some(end) = self.date(at) {
            return Some((FactKind::Date, end));
        }
        if !self.is_number(at) {
            return self.currency_before(at);
        }
        let number = self.of(at);
        if number.ends_with(['%', '‰', '％']) {
            return Some((FactKind::Percentage, at + 1));
        }
        // French and German put a space between.
        if matches!(self.of(at + 1), "%" | "‰" | "％") {
            return Some((FactKind::Percentage, at + 2));
        }
        let money = number.starts_with(|c: char| !c.is_numeric());
        let scaled = self.phrase(at + 1, |lexicon| &lexicon.scales).unwrap_or(at + 1);
        if money {
            return Some((FactKind::Amount, scaled));
        }
        if let Some(end) = self.phrase(scaled, |lexicon| &lexicon.money) {
            return Some((FactKind::Amount, end));
        }
        if let Some(end) = self.phrase(at + 1, |lexicon| &lexicon.percent) {
            return Some((FactKind::Percentage, end));
        }
        if let Some(end) = self.phrase(at + 1, |lexicon| &lexicon.durations) {
            return Some((FactKind::Duration, end));
        }
        // `30-day`: the tokeniser keeps it as one.
        let glued =
            number.split_once('-').is_some_and(|(_, unit)| self.knows(unit, |lexicon| &lexicon.durations));
        Some((if glued { FactKind::Duration } else { FactKind::Number }, scaled))
    }

    /// `section 5`, `Articles 3`, `§ 12`, `第三条`.
    fn reference(&self, at: usize) -> Option<usize> {
        let word = self.of(at);
        if word == "第" {
            let rest = self.text.get(self.tokens.get(at)?.end as usize..)?;
            let (_, length) = numeral::leading(rest)?;
            let unit = rest
                .get(length..)?
                .chars()
                .next()
                .filter(|c| matches!(c, '条' | '條' | '款' | '项' | '項' | '章' | '节' | '節'))?;
            let stop = self.tokens.get(at)?.end as usize + length + unit.len_utf8();
            return Some(self.tokens.partition_point(|token| token.end as usize <= stop));
        }
        // French elides: `l'article 5`.
        let lower = word.rsplit(['\'', '’']).next().unwrap_or(word).to_lowercase();
        let singular = lower.strip_suffix('s').unwrap_or(&lower);
        let stop = usize::from(self.of(at + 1) == ".");
        let named = word == "§"
            || numbering::is_division(&lower)
            || numbering::is_division(singular)
            || stop == 1 && numbering::is_division(&format!("{lower}."));
        (named && self.is_number(at + 1 + stop)).then_some(at + 2 + stop)
    }

    /// `USD 5 million`.
    fn currency_before(&self, at: usize) -> Option<(FactKind, usize)> {
        let word = self.of(at);
        let code = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        let end = (code && self.is_number(at + 1)).then_some(at + 2)?;
        let known = self
            .lexicons
            .iter()
            .any(|lexicon| lexicon.money.iter().any(|unit| unit.eq_ignore_ascii_case(word)));
        known.then(|| (FactKind::Amount, self.phrase(end, |lexicon| &lexicon.scales).unwrap_or(end)))
    }

    fn date(&self, at: usize) -> Option<usize> {
        if is_iso_date(self.of(at)) {
            return Some(at + 1);
        }
        self.date_by_month_first(at).or_else(|| self.date_by_day_first(at)).or_else(|| self.date_by_signs(at))
    }

    /// `February 23, 2021`, `February 2021`, `February 23`.
    fn date_by_month_first(&self, at: usize) -> Option<usize> {
        let mut next = self.month(at)?;
        let day = is_day(self.of(next)) && !is_year(self.of(next));
        next += usize::from(day);
        let comma = usize::from(self.of(next) == ",");
        if is_year(self.of(next + comma)) {
            return Some(next + comma + 1);
        }
        day.then_some(next)
    }

    /// `23 février 2021`, `23. Februar 2021`, `23 de febrero de 2021`, `23 February`.
    fn date_by_day_first(&self, at: usize) -> Option<usize> {
        if !is_day(self.of(at)) {
            return None;
        }
        let mut next = at + 1 + usize::from(matches!(self.of(at + 1), "." | "de" | "of"));
        next = self.month(next)?;
        let joint = usize::from(matches!(self.of(next), "de" | "," | "del"));
        Some(if is_year(self.of(next + joint)) { next + joint + 1 } else { next })
    }

    /// `2021 年 2 月 23 日`.
    fn date_by_signs(&self, at: usize) -> Option<usize> {
        let step = |at: usize, sign: &str| (self.is_number(at) && self.of(at + 1) == sign).then_some(at + 2);
        let year = step(at, "年").filter(|_| is_year(self.of(at)));
        let month = step(year.unwrap_or(at), "月");
        let day = month.and_then(|month| step(month, "日"));
        day.or_else(|| month.filter(|_| year.is_some())).or(year)
    }

    /// The token behind the month's name at `at`.
    fn month(&self, at: usize) -> Option<usize> {
        let word = self.of(at);
        // Month names are capitalised in English and German; `may` and `march` are verbs.
        let ambiguous = matches!(word, "may" | "march" | "mar" | "sept" | "sep");
        let lower = word.to_lowercase();
        let known =
            self.lexicons.iter().any(|lexicon| lexicon.months.iter().flatten().any(|month| *month == lower));
        (known && !ambiguous).then(|| at + 1 + usize::from(lower.len() < 5 && self.of(at + 1) == "."))
    }

    fn knows(&self, word: &str, list: impl Fn(&Lexicon) -> &Vec<String>) -> bool {
        self.lexicons.iter().any(|lexicon| list(lexicon).iter().any(|entry| entry.eq_ignore_ascii_case(word)))
    }

    /// The token behind the longest phrase of a list that stands at `at`.
    fn phrase(&self, at: usize, list: impl Fn(&Lexicon) -> &Vec<String>) -> Option<usize> {
        let ends =
            self.lexicons.iter().flat_map(|lexicon| list(lexicon)).filter_map(|entry| self.entry(at, entry));
        ends.max()
    }

    fn entry(&self, at: usize, entry: &str) -> Option<usize> {
        let mut end = at;
        for word in entry.split(' ') {
            let mut rest = word;
            while !rest.is_empty() {
                let token = self.of(end).to_lowercase();
                rest = rest.strip_prefix(token.as_str()).filter(|_| !token.is_empty())?;
                end += 1;
            }
        }
        Some(end)
    }
}

fn is_iso_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    matches!(parts[..], [year, month, day] if is_year(year) && is_day(month) && is_day(day))
}

fn is_year(text: &str) -> bool {
    text.len() == 4
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(text.as_bytes().first(), Some(b'1' | b'2'))
}

fn is_day(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    !digits.is_empty() && digits.len() <= 2 && digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

#[cfg(test)]
mod tests {
    use super::{FactKind, facts};
    use crate::text::lexicon;

    fn found(text: &str, language: &str) -> Vec<(FactKind, String)> {
        let lexicons = lexicon::of(Some(language));
        facts(text, &[], &lexicons).into_iter().map(|fact| (fact.kind, text[fact.range].to_owned())).collect()
    }

    fn one(text: &str, language: &str) -> (FactKind, String) {
        let all = found(text, language);
        assert_eq!(all.len(), 1, "{all:?}");
        all.into_iter().next().unwrap()
    }

    #[test]
    fn dates_of_five_languages() {
        for (text, date, language) in [
            ("On February 23, 2021 they", "February 23, 2021", "en"),
            ("since March 2021", "March 2021", "en"),
            ("le 23 février 2021 à", "23 février 2021", "fr"),
            ("am 23. Februar 2021 in", "23. Februar 2021", "de"),
            ("el 23 de febrero de 2021 en", "23 de febrero de 2021", "es"),
            ("在 2021 年 2 月 23 日发布", "2021 年 2 月 23 日", "zh"),
            ("dated 2021-02-23.", "2021-02-23", "en"),
        ] {
            assert_eq!(one(text, language), (FactKind::Date, date.to_owned()));
        }
    }

    #[test]
    fn amounts_percentages_durations_and_numbers() {
        assert_eq!(one("a fee of $1,000.50 applies", "en"), (FactKind::Amount, "$1,000.50".into()));
        assert_eq!(one("USD 5 million is", "en"), (FactKind::Amount, "USD 5 million".into()));
        assert_eq!(one("achieve 90% of", "en"), (FactKind::Percentage, "90%".into()));
        assert_eq!(one("soit 30 % des terres", "fr"), (FactKind::Percentage, "30 %".into()));
        assert_eq!(one("within 30 business days of", "en"), (FactKind::Duration, "30 business days".into()));
        assert_eq!(one("a 30-day term", "en"), (FactKind::Duration, "30-day".into()));
        assert_eq!(one("power sector by 2035 and", "en"), (FactKind::Number, "2035".into()));
        assert_eq!(one("在 30 个工作日内", "zh"), (FactKind::Duration, "30 个工作日".into()));
    }

    #[test]
    fn references_are_no_numbers() {
        assert_eq!(one("as section 5 says", "en"), (FactKind::Reference, "section 5".into()));
        assert_eq!(one("selon l’article 5 du contrat", "fr"), (FactKind::Reference, "l’article 5".into()));
        assert_eq!(one("nach § 12 gilt", "de"), (FactKind::Reference, "§ 12".into()));
        assert_eq!(one("依照第三条规定", "zh"), (FactKind::Reference, "第三条".into()));
        assert_eq!(super::reference_number("Article 2.1"), Some(vec![2, 1]));
        assert_eq!(super::reference_number("第十二条"), Some(vec![12]));
    }

    #[test]
    fn verbs_are_no_months() {
        assert!(found("they may 5", "en").iter().all(|(kind, _)| *kind == FactKind::Number));
    }
}
