//! The repository that questions are asked of: where it is, what holds in it, and what it has read already.

use super::cache::Cache;
use super::error::{Error, ErrorKind};
use super::progress::{Listener, Progress};
use super::settings::Settings;
use super::text::{Text, file};
use crate::model::Address;
use crate::store::{Store, StoredEdition};
use std::cell::{OnceCell, RefCell};
use std::path::{Path, PathBuf};

/// A git repository with the texts in it, and the settings of its project.
///
/// ```no_run
/// use recension::Repository;
///
/// let repo = Repository::discover(".")?;
/// let comparison = repo.diff("v1.0:docs/privacy.md", "docs/privacy.md")?;
/// println!("{} substantive changes", comparison.summary.significance.substantive);
/// # Ok::<(), recension::repository::Error>(())
/// ```
#[derive(Debug)]
pub struct Repository {
    /// Where relative paths start.
    folder: PathBuf,
    /// Where the git repository is looked for.
    place: PathBuf,
    /// Whether the caller named the place, so that paths of the folder mean nothing in it.
    is_elsewhere: bool,
    store: OnceCell<Store>,
    settings: Settings,
    pub(super) listener: Listener,
    pub(super) cache: RefCell<Cache>,
}

impl Repository {
    /// Opens the repository that holds `folder`, with the configuration at its root.
    ///
    /// # Errors
    /// When no repository holds the folder, or its configuration cannot be used.
    pub fn discover(folder: impl Into<PathBuf>) -> Result<Self, Error> {
        let folder = folder.into();
        let store = Store::open(&folder)?;
        let settings = Settings::read(store.root())?;
        let repo = Self::new(folder, settings);
        // Nothing else can have set it: the value was made in the line above.
        let _ = repo.store.set(store);
        Ok(repo)
    }

    /// The texts that can be reached from `folder`, with settings that the caller chose. The git repository is opened
    /// when a question needs one; texts in plain files need none.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>, settings: Settings) -> Self {
        let folder = folder.into();
        Self {
            place: folder.clone(),
            folder,
            is_elsewhere: false,
            store: OnceCell::new(),
            settings,
            listener: Listener::default(),
            cache: RefCell::default(),
        }
    }

    /// The same with the git repository at `place`, which may be bare, in place of the one that holds the folder.
    #[must_use]
    pub fn with_store(self, place: impl Into<PathBuf>) -> Self {
        Self { place: place.into(), is_elsewhere: true, store: OnceCell::new(), ..self }
    }

    /// The same with a function that is called as long work goes on.
    #[must_use]
    pub fn with_progress(self, listener: impl Fn(Progress<'_>) + Send + Sync + 'static) -> Self {
        Self { listener: Listener::new(listener), ..self }
    }

    /// What holds for every question.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The git repository.
    ///
    /// # Errors
    /// When there is none, or it cannot be opened.
    pub fn store(&self) -> Result<&Store, Error> {
        if let Some(store) = self.store.get() {
            return Ok(store);
        }
        let store = Store::open(&self.place)?;
        Ok(self.store.get_or_init(|| store))
    }

    /// The text that an address names: a file, an edition of the store, or a path at a git revision.
    ///
    /// ```no_run
    /// # let repo = recension::Repository::discover(".")?;
    /// let edition = repo.text("privacy/en@2021-02-23")?;
    /// let draft = repo.text("docs/privacy.md")?;
    /// let released = repo.text("v1.0:docs/privacy.md")?;
    /// println!("{}", released.document()?.title.as_deref().unwrap_or("no title"));
    /// # Ok::<(), recension::repository::Error>(())
    /// ```
    ///
    /// # Errors
    /// When there is no such text.
    pub fn text(&self, address: &str) -> Result<Text, Error> {
        match self.parse(address) {
            Address::StandardInput => {
                Err(Error::new(ErrorKind::Invalid, "`-` is standard input, which only a program has"))
            }
            Address::File(path) => {
                let bytes = file(&self.folder.join(&path), &path)?;
                Ok(Text::named(address, &path, bytes))
            }
            Address::Git { revision, path } => {
                let store = self.store()?;
                let path = self.path_at(store, &path);
                Ok(Text::named(address, &path, store.read_at(&revision, &path)?))
            }
            Address::Edition { document, language, revision, back } => {
                let store = self
                    .store()
                    .map_err(|error| error.advice(format!("no file `{address}` is here either")))?;
                let found = store.resolve(&document, Some(&language), revision.as_deref(), back)?;
                Ok(self.edition(found)?.with_address(address))
            }
        }
    }

    /// The text of a stored edition.
    pub(super) fn edition(&self, edition: StoredEdition) -> Result<Text, Error> {
        Ok(Text::stored(self.store()?.original(&edition)?, edition))
    }

    /// What an address names. A file that exists comes before any other reading of its name.
    pub(super) fn parse(&self, address: &str) -> Address {
        Address::parse(address, |name| self.folder.join(name).exists())
    }

    /// The path from the root of the repository that a path behind a revision means: `./` and `../` start at the
    /// folder, as in git.
    pub(super) fn path_at(&self, store: &Store, path: &str) -> String {
        let relative = path.starts_with("./") || path.starts_with("../");
        let here = relative.then(|| self.path_here(store, path)).flatten();
        here.unwrap_or_else(|| path.to_owned())
    }

    /// The path from the root of the repository that a path in the folder means; none where the folder lies outside.
    pub(super) fn path_here(&self, store: &Store, path: &str) -> Option<String> {
        if self.is_elsewhere { None } else { store.path_in(&self.folder, path) }
    }

    /// The path by which a forge knows a text: of a file as it was named, of an edition in the store.
    #[must_use]
    pub fn forge_path(&self, text: &Text) -> String {
        if let Some(stored) = text.edition() {
            let edition = &stored.edition;
            return format!("snapshots/{}/{}/{}", edition.document, edition.language, stored.original_name);
        }
        match self.parse(text.address()) {
            Address::Git { path, .. } => path,
            Address::File(path) => path.strip_prefix("./").unwrap_or(&path).replace('\\', "/"),
            Address::StandardInput | Address::Edition { .. } => text.address().to_owned(),
        }
    }

    /// The folder at which relative paths start.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}
