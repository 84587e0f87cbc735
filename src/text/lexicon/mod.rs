//! The words of each language that rules and facts look for, from data files: months, units of time and money,
//! modality, negation, exceptions, conditions, quantifiers. A language is added by a file and a line in `FILES`.

use serde::Deserialize;
use std::sync::OnceLock;

/// Language tag and data.
const FILES: [(&str, &str); 6] = [
    ("en", include_str!("en.toml")),
    ("fr", include_str!("fr.toml")),
    ("de", include_str!("de.toml")),
    ("es", include_str!("es.toml")),
    ("zh-Hans", include_str!("zh-Hans.toml")),
    ("zh-Hant", include_str!("zh-Hant.toml")),
];

/// The words of one language. All in lower case; an entry that ends in an apostrophe is the head of a word (`n'`).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    /// The twelve months, each with its spellings.
    pub months: Vec<Vec<String>>,
    /// Units of time.
    pub durations: Vec<String>,
    /// Units of money.
    pub money: Vec<String>,
    /// Number words that multiply: `million`.
    pub scales: Vec<String>,
    /// Spellings of per cent.
    pub percent: Vec<String>,
    /// What binds.
    pub must: Vec<String>,
    /// What is advised.
    pub should: Vec<String>,
    /// What is left open or allowed.
    pub may: Vec<String>,
    /// What denies.
    pub negation: Vec<String>,
    /// What takes something out: `unless`, `except`.
    pub exception: Vec<String>,
    /// What makes something depend on something else: `if`, `provided that`.
    pub condition: Vec<String>,
    /// What closes a group: `only`, `solely`.
    pub restriction: Vec<String>,
    /// How many or how much: groups of words that mean the same.
    pub quantifiers: Vec<Vec<String>>,
    /// What stands before the date of the last update.
    pub updated: Vec<String>,
    /// What stands between a term and its definition.
    pub means: Vec<String>,
    /// What stands before a term that a text gives a name to in passing: `(the “Service”)`.
    pub called: Vec<String>,
    /// What says that a reference stays inside the text: `section 5 of this agreement`.
    pub this: Vec<String>,
    /// Last words of names of companies and bodies: `inc`, `gmbh`, `公司`.
    pub party_endings: Vec<String>,
    /// Whether common nouns begin with a capital letter.
    #[serde(default)]
    pub nouns_capitalised: bool,
}

/// Each is read when it is first asked for: a comparison of English texts reads no German.
static READ: [OnceLock<Lexicon>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];

// A data file that does not parse leaves its language empty; a test reads them all.
fn read(at: usize) -> Option<&'static Lexicon> {
    let (_, data) = FILES.get(at)?;
    Some(READ.get(at)?.get_or_init(|| toml::from_str(data).unwrap_or_default()))
}

/// The tags of the languages that have a lexicon.
pub fn languages() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(language, _)| *language)
}

/// The lexicons for a text: that of its language (primary subtag) where there is one, else English, and Chinese in both
/// scripts, which no other text can be taken for.
#[must_use]
pub fn of(language: Option<&str>) -> Vec<&'static Lexicon> {
    let known = language.filter(|language| languages().any(|tag| primary(tag) == *language));
    let wanted = [known.unwrap_or("en"), "zh"];
    let chosen = languages().enumerate().filter(|(_, tag)| wanted.contains(&primary(tag)));
    chosen.filter_map(|(at, _)| read(at)).collect()
}

/// The lexicon of one language, by its tag.
#[must_use]
pub fn one(tag: &str) -> Option<&'static Lexicon> {
    read(languages().position(|other| other == tag)?)
}

fn primary(tag: &'static str) -> &'static str {
    tag.split('-').next().unwrap_or(tag)
}

/// The lexicons of all languages.
#[must_use]
pub fn all() -> Vec<&'static Lexicon> {
    (0..FILES.len()).filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_data_file_is_read() {
        for (language, data) in super::FILES {
            let lexicon: super::Lexicon = toml::from_str(data).expect(language);
            assert!(lexicon.months.is_empty() || lexicon.months.len() == 12, "{language}");
            let lists =
                [&lexicon.must, &lexicon.may, &lexicon.negation, &lexicon.exception, &lexicon.condition];
            for list in lists.into_iter().chain(&lexicon.quantifiers) {
                assert!(!list.is_empty(), "{language}");
                assert!(
                    list.iter().all(|entry| *entry == entry.to_lowercase() && entry.trim() == entry),
                    "{language}"
                );
            }
        }
    }
}
