//! Blame as JSON, `recension-blame/1`.

use crate::history::Blame;
use crate::report::escape::json;
use serde::Serialize;
use std::io;

/// Name and version of the form. Fields are added under it, never changed.
const SCHEMA: &str = "recension-blame/1";

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    #[serde(flatten)]
    blame: &'a Blame,
}

/// Writes the blame of a text as one JSON object, `recension-blame/1`.
///
/// # Errors
/// What the writer returns.
pub fn blame_json(blame: &Blame, out: &mut dyn io::Write) -> io::Result<()> {
    json::write(&Report { schema: SCHEMA, blame }, out)
}
