//! The library: laws that hold for any text, contracts of its results, and texts read and compared as a person did.

#[path = "../support/mod.rs"]
mod support;

mod amendment;
mod diff_laws;
mod formats_laws;
mod formats_markdown;
mod formats_plain;
mod json_contract;
mod roadmap;
mod store_editions;
mod translation;
