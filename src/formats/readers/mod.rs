//! One reader a format: text in, the flat stream of headings and blocks out.

pub mod markdown;
pub mod plain;
