//! `recension translation`

use crate::failure::{DIFFERENCE, Failure, SUCCESS};
use crate::links;
use crate::output::Context;
use crate::project::{self, RuleArgs, WordArgs};
use clap::{Args, ValueEnum};
use recension::model::Language;
use recension::report::{self, Links, MarkdownOptions, TranslationOptions};
use recension::repository::TranslationQuery;
use recension::translation::{self, FindingKind, Findings};
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
    /// Output format
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
    /// The project's rules.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// What is aligned: the clauses of a document, or the lines of a parallel text
    #[arg(long, value_name = "UNITS", default_value = "blocks")]
    pub units: Units,
    /// Language of the source [default: as recorded or detected]
    #[arg(long, value_name = "TAG", value_parser = Language::new)]
    pub source_language: Option<Language>,
    /// Language of the translation [default: as recorded or detected]
    #[arg(long, value_name = "TAG", value_parser = Language::new)]
    pub target_language: Option<Language>,
    /// The words of the two languages.
    #[command(flatten)]
    pub words: WordArgs,
    /// Write to a file
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Output format.
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
    let settings = project::with_rules(project::settings(context)?, &args.rules)?;
    let repo = project::open(context, project::with_words(settings, &args.words, true));
    let findings = repo.translation(query(args)?)?;
    context.write(args.output.as_deref(), |out| print(context, args, &findings, out))?;
    Ok(if fails(&findings, &args.fail_on) { DIFFERENCE } else { SUCCESS })
}

/// What the arguments ask.
fn query(args: &TranslationArgs) -> Result<TranslationQuery, Failure> {
    let mut query = match args.texts.as_slice() {
        [source, target] if source == "-" && target == "-" => {
            return Err(Failure::new("only one of the two texts can be standard input"));
        }
        [source, target] => {
            TranslationQuery::new(project::source(target)?).with_source(project::source(source)?)
        }
        [only, ..] => TranslationQuery::new(project::source(only)?),
        [] => return Err(Failure::new("name a text and its translation")),
    };
    query.since = args.since.as_deref().map(project::source).transpose()?;
    query.source_language.clone_from(&args.source_language);
    query.target_language.clone_from(&args.target_language);
    query.sentences = args.sentences;
    query.lines = args.units == Units::Lines;
    Ok(query)
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

/// Whether there is a finding of one of the kinds.
pub fn fails(findings: &Findings, kinds: &[Kind]) -> bool {
    kinds.iter().any(|kind| findings.findings.iter().any(|finding| finding.kind == FindingKind::from(*kind)))
}
