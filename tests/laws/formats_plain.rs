//! The roadmap as it came out of two PDFs: what must be understood of it.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use recension::formats::{self, Format, split_languages};
use recension::model::{BlockKind, Document};

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(format!("fixtures/roadmap/{name}")).expect("the fixture is there")
}

fn document(name: &str) -> Document {
    formats::read(&bytes(name), Format::Plain).expect("the fixture is a text")
}

fn count(document: &Document, kind: BlockKind) -> Vec<usize> {
    let of = |section: &recension::model::Section| {
        document.blocks[section.blocks.clone()].iter().filter(|block| block.kind == kind).count()
    };
    document.sections.iter().map(of).collect()
}

/// Last lines of the blocks of the body that end without an end mark.
fn cut(document: &Document) -> Vec<usize> {
    let body = document.blocks.iter().filter(|block| block.section > 0);
    body.filter(|block| !block.ends_with_end_mark()).map(|block| block.span.lines.last).collect()
}

fn text_at(document: &Document, line: usize) -> &str {
    let block =
        document.blocks.iter().find(|block| block.span.lines.first <= line && line <= block.span.lines.last);
    &block.expect("a block on the line").text
}

#[test]
fn both_halves_have_a_title_page_and_six_sections_with_their_bullets() {
    for name in ["roadmap.en.txt", "roadmap.zh.txt", "roadmap.en.restored.txt"] {
        let document = document(name);
        assert_eq!(document.section_count(), 7, "{name}");
        assert_eq!(count(&document, BlockKind::Item), [0, 9, 8, 12, 0, 5, 6], "{name}");
        assert!(
            document.sections.iter().skip(1).all(|section| section.level == 1 && section.heading.is_some()),
            "{name}"
        );
    }
    assert_eq!(count(&document("roadmap.en.txt"), BlockKind::Paragraph), [7, 2, 1, 1, 4, 2, 1]);
    assert_eq!(
        document("roadmap.en.txt").title.as_deref(),
        Some("Roadmap for a Renewed U.S.-Canada Partnership")
    );
}

#[test]
fn paragraphs_that_follow_a_list_without_a_blank_line_are_paragraphs() {
    let document = document("roadmap.en.txt");
    for line in [56, 216] {
        let block = document
            .blocks
            .iter()
            .find(|block| block.span.lines.first == line)
            .expect("a block begins there");
        assert_eq!(block.kind, BlockKind::Paragraph, "line {line}");
    }
}

#[test]
fn blocks_that_were_cut_off_end_without_an_end_mark_and_no_others() {
    assert_eq!(cut(&document("roadmap.en.txt")), [55, 57, 91, 109, 132, 180, 185, 226]);
    assert_eq!(cut(&document("roadmap.zh.txt")), [15, 26, 35, 50, 51]);
}

#[test]
fn lines_are_joined_as_their_script_and_hyphens_ask() {
    let english = document("roadmap.en.txt");
    assert!(text_at(&english, 81).contains("United States-Mexico-Canada Agreement"));
    assert!(text_at(&english, 211).contains("a cross-border task force"));
    assert!(text_at(&english, 8).contains("whole-of- government"));
    let chinese = document("roadmap.zh.txt");
    assert!(text_at(&chinese, 17).contains("生命科学研究和生物技术进步相关"));
    assert!(text_at(&chinese, 32).contains("他也重申自己的目标"));
    assert!(text_at(&chinese, 37).contains("加拿大到2030 年"));
}

#[test]
fn bilingual_headings_keep_both_parts() {
    let chinese = document("roadmap.zh.txt");
    let parts = |at: usize| {
        let heading = chinese.sections[at].heading.as_ref().expect("a heading");
        heading.parts.iter().map(|part| (&heading.text[part.range.clone()], part.script)).collect::<Vec<_>>()
    };
    assert_eq!(parts(1), [("抗击 COVID-19 疫情", "Hani")]);
    assert_eq!(parts(2), [("重建得更好", "Hani"), ("Building Back Better", "Latn")]);
    assert_eq!(parts(3), [("加速应对气候的雄心计划", "Hani"), ("Accelerating Climate Ambitions", "Latn")]);
}

