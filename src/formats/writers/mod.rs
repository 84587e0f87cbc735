//! One writer a format: a document in, text out.

pub mod canonical_markdown;
