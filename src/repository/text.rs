//! A text as it was found: its bytes, what reads them, and the document that they hold, read once.

use super::error::{Error, ErrorKind};
use crate::formats::{self, Format, ReadOptions};
use crate::model::{Document, Language};
#[cfg(feature = "git")]
use crate::store::StoredEdition;
use sha2::{Digest, Sha256};
use std::io;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// A text with its address. The document is read when it is first asked for, and once.
///
/// ```
/// use recension::repository::Text;
///
/// let text = Text::named("draft", "terms.md", b"# Terms\n\nWe keep your data for 30 days.\n".to_vec());
/// assert_eq!(text.document()?.blocks.len(), 1);
/// # Ok::<(), recension::repository::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Text {
    address: String,
    bytes: Vec<u8>,
    format: Format,
    options: ReadOptions,
    language: Option<Language>,
    #[cfg(feature = "git")]
    edition: Option<StoredEdition>,
    may_be_empty: bool,
    document: OnceLock<Arc<Document>>,
}

impl Text {
    /// A text under the name that reports show, without a file name that says its format.
    #[must_use]
    pub fn new(address: impl Into<String>, bytes: Vec<u8>) -> Self {
        let format = Format::detect(None, &bytes);
        Self::of(address.into(), bytes, format)
    }

    /// A text under the name that reports show; `path` says its format.
    #[must_use]
    pub fn named(address: impl Into<String>, path: &str, bytes: Vec<u8>) -> Self {
        let format = Format::detect(Some(path), &bytes);
        Self::of(address.into(), bytes, format)
    }

    fn of(address: String, bytes: Vec<u8>, format: Format) -> Self {
        Self {
            address,
            bytes,
            format,
            options: ReadOptions::default(),
            language: None,
            #[cfg(feature = "git")]
            edition: None,
            may_be_empty: false,
            document: OnceLock::new(),
        }
    }

    /// The text of a file.
    ///
    /// # Errors
    /// When it does not exist (with the name in its folder that is most like it), is a folder, or cannot be read.
    pub fn read_file(path: impl AsRef<Path>) -> Result<Self, Error> {
        let name = path.as_ref().to_string_lossy().into_owned();
        Ok(Self::named(name.clone(), &name, file(path.as_ref(), &name)?))
    }

    /// The text of a stored edition.
    #[cfg(feature = "git")]
    pub(super) fn stored(bytes: Vec<u8>, edition: StoredEdition) -> Self {
        // Before there were readers of markup, it was stored as plain text: the content says what it is.
        let format = match Format::of_media_type(&edition.edition.media_type) {
            Some(Format::Plain) => Format::detect(Some("original.txt"), &bytes),
            Some(format) => format,
            None => Format::detect(None, &bytes),
        };
        let language = Some(edition.edition.language.clone());
        let text = Self::of(edition.edition.address(), bytes, format);
        Self { language, edition: Some(edition), ..text }
    }

    /// The same text under another address.
    #[must_use]
    pub fn with_address(self, address: impl Into<String>) -> Self {
        Self { address: address.into(), ..self }
    }

    /// The same text, read otherwise: in another state of its tracked changes, from another part of a web page.
    #[must_use]
    pub fn with_options(self, options: ReadOptions) -> Self {
        Self { options, document: OnceLock::new(), ..self }
    }

    /// The same text, read as another format than its content and name show.
    #[must_use]
    pub fn with_format(self, format: Format) -> Self {
        Self { format, document: OnceLock::new(), ..self }
    }

    /// The same text in a language that the caller knows.
    #[must_use]
    pub fn with_language(self, language: Option<Language>) -> Self {
        Self { language: language.or(self.language), document: OnceLock::new(), ..self }
    }

    /// The same text, which has no words where it has no bytes: a version of a file that was not there yet, or is there
    /// no more. Otherwise an empty text is an error.
    #[must_use]
    pub fn or_empty(self) -> Self {
        Self { may_be_empty: true, ..self }
    }

    /// As the caller named it.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What reads it.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// Its language, where its record or the caller says one.
    #[must_use]
    pub fn language(&self) -> Option<&Language> {
        self.language.as_ref()
    }

    /// Its place in the store, where it is an edition.
    #[cfg(feature = "git")]
    #[must_use]
    pub fn edition(&self) -> Option<&StoredEdition> {
        self.edition.as_ref()
    }

    /// The document that it holds.
    ///
    /// # Errors
    /// When the format cannot be read or holds no text.
    pub fn document(&self) -> Result<Arc<Document>, Error> {
        if let Some(document) = self.document.get() {
            return Ok(Arc::clone(document));
        }
        let mut document = if self.may_be_empty && self.bytes.is_empty() {
            Document::empty()
        } else {
            formats::read_with(&self.bytes, self.format, &self.options)
                .map_err(|error| Error::unreadable(&self.address, error))?
        };
        document.language = self.language.clone().or(document.language);
        Ok(Arc::clone(self.document.get_or_init(|| Arc::new(document))))
    }

    /// SHA-256 of its bytes, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        sha256(&self.bytes)
    }
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of the file at `path`, which errors call `name`.
pub(super) fn file(path: &Path, name: &str) -> Result<Vec<u8>, Error> {
    let failure = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => {
            let suggestion = nearest_name(path).map_or_else(String::new, |near| {
                format!("; did you mean `{}`?", Path::new(name).with_file_name(near).display())
            });
            Error::new(ErrorKind::NotFound, format!("`{name}` does not exist{suggestion}"))
        }
        _ => Error::unreadable(name, error),
    };
    if path.is_dir() {
        return Err(
            Error::new(ErrorKind::Invalid, format!("`{name}` is a folder")).advice("name a file in it")
        );
    }
    std::fs::read(path).map_err(failure)
}

/// Least likeness (Jaro-Winkler) of a file name to the one that does not exist: `termes.md` for `terms.md` (0.97) is a
/// slip, `privacy.md` (0.55) is another file.
const ALIKE: f64 = 0.8;

/// The name in the same folder that is most like the one that does not exist.
fn nearest_name(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_string_lossy().into_owned();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let best = names
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .map(|name| (strsim::jaro_winkler(&wanted, &name), name))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        // Of two names that are equally near, the first: the order of a folder differs between machines.
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    best.map(|(_, name)| name)
}
