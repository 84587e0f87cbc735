//! Signs and words of money and their currency.

use super::letters::{Letter, is_spaced};
use crate::lang::{self, FactWords, starting};

/// Characters of a form at most; the longest today, `dólares de los estados unidos`, has 29.
pub const LONGEST: usize = 40;

/// The sign or word of money at the head of some letters: its number of characters and its currency, where it names one.
pub fn leading(letters: &[Letter], words: &FactWords) -> Option<(usize, Option<&'static str>)> {
    let first = lower(letters.first()?);
    let shared = lang::facts("und").money;
    let forms = starting(words.money, first).iter().chain(starting(shared, first));
    let fits = |form: &str| {
        let mut length = 0;
        for c in form.chars() {
            letters.get(length).filter(|letter| lower(letter) == c)?;
            length += 1;
        }
        let glued = form.chars().next_back().is_some_and(is_spaced)
            && letters.get(length).is_some_and(|letter| is_spaced(letter.c));
        (!glued).then_some(length)
    };
    let found = forms.filter_map(|(form, currency)| Some((fits(form)?, *currency)));
    let (length, currency) = found.max_by_key(|(length, _)| *length)?;
    Some((length, (currency != "any").then_some(currency)))
}

fn lower(letter: &Letter) -> char {
    match letter.c {
        '\u{a0}' => ' ',
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::super::letters::letters;
    use super::{LONGEST, leading};
    use crate::lang::{self, FactWords, LANGUAGES};

    #[test]
    fn money_is_read() {
        for (text, length, currency) in [
            ("US$5", 3, Some("USD")),
            ("dollars des États-Unis", 22, Some("USD")),
            ("dollars", 7, None),
            ("만", 0, None),
            ("원을", 1, Some("KRW")),
            ("ユーロを", 3, Some("EUR")),
            ("Europe", 0, None),
        ] {
            let read = leading(&letters(text, &[]), &FactWords::NONE);
            assert_eq!(read, (length > 0).then_some((length, currency)), "{text}");
        }
    }

    #[test]
    fn no_form_is_longer() {
        let forms = LANGUAGES.iter().filter_map(|language| language.facts).flat_map(|facts| facts.money);
        assert!(forms.map(|(form, _)| form.chars().count()).max() <= Some(LONGEST));
        assert!(lang::facts("und").money.len() > 100);
    }
}
