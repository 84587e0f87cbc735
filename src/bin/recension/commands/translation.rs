//! `recension translation`

use crate::failure::{DIFFERENCE, Failure, SUCCESS};
use crate::input::Input;
use crate::output::Context;
use crate::pairing::{Against, Earlier};
use crate::{dictionaries, editions, links, pairing};
use clap::{Args, ValueEnum};
use recension::model::{Document, Language, Settled};
use recension::report::{self, Links, MarkdownOptions, TranslationOptions};
use recension::translation::{self, FindingKind, Findings, Glossary, Options};
use std::io::{self, Write};
use std::path::PathBuf;

/// Say what a translation lacks, clause by clause
///
/// Answers: is every clause there, is every number right, and which clauses are
/// wrong since the source changed? Finds clauses and sentences without
/// counterpart, clauses that are cut off, facts that differ, and clauses whose
/// source changed in substance after they were translated (they lag), without a
/// model and without a network.
///
/// What the translation was made from is taken from --since, from its record in
/// the store, from its front matter (l10n.sourceCommit, default_lang_commit), or
/// else is the newest stored source that is not later than it.
///
/// Examples:
///
///   recension translation roadmap.en.txt roadmap.zh.txt
///   recension translation us-canada-roadmap/zh --fail-on untranslated,lagging
///   recension translation docs/privacy.md docs/privacy.fr.md --since v2.0:docs/privacy.md
///   recension translation privacy/fr --todo --format po --output privacy.fr.po
///   recension translation en.txt de.txt --units lines --glossary terms.tsv
///   recension translation en.md de.md --dictionary /usr/share/dictd/freedict-eng-deu.index
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct TranslationArgs {
    /// The text that was translated, and its translation; of a stored translation the source is known
    #[arg(required = true, num_args = 1..=2, value_names = ["SOURCE", "TRANSLATION"])]
    pub texts: Vec<String>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub format: Format,
    /// Characters that the Markdown may have; GitHub takes 65536
    #[arg(long, value_name = "CHARACTERS", default_value = "65536",
          value_parser = clap::value_parser!(u32).range(4096..))]
    pub max_length: u32,
    /// Add the pairs of sentences to each pair of the JSON
    #[arg(long)]
    pub sentences: bool,
    /// Exit with 1 where there is a finding of one of these kinds
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    pub fail_on: Vec<Kind>,
    /// The source as it was when it was translated
    #[arg(long, value_name = "ADDRESS")]
    pub since: Option<String>,
    /// Print the translator's work list: old source, new source, present translation
    #[arg(long)]
    pub todo: bool,
    /// How much each rule counts when the source changed (TOML; see `recension rules`)
    #[arg(long, value_name = "FILE")]
    pub rules: Option<PathBuf>,
    /// What is aligned: the clauses of a document, or the lines of a parallel text
    #[arg(long, value_name = "UNITS", default_value = "blocks")]
    pub units: Units,
    /// Language of the source [default: as recorded or detected]
    #[arg(long, value_name = "TAG", value_parser = Language::new)]
    pub source_language: Option<Language>,
    /// Language of the translation [default: as recorded or detected]
    #[arg(long, value_name = "TAG", value_parser = Language::new)]
    pub target_language: Option<Language>,
    /// Terms and their translations: TSV, CSV or TBX
    #[arg(long, value_name = "FILE")]
    pub glossary: Option<PathBuf>,
    /// A dictionary of the two languages: CC-CEDICT or dictd, from where you have it; `en-de:FILE` where the file does
    /// not say its languages; may be given several times
    #[arg(long = "dictionary", value_name = "FILE")]
    pub dictionaries: Vec<String>,
    /// Write to a file
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading
    Terminal,
    /// For programs: recension-translation/1, with --todo recension-todo/1
    Json,
    /// For colleagues: one HTML page, source and translation beside each other
    Html,
    /// For a comment on a pull request
    Markdown,
    /// For translators' programs: every clause, with --todo those with something to do (GNU gettext)
    Po,
    /// The same as XLIFF 2.0
    Xliff,
}

/// What is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Units {
    /// The clauses and sentences of a document
    Blocks,
    /// Every line is a sentence
    Lines,
}

/// Kinds of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Only the source has it
    Untranslated,
    /// Only the translation has it
    Untraced,
    /// It breaks off inside a clause
    Truncated,
    /// Other facts
    FactDiffers,
    /// Another place
    OrderDiffers,
    /// It cannot be said
    Unsure,
    /// The source changed in substance since
    Lagging,
}

impl From<Kind> for FindingKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Untranslated => Self::Untranslated,
            Kind::Untraced => Self::Untraced,
            Kind::Truncated => Self::Truncated,
            Kind::FactDiffers => Self::FactDiffers,
            Kind::OrderDiffers => Self::OrderDiffers,
            Kind::Unsure => Self::Unsure,
            Kind::Lagging => Self::Lagging,
        }
    }
}