#[test]
fn the_seed_is_two_languages_one_after_the_other() {
    let seed = bytes("seed.txt");
    let runs = split_languages(&seed).expect("a text");
    let found: Vec<_> =
        runs.iter().map(|run| (run.language.as_str(), run.lines.first, run.lines.last)).collect();
    assert_eq!(found, [("zh", 1, 59), ("en", 60, 308)]);
    assert_eq!(seed[runs[0].bytes.clone()], bytes("roadmap.zh.txt"));
    assert_eq!(seed[runs[1].bytes.clone()], bytes("roadmap.en.txt"));
}

#[test]
fn a_sentence_knows_its_lines_and_bytes() {
    let bytes = bytes("roadmap.en.txt");
    let document = document("roadmap.en.txt");
    let block = document.blocks.iter().find(|block| block.span.lines.first == 18).expect("line 18");
    let second = &block.sentences()[1];
    assert!(block.text[second.range.clone()].starts_with("They agreed to strengthen"));
    assert_eq!((second.span.lines.first, second.span.lines.last), (19, 21));
    assert!(
        bytes[second.span.bytes.clone()].starts_with(b"They agreed")
            && bytes[..second.span.bytes.end].ends_with(b"outbreaks.")
    );
}

#[test]
fn a_law_with_articles_and_clauses() {
    let text = "THE DATA ACT\n\nChapter I\nGeneral provisions\n\nArticle 1\nScope\n1. This Act applies to every operator that keeps data about a person in the\nterritory, whatever the form.\n2. It does not apply to\n(a) private notes;\n(b) archives older than 100 years.\n\nArticle 2\nDefinitions\nIn this Act \"data\" means any statement about a person.\n";
    let document = formats::read(text.as_bytes(), Format::Plain).expect("a text");
    let labels: Vec<&str> = document
        .blocks
        .iter()
        .filter_map(|block| block.label.as_ref())
        .map(|label| label.printed.as_str())
        .collect();
    assert_eq!(labels, ["1.", "2.", "(a)", "(b)"]);
    let headings: Vec<&str> = document
        .sections
        .iter()
        .filter_map(|section| section.heading.as_ref())
        .map(|heading| heading.text.as_str())
        .collect();
    assert_eq!(
        headings,
        ["THE DATA ACT", "Chapter I General provisions", "Article 1 Scope", "Article 2 Definitions"]
    );
    assert!(document.blocks.iter().any(|block| block.text.ends_with("in the territory, whatever the form.")));
}

#[test]
fn page_numbers_and_running_heads_are_set_aside() {
    let page = |number: usize, text: &str| format!("Annual report on privacy\n\n{text}\n\n{number}\n\u{c}");
    let text = page(1, "The first page begins a sentence that is carried over to the")
        + &page(2, "next page and ends there in peace, as every long sentence should.")
        + &page(3, "A third page stands by itself with one sentence that fills a line.");
    let document = formats::read(text.as_bytes(), Format::Plain).expect("a text");
    let aside: Vec<&str> = document.set_aside.iter().map(|part| part.text.as_str()).collect();
    assert_eq!(
        aside,
        ["Annual report on privacy", "1", "Annual report on privacy", "2", "Annual report on privacy", "3"]
    );
    assert!(
        document.blocks.iter().any(|block| block.text.contains("carried over to the next page")),
        "{:?}",
        document.blocks
    );
}

#[test]
fn hyphens_that_only_broke_a_word_are_set_aside() {
    let text = "The government keeps its word in this long line of text that goes on for the govern-\nment and the people, and every cross-border case is treated as a cross-\nborder case in the sense of this paragraph of the act.\n";
    let document = formats::read(text.as_bytes(), Format::Plain).expect("a text");
    assert!(
        document.blocks[0].text.contains("for the government and")
            && document.blocks[0].text.contains("as a cross-border case")
    );
    assert_eq!(document.set_aside.len(), 1);
}
