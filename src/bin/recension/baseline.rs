//! The baseline on disk: reading it, and adding acceptances to it.

use crate::failure::Failure;
use crate::output::Context;
use recension::check::{self, Acceptance, Baseline, Check, CheckedText, Compared, Finding};
use recension::model::Date;
use recension::report;
use std::io;
use std::path::PathBuf;

/// How a new one begins.
const HEAD: &str = "# Changes that somebody looked at and accepted: `recension check` lets them pass. An entry holds for one\n\
                    # change of one text, until the text changes on the branch or its last day is past; then it can go.\n";

/// A baseline and its file.
pub struct BaselineFile {
    path: PathBuf,
    text: String,
}

impl BaselineFile {
    /// Reads the file that is to be added to; it may be new.
    pub fn read(path: PathBuf) -> Result<Self, Failure> {
        let named = |error: &dyn std::fmt::Display| {
            Failure::new(format!("cannot read the baseline `{}`: {error}", path.display()))
        };
        let text = match std::fs::symlink_metadata(&path) {
            Ok(there) if there.is_file() => std::fs::read_to_string(&path).map_err(|error| named(&error))?,
            Ok(_) => return Err(named(&"it is not a plain file")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(named(&error)),
        };
        Ok(Self { path, text })
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
            id: finding.fingerprint.clone(),
            path: text.path.clone(),
            base: check.base.commit.clone().unwrap_or_default(),
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
