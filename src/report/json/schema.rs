//! The published schemas of the JSON that programs read, made from the types that are written.

use crate::published;
use crate::report::json::diff;
use crate::report::json::document;
use crate::report::json::translation;

#[test]
fn the_schema_of_comparisons_is_that_of_the_types() {
    published::check_schema::<diff::Report<'static>>("recension-diff-2.schema.json");
}

#[test]
fn the_schema_of_findings_is_that_of_the_types() {
    published::check_schema::<translation::Report<'static>>("recension-translation-1.schema.json");
}

#[test]
fn the_schema_of_documents_is_that_of_the_types() {
    published::check_schema::<document::Report<'static>>("recension-document-1.schema.json");
}
