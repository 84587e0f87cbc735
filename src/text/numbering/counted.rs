//! Labels that are a number or a letter alone: `1.`, `2.1`, `(a)`, `iv.`, `§ 12`, `2 §`, `1°`, `7A.`

use super::label::{Found, Scheme};
use crate::lang;
use crate::text::numeral;

/// Alphabets whose letters count items, in the order in which they count; the sign that no list uses is left out.
const ALPHABETS: [&str; 4] =
    ["абвгдежзиклмнопрстуфхцчшщэюя", "αβγδεζηθικλμνξοπρστυφχψω", "אבגדהוזחט", "أبجدهوزحطي"];

/// `§ 12`, `§12a`, `§ 3.`, and as Swedish and Finnish law print it, `12 §`, `12 a §`
#[must_use]
pub fn paragraph_sign(text: &str) -> Option<Found> {
    let sign = '§'.len_utf8();
    if let Some(rest) = text.strip_prefix('§') {
        let space = rest.len() - rest.trim_start().len();
        let (ordinals, length) = number_with_letter(rest.get(space..)?)?;
        let stop = usize::from(rest.get(space + length..)?.starts_with(['.', ':']));
        let end = sign + space + length + stop;
        return (stop > 0 || !refers(text.get(end..)?)).then_some((Scheme::Paragraph, ordinals, end));
    }
    let (ordinals, length) = number_with_letter(text)?;
    let behind = text.get(length..)?;
    let space = behind.len() - behind.trim_start_matches([' ', '\u{a0}', '.']).len();
    let rest = behind.get(space..)?;
    let numbered =
        |rest: &str| rest.trim_start_matches(['§', ' ', '\u{a0}']).starts_with(|c: char| c.is_ascii_digit());
    // `6. § 126 of …` is the sixth item, which begins with a reference.
    if rest.starts_with('§') && !numbered(rest) {
        return Some((Scheme::Paragraph, ordinals, length + space + sign));
    }
    let letter = rest.chars().next().filter(char::is_ascii_lowercase)?;
    let sign_behind = rest.get(1..)?.trim_start_matches([' ', '\u{a0}']);
    let number = self::letter(&letter.to_string())?;
    let end = text.len() - sign_behind.len() + sign;
    sign_behind.starts_with('§').then_some((Scheme::Paragraph, [ordinals, vec![number]].concat(), end))
}

/// Whether what stands behind `§ 2` goes on as a reference: `§ 2 Absatz 2 sowie`, `§ 126 des Gesetzes`, `§ 3, wenn`.
fn refers(behind: &str) -> bool {
    let next = behind.split_whitespace().next().unwrap_or_default();
    behind.starts_with([',', ';'])
        || next.starts_with(char::is_lowercase)
        || matches!(
            next,
            "Absatz" | "Abs." | "Satz" | "Nr." | "Nummer" | "Buchstabe" | "BGB" | "ZPO" | "StGB"
        )
}

/// `(a)`, `(iv)`, `(1)`, `(4a)`
#[must_use]
pub fn bracketed(text: &str) -> Option<Found> {
    let inner = text.strip_prefix('(')?;
    let inner = inner.get(..inner.find(')')?).filter(|inner| inner.len() <= 8)?;
    let name = inner.trim_start_matches('\\').trim_end_matches('\\');
    let (scheme, ordinals) = small(name).map(|(scheme, number)| (scheme, vec![number])).or_else(|| {
        let (ordinals, length) = number_with_letter(name)?;
        (length == name.len() && name.len() <= 4).then_some((Scheme::Decimal, ordinals))
    })?;
    Some((scheme, ordinals, inner.len() + 2))
}

/// `1.`, `1)`, `1.2`, `a)`, `a.`, `IV.`, `1°`, `7A.`
#[must_use]
pub fn counted(text: &str) -> Option<Found> {
    let token = text.split_whitespace().next()?;
    let token = token.split("**").next()?;
    // Markdown escapes the full stop of a number that begins no list: `2\. Scope`.
    let plain = token.replace('\\', "");
    if let Some(degree) = plain.find(['°', 'º']) {
        return degrees(&plain, degree)
            .map(|(scheme, ordinals, length)| (scheme, ordinals, length + token.len() - plain.len()));
    }
    let bare = plain.trim_end_matches(['.', ')', ':', '．', '-', '–']);
    let closing = plain.get(bare.len()..)?;
    let digits = numeral::ascii_digits(bare);
    if let Some(ordinals) = decimal(&digits) {
        let joined = ordinals.len() > 1;
        let closed = matches!(closing, "." | ")" | "．" | ".-" | ".–")
            || joined && (closing.is_empty() || closing == ":");
        if !closed
            || ordinals.first().is_some_and(|first| *first > 999)
            || closing.is_empty() && is_measure(text, token)
        {
            return None;
        }
        return Some((Scheme::Decimal, ordinals, token.len())).filter(|_| !is_date(text, token));
    }
    let inserted =
        number_with_letter(&digits).filter(|(_, length)| *length == digits.len() && digits.len() <= 4);
    if let Some((ordinals, _)) = inserted.filter(|_| matches!(closing, "." | ")")) {
        return Some((Scheme::Decimal, ordinals, token.len()));
    }
    lettered(text, token, bare, closing)
}

