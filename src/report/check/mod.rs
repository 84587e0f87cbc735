//! A check of several texts, drawn for readers and for the programs of CI.

mod codequality;
mod github;
mod json;
mod junit;
mod most_important;
mod sarif;
mod sarif_form;
mod sarif_rules;
mod terminal;
pub mod told;

pub use codequality::check_codequality;
pub use github::check_github;
pub use json::check_json;
pub use junit::check_junit;
pub use sarif::check_sarif;
pub use terminal::check_terminal;
