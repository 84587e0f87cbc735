//! A person's word that the translation of a clause is right, recorded in the store.

use super::error::{Error, ErrorKind, Hint};
use super::open::Repository;
use super::text::Text;
use super::translation::Sides;
use crate::model::{Date, Document, DocumentName, Language, Settled};
use crate::store::{Author, StoredEdition};
use crate::translation::{self, Finding, Findings};

/// What a person approves.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Approval<'a> {
    /// The translation: `privacy/fr`.
    pub translation: &'a str,
    /// Clauses of the source (`s3.b4`), or ids of findings.
    pub clauses: &'a [String],
    /// Why it is right.
    pub note: Option<&'a str>,
    /// Who says so.
    pub author: &'a Author,
}

impl<'a> Approval<'a> {
    /// An approval of clauses of a translation by a person.
    #[must_use]
    pub fn new(translation: &'a str, clauses: &'a [String], author: &'a Author) -> Self {
        Self { translation, clauses, note: None, author }
    }
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Approved {
    /// The document.
    pub document: DocumentName,
    /// The language of the translation.
    pub language: Language,
    /// The commit; none where nothing had to be written.
    pub commit: Option<String>,
}

impl Repository {
    /// Records that the translation of clauses is right. What was found about them is left out of every report until
    /// the source's clause changes again.
    ///
    /// # Errors
    /// When the translation is not in the store, or nothing was found about one of the clauses.
    pub fn approve(&self, approval: &Approval<'_>) -> Result<Approved, Error> {
        let (stored, records) = self.records(approval)?;
        let document = stored.edition.document;
        let commit = self.store()?.settle(&document, &records, approval.author)?;
        Ok(Approved { document, language: stored.edition.language, commit })
    }

    /// Removes approvals.
    ///
    /// # Errors
    /// As [`Repository::approve`].
    pub fn withdraw_approval(&self, approval: &Approval<'_>) -> Result<Approved, Error> {
        let (stored, records) = self.records(approval)?;
        let (document, language) = (stored.edition.document, stored.edition.language);
        let sources: Vec<String> = records.into_iter().map(|record| record.source).collect();
        let commit = self.store()?.unsettle(&document, &language, &sources, approval.author)?;
        Ok(Approved { document, language, commit })
    }

    /// The translation, and a record for each finding about the clauses.
    fn records(&self, approval: &Approval<'_>) -> Result<(StoredEdition, Vec<Settled>), Error> {
        let target = self.text(approval.translation)?;
        let Some(stored) = target.edition().cloned() else {
            let sentence = format!("`{}` is not an edition of the store", approval.translation);
            return Err(Error::new(ErrorKind::Invalid, sentence)
                .advice("write document/language, such as `privacy/fr`"));
        };
        let all = self.store()?.editions(&stored.edition.document)?;
        let source = self.source_of(&all, &stored)?;
        let Some(edition) = source.edition().cloned() else {
            return Err(Error::new(ErrorKind::Invalid, "its source is not in the store"));
        };
        // What was approved before is looked at too: it may be withdrawn.
        let mut context = self.stored_context(&all, &edition, &target)?;
        context.approved.clear();
        let sides = Sides::new(source, target)?;
        let languages = (sides.documents.0.language.clone(), sides.documents.1.language.clone());
        let options = self.settings().translation_options(languages)?;
        let found = self.findings(&sides, &context, &options)?;
        let mut records = Vec::new();
        for clause in approval.clauses {
            let chosen = chosen(&found, clause);
            if chosen.is_empty() {
                return Err(nothing(&found, &sides.documents.0, clause, approval.translation));
            }
            for finding in chosen {
                records.push(record(finding, &stored.edition.language, &sides.source, approval)?);
            }
        }
        Ok((stored, records))
    }
}

/// The findings that a person means: by their own id, or by the source's clause, as it is or was.
fn chosen<'a>(findings: &'a Findings, clause: &str) -> Vec<&'a Finding> {
    let is_meant = |finding: &&Finding| {
        let before = finding.since.iter().flat_map(|since| &since.base);
        let former = if finding.source.is_empty() { before.collect() } else { Vec::new() };
        finding.id == clause || finding.source.iter().chain(former).any(|place| place.id == clause)
    };
    let meant: Vec<&Finding> = findings.findings.iter().filter(is_meant).collect();
    // What the source dropped is found a second time, as text that only the translation has.
    let again = |finding: &&Finding| {
        finding.source.is_empty()
            && meant.iter().any(|meant| meant.source.is_empty() && meant.target == finding.target)
    };
    findings.findings.iter().filter(|finding| is_meant(finding) || again(finding)).collect()
}

/// Why there is nothing to approve.
fn nothing(findings: &Findings, source: &Document, clause: &str, translation: &str) -> Error {
    let known = source.blocks.iter().any(|block| block.id == clause)
        || source.sections.iter().any(|section| section.id == clause);
    let sentence = if known {
        format!("nothing was found about `{clause}` of `{translation}`")
    } else {
        format!("`{}` has no clause or finding `{clause}`", findings.source.address)
    };
    Error::new(ErrorKind::NotFound, sentence).hint(Hint::ListFindings(translation.to_owned()))
}

fn record(
    finding: &Finding,
    language: &Language,
    source: &Text,
    approval: &Approval<'_>,
) -> Result<Settled, Error> {
    let (digest, target) = translation::settle(finding);
    let before = || finding.since.as_ref()?.base.first();
    let clause = finding.source.first().or_else(before).or(finding.target.first());
    let revision = source.edition().map(|stored| stored.edition.revision.to_string());
    let author = approval.author;
    Ok(Settled {
        language: language.clone(),
        clause: clause.map(|place| place.id.clone()).unwrap_or_default(),
        source: digest,
        target,
        revision: revision.unwrap_or_default(),
        by: format!("{} <{}>", author.name, author.email),
        on: day(author.seconds)?,
        note: approval.note.map(str::to_owned),
    })
}

/// The day of a time, in UTC.
fn day(seconds: i64) -> Result<Date, Error> {
    let invalid = |error: &dyn std::fmt::Display| Error::new(ErrorKind::Invalid, error);
    let time = jiff::Timestamp::from_second(seconds).map_err(|error| invalid(&error))?.to_string();
    Date::new(time.get(..10).unwrap_or_default()).map_err(|error| invalid(&error))
}
