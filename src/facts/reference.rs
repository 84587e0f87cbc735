//! References to other clauses: `section 5`, `Article 6(1)(a)`, `Annex II`, `§ 12`, `第三条`, `art. 7 bis`.

use super::fact::FactKind;
use super::reader::{self, Found, Reader, Step, found};
use crate::text::numeral;

/// Words behind the number of a clause that was put between two others.
const INSERTED: [&str; 8] = ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies"];

/// Parts in brackets at most: `(1)(a)(iv)(B)`.
const MOST_PARTS: usize = 5;

/// Letters or digits of such a part at most: `(xviii)`.
const LONGEST_PART: usize = 6;

/// Words whose number is a small letter without brackets: `Buchst. a`, `lit. b`.
const LETTERED: [&str; 30] = [
    "lit",
    "litt",
    "littera",
    "litera",
    "buchst",
    "buchstabe",
    "buchstaben",
    "lettre",
    "let",
    "letra",
    "lettera",
    "letter",
    "point",
    "alínea",
    "písm",
    "písmeno",
    "písmena",
    "bokstav",
    "litra",
    "onderdeel",
    "huruf",
    "точка",
    "подпункт",
    "підпункт",
    "пп",
    "буква",
    "στοιχείο",
    "στοιχ",
    "điểm",
    "pont",
];

/// The number that a reference in a language names: `[2, 1]` of `section 2.1`, `[3]` of `第三条`. Letters and roman
/// numerals count as the numbers they stand for.
#[must_use]
pub fn reference_number(reference: &str, language: &str) -> Option<Vec<u32>> {
    let facts = reader::read(reference, &[], language);
    let fact = facts.iter().find(|fact| fact.kind == FactKind::Reference)?;
    ordinals(fact.readings.first()?)
}

/// `6.1.a` as `[6, 1, 1]`.
fn ordinals(reading: &str) -> Option<Vec<u32>> {
    let part = |part: &str| {
        let letter = part.bytes().next().filter(|byte| part.len() == 1 && byte.is_ascii_lowercase());
        letter
            .map(|byte| u32::from(byte - b'a') + 1)
            .or_else(|| part.parse().ok())
            .or_else(|| numeral::roman(part))
    };
    reading.split('.').map(part).collect()
}

