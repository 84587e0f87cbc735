//! Storing a text as an edition: its language, its label and its record, made from the text and from what the caller
//! says of it.

use super::error::{Error, ErrorKind, Hint};
use super::open::Repository;
use super::text::Text;
use crate::formats;
use crate::model::{Basis, Date, Document, DocumentName, Edition, Language, Lines, Revision};
use crate::store::{Author, FieldChange, NewEdition, SourceEditions, StoreError, Stored};
use std::path::Path;

/// What the caller says of an edition.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct NewSnapshot {
    /// The document's name, the same over its whole life.
    pub document: DocumentName,
    /// The language; the detected one where none is named.
    pub language: Option<Language>,
    /// The label of this state of the document; the date of publication where none is named.
    pub revision: Option<String>,
    /// When its publisher says it was published.
    pub published: Option<Date>,
    /// When it binds.
    pub effective: Option<Date>,
    /// When it was taken.
    pub captured: Option<Date>,
    /// Where it was taken from.
    pub source_url: Option<String>,
    /// Its title; the one that the text gives itself where none is named.
    pub title: Option<String>,
    /// The edition that it translates: `en@2021-02-23`.
    pub translates: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Whether the text holds several languages one after the other, each to be stored by itself.
    pub split_languages: bool,
    /// Whether an edition of the same label with other bytes is replaced.
    pub replace: bool,
}

impl NewSnapshot {
    /// An edition of a document of which nothing else is known.
    #[must_use]
    pub fn new(document: DocumentName) -> Self {
        Self {
            document,
            language: None,
            revision: None,
            published: None,
            effective: None,
            captured: None,
            source_url: None,
            title: None,
            translates: None,
            note: None,
            split_languages: false,
            replace: false,
        }
    }
}

/// What became of a text that was to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Snapshot {
    /// The commit; none where everything was stored already.
    pub commit: Option<String>,
    /// The editions: one, or one a language.
    pub editions: Vec<SnapshotEdition>,
}

/// One edition of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SnapshotEdition {
    /// Its address.
    pub address: String,
    /// Its language, and whether that was detected.
    pub language: (Language, bool),
    /// Its lines in the text, where the text was split.
    pub lines: Option<Lines>,
    /// An earlier revision with the same bytes.
    pub same_as: Option<Revision>,
    /// Fields of its stored record that changed.
    pub fields: Vec<FieldChange>,
    /// The source that it is taken to translate.
    pub source: Option<SnapshotSource>,
}

/// What a stored translation was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SnapshotSource {
    /// No record says so: the newest source that is not later.
    Assumed(String),
    /// Its record names an edition that is not stored (yet).
    Missing(String),
}

/// A text to store, with its language.
struct Part {
    bytes: Vec<u8>,
    language: Language,
    is_detected: bool,
    lines: Option<Lines>,
}

impl Repository {
    /// Stores a text as an edition, in one commit.
    ///
    /// ```no_run
    /// use recension::model::{Date, DocumentName};
    /// use recension::repository::{NewSnapshot, Text};
    /// # use recension::store::Author;
    ///
    /// # let repo = recension::Repository::discover(".")?;
    /// # let author = Author { name: "A".into(), email: "a@example.org".into(), seconds: 0, offset_minutes: 0 };
    /// let mut new = NewSnapshot::new(DocumentName::new("privacy")?);
    /// new.published = Some(Date::new("2021-02-23")?);
    /// let stored = repo.snapshot(&Text::read_file("privacy.md")?, &new, &author)?;
    /// println!("{}", stored.editions[0].address);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the text cannot be read, its language or label is unknown, or the store cannot be written.
    pub fn snapshot(&self, text: &Text, new: &NewSnapshot, author: &Author) -> Result<Snapshot, Error> {
        let parts = parts(text, new)?;
        let editions: Vec<NewEdition> =
            parts.iter().map(|part| edition(text, new, part)).collect::<Result<_, Error>>()?;
        let store = self.store()?;
        let stored = if new.replace {
            store.snapshot_replacing(&editions, author)?
        } else {
            store.snapshot(&editions, author)?
        };
        let (commit, same_as, fields) = match stored {
            Stored::Unchanged => (None, Vec::new(), Vec::new()),
            Stored::Committed { commit, same_as, fields } => (Some(commit), same_as, fields),
        };
        let mut out = Vec::new();
        for (part, new) in parts.into_iter().zip(&editions) {
            let same = same_as.iter().find(|(stored, _)| stored.language == new.edition.language);
            out.push(SnapshotEdition {
                address: new.edition.address(),
                language: (part.language, part.is_detected),
                lines: part.lines,
                same_as: same.map(|(_, revision)| revision.clone()),
                fields: fields
                    .iter()
                    .filter(|(stored, _)| stored.language == new.edition.language)
                    .map(|(_, field)| field.clone())
                    .collect(),
                source: self.made_from(&new.edition)?,
            });
        }
        Ok(Snapshot { commit, editions: out })
    }

