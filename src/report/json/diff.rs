//! A comparison as JSON: `recension-diff/2`, or the older `recension-diff/1` for programs that were written for it.

use crate::diff::{AlignedPair, Change, Comparison, RuleHit, Side, Significance, Summary};
use crate::report::escape::json;
use crate::report::options::{DiffSchema, JsonOptions};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::io;

/// Name and version of the form. Fields are added under it, never changed.
const SCHEMA: &str = "recension-diff/2";

/// The form without the level `unclear`, labels, locations and reasons of style.
const SCHEMA_1: &str = "recension-diff/1";

/// What changed between two revisions of a text, as `recension diff --format json` writes it. Fields may be added; none
/// changes its meaning under the same name of the form.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "recension-diff/2"))]
pub(in crate::report) struct Report<'a> {
    /// Name and version of the form.
    #[cfg_attr(test, schemars(extend("const" = SCHEMA)))]
    schema: &'static str,
    /// The older text.
    old: &'a Side,
    /// The newer text.
    new: &'a Side,
    /// No change at all, not even a cosmetic one.
    identical: bool,
    /// The changes counted, cosmetic ones always among them.
    summary: &'a Summary,
    /// The changes, in reading order of the new text, what is gone at the place where it was; cosmetic ones with
    /// `--cosmetic`.
    #[cfg_attr(test, schemars(with = "Vec<Change>"))]
    changes: Changes<'a>,
    /// Every matched pair of headings and blocks, unchanged ones too; with `--alignment`.
    #[serde(skip_serializing_if = "Option::is_none")]
    alignment: Option<&'a [AlignedPair]>,
    /// Rules that fired on the text as a whole, such as `stated-date-unchanged`.
    rules: &'a [RuleHit],
    /// What a reader must know of how the comparison was made, such as a bound of work that was reached.
    notes: &'a [String],
}

/// The changes that are shown, with rounded scores.
struct Changes<'a> {
    list: &'a [Change],
    cosmetic: bool,
}

impl Serialize for Changes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let shown = |change: &&Change| self.cosmetic || change.significance != Significance::Cosmetic;
        serializer.collect_seq(self.list.iter().filter(shown).map(rounded))
    }
}

/// A change with its score cut to four digits: more would only differ between machines.
pub fn rounded(change: &Change) -> Change {
    const DIGITS: f64 = 10_000.0;
    Change { score: change.score.map(|score| (score * DIGITS).round() / DIGITS), ..change.clone() }
}

/// Writes a comparison as one JSON object, `recension-diff/1`.
///
/// # Errors
/// What the writer returns.
pub fn json(comparison: &Comparison, options: &JsonOptions, out: &mut dyn io::Write) -> io::Result<()> {
    json::write(&report(&in_schema(comparison, options), options), out)
}

/// The comparison as the wanted form can say it.
pub(in crate::report) fn in_schema<'a>(
    comparison: &'a Comparison,
    options: &JsonOptions,
) -> Cow<'a, Comparison> {
    match options.schema {
        DiffSchema::V2 => Cow::Borrowed(comparison),
        DiffSchema::V1 => Cow::Owned(older(comparison)),
    }
}

/// What `recension-diff/1` can say of a comparison: what is unclear was called editorial there.
fn older(comparison: &Comparison) -> Comparison {
    let mut out = comparison.clone();
    let counts = &mut out.summary.significance;
    counts.editorial += std::mem::take(&mut counts.unclear);
    for change in &mut out.changes {
        if change.significance == Significance::Unclear {
            change.significance = Significance::Editorial;
        }
        change.rules.retain(|hit| hit.reason.is_none());
        for place in change.old.iter_mut().chain(&mut change.new) {
            (place.label, place.location) = (None, None);
        }
    }
    out
}

/// A comparison as it is written, alone or inside of another document.
pub(in crate::report) fn report<'a>(comparison: &'a Comparison, options: &JsonOptions) -> Report<'a> {
    Report {
        schema: if options.schema == DiffSchema::V1 { SCHEMA_1 } else { SCHEMA },
        old: &comparison.old,
        new: &comparison.new,
        identical: comparison.identical,
        summary: &comparison.summary,
        changes: Changes { list: &comparison.changes, cosmetic: options.cosmetic },
        alignment: options.alignment.then_some(comparison.alignment.as_slice()),
        rules: &comparison.rules,
        notes: &comparison.notes,
    }
}
