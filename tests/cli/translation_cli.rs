//! `recension translation` end to end, and its JSON against a strict mirror of the contract.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use serde::Deserialize;
use std::path::Path;
use std::process::{Command, Output};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the fields are the contract; not every test reads every one")]
struct Report {
    schema: String,
    source: Side,
    target: Side,
    coverage: Coverage,
    sections: Vec<Section>,
    pairs: Vec<Pair>,
    findings: Vec<Finding>,
    notes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the fields are the contract")]
struct Side {
    address: String,
    language: Option<String>,
    sha256: String,
    title: Option<String>,
    sections: usize,
    blocks: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the fields are the contract")]
struct Coverage {
    sections: f64,
    blocks: f64,
    text: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the fields are the contract")]
struct Section {
    source: Vec<String>,
    target: Vec<String>,
    ids: [String; 2],
    score: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the fields are the contract")]
struct Place {
    id: String,
    section: Vec<String>,
    lines: [usize; 2],
    text: String,
    block: Option<String>,
    label: Option<String>,
    location: Option<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the fields are the contract")]
struct Pair {
    source: Vec<Place>,
    target: Vec<Place>,
    state: String,
    score: f64,
    #[serde(default)]
    sentences: Vec<Pair>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the fields are the contract")]
struct Finding {
    id: String,
    kind: String,
    unit: String,
    side: Option<String>,
    confidence: f64,
    source: Vec<Place>,
    target: Vec<Place>,
    evidence: String,
    text: Option<String>,
    facts: Vec<Fact>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the fields are the contract")]
struct Fact {
    kind: String,
    source: Option<String>,
    target: Option<String>,
}

fn roadmap(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/roadmap").join(name).display().to_string()
}

fn run(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recension"));
    command.env_clear().arg("translation").args(args).output().expect("the program runs")
}

fn report(args: &[&str]) -> Report {
    let output = run(args);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("the contract")
}

fn file(folder: &tempfile::TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("a file");
    path.display().to_string()
}

#[test]
fn the_json_keeps_its_contract() {
    let (source, target) = (roadmap("roadmap.en.txt"), roadmap("roadmap.zh.txt"));
    let report = report(&[&source, &target, "--format", "json", "--sentences"]);
    assert_eq!(report.schema, "recension-translation/1");
    assert_eq!(report.source.address, source);
    assert_eq!(report.target.language.as_deref(), Some("zh"));
    assert_eq!(report.target.sha256.len(), 64);
    for pair in &report.pairs {
        assert!(!pair.source.is_empty() && !pair.target.is_empty() && !pair.sentences.is_empty());
        assert!(["translated", "partial", "truncated", "unsure"].contains(&pair.state.as_str()));
        for sentence in &pair.sentences {
            let inside =
                |part: &Place, whole: &[Place]| whole.iter().any(|place| place.text.contains(&part.text));
            assert!(sentence.source.iter().all(|part| inside(part, &pair.source)));
        }
    }
    for finding in &report.findings {
        assert!(["section", "block", "sentence"].contains(&finding.unit.as_str()), "{}", finding.unit);
        assert!(!finding.evidence.is_empty() && finding.id.len() == 12);
        assert_eq!(finding.kind == "truncated", finding.side.is_some());
        assert_eq!(finding.kind == "fact-differs", !finding.facts.is_empty());
    }
    let mut ids: Vec<&str> = report.findings.iter().map(|finding| finding.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), report.findings.len(), "ids are unique");
}

#[test]
fn exit_codes_follow_fail_on() {
    let (english, chinese) = (roadmap("roadmap.en.txt"), roadmap("roadmap.zh.txt"));
    let code = |args: &[&str]| run(args).status.code();
    assert_eq!(code(&[&english, &chinese]), Some(0));
    assert_eq!(code(&[&english, &chinese, "--fail-on", "untranslated,truncated"]), Some(1));
    assert_eq!(code(&[&english, &chinese, "--fail-on", "fact-differs"]), Some(1));
    assert_eq!(code(&[&english, &chinese, "--fail-on", "order-differs"]), Some(0));
    assert_eq!(code(&[&english, &chinese, "--fail-on", "nonsense"]), Some(2));
}

#[test]
fn bad_input_gets_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let (text, empty) = (file(&folder, "a.txt", "One clause.\n"), file(&folder, "g.tsv", "nothing\n"));
    for (args, why) in [
        (vec!["-", "-"], "only one of the two texts can be standard input"),
        (vec![text.as_str(), "missing.txt"], "`missing.txt` does not exist"),
        (vec![text.as_str(), text.as_str(), "--glossary", "none.tsv"], "`none.tsv` does not exist"),
        (vec![text.as_str(), text.as_str(), "--glossary", empty.as_str()], "cannot read the glossary"),
    ] {
        let output = run(&args);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert!(error.contains(why) && error.trim_end().lines().count() == 1, "{error}");
        assert!(output.stdout.is_empty());
    }
    let output = run(&[&text, &text, "--source-language", "not a tag"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn lines_of_a_parallel_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let source = file(&folder, "de", "Das Haus ist groß.\nEs kostet 500 Euro.\n\nWir gehen.\n");
    let target = file(&folder, "fr", "La maison est grande.\nElle coûte 500 euros.\nNous partons.\n");
    let report = report(&[
        &source,
        &target,
        "--units",
        "lines",
        "--source-language",
        "de",
        "--target-language",
        "fr",
        "--format",
        "json",
    ]);
    let lines: Vec<_> =
        report.pairs.iter().map(|pair| (pair.source[0].lines[0], pair.target[0].lines[0])).collect();
    assert_eq!(lines, [(1, 1), (2, 2), (4, 3)]);
    assert_eq!(report.source.language.as_deref(), Some("de"));
}

#[test]
fn a_report_without_findings_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = file(&folder, "a.md", "# Terms\n\nThe fee is 5 euros.\n");
    let output = run(&[&text, &text]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("Every clause has a counterpart."));
}

#[test]
fn a_comment_tells_what_is_missing() {
    let output = Command::new(env!("CARGO_BIN_EXE_recension"))
        .env_clear()
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["translation", "fixtures/roadmap/roadmap.en.txt", "fixtures/roadmap/roadmap.zh.txt"])
        .args(["--format", "markdown"])
        .output()
        .expect("the program runs");
    let comment = String::from_utf8(output.stdout).expect("UTF-8");
    insta::with_settings!({ snapshot_path => "../golden", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("translation.markdown", comment);
    });
    let (source, target) = (roadmap("roadmap.en.txt"), roadmap("roadmap.zh.txt"));
    let cut = run(&[&source, &target, "--format", "markdown", "--max-length", "5000"]);
    let cut = String::from_utf8(cut.stdout).expect("UTF-8");
    assert!(cut.chars().count() <= 5_000, "{}", cut.chars().count());
    // What is to do goes before what is to check.
    assert!(cut.contains("**Cut to 5000 characters:** left out ") && !cut.contains("<details>"), "{cut}");
    let refused = run(&[&source, &target, "--format", "markdown", "--todo"]);
    assert_eq!(refused.status.code(), Some(2));
}

/// Of two sentences of one length one was left out: a name of a thing tells which, and only a dictionary knows it.
#[test]
fn a_dictionary_tells_what_was_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let dictionary = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dictionaries").join(name);
        path.display().to_string()
    };
    // What both sides state keeps the clauses around in their places.
    let around = |clauses: &[&str]| -> String {
        let rule = |at: usize| format!("{}. 1{at}00, 2{at}00, 3{at}00.", ["A", "B", "C", "D", "E", "F"][at]);
        let clauses = clauses.iter().map(|clause| (*clause).to_owned());
        let all: Vec<String> = (0..3).map(rule).chain(clauses).chain((3..6).map(rule)).collect();
        all.join("\n\n") + "\n"
    };
    let source = file(&folder, "en.md", &around(&["The heron sleeps here.", "The wharf burns today."]));
    for (language, text, given, left) in [
        ("de", "Auf dem Kai ist Feuer.", "words.index", "The heron sleeps here."),
        ("de", "Dort ruht ein Reiher.", "words.dict", "The wharf burns today."),
        ("de", "Dort ruht ein Reiher.", "words", "The wharf burns today."),
        ("zh", "苍鹭在这里休息。", "cedict.u8", "The wharf burns today."),
        ("zh-Hant", "碼頭今天也著火。", "cedict.u8", "The heron sleeps here."),
    ] {
        let target = file(&folder, "target.md", &around(&[text]));
        let report = report(&[
            &source,
            &target,
            "--source-language",
            "en",
            "--target-language",
            language,
            "--dictionary",
            &dictionary(given),
            "--format",
            "json",
        ]);
        let untranslated: Vec<_> = report.findings.iter().filter(|one| one.kind == "untranslated").collect();
        assert_eq!(untranslated.len(), 1, "{text}");
        assert_eq!(untranslated[0].text.as_deref(), Some(left), "{text}");
    }
}

#[test]
fn a_dictionary_that_is_none_gets_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let (text, french) = (file(&folder, "a.txt", "One clause.\n"), file(&folder, "b.txt", "Une clause.\n"));
    let entry = "word\tA\tB\n";
    let names = [
        ("lone.index", entry, "neither `"),
        ("single.dict", "word\nWort\n", "single.index` is not beside it"),
        ("prose.txt", "This is a text.\n", "it is no dictionary"),
        ("words.u8", "窯 窑 [yao2] /kiln/\n", "it does not say which two languages it is for"),
        ("broken.u8", "\u{1f}", "it is no dictionary"),
        (
            "cedict.u8",
            "窯 窑 [yao2] /kiln/\n",
            "is for Chinese and English, and the texts are in English and French",
        ),
    ];
    for (name, content, why) in names {
        let path = file(&folder, name, content);
        let output = run(&[
            &text,
            &french,
            "--source-language",
            "en",
            "--target-language",
            "fr",
            "--dictionary",
            &path,
        ]);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert!(error.contains(why) && error.trim_end().lines().count() == 1, "{error}");
        assert!(output.stdout.is_empty());
    }
    let said = file(&folder, "x.u8", "窯 窑 [yao2] /four/\n");
    let given = format!("en-fr:{said}");
    let args = [
        text.as_str(),
        french.as_str(),
        "--source-language",
        "en",
        "--target-language",
        "fr",
        "--dictionary",
        &given,
    ];
    assert_eq!(run(&args).status.code(), Some(0));
}
