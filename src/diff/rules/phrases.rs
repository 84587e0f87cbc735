//! Finds the phrases of the lexicons in a text: the words of duty, denial, exception, condition and number.

use crate::lang::RuleWords;
use crate::text::token::{Class, Token};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What a phrase says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Meaning {
    /// Left open or allowed.
    May,
    /// Advised.
    Should,
    /// Binding.
    Must,
    /// Denied.
    Negation,
    /// Taken out.
    Exception,
    /// Dependent on something.
    Condition,
    /// Closed to all others.
    Restriction,
    /// How many: the group of the words that mean the same.
    Quantifier(usize),
}

/// Readings of the same words that do not exclude each other: `not required` denies and leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Family {
    Modality,
    Negation,
    Limit,
    Amount,
}

impl Meaning {
    fn family(self) -> Family {
        match self {
            Self::May | Self::Should | Self::Must => Family::Modality,
            Self::Negation => Family::Negation,
            Self::Exception | Self::Condition => Family::Limit,
            Self::Restriction | Self::Quantifier(_) => Family::Amount,
        }
    }
}

/// A phrase in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// What it says.
    pub meaning: Meaning,
    /// Where it is.
    pub range: Range<usize>,
}

/// The phrases of some lexicons, by their first character.
#[derive(Debug, Default)]
pub struct Phrases {
    entries: FxHashMap<char, Vec<(Vec<String>, Meaning)>>,
}

impl Phrases {
    /// Makes the phrases ready to be looked up.
    #[must_use]
    pub fn new(lexicons: &[&RuleWords]) -> Self {
        let mut out = Self::default();
        for lexicon in lexicons {
            let lists = [
                (lexicon.must, Meaning::Must),
                (lexicon.should, Meaning::Should),
                (lexicon.may, Meaning::May),
                (lexicon.negation, Meaning::Negation),
                (lexicon.exception, Meaning::Exception),
                (lexicon.condition, Meaning::Condition),
                (lexicon.restriction, Meaning::Restriction),
            ];
            let groups = lexicon.quantifiers.iter().enumerate();
            let groups = groups.map(|(at, group)| (*group, Meaning::Quantifier(at)));
            for (list, meaning) in lists.into_iter().chain(groups) {
                for entry in list {
                    out.add(entry, meaning);
                }
            }
        }
        out
    }

    fn add(&mut self, entry: &str, meaning: Meaning) {
        let words: Vec<String> = entry.split(' ').map(str::to_owned).collect();
        if let Some(first) = entry.chars().next() {
            self.entries.entry(first).or_default().push((words, meaning));
        }
    }

    /// The phrases among the words `from..to` of a text, in order; of one family the longest at a place.
    #[must_use]
    pub fn find(&self, text: &str, words: &[Token], within: Range<usize>) -> Vec<Phrase> {
        let mut out: Vec<Phrase> = Vec::new();
        for at in within {
            let first = words.get(at).and_then(|word| word.of(text).chars().next());
            let Some(first) = first.and_then(|first| first.to_lowercase().next()) else { continue };
            let mut here: Vec<Phrase> = Vec::new();
            for (entry, meaning) in self.entries.get(&first).into_iter().flatten() {
                let Some(range) = begins(text, words, at, entry) else { continue };
                let family = meaning.family();
                // Longer phrases that began before hold what is inside them.
                let held = out.iter().rev().take(WITHIN_PHRASE);
                let held = held
                    .filter(|other| holds(other.meaning, *meaning))
                    .any(|other| range.start < other.range.end);
                match here.iter_mut().find(|other| other.meaning.family() == family) {
                    Some(other) if other.range.end < range.end => {
                        *other = Phrase { meaning: *meaning, range }
                    }
                    None if !held => here.push(Phrase { meaning: *meaning, range }),
                    _ => {}
                }
            }
            // `no more than` is a limit and denies nothing.
            if let Some(amount) =
                here.iter().find(|phrase| phrase.meaning.family() == Family::Amount).cloned()
            {
                here.retain(|phrase| {
                    phrase.meaning != Meaning::Negation || phrase.range.end > amount.range.end
                });
            }
            out.extend(here);
        }
        out
    }
}

/// Phrases that may still be open at a place: few words each, four families.
const WITHIN_PHRASE: usize = 16;

/// Whether a phrase found before takes the words of one that begins inside it.
fn holds(before: Meaning, inside: Meaning) -> bool {
    before.family() == inside.family() || inside == Meaning::Negation && before.family() == Family::Amount
}

/// The range that an entry takes from word `at` on, if it is there.
fn begins(text: &str, words: &[Token], at: usize, entry: &[String]) -> Option<Range<usize>> {
    let start = words.get(at)?.start as usize;
    let mut next = at;
    let mut end = start;
    for part in entry {
        let mut rest = part.as_str();
        while !rest.is_empty() {
            let token = *words.get(next)?;
            let word = token.of(text);
            if rest.ends_with('\'') {
                // The head of a word: `n'` of `n'est`.
                let head: usize = word.chars().take(rest.chars().count()).map(char::len_utf8).sum();
                let same = word.get(..head).is_some_and(|head| is_lower(head, rest));
                return same.then_some(start..token.start as usize + head);
            }
            if token.class == Class::Ideograph {
                rest = rest.strip_prefix(word)?;
                if !rest.is_empty() && words.get(next + 1)?.start != token.end {
                    return None;
                }
            } else if is_lower(word, rest) {
                rest = "";
            } else {
                return None;
            }
            end = token.end as usize;
            next += 1;
        }
    }
    Some(start..end)
}

/// Whether a word is an entry but for capitals and the shape of apostrophes.
fn is_lower(word: &str, entry: &str) -> bool {
    if word.is_ascii() {
        return word.eq_ignore_ascii_case(entry);
    }
    word.to_lowercase().replace('’', "'") == entry
}

#[cfg(test)]
mod tests {
    use super::{Meaning, Phrases};
    use crate::lang;
    use crate::text::token::{Cut, tokens};

    fn found(language: &str, text: &str) -> Vec<(Meaning, String)> {
        let phrases = Phrases::new(&lang::rules(Some(language)));
        let words: Vec<_> =
            tokens(text, &[], Cut::Words).into_iter().filter(|token| token.is_word()).collect();
        let all = phrases.find(text, &words, 0..words.len());
        all.into_iter().map(|phrase| (phrase.meaning, text[phrase.range].to_owned())).collect()
    }

    #[test]
    fn the_longest_phrase_wins() {
        assert_eq!(
            found("en", "You are not required to pay no more than this, provided that you ask."),
            [
                (Meaning::May, "not required to".to_owned()),
                (Meaning::Negation, "not".to_owned()),
                (Meaning::Quantifier(5), "no more than".to_owned()),
                (Meaning::Condition, "provided that".to_owned())
            ]
        );
    }

    #[test]
    fn heads_of_words_and_runs_without_spaces() {
        assert_eq!(
            found("fr", "Il n’est pas"),
            [(Meaning::Negation, "n’".to_owned()), (Meaning::Negation, "pas".to_owned())]
        );
        assert_eq!(found("zh", "用户不得转让"), [(Meaning::Negation, "不得".to_owned())]);
        assert_eq!(found("zh", "应用程序"), []);
    }
}
