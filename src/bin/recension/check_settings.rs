//! The settings of a check, from the arguments and the revision that they are read at.

use crate::check_args::{CheckArgs, ends, today};
use crate::failure::Failure;
use crate::output::Context;
use crate::project;
use recension::Repository;
use recension::check::Gate;
use recension::repository::{CheckOptions, CheckSettings, Settings, SettingsQuery, check_settings};
use recension::store::Store;
use std::path::{Path, PathBuf};

/// What a check needs.
pub struct Prepared {
    /// The repository with the settings that hold.
    pub repo: Repository,
    /// The gate and what was accepted.
    pub options: CheckOptions,
    /// The baseline's file in the work tree.
    pub baseline: PathBuf,
}

/// Reads the settings and makes the gate of them.
pub fn prepare(context: &Context, args: &CheckArgs) -> Result<Prepared, Failure> {
    let opened = project::open(context, Settings::default());
    let store = opened.store()?;
    // A configuration that the caller names is the caller's, whatever the repository says.
    let named = context.configuration.file.as_ref().map(|_| &context.configuration.config);
    let found = found(store, args)?;
    let config = named.unwrap_or(&found.config);
    let mut settings = Settings::from_config(config, store.root())?;
    if let Some(rules) = &found.rules {
        settings.severities = rules.clone();
    } else if args.rules.rules.is_some() {
        settings = project::with_rules(settings, &args.rules)?;
    }
    let conditions = if args.fail_on.is_empty() { &config.ci.fail_on } else { &args.fail_on };
    let gate = Gate::new(conditions.iter().map(String::as_str)).map_err(Failure::new)?;
    let repo = project::open(context, settings);
    repo.gate_can_close(&gate)?;
    let mut options = CheckOptions::from(gate);
    options.baseline = found.baseline;
    options.today = Some(args.today.clone().map_or_else(today, Ok)?);
    options.paths.clone_from(&args.paths);
    options.acceptances_at = Some(ends(args).0).filter(|_| found.is_committed);
    options.notices = found.notices;
    options.settings = found.source;
    let baseline = match (&args.baseline, in_repository(store, args.baseline.as_deref())) {
        (Some(outside), None) => outside.clone(),
        _ => store.root().join(&found.baseline_path),
    };
    Ok(Prepared { repo, options, baseline })
}

fn found(store: &Store, args: &CheckArgs) -> Result<CheckSettings, Failure> {
    let (base, head) = ends(args);
    let baseline = in_repository(store, args.baseline.as_deref());
    let rules = in_repository(store, args.rules.rules.as_deref());
    let folder = store.path_in(Path::new("."), "").unwrap_or_default();
    let query = SettingsQuery {
        base: &base,
        head: &head,
        from: args.settings_from.state(),
        baseline_from: args.accepted_from.unwrap_or(args.settings_from).state(),
        folder: &folder,
        baseline: baseline.as_deref(),
        rules: rules.as_deref(),
        baseline_may_be_new: !args.accept.is_empty(),
    };
    let mut found = check_settings(store, &query)?;
    if let (Some(file), None) = (&args.baseline, &baseline) {
        found.baseline = outside(file, query.baseline_may_be_new)?;
    }
    Ok(found)
}

/// A baseline outside of the repository, which the caller alone can have named.
fn outside(file: &Path, may_be_new: bool) -> Result<recension::check::Baseline, Failure> {
    let named = |error: &dyn std::fmt::Display| {
        Failure::new(format!("cannot use the baseline `{}`: {error}", file.display()))
    };
    match std::fs::read_to_string(file) {
        Ok(text) => recension::check::Baseline::from_toml(&text).map_err(|error| named(&error)),
        Err(error) if may_be_new && error.kind() == std::io::ErrorKind::NotFound => Ok(Default::default()),
        Err(error) => Err(named(&error)),
    }
}

/// The path from the root of the repository of a file that the arguments name; none where it lies outside.
fn in_repository(store: &Store, file: Option<&Path>) -> Option<String> {
    let file = file?;
    if file.is_relative() {
        return store.path_in(Path::new("."), file.to_str()?);
    }
    let root = store.root().canonicalize().ok()?;
    let folder = file.parent()?.canonicalize().ok()?;
    let inside = folder.strip_prefix(root).ok()?.join(file.file_name()?);
    Some(inside.to_str()?.replace('\\', "/"))
}
