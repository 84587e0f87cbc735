//! The settings of a check as they are at a revision: a pull request cannot change what it is judged by. What differs
//! between the two states is said.

use super::error::{Error, ErrorKind};
use super::settings::CONFIGURATION;
use crate::check::Baseline;
use crate::config::Config;
use crate::diff::Severities;
use crate::store::{Head, Patterns, Store, StoreError};
use std::fmt::Display;
use std::path::{Component, Path};

/// The name of the baseline, where the configuration names no other.
pub const BASELINE: &str = "recension-baseline.toml";

/// Digits of a commit in a sentence.
const SHORT: usize = 7;

/// Whose files hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SettingsFrom {
    /// Those of the revision that is compared with, as it is now.
    #[default]
    Base,
    /// Those of the newer state.
    Head,
}

/// Which settings are read, and where.
#[derive(Debug, Clone, Copy)]
pub struct SettingsQuery<'a> {
    /// The revision that is compared with.
    pub base: &'a str,
    /// The newer state.
    pub head: &'a Head,
    /// Whose configuration and rules hold.
    pub from: SettingsFrom,
    /// Whose baseline holds.
    pub baseline_from: SettingsFrom,
    /// The folder from the root of the repository where the configuration is looked for, upwards; empty for the root.
    pub folder: &'a str,
    /// The caller's own baseline in place of the configuration's, from the root of the repository.
    pub baseline: Option<&'a str>,
    /// The caller's own rules, from the root of the repository.
    pub rules: Option<&'a str>,
    /// Whether a baseline that the caller names may be missing: it is about to be written.
    pub baseline_may_be_new: bool,
}

/// The settings that hold for a check.
#[derive(Debug, Clone, Default)]
pub struct CheckSettings {
    /// The configuration.
    pub config: Config,
    /// The caller's own rules.
    pub rules: Option<Severities>,
    /// The accepted changes.
    pub baseline: Baseline,
    /// Where the baseline is, from the root of the repository.
    pub baseline_path: String,
    /// What differs between the two states, in sentences.
    pub notices: Vec<String>,
    /// Where the configuration and rules were read: `origin/main (3f2a91c)`.
    pub source: String,
    /// Whether the base has a commit.
    pub is_committed: bool,
}

/// Where files are read.
enum Source<'a> {
    /// In a commit.
    Commit(&'a str),
    /// In the work tree.
    Disk,
}

/// Reads the settings of a check.
///
/// # Errors
/// When a file that holds cannot be read or used, leads out of the repository, or is a link.
pub fn check_settings(store: &Store, query: &SettingsQuery<'_>) -> Result<CheckSettings, Error> {
    // As it is now, not the commit that both come from: a request from before the gate would have none.
    let base = base_commit(store, query.base)?;
    let newer = match query.head {
        Head::Revision(revision) => Source::Commit(revision),
        Head::Index | Head::WorkTree => Source::Disk,
    };
    let older = Source::Commit(&base);
    let source = |from| if from == SettingsFrom::Base { &older } else { &newer };
    let holds = source(query.from);
    let (config_path, config_text) = configuration(store, holds, query.folder)?;
    let config = Config::from_toml(&config_text).map_err(|error| unusable(&config_path, &error))?;
    let baseline_path = match (query.baseline, &config.ci.baseline) {
        (Some(path), _) => path.to_owned(),
        (None, Some(path)) => {
            inside(Path::new(&config_path).parent().unwrap_or(Path::new("")), path, &config_path)?
        }
        (None, None) => BASELINE.to_owned(),
    };
    let text = read(store, source(query.baseline_from), &baseline_path)?;
    let is_named = query.baseline.is_some() || config.ci.baseline.is_some();
    let must_exist = is_named && !query.baseline_may_be_new;
    if text.is_none() && must_exist && read(store, &newer, &baseline_path)?.is_none() {
        return Err(Error::new(ErrorKind::Configuration, format!("there is no baseline `{baseline_path}`")));
    }
    let baseline =
        text.map(|text| Baseline::from_toml(&text).map_err(|error| unusable(&baseline_path, &error)));
    let rules = query.rules.map(|path| {
        let text = read(store, holds, path)?;
        let text =
            text.ok_or_else(|| unusable(path, &format!("it does not exist {}", place(holds, query.base))))?;
        Severities::from_toml(&text).map_err(|error| unusable(path, &error))
    });
    let mut found = CheckSettings {
        config,
        rules: rules.transpose()?,
        baseline: baseline.transpose()?.unwrap_or_default(),
        baseline_path,
        notices: Vec::new(),
        is_committed: !base.is_empty(),
        source: match holds {
            Source::Commit(_) if query.from == SettingsFrom::Base => {
                format!("{} ({})", query.base, base.get(..SHORT).unwrap_or(&base))
            }
            _ => "the newer state".to_owned(),
        },
    };
    found.notices = notices(store, query, &found, (&config_path, &newer))?;
    Ok(found)
}

/// The commit of the base; the empty tree before the first commit.
fn base_commit(store: &Store, base: &str) -> Result<String, Error> {
    match store.commit_of(base) {
        Err(StoreError::NoCommits { .. }) if base == "HEAD" => Ok(String::new()),
        other => Ok(other?),
    }
}

fn unusable(path: &str, error: &dyn Display) -> Error {
    Error::new(ErrorKind::Configuration, format!("cannot use `{path}`: {error}"))
}

fn place(source: &Source<'_>, base: &str) -> String {
    match source {
        Source::Commit(_) => format!("as of `{base}`"),
        Source::Disk => "in the work tree".to_owned(),
    }
}

