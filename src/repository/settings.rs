//! What holds for every question that is asked of a repository: the rules, the words and the languages of the project.
//! They are read here and handed to every comparison; no use case has settings of its own.

use super::dictionaries::{DictionaryFile, GlossaryFile, serving};
use super::error::{Error, ErrorKind};
use crate::config::Config;
use crate::diff::{self, Severities};
use crate::model::{Language, PathPattern};
use crate::translation;
use std::path::Path;

/// The name of the configuration file.
pub const CONFIGURATION: &str = "recension.toml";

/// The settings of a project. [`Settings::default`] is what holds without a configuration.
///
/// ```
/// use recension::repository::Settings;
/// use recension::config::Config;
///
/// let config = Config::from_toml("source-language = \"en\"\n[rules]\nlink-changed = \"off\"\n")?;
/// let settings = Settings::from_config(&config, ".")?;
/// assert_eq!(settings.source_language.unwrap().as_str(), "en");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Settings {
    /// How much each rule counts.
    pub severities: Severities,
    /// Terms and their translations.
    pub glossary: Option<GlossaryFile>,
    /// Dictionaries; those for other languages than the texts' are left aside.
    pub dictionaries: Vec<DictionaryFile>,
    /// The language that documents are translated from, where the project says it.
    pub source_language: Option<Language>,
    /// Where the documents and their translations lie as plain files; the editions of the store where none is named.
    pub files: Option<PathPattern>,
}

impl Settings {
    /// The settings that a configuration makes. Relative paths in it start at `folder`, the one that holds the file.
    ///
    /// # Errors
    /// When `files` is not a pattern of paths.
    pub fn from_config(config: &Config, folder: impl AsRef<Path>) -> Result<Self, Error> {
        let folder = folder.as_ref();
        let files = config.files.as_deref().map(str::parse).transpose().map_err(|error| {
            Error::new(
                ErrorKind::Configuration,
                format!("the configuration's `files` cannot be used: {error}"),
            )
        })?;
        // Names of rules were checked when the configuration was read.
        let rules = config.rules.iter().flatten();
        let severities = rules.filter_map(|(id, severity)| Some((id.parse().ok()?, *severity)));
        let glossary = config.glossary.as_deref().map(|path| GlossaryFile::new(folder, path));
        let dictionaries = config.dictionaries.iter().map(|name| DictionaryFile::new(folder, name));
        Ok(Self {
            severities: severities.collect(),
            glossary,
            dictionaries: dictionaries.collect(),
            source_language: config.source_language.clone(),
            files,
        })
    }

    /// The settings of the configuration file in `folder`; the usual ones where there is none.
    ///
    /// # Errors
    /// When the file cannot be read or used.
    pub fn read(folder: impl AsRef<Path>) -> Result<Self, Error> {
        let (folder, file) = (folder.as_ref(), folder.as_ref().join(CONFIGURATION));
        let wrong = |error: &dyn std::fmt::Display| {
            let sentence = format!("cannot use the configuration `{}`: {error}", file.display());
            Error::new(ErrorKind::Configuration, sentence)
        };
        match std::fs::read_to_string(&file) {
            Ok(text) => Self::from_config(&Config::from_toml(&text).map_err(|error| wrong(&error))?, folder),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(wrong(&error)),
        }
    }

    /// The options of every comparison of two revisions.
    #[must_use]
    pub fn diff_options(&self) -> diff::Options {
        diff::Options { severities: self.severities.clone(), ..diff::Options::default() }
    }

    /// The options of every comparison of two languages.
    pub(super) fn translation_options(
        &self,
        (source, target): (Option<Language>, Option<Language>),
    ) -> Result<translation::Options, Error> {
        let languages = (source.as_ref(), target.as_ref());
        let glossary = self.glossary.as_ref().map(|file| file.terms(languages)).transpose()?;
        let dictionaries = serving(&self.dictionaries, languages)?;
        Ok(translation::Options {
            glossary,
            dictionaries,
            source_language: source,
            target_language: target,
            ..translation::Options::default()
        })
    }
}
