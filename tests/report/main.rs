//! What readers see: golden files of every report, and the laws that hold for any text.
#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]
#![allow(clippy::too_many_lines, reason = "samples are lists; cutting them would hide what is in them")]

#[path = "../support/mod.rs"]
mod support;

mod changelog;
mod check;
mod critic;
mod hostile;
mod html;
mod laws;
mod markdown;
mod outline;
mod samples;
mod terminal;

/// Compares with the golden file of this name.
fn golden(name: &str, shown: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../golden");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, shown));
}
