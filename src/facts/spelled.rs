//! Numbers in words: `forty-five`, `quatre-vingt-dix`, `fünfundvierzig`, `doscientos treinta y uno`, `خمسة وثلاثون`.
//!
//! One grammar serves all languages: words add up as long as each is smaller than what is open before it, and a power
//! of ten multiplies what stands before it. Languages differ in their words, in what joins them, and in whether they
//! write them as one.

use super::date::word;
use super::letters::Letter;
use crate::lang::{FactWords, lookup};

/// The number in words at the head of some letters, and its number of characters.
pub fn leading(letters: &[Letter], words: &FactWords) -> Option<(u64, usize)> {
    let (mut sum, mut at, mut end) = (Sum::default(), 0, 0);
    let mut joined = false;
    while let Some((text, behind)) = word(letters, at) {
        let whole = phrase(letters, at, &text, words);
        let (atoms, behind) = match whole {
            Some((value, behind)) => (vec![Atom::Value(value)], behind),
            None => match atoms(&text, words) {
                Some(atoms) => (atoms, behind),
                None => break,
            },
        };
        let mut next = sum.clone();
        if joined {
            next.join();
        }
        if !atoms.into_iter().all(|atom| next.add(atom, words.twenties)) {
            break;
        }
        sum = next;
        end = behind;
        let gap = letters.get(behind).is_some_and(|letter| matches!(letter.c, ' ' | '-' | '\u{a0}'));
        if !gap {
            break;
        }
        at = behind + 1;
        joined = false;
        if let Some((_, behind)) =
            word(letters, at).filter(|(joint, _)| words.joints.contains(&joint.as_str()))
        {
            let gap = letters.get(behind).is_some_and(|letter| matches!(letter.c, ' ' | '-'));
            if !gap {
                break;
            }
            at = behind + 1;
            joined = true;
        }
    }
    (end > 0).then(|| (sum.value(), end))
}

/// A number of several words that do not add up: `dua belas`, `hai mươi mốt`.
fn phrase(letters: &[Letter], at: usize, first: &str, words: &FactWords) -> Option<(u64, usize)> {
    let from = words.numbers.partition_point(|(form, _)| *form <= first);
    let several = words.numbers.get(from..)?.iter().take_while(|(form, _)| form.starts_with(first));
    let stands = |form: &str| {
        let rest = letters.get(at..)?;
        let mut length = 0;
        for c in form.chars() {
            let here = rest.get(length)?.c;
            let same = here == c
                || here.to_lowercase().eq(c.to_lowercase())
                || c == ' ' && matches!(here, '-' | '\u{a0}');
            length += usize::from(same);
            same.then_some(())?;
        }
        let ends = !rest.get(length).is_some_and(|letter| letter.c.is_alphabetic());
        ends.then_some(at + length)
    };
    let found = several.filter(|(form, _)| form.contains(' '));
    found.filter_map(|(form, value)| Some((u64::from(*value), stands(form)?))).max_by_key(|(_, end)| *end)
}

/// A part of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Atom {
    Value(u64),
    /// A power of ten from a hundred on.
    Power(u32),
    Joint,
}

/// The parts of a word, where it is a number or is put together of numbers as a whole.
fn atoms(text: &str, words: &FactWords) -> Option<Vec<Atom>> {
    /// Parts of a word at most: `einhundertfünfundvierzigtausend` has six.
    const MOST: usize = 8;
    if let Some(atom) = atom(text, words) {
        return Some(vec![atom]);
    }
    let prefixed = (!words.prefix.is_empty()).then(|| text.strip_prefix(words.prefix)).flatten();
    if let Some(rest) = prefixed {
        return Some(vec![Atom::Joint, atom(rest, words)?]);
    }
    if !words.compounds {
        return None;
    }
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() && out.len() < MOST {
        // The longest part first: `sechzehn` is not `sechs`.
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).collect::<Vec<_>>().into_iter().rev();
        let part = ends.filter_map(|end| rest.get(..end)).find_map(|part| {
            let joint = words.joints.contains(&part).then_some(Atom::Joint);
            Some((part.len(), atom(part, words).or(joint)?))
        });
        let (length, atom) = part?;
        out.push(atom);
        rest = rest.get(length..)?;
    }
    (rest.is_empty() && out.len() > 1 && out.first() != Some(&Atom::Joint)).then_some(out)
}

