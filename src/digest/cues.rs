//! How much a text says that binds: duties, permissions, denials, exceptions, conditions, numbers. Where a text is too
//! long to be quoted whole, the part with the most of it is.

use crate::lang;
use std::collections::HashMap;

/// The words of one language that show what binds.
#[derive(Debug, Clone)]
pub struct Cues {
    /// Cues of one word, with what they weigh: looked up word by word.
    words: HashMap<&'static str, u32>,
    /// Cues of several words, between spaces, and those of scripts that have no spaces.
    phrases: Vec<(String, u32)>,
}

/// What a duty, a denial or an exception weighs.
const BINDING: u32 = 3;
/// What a number weighs.
const NUMBER: u32 = 2;
/// What a permission or a condition weighs.
const OPEN: u32 = 1;
/// What the cues of a text weigh at most: a long list of exceptions is one.
const MOST: u32 = 15;

impl Cues {
    /// For texts in a language.
    pub fn new(language: Option<&str>) -> Self {
        let primary = language.map(|tag| tag.split('-').next().unwrap_or(tag).to_lowercase());
        let mut cues = Self { words: HashMap::new(), phrases: Vec::new() };
        for language in lang::rules(primary.as_deref()) {
            let groups = [
                (language.must, BINDING),
                (language.negation, BINDING),
                (language.exception, BINDING),
                (language.may, OPEN),
                (language.condition, OPEN),
                (language.restriction, OPEN),
            ];
            for (list, weight) in groups {
                for cue in list {
                    cues.add(cue, weight);
                }
            }
        }
        cues
    }

    fn add(&mut self, cue: &'static str, weight: u32) {
        if cue.chars().any(|c| u32::from(c) >= FIRST_UNSPACED) {
            self.phrases.push((cue.to_owned(), weight));
        } else if cue.contains(' ') {
            self.phrases.push((format!(" {cue} "), weight));
        } else {
            self.words.entry(cue).or_insert(weight);
        }
    }

    /// How much a text says that binds.
    pub fn score(&self, text: &str) -> u32 {
        let words = words(text);
        let single: u32 = words.split(' ').filter_map(|word| self.words.get(word)).sum();
        let several: u32 =
            self.phrases.iter().filter(|(cue, _)| words.contains(cue)).map(|(_, weight)| weight).sum();
        (single + several).min(MOST) + NUMBER * numbers(text)
    }
}

/// The first character of the scripts that are written without spaces (CJK radicals).
const FIRST_UNSPACED: u32 = 0x2e80;

/// The words of a text in lower case, each between two spaces.
fn words(text: &str) -> String {
    let mut out = String::from(" ");
    for word in text.to_lowercase().split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')))
    {
        if !word.is_empty() {
            out.push_str(&word.replace('’', "'"));
            out.push(' ');
        }
    }
    out
}

/// Numbers in a text, three at most: a table is no duty.
fn numbers(text: &str) -> u32 {
    let mut number = 0;
    let mut inside = false;
    for character in text.chars() {
        let digit = character.is_numeric();
        if digit && !inside {
            number += 1;
        }
        inside = digit || (inside && matches!(character, '.' | ','));
    }
    number.min(3)
}

#[cfg(test)]
mod tests {
    use super::Cues;

    #[test]
    fn what_binds_weighs_more_than_what_describes() {
        let english = Cues::new(Some("en-US"));
        let score = |text: &str| english.score(text);
        assert!(score("You must pay within 30 days.") > score("You may pay soon."));
        assert!(score("You may pay soon.") > score("Payment is easy."));
        assert!(Cues::new(Some("zh")).score("用户不得转让。") > 0);
        assert!(Cues::new(Some("de")).score("Der Kunde muss zahlen.") > 0);
    }
}
