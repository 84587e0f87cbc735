//! The words of each language, from `lang/<tag>/`: what rules and facts look for, the terms and names of translations.
//!
//! The data is compiled in as static tables by `build.rs`. A language is added by a folder.

mod words;

pub use words::{FactWords, Pairs, RuleWords, StyleWords, lookup, starting};

/// A language and what the program knows of it.
#[derive(Debug)]
pub struct Language {
    /// BCP 47 tag: `fr`, `zh-Hans`.
    pub tag: &'static str,
    /// The words that rules look for.
    pub rules: Option<&'static RuleWords>,
    /// The words that facts are written with.
    pub facts: Option<&'static FactWords>,
    /// The words by which a change is explained as one of style.
    pub style: Option<&'static StyleWords>,
}

pub use tables::{LANGUAGES, TERMS};

#[allow(clippy::needless_update, reason = "a language may have every list")]
mod tables {
    use super::{FactWords, Language, RuleWords, StyleWords};

    include!(concat!(env!("OUT_DIR"), "/lang.rs"));
}

/// Tags of languages that have other tags for the same words.
const SAME: [(&str, &str); 3] = [("no", "nb"), ("nn", "nb"), ("iw", "he")];

impl Language {
    /// The primary subtag: `zh` of `zh-Hans`.
    #[must_use]
    pub fn primary(&self) -> &'static str {
        primary(self.tag)
    }
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

fn canonical(language: &str) -> &str {
    let primary = primary(language);
    SAME.iter().find(|(other, _)| *other == primary).map_or(primary, |(_, same)| same)
}

fn of(language: &str) -> impl Iterator<Item = &'static Language> {
    let wanted = canonical(language);
    LANGUAGES.iter().filter(move |known| known.primary() == wanted)
}

/// The tags of the languages that have rules of wording.
pub fn with_rules() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().filter(|language| language.rules.is_some()).map(|language| language.tag)
}

/// Whether a language (BCP 47) has rules of wording.
#[must_use]
pub fn has_rules(language: &str) -> bool {
    of(language).any(|language| language.rules.is_some())
}

/// The words of rules for a text: those of its language where it has some, else English, and Chinese in both scripts,
/// which no other text can be taken for.
#[must_use]
pub fn rules(language: Option<&str>) -> Vec<&'static RuleWords> {
    let own = language.filter(|language| has_rules(language)).unwrap_or("en");
    let chinese = (canonical(own) != "zh").then_some("zh");
    [Some(own), chinese].into_iter().flatten().flat_map(of).filter_map(|language| language.rules).collect()
}

/// The words of rules of one language, by its tag.
#[must_use]
pub fn rules_of(tag: &str) -> Option<&'static RuleWords> {
    LANGUAGES.iter().find(|language| language.tag == tag)?.rules
}

/// The words that facts are written with in a language (BCP 47); none where it has no folder.
#[must_use]
pub fn facts(language: &str) -> &'static FactWords {
    of(language).find_map(|language| language.facts).unwrap_or(&FactWords::NONE)
}

/// The words of style of a language (BCP 47) with its tag; none where it has no list. Chinese is read in the simplified
/// script unless the tag says otherwise.
#[must_use]
pub fn style(language: &str) -> Option<(&'static str, &'static StyleWords)> {
    let traditional =
        ["Hant", "TW", "HK", "MO"].iter().any(|part| language.split('-').any(|own| own == *part));
    let script =
        |known: &&Language| canonical(language) != "zh" || known.tag.ends_with("Hant") == traditional;
    of(language).filter(script).find_map(|known| Some((known.primary(), known.style?)))
}

#[cfg(test)]
mod tests {
    use super::{FactWords, LANGUAGES, facts, lookup};

    #[test]
    fn rules_are_in_lower_case_and_not_empty() {
        for language in LANGUAGES {
            let Some(rules) = language.rules else { continue };
            let tag = language.tag;
            let lists = [rules.must, rules.may, rules.negation, rules.exception, rules.condition];
            for list in lists.into_iter().chain(rules.quantifiers.iter().copied()) {
                assert!(!list.is_empty(), "{tag}");
                for entry in list {
                    assert!(*entry == entry.to_lowercase() && entry.trim() == *entry, "{tag}: {entry}");
                }
            }
        }
    }

    #[test]
    fn words_of_facts_are_found() {
        assert_eq!(lookup(facts("en").months, "february"), Some(2));
        assert_eq!(lookup(facts("fr-CA").numbers, "quarante"), Some(40));
        assert_eq!(lookup(facts("de").months, "dez"), Some(12));
        assert_eq!(lookup(facts("zh").units, "个月"), Some("month"));
        assert!(facts("xx").months.is_empty());
        for language in LANGUAGES {
            let FactWords { months, .. } = language.facts.unwrap_or(&FactWords::NONE);
            let known: std::collections::BTreeSet<u32> = months.iter().map(|(_, month)| *month).collect();
            assert!(known.is_empty() || known.len() == 12, "{}", language.tag);
        }
    }
}
