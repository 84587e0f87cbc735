//! `recension settle`

use crate::failure::{Failure, SUCCESS};
use crate::input::Input;
use crate::output::Context;
use crate::pairing::Against;
use crate::{editions, pairing};
use clap::Args;
use recension::model::{Date, Document, Settled};
use recension::store::Author;
use recension::translation::{self, Finding, Findings, Options};

/// Record that the translation of a clause is right
///
/// A person has looked and says so: what was found about the clause is left out
/// of `status` and `translation` until its source changes again. What was found
/// in the translation itself comes back when the translation changes, too. The
/// record is kept in the store, with who said it and why.
///
/// CLAUSE is the id that a finding shows: of the source's clause (s3.b4), or of
/// the finding (0b77c2d8e19a), which there always is.
///
/// Examples:
///
///   recension settle privacy/fr s3.b4 --note "the French always said so"
///   recension settle privacy/fr s3.b4 --undo
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct SettleArgs {
    /// The translation: document/language
    pub translation: String,
    /// The clauses or findings
    #[arg(required = true, value_name = "CLAUSE")]
    pub clauses: Vec<String>,
    /// Why it is right
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Take back what was settled
    #[arg(long, conflicts_with = "note")]
    pub undo: bool,
}

/// Runs it.
pub fn run(context: &Context, args: &SettleArgs) -> Result<u8, Failure> {
    let store = editions::open(context)?;
    let target = Input::read(context, &args.translation)?;
    let Some(stored) = target.stored.clone() else {
        return Err(Failure::new(format!("`{}` is no edition of the store", args.translation))
            .hint("write document/language, such as `privacy/fr`"));
    };
    let all = store.editions(&stored.edition.document)?;
    let source = pairing::source_of(&store, &all, &stored)?;
    let documents = (source.document()?, target.document()?);
    let pair = source.stored.as_ref().map(|from| (from, &stored));
    let (base, earlier) = match pair {
        Some(pair) => {
            (pairing::stored_base(&store, &all, pair, &documents.1)?, pairing::earlier(&store, &all, pair)?)
        }
        None => (None, Vec::new()),
    };
    let options = Options {
        source_language: documents.0.language.clone(),
        target_language: documents.1.language.clone(),
        ..Options::default()
    };
    // What was settled before is looked at too: it may be taken back.
    let against = Against { base: base.as_ref(), settled: &[], earlier: &earlier, rules: None };
    let found = pairing::findings((&source, &target), (&documents.0, &documents.1), &against, &options)?;
    let author = editions::author(&store);
    let document = &stored.edition.document;
    let mut new = Vec::new();
    for clause in &args.clauses {
        let chosen = chosen(&found, clause);
        if chosen.is_empty() {
            return Err(nothing(&found, &documents.0, clause, &args.translation));
        }
        new.extend(
            chosen
                .into_iter()
                .map(|finding| settled(finding, &stored.edition.language, &source, args, &author)),
        );
    }
    let new = new.into_iter().collect::<Result<Vec<Settled>, Failure>>()?;
    let commit = if args.undo {
        let sources: Vec<String> = new.iter().map(|settled| settled.source.clone()).collect();
        store.unsettle(document, &stored.edition.language, &sources, &author)?
    } else {
        store.settle(document, &new, &author)?
    };
    let did = if args.undo { "Took back" } else { "Settled" };
    let clauses = args.clauses.join(", ");
    context.say(&match commit {
        Some(commit) => {
            format!("{did} {clauses} of {document}/{} in commit {}", stored.edition.language, short(&commit))
        }
        None if args.undo => format!("Nothing was settled of {clauses}; nothing was written"),
        None => format!("{clauses} is settled already; nothing was written"),
    });
    Ok(SUCCESS)
}

fn short(commit: &str) -> &str {
    commit.get(..12).unwrap_or(commit)
}

/// The findings that a user means: by their own id, or by the source's clause, as it is or was.
fn chosen<'a>(findings: &'a Findings, clause: &str) -> Vec<&'a Finding> {
    let is_meant = |finding: &&Finding| {
        let before = finding.since.iter().flat_map(|since| &since.base);
        let former = if finding.source.is_empty() { before.collect() } else { Vec::new() };
        finding.id == clause || finding.source.iter().chain(former).any(|place| place.id == clause)
    };
    let meant: Vec<&Finding> = findings.findings.iter().filter(is_meant).collect();
    // What the source gave up is found a second time, as text that is in the translation alone.
    let again = |finding: &&Finding| {
        finding.source.is_empty()
            && meant.iter().any(|meant| meant.source.is_empty() && meant.target == finding.target)
    };
    findings.findings.iter().filter(|finding| is_meant(finding) || again(finding)).collect()
}

/// Why there is nothing to settle.
fn nothing(findings: &Findings, source: &Document, clause: &str, translation: &str) -> Failure {
    let known = source.blocks.iter().any(|block| block.id == clause)
        || source.sections.iter().any(|section| section.id == clause);
    let message = if known {
        format!("nothing was found about `{clause}` of `{translation}`")
    } else {
        format!("`{}` has no clause or finding `{clause}`", findings.source.address)
    };
    Failure::new(message).hint(format!("`recension translation {translation}` lists the findings"))
}

fn settled(
    finding: &Finding,
    language: &recension::model::Language,
    source: &Input,
    args: &SettleArgs,
    author: &Author,
) -> Result<Settled, Failure> {
    let (digest, target) = translation::settle(finding);
    let before = || finding.since.as_ref()?.base.first();
    let clause = finding.source.first().or_else(before).or(finding.target.first());
    let revision = source.stored.as_ref().map(|stored| stored.edition.revision.to_string());
    Ok(Settled {
        language: language.clone(),
        clause: clause.map(|place| place.id.clone()).unwrap_or_default(),
        source: digest,
        target,
        revision: revision.unwrap_or_default(),
        by: format!("{} <{}>", author.name, author.email),
        on: day(author.seconds)?,
        note: args.note.clone(),
    })
}

/// The day of a time, in UTC.
fn day(seconds: i64) -> Result<Date, Failure> {
    let time = jiff::Timestamp::from_second(seconds).map_err(Failure::new)?.to_string();
    Date::new(time.get(..10).unwrap_or_default()).map_err(Failure::new)
}
