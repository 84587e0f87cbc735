//! Measures segmenters on the sentences cut by hand in `fixtures/segmentation/`: how well their boundaries agree,
//! and how many boundaries away from a changed word differ between the two cuts.
//!
//! `cargo xtask segmenters`

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use jieba_rs::Jieba;
use std::collections::BTreeSet;
use std::time::Instant;

const LANGUAGES: [&str; 4] = ["zh-Hans", "zh-Hant", "ja", "th"];

type Cutter<'a> = Box<dyn Fn(&str) -> BTreeSet<usize> + 'a>;

/// Runs the tool.
pub fn run(_: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let started = Instant::now();
    let jieba = Jieba::new();
    println!("start-up of jieba: {:?}", started.elapsed());
    let started = Instant::now();
    let icu = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    println!("start-up of icu: {:?}", started.elapsed());
    let cutters: [(&str, Cutter<'_>); 4] = [
        ("jieba", Box::new(|text| chinese(&jieba, text, false))),
        ("jieba with HMM", Box::new(|text| chinese(&jieba, text, true))),
        ("icu dictionary", Box::new(|text| inner(text, icu.segment_str(text)))),
        ("characters", Box::new(|text| inner(text, text.char_indices().map(|(at, _)| at)))),
    ];
    println!("language segmenter precision recall F1 unstable-boundaries/edits MB/s");
    for language in LANGUAGES {
        let path = format!("{}/fixtures/segmentation/{language}.txt", crate::ROOT);
        let text = std::fs::read_to_string(path)?;
        let sentences: Vec<Vec<&str>> = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('|').collect())
            .collect();
        for (name, cutter) in &cutters {
            measure(language, name, cutter, &sentences);
        }
    }
    Ok(())
}

/// The boundaries inside the text.
fn inner(text: &str, boundaries: impl Iterator<Item = usize>) -> BTreeSet<usize> {
    boundaries.filter(|at| *at > 0 && *at < text.len()).collect()
}

fn chinese(jieba: &Jieba, text: &str, hmm: bool) -> BTreeSet<usize> {
    let mut at = 0;
    let ends = jieba.cut(text, hmm).into_iter().map(|token| {
        at += token.word.len();
        at
    });
    inner(text, ends)
}

#[allow(clippy::cast_precision_loss, reason = "small counts")]
fn measure(language: &str, name: &str, cutter: &Cutter<'_>, sentences: &[Vec<&str>]) {
    let (mut right, mut found, mut wanted) = (0, 0, 0);
    for words in sentences {
        let (cut, gold) = (cutter(&words.concat()), gold(words));
        right += cut.intersection(&gold).count();
        found += cut.len();
        wanted += gold.len();
    }
    let (precision, recall) = (right as f64 / found.max(1) as f64, right as f64 / wanted.max(1) as f64);
    let (unstable, edits) = instability(cutter, sentences);
    println!(
        "{language} | {name} | {precision:.3} | {recall:.3} | {:.3} | {unstable}/{edits} | {:.1}",
        2.0 * precision * recall / (precision + recall).max(f64::EPSILON),
        speed(cutter, sentences)
    );
}

fn gold(words: &[&str]) -> BTreeSet<usize> {
    let text = words.concat();
    inner(
        &text,
        words.iter().scan(0, |at, word| {
            *at += word.len();
            Some(*at)
        }),
    )
}

/// Each word in turn is replaced by the word of the same place in the next sentence; counted are the boundaries
/// outside the edit that only one of the two cuts has.
fn instability(cutter: &Cutter<'_>, sentences: &[Vec<&str>]) -> (usize, usize) {
    let (mut unstable, mut edits) = (0, 0);
    for (words, next) in sentences.iter().zip(sentences.iter().cycle().skip(1)) {
        let mut start = 0;
        for (place, word) in words.iter().enumerate() {
            if let Some(other) = next.get(place).filter(|other| *other != word) {
                let mut edited = words.clone();
                edited[place] = other;
                let outside = |cut: BTreeSet<usize>, end: usize| -> BTreeSet<(bool, usize)> {
                    cut.into_iter()
                        .filter(|at| *at < start || *at > end)
                        .map(|at| if at < start { (false, at) } else { (true, at - end) })
                        .collect()
                };
                let old = outside(cutter(&words.concat()), start + word.len());
                let new = outside(cutter(&edited.concat()), start + other.len());
                unstable += old.symmetric_difference(&new).count();
                edits += 1;
            }
            start += word.len();
        }
    }
    (unstable, edits)
}

#[allow(clippy::cast_precision_loss, reason = "small counts")]
fn speed(cutter: &Cutter<'_>, sentences: &[Vec<&str>]) -> f64 {
    let text: String = sentences.iter().map(|words| words.concat() + "\n").collect::<String>().repeat(100);
    let started = Instant::now();
    let boundaries: usize = text.lines().map(|line| cutter(line).len()).sum();
    let seconds = started.elapsed().as_secs_f64();
    assert!(boundaries > 0, "every text has boundaries");
    text.len() as f64 / 1e6 / seconds
}
