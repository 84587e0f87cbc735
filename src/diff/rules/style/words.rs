//! The words by which a change is explained as one of style, ready to be looked up.

use crate::lang::{self, StyleWords};
use crate::text::script::is_wide;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// What a word or phrase is for style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// It may come and go.
    Empty,
    /// It may come and go, but not become another one.
    Preposition,
    /// Who speaks (1) or who is spoken to (2).
    Person(u8),
    /// It joins the items of an enumeration; two joints are the same where their numbers are.
    Joint(u16),
    /// It means the same as all others with its number.
    Synonym(u16),
    /// It is for the same as all others with its number.
    Abbreviation(u16),
}

/// The words of one language by their first word.
#[derive(Debug, Default)]
pub struct Lookup {
    /// The words of each phrase, and what it is. Longer phrases first.
    phrases: FxHashMap<String, Vec<(Vec<String>, Role)>>,
    /// Entries in scripts without spaces, which a text may cut into other words.
    glued: FxHashMap<String, Vec<Role>>,
}

/// Built when a language is first asked for: a comparison of English texts reads no German.
static BUILT: [OnceLock<Lookup>; MOST_LANGUAGES] = [const { OnceLock::new() }; MOST_LANGUAGES];

/// Room for the languages of `lang/`.
const MOST_LANGUAGES: usize = 128;

/// The words of a language by its tag, with its primary subtag; none where it has no list.
#[must_use]
pub fn of(tag: &str) -> Option<(&'static str, &'static Lookup)> {
    let (primary, words) = lang::style(tag)?;
    let at = lang::LANGUAGES
        .iter()
        .position(|known| known.style.is_some_and(|style| std::ptr::eq(style, words)))?;
    Some((primary, BUILT.get(at)?.get_or_init(|| Lookup::new(words))))
}

impl Lookup {
    fn new(words: &StyleWords) -> Self {
        let mut out = Self::default();
        // What is listed first wins: who speaks is never a mere particle.
        out.add_all(words.first_person, Role::Person(1));
        out.add_all(words.second_person, Role::Person(2));
        for (nth, joint) in (0u16..).zip(words.joints) {
            out.add(joint, Role::Joint(nth));
        }
        for (nth, group) in (0u16..).zip(words.synonyms) {
            out.add_all(group, Role::Synonym(nth));
        }
        for (nth, group) in (0u16..).zip(words.abbreviations) {
            out.add_all(group, Role::Abbreviation(nth));
        }
        out.add_all(words.prepositions, Role::Preposition);
        out.add_all(words.function, Role::Empty);
        out.add_all(words.fillers, Role::Empty);
        for list in out.phrases.values_mut() {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        out
    }

    fn add_all(&mut self, entries: &[&str], role: Role) {
        for entry in entries {
            self.add(entry, role);
        }
    }

    fn add(&mut self, entry: &str, role: Role) {
        if entry.chars().any(is_wide) {
            self.glued.entry(fold(entry)).or_default().push(role);
        }
        let words: Vec<String> = split(entry);
        if let Some(first) = words.first().cloned() {
            self.phrases.entry(first).or_default().push((words, role));
        }
    }

    /// The roles of the longest phrases that begin at the head of these folded words, and how many words they take.
    pub fn at(&self, words: &[String]) -> Option<(usize, Vec<Role>)> {
        self.glued_at(words).or_else(|| self.phrase_at(words))
    }

    fn phrase_at(&self, words: &[String]) -> Option<(usize, Vec<Role>)> {
        let phrases = self.phrases.get(words.first()?)?;
        let here = |(phrase, _): &&(Vec<String>, Role)| words.starts_with(phrase);
        let length = phrases.iter().find(here)?.0.len();
        let roles = phrases.iter().filter(here).filter(|(phrase, _)| phrase.len() == length);
        Some((length, roles.map(|(_, role)| *role).collect()))
    }
}

/// Words that a text may cut an entry of a script without spaces into.
const MOST_GLUED: usize = 4;

impl Lookup {
    fn glued_at(&self, words: &[String]) -> Option<(usize, Vec<Role>)> {
        if self.glued.is_empty() || !words.first()?.chars().any(is_wide) {
            return None;
        }
        let longest = MOST_GLUED.min(words.len());
        let found = |count: &usize| self.glued.get(&words.get(..*count).unwrap_or_default().concat());
        let count = (1..=longest).rev().find(|count| found(count).is_some())?;
        Some((count, found(&count)?.clone()))
    }
}

/// The folded words of a phrase, as [`fold`] makes them of the words of a text.
fn split(phrase: &str) -> Vec<String> {
    phrase.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect()
}

/// A word as the lists have it: lower case, plain apostrophes, without full stops.
#[must_use]
pub fn fold(word: &str) -> String {
    word.to_lowercase().chars().filter(|c| *c != '.').map(|c| if c == '’' { '\'' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::{Role, of};
    use crate::lang::LANGUAGES;

    #[test]
    fn every_list_is_in_lower_case() {
        assert!(LANGUAGES.len() <= super::MOST_LANGUAGES);
        for language in LANGUAGES {
            let (tag, Some(words)) = (language.tag, language.style) else { continue };
            let lists =
                [words.function, words.fillers, words.first_person, words.second_person, words.joints];
            let groups = words.synonyms.iter().chain(words.abbreviations);
            for entry in lists.into_iter().flatten().chain(groups.copied().flatten()) {
                let plain = *entry == entry.to_lowercase() && entry.trim() == *entry && !entry.is_empty();
                assert!(plain, "{tag} {entry}");
            }
            assert!(!words.function.is_empty() && !words.joints.is_empty(), "{tag}");
        }
    }

    #[test]
    fn words_by_tag() {
        assert!(of("pt-BR").is_some() && of("zh-TW").is_some() && of("xx").is_none());
        let (_, en) = of("en").unwrap();
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(en.at(&words("prior to that")).unwrap().0, 2);
        assert_eq!(en.at(&words("the fee")).unwrap().1, [Role::Empty]);
        assert!(en.at(&words("fee")).is_none());
    }
}