fn atom(text: &str, words: &FactWords) -> Option<Atom> {
    let value = lookup(words.numbers, text).or_else(|| lookup(words.ordinals, text));
    let value = value.map(|value| Atom::Value(u64::from(value)));
    value.or_else(|| lookup(words.powers, text).map(Atom::Power))
}

/// A number in the making: closed groups of three digits, and the open one.
#[derive(Debug, Clone, Default)]
pub struct Sum {
    total: u64,
    group: u64,
    begun: bool,
    joined: bool,
    /// Whether the last part multiplied by ten.
    tens: bool,
}

impl Sum {
    /// Adds a number below a thousand; false where it cannot belong to the same number.
    pub fn add_value(&mut self, value: u64) -> bool {
        self.add(Atom::Value(value), false)
    }

    /// Multiplies by a power of ten; false where it cannot belong to the same number.
    pub fn add_power(&mut self, power: u32) -> bool {
        self.add(Atom::Power(power), false)
    }

    fn join(&mut self) {
        self.joined = true;
    }

    /// Adds a part; false where it cannot belong to the same number.
    fn add(&mut self, atom: Atom, twenties: bool) -> bool {
        let joined = std::mem::take(&mut self.joined);
        let tens = std::mem::take(&mut self.tens);
        match atom {
            Atom::Joint => {
                self.joined = true;
                return self.begun;
            }
            Atom::Value(value) => {
                let low = self.group % 100;
                let fits = if value >= 100 {
                    self.group == 0
                } else {
                    // `one hundred five`, `forty-five`, `fünf und vierzig`
                    low == 0 && (self.group > 0 || self.total > 0 || !self.begun)
                        || tens && low.is_multiple_of(10) && value < 10
                        || low >= 20 && low.is_multiple_of(10) && value < 10
                        || joined && (1..10).contains(&low) && value >= 20 && value.is_multiple_of(10)
                        || twenties && (low == 60 || low == 80) && value < 20
                        // `dix-sept`
                        || twenties && low == 10 && (7..10).contains(&value)
                };
                if twenties && low == 4 && value == 20 {
                    self.group += 76;
                } else if fits {
                    self.group += value;
                } else {
                    return false;
                }
            }
            Atom::Power(1) => {
                let low = self.group % 10;
                self.group = self.group - low + low.max(1) * 10;
                self.tens = true;
            }
            Atom::Power(2) => {
                if self.group >= 10 {
                    return false;
                }
                self.group = self.group.max(1) * 100;
            }
            Atom::Power(power) => {
                // `a thousand` has no number before it; `two million thousand` is none.
                let factor = 10u64.checked_pow(power);
                let sum = factor.and_then(|factor| self.group.max(1).checked_mul(factor));
                let Some(sum) = sum.and_then(|sum| self.total.checked_add(sum)) else { return false };
                if self.group == 0 && self.begun {
                    return false;
                }
                self.total = sum;
                self.group = 0;
            }
        }
        self.begun = true;
        true
    }

    /// The number so far.
    pub fn value(&self) -> u64 {
        self.total.saturating_add(self.group)
    }
}

#[cfg(test)]
mod tests {
    use super::super::letters::letters;
    use super::leading;
    use crate::lang;

    #[test]
    fn numbers_in_words() {
        for (text, language, value) in [
            ("forty-five people", "en", 45),
            ("two hundred and thirty-one", "en", 231),
            ("two thousand", "en", 2000),
            ("one two", "en", 1),
            ("zero", "en", 0),
            ("quatre-vingt-dix", "fr", 90),
            ("quatre-vingts ans", "fr", 80),
            ("soixante et onze", "fr", 71),
            ("vingt-deux", "fr", 22),
            ("deux mille cinq cents", "fr", 2500),
            ("fünfundvierzig", "de", 45),
            ("zweitausenddreihundert", "de", 2300),
            ("sechzehn", "de", 16),
            ("doscientos treinta y uno", "es", 231),
            ("двадцать пять", "ru", 25),
            ("خمسة وثلاثون", "ar", 35),
            ("trentacinque", "it", 35),
            ("vijfenveertig", "nl", 45),
        ] {
            let read = leading(&letters(text, &[]), lang::facts(language)).map(|read| read.0);
            assert_eq!(read, Some(value), "{text}");
        }
        assert!(leading(&letters("andere", &[]), lang::facts("de")).is_none());
    }
}