/// Runs it.
pub fn run(context: &Context, args: &TranslationArgs) -> Result<u8, Failure> {
    if args.todo && matches!(args.format, Format::Html | Format::Markdown) {
        return Err(Failure::new("the work list has no such form")
            .hint("leave out --todo, or write it as terminal, json, po or xliff"));
    }
    let inputs = inputs(context, args)?;
    let (source, target) = (document(&inputs.0, args.units)?, document(&inputs.1, args.units)?);
    let language =
        |given: &Option<Language>, document: &Document| given.clone().or_else(|| document.language.clone());
    let (source_language, target_language) =
        (language(&args.source_language, &source), language(&args.target_language, &target));
    let primary = |language: &Option<Language>| {
        language.as_ref().map_or_else(String::new, |language| language.primary().to_owned())
    };
    let glossary = match &args.glossary {
        Some(path) => Some(glossary(path, &primary(&source_language), &primary(&target_language))?),
        None => None,
    };
    let read = dictionaries::read(&args.dictionaries)?;
    let languages = (primary(&source_language), primary(&target_language));
    dictionaries::check(&read, &args.dictionaries, (&languages.0, &languages.1))?;
    let options = Options {
        source_language,
        target_language,
        glossary,
        dictionaries: read,
        memory: None,
        sentences: args.sentences,
        lines: args.units == Units::Lines,
    };
    let inputs = (&inputs.0, &inputs.1);
    let base = pairing::base(context, args.since.as_deref(), inputs, &target)?;
    let (settled, earlier) = of_store(context, inputs)?;
    let against =
        Against { base: base.as_ref(), settled: &settled, earlier: &earlier, rules: args.rules.as_deref() };
    let findings = pairing::findings(inputs, (&source, &target), &against, &options)?;
    context.write(args.output.as_deref(), |out| print(context, args, &findings, out))?;
    Ok(if fails(&findings, &args.fail_on) { DIFFERENCE } else { SUCCESS })
}

/// What persons settled in a stored translation, and the earlier editions that teach its words.
fn of_store(
    context: &Context,
    (source, target): (&Input, &Input),
) -> Result<(Vec<Settled>, Earlier), Failure> {
    let Some(translation) = &target.stored else { return Ok((Vec::new(), Vec::new())) };
    let store = editions::open(context)?;
    let settled = store.settled(&translation.edition.document)?;
    let Some(source) =
        source.stored.as_ref().filter(|source| source.edition.document == translation.edition.document)
    else {
        return Ok((settled, Vec::new()));
    };
    let all = store.editions(&translation.edition.document)?;
    Ok((settled, pairing::earlier(&store, &all, (source, translation))?))
}

/// Source and translation.
fn inputs(context: &Context, args: &TranslationArgs) -> Result<(Input, Input), Failure> {
    match args.texts.as_slice() {
        [source, target] if source == "-" && target == "-" => {
            Err(Failure::new("only one of the two texts can be standard input"))
        }
        [source, target] => Ok((Input::read(context, source)?, Input::read(context, target)?)),
        [only, ..] => {
            let target = Input::read(context, only)?;
            let Some(stored) = &target.stored else {
                return Err(Failure::new(format!("`{only}` is no edition of the store"))
                    .hint("name the text that was translated before it"));
            };
            let store = editions::open(context)?;
            let all = store.editions(&stored.edition.document)?;
            Ok((pairing::source_of(&store, &all, stored)?, target))
        }
        [] => Err(Failure::new("name a text and its translation")),
    }
}

fn print(
    context: &Context,
    args: &TranslationArgs,
    findings: &Findings,
    out: &mut dyn Write,
) -> io::Result<()> {
    let links = [&findings.source.address, &findings.target.address].map(|side| links::to(context, side));
    let (screen, [left, right]) = (args.output.is_none(), links.each_ref().map(Option::as_deref));
    let links = if screen { Links { left, right } } else { Links::default() };
    let options = TranslationOptions { width: context.width, colour: context.colour && screen, links };
    match (args.format, args.todo) {
        (Format::Json, false) => report::translation_json(findings, out),
        (Format::Terminal, false) => report::translation_terminal(findings, &options, out),
        (Format::Html, _) => report::translation_html(findings, out),
        (Format::Markdown, _) => {
            let max_length = usize::try_from(args.max_length).unwrap_or(usize::MAX);
            report::translation_markdown(findings, &MarkdownOptions { max_length }, out)
        }
        (Format::Po, false) => report::todo_po(findings, &translation::all(findings), out),
        (Format::Xliff, false) => report::todo_xliff(findings, &translation::all(findings), out),
        (Format::Json, true) => report::todo_json(findings, &translation::todo(findings), out),
        (Format::Terminal, true) => {
            report::todo_terminal(findings, &translation::todo(findings), &options, out)
        }
        (Format::Po, true) => report::todo_po(findings, &translation::todo(findings), out),
        (Format::Xliff, true) => report::todo_xliff(findings, &translation::todo(findings), out),
    }
}

fn document(input: &Input, units: Units) -> Result<Document, Failure> {
    match units {
        Units::Blocks => input.document(),
        Units::Lines => {
            let mut document = translation::document_of_lines(&String::from_utf8_lossy(&input.bytes));
            document.language.clone_from(&input.language);
            if document.language.is_none() {
                document.language = input.document()?.language;
            }
            Ok(document)
        }
    }
}

fn glossary(path: &std::path::Path, source: &str, target: &str) -> Result<Glossary, Failure> {
    let name = path.display().to_string();
    let bytes = crate::input::file(&name)?;
    Glossary::parse(&String::from_utf8_lossy(&bytes), source, target)
        .map_err(|error| Failure::new(format!("cannot read the glossary `{name}`: {error}")))
}

/// Whether there is a finding of one of the kinds.
pub fn fails(findings: &Findings, kinds: &[Kind]) -> bool {
    kinds.iter().any(|kind| findings.findings.iter().any(|finding| finding.kind == FindingKind::from(*kind)))
}
