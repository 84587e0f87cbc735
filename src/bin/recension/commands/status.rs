//! `recension status`

use super::translation::{Kind, fails};
use crate::failure::{DIFFERENCE, ERROR, Failure, SUCCESS};
use crate::output::Context;
use crate::project::{self, RuleArgs, WordArgs};
use clap::{Args, ValueEnum};
use recension::model::{Language, PathPattern};
use recension::report::{self, Links, TranslationOptions};
use recension::repository::{DocumentStatus, StatusOptions, TranslationStatus};

/// Say how far the translations follow their sources
///
/// Answers: which translations are complete, and which clauses of them are wrong
/// since the source changed? A clause lags when its source changed in substance
/// after it was translated; wording and form carry the translation forward.
/// `recension translation DOCUMENT/LANGUAGE` shows the words of one translation.
///
/// With --files no store is needed: what a file was translated from is the commit
/// that its front matter names (l10n.sourceCommit, default_lang_commit), else the
/// source at the last commit that changed the wording of the translation.
///
/// Examples:
///
///   recension status
///   recension status us-canada-roadmap
///   recension status --fail-on lagging,fact-differs
///   recension status --files 'docs/{language}/{document}.md'
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct StatusArgs {
    /// The document [default: all]
    pub document: Option<String>,
    /// Look at plain files in git instead of editions in the store: docs/{language}/{document}.md, or
    /// {document}[.{language}].md where the source's own files name no language
    #[arg(long, value_name = "PATTERN")]
    pub files: Option<PathPattern>,
    /// The git revision at which the files are looked at
    #[arg(long, value_name = "REVISION", default_value = "HEAD")]
    pub at: String,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub format: Format,
    /// The language that is translated from [default: as records say, else the one that was stored first]
    #[arg(long, value_name = "TAG", value_parser = Language::new)]
    pub source_language: Option<Language>,
    /// The languages that every document is to have; one that a document lacks is reported, and is wholly untranslated
    #[arg(long, value_name = "TAGS", value_delimiter = ',', value_parser = Language::new)]
    pub languages: Vec<Language>,
    /// The project's rules.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// The words of the two languages.
    #[command(flatten)]
    pub words: WordArgs,
    /// Exit with 1 where there is a finding of one of these kinds
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    pub fail_on: Vec<Kind>,
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading
    Terminal,
    /// For programs: recension-status/1
    Json,
}

/// Runs it.
pub fn run(context: &Context, args: &StatusArgs) -> Result<u8, Failure> {
    let settings = project::with_rules(project::settings(context)?, &args.rules)?;
    let mut settings = project::with_words(settings, &args.words, false);
    settings.source_language = args.source_language.clone().or(settings.source_language);
    settings.files = args.files.clone().or(settings.files);
    let in_store = settings.files.is_none();
    let mut options = StatusOptions::default();
    options.document.clone_from(&args.document);
    options.revision.clone_from(&args.at);
    let all = project::open(context, settings).status(&options)?;
    if all.is_empty() && in_store {
        context.say(
            "The store holds no editions yet; `recension snapshot` stores one, and --files looks at plain files",
        );
    }
    let drawn = TranslationOptions { width: context.width, colour: context.colour, links: Links::default() };
    context.write(None, |out| match args.format {
        Format::Json => report::status_json(&all, out),
        Format::Terminal if all.len() > 1 => report::status_matrix(&all, &drawn, out),
        Format::Terminal => report::status_terminal(&all, &drawn, out),
    })?;
    let missing = missing(&all, &args.languages);
    for (document, language) in &missing {
        context.say(&format!("{document} has no text in {language}"));
    }
    let translations = || all.iter().flat_map(|document| &document.translations);
    // A translation that could not be looked at is never mistaken for one without findings.
    if translations().any(|status| status.findings.is_err()) {
        return Ok(ERROR);
    }
    let wrong = |status: &TranslationStatus| {
        status.findings.as_ref().is_ok_and(|findings| fails(findings, &args.fail_on))
    };
    let lacks_language = !missing.is_empty() && args.fail_on.contains(&Kind::Untranslated);
    Ok(if lacks_language || translations().any(wrong) { DIFFERENCE } else { SUCCESS })
}

/// The wanted languages that documents lack.
fn missing<'a>(all: &'a [DocumentStatus], wanted: &'a [Language]) -> Vec<(&'a str, &'a Language)> {
    let of = |document: &'a DocumentStatus| {
        let has = move |language: &&Language| {
            document.source.language == **language
                || document.translations.iter().any(|status| status.text.language == **language)
        };
        wanted
            .iter()
            .filter(move |language| !has(language))
            .map(|language| (document.document.as_str(), language))
    };
    all.iter().flat_map(of).collect()
}