/// The nearest configuration, from the folder up to the root; its text is empty where there is none.
fn configuration(store: &Store, source: &Source<'_>, folder: &str) -> Result<(String, String), Error> {
    for folder in Path::new(folder).ancestors() {
        let path = folder.join(CONFIGURATION).to_string_lossy().replace('\\', "/");
        if let Some(text) = read(store, source, &path)? {
            return Ok((path, text));
        }
    }
    Ok((CONFIGURATION.to_owned(), String::new()))
}

/// A file of the settings; none where it does not exist. Links are refused: they could lead to any file of the machine.
fn read(store: &Store, source: &Source<'_>, path: &str) -> Result<Option<String>, Error> {
    let bytes = match source {
        Source::Commit("") => return Ok(None),
        Source::Commit(commit) => match store.read_at(commit, path) {
            Ok(bytes) => bytes,
            Err(StoreError::UnknownPath { .. }) => return Ok(None),
            Err(error) => return Err(unusable(path, &error)),
        },
        Source::Disk => {
            let file = store.root().join(path);
            match std::fs::symlink_metadata(&file) {
                Ok(there) if there.is_file() => {}
                Ok(_) => return Err(unusable(path, &"it is not a plain file")),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
                Err(error) => return Err(unusable(path, &error)),
            }
            std::fs::read(&file).map_err(|error| unusable(path, &error))?
        }
    };
    String::from_utf8(bytes).map(Some).map_err(|_| unusable(path, &"it is not UTF-8"))
}

/// A path that the configuration names, from the root of the repository.
fn inside(folder: &Path, path: &Path, configuration: &str) -> Result<String, Error> {
    let plain = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    if !path.components().all(plain) {
        let why = format!("its baseline `{}` is not a relative path inside the repository", path.display());
        return Err(unusable(configuration, &why));
    }
    let parts = folder.join(path);
    let parts: Vec<_> = parts.iter().filter(|part| *part != ".").map(|part| part.to_string_lossy()).collect();
    Ok(parts.join("/"))
}

/// What a reader must know of settings that the newer state changes, and whether they hold.
fn notices(
    store: &Store,
    query: &SettingsQuery<'_>,
    found: &CheckSettings,
    (config_path, newer): (&str, &Source<'_>),
) -> Result<Vec<String>, Error> {
    let own = [Some(config_path), query.rules].into_iter().flatten();
    let paths: Vec<String> = own.map(str::to_owned).chain([found.baseline_path.clone()]).collect();
    let patterns = Patterns { chosen: paths, left_out: Vec::new() };
    let changed = store.changed(query.base, query.head, &patterns, |_| true)?;
    let mut out = Vec::new();
    for file in &changed.files {
        let Some(version) = file.new.as_ref().or(file.old.as_ref()) else { continue };
        let is_baseline = version.path == found.baseline_path;
        let from = if is_baseline { query.baseline_from } else { query.from };
        let what = match (&file.old, &file.new) {
            (None, _) => "adds",
            (_, None) => "deletes",
            _ => "changes",
        };
        let applied = match from {
            SettingsFrom::Base => {
                format!("which does not count here: the check uses it as of `{}`", query.base)
            }
            SettingsFrom::Head => "which counts here".to_owned(),
        };
        let comes_to = if is_baseline {
            acceptances(store, query, (newer, &version.path))
        } else {
            configured(store, found, (newer, &version.path))
        };
        out.push(format!("This {what} `{}`, {applied}. {comes_to}", version.path).trim_end().to_owned());
    }
    Ok(out)
}

/// What the newer state's configuration comes to.
fn configured(store: &Store, found: &CheckSettings, (newer, path): (&Source<'_>, &str)) -> String {
    let new = match read(store, newer, path) {
        Ok(text) => text.map(|text| Config::from_toml(&text)).transpose(),
        Err(_) => return "It cannot be read.".to_owned(),
    };
    let Ok(new) = new else { return "It is not a valid configuration.".to_owned() };
    let (old, new) = (&found.config, new.unwrap_or_default());
    let gate = |config: &Config| match config.ci.fail_on.as_slice() {
        [] => "nothing".to_owned(),
        conditions => conditions.join(", "),
    };
    let mut parts = Vec::new();
    if gate(old) != gate(&new) {
        parts.push(format!("it would fail on {} instead of {}", gate(&new), gate(old)));
    }
    if old.ci.baseline != new.ci.baseline {
        parts.push("it would name another baseline".to_owned());
    }
    if old.rules != new.rules {
        parts.push("it would change how much rules count".to_owned());
    }
    if parts.is_empty() { String::new() } else { format!("With it, {}.", parts.join(", and ")) }
}

/// How many acceptances the newer state adds.
fn acceptances(store: &Store, query: &SettingsQuery<'_>, (newer, path): (&Source<'_>, &str)) -> String {
    let entries = |source: &Source<'_>| {
        let text = read(store, source, path).ok()??;
        Baseline::from_toml(&text).ok()
    };
    let base = base_commit(store, query.base).unwrap_or_default();
    let old = entries(&Source::Commit(&base)).unwrap_or_default();
    let Some(new) = entries(newer) else { return "It cannot be used as a baseline.".to_owned() };
    let added: Vec<String> = new
        .entries()
        .iter()
        .filter(|entry| !old.entries().contains(entry))
        .map(|entry| {
            let by = entry.by.as_deref().map_or(String::new(), |by| format!(" by “{by}”"));
            format!("{}{by}: “{}”", entry.short(), entry.reason)
        })
        .collect();
    if added.is_empty() { String::new() } else { format!("It accepts {}.", added.join("; ")) }
}
