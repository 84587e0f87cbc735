//! Laws and examples of comparison on small documents that are made by hand.

use super::{Change, ChangeKind, Comparison, EditOp, Options, Significance, compare};
use crate::model::{Block, BlockKind, Document, Heading, Lines, Section, SourceMap, Span};
use crate::text::numbering;
use proptest::prelude::*;

/// One line a heading (`# …`, `## …`) or a paragraph.
pub fn document(lines: &[&str]) -> Document {
    let section = |id: usize, level: u8, heading| Section {
        id: format!("s{id}"),
        parent: None,
        level,
        heading,
        cite: String::new(),
        blocks: 0..0,
        end: id + 1,
    };
    let mut out = Document { sections: vec![section(0, 0, None)], ..Document::default() };
    for (at, line) in lines.iter().enumerate() {
        let span = Span { bytes: at..at, lines: Lines { first: at + 1, last: at + 1 } };
        let text = line.trim_start_matches(['#', ' ']).to_owned();
        let label = numbering::parse(&text);
        let (label, body) = label.map_or((None, 0), |(label, body)| (Some(label), body));
        let source = SourceMap::default();
        if line.starts_with('#') {
            let id = out.sections.len();
            let heading = Heading {
                text,
                label,
                body,
                marks: vec![],
                parts: vec![],
                span,
                location: None,
                source,
                layout: 0,
            };
            out.sections.push(Section {
                blocks: out.blocks.len()..out.blocks.len(),
                ..section(id, 1, Some(heading))
            });
        } else {
            let section = out.sections.len() - 1;
            out.sections[section].blocks.end = out.blocks.len() + 1;
            let id = format!("s{section}.b{}", out.sections[section].blocks.len());
            out.blocks.push(Block {
                id,
                kind: BlockKind::Paragraph,
                section,
                depth: 0,
                text,
                label,
                cite: String::new(),
                body,
                marks: vec![],
                span,
                location: None,
                source,
                layout: 0,
            });
        }
    }
    out
}

fn run(old: &[&str], new: &[&str]) -> Comparison {
    compare(&document(old), &document(new), &Options::default())
}

fn reported(comparison: &Comparison) -> Vec<String> {
    let lines = |places: &[super::Place]| {
        places
            .iter()
            .map(|place| format!("{}-{}", place.lines.first, place.lines.last))
            .collect::<Vec<_>>()
            .join(",")
    };
    let rules = |change: &Change| change.rules.iter().map(|rule| format!(" {}", rule.id)).collect::<String>();
    let one = |change: &Change| {
        format!(
            "{:?} {:?} {}→{}{}",
            change.kind,
            change.significance,
            lines(&change.old),
            lines(&change.new),
            rules(change)
        )
    };
    comparison.changes.iter().map(one).collect()
}

const A: &str = "The operator shall notify the customer in writing within 30 days of becoming aware of any breach of security.";
const B: &str = "Records of service incidents are kept for a period of twelve months and then erased or made anonymous by the agency.";
const C: &str = "Nothing in this section limits the rights that the applicant has under mandatory consumer protection law of a state.";
const D: &str = "Each member appoints a contact point responsible for billing questions and publishes its address on the first page.";
const E: &str = "A fee of 40 euros applies to every request for audit evidence beyond the first one made in any calendar year.";

#[test]
fn equal_texts_have_no_change() {
    let comparison = run(&["# One", A, "# Two", B], &["# One", A, "# Two", B]);
    assert!(comparison.identical && comparison.changes.is_empty());
}

#[test]
fn a_number_and_a_modal_verb_are_substantive() {
    let new = A.replace("shall", "may").replace("30", "60");
    let comparison = run(&["# One", A, B], &["# One", &new, B]);
    assert_eq!(reported(&comparison), ["Modified Substantive 2-2→2-2 modality-weakened duration-changed"]);
    assert_eq!(comparison.summary.words_deleted, 2);
}

#[test]
fn an_added_not_is_substantive_and_a_synonym_is_editorial() {
    let comparison =
        run(&[A, B], &[&A.replace("shall notify", "shall not notify"), &B.replace("erased", "deleted")]);
    assert_eq!(
        reported(&comparison),
        [
            "Modified Substantive 1-1→1-1 modality-reversed negation-added",
            "Modified Editorial 2-2→2-2 synonym-changed"
        ]
    );
}

