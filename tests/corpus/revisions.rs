//! Hand-labelled revision pairs: their labels and texts. Shared by the test of their floors and by
//! `cargo xtask score-revisions` and `fetch-revisions`.
#![allow(dead_code, reason = "each of its three users needs a part")]

use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where the labels are, under the root of the repository.
const FIXTURES: &str = "fixtures/revisions";
/// Names the folder that holds the texts that may not be committed.
pub const TEXTS: &str = "RECENSION_REVISIONS";

/// What went wrong, in one sentence.
pub type Error = Box<dyn std::error::Error>;

/// A pair as `labels.toml` says it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    pub publisher: String,
    /// Address of the git repository that has the texts.
    pub repository: String,
    /// The file in it.
    pub path: String,
    pub language: String,
    /// What the revision is about, in one sentence.
    pub about: String,
    pub old: Source,
    pub new: Source,
    #[serde(default)]
    pub change: Vec<Label>,
}

/// One of the two texts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub commit: String,
    pub date: String,
    pub sha256: String,
}

/// One change as a person judged it. What no label names is unchanged or changed in form only.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    pub kind: String,
    pub unit: String,
    pub significance: String,
    /// Line ranges in the old text, both ends included.
    pub old: Vec<[usize; 2]>,
    /// Line ranges in the new text.
    pub new: Vec<[usize; 2]>,
    /// The first words at the first place (in the new text, or in the old one for what was removed).
    pub starts: String,
    /// Rules that must fire; others may.
    #[serde(default)]
    pub rules: Vec<String>,
    #[serde(default)]
    pub note: String,
}

/// A labelled pair with its texts.
pub struct Pair {
    pub name: String,
    pub labels: Labels,
    pub old: Vec<u8>,
    pub new: Vec<u8>,
}

fn fixtures() -> PathBuf {
    Path::new(crate::ROOT).join(FIXTURES)
}

/// The labels of all pairs by name.
pub fn labels() -> Result<BTreeMap<String, Labels>, Error> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(fixtures())? {
        let entry = entry?;
        let file = entry.path().join("labels.toml");
        if !file.is_file() {
            continue;
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        let labels = toml::from_str(&std::fs::read_to_string(&file)?)
            .map_err(|error| format!("cannot read `{}`: {error}", file.display()))?;
        all.insert(name, labels);
    }
    Ok(all)
}

/// The pairs whose texts are at hand, and the names of those whose texts are not.
pub fn pairs(texts: Option<&Path>) -> Result<(Vec<Pair>, Vec<String>), Error> {
    let (mut pairs, mut absent) = (Vec::new(), Vec::new());
    for (name, labels) in labels()? {
        let folder = [Some(fixtures().as_path()), texts]
            .into_iter()
            .flatten()
            .map(|folder| folder.join(&name))
            .find(|folder| folder.join("old.md").is_file());
        let Some(folder) = folder else {
            absent.push(name);
            continue;
        };
        let old = read_checked(&folder.join("old.md"), &labels.old.sha256)?;
        let new = read_checked(&folder.join("new.md"), &labels.new.sha256)?;
        pairs.push(Pair { name, labels, old, new });
    }
    Ok((pairs, absent))
}

fn read_checked(file: &Path, sha256: &str) -> Result<Vec<u8>, Error> {
    let bytes = std::fs::read(file).map_err(|error| format!("cannot read `{}`: {error}", file.display()))?;
    check(&bytes, sha256).map_err(|found| {
        format!("`{}` is not the labelled text: its SHA-256 is {found}; fetch it again", file.display())
    })?;
    Ok(bytes)
}

/// Whether the bytes have this hash; if not, the one they have.
pub fn check(bytes: &[u8], sha256: &str) -> Result<(), String> {
    let found: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if found == sha256 { Ok(()) } else { Err(found) }
}

/// The folder that the environment names.
pub fn texts_folder() -> Option<PathBuf> {
    std::env::var_os(TEXTS).filter(|value| !value.is_empty()).map(PathBuf::from)
}
