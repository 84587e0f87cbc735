//! The words of each language that rules and facts look for, from data files: months, units of time and money,
//! modality, negation. A language is added by a file and a line in `FILES`.

use serde::Deserialize;
use std::sync::LazyLock;

/// Language (primary subtag) and data.
const FILES: [(&str, &str); 5] = [
    ("en", include_str!("en.toml")),
    ("fr", include_str!("fr.toml")),
    ("de", include_str!("de.toml")),
    ("es", include_str!("es.toml")),
    ("zh", include_str!("zh.toml")),
];

/// The words of one language.
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
}

// A data file that does not parse leaves its language empty; a test reads them all.
static LEXICONS: LazyLock<Vec<(&str, Lexicon)>> = LazyLock::new(|| {
    FILES.iter().map(|(language, data)| (*language, toml::from_str(data).unwrap_or_default())).collect()
});

/// The lexicons for a text: that of its language (primary subtag) where there is one, else English and Chinese, whose
/// scripts keep them apart. Chinese is always there.
#[must_use]
pub fn of(language: Option<&str>) -> Vec<&'static Lexicon> {
    let known = language.filter(|language| FILES.iter().any(|(name, _)| name == language));
    let wanted = [known.unwrap_or("en"), "zh"];
    LEXICONS.iter().filter(|(name, _)| wanted.contains(name)).map(|(_, lexicon)| lexicon).collect()
}

/// The lexicons of all languages.
#[must_use]
pub fn all() -> Vec<&'static Lexicon> {
    LEXICONS.iter().map(|(_, lexicon)| lexicon).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_data_file_is_read() {
        for (language, data) in super::FILES {
            let lexicon: super::Lexicon = toml::from_str(data).expect(language);
            assert!(!lexicon.must.is_empty() && !lexicon.negation.is_empty(), "{language}");
            assert!(lexicon.months.is_empty() || lexicon.months.len() == 12, "{language}");
        }
    }
}
