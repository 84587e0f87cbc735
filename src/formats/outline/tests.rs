//! The tree that the outline builds from flat units.

use super::build;
use crate::formats::raw::{RawKind, RawUnit};
use crate::model::{BlockKind, Document, Lines, SourceMap, Span};

fn document(lines: &[&str]) -> Document {
    let unit = |(at, line): (usize, &&str)| {
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        let kind = match level {
            0 => RawKind::Block { kind: BlockKind::Paragraph, depth: 0 },
            level => RawKind::Heading { level: level as u8 },
        };
        let span = Span { bytes: at..at, lines: Lines { first: at + 1, last: at + 1 } };
        RawUnit {
            kind,
            text: line.trim_start_matches(['#', ' ']).to_owned(),
            label: None,
            marks: vec![],
            span,
            source: SourceMap::default(),
            location: None,
        }
    };
    build(lines.iter().enumerate().map(unit).collect(), vec![])
}

fn ids(document: &Document) -> Vec<&str> {
    document.sections.iter().map(|section| section.id.as_str()).collect()
}

#[test]
fn sections_nest_and_blocks_are_named_by_them() {
    let document = document(&["front", "# One", "a", "## Inner", "b", "c", "# Two", "d"]);
    assert_eq!(ids(&document), ["s0", "s1", "s1.1", "s2"]);
    assert_eq!(
        document.blocks.iter().map(|block| block.id.as_str()).collect::<Vec<_>>(),
        ["s0.b1", "s1.b1", "s1.1.b1", "s1.1.b2", "s2.b1"]
    );
    assert_eq!((document.sections[1].end, document.sections[1].blocks.clone()), (3, 1..2));
    assert_eq!(document.section_path(2), ["One", "Inner"]);
}

#[test]
fn clauses_without_headings_form_sections() {
    let document = document(&["Article 1", "Text one.", "Article 2", "Text two.", "(a) first", "(b) second"]);
    assert_eq!(ids(&document), ["s0", "s1", "s2"]);
    assert_eq!(document.blocks[3].label.as_ref().map(|label| label.printed.as_str()), Some("(b)"));
}

#[test]
fn bilingual_headings_are_split_where_the_script_changes_for_good() {
    let parts = |text: &str| {
        let document = document(&[&format!("# {text}")]);
        let heading = document.sections[1].heading.clone().unwrap();
        heading.parts.iter().map(|part| heading.text[part.range.clone()].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(parts("重建得更好 Building Back Better"), ["重建得更好", "Building Back Better"]);
    assert_eq!(
        parts("加强安全及防御Bolstering Security and Defence/Defense"),
        ["加强安全及防御", "Bolstering Security and Defence/Defense"]
    );
    assert_eq!(parts("抗击 COVID-19 疫情"), ["抗击 COVID-19 疫情"]);
    assert_eq!(parts("Building Back Better"), ["Building Back Better"]);
}

#[test]
fn no_structure_is_one_front_part() {
    let document = document(&["one", "two"]);
    assert_eq!((ids(&document), document.section_count()), (vec!["s0"], 1));
    assert_eq!(build(vec![], vec![]).sections.len(), 1);
}

fn cites(lines: &[&str]) -> Vec<String> {
    document(lines).blocks.into_iter().map(|block| block.cite).collect()
}

#[test]
fn labels_are_joined_through_nesting() {
    let contract = [
        "# 8. Liability",
        "8.1 Caps:",
        "(a) for fees;",
        "(b) for data.",
        "Both apply at once.",
        "8.2 Waiver.",
        "# 9. End",
        "One paragraph.",
    ];
    assert_eq!(cites(&contract), ["8.1", "8.1(a)", "8.1(b)", "8.1 ¶4", "8.2", "9"]);
    let law = [
        "# § 3 Umfang",
        "(1) Es gilt.",
        "(2) Dies gilt für",
        "1. Texte,",
        "a) kurze,",
        "2. Bilder.",
        "# § 4 Ende",
    ];
    assert_eq!(cites(&law), ["§ 3 (1)", "§ 3 (2)", "§ 3 (2) Nr. 1", "§ 3 (2) Nr. 1 a)", "§ 3 (2) Nr. 2"]);
    let act =
        ["# Chapter I", "# Article 1", "Text.", "# Chapter II", "# Article 2", "(1) Text.", "(2) Text."];
    assert_eq!(cites(&act), ["Article 1", "Article 2(1)", "Article 2(2)"]);
}

#[test]
fn numbers_that_restart_are_named_with_what_is_above_them() {
    let schedules =
        ["# 1. Rent", "Text.", "# 2. Term", "Text.", "# Schedule 1", "1. First.", "2. Second:", "(a) inner."];
    assert_eq!(cites(&schedules)[2..], ["Schedule 1, 1", "Schedule 1, 2", "Schedule 1, 2(a)"]);
    let titled = ["# Terms", "Hello.", "## Fees", "1. One.", "2. Two.", "## Privacy", "1. One.", "Closing."];
    assert_eq!(cites(&titled), ["Preamble ¶1", "Fees 1", "Fees 2", "Privacy 1", "Privacy 1 ¶2"]);
}

#[test]
fn a_name_is_never_given_twice() {
    let all = cites(&["# Fees", "a", "# Fees", "b", "# Fees", "c", "d", "1. x", "1. y"]);
    let mut once = all.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), all.len(), "{all:?}");
}

#[test]
fn numbered_lines_over_text_are_headings_by_their_run() {
    let policy = document(&["2. Privacy", "We keep data.", "3. Content", "3.1 You post.", "We read."]);
    let titles: Vec<_> =
        policy.sections.iter().filter_map(|s| s.heading.as_ref()).map(|h| h.text.as_str()).collect();
    assert_eq!(titles, ["2. Privacy", "3. Content"]);
    let items = ["1. Milk", "2. Eggs", "3. Flour"];
    assert_eq!(ids(&document(&items)), ["s0"]);
}

#[test]
fn any_word_with_rising_numbers_is_a_label() {
    let labels = |lines: &[&str]| {
        document(lines).blocks.iter().filter_map(|b| b.label.clone()).map(|l| l.printed).collect::<Vec<_>>()
    };
    assert_eq!(labels(&["Regel 1. Alle spielen.", "Regel 2. Keiner schummelt."]), ["Regel 1.", "Regel 2."]);
    assert_eq!(labels(&["Windows 10 is needed.", "Android 11 is needed."]), Vec::<String>::new());
}

#[test]
fn letters_and_numerals_are_told_apart_by_their_run() {
    let schemes = |lines: &[&str]| {
        document(lines)
            .blocks
            .iter()
            .filter_map(|b| b.label.clone())
            .map(|l| l.ordinals[0])
            .collect::<Vec<_>>()
    };
    assert_eq!(schemes(&["(h) x", "(i) y", "(j) z"]), [8, 9, 10]);
    assert_eq!(schemes(&["(h) x:", "(i) y", "(ii) z", "(i) last"]), [8, 1, 2, 9]);
}

#[test]
fn the_numbers_of_a_quoted_amendment_are_text() {
    let act = document(&[
        "1. Insert:",
        "“7A. Appeals",
        "(1) A person may appeal.",
        "(2) In time.”",
        "2. This ends.",
    ]);
    let labelled: Vec<_> =
        act.blocks.iter().filter_map(|block| block.label.as_ref()).map(|l| l.ordinals[0]).collect();
    assert_eq!(labelled, [1, 2]);
}
