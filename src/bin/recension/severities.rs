//! The user's own severities, from the file of `--rules`.

use crate::failure::Failure;
use recension::diff::Severities;
use std::path::Path;

/// Reads the file; without one, the catalogue's own severities hold.
pub fn read(file: Option<&Path>) -> Result<Severities, Failure> {
    let Some(path) = file else { return Ok(Severities::default()) };
    let named =
        |error: &dyn std::fmt::Display| Failure::new(format!("cannot use `{}`: {error}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| named(&error))?;
    Severities::from_toml(&text).map_err(|error| named(&error))
}
