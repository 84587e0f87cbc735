//! One short policy in ten languages: whole translations have no findings, and known damage to each is found.

#![allow(clippy::unwrap_used, reason = "clippy knows test functions, not the helpers beside them")]
#![allow(clippy::print_stdout, reason = "what a failing test has to say is shown with it")]

use recension::formats::{self, Format};
use recension::model::{Block, Document, Language};
use recension::translation::{Extent, Finding, FindingKind, Findings, Options, compare};
use std::path::Path;

const LANGUAGES: [&str; 9] = ["zh-Hans", "zh-Hant", "fr", "de", "es", "ja", "ko", "ar", "ru"];

fn text(language: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/translation");
    std::fs::read_to_string(folder.join(format!("workshop.{language}.md"))).unwrap()
}

fn read(text: &str) -> Document {
    formats::read(text.as_bytes(), Format::Markdown).unwrap()
}

fn against(source: &Document, target: &str, language: &str) -> Findings {
    let options = Options {
        source_language: Language::new("en").ok(),
        target_language: Language::new(language).ok(),
        ..Options::default()
    };
    compare(source, &read(target), &options)
}

/// One language with damage done to one clause, and what must be said of it.
struct Case {
    text: String,
    kind: FindingKind,
    unit: Extent,
    clause: String,
    /// The sentence that is missing.
    words: Option<String>,
}

impl Case {
    fn is_told_by(&self, finding: &Finding) -> bool {
        finding.kind == self.kind
            && finding.unit == self.unit
            && finding.source.iter().any(|place| place.id == self.clause)
            && self.words.as_ref().is_none_or(|words| finding.text.as_ref() == Some(words))
    }
}

fn without(text: &str, range: std::ops::Range<usize>, by: &str) -> String {
    [&text[..range.start], by, &text[range.end..]].concat()
}

/// Every clause and every sentence taken out, every number changed, every clause cut off, one at a time.
fn cases(source: &Document, text: &str, damage: FindingKind, unit: Extent) -> Vec<Case> {
    let target = read(text);
    assert_eq!(source.blocks.len(), target.blocks.len(), "the translation is whole");
    let mut out = Vec::new();
    for (from, to) in source.blocks.iter().zip(&target.blocks) {
        let case = |text, words| Case { text, kind: damage, unit, clause: from.id.clone(), words };
        match (damage, unit) {
            (FindingKind::Untranslated, Extent::Block) => {
                let start = text[..to.span.bytes.start].rfind('\n').unwrap() + 1;
                out.push(case(without(text, start..to.span.bytes.end, ""), None));
            }
            (FindingKind::Untranslated, _) => {
                let (english, own) = (from.sentences(), to.sentences());
                assert_eq!(english.len(), own.len(), "sentence by sentence: {}", to.text);
                let many = own.len() > 1;
                out.extend(english.iter().zip(&own).filter(|_| many).map(|(english, own)| {
                    let words = from.text[english.range.clone()].to_owned();
                    case(without(text, own.span.bytes.clone(), ""), Some(words))
                }));
            }
            (FindingKind::FactDiffers, _) => out.extend(numbers(text, to).into_iter().map(|range| {
                let number: u32 = text[range.clone()].parse().unwrap();
                case(without(text, range, &(number + 3).to_string()), None)
            })),
            _ => {
                let last = to.sentences().pop().unwrap().span.bytes;
                let whole = &text[last.clone()];
                let half = whole.char_indices().nth(whole.chars().count() / 2).unwrap().0;
                let at = whole[..half].rfind(' ').unwrap_or(half);
                out.push(case(without(text, last.start + at..last.end, ""), None));
            }
        }
    }
    out
}

/// The numbers of a clause.
fn numbers(text: &str, block: &Block) -> Vec<std::ops::Range<usize>> {
    let (mut out, mut at) = (Vec::new(), block.span.bytes.start);
    while let Some(start) = text[at..block.span.bytes.end].find(|c: char| c.is_ascii_digit()) {
        let start = at + start;
        at = start + text[start..].find(|c: char| !c.is_ascii_digit()).unwrap();
        out.push(start..at);
    }
    out
}

/// Shares found, and right among what was said.
fn score(damage: FindingKind, unit: Extent) -> (f64, f64) {
    let source = read(&text("en"));
    let (mut all, mut found, mut wrong) = (0.0, 0.0, 0.0);
    for language in LANGUAGES {
        let text = text(language);
        for case in cases(&source, &text, damage, unit) {
            let findings = against(&source, &case.text, language).findings;
            let told = findings.iter().filter(|finding| case.is_told_by(finding)).count();
            all += 1.0;
            found += f64::from(u8::from(told > 0));
            wrong += (findings.len() - told) as f64;
            if told == 0 || told < findings.len() {
                let said: Vec<_> = findings
                    .iter()
                    .map(|finding| {
                        let clauses: Vec<_> = finding.source.iter().map(|place| place.id.as_str()).collect();
                        format!("{} {:?} {clauses:?} {}", finding.kind.name(), finding.unit, finding.evidence)
                    })
                    .collect();
                println!("{language} {} {:?}: {said:?}", case.clause, case.words);
            }
        }
    }
    println!("{} {unit:?}: {found} of {all} found, {wrong} wrong", damage.name());
    (found / all, found / (found + wrong))
}

#[test]
fn whole_translations_have_no_findings() {
    let source = read(&text("en"));
    for language in LANGUAGES {
        let found = against(&source, &text(language), language);
        let said: Vec<_> =
            found.findings.iter().map(|finding| (finding.kind.name(), finding.evidence.clone())).collect();
        assert_eq!(said, [], "{language}");
        assert!(
            found.pairs.iter().all(|pair| pair.source.len() == 1 && pair.target.len() == 1),
            "{language}"
        );
    }
}

#[test]
fn clauses_taken_out_are_found() {
    let (recall, precision) = score(FindingKind::Untranslated, Extent::Block);
    assert!(recall >= 0.95 && precision >= 0.95, "recall {recall:.3}, precision {precision:.3}");
}

#[test]
fn sentences_taken_out_are_found() {
    let (recall, precision) = score(FindingKind::Untranslated, Extent::Sentence);
    assert!(recall >= 0.95 && precision >= 0.95, "recall {recall:.3}, precision {precision:.3}");
}

#[test]
fn changed_numbers_are_found() {
    let (recall, precision) = score(FindingKind::FactDiffers, Extent::Block);
    assert!(recall >= 0.95 && precision >= 0.95, "recall {recall:.3}, precision {precision:.3}");
}

#[test]
fn clauses_cut_off_are_found() {
    let (recall, precision) = score(FindingKind::Truncated, Extent::Block);
    assert!(recall >= 0.95 && precision >= 0.95, "recall {recall:.3}, precision {precision:.3}");
}
