//! Every text that differs between two states of a repository, compared and judged: may this be merged?

use super::error::{Error, ErrorKind};
use super::open::Repository;
use super::text::{Text, sha256};
use super::two_texts::Diff;
use crate::check::{self, Acceptance, Baseline, Check, DifferingText, Endpoint, Fate, Gate, Given, Verdict};
use crate::diff::{self, Comparison, Options, Severity, Side};
use crate::formats::{self, Format};
use crate::model::{Date, Document};
use crate::store::{Changed, ChangedFile, FileVersion, Head, Patterns, Store};
use std::path::{Component, Path};

/// What a check is asked for.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct CheckOptions {
    /// What stops a merge.
    pub gate: Gate,
    /// What was accepted.
    pub baseline: Baseline,
    /// The day on which acceptances must still hold; none where they hold for ever.
    pub today: Option<Date>,
    /// The texts: files, folders and globs as git takes them (`:!docs/drafts` leaves out), from the folder of the
    /// repository; all texts where none is named.
    pub paths: Vec<String>,
    /// The revision whose history says whether an acceptance still holds: one that was merged with its change is used
    /// up. None where acceptances hold wherever their change is found.
    pub acceptances_at: Option<String>,
    /// What a reader must know first, as [`super::check_settings`] finds it.
    pub notices: Vec<String>,
    /// Where the settings were read.
    pub settings: String,
}

impl From<Gate> for CheckOptions {
    fn from(gate: Gate) -> Self {
        Self { gate, ..Self::default() }
    }
}

impl Repository {
    /// Compares every text that differs between two states of the repository, from the last commit that both come from,
    /// as a pull request shows it, and says which changes the gate stops.
    ///
    /// ```no_run
    /// use recension::check::Gate;
    /// use recension::store::Head;
    ///
    /// # let repo = recension::Repository::discover(".")?;
    /// let gate = Gate::new(["duration-changed", "negation-removed"])?;
    /// let check = repo.check("origin/main", &Head::WorkTree, &gate.into())?;
    /// println!("{}", check.verdict().name());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When a revision does not exist, the two have no common ancestor, or the gate asks for a rule that is off. A text
    /// that cannot be compared is in the result.
    pub fn check(&self, base: &str, head: &Head, options: &CheckOptions) -> Result<Check, Error> {
        self.gate_can_close(&options.gate)?;
        let store = self.store()?;
        let patterns = self.patterns(store, &options.paths);
        let changed = store.changed(base, head, &patterns, is_text)?;
        let compared = Comparer { store, changed: &changed, head, options: self.settings().diff_options() };
        let work = self.listener.start(changed.files.len());
        let texts = changed.files.iter().filter_map(|file| compared.text(file));
        let texts = texts.inspect(|text| work.step(&text.path)).collect();
        let rules = self.settings().severities.listed();
        let given = Given {
            gate: &options.gate,
            baseline: &options.baseline,
            rules: &rules,
            today: options.today.as_ref(),
        };
        let check = check::judge(ends(base, head, &changed), texts, &given);
        let errors = changed.unmatched.iter().map(|pattern| unmatched(store, pattern)).collect();
        let mut check = Check { errors, ..check };
        let unused = left_over(store, &patterns, &check)?;
        let mut notices = options.notices.clone();
        if let Some(tip) = &options.acceptances_at {
            notices.extend(refuse_used_up(store, tip, &mut check)?);
        }
        Ok(Check { unused, notices, settings: options.settings.clone(), ..check })
    }

    /// The comparison of two texts as a check of one text without a baseline.
    #[must_use]
    pub fn check_diff(&self, diff: &Diff, gate: &Gate) -> Check {
        let (baseline, rules) = (Baseline::default(), self.settings().severities.listed());
        let given = Given { gate, baseline: &baseline, rules: &rules, today: None };
        let end = |text: &Text| Endpoint { name: text.address().to_owned(), commit: None };
        let text = DifferingText {
            path: self.forge_path(&diff.new),
            old_path: None,
            state: Fate::Modified,
            compared: Ok(diff.comparison.clone()),
        };
        check::judge((end(&diff.old), end(&diff.new)), vec![text], &given)
    }

