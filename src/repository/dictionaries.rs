//! The user's glossary and dictionaries, read from where the user has them.

use super::error::{Error, ErrorKind, Hint};
use super::text::file;
use crate::model::Language;
use crate::translation::{Dictionary, Glossary, Languages, named};
use std::path::PathBuf;
use std::sync::OnceLock;

/// A dictionary under the name that errors call it by. It is read when a comparison first needs it.
#[derive(Debug, Clone)]
pub struct DictionaryFile {
    folder: PathBuf,
    name: String,
    must_serve: bool,
    read: OnceLock<Dictionary>,
}

impl DictionaryFile {
    /// A dictionary: `FILE`, or `en-de:FILE` where the file does not say its languages; of a dictd dictionary the index,
    /// the body, or what their names have in common. Relative paths start at `folder`.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>, name: impl Into<String>) -> Self {
        Self { folder: folder.into(), name: name.into(), must_serve: false, read: OnceLock::new() }
    }

    /// The same dictionary, with which it is an error to ask about texts in other languages; otherwise it is left aside
    /// there.
    #[must_use]
    pub fn required(self) -> Self {
        Self { must_serve: true, ..self }
    }

    fn dictionary(&self) -> Result<&Dictionary, Error> {
        if let Some(read) = self.read.get() {
            return Ok(read);
        }
        let read = self.load()?;
        Ok(self.read.get_or_init(|| read))
    }

    fn load(&self) -> Result<Dictionary, Error> {
        let exists = |path: &str| self.folder.join(path).exists();
        let (languages, path) = match self.name.split_once(':') {
            Some((languages, path)) if !exists(&self.name) => match pair(languages) {
                Some(languages) => (Some(languages), path),
                None => (None, self.name.as_str()),
            },
            _ => (None, self.name.as_str()),
        };
        let index = format!("{path}.index");
        let path = if !exists(path) && exists(&index) { index.as_str() } else { path };
        let bytes = file(&self.folder.join(path), path)?;
        let beside = |name: &str| std::fs::read(self.folder.join(name)).ok();
        Dictionary::read(path, &bytes, languages, beside).map_err(|error| {
            Error::new(ErrorKind::Unreadable, format!("cannot read the dictionary `{path}`: {error}"))
        })
    }
}

/// `en-de`
fn pair(text: &str) -> Option<Languages> {
    let (from, to) = text.split_once('-')?;
    let subtag =
        |part: &str| matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_lowercase());
    (subtag(from) && subtag(to)).then(|| Languages { from: from.to_owned(), to: to.to_owned() })
}

/// The primary subtag of a language; empty where it is unknown.
pub(super) fn primary(language: Option<&Language>) -> &str {
    language.map_or("", Language::primary)
}

/// The dictionaries for two languages.
///
/// # Errors
/// When one cannot be read, or one that must serve is for other languages.
pub(super) fn serving(
    all: &[DictionaryFile],
    (source, target): (Option<&Language>, Option<&Language>),
) -> Result<Vec<Dictionary>, Error> {
    let (source, target) = (primary(source), primary(target));
    let mut serving = Vec::new();
    for file in all {
        let dictionary = file.dictionary()?;
        if dictionary.serves(source, target) {
            serving.push(dictionary.clone());
        } else if file.must_serve {
            return Err(does_not_serve(&file.name, dictionary.languages(), (source, target)));
        }
    }
    Ok(serving)
}

fn does_not_serve(name: &str, languages: &Languages, (source, target): (&str, &str)) -> Error {
    let language = |tag| Some(tag).filter(|tag: &&str| !tag.is_empty()).map_or("an unknown language", named);
    let sentence = format!(
        "the dictionary `{name}` is for {} and {}, and the texts are in {} and {}",
        named(&languages.from),
        named(&languages.to),
        language(source),
        language(target)
    );
    Error::new(ErrorKind::Invalid, sentence).hint(Hint::NameLanguages)
}

/// A glossary: TSV, CSV or TBX. It is read when a comparison first needs it, and its terms are taken from it when the
/// two languages are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlossaryFile {
    folder: PathBuf,
    path: PathBuf,
}

impl GlossaryFile {
    /// The glossary at a path; a relative one starts at `folder`.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>, path: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), path: path.into() }
    }

    /// Its terms in two languages.
    pub(super) fn terms(
        &self,
        (source, target): (Option<&Language>, Option<&Language>),
    ) -> Result<Glossary, Error> {
        let name = self.path.display().to_string();
        let bytes = file(&self.folder.join(&self.path), &name)?;
        let text = String::from_utf8_lossy(&bytes);
        Glossary::parse(&text, primary(source), primary(target)).map_err(|error| {
            let sentence = format!("cannot read the glossary `{name}`: {error}");
            Error::new(ErrorKind::Unreadable, sentence)
        })
    }
}
