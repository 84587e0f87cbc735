//! A translation with its source, as both are now, and with what the source changed since the translation was made.

use super::base::{Base, TranslationContext};
use super::error::{Error, ErrorKind, Hint};
use super::open::Repository;
use super::text::Text;
use super::text_source::TextSource;
use crate::diff;
use crate::model::{Basis, Document, Language};
use crate::store::StoredEdition;
use crate::translation::{self, Findings, Memory, Options, Since};
use std::sync::Arc;

/// Which translation is asked about, and how it is compared.
///
/// `"privacy/fr"` makes a query about a stored translation, whose source is known; a pair of addresses one about any two
/// texts.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TranslationQuery {
    /// The text that was translated; of a stored translation it is known.
    pub source: Option<TextSource>,
    /// The translation.
    pub target: TextSource,
    /// The source as it was when it was translated, where the caller knows it.
    pub since: Option<TextSource>,
    /// The language of the source, where it is not the one that is recorded or detected.
    pub source_language: Option<Language>,
    /// The language of the translation.
    pub target_language: Option<Language>,
    /// Whether each pair of clauses lists its pairs of sentences.
    pub sentences: bool,
    /// Whether the texts are parallel texts, each line a sentence, rather than documents.
    pub lines: bool,
}

impl TranslationQuery {
    /// A query about a translation.
    #[must_use]
    pub fn new(target: impl Into<TextSource>) -> Self {
        Self {
            source: None,
            target: target.into(),
            since: None,
            source_language: None,
            target_language: None,
            sentences: false,
            lines: false,
        }
    }

    /// The same about a translation of this source.
    #[must_use]
    pub fn with_source(self, source: impl Into<TextSource>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    /// What is compared of a text.
    fn document(&self, text: &Text) -> Result<Arc<Document>, Error> {
        if !self.lines {
            return text.document();
        }
        let mut document = translation::document_of_lines(&String::from_utf8_lossy(text.bytes()));
        document.language = match text.language() {
            Some(language) => Some(language.clone()),
            None => text.document()?.language.clone(),
        };
        Ok(Arc::new(document))
    }
}

impl From<&str> for TranslationQuery {
    fn from(target: &str) -> Self {
        Self::new(target)
    }
}

impl From<(&str, &str)> for TranslationQuery {
    fn from((source, target): (&str, &str)) -> Self {
        Self::new(target).with_source(source)
    }
}

/// Two texts of which one translates the other, and what is compared of them.
pub(super) struct Sides {
    pub source: Text,
    pub target: Text,
    pub documents: (Arc<Document>, Arc<Document>),
}

impl Sides {
    pub fn new(source: Text, target: Text) -> Result<Self, Error> {
        let documents = (source.document()?, target.document()?);
        Ok(Self { source, target, documents })
    }
}

impl Repository {
    /// What a translation lacks, and which of its clauses are wrong since the source changed. The rules, the glossary
    /// and the dictionaries are those of the repository's settings.
    ///
    /// ```no_run
    /// # let repo = recension::Repository::discover(".")?;
    /// let report = repo.translation("privacy/fr")?;
    /// let drafts = repo.translation(("docs/privacy.md", "docs/privacy.fr.md"))?;
    /// println!("{} and {} findings", report.findings.len(), drafts.findings.len());
    /// # Ok::<(), recension::repository::Error>(())
    /// ```
    ///
    /// # Errors
    /// When a text does not exist or cannot be read, or nothing says what the translation was made from.
    pub fn translation(&self, query: impl Into<TranslationQuery>) -> Result<Findings, Error> {
        let query = query.into();
        let (source, target) = self.translated(&query)?;
        let documents = (query.document(&source)?, query.document(&target)?);
        let mut context = self.context(&source, &target)?;
        if let Some(since) = &query.since {
            context.base = Some(Base { text: self.find(since.clone())?, basis: Basis::Given });
            context.notes.clear();
        }
        let language = |given: &Option<Language>, document: &Document| {
            given.clone().or_else(|| document.language.clone())
        };
        let languages =
            (language(&query.source_language, &documents.0), language(&query.target_language, &documents.1));
        let options = self.settings().translation_options(languages)?;
        let options = Options { sentences: query.sentences, lines: query.lines, ..options };
        self.findings(&Sides { source, target, documents }, &context, &options)
    }

