//! The baseline on disk: reading it, and adding acceptances to it.

use crate::failure::Failure;
use crate::output::Context;
use recension::check::{self, Acceptance, Baseline, Check, CheckedText, Compared, Finding};
use recension::model::Date;
use recension::report;
use recension::store::Store;
use std::io;
use std::path::{Path, PathBuf};

/// Where it is looked for in a repository, where no other place is named.
const USUAL: &str = "recension-baseline.toml";

/// How a new one begins.
const HEAD: &str = "# Changes that somebody looked at and accepted: `recension check` lets them pass. An entry is known by the id of its\n\
                    # change and holds to the end of its last day; one that no change needs any more can go.\n";

/// A baseline and where it stands.
pub struct BaselineFile {
    path: PathBuf,
    text: String,
    /// What it says.
    pub baseline: Baseline,
}

impl BaselineFile {
    /// Reads the file that was named, or the usual one of the repository where there is one. `may_be_new` says
    /// whether it is about to be written.
    pub fn read(named: Option<&Path>, store: Option<&Store>, may_be_new: bool) -> Result<Self, Failure> {
        let usual = || store.map_or(PathBuf::from(USUAL), |store| store.root().join(USUAL));
        let path = named.map_or_else(usual, Path::to_owned);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound && (named.is_none() || may_be_new) => {
                String::new()
            }
            Err(error) => {
                return Err(Failure::new(format!("cannot read the baseline `{}`: {error}", path.display())));
            }
        };
        let baseline = Baseline::from_toml(&text);
        let baseline = baseline.map_err(|error| {
            Failure::new(format!("cannot use the baseline `{}`: {error}", path.display()))
        })?;
        Ok(Self { path, text, baseline })
    }

    /// Adds what a person accepts of a check, writes the file, and gives the baseline as it is then.
    pub fn accept(&self, context: &Context, check: &Check, wish: &Wish<'_>) -> Result<Baseline, Failure> {
        let accepted = chosen(check, wish)?;
        let mut text = if self.text.is_empty() { HEAD.to_owned() } else { self.text.clone() };
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(&check::entries(&accepted));
        let baseline = Baseline::from_toml(&text).map_err(|error| {
            Failure::new(format!("cannot add to the baseline `{}`: {error}", self.path.display()))
        })?;
        context.write(Some(&self.path), |out| out.write_all(text.as_bytes()))?;
        let number = accepted.len();
        let changes = if number == 1 { "change" } else { "changes" };
        context.say(&format!("Accepted {number} {changes} in {}", self.path.display()));
        Ok(baseline)
    }
}

/// What a person accepts.
pub struct Wish<'a> {
    /// Ids of changes, or `all` for everything that fails.
    pub ids: &'a [String],
    /// Why.
    pub reason: &'a str,
    /// The last day.
    pub expires: Option<&'a Date>,
    /// Who.
    pub by: Option<String>,
}

/// Stands for everything that fails.
const ALL: &str = "all";

fn chosen(check: &Check, wish: &Wish<'_>) -> Result<Vec<(Acceptance, String)>, Failure> {
    let compared = check.texts.iter().filter_map(|text| Some((text, text.compared()?)));
    let findings: Vec<(&CheckedText, &Compared, &Finding)> = compared
        .flat_map(|(text, compared)| compared.findings.iter().map(move |finding| (text, compared, finding)))
        .collect();
    let unknown = |id: &&String| *id != ALL && !findings.iter().any(|(_, _, finding)| finding.id == **id);
    if let Some(id) = wish.ids.iter().find(unknown) {
        return Err(Failure::new(format!("no change here has the id `{id}`"))
            .hint("`recension check` without --accept lists them"));
    }
    let wanted = |finding: &Finding| {
        wish.ids.iter().any(|id| *id == finding.id || id == ALL && finding.standing.fails())
    };
    let entry = |(text, compared, finding): &(&CheckedText, &Compared, &Finding)| {
        let acceptance = Acceptance {
            id: finding.id.clone(),
            path: Some(text.path.clone()),
            reason: wish.reason.trim().to_owned(),
            expires: wish.expires.cloned(),
            by: wish.by.clone(),
        };
        (acceptance, report::finding(compared, finding))
    };
    let accepted: Vec<_> = findings.iter().filter(|(_, _, finding)| wanted(finding)).map(entry).collect();
    if accepted.is_empty() {
        return Err(
            Failure::new("nothing fails, so there is nothing to accept").hint("--fail-on says what fails")
        );
    }
    Ok(accepted)
}
