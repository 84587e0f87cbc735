//! Stores in temporary folders, and git run without any settings of the user, for the tests of the store.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use recension::model::{Date, DocumentName, Edition, Language, Revision};
use recension::store::{Author, NewEdition, Store, Stored};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A program that sees no settings but the repository's.
pub fn hermetic(program: impl AsRef<std::ffi::OsStr>, home: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_DATE", "2024-01-01T00:00:00Z")
        .env("GIT_COMMITTER_DATE", "2024-01-01T00:00:00Z")
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE");
    command
}

/// A repository in a folder that goes away with it.
pub struct Place {
    folder: TempDir,
    pub path: PathBuf,
}

impl Place {
    /// An empty folder.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("repo");
        std::fs::create_dir(&path).unwrap();
        Self { folder, path }
    }

    /// A new store without commits.
    pub fn new(bare: bool) -> (Self, Store) {
        let place = Self::empty();
        let store = Store::init(&place.path, bare).unwrap();
        (place, store)
    }

    /// A new store with one commit of the user's.
    pub fn with_readme() -> (Self, Store) {
        let (place, store) = Self::new(false);
        place.write("README", "mine\n");
        place.git(&["add", "README"]);
        place.commit("first");
        (place, store)
    }

    pub fn home(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, path: &str, content: &str) {
        let path = self.path.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path.join(path)).unwrap()
    }

    /// Runs git in the repository; it must succeed.
    pub fn git(&self, arguments: &[&str]) -> String {
        let output = hermetic("git", self.home()).current_dir(&self.path).args(arguments).output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments:?}: {error}");
        String::from_utf8(output.stdout).unwrap()
    }

    pub fn commit(&self, message: &str) {
        self.git(&[
            "-c",
            "user.name=User",
            "-c",
            "user.email=user@example.org",
            "commit",
            "-q",
            "-m",
            message,
        ]);
    }

    pub fn status(&self) -> String {
        self.git(&["status", "--porcelain"])
    }

    /// Nothing is wrong with any object, and nothing that a writer needs only while it writes is left.
    pub fn assert_sound(&self) {
        let mut fsck = hermetic("git", self.home());
        fsck.current_dir(&self.path).args(["fsck", "--strict", "--no-dangling"]);
        let output = fsck.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let git_dir = self.path.join(self.git(&["rev-parse", "--git-dir"]).trim());
        let left: Vec<_> = locks_under(&git_dir);
        assert_eq!(left, Vec::<PathBuf>::new());
        assert!(!git_dir.join("recension.journal").exists());
    }
}

fn locks_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(locks_under(&path));
        } else if path.extension().is_some_and(|e| e == "lock") && !path.ends_with("recension.lock") {
            found.push(path);
        }
    }
    found
}

pub fn author() -> Author {
    Author {
        name: "Ana Lyst".to_owned(),
        email: "ana@example.org".to_owned(),
        seconds: 1_700_000_000,
        offset_minutes: -300,
    }
}

/// The edition at an address such as `roadmap/en@2021-02-23`, without dates.
pub fn edition(address: &str, text: &str) -> NewEdition {
    let (document, rest) = address.split_once('/').unwrap();
    let (language, revision) = rest.split_once('@').unwrap();
    let edition = Edition {
        document: DocumentName::new(document).unwrap(),
        language: Language::new(language).unwrap(),
        revision: Revision::new(revision).unwrap(),
        title: None,
        captured: None,
        published: None,
        effective: None,
        source_url: None,
        media_type: "text/plain".to_owned(),
        sha256: Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect(),
        extractor: "plain/1".to_owned(),
        translates: None,
        note: None,
    };
    let original = text.as_bytes().to_owned();
    NewEdition {
        edition,
        title_in_text: None,
        text: format!("{text}\n"),
        original,
        extension: "txt".to_owned(),
    }
}

pub fn published(mut new: NewEdition, date: &str) -> NewEdition {
    new.edition.published = Some(Date::new(date).unwrap());
    new
}

/// Stores one edition, which must make a commit; gives its id.
pub fn put(store: &Store, new: NewEdition) -> String {
    match store.snapshot(&[new], &author()).unwrap() {
        Stored::Committed { commit, .. } => commit,
        Stored::Unchanged => panic!("no commit was made"),
    }
}

/// The revisions of a document's language, oldest first.
pub fn revisions(store: &Store, document: &str, language: &str) -> Vec<String> {
    let name = DocumentName::new(document).unwrap();
    let editions = store.editions(&name).unwrap().into_iter();
    let editions = editions.filter(|stored| stored.edition.language.as_str() == language);
    editions.map(|stored| stored.edition.revision.as_str().to_owned()).collect()
}
