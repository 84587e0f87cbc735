//! The project that a command works on: the library's repository, with the settings of the configuration and what the
//! command line says instead of them.

use crate::failure::Failure;
use crate::output::Context;
use crate::progress;
use clap::Args;
use recension::Repository;
use recension::diff::Severities;
use recension::repository::{DictionaryFile, GlossaryFile, Settings, Text, TextSource};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// How much each rule counts, for every command that compares two revisions.
#[derive(Debug, Default, Args)]
pub struct RuleArgs {
    /// The significance of each rule (TOML; see `recension rules`)
    #[arg(long, value_name = "FILE")]
    pub rules: Option<PathBuf>,
}

/// The words of two languages, for every command that compares a translation with its source.
#[derive(Debug, Default, Args)]
pub struct WordArgs {
    /// Terms and their translations: TSV, CSV or TBX
    #[arg(long, value_name = "FILE")]
    pub glossary: Option<PathBuf>,
    /// A dictionary, CC-CEDICT or dictd, used for the translations in its languages; `en-de:FILE` where the file does
    /// not say its languages; can be given several times
    #[arg(long = "dictionary", value_name = "FILE")]
    pub dictionaries: Vec<String>,
}

/// The settings of the configuration.
pub fn settings(context: &Context) -> Result<Settings, Failure> {
    let configuration = &context.configuration;
    let folder = configuration.file.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    Ok(Settings::from_config(&configuration.config, folder)?)
}

/// The settings with the command line's rules in place of the configuration's.
pub fn with_rules(settings: Settings, args: &RuleArgs) -> Result<Settings, Failure> {
    let Some(path) = &args.rules else { return Ok(settings) };
    let named =
        |error: &dyn std::fmt::Display| Failure::new(format!("cannot use `{}`: {error}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| named(&error))?;
    let mut settings = settings;
    settings.severities = Severities::from_toml(&text).map_err(|error| named(&error))?;
    Ok(settings)
}

/// The settings with the command line's glossary in place of the configuration's, and its dictionaries beside them.
pub fn with_words(mut settings: Settings, args: &WordArgs, must_serve: bool) -> Settings {
    if let Some(path) = &args.glossary {
        settings.glossary = Some(GlossaryFile::new("", path));
    }
    for name in &args.dictionaries {
        let file = DictionaryFile::new("", name);
        settings.dictionaries.push(if must_serve { file.required() } else { file });
    }
    settings
}

/// The repository that the command line names, or the one that holds the current folder. Commands about plain files
/// work without one: it is opened when it is needed.
pub fn open(context: &Context, settings: Settings) -> Repository {
    let repo = Repository::new(".", settings).with_progress(progress::listener("Comparing"));
    match &context.store {
        Some(store) => repo.with_store(store),
        None => repo,
    }
}

/// What an argument names: standard input is read here, addresses by the library.
pub fn source(argument: &str) -> Result<TextSource, Failure> {
    if argument == "-" {
        return Ok(Text::new("-", standard_input()?).into());
    }
    Ok(argument.into())
}

/// The text of a file, or standard input.
pub fn file_source(argument: &str) -> Result<Text, Failure> {
    if argument == "-" { Ok(Text::new("-", standard_input()?)) } else { Ok(Text::read_file(argument)?) }
}

/// The bytes of standard input.
fn standard_input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| Failure::new(format!("cannot read standard input: {error}")))?;
    Ok(bytes)
}