    /// An error where the gate asks for a rule that the settings switch off: it would never fire, and nobody wants a
    /// gate that can never close.
    ///
    /// # Errors
    /// When there is such a rule.
    pub fn gate_can_close(&self, gate: &Gate) -> Result<(), Error> {
        let off = gate.rules().find(|id| self.settings().severities.of(*id) == Severity::Off);
        let Some(id) = off else { return Ok(()) };
        let sentence = format!("the condition `{id}` can never fail: the rules switch `{id}` off");
        Err(Error::new(ErrorKind::Invalid, sentence).advice("take it out of one of the two"))
    }

    /// The caller's paths as patterns from the root of the repository; `:!docs/drafts` leaves out, as in git.
    fn patterns(&self, store: &Store, paths: &[String]) -> Patterns {
        let prefix = self.prefix(store);
        let mut patterns = Patterns::default();
        for path in paths {
            let left_out = [":!", ":^", ":(exclude)"].iter().find_map(|mark| path.strip_prefix(mark));
            let list = if left_out.is_some() { &mut patterns.left_out } else { &mut patterns.chosen };
            list.push(from_root(&prefix, left_out.unwrap_or(path)));
        }
        patterns
    }

    /// The folders from the root of the work tree to the current one; none where it is outside.
    fn prefix(&self, store: &Store) -> Vec<String> {
        let inside = || {
            let here = self.folder().canonicalize().ok()?;
            let root = store.root().canonicalize().ok()?;
            let parts = here.strip_prefix(root).ok()?.iter().map(|part| part.to_string_lossy().into_owned());
            Some(parts.collect())
        };
        inside().unwrap_or_default()
    }
}

/// Whether a file is a text that is compared without being named. Most XML files of a repository are no laws: those are
/// compared when they are named.
fn is_text(name: &str) -> bool {
    Format::by_name(name).is_some_and(|format| format != Format::LegalXml)
}

fn ends(base: &str, head: &Head, changed: &Changed) -> (Endpoint, Endpoint) {
    let base = Endpoint { name: base.to_owned(), commit: changed.base.clone() };
    (base, Endpoint { name: head_name(head), commit: changed.head.clone() })
}

/// How the newer state is named.
#[must_use]
pub fn head_name(head: &Head) -> String {
    match head {
        Head::Revision(revision) => revision.clone(),
        Head::Index => "the index".to_owned(),
        Head::WorkTree => "the work tree".to_owned(),
    }
}

fn unmatched(store: &Store, pattern: &str) -> String {
    if store.root().join(pattern).exists() {
        return format!("`{pattern}` is not tracked by git; run `git add {pattern}`");
    }
    format!("no file matches `{pattern}` in either state; correct the path, or leave it out")
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

/// Takes back acceptances of texts that have changed since they were given: with the change that they were for, or with
/// another one. Without this, an acceptance would let its change pass again after a revert.
fn refuse_used_up(store: &Store, tip: &str, check: &mut Check) -> Result<Vec<String>, Error> {
    let (mut notices, mut wrong) = (Vec::new(), None);
    check.keep_acceptances(|text, entry| {
        let path = text.old_path.as_deref().unwrap_or(&text.path);
        // A text that is new has no state that could have changed.
        let holds = if entry.base.is_empty() {
            Ok(true)
        } else {
            store.is_unchanged_between(path, &entry.base, tip)
        };
        match holds {
            Ok(true) => true,
            Ok(false) => {
                let (id, base) = (entry.short(), entry.base.get(..SHORT).unwrap_or(&entry.base));
                notices.push(format!(
                    "The acceptance {id} of `{path}` was given for the text as of {base}, which has changed on `{tip}` \
                     since: it is used up."
                ));
                false
            }
            Err(error) => {
                wrong = Some(error);
                false
            }
        }
    });
    match wrong {
        Some(error) => Err(error.into()),
        None => Ok(notices),
    }
}

/// The acceptances that no change needs, of those texts alone that were looked at.
fn left_over(store: &Store, patterns: &Patterns, check: &Check) -> Result<Vec<Acceptance>, Error> {
    let mut left = Vec::new();
    if check.verdict() == Verdict::Error {
        return Ok(left);
    }
    for entry in &check.unused {
        if store.chooses(patterns, &entry.path, is_text)? {
            left.push(entry.clone());
        }
    }
    Ok(left)
}

/// Compares the files that differ between two states.
struct Comparer<'a> {
    store: &'a Store,
    changed: &'a Changed,
    head: &'a Head,
    options: Options,
}

