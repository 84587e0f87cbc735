//! Printed numbers that shifted: one story for each list or run of sections.

use crate::diff::matching::Matching;
use crate::diff::unit::{Unit, Units};

/// A run of units whose labels changed: `(old, new)` positions in new order.
pub type Run = Vec<(usize, usize)>;

/// The runs of shifted labels: units of the same section and kind whose labels changed, one after the other.
#[must_use]
pub fn runs(matching: &Matching, old: &Units, new: &Units) -> Vec<Run> {
    let mut out: Vec<(Place, Run)> = Vec::new();
    for (position, unit) in new.list.iter().enumerate() {
        let Some(tie) = matching.of_new(position) else { continue };
        if !shifted(&old.list[tie.other], unit) {
            continue;
        }
        let place = place(new, unit);
        match out.iter_mut().rev().take(OPEN_RUNS).find(|(other, _)| *other == place) {
            Some((_, run)) => run.push((tie.other, position)),
            None => out.push((place, vec![(tie.other, position)])),
        }
    }
    out.into_iter().map(|(_, run)| run).collect()
}

/// How many runs back a unit may belong to: nested lists interrupt the outer one.
const OPEN_RUNS: usize = 8;

/// Where a run is: under which section, headings or blocks, how deep.
type Place = (Option<usize>, bool, usize);

fn place(units: &Units, unit: &Unit) -> Place {
    let depth = unit.label.map_or(0, |label| label.ordinals.len());
    if unit.is_heading() {
        (units.document.sections[unit.section].parent, true, depth)
    } else {
        (Some(unit.section), false, depth)
    }
}

/// Whether both have a label and the two count differently. `1.` and `1)` count alike.
#[must_use]
pub fn shifted(old: &Unit, new: &Unit) -> bool {
    match (old.label, new.label) {
        (Some(old), Some(new)) => old.ordinals != new.ordinals || old.scheme != new.scheme,
        _ => false,
    }
}
