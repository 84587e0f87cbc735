//! The baseline: changes that somebody looked at and accepted, each with a reason and perhaps a last day.

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
    /// An id that no change can have.
    #[error("`{0}` is no id of a change; write the twelve digits that `recension check` prints")]
    Id(String),
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
            if !is_id(&entry.id) {
                return Err(BaselineError::Id(entry.id));
            }
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
            entries.retain(|known| known.id != entry.id || known.path != entry.path);
            let Entry { id, path, reason, by, .. } = entry;
            entries.push(Acceptance { id, path, reason, expires, by });
        }
        Ok(Self { entries })
    }

    /// Its entries.
    #[must_use]
    pub fn entries(&self) -> &[Acceptance] {
        &self.entries
    }

    /// The entry for a change of a text that has, or had, one of these paths; one that names the path goes first.
    #[must_use]
    pub fn of(&self, id: &str, paths: &[&str]) -> Option<&Acceptance> {
        let of = |entry: &&Acceptance| entry.id == id;
        let named = self
            .entries
            .iter()
            .filter(of)
            .find(|entry| entry.path.as_deref().is_some_and(|path| paths.contains(&path)));
        named.or_else(|| self.entries.iter().filter(of).find(|entry| entry.path.is_none()))
    }
}

/// Digits of a change's id.
const DIGITS: usize = 12;

fn is_id(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::{Baseline, BaselineError};

    #[test]
    fn entries_are_found_by_id_and_path() {
        let baseline = Baseline::from_toml(
            "[[accepted]]\nid = \"0123456789ab\"\nreason = \"old\"\n\n\
             [[accepted]]\nid = \"0123456789ab\"\nreason = \"new\"\nexpires = 2027-03-01\n\n\
             [[accepted]]\nid = \"0123456789ab\"\npath = \"a.md\"\nreason = \"here\"\nexpires = \"2027-04-01\"\nby = \"Ana\"\n",
        )
        .unwrap();
        assert_eq!(baseline.entries().len(), 2);
        assert_eq!(baseline.of("0123456789ab", &["a.md"]).unwrap().reason, "here");
        assert_eq!(baseline.of("0123456789ab", &["b.md"]).unwrap().reason, "new");
        assert_eq!(
            baseline.of("0123456789ab", &["b.md"]).unwrap().expires.as_ref().unwrap().as_str(),
            "2027-03-01"
        );
        assert_eq!(baseline.of("ffffffffffff", &["a.md"]), None);
        assert_eq!(Baseline::from_toml("").unwrap(), Baseline::default());
    }

    #[test]
    fn wrong_entries_are_refused() {
        let error = |text: &str| Baseline::from_toml(text).unwrap_err();
        assert_eq!(error("[[accepted]]\nid = \"x\"\nreason = \"r\""), BaselineError::Id("x".to_owned()));
        assert!(matches!(
            error("[[accepted]]\nid = \"0123456789ab\"\nreason = \" \""),
            BaselineError::NoReason(_)
        ));
        assert!(matches!(
            error("[[accepted]]\nid = \"0123456789ab\"\nraeson = \"r\""),
            BaselineError::Form { line: Some(_), .. }
        ));
        assert!(matches!(
            error("[[accepted]]\nid = \"0123456789ab\"\nreason = \"r\"\nexpires = \"soon\""),
            BaselineError::Form { .. }
        ));
    }
}