impl Comparer<'_> {
    /// A file that differs; none where only what git remembers of it does.
    fn text(&self, file: &ChangedFile) -> Option<DifferingText> {
        let path = file.new.as_ref().or(file.old.as_ref())?.path.clone();
        let old_path = file.old.as_ref().map(|state| state.path.clone()).filter(|old| *old != path);
        let state = match (&file.old, &file.new) {
            (None, _) => Fate::Added,
            (_, None) => Fate::Deleted,
            _ if old_path.is_some() => Fate::Renamed,
            _ => Fate::Modified,
        };
        let compared = if file.link_changed {
            let link = "it is, or was, a symbolic link that leads elsewhere now, and links are not followed";
            Err(format!("{link}; put the text itself at this path"))
        } else if file.conflicted {
            Err("a merge left it in conflict; resolve it first".to_owned())
        } else {
            self.compare(file)
        };
        let untouched = matches!(&compared, Ok(comparison) if comparison.old.sha256 == comparison.new.sha256);
        (state == Fate::Renamed || !untouched).then_some(DifferingText { path, old_path, state, compared })
    }

    fn compare(&self, file: &ChangedFile) -> Result<Comparison, String> {
        // A file without text can be filled, and a new one can be empty. One that is emptied is an error: was that meant?
        let (old, old_hash) = self.read(file.old.as_ref(), "old", true)?;
        let (new, new_hash) = self.read(file.new.as_ref(), "new", old.blocks.is_empty())?;
        let mut comparison = diff::compare(&old, &new, &self.options);
        let before = address(file.old.as_ref(), self.changed.base.as_deref());
        let after = match (self.head, &file.new) {
            (Head::WorkTree, Some(state)) => state.path.clone(),
            (Head::Index, Some(state)) => format!(":{}", state.path),
            (_, state) => address(state.as_ref(), self.changed.head.as_deref()),
        };
        comparison.old = Side { address: before, sha256: old_hash, ..comparison.old };
        comparison.new = Side { address: after, sha256: new_hash, ..comparison.new };
        Ok(comparison)
    }

    /// One side with its hash; a text without words where there is none.
    fn read(
        &self,
        state: Option<&FileVersion>,
        which: &str,
        may_be_empty: bool,
    ) -> Result<(Document, String), String> {
        let Some(state) = state else { return Ok((Document::empty(), String::new())) };
        let bytes = self.store.bytes(state).map_err(|error| error.to_string())?;
        if may_be_empty && bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok((Document::empty(), sha256(&bytes)));
        }
        let document = formats::read(&bytes, Format::detect(Some(&state.path), &bytes));
        let document = document.map_err(|error| format!("its {which} text cannot be read: {error}"))?;
        Ok((document, sha256(&bytes)))
    }
}

/// Digits of a commit's id in an address: those that git shows are mostly fewer.
const SHORT: usize = 12;

/// A text in git's own spelling; what does not exist as git writes it.
fn address(state: Option<&FileVersion>, commit: Option<&str>) -> String {
    match (state, commit.and_then(|commit| commit.get(..SHORT))) {
        (Some(state), Some(commit)) => format!("{commit}:{}", state.path),
        (Some(state), None) => state.path.clone(),
        (None, _) => "/dev/null".to_owned(),
    }
}
