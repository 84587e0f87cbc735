//! What the file may say. The comments are the descriptions of the published schema.

use super::error::ConfigError;
use crate::diff::{CATALOGUE, Severity};
use crate::model::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The configuration of a project: `recension.toml`. The command line and the environment go before it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "recension.toml"))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Config {
    /// The language that the documents are translated from, a BCP 47 tag; `recension status` holds the others against it.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub source_language: Option<Language>,
    /// The languages that every document is to have; `recension status` reports which are missing.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub languages: Vec<Language>,
    /// Where the documents and their translations lie as plain files, `docs/{language}/{document}.md`, for
    /// `recension status`; without it the editions in the store are looked at.
    pub files: Option<String>,
    /// The language that changelogs are written in: `en`, `fr` or `zh`; by default that of the text.
    pub message_language: Option<String>,
    /// Terms and their translations: TSV, CSV or TBX. From the folder of `recension.toml`.
    pub glossary: Option<PathBuf>,
    /// Dictionaries of two languages, CC-CEDICT or dictd, used for the translations in their languages; `en-de:FILE` where
    /// the file does not say its languages. From the folder of `recension.toml`.
    pub dictionaries: Vec<String>,
    /// How much each rule counts; `recension rules` lists them.
    #[cfg_attr(test, schemars(extend("propertyNames" = super::schema::rule_ids())))]
    pub rules: Option<BTreeMap<String, Severity>>,
    /// What fails in CI.
    pub ci: Ci,
    /// How results look on a terminal.
    pub terminal: Terminal,
}

/// What fails in CI.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Ci {
    /// What makes `recension check` and `recension diff` exit with 1: `substantive`, `editorial`, `cosmetic`, ids of
    /// rules, or several joined by `+`.
    pub fail_on: Vec<String>,
    /// What makes `recension translation` and `recension status` exit with 1: kinds of findings, such as `untranslated`.
    pub fail_on_findings: Vec<String>,
    /// The file of accepted changes, from the folder of `recension.toml`.
    pub baseline: Option<PathBuf>,
}

/// How results look on a terminal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Terminal {
    /// When to use colour.
    pub color: Option<Color>,
    /// Columns to write for.
    #[cfg_attr(test, schemars(range(min = 20)))]
    pub width: Option<u16>,
    /// Whether long results go through a pager. Which one is the user's to say: a text that names a program to run would
    /// be run wherever it is cloned.
    pub pager: Option<bool>,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Config {
    /// Reads the file's text.
    ///
    /// # Errors
    /// When it is no TOML, or names a setting or a rule that does not exist.
    pub fn from_toml(text: &str) -> Result<Self, ConfigError> {
        let config: Self = toml::from_str(text).map_err(|error| ConfigError::of_parser(&error, text))?;
        let unknown = |id: &&String| !CATALOGUE.iter().any(|rule| rule.id == id.as_str());
        if let Some(id) = config.rules.iter().flat_map(BTreeMap::keys).find(unknown) {
            return Err(ConfigError::of_rule(id, text));
        }
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use super::{Color, Config};

    #[track_caller]
    fn refused(text: &str) -> String {
        Config::from_toml(text).unwrap_err().to_string()
    }

    #[test]
    fn everything_may_be_left_out() {
        assert_eq!(Config::from_toml("").unwrap(), Config::default());
        let config =
            Config::from_toml("languages = [\"en\", \"zh-hant\"]\n[terminal]\ncolor = \"never\"\n").unwrap();
        assert_eq!(config.languages[1].as_str(), "zh-Hant");
        assert_eq!(config.terminal.color, Some(Color::Never));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line_and_what_was_meant() {
        assert_eq!(
            refused("[terminal]\n\ncolour = \"auto\"\n"),
            "line 3: there is no setting `colour`, perhaps `color`; the settings here are color, width, pager"
        );
        assert_eq!(
            refused("[rules]\nlink-changed = \"off\"\nnumbers-changed = \"off\"\n"),
            "line 3: there is no rule `numbers-changed`, perhaps `number-changed`; `recension rules` lists them"
        );
        assert!(
            refused("\nsource-language = \"not a tag\"\n")
                .starts_with("line 2: `not a tag` is not a language tag")
        );
        assert!(refused("[rules]\nlink-changed = \"loud\"\n").starts_with("line 2: unknown variant `loud`"));
        assert!(refused("a = \n").starts_with("line 1: "));
        assert!(
            refused("[terminal]\npager = \"rm -r .\"\n").starts_with("line 2: "),
            "no file of a clone runs a program"
        );
    }
}
