//! Why a configuration cannot be used, with the line and what was probably meant.

use crate::diff::CATALOGUE;

/// Why a configuration cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// It is no TOML, or a value has another form.
    #[error("line {line}: {message}")]
    Form {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A setting that does not exist.
    #[error("line {line}: there is no setting `{name}`{}; the settings here are {}", meant(.suggestion.as_deref()), .known.join(", "))]
    UnknownSetting {
        /// The line, from 1.
        line: usize,
        /// As it was written.
        name: String,
        /// What was probably meant.
        suggestion: Option<String>,
        /// The settings that there are.
        known: Vec<String>,
    },
    /// A rule that does not exist.
    #[error("line {line}: there is no rule `{id}`{}; `recension rules` lists them", meant(.suggestion.as_deref()))]
    UnknownRule {
        /// The line, from 1.
        line: usize,
        /// As it was written.
        id: String,
        /// What was probably meant.
        suggestion: Option<String>,
    },
}

fn meant(suggestion: Option<&str>) -> String {
    suggestion.map_or(String::new(), |name| format!(", perhaps `{name}`"))
}

/// Least likeness (Jaro–Winkler) of two names for one to be a slip for the other, as for the ids of rules.
const LIKENESS: f64 = 0.8;

fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let likened = known.into_iter().map(|name| (strsim::jaro_winkler(name, written), name));
    let best = likened.max_by(|(a, _), (b, _)| a.total_cmp(b));
    best.filter(|(likeness, _)| *likeness >= LIKENESS).map(|(_, name)| name.to_owned())
}

impl ConfigError {
    /// From what the parser says of `text`.
    pub(super) fn of_parser(error: &toml::de::Error, text: &str) -> Self {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let message = error.message().trim_end().replace('\n', " ");
        // serde says it in words alone: "unknown field `a`, expected one of `b`, `c`".
        let mut quoted = message.split('`').skip(1).step_by(2).map(str::to_owned);
        if message.starts_with("unknown field")
            && let Some(name) = quoted.next()
        {
            let known: Vec<String> = quoted.collect();
            let suggestion = nearest(&name, known.iter().map(String::as_str));
            return Self::UnknownSetting { line, name, suggestion, known };
        }
        Self::Form { line, message }
    }

    /// A rule that the catalogue does not have.
    pub(super) fn of_rule(id: &str, text: &str) -> Self {
        let names_it = |line: &str| line.trim_start().trim_start_matches(['"', '\'']).starts_with(id);
        let line = text.lines().position(names_it).map_or(1, |line| line + 1);
        let suggestion = nearest(id, CATALOGUE.iter().map(|rule| rule.id.as_str()));
        Self::UnknownRule { line, id: id.to_owned(), suggestion }
    }
}
