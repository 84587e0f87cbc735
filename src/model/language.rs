//! Language tags (BCP 47).

use serde::{Deserialize, Serialize};
use std::fmt;

/// A well-formed BCP 47 language tag in canonical case: `en`, `zh-Hant`, `fr-CA`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

/// A text that is no BCP 47 language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a language tag; write one such as `en`, `zh-Hant` or `fr-CA`")]
pub struct InvalidLanguage(pub String);

impl Language {
    /// Checks and normalises a tag.
    ///
    /// # Errors
    /// [`InvalidLanguage`] when `tag` is not well-formed by RFC 5646.
    pub fn new(tag: &str) -> Result<Self, InvalidLanguage> {
        oxilangtag::LanguageTag::parse_and_normalize(tag)
            .map(|tag| Self(tag.into_inner()))
            .map_err(|_| InvalidLanguage(tag.to_owned()))
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary subtag: `zh` of `zh-Hant`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Language {
    type Error = InvalidLanguage;
    fn try_from(tag: String) -> Result<Self, Self::Error> {
        Self::new(&tag)
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}
