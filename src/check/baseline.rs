//! The baseline: changes that somebody looked at and accepted, each with a reason and perhaps a last day.

use super::fingerprint;
use super::result::Acceptance;
use crate::model::Date;
use serde::Deserialize;

/// The changes that were accepted. Where one is accepted twice, what stands last holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: Vec<Acceptance>,
}

/// Why a baseline cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BaselineError {
    /// It is no TOML, or not of this form.
    #[error("it is no baseline{}: {message}", .line.map_or(String::new(), |line| format!(" (line {line})")))]
    Form {
        /// What the parser says.
        message: String,
        /// The line, from 1, where known.
        line: Option<usize>,
    },
    /// An entry that names its change by the short id alone, as versions before this one wrote it.
    #[error(
        "`{0}` was accepted by an older version, whose ids could be forged; remove the entry and accept the change \
         again: recension check --base BRANCH --accept {0} --reason \"…\""
    )]
    Old(String),
    /// An id that no change can have.
    #[error("`{0}` is not the id of an acceptance; `recension check --accept` writes entries")]
    Id(String),
    /// An entry without the path of its text, or the commit that it was given for.
    #[error("the acceptance `{0}` has no `{1}`; accept the change again with `recension check --accept`")]
    Unbound(String, &'static str),
    /// A change that was accepted without a reason.
    #[error("`{0}` is accepted without a reason; write `reason = \"…\"`")]
    NoReason(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accepted: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    path: Option<String>,
    base: Option<String>,
    /// What it was, for who reads the file; nothing is taken from it.
    #[serde(rename = "change")]
    _change: Option<String>,
    reason: String,
    expires: Option<Day>,
    by: Option<String>,
}

/// A date as TOML has it, or as a string.
#[derive(Deserialize)]
#[serde(untagged)]
enum Day {
    Date(toml::value::Datetime),
    Text(String),
}

impl Baseline {
    /// Reads a baseline from TOML.
    ///
    /// # Errors
    /// Where it has another form, an id that is none, or an entry without a reason.
    pub fn from_toml(text: &str) -> Result<Self, BaselineError> {
        let form = |message: String, line| BaselineError::Form { message, line };
        let file: File = toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start));
            let line = before.map(|before| before.matches('\n').count() + 1);
            form(error.message().trim_end().replace('\n', " "), line)
        })?;
        let mut entries: Vec<Acceptance> = Vec::new();
        for entry in file.accepted {
            if is_hexadecimal(&entry.id, SHORT_ID) {
                return Err(BaselineError::Old(entry.id));
            }
            if !is_hexadecimal(&entry.id, fingerprint::DIGITS) {
                return Err(BaselineError::Id(entry.id));
            }
            let Some(path) = entry.path else { return Err(BaselineError::Unbound(entry.id, "path")) };
            let Some(base) = entry.base.filter(|base| base.is_empty() || is_hexadecimal(base, COMMIT)) else {
                return Err(BaselineError::Unbound(entry.id, "base"));
            };
            if entry.reason.trim().is_empty() {
                return Err(BaselineError::NoReason(entry.id));
            }
            let day = entry.expires.map(|day| match day {
                Day::Date(date) => date.to_string(),
                Day::Text(text) => text,
            });
            let expires = day.map(|day| Date::new(&day)).transpose();
            let expires = expires.map_err(|error| form(error.to_string(), None))?;
            // A later entry takes the place of an earlier one.
            entries.retain(|known| known.id != entry.id || known.path != path);
            let Entry { id, reason, by, .. } = entry;
            entries.push(Acceptance { id, path, base, reason, expires, by });
        }
        Ok(Self { entries })
    }

    /// Its entries.
    #[must_use]
    pub fn entries(&self) -> &[Acceptance] {
        &self.entries
    }

    /// The entry for a fingerprint, in a text of this path.
    #[must_use]
    pub fn of(&self, fingerprint: &str, path: &str) -> Option<&Acceptance> {
        self.entries.iter().find(|entry| entry.id == fingerprint && entry.path == path)
    }
}

/// Digits of an id in older versions.
const SHORT_ID: usize = 12;
/// Digits of a commit.
const COMMIT: usize = 40;

fn is_hexadecimal(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::{Baseline, BaselineError};

    /// An entry with a fingerprint of one digit.
    fn entry(digit: &str, more: &str) -> String {
        let (id, base) = (digit.repeat(64), "0".repeat(40));
        format!("[[accepted]]\nid = \"{id}\"\npath = \"a.md\"\nbase = \"{base}\"\n{more}\n")
    }

    #[test]
    fn entries_are_found_by_fingerprint_and_path() {
        let text = entry("a", "reason = \"old\"")
            + &entry("a", "reason = \"new\"\nexpires = 2027-03-01")
            + &entry("b", "reason = \"other\"\nexpires = \"2027-04-01\"\nby = \"Ana\"");
        let baseline = Baseline::from_toml(&text).unwrap();
        assert_eq!(baseline.entries().len(), 2);
        let found = baseline.of(&"a".repeat(64), "a.md").unwrap();
        assert_eq!((found.reason.as_str(), found.expires.as_ref().unwrap().as_str()), ("new", "2027-03-01"));
        assert_eq!(baseline.of(&"a".repeat(64), "b.md"), None);
        // Whoever finds another text with the same beginning of its digest has found nothing.
        assert_eq!(baseline.of(&format!("{}b", "a".repeat(63)), "a.md"), None);
        assert_eq!(Baseline::from_toml("").unwrap(), Baseline::default());
    }

    #[test]
    fn wrong_entries_are_refused() {
        let error = |text: &str| Baseline::from_toml(text).unwrap_err();
        assert_eq!(error("[[accepted]]\nid = \"x\"\nreason = \"r\""), BaselineError::Id("x".to_owned()));
        let old = error("[[accepted]]\nid = \"0123456789ab\"\nreason = \"r\"");
        assert_eq!(old, BaselineError::Old("0123456789ab".to_owned()));
        assert!(old.to_string().contains("--accept 0123456789ab"), "{old}");
        let without = |line: &str| error(&entry("a", "reason = \"r\"").replace(line, ""));
        let base = format!("base = \"{}\"\n", "0".repeat(40));
        assert_eq!(without("path = \"a.md\"\n"), BaselineError::Unbound("a".repeat(64), "path"));
        assert_eq!(without(&base), BaselineError::Unbound("a".repeat(64), "base"));
        assert!(matches!(error(&entry("a", "reason = \" \"")), BaselineError::NoReason(_)));
        assert!(matches!(error(&entry("a", "raeson = \"r\"")), BaselineError::Form { line: Some(_), .. }));
        assert!(matches!(
            error(&entry("a", "reason = \"r\"\nexpires = \"soon\"")),
            BaselineError::Form { .. }
        ));
    }
}
