//! Two languages compared: the roadmap against its golden files, and laws that hold for any pair.

#![allow(clippy::unwrap_used, reason = "clippy knows test functions, not the helpers beside them")]

use proptest::prelude::*;
use recension::formats::{self, Format};
use recension::model::Document;
use recension::report::{Links, TranslationOptions, translation_json, translation_terminal};
use recension::translation::{
    Extent, FindingKind, Findings, Glossary, Memory, Options, State, Which, compare, document_of_lines,
};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

fn fixture(name: &str) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/roadmap").join(name);
    formats::read(&std::fs::read(path).unwrap(), Format::Plain).unwrap()
}

fn roadmap() -> Findings {
    compare(&fixture("roadmap.en.txt"), &fixture("roadmap.zh.txt"), &Options::default())
}

fn markdown(text: &str) -> Document {
    formats::read(text.as_bytes(), Format::Markdown).unwrap()
}

fn golden(name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => "../golden", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

fn ids(places: &[recension::diff::Place]) -> String {
    places.iter().map(|place| format!("{}:{}", place.id, place.lines.first)).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_roadmap_clause_by_clause() {
    let findings = roadmap();
    let mut text = String::new();
    for pair in &findings.pairs {
        writeln!(text, "{} = {} {:?}", ids(&pair.source), ids(&pair.target), pair.state).unwrap();
    }
    for finding in &findings.findings {
        writeln!(
            text,
            "{} {:?} {:?} | {} | {} | {}",
            finding.kind.name(),
            finding.unit,
            finding.side,
            ids(&finding.source),
            ids(&finding.target),
            finding.evidence
        )
        .unwrap();
    }
    golden("translation.roadmap", &text);
}

#[test]
fn the_roadmap_on_a_terminal() {
    let mut findings = roadmap();
    findings.source.address = "roadmap.en.txt".into();
    findings.target.address = "roadmap.zh.txt".into();
    for width in [80, 120] {
        let mut out = Vec::new();
        translation_terminal(
            &findings,
            &TranslationOptions { width, colour: false, links: Links::default() },
            &mut out,
        )
        .unwrap();
        golden(&format!("translation.terminal.{width}"), &String::from_utf8(out).unwrap());
    }
}

#[test]
fn a_comparison_is_the_same_every_time() {
    let json = |findings: &Findings| {
        let mut out = Vec::new();
        translation_json(findings, &mut out).unwrap();
        out
    };
    assert_eq!(json(&roadmap()), json(&roadmap()));
}

/// Every block of the source is in exactly one pair or in one finding of a block that nothing answers to.
fn every_source_block_once(source: &Document, findings: &Findings) {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for place in findings.pairs.iter().flat_map(|pair| &pair.source) {
        *times.entry(place.id.as_str()).or_default() += 1;
    }
    let alone = findings
        .findings
        .iter()
        .filter(|finding| finding.kind == FindingKind::Untranslated && finding.unit != Extent::Sentence);
    for place in alone.flat_map(|finding| &finding.source) {
        *times.entry(place.id.as_str()).or_default() += 1;
    }
    for block in &source.blocks {
        assert_eq!(times.get(block.id.as_str()), Some(&1), "{}", block.id);
    }
}

/// Every block of the target is in a pair or in a finding of a block that answers to nothing.
fn every_target_block(target: &Document, findings: &Findings) {
    let pairs = findings.pairs.iter().flat_map(|pair| &pair.target);
    let alone = findings.findings.iter().filter(|finding| finding.kind == FindingKind::Untraced);
    let all: Vec<&str> =
        pairs.chain(alone.flat_map(|finding| &finding.target)).map(|place| place.id.as_str()).collect();
    for block in &target.blocks {
        assert!(all.contains(&block.id.as_str()), "{}", block.id);
    }
}

#[test]
fn nothing_of_the_roadmap_is_lost() {
    let findings = roadmap();
    every_source_block_once(&fixture("roadmap.en.txt"), &findings);
    every_target_block(&fixture("roadmap.zh.txt"), &findings);
}

#[test]
fn a_text_is_its_own_translation() {
    for name in ["roadmap.en.restored.txt", "roadmap.zh.txt"] {
        let document = fixture(name);
        let findings = compare(&document, &document, &Options::default());
        for pair in &findings.pairs {
            assert_eq!(pair.source, pair.target);
        }
        let told = |finding: &&recension::translation::Finding| finding.kind != FindingKind::Truncated;
        assert_eq!(findings.findings.iter().filter(told).count(), 0, "{name}");
        assert!((findings.coverage.text - 1.0).abs() < 1e-9);
    }
}

const ENGLISH: [&str; 8] = [
    "The parties shall pay the fee within 30 days of the notice.",
    "Each member of the committee has one vote. Its decisions and the reasons for them are published on the website.",
    "The government commits to reduce greenhouse gas emissions by 40% before 2035.",
    "Personal data must not be shared with third parties without the consent of the user.",
    "Indigenous peoples take part in the review of this agreement every five years.",
    "The court may impose a fine of 2,500 euros on anyone who violates these rules.",
    "Both countries will strengthen their borders against the trafficking of weapons.",
    "This treaty enters into force on 1 January 2027 and remains open for signature.",
];
const FRENCH: [&str; 8] = [
    "Les parties paient les frais dans un délai de 30 jours suivant l'avis.",
    "Chaque membre du comité dispose d'une voix. Ses décisions et leurs motifs sont publiés sur le site web.",
    "Le gouvernement s'engage à réduire les émissions de gaz à effet de serre de 40 % avant 2035.",
    "Les données personnelles ne doivent pas être communiquées à des tiers sans le consentement de l'utilisateur.",
    "Les peuples autochtones participent à l'examen du présent accord tous les cinq ans.",
    "Le tribunal peut infliger une amende de 2 500 euros à quiconque enfreint ces règles.",
    "Les deux pays renforceront leurs frontières contre le trafic d'armes.",
    "Le présent traité entre en vigueur le 1er janvier 2027 et reste ouvert à la signature.",
];
const CHINESE: [&str; 8] = [
    "各方应在收到通知后三十天内支付费用。",
    "委员会每位成员有一票表决权。其决定及理由在网站上公布。",
    "政府承诺在二〇三五年之前将温室气体排放减少百分之四十。",
    "未经用户同意，不得与第三方共享个人信息。",
    "原住民每五年参与一次对本协定的审查。",
    "法院可对任何违反这些规定的人处以2500欧元的罚款。",
    "两国将加强边境管理，打击武器贩运。",
    "本条约于 2027 年 1 月 1 日生效，并继续开放供签署。",
];

fn text(paragraphs: &[&str]) -> Document {
    markdown(&format!("# Agreement\n\n{}\n", paragraphs.join("\n\n")))
}

fn kinds(findings: &Findings) -> Vec<(FindingKind, Extent)> {
    findings.findings.iter().map(|finding| (finding.kind, finding.unit)).collect()
}

#[test]
fn a_whole_translation_has_no_findings() {
    for target in [FRENCH, CHINESE] {
        let findings = compare(&text(&ENGLISH), &text(&target), &Options::default());
        assert_eq!(kinds(&findings), [], "{:?}", findings.findings);
        assert!(findings.pairs.iter().all(|pair| pair.state == State::Translated));
        assert_eq!(findings.pairs.len(), 9);
    }
}

#[test]
fn a_left_out_clause_is_found() {
    for target in [FRENCH, CHINESE] {
        for (at, clause) in ENGLISH.iter().enumerate() {
            let mut rest = target.to_vec();
            rest.remove(at);
            let findings = compare(&text(&ENGLISH), &text(&rest), &Options::default());
            assert_eq!(kinds(&findings), [(FindingKind::Untranslated, Extent::Block)], "{at}");
            assert_eq!(findings.findings[0].source[0].text, *clause);
        }
    }
}

#[test]
fn a_clause_that_only_the_target_has_is_found() {
    for (at, clause) in CHINESE.iter().enumerate() {
        let mut rest = ENGLISH.to_vec();
        rest.remove(at);
        let findings = compare(&text(&rest), &text(&CHINESE), &Options::default());
        assert_eq!(kinds(&findings), [(FindingKind::Untraced, Extent::Block)], "{at}");
        assert_eq!(findings.findings[0].target[0].text, *clause);
    }
}

#[test]
fn another_number_is_found() {
    for (target, from, to) in [
        (FRENCH, "30 jours", "60 jours"),
        (FRENCH, "30 jours", "30 mois"),
        (FRENCH, "40 %", "45 %"),
        (FRENCH, "2 500", "25 000"),
        (FRENCH, "2027", "2028"),
        (CHINESE, "三十天", "六十天"),
        (CHINESE, "二〇三五", "二〇三〇"),
        (CHINESE, "百分之四十", "百分之十四"),
        (CHINESE, "2500欧元", "2600欧元"),
        (CHINESE, "1 月 1 日", "7 月 1 日"),
    ] {
        let changed: Vec<String> = target.iter().map(|clause| clause.replace(from, to)).collect();
        let changed: Vec<&str> = changed.iter().map(String::as_str).collect();
        let findings = compare(&text(&ENGLISH), &text(&changed), &Options::default());
        assert_eq!(kinds(&findings), [(FindingKind::FactDiffers, Extent::Block)], "{from} {to}");
        let facts = &findings.findings[0].facts;
        assert!(facts.len() == 1 && facts[0].source.is_some() && facts[0].target.is_some(), "{facts:?}");
    }
}

#[test]
fn a_clause_that_breaks_off_is_found() {
    for target in [FRENCH, CHINESE] {
        for at in [2, 3, 7] {
            let cut: String = target[at].chars().take(target[at].chars().count() * 2 / 3).collect();
            let mut rest = target.to_vec();
            rest[at] = &cut;
            let findings = compare(&text(&ENGLISH), &text(&rest), &Options::default());
            let found = findings.findings.iter().find(|finding| {
                finding.kind == FindingKind::Truncated && finding.side == Some(Which::Target)
            });
            assert_eq!(found.unwrap().source[0].text, ENGLISH[at]);
            let pair = findings.pairs.iter().find(|pair| pair.source[0].text == ENGLISH[at]).unwrap();
            assert_eq!(pair.state, State::Truncated);
        }
    }
}

#[test]
fn a_left_out_sentence_makes_a_partial_pair() {
    let mut rest = CHINESE.to_vec();
    rest[1] = "委员会每位成员有一票表决权。";
    let findings = compare(&text(&ENGLISH), &text(&rest), &Options::default());
    assert_eq!(kinds(&findings), [(FindingKind::Untranslated, Extent::Sentence)]);
    assert_eq!(
        findings.findings[0].text.as_deref(),
        Some("Its decisions and the reasons for them are published on the website.")
    );
    assert!(findings.pairs.iter().any(|pair| pair.state == State::Partial));
}

#[test]
fn a_moved_clause_is_not_missing() {
    let mut moved = FRENCH.to_vec();
    let clause = moved.remove(1);
    moved.push(clause);
    let findings = compare(&text(&ENGLISH), &text(&moved), &Options::default());
    assert_eq!(kinds(&findings), [(FindingKind::OrderDiffers, Extent::Block)]);
}

#[test]
fn lines_of_a_parallel_text() {
    let document = |clauses: &[&str]| document_of_lines(&clauses.join("\n"));
    let language = |tag: &str| Some(recension::model::Language::new(tag).unwrap());
    let options = Options {
        source_language: language("en"),
        target_language: language("fr"),
        lines: true,
        ..Options::default()
    };
    let findings = compare(&document(&ENGLISH), &document(&FRENCH), &options);
    for (line, pair) in (1..).zip(&findings.pairs) {
        assert_eq!((pair.source[0].lines.first, pair.target[0].lines.first), (line, line));
    }
    assert_eq!(findings.pairs.len(), 8);
}

#[test]
fn a_glossary_tells_what_nothing_else_does() {
    // Two clauses of the same length, one of them left out: only the words say which.
    let source = text(&["The glorp wumbles.", "The zindle frobs."]);
    let target = text(&["Qaxi mopiteru."]);
    let glossary = Glossary::parse("zindle\tqaxi\nfrobs\tmopiteru\n", "en", "eo").unwrap();
    let language = |tag: &str| Some(recension::model::Language::new(tag).unwrap());
    let options = Options {
        source_language: language("en"),
        target_language: language("eo"),
        glossary: Some(glossary),
        ..Options::default()
    };
    let findings = compare(&source, &target, &options);
    let alone = findings.findings.iter().find(|finding| finding.kind == FindingKind::Untranslated).unwrap();
    assert_eq!(alone.source[0].text, "The glorp wumbles.");
}

/// Two clauses of the same length, one of them left out, and no word of theirs known: only the edition before, in which
/// each of them stood once, says which is which.
#[test]
fn an_earlier_edition_teaches_rare_words() {
    let language = |tag: &str| Some(recension::model::Language::new(tag).unwrap());
    let options =
        Options { source_language: language("en"), target_language: language("eo"), ..Options::default() };
    let before = (
        text(&[
            "The marn glorps a wumble.",
            "The marn and the teld.",
            "The marn zindles a frobber.",
            "The teld glorps.",
        ]),
        text(&["Kalo suvat ne mopite.", "Kalo gor limu.", "Kalo qaxid ne vibore.", "Limu suvat."]),
    );
    let (now, target) = (text(&["Any zindle here.", "Any wumble here."]), text(&["Qaxid doru."]));
    let untranslated = |options: &Options| -> Vec<String> {
        let findings = compare(&now, &target, options).findings;
        let alone = findings.iter().filter(|finding| finding.kind == FindingKind::Untranslated);
        alone.map(|finding| finding.source[0].text.clone()).collect()
    };
    assert_eq!(untranslated(&options), ["Any zindle here."], "by their order alone");
    let memory = Memory::learn(&[(&before.0, &before.1)], (&now, &target), &options);
    let taught = Options { memory: Some(memory), ..options.clone() };
    assert_eq!(untranslated(&taught), ["Any wumble here."]);
    // What stands today as it stood before does not confirm itself.
    let same = Memory::learn(&[(&before.0, &before.1)], (&before.0, &before.1), &options);
    assert_eq!(untranslated(&Options { memory: Some(same), ..options.clone() }), ["Any zindle here."]);
    // What was learned from another pair of languages says nothing.
    let other = Options { source_language: language("fr"), ..taught };
    assert_eq!(untranslated(&other), ["Any zindle here."]);
}

#[test]
fn empty_texts() {
    let (empty, full) = (Document::default(), text(&ENGLISH));
    assert!(compare(&empty, &empty, &Options::default()).findings.is_empty());
    assert_eq!(compare(&full, &empty, &Options::default()).findings.len(), 9);
    assert_eq!(compare(&empty, &full, &Options::default()).findings.len(), 9);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    /// Whatever is left out, doubled or put elsewhere, every block is told once, and the result is drawn.
    #[test]
    fn every_block_is_told(
        source in prop::collection::vec(0usize..8, 0..9),
        target in prop::collection::vec(0usize..8, 0..9),
        list in any::<bool>(),
        width in 20usize..140,
    ) {
        let document = |clauses: &[&str], order: &[usize]| {
            let bullet = if list { "- " } else { "" };
            let all: Vec<String> = order.iter().map(|at| format!("{bullet}{}", clauses[*at])).collect();
            markdown(&format!("# A\n\n{}\n", all.join("\n\n")))
        };
        let (source, target) = (document(&ENGLISH, &source), document(&CHINESE, &target));
        let findings = compare(&source, &target, &Options { sentences: true, ..Options::default() });
        every_source_block_once(&source, &findings);
        every_target_block(&target, &findings);
        for finding in &findings.findings {
            prop_assert!((0.0..=1.0).contains(&finding.confidence) && finding.id.len() == 12);
        }
        let mut out = Vec::new();
        translation_terminal(&findings, &TranslationOptions { width, colour: true, links: Links::default() }, &mut out).unwrap();
        translation_json(&findings, &mut out).unwrap();
    }

    /// No text makes it panic.
    #[test]
    fn any_two_texts(a in "[a-zA-Zé0-9 .,\n#*>|()第条年二〇万%$ا٣гд-]{0,120}", b in "[一-丏a-z0-9 。，\n#*-]{0,120}") {
        let read = |text: &str| formats::read(text.as_bytes(), Format::Markdown).unwrap_or_default();
        let (a, b) = (read(&a), read(&b));
        let findings = compare(&a, &b, &Options::default());
        prop_assert!((0.0..=1.0).contains(&findings.coverage.text));
    }
}

/// Long runs without a word or a sentence cost no more than their length: a quadratic step would take minutes here.
#[test]
fn texts_without_words_or_sentences() {
    let lines = |text: &str| document_of_lines(text);
    for text in ["a1".repeat(20_000), "x".repeat(40_000), "1,".repeat(20_000), "第$".repeat(10_000)] {
        let document = lines(&text);
        let findings = compare(&document, &document, &Options::default());
        every_source_block_once(&document, &findings);
    }
}