#[test]
fn typography_is_cosmetic() {
    let comparison =
        run(&["The “rights” of users’ data – all of it."], &["The \"rights\" of users' data - all of it."]);
    assert_eq!(reported(&comparison), ["Modified Cosmetic 1-1→1-1"]);
}

#[test]
fn the_lighter_side_of_a_swap_moves() {
    let comparison = run(&["# One", A, B, C, "# Two", D, E], &["# One", A, C, "# Two", D, E, B]);
    assert_eq!(reported(&comparison), ["Moved Editorial 3-3→7-7"]);
}

#[test]
fn a_moved_block_that_was_edited_is_one_change() {
    let edited = B.replace("twelve", "eighteen");
    let comparison = run(&["# One", A, B, C, "# Two", D, E], &["# One", A, C, "# Two", D, E, &edited]);
    assert_eq!(reported(&comparison), ["Moved Substantive 3-3→7-7 duration-changed"]);
    assert!(
        comparison.changes[0].edits.iter().any(|edit| edit.op == EditOp::Insert && edit.text == "eighteen")
    );
}

#[test]
fn a_section_moves_whole() {
    let comparison =
        run(&["# One", A, B, C, "# Two", D, "# Three", E], &["# Two", D, "# One", A, B, C, "# Three", E]);
    assert_eq!(reported(&comparison), ["Moved Editorial 5-6→1-2"]);
}

#[test]
fn splits_and_merges_are_seen() {
    let both = format!("{A} {B}");
    assert_eq!(reported(&run(&[&both, C, D], &[A, B, C, D])), ["Split Cosmetic 1-1→1-1,2-2"]);
    assert_eq!(reported(&run(&[A, B, C, D], &[&both, C, D])), ["Merged Cosmetic 1-1,2-2→1-1"]);
}

#[test]
fn a_block_broken_into_many_pieces_is_the_same_block() {
    let words: Vec<&str> = A.split(' ').collect();
    let pieces: Vec<String> = words.chunks(1).map(|piece| piece.join(" ")).collect();
    let mut new: Vec<&str> = vec![C];
    new.extend(pieces.iter().map(String::as_str));
    new.push(D);
    let comparison = run(&[C, A, D], &new);
    assert_eq!(comparison.changes.len(), 1, "{:?}", reported(&comparison));
    assert_eq!(comparison.changes[0].significance, Significance::Cosmetic);
    assert_eq!((comparison.summary.words_deleted, comparison.summary.words_inserted), (0, 0));
}

#[test]
fn a_renamed_section_keeps_its_text() {
    let comparison =
        run(&["# Retention Periods", B, C, "# End", D], &["# How Long We Keep Data", B, C, "# End", D]);
    assert_eq!(reported(&comparison), ["Renamed Unclear 1-1→1-1"]);
}

#[test]
fn sections_come_and_go_whole() {
    let comparison =
        run(&["# One", A, "# Two", B, C, "# Three", D], &["# One", A, "# Three", D, "# Four", E]);
    assert_eq!(
        reported(&comparison),
        [
            "Removed Substantive 3-5→ negation-removed duration-removed clause-removed",
            "Added Substantive →5-6 amount-added duration-added clause-added"
        ]
    );
}

