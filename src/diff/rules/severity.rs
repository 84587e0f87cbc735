//! How much each rule counts: the catalogue's default, with the user's own wishes on top.

use super::catalogue::{CATALOGUE, ListedRule, RuleId, Severity};
use crate::diff::result::{RuleHit, Significance};
use crate::text::nearest::nearest;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The severities that differ from the catalogue's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Severities {
    own: BTreeMap<RuleId, Severity>,
}

impl Severity {
    /// The significance that it gives, none where the rule is off.
    #[must_use]
    pub fn significance(self) -> Option<Significance> {
        match self {
            Self::Substantive => Some(Significance::Substantive),
            Self::Unclear => Some(Significance::Unclear),
            Self::Editorial => Some(Significance::Editorial),
            Self::Cosmetic => Some(Significance::Cosmetic),
            Self::Off => None,
        }
    }
}

/// Why a list of severities cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeverityError {
    /// It is no TOML, or not of this form.
    #[error("the rules are not readable{}: {message}; write a table `[rules]` with lines such as `link-changed = \"substantive\"`", place(*.line))]
    Form {
        /// What the parser says.
        message: String,
        /// The line, from 1, where known.
        line: Option<usize>,
    },
    /// A rule that does not exist.
    #[error("there is no rule `{id}`{}; `recension rules` lists them", meant(.suggestion))]
    UnknownRule {
        /// As it was written.
        id: String,
        /// What was probably meant.
        suggestion: Option<&'static str>,
    },
}

fn place(line: Option<usize>) -> String {
    line.map_or(String::new(), |line| format!(" (line {line})"))
}

fn meant(suggestion: &Option<&'static str>) -> String {
    suggestion.map_or(String::new(), |id| format!(", perhaps `{id}`"))
}

impl FromIterator<(RuleId, Severity)> for Severities {
    fn from_iter<I: IntoIterator<Item = (RuleId, Severity)>>(own: I) -> Self {
        Self { own: own.into_iter().collect() }
    }
}

impl Severities {
    /// Reads a TOML table `[rules]` of rule ids with `substantive`, `editorial`, `cosmetic` or `off`.
    ///
    /// # Errors
    /// When it is no such table, or names a rule that does not exist.
    pub fn from_toml(text: &str) -> Result<Self, SeverityError> {
        // A whole configuration has such a table as well.
        #[derive(Deserialize)]
        struct File {
            rules: BTreeMap<String, Severity>,
        }
        let file: File = toml::from_str(text).map_err(|error| SeverityError::Form {
            message: error.message().trim_end().replace('\n', " "),
            line: error
                .span()
                .and_then(|span| text.get(..span.start))
                .map(|before| before.matches('\n').count() + 1),
        })?;
        let mut own = BTreeMap::new();
        for (id, severity) in file.rules {
            let known = id.parse::<RuleId>().map_err(|unknown| SeverityError::UnknownRule {
                suggestion: nearest(&id, CATALOGUE.iter().map(|rule| rule.id.as_str())),
                id: unknown.0,
            })?;
            own.insert(known, severity);
        }
        Ok(Self { own })
    }

    /// How much a rule counts.
    #[must_use]
    pub fn of(&self, id: RuleId) -> Severity {
        let own = self.own.get(&id).copied().or_else(|| self.of_broader(id));
        own.or_else(|| CATALOGUE.iter().find(|rule| rule.id == id).map(|rule| rule.severity))
            .unwrap_or(Severity::Substantive)
    }

    /// What the user said of a rule that includes this one, where that makes it heavier: who takes a changed link
    /// seriously means a link to another host as well.
    fn of_broader(&self, id: RuleId) -> Option<Severity> {
        let broader = (id == RuleId::LinkHostChanged).then_some(RuleId::LinkChanged)?;
        self.own.get(&broader).copied().filter(|severity| *severity == Severity::Substantive)
    }

    /// The catalogue with these severities.
    #[must_use]
    pub fn listed(&self) -> Vec<ListedRule> {
        CATALOGUE.iter().map(|rule| ListedRule { rule: *rule, severity: self.of(rule.id) }).collect()
    }

    /// What the rules that fired make of a change that is at least `floor`.
    #[must_use]
    pub fn significance(&self, hits: &[RuleHit], floor: Significance) -> Significance {
        hits.iter().filter_map(|hit| self.of(hit.id).significance()).fold(floor, Significance::max)
    }
}

#[cfg(test)]
mod tests {
    use super::{Severities, SeverityError};
    use crate::diff::rules::catalogue::{RuleId, Severity};

    #[test]
    fn own_severities_go_before_the_catalogues() {
        let own =
            Severities::from_toml("[rules]\nlink-changed = \"substantive\"\nnumber-changed = \"off\"\n")
                .unwrap();
        assert_eq!(own.of(RuleId::LinkChanged), Severity::Substantive);
        assert_eq!(own.of(RuleId::NumberChanged), Severity::Off);
        assert_eq!(own.of(RuleId::DateChanged), Severity::Substantive);
        assert_eq!(Severities::default().of(RuleId::LinkChanged), Severity::Cosmetic);
    }

    #[test]
    fn wrong_tables_are_refused_with_the_remedy() {
        let unknown = Severities::from_toml("[rules]\nnumbers-changed = \"off\"").unwrap_err();
        assert_eq!(
            unknown.to_string(),
            "there is no rule `numbers-changed`, perhaps `number-changed`; `recension rules` lists them"
        );
        let severity = Severities::from_toml("[rules]\nnumber-changed = \"loud\"").unwrap_err();
        assert!(matches!(severity, SeverityError::Form { line: Some(2), .. }), "{severity:?}");
        assert!(Severities::from_toml("rules = 3").is_err());
        assert!(Severities::from_toml("").is_err());
    }
}