    /// Source and translation.
    fn translated(&self, query: &TranslationQuery) -> Result<(Text, Text), Error> {
        if let Some(source) = &query.source {
            return Ok((self.find(source.clone())?, self.find(query.target.clone())?));
        }
        let target = self.find(query.target.clone())?;
        let Some(stored) = target.edition() else {
            let sentence = format!("`{}` is not an edition of the store", target.address());
            return Err(Error::new(ErrorKind::Invalid, sentence).hint(Hint::NameSource));
        };
        let all = self.store()?.editions(&stored.edition.document)?;
        Ok((self.source_of(&all, stored)?, target))
    }

    /// What two texts are judged by beside each other.
    fn context(&self, source: &Text, target: &Text) -> Result<TranslationContext, Error> {
        let Some(stored) = target.edition() else { return self.file_context(source, target) };
        let document = &stored.edition.document;
        match source.edition().filter(|source| source.edition.document == *document) {
            Some(source) => self.stored_context(&self.store()?.editions(document)?, source, target),
            None => {
                let approved = self.store()?.settled(document)?;
                Ok(TranslationContext { approved, ..self.file_context(source, target)? })
            }
        }
    }

    /// The newest edition of the source that a stored translation is made from.
    pub(super) fn source_of(
        &self,
        all: &[StoredEdition],
        translation: &StoredEdition,
    ) -> Result<Text, Error> {
        let own = &translation.edition.language;
        let language = self.source_language(all).filter(|source| source != own);
        let newest = all.iter().rev().find(|stored| Some(&stored.edition.language) == language.as_ref());
        let newest = newest.cloned().ok_or_else(|| {
            let sentence =
                format!("`{}` is not a translation of another edition", translation.edition.address());
            Error::new(ErrorKind::Invalid, sentence).hint(Hint::NameSource)
        })?;
        self.edition(newest)
    }

    /// The language that a stored document is translated from: the project's where the document has it, else as its
    /// records say.
    pub(super) fn source_language(&self, all: &[StoredEdition]) -> Option<Language> {
        let project = self.settings().source_language.as_ref();
        let project = project.filter(|own| all.iter().any(|stored| stored.edition.language == **own));
        project.cloned().or_else(|| self.store().ok()?.source_language(all))
    }

    /// Compares a translation with its source, and where its base is known, with what the source changed since. Every
    /// question about a translation comes here, so that all get the same answer.
    pub(super) fn findings(
        &self,
        sides: &Sides,
        context: &TranslationContext,
        options: &Options,
    ) -> Result<Findings, Error> {
        let (source, target) = (&sides.documents.0, &sides.documents.1);
        let earlier: Vec<_> = context.earlier.iter().map(|(old, new)| (&**old, &**new)).collect();
        let memory = Memory::learn(&earlier, (source, target), options);
        let options = &Options { memory: Some(memory), ..options.clone() };
        let mut findings = translation::compare(source, target, options);
        name(&mut findings, sides, options);
        findings.notes.extend(context.notes.iter().cloned());
        let Some(base) = &context.base else {
            // What was approved holds whether or not it is known what was translated.
            translation::leave_out(&mut findings, &context.approved);
            return Ok(findings);
        };
        let former = base.text.document()?;
        let mut comparison = diff::compare(&former, source, &self.settings().diff_options());
        for (side, text) in [(&mut comparison.old, &base.text), (&mut comparison.new, &sides.source)] {
            text.address().clone_into(&mut side.address);
            side.sha256 = text.sha256();
        }
        // What was translated fits the translation better than what it has become.
        let changed = base.text.bytes() != sides.source.bytes();
        let before = if changed { translation::compare(&former, target, options) } else { findings.clone() };
        let since =
            Since { comparison: &comparison, base: &before, basis: base.basis, settled: &context.approved };
        translation::lag(&mut findings, &since);
        Ok(findings)
    }
}

/// Gives both sides their addresses, hashes and languages.
fn name(findings: &mut Findings, sides: &Sides, options: &Options) {
    for (side, text, language) in [
        (&mut findings.source, &sides.source, &options.source_language),
        (&mut findings.target, &sides.target, &options.target_language),
    ] {
        text.address().clone_into(&mut side.address);
        side.sha256 = text.sha256();
        side.language = language.as_ref().map(ToString::to_string).or_else(|| side.language.take());
    }
}
