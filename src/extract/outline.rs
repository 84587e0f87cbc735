//! From the flat stream of a reader to the tree of sections: labels, numbered clauses, bilingual headings, ids.

use super::raw::RawUnit;
use crate::model::{Document, SetAside};

/// Builds the document from what a reader saw, in reading order.
pub fn build(_units: Vec<RawUnit>, _set_aside: Vec<SetAside>) -> Document {
    Document::default()
}
