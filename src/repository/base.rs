//! A translation with its source, as both stand now, and with what the source did since the translation was made.

use crate::failure::Failure;
use crate::input::Input;
use crate::output::Context;
use crate::{editions, severities};
use recension::diff;
use recension::model::{Address, Basis, Document, Origin, Settled};
use recension::store::{Store, StoredEdition};
use recension::translation::{self, Findings, Memory, Options, Since};
use std::path::Path;

/// A source that a translation was made from.
pub struct Base {
    /// Its text.
    pub input: Input,
    /// How it is known.
    pub basis: Basis,
}

/// The source that was given with `--since`, that the store knows, or that the translation's front matter names;
/// `None` where nothing says what it was made from.
pub fn base(
    context: &Context,
    since: Option<&str>,
    (source, target): (&Input, &Input),
    translation: &Document,
) -> Result<Option<Base>, Failure> {
    if let Some(address) = since {
        return Ok(Some(Base { input: Input::read(context, address)?, basis: Basis::Given }));
    }
    if let (Some(from), Some(to)) = (&source.stored, &target.stored)
        && from.edition.document == to.edition.document
    {
        let store = editions::open(context)?;
        let all = store.editions(&to.edition.document)?;
        return stored_base(&store, &all, (from, to), translation);
    }
    let Some(Origin::Commit(commit)) = &translation.origin else { return Ok(None) };
    let Some((store, path)) = tracked(context, &source.address) else { return Ok(None) };
    let address = format!("{commit}:{path}");
    let Ok(bytes) = store.read_at(commit, &path) else {
        context.say(&format!("The front matter names {address} as its source, which is not here"));
        return Ok(None);
    };
    let input =
        Input { address, bytes, format: source.format, language: source.language.clone(), stored: None };
    Ok(Some(Base { input, basis: Basis::FrontMatter }))
}

/// The source that the store knows an edition to be made from.
pub fn stored_base(
    store: &Store,
    all: &[StoredEdition],
    (source, translation): (&StoredEdition, &StoredEdition),
    document: &Document,
) -> Result<Option<Base>, Failure> {
    let sources = store.sources(translation, all, &source.edition.language, document.origin.as_ref())?;
    let Some(sources) = sources else { return Ok(None) };
    let base = sources.base.map(|base| Input::stored(store, base)).transpose()?;
    Ok(base.map(|input| Base { input, basis: sources.basis }))
}

/// Editions of the source and of the translation, pair by pair.
pub type Earlier = Vec<(Document, Document)>;

/// Earlier editions of a stored translation with the sources that they were made from, the newest first. What cannot be
/// read teaches nothing, and stands in nobody's way.
pub fn earlier(
    store: &Store,
    all: &[StoredEdition],
    (source, translation): (&StoredEdition, &StoredEdition),
) -> Result<Earlier, Failure> {
    /// However many there are: what is older repeats them, and each costs an alignment.
    const MOST: usize = 3;
    let at = all.iter().position(|stored| stored == translation).unwrap_or(all.len());
    let before = all.iter().take(at).rev();
    let mut out = Vec::new();
    for stored in before.filter(|stored| stored.edition.language == translation.edition.language).take(MOST) {
        let Ok(target) = Input::stored(store, stored.clone())?.document() else { continue };
        let Some(base) = stored_base(store, all, (source, stored), &target)? else { continue };
        if let Ok(former) = base.input.document() {
            out.push((former, target));
        }
    }
    Ok(out)
}

/// The newest edition of the source that a stored translation is made from.
pub fn source_of(
    store: &Store,
    all: &[StoredEdition],
    translation: &StoredEdition,
) -> Result<Input, Failure> {
    let language = store.source_language(all).filter(|source| *source != translation.edition.language);
    let newest = all.iter().rev().find(|stored| Some(&stored.edition.language) == language.as_ref());
    let newest = newest.cloned().ok_or_else(|| {
        Failure::new(format!("`{}` is no translation of another edition", translation.edition.address()))
            .hint("name source and translation")
    })?;
    Input::stored(store, newest)
}

/// The repository and the path in it of an address that names a file or a path at a revision.
fn tracked(context: &Context, address: &str) -> Option<(Store, String)> {
    let store = editions::open(context).ok()?;
    match Address::parse(address, |name| Path::new(name).exists()) {
        Address::Git { path, .. } => Some((store, path)),
        Address::File(path) => {
            let (root, file) = (store.root().canonicalize().ok()?, Path::new(&path).canonicalize().ok()?);
            let inside = file.strip_prefix(root).ok()?;
            let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
            Some((store, parts.join("/")))
        }
        _ => None,
    }
}

/// What a translation is held against beside its source.
#[derive(Clone, Copy)]
pub struct Against<'a> {
    /// The source that it was made from.
    pub base: Option<&'a Base>,
    /// What persons settled.
    pub settled: &'a [Settled],
    /// Earlier editions with their translations, the newest first: they teach what words translate each other.
    pub earlier: &'a [(Document, Document)],
    /// The file of the user's severities.
    pub rules: Option<&'a Path>,
}

/// Compares a translation with its source, and where its base is known, with what the source did since.
pub fn findings(
    (source, target): (&Input, &Input),
    documents: (&Document, &Document),
    against: &Against<'_>,
    options: &Options,
) -> Result<Findings, Failure> {
    let former = against.base.map(|base| base.input.document()).transpose()?;
    let changed = against.base.is_some_and(|base| base.input.bytes != source.bytes);
    let earlier: Vec<_> = against.earlier.iter().map(|(source, target)| (source, target)).collect();
    let options = &Options { memory: Some(Memory::learn(&earlier, documents, options)), ..options.clone() };
    let mut findings = translation::compare(documents.0, documents.1, options);
    name(&mut findings, (source, target), options);
    let (Some(base), Some(former)) = (against.base, former) else {
        // What was settled holds whether or not it is known what was translated.
        translation::leave_out(&mut findings, against.settled);
        return Ok(findings);
    };
    let severities = severities::read(against.rules)?;
    let diff_options = diff::Options { severities, ..diff::Options::default() };
    let mut comparison = diff::compare(&former, documents.0, &diff_options);
    for (side, input) in [(&mut comparison.old, &base.input), (&mut comparison.new, source)] {
        side.address.clone_from(&input.address);
        side.sha256 = input.sha256();
    }
    // What was translated fits the translation better than what it has become.
    let before = if changed { translation::compare(&former, documents.1, options) } else { findings.clone() };
    let since = Since { comparison: &comparison, base: &before, basis: base.basis, settled: against.settled };
    translation::lag(&mut findings, &since);
    Ok(findings)
}

/// Gives both sides their addresses, hashes and languages.
fn name(findings: &mut Findings, (source, target): (&Input, &Input), options: &Options) {
    for (side, input, language) in [
        (&mut findings.source, source, &options.source_language),
        (&mut findings.target, target, &options.target_language),
    ] {
        side.address.clone_from(&input.address);
        side.sha256 = input.sha256();
        side.language = language.as_ref().map(ToString::to_string).or_else(|| side.language.take());
    }
}
