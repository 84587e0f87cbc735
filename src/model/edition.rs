//! Editions: one document in one language at one revision, as the store records it, and the dates in the record.

use super::language::Language;
use super::name::{DocumentName, Revision};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A calendar date, ordered by the calendar; years before 1970 and after 2099 occur.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    // First, so that the derived order is the calendar's: years before 1 do not sort as text.
    day: jiff::civil::Date,
    text: String,
}

/// A text that is no calendar date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date; write year, month and day, such as `2021-02-23`")]
pub struct InvalidDate(pub String);

/// The record of an edition, `edition.toml` in the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// The document.
    pub document: DocumentName,
    /// The language.
    pub language: Language,
    /// The revision.
    pub revision: Revision,
    /// The title that the text gives itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// When we took it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured: Option<Date>,
    /// When its publisher says it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// When it binds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<Date>,
    /// Where it was taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_url: Option<String>,
    /// Media type of the original: `text/plain`, `text/markdown`.
    pub media_type: String,
    /// SHA-256 of the original, in hexadecimal.
    pub sha256: String,
    /// The reader that made the text, with its version: `plain/1`.
    pub extractor: String,
    /// The edition that it translates: `en@2021-02-23`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translates: Option<String>,
    /// A remark of whoever stored it: that it is a restoration, say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Date {
    /// Reads a date as ISO 8601 writes it.
    ///
    /// # Errors
    /// [`InvalidDate`] when `text` is anything but the year, month and day of a day that exists.
    pub fn new(text: &str) -> Result<Self, InvalidDate> {
        let day: jiff::civil::Date = text.parse().map_err(|_| InvalidDate(text.to_owned()))?;
        // The parser takes more forms (a time after the day, no hyphens): one day is written in one way here.
        if day.to_string() == text {
            Ok(Self { day, text: text.to_owned() })
        } else {
            Err(InvalidDate(text.to_owned()))
        }
    }

    /// The date, `YYYY-MM-DD`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl Edition {
    /// How users name the edition: `us-canada-roadmap/zh@2021-02-23`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}/{}@{}", self.document, self.language, self.revision)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl TryFrom<String> for Date {
    type Error = InvalidDate;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(&text)
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.text
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn reads_days_that_exist_in_any_century() {
        for text in ["1215-06-15", "1969-12-31", "2021-02-23", "2100-01-01", "2024-02-29"] {
            assert_eq!(Date::new(text).unwrap().as_str(), text);
        }
        for text in
            ["", "2021", "2021-2-3", "2021-02-30", "20210223", "2021-02-23T00:00", "2023-02-29", "tomorrow"]
        {
            assert!(Date::new(text).is_err(), "{text:?}");
        }
        assert!(Date::new("1969-12-31").unwrap() < Date::new("2100-01-01").unwrap());
    }
}
