//! Signs and words of money in all languages, from a data file, and their currency.

use super::letters::{Letter, is_spaced};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

const DATA: &str = include_str!("money.toml");

/// A form with its characters and its currency (ISO 4217), where it names one.
type Form = (String, usize, Option<String>);

// By first character, longest forms first. A data file that does not parse leaves it empty; a test reads it.
static FORMS: LazyLock<FxHashMap<char, Vec<Form>>> = LazyLock::new(|| {
    let raw: FxHashMap<String, String> = toml::from_str(DATA).unwrap_or_default();
    let mut out: FxHashMap<char, Vec<Form>> = FxHashMap::default();
    for (currency, forms) in raw {
        let currency = (currency != "any").then_some(currency);
        for form in forms.split('|') {
            let Some(first) = form.chars().next() else { continue };
            let length = form.chars().count();
            out.entry(first).or_default().push((form.to_owned(), length, currency.clone()));
        }
    }
    for forms in out.values_mut() {
        forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
    out
});

static LONGEST: LazyLock<usize> =
    LazyLock::new(|| FORMS.values().flatten().map(|form| form.1).max().unwrap_or_default());

/// Characters of the longest form.
pub fn longest() -> usize {
    *LONGEST
}

/// The sign or word of money at the head of some letters: its number of characters and its currency.
pub fn leading(letters: &[Letter]) -> Option<(usize, Option<&'static str>)> {
    let lower = |letter: &Letter| letter.c.to_lowercase().next().unwrap_or(letter.c);
    let forms = FORMS.get(&lower(letters.first()?))?;
    let fits = |(form, length, _): &&Form| {
        let space = |c: char| if c == '\u{a0}' { ' ' } else { c };
        let same = letters.len() >= *length
            && form.chars().zip(letters).all(|(c, letter)| c == space(lower(letter)));
        let glued = form.chars().next_back().is_some_and(is_spaced)
            && letters.get(*length).is_some_and(|letter| is_spaced(letter.c));
        same && !glued
    };
    forms.iter().find(fits).map(|(_, length, currency)| (*length, currency.as_deref()))
}

#[cfg(test)]
mod tests {
    use super::super::letters::letters;
    use super::{FORMS, leading};

    #[test]
    fn money_is_read() {
        assert!(FORMS.len() > 20);
        for (text, length, currency) in [
            ("US$5", 3, Some("USD")),
            ("dollars des États-Unis", 22, Some("USD")),
            ("dollars", 7, None),
            ("만", 0, None),
            ("원을", 1, Some("KRW")),
            ("ユーロを", 3, Some("EUR")),
            ("Europe", 0, None),
        ] {
            let read = leading(&letters(text));
            assert_eq!(read, (length > 0).then_some((length, currency)), "{text}");
        }
    }
}