impl Reader<'_> {
    /// What a reference names that stands at `at`; `word` is what comes before it.
    pub(super) fn reference(&self, at: usize, word: &str) -> Option<Step> {
        let (base, mut end) = self.clause_number(at, word)?;
        let mut reading = base.clone();
        for _ in 0..MOST_PARTS {
            let Some((part, behind)) = self.bracketed(end) else { break };
            reading = if reading.is_empty() { part } else { format!("{reading}.{part}") };
            end = behind;
        }
        if reading.is_empty() {
            return None;
        }
        let mut readings = vec![reading];
        if !base.is_empty() && readings.first() != Some(&base) {
            readings.push(base.clone());
        }
        // Another language may well leave the letter out: `12a`.
        let digits = base.trim_end_matches(|c: char| !c.is_ascii_digit());
        if digits.len() < base.len() && !digits.is_empty() {
            readings.push(digits.to_owned());
        }
        Some(Step::Fact(found(FactKind::Reference, readings), end))
    }

    /// `5`, `2.1`, `12a`, `7 bis`, `IV`, `A`; empty where brackets follow at once: `(a)`.
    fn clause_number(&self, at: usize, word: &str) -> Option<(String, usize)> {
        let rest = self.rest(at);
        let c = self.c(at)?;
        if c == '(' {
            return Some((String::new(), at));
        }
        if c.is_ascii_digit() {
            let length =
                rest.iter().take_while(|letter| letter.c.is_ascii_digit() || letter.c == '.').count();
            let text: String = rest.get(..length)?.iter().map(|letter| letter.c).collect();
            let text = text.trim_end_matches('.');
            let end = at + text.len();
            return Some(self.inserted(text, end));
        }
        let letters: String = rest
            .iter()
            .map(|letter| letter.c)
            .take_while(char::is_ascii_alphabetic)
            .take(LONGEST_PART)
            .collect();
        let end = at + letters.len();
        let alone = !self.c(end).is_some_and(|c| c.is_alphanumeric() || c == '\'' || c == '-');
        if letters.is_empty() || !alone {
            return None;
        }
        let lower = letters.to_lowercase();
        let closed = self.c(end) == Some(')');
        let capital = letters.chars().all(char::is_uppercase);
        let roman = numeral::roman(&lower).filter(|_| capital && !matches!(lower.as_str(), "c" | "l"));
        if let Some(number) = roman {
            return Some(self.inserted(&number.to_string(), end));
        }
        let named = capital || closed || LETTERED.contains(&word);
        (letters.len() == 1 && named).then(|| (lower, end + usize::from(closed && !capital)))
    }

    /// A number with what was put behind it: `12A`, `7 bis`, `2-1`.
    fn inserted(&self, number: &str, end: usize) -> (String, usize) {
        let letter = |at: usize| self.c(at).filter(char::is_ascii_alphabetic);
        if let Some(c) = letter(end).filter(|_| !self.c(end + 1).is_some_and(char::is_alphanumeric)) {
            return (format!("{number}{}", c.to_ascii_lowercase()), end + 1);
        }
        let next = self.skip_space(end);
        let word: String =
            self.rest(next).iter().map_while(|l| l.c.is_ascii_alphabetic().then_some(l.c)).collect();
        if INSERTED.contains(&word.as_str()) {
            return (format!("{number}-{word}"), next + word.len());
        }
        (number.to_owned(), end)
    }

    /// `(1)`, `(a)`, `(iv)` at `at`, a space before it at most, and the letter behind it.
    fn bracketed(&self, at: usize) -> Option<(String, usize)> {
        let open = if self.c(at) == Some('(') { at } else { self.skip_space(at) };
        if self.c(open) != Some('(') || open > at + 1 {
            return None;
        }
        let inside: String = self
            .rest(open + 1)
            .iter()
            .map(|l| l.c)
            .take_while(|c| c.is_alphanumeric())
            .take(LONGEST_PART)
            .collect();
        let close = open + 1 + inside.chars().count();
        let lower = inside.to_lowercase();
        let counts = lower.chars().all(|c| c.is_ascii_digit())
            || lower.chars().count() == 1
            || numeral::roman(&lower).is_some();
        let closed = self.c(close) == Some(')') && !inside.is_empty() && counts;
        closed.then_some((lower, close + 1))
    }

    /// `第三条`, `第 5 章`, `第（一）项`, `第七条の二`; another ordinal is a weak number.
    pub(super) fn numbered(&self, at: usize) -> Option<Step> {
        let mut start = self.skip_space(at + 1);
        let bracket = self.c(start) == Some('(');
        start += usize::from(bracket);
        let (mut value, mut end) = self.whole(start)?;
        if bracket {
            (self.c(end) == Some(')')).then_some(())?;
            end += 1;
        }
        let sign = self.skip_space(end);
        let article = matches!(
            self.c(sign),
            Some(
                '条' | '條'
                    | '款'
                    | '项'
                    | '項'
                    | '章'
                    | '节'
                    | '節'
                    | '号'
                    | '號'
                    | '目'
                    | '조'
                    | '항'
                    | '장'
                    | '호'
                    | '목'
            )
        );
        if !article {
            return Some(Step::Fact(Found { weak: true, ..found(FactKind::Number, vec![value]) }, end));
        }
        end = sign + 1;
        if matches!(self.c(end), Some('之' | 'の' | '의'))
            && let Some((more, behind)) = self.whole(end + 1)
        {
            value = format!("{value}.{more}");
            end = behind;
        }
        Some(Step::Fact(found(FactKind::Reference, vec![value]), end))
    }
}