#[test]
fn edits_fall_on_dictionary_words() {
    let cases = [
        (
            "总理和总统承诺密切合作,共同战胜这种病毒。",
            "总理和总统承诺密切合作,共同战胜这种疫病。",
            ["病毒", "疫病"],
        ),
        ("雙方同意加強邊境安全。", "雙方同意加強邊境合作。", ["安全", "合作"]),
        (
            "当社は個人情報を第三者に提供しません。",
            "当社は個人情報を第三者に開示しません。",
            ["提供", "開示"],
        ),
        ("เราไม่ขายข้อมูลให้บุคคลอื่น", "เราไม่ขายเอกสารให้บุคคลอื่น", ["ข้อมูล", "เอกสาร"]),
    ];
    for (old, new, expected) in cases {
        let comparison = run(&[old], &[new]);
        let edits = comparison.changes[0].edits.iter().filter(|edit| edit.op != EditOp::Equal);
        assert_eq!(edits.map(|edit| edit.text.as_str()).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn a_line_that_became_a_heading_kept_its_words() {
    let comparison = run(&[A, "Scope and limits", B], &[A, "# Scope and limits", B]);
    assert_eq!(reported(&comparison), ["Modified Cosmetic 2-2→2-2"]);
}

#[test]
fn a_bound_that_was_reached_is_told() {
    let many = (0..100).map(|at| format!("Clause number {at} binds all of them. ")).collect::<String>();
    let comparison = run(&[&many], &[&many.replace("binds", "obliges")]);
    assert_eq!(comparison.notes.len(), 1, "{:?}", comparison.notes);
    let one = run(&[&many], &[&many.replace("number 50 binds", "number 50 obliges")]);
    assert!(one.notes.is_empty(), "one sentence differs: {:?}", one.notes);
    assert!(run(&[A], &[&A.replace("30", "31")]).notes.is_empty());
}

#[test]
fn the_id_stays_when_other_parts_change() {
    let one = run(&[A, B, C], &[&A.replace("30", "31"), B, C]);
    let two = run(&[E, A, B, C], &[D, &A.replace("30", "31"), B]);
    let id = |comparison: &Comparison| {
        comparison
            .changes
            .iter()
            .find(|change| change.kind == ChangeKind::Modified)
            .map(|change| change.id.clone())
    };
    assert_eq!(id(&one), id(&two));
}

/// Edits give both texts back.
fn rebuilds(comparison: &Comparison) -> Result<(), TestCaseError> {
    for change in comparison.changes.iter().filter(|change| !change.edits.is_empty()) {
        let side = |skip: EditOp| {
            change
                .edits
                .iter()
                .filter(|edit| edit.op != skip)
                .map(|edit| edit.text.as_str())
                .collect::<String>()
        };
        let texts = |places: &[super::Place]| {
            places.iter().map(|place| place.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        prop_assert_eq!(side(EditOp::Insert), texts(&change.old));
        prop_assert_eq!(side(EditOp::Delete), texts(&change.new));
    }
    Ok(())
}

/// Each line is reported in at most one change, labels aside.
fn told_once(comparison: &Comparison) -> Result<(), TestCaseError> {
    for side in [0, 1] {
        let mut seen = std::collections::BTreeSet::new();
        for change in &comparison.changes {
            let carried = change.kind == ChangeKind::Moved && change.edits.is_empty();
            if carried || change.kind == ChangeKind::Renumbered {
                continue;
            }
            for place in if side == 0 { &change.old } else { &change.new } {
                for line in place.lines.first..=place.lines.last {
                    prop_assert!(seen.insert(line), "line {} of side {} is told twice", line, side);
                }
            }
        }
    }
    Ok(())
}

fn text() -> impl Strategy<Value = Vec<String>> {
    let word = prop::sample::select(vec![
        "alpha",
        "beta",
        "gamma",
        "not",
        "shall",
        "may",
        "30",
        "40",
        "“data”",
        "病毒",
        "数据保护",
        "days,",
        "of",
        "the",
        "end.",
    ]);
    let line = prop::collection::vec(word, 1..9).prop_map(|words| words.join(" "));
    let heading = prop::sample::select(vec!["# One", "# Two", "# Three", "# Four"]).prop_map(str::to_owned);
    prop::collection::vec(prop_oneof![4 => line, 1 => heading], 0..14)
}

proptest! {
    #[test]
    fn any_two_texts_obey_the_laws(old in text(), new in text()) {
        let lines = |text: &[String]| document(&text.iter().map(String::as_str).collect::<Vec<_>>());
        let (a, b) = (lines(&old), lines(&new));
        let comparison = compare(&a, &b, &Options::default());
        rebuilds(&comparison)?;
        told_once(&comparison)?;
        prop_assert_eq!(&comparison, &compare(&a, &b, &Options::default()));
        prop_assert!(compare(&a, &a, &Options::default()).identical);
    }
}

#[test]
fn significance_is_ordered() {
    assert!(
        Significance::Cosmetic < Significance::Editorial
            && Significance::Editorial < Significance::Substantive
    );
}
