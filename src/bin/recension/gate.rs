//! What stops a merge, from the values of `--fail-on`.

use crate::failure::Failure;
use recension::check::Gate;
use recension::diff::{Severities, Severity};

/// Reads the conditions. A rule that the user's severities switch off would never fire, and a gate that can never
/// close is no wish of anybody's.
pub fn read(conditions: &[String], severities: &Severities) -> Result<Gate, Failure> {
    let gate = Gate::new(conditions.iter().map(String::as_str)).map_err(Failure::new)?;
    let off = gate.rules().find(|id| severities.of(*id) == Severity::Off);
    match off {
        Some(id) => {
            Err(Failure::new(format!("`--fail-on {id}` can never fail: the rules switch `{id}` off"))
                .hint("take it out of one of the two"))
        }
        None => Ok(gate),
    }
}
