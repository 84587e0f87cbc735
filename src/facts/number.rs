//! Numbers in digits, with the separators of each language.

use super::letters::Letter;
use crate::lang;

/// A number in digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digits {
    /// Its readings in decimal, the likeliest first.
    pub readings: Vec<String>,
    /// Number of characters.
    pub length: usize,
    /// Whether it is written as one run of digits.
    pub plain: bool,
}

/// The number at the head of `letters`, which begin with a digit.
pub fn leading(letters: &[Letter], language: &str) -> Option<Digits> {
    let mut parts: Vec<String> = Vec::new();
    let mut separators: Vec<char> = Vec::new();
    let mut at = 0;
    loop {
        let digits: String =
            letters.get(at..)?.iter().map(|letter| letter.c).take_while(char::is_ascii_digit).collect();
        if digits.is_empty() {
            break;
        }
        at += digits.len();
        parts.push(digits);
        let next_is_digit = letters.get(at + 1).is_some_and(|letter| letter.c.is_ascii_digit());
        match letters.get(at) {
            Some(letter) if next_is_digit && is_separator(letters, at, letter.c) => {
                separators.push(letter.c);
                at += 1;
            }
            _ => break,
        }
    }
    if parts.is_empty() {
        return None;
    }
    let readings = readings(&parts, &separators, language);
    Some(Digits { readings, length: at, plain: separators.is_empty() })
}

/// Whether the sign between two digits belongs to the number. A space does before exactly three digits.
fn is_separator(letters: &[Letter], at: usize, c: char) -> bool {
    match c {
        '.' | ',' | '\'' => true,
        '\u{a0}' | ' ' => {
            let run = |from: usize| {
                letters.get(from..).unwrap_or_default().iter().take_while(|l| l.c.is_ascii_digit()).count()
            };
            let before =
                letters.get(..at).unwrap_or_default().iter().rev().take_while(|l| l.c.is_ascii_digit());
            run(at + 1) == 3 && before.count() <= 3
        }
        _ => false,
    }
}

fn readings(parts: &[String], separators: &[char], language: &str) -> Vec<String> {
    let whole = || canonical(&parts.concat(), "");
    let Some(&last) = separators.last() else { return vec![whole()] };
    let tail = parts.last().map_or("", String::as_str);
    let head = || parts.get(..parts.len() - 1).unwrap_or_default().concat();
    let grouped = parts.iter().skip(1).all(|part| part.len() == 3) && parts[0].len() <= 3;
    // `1,23,456`: lakhs and crores are grouped by two.
    let indian = parts.len() > 2
        && tail.len() == 3
        && parts[0].len() <= 2
        && parts.iter().skip(1).rev().skip(1).all(|part| part.len() == 2);
    let mixed = separators.iter().any(|other| *other != last);
    if mixed {
        // `1,000.50`, `1.000,50`: the last sign is the decimal one.
        return vec![canonical(&head(), tail)];
    }
    if separators.len() > 1 || matches!(last, ' ' | '\u{a0}' | '\'') {
        // `1,000,000` groups; `1.2.3` and `23.2.2021` are read as they are written.
        return vec![if grouped || indian { whole() } else { parts.join(".") }];
    }
    let decimal = canonical(&head(), tail);
    let comma = lang::facts(language).decimal_comma;
    if !grouped {
        return vec![decimal];
    }
    let groups = (last == '.') == comma;
    if groups { vec![whole(), decimal] } else { vec![decimal, whole()] }
}

/// Without zeros in front and behind the decimals.
fn canonical(whole: &str, decimals: &str) -> String {
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() { whole.to_owned() } else { format!("{whole}.{decimals}") }
}

/// A decimal times a power of ten.
pub fn times(reading: &str, power: u32) -> String {
    let (whole, decimals) = reading.split_once('.').unwrap_or((reading, ""));
    let power = power as usize;
    let mut digits = format!("{whole}{decimals}");
    if decimals.len() <= power {
        digits.push_str(&"0".repeat(power - decimals.len()));
        return canonical(&digits, "");
    }
    let cut = digits.len() - (decimals.len() - power);
    let (whole, decimals) = digits.split_at(cut);
    canonical(whole, decimals)
}

#[cfg(test)]
mod tests {
    use super::super::letters::letters;
    use super::{leading, times};

    #[test]
    fn separators_of_languages() {
        for (text, language, value) in [
            ("1,000.50", "en", "1000.5"),
            ("1.000,50", "de", "1000.5"),
            ("1 000,5", "fr", "1000.5"),
            ("10,5", "fr", "10.5"),
            ("1.000", "de", "1000"),
            ("1.000", "en", "1"),
            ("1,000,000", "en", "1000000"),
            ("1.5", "de", "1.5"),
            ("1,23,456", "en", "123456"),
            ("1’234’567", "de", "1234567"),
            ("1\u{202f}234,56", "fr", "1234.56"),
            ("١٬٢٣٤٫٥٦", "ar", "1234.56"),
            ("۱۲۳", "fa", "123"),
            ("2035 and", "en", "2035"),
            ("３０", "zh", "30"),
        ] {
            assert_eq!(
                leading(&letters(text, &[]), language).unwrap().readings[0],
                value,
                "{text} {language}"
            );
        }
    }

    #[test]
    fn powers() {
        assert_eq!(times("2.5", 6), "2500000");
        assert_eq!(times("1.2345", 2), "123.45");
        assert_eq!(times("250", 4), "2500000");
    }
}
