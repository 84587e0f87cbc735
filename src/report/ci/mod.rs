//! A check in the forms that CI services read: annotations, SARIF, JUnit, code quality.

mod codequality;
mod github;
#[cfg(feature = "exchange")]
mod junit;
mod most_important;
mod sarif;
mod sarif_form;
mod sarif_rules;

pub use codequality::check_codequality;
pub use github::check_github;
#[cfg(feature = "exchange")]
pub use junit::check_junit;
pub use sarif::check_sarif;
