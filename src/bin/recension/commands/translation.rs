//! `recension translation`

use crate::failure::{DIFFERENCE, Failure, SUCCESS};
use crate::input::Input;
use crate::output::Context;
use clap::{Args, ValueEnum};
use recension::model::{Document, Language};
use recension::report::{self, TranslationOptions};
use recension::translation::{self, FindingKind, Findings, Glossary, Options};
use std::path::PathBuf;

/// Say what a translation lacks, clause by clause
///
/// Answers: is every clause there, is every number right? Finds clauses and
/// sentences without counterpart, clauses that are cut off, and facts that
/// differ, without a model and without a network.
///
/// Examples:
///
///   recension translation roadmap.en.txt roadmap.zh.txt
///   recension translation us-canada-roadmap/en us-canada-roadmap/zh --fail-on untranslated,truncated
///   recension translation en.txt de.txt --units lines --glossary terms.tsv
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct TranslationArgs {
    /// The text that was translated
    pub source: String,
    /// Its translation
    pub target: String,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub format: Format,
    /// Add the pairs of sentences to each pair of the JSON
    #[arg(long)]
    pub sentences: bool,
    /// Exit with 1 where there is a finding of one of these kinds
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    pub fail_on: Vec<Kind>,
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
    /// Write to a file
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading
    Terminal,
    /// For programs: recension-translation/1
    Json,
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
        }
    }
}

/// Runs it.
pub fn run(context: &Context, args: &TranslationArgs) -> Result<u8, Failure> {
    if args.source == "-" && args.target == "-" {
        return Err(Failure::new("only one of the two texts can be standard input"));
    }
    let inputs = (Input::read(context, &args.source)?, Input::read(context, &args.target)?);
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
    let options = Options {
        source_language,
        target_language,
        glossary,
        sentences: args.sentences,
        lines: args.units == Units::Lines,
    };
    let mut findings = translation::compare(&source, &target, &options);
    for (side, input, language) in [
        (&mut findings.source, &inputs.0, &options.source_language),
        (&mut findings.target, &inputs.1, &options.target_language),
    ] {
        side.address.clone_from(&input.address);
        side.sha256 = input.sha256();
        side.language = language.as_ref().map(ToString::to_string);
    }
    context.write(args.output.as_deref(), |out| match args.format {
        Format::Json => report::translation_json(&findings, out),
        Format::Terminal => {
            let colour = context.colour && args.output.is_none();
            report::translation_terminal(&findings, &TranslationOptions { width: context.width, colour }, out)
        }
    })?;
    Ok(if fails(&findings, &args.fail_on) { DIFFERENCE } else { SUCCESS })
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

fn fails(findings: &Findings, kinds: &[Kind]) -> bool {
    kinds.iter().any(|kind| findings.findings.iter().any(|finding| finding.kind == FindingKind::from(*kind)))
}
