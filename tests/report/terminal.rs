//! The terminal report against its golden files.

use crate::golden;
use crate::samples;
use recension::diff::{ChangeKind, Comparison, Significance};
use recension::report::{Links, TerminalOptions, terminal};

pub const PLAIN: TerminalOptions =
    TerminalOptions { width: 80, colour: false, cosmetic: false, links: Links { left: None, right: None } };

pub fn shown(comparison: &Comparison, options: &TerminalOptions) -> String {
    let mut out = Vec::new();
    terminal(comparison, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_kind_of_change_without_colour() {
    golden("terminal_plain", &shown(&samples::every_kind(), &PLAIN));
}

#[test]
fn cosmetic_differences_are_told_when_asked_for() {
    golden("terminal_cosmetic", &shown(&samples::every_kind(), &TerminalOptions { cosmetic: true, ..PLAIN }));
}

#[test]
fn colours_take_the_place_of_the_marks() {
    let shown = shown(&samples::every_kind(), &TerminalOptions { colour: true, ..PLAIN });
    golden("terminal_colour", &shown.replace('\u{1b}', "␛"));
}

#[test]
fn chinese_is_wrapped_by_its_own_rules() {
    golden("terminal_chinese", &shown(&samples::chinese(), &TerminalOptions { width: 60, ..PLAIN }));
}

#[test]
fn hostile_text_is_shown_for_what_it_is() {
    golden("terminal_hostile", &shown(&samples::hostile(), &PLAIN));
}

#[test]
fn nothing_changed_is_a_sentence_of_its_own() {
    assert!(
        shown(&samples::comparison(vec![]), &PLAIN)
            .ends_with("The texts are identical.\n12 words deleted, 20 inserted.\n")
    );
    let place = |at| vec![samples::clause("s1.b1", "Scope", (at, at), "")];
    let cosmetic = samples::change(ChangeKind::Modified, Significance::Cosmetic, place(1), place(2));
    let mut comparison = samples::comparison(vec![cosmetic]);
    (comparison.summary.words_deleted, comparison.summary.words_inserted) = (0, 0);
    assert!(shown(&comparison, &PLAIN).ends_with(
        "\n\nNo change of wording; 1 formatting-only difference hidden (use --cosmetic to\nshow).\n"
    ));
}

#[test]
fn what_is_gone_from_a_renamed_section_stands_under_its_new_name() {
    use samples::{change, clause, heading};
    let old = heading("s3", 10, "Sharing");
    let renamed =
        change(ChangeKind::Renamed, Significance::Editorial, vec![old], vec![heading("s4", 12, "Costs")]);
    let gone = vec![clause("s3.b1", "Sharing", (11, 11), "All is shared.")];
    let gone = change(ChangeKind::Removed, Significance::Substantive, gone, vec![]);
    let shown = shown(&samples::comparison(vec![renamed, gone]), &PLAIN);
    assert!(shown.contains("\n4 Costs\n\n  = section 4 renamed"), "{shown}");
    assert!(shown.contains("\n  - old 3 ¶1 removed") && !shown.contains("\n3 Sharing"), "{shown}");
}

#[test]
fn a_clause_under_a_section_without_heading_is_not_cited_by_the_heading_above() {
    use samples::{change, clause};
    let place = clause("s2.1.b3", "Article 9 Duties", (1, 1), "A duty.");
    let added = change(ChangeKind::Added, Significance::Substantive, vec![], vec![place]);
    assert!(shown(&samples::comparison(vec![added]), &PLAIN).contains("\n  + 2.1 ¶3 added"));
}
