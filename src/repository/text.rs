//! From an address to a text: reads files, standard input, editions and paths at git revisions.

use crate::editions;
use crate::failure::Failure;
use crate::output::Context;
use recension::formats::{self, Format};
use recension::model::{Address, Document, Language};
use recension::store::{Store, StoredEdition};
use sha2::{Digest, Sha256};
use std::io::{self, Read};
use std::path::Path;

/// A text as it was found.
#[derive(Debug)]
pub struct Input {
    /// As the user named it.
    pub address: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What reads it.
    pub format: Format,
    /// Its language, where its record says one.
    pub language: Option<Language>,
    /// Its place in the store, where it is an edition.
    pub stored: Option<StoredEdition>,
}

impl Input {
    /// Reads what an address names.
    pub fn read(context: &Context, address: &str) -> Result<Self, Failure> {
        let input = |bytes: Vec<u8>, name: Option<&str>| {
            let format = Format::detect(name, &bytes);
            Self { address: address.to_owned(), bytes, format, language: None, stored: None }
        };
        match Address::parse(address, |name| Path::new(name).exists()) {
            Address::StandardInput => {
                let mut bytes = Vec::new();
                io::stdin()
                    .lock()
                    .read_to_end(&mut bytes)
                    .map_err(|error| Failure::new(format!("cannot read standard input: {error}")))?;
                Ok(input(bytes, None))
            }
            Address::File(path) => Ok(input(file(&path)?, Some(&path))),
            Address::Git { revision, path } => {
                let bytes = editions::open(context)?.read_at(&revision, &path)?;
                Ok(input(bytes, Some(&path)))
            }
            Address::Edition { document, language, revision, back } => {
                let store = editions::open(context)
                    .map_err(|failure| failure.hint(format!("no file `{address}` is here either")))?;
                let found = store.resolve(&document, Some(&language), revision.as_deref(), back)?;
                Ok(Self { address: address.to_owned(), ..Self::stored(&store, found)? })
            }
        }
    }

    /// A text that is there already, under a path that may tell its format.
    pub fn named(address: String, path: &str, bytes: Vec<u8>) -> Self {
        let format = Format::detect(Some(path), &bytes);
        Self { address, bytes, format, language: None, stored: None }
    }

    /// Reads an edition of the store.
    pub fn stored(store: &Store, found: StoredEdition) -> Result<Self, Failure> {
        let bytes = store.original(&found)?;
        let format =
            Format::of_media_type(&found.edition.media_type).unwrap_or_else(|| Format::detect(None, &bytes));
        let (address, language) = (found.edition.address(), Some(found.edition.language.clone()));
        Ok(Self { address, bytes, format, language, stored: Some(found) })
    }

    /// The text, taken apart.
    pub fn document(&self) -> Result<Document, Failure> {
        let read = formats::read(&self.bytes, self.format);
        let mut document =
            read.map_err(|error| Failure::new(format!("cannot read `{}`: {error}", self.address)))?;
        document.language = self.language.clone().or(document.language);
        Ok(document)
    }

    /// The path by which a forge knows the text: of a file as it was named, of an edition in the store.
    pub fn path(&self) -> String {
        if let Some(stored) = &self.stored {
            let edition = &stored.edition;
            return format!("snapshots/{}/{}/{}", edition.document, edition.language, stored.original_name);
        }
        match Address::parse(&self.address, |name| Path::new(name).exists()) {
            Address::Git { path, .. } => path,
            Address::File(path) => path.strip_prefix("./").unwrap_or(&path).replace('\\', "/"),
            Address::StandardInput | Address::Edition { .. } => self.address.clone(),
        }
    }

    /// SHA-256 of its bytes, in hexadecimal.
    pub fn sha256(&self) -> String {
        sha256(&self.bytes)
    }
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of a file.
pub fn file(path: &str) -> Result<Vec<u8>, Failure> {
    let failure = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Failure::new(format!("`{path}` does not exist{}", nearby(path))),
        _ => Failure::new(format!("cannot read `{path}`: {error}")),
    };
    if Path::new(path).is_dir() {
        return Err(Failure::new(format!("`{path}` is a folder")).hint("name a file in it"));
    }
    std::fs::read(path).map_err(failure)
}

/// The name in the same folder that is most like the one that is not there.
fn nearby(path: &str) -> String {
    /// Names less alike than this are no slip of the finger.
    const ALIKE: f64 = 0.8;
    let path = Path::new(path);
    let (Some(wanted), Some(folder)) =
        (path.file_name().map(|name| name.to_string_lossy().into_owned()), path.parent())
    else {
        return String::new();
    };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let names = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let best = names
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .map(|name| (strsim::jaro_winkler(&wanted, &name), name))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    best.map_or_else(String::new, |(_, name)| {
        format!("; did you mean `{}`?", path.with_file_name(name).display())
    })
}
