//! The changelog of a document as data: what every form of it is written from.

use crate::diff::Comparison;
use crate::model::Edition;

/// One revision in a changelog.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The edition.
    pub edition: Edition,
    /// Its sections, the part before the first heading included where it has text.
    pub sections: usize,
    /// Its blocks.
    pub blocks: usize,
    /// What changed since the revision before it; none for the first.
    pub comparison: Option<Comparison>,
    /// The earlier revision whose text it has again, where it returns to one.
    pub same_as: Option<String>,
}
