//! What readers see: golden files of every report, and the laws that hold for any text.

mod changelog;
mod laws;
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
