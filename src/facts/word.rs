//! Facts that begin with a word: months, number words, references, names; and those in Chinese characters.

use super::date::{self, starts_with, word};
use super::fact::FactKind;
use super::reader::{Found, Reader, Step, dated, found};
use super::{han, name, number, spelled};
use crate::lang::lookup;
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
        if matches!(own, Some("Hira" | "Kana" | "Thai")) {
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
            if let Some(step) = self.reference(number) {
                return step;
            }
            // `Article Five`, `المادة الخامسة`
            if let Some((value, length)) = spelled::leading(self.rest(number), self.words) {
                let reference = found(FactKind::Reference, vec![value.to_string()]);
                return Step::Fact(Found { weak: true, ..reference }, number + length);
            }
        }
        if let Some(unit) = lookup(self.words.duals, &lower) {
            let two = found(FactKind::Duration, vec!["2".to_owned()]);
            return Step::Fact(Found { unit: Some(unit), weak: true, ..two }, end);
        }
        if let Some((value, length)) = spelled::leading(rest, self.words) {
            return self.behind(vec![value.to_string()], at + length, false, true);
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