/// `1°`, `1º)`, `2°.`: a number that a degree sign closes, unless it measures: `5 °C`, `90°`.
fn degrees(plain: &str, degree: usize) -> Option<Found> {
    /// A list has fewer items, an angle or a temperature often more degrees.
    const MOST: u32 = 60;
    let number = plain.get(..degree).filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()))?;
    let ordinal = number.parse().ok().filter(|number| (1..=MOST).contains(number))?;
    let sign = plain.get(degree..)?.chars().next()?.len_utf8();
    let behind = plain.get(degree + sign..)?;
    let closing = behind.len() - behind.trim_start_matches(['.', ')', '-']).len();
    let ends = behind.len() == closing;
    ends.then_some((Scheme::Decimal, vec![ordinal], degree + sign + closing))
}

/// A letter or roman numeral that is closed like a label.
fn lettered(text: &str, token: &str, bare: &str, closing: &str) -> Option<Found> {
    let (scheme, number) = small(bare)?;
    let single = bare.chars().count() == 1;
    // `A. Smith` and `i. e.` are no labels by themselves, but nothing tells them from `A. Scope`: a full stop needs a
    // capital behind it, and a lower-case letter a bracket or a full stop.
    let closed = match closing {
        ")" => true,
        "." => {
            bare.is_ascii()
                && text.get(token.len()..)?.trim_start().chars().nth(1).is_some_and(|c| c != '.')
                && (single || scheme != Scheme::UpperLetter)
        }
        _ => false,
    };
    closed.then_some((scheme, vec![number], token.len()))
}

/// `1.5 degrees`, `2.5 million`: a number joined by one full stop and followed by a word in lower case.
fn is_measure(text: &str, token: &str) -> bool {
    let next = text.get(token.len()..).unwrap_or_default().trim_start();
    token.matches('.').count() == 1
        && next.chars().next().is_some_and(|c| c.is_lowercase() || matches!(c, '%' | '°'))
}

/// `23. Februar 2021`, `1. 2. 2021`: a day with a full stop, then a month.
fn is_date(text: &str, token: &str) -> bool {
    let next = text.get(token.len()..).unwrap_or_default().split_whitespace().next().unwrap_or_default();
    let lower = next.trim_end_matches('.').to_lowercase();
    token.ends_with('.') && lang::lookup(lang::facts("de").months, &lower).is_some()
}

/// A letter, a roman numeral or a small number.
fn small(text: &str) -> Option<(Scheme, u32)> {
    let digits = numeral::ascii_digits(text);
    if let Some(number) =
        digits.parse().ok().filter(|_| digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return Some((Scheme::Decimal, number));
    }
    let lower = text.bytes().all(|byte| byte.is_ascii_lowercase());
    let upper = text.bytes().all(|byte| byte.is_ascii_uppercase());
    if text.is_empty() || !lower && !upper {
        return alphabet(text);
    }
    let roman = numeral::roman(&text.to_ascii_lowercase());
    // One letter alone is a letter, except `i`, `v` and `x`, which begin or carry roman runs far more often.
    if let Some(number) =
        roman.filter(|_| text.len() > 1 || matches!(text, "i" | "I" | "v" | "V" | "x" | "X"))
    {
        return Some((if lower { Scheme::LowerRoman } else { Scheme::UpperRoman }, number));
    }
    let number = letter(text)?;
    Some((if lower { Scheme::LowerLetter } else { Scheme::UpperLetter }, number))
}

/// One letter of another alphabet than the Latin one.
fn alphabet(text: &str) -> Option<(Scheme, u32)> {
    let mut chars = text.chars();
    let (letter, None) = (chars.next()?, chars.next()) else { return None };
    let lower: char = letter.to_lowercase().next()?;
    let number = ALPHABETS.iter().find_map(|letters| letters.chars().position(|other| other == lower))?;
    let scheme = if lower == letter { Scheme::LowerLetter } else { Scheme::UpperLetter };
    Some((scheme, u32::try_from(number).ok()? + 1))
}

/// `a` is 1, `z` is 26, `aa` is 27.
#[must_use]
pub fn letter(text: &str) -> Option<u32> {
    let mut bytes = text.bytes().map(|byte| byte.to_ascii_lowercase());
    let first = bytes.next().filter(u8::is_ascii_lowercase)?;
    let value = u32::from(first - b'a') + 1;
    match bytes.next() {
        None => Some(value),
        Some(second) if second == first && bytes.next().is_none() => Some(26 + value),
        _ => None,
    }
}

/// `2.1`: numbers joined by full stops.
#[must_use]
pub fn decimal(text: &str) -> Option<Vec<u32>> {
    let part = |part: &str| {
        part.parse().ok().filter(|_| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    text.split('.').map(part).collect()
}

/// `12`, `12a`: a number that a letter may follow.
#[must_use]
pub fn number_with_letter(text: &str) -> Option<(Vec<u32>, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut ordinals = vec![text.get(..digits)?.parse().ok()?];
    let mut rest = text.get(digits..)?.chars();
    let letter = rest
        .next()
        .filter(char::is_ascii_alphabetic)
        .filter(|_| !rest.next().is_some_and(char::is_alphanumeric));
    ordinals.extend(letter.and_then(|letter| self::letter(&letter.to_string())));
    Some((ordinals, digits + usize::from(letter.is_some())))
}
