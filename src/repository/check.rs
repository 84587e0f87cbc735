//! Every text that differs between two states of a repository, compared.

use crate::failure::Failure;
use crate::input::sha256;
use crate::progress::Progress;
use recension::check::{Acceptance, Check, DifferingText, Endpoint, Fate, Verdict};
use recension::diff::{self, Comparison, Options, Side};
use recension::formats::{self, Format};
use recension::model::Document;
use recension::store::{Changed, ChangedFile, FileVersion, Head, Patterns, Store};
use std::path::{Component, Path};

/// What was found in the repository.
pub struct Found {
    /// The older state and the newer one.
    pub ends: (Endpoint, Endpoint),
    /// The texts that differ.
    pub texts: Vec<DifferingText>,
    /// What kept texts from being looked at: one sentence each.
    pub errors: Vec<String>,
}

/// Compares every text that differs between `base` and `head` and that the patterns choose.
pub fn texts(
    store: &Store,
    (base, head): (&str, &Head),
    patterns: &Patterns,
    options: &Options,
) -> Result<Found, Failure> {
    let changed = store.changed(base, head, patterns, |name| Format::by_name(name).is_some())?;
    let progress = Progress::new("Comparing", changed.files.len());
    let texts = changed.files.iter().filter_map(|file| text(store, file, &changed, head, options));
    let texts = texts.inspect(|text| progress.step(&text.path)).collect();
    let errors = changed.unmatched.iter().map(|pattern| unmatched(store, pattern)).collect();
    let name = match head {
        Head::Revision(revision) => revision.clone(),
        Head::Index => "the index".to_owned(),
        Head::WorkTree => "the work tree".to_owned(),
    };
    let base = Endpoint { name: base.to_owned(), commit: changed.base };
    Ok(Found { ends: (base, Endpoint { name, commit: changed.head }), texts, errors })
}

fn unmatched(store: &Store, pattern: &str) -> String {
    if store.root().join(pattern).exists() {
        return format!("`{pattern}` is not tracked by git; run `git add {pattern}`");
    }
    format!("no file matches `{pattern}` in either state; correct the path, or leave it out")
}

fn text(
    store: &Store,
    file: &ChangedFile,
    changed: &Changed,
    head: &Head,
    options: &Options,
) -> Option<DifferingText> {
    let path = file.new.as_ref().or(file.old.as_ref())?.path.clone();
    let old_path = file.old.as_ref().map(|state| state.path.clone()).filter(|old| *old != path);
    let state = match (&file.old, &file.new) {
        (None, _) => Fate::Added,
        (_, None) => Fate::Deleted,
        _ if old_path.is_some() => Fate::Renamed,
        _ => Fate::Modified,
    };
    let compared = if file.conflicted {
        Err("a merge left it in conflict; resolve it first".to_owned())
    } else {
        compare(store, file, changed, head, options)
    };
    // Only what git remembers of the file differs.
    let untouched = matches!(&compared, Ok(comparison) if comparison.old.sha256 == comparison.new.sha256);
    (state == Fate::Renamed || !untouched).then_some(DifferingText { path, old_path, state, compared })
}

fn compare(
    store: &Store,
    file: &ChangedFile,
    changed: &Changed,
    head: &Head,
    options: &Options,
) -> Result<Comparison, String> {
    let (old, old_hash) = read(store, file.old.as_ref(), "old")?;
    let (new, new_hash) = read(store, file.new.as_ref(), "new")?;
    let mut comparison = diff::compare(&old, &new, options);
    let (before, after) = (
        address(file.old.as_ref(), changed.base.as_deref()),
        match (head, &file.new) {
            (Head::WorkTree, Some(state)) => state.path.clone(),
            (Head::Index, Some(state)) => format!(":{}", state.path),
            (_, state) => address(state.as_ref(), changed.head.as_deref()),
        },
    );
    comparison.old = Side { address: before, sha256: old_hash, ..comparison.old };
    comparison.new = Side { address: after, sha256: new_hash, ..comparison.new };
    Ok(comparison)
}

/// Digits of a commit's id in an address: those that git shows are mostly fewer.
const SHORT: usize = 12;

/// A text in git's own spelling, which `recension diff` takes; what is not there as git writes it.
fn address(state: Option<&FileVersion>, commit: Option<&str>) -> String {
    match (state, commit.and_then(|commit| commit.get(..SHORT))) {
        (Some(state), Some(commit)) => format!("{commit}:{}", state.path),
        (Some(state), None) => state.path.clone(),
        (None, _) => "/dev/null".to_owned(),
    }
}

/// One side, taken apart, with its hash; a text without text where there is none.
fn read(store: &Store, state: Option<&FileVersion>, which: &str) -> Result<(Document, String), String> {
    let Some(state) = state else { return Ok((Document::empty(), String::new())) };
    let bytes = store.bytes(state).map_err(|error| error.to_string())?;
    let format = Format::detect(Some(&state.path), &bytes);
    let document = formats::read(&bytes, format);
    let document = document.map_err(|error| format!("its {which} text cannot be read: {error}"))?;
    Ok((document, sha256(&bytes)))
}

/// The acceptances that no change needs, of those texts alone that were looked at.
pub fn left_over(store: &Store, patterns: &Patterns, check: &Check) -> Result<Vec<Acceptance>, Failure> {
    let mut left = Vec::new();
    if check.verdict() == Verdict::Error {
        return Ok(left);
    }
    for entry in &check.unused {
        let looked_at = match &entry.path {
            Some(path) => store.chooses(patterns, path, |name| Format::by_name(name).is_some())?,
            None => patterns.chosen.is_empty(),
        };
        if looked_at {
            left.push(entry.clone());
        }
    }
    Ok(left)
}

/// The user's paths as patterns from the root of the repository; `:!docs/drafts` leaves out, as in git.
pub fn patterns(store: &Store, paths: &[String]) -> Patterns {
    let prefix = prefix(store);
    let mut patterns = Patterns::default();
    for path in paths {
        let left_out = [":!", ":^", ":(exclude)"].iter().find_map(|mark| path.strip_prefix(mark));
        let list = if left_out.is_some() { &mut patterns.left_out } else { &mut patterns.chosen };
        list.push(from_root(&prefix, left_out.unwrap_or(path)));
    }
    patterns
}

/// The folders from the root of the work tree to the current one; none where it is outside.
fn prefix(store: &Store) -> Vec<String> {
    let inside = || {
        let here = std::env::current_dir().ok()?.canonicalize().ok()?;
        let root = store.root().canonicalize().ok()?;
        let parts = here.strip_prefix(root).ok()?.iter().map(|part| part.to_string_lossy().into_owned());
        Some(parts.collect())
    };
    inside().unwrap_or_default()
}

fn from_root(prefix: &[String], path: &str) -> String {
    let mut parts = prefix.to_vec();
    for component in Path::new(path).components() {
        match component {
            Component::ParentDir => {
                parts.pop();
            }
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
            _ => {}
        }
    }
    if parts.is_empty() { "*".to_owned() } else { parts.join("/") }
}