    /// What a translation is taken to be made from, where its record does not say it: that can be put right at once.
    fn made_from(&self, edition: &Edition) -> Result<Option<SnapshotSource>, Error> {
        let store = self.store()?;
        let all = store.editions(&edition.document)?;
        let stored = all.iter().find(|stored| {
            stored.edition.language == edition.language && stored.edition.revision == edition.revision
        });
        let source = self.source_language(&all).filter(|source| *source != edition.language);
        let (Some(stored), Some(source)) = (stored, source) else { return Ok(None) };
        let origin = self.edition(stored.clone())?.document()?.origin.clone();
        match store.sources(stored, &all, &source, origin.as_ref()) {
            Ok(Some(SourceEditions { base: Some(base), basis: Basis::Assumed, .. })) => {
                let base = &base.edition;
                Ok(Some(SnapshotSource::Assumed(format!("{}@{}", base.language, base.revision))))
            }
            Ok(_) => Ok(None),
            // A record may name a source that is stored later.
            Err(StoreError::UnknownRevision { edition: source, revision, .. }) => {
                Ok(Some(SnapshotSource::Missing(format!("{source}@{revision}"))))
            }
            Err(error) => Err(error.into()),
        }
    }
}

fn parts(text: &Text, new: &NewSnapshot) -> Result<Vec<Part>, Error> {
    if new.split_languages {
        let runs = formats::split_languages(text.bytes());
        let runs = runs.map_err(|error| Error::unreadable(text.address(), error))?;
        if runs.len() < 2 {
            let sentence = format!("`{}` holds only one language", text.address());
            return Err(Error::new(ErrorKind::Invalid, sentence).hint(Hint::KeepWhole));
        }
        let part = |run: formats::LanguageRun| Part {
            bytes: text.bytes().get(run.bytes).unwrap_or_default().to_vec(),
            language: run.language,
            is_detected: true,
            lines: Some(run.lines),
        };
        return Ok(runs.into_iter().map(part).collect());
    }
    let (language, is_detected) = match &new.language {
        Some(language) => (language.clone(), false),
        None => {
            let detected = text.document()?.language.clone().ok_or_else(|| {
                let sentence = format!("cannot detect the language of `{}`", text.address());
                Error::new(ErrorKind::Invalid, sentence).hint(Hint::NameLanguage)
            })?;
            (detected, true)
        }
    };
    Ok(vec![Part { bytes: text.bytes().to_vec(), language, is_detected, lines: None }])
}

fn edition(text: &Text, new: &NewSnapshot, part: &Part) -> Result<NewEdition, Error> {
    let format = text.format();
    let document: Document =
        formats::read(&part.bytes, format).map_err(|error| Error::unreadable(text.address(), error))?;
    let label = new.revision.clone().or_else(|| new.published.as_ref().map(ToString::to_string));
    let label = label.ok_or_else(|| {
        Error::new(ErrorKind::Invalid, "the edition needs a label").hint(Hint::NameRevision)
    })?;
    let extension = Path::new(text.address()).extension();
    let extension = extension.map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    Ok(NewEdition {
        edition: Edition {
            document: new.document.clone(),
            language: part.language.clone(),
            revision: Revision::new(&label).map_err(|error| Error::new(ErrorKind::Invalid, error))?,
            title: new.title.clone(),
            captured: new.captured.clone(),
            published: new.published.clone(),
            effective: new.effective.clone(),
            source_url: new.source_url.clone(),
            media_type: format.media_type().to_owned(),
            sha256: super::text::sha256(&part.bytes),
            extractor: format.extractor().to_owned(),
            // Of several languages at once, the source translates nothing.
            translates: new
                .translates
                .clone()
                .filter(|source| !source.starts_with(&format!("{}@", part.language))),
            note: new.note.clone(),
        },
        title_in_text: document.title.clone(),
        text: formats::to_markdown(&document, format),
        original: part.bytes.clone(),
        extension: extension.unwrap_or_else(|| format.extension().to_owned()),
    })
}
