//! `recension status`

use super::translation::{Kind, fails};
use crate::document_set::DocumentSet;
use crate::failure::{DIFFERENCE, ERROR, Failure, SUCCESS};
use crate::input::Input;
use crate::output::Context;
use crate::pairing::Against;
use crate::progress::Progress;
use crate::{dictionaries, editions, pairing};
use clap::{Args, ValueEnum};
use recension::model::{DocumentName, Language, PathPattern};
use recension::report::{self, DocumentStatus, Links, TextState, TranslationOptions, TranslationStatus};
use recension::store::{Store, StoredEdition};
use recension::translation::{Findings, Options};

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
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub format: Format,
    /// The language that is translated from [default: as records say, else the one that was stored first]
    #[arg(long, value_name = "TAG", value_parser = Language::new)]
    pub source_language: Option<Language>,
    /// The languages that every document is to have; one that a document lacks is told, and is wholly untranslated
    #[arg(long, value_name = "TAGS", value_delimiter = ',', value_parser = Language::new)]
    pub languages: Vec<Language>,
    /// A dictionary: CC-CEDICT or dictd, used for the translations in its languages; may be given several times
    #[arg(long = "dictionary", value_name = "FILE")]
    pub dictionaries: Vec<String>,
    /// Exit with 1 where there is a finding of one of these kinds
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    pub fail_on: Vec<Kind>,
}

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading
    Terminal,
    /// For programs: recension-status/1
    Json,
}

/// Runs it.
pub fn run(context: &Context, args: &StatusArgs) -> Result<u8, Failure> {
    let store = editions::open(context)?;
    let options = Options { dictionaries: dictionaries::read(&args.dictionaries)?, ..Options::default() };
    let all = match &args.files {
        Some(pattern) => {
            let chosen = (args.document.as_deref(), args.source_language.as_ref());
            DocumentSet::open(&store, &args.at, pattern, chosen)?.status(&options)?
        }
        None => stored(context, &store, args, &options)?,
    };
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

/// The documents of the store.
fn stored(
    context: &Context,
    store: &Store,
    args: &StatusArgs,
    options: &Options,
) -> Result<Vec<DocumentStatus>, Failure> {
    let documents = match &args.document {
        Some(name) => vec![DocumentName::new(name).map_err(Failure::new)?],
        None => store.documents()?,
    };
    if documents.is_empty() {
        context.say(
            "The store holds no editions yet; `recension snapshot` stores one, and --files looks at plain files",
        );
    }
    let progress = Progress::new("Comparing", documents.len());
    let state = |document: &DocumentName| {
        progress.step(document.as_str());
        status(store, document, args.source_language.as_ref(), options)
    };
    documents.iter().map(state).collect()
}

fn status(
    store: &Store,
    document: &DocumentName,
    language: Option<&Language>,
    options: &Options,
) -> Result<DocumentStatus, Failure> {
    let all = store.editions(document)?;
    let language = language.cloned().or_else(|| store.source_language(&all));
    let tag = language.as_ref().map(Language::as_str);
    // Says which documents and languages there are, where this one is not.
    let source = store.resolve(document.as_str(), tag, None, 0)?;
    let mut newest: Vec<&StoredEdition> = Vec::new();
    for stored in all.iter().rev().filter(|stored| stored.edition.language != source.edition.language) {
        if !newest.iter().any(|known| known.edition.language == stored.edition.language) {
            newest.push(stored);
        }
    }
    newest.sort_by(|a, b| a.edition.language.cmp(&b.edition.language));
    let translations = newest.into_iter().map(|stored| TranslationStatus {
        text: TextState::from(&stored.edition),
        findings: findings(store, &all, (&source, stored), options).map_err(|failure| failure.sentence()),
    });
    let translations = translations.collect();
    let (document, source) = (source.edition.document.to_string(), TextState::from(&source.edition));
    Ok(DocumentStatus { document, source, translations })
}

/// What a stored translation lacks, and what lags.
fn findings(
    store: &Store,
    all: &[StoredEdition],
    (source, translation): (&StoredEdition, &StoredEdition),
    options: &Options,
) -> Result<Findings, Failure> {
    let inputs = (Input::stored(store, source.clone())?, Input::stored(store, translation.clone())?);
    let documents = (inputs.0.document()?, inputs.1.document()?);
    let base = pairing::stored_base(store, all, (source, translation), &documents.1)?;
    let settled = store.settled(&translation.edition.document)?;
    let options = Options {
        source_language: documents.0.language.clone(),
        target_language: documents.1.language.clone(),
        ..options.clone()
    };
    let earlier = pairing::earlier(store, all, (source, translation))?;
    let against = Against { base: base.as_ref(), settled: &settled, earlier: &earlier, rules: None };
    pairing::findings((&inputs.0, &inputs.1), (&documents.0, &documents.1), &against, &options)
}
