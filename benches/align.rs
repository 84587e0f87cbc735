//! Times of comparing a text with its translation: `cargo bench --bench align`.
//!
//! Generated pairs of 1,000 and 10,000 sentences a side, with sentences left out, split and merged (`parallel/mod.rs`):
//! both read and their sentences aligned, as `recension translation --units lines` does.

#![allow(missing_docs, reason = "the harness makes its main function public")]

mod parallel;

use divan::{Bencher, black_box};
use recension::model::{Document, Language};
use recension::translation::{self, Options};

const SEED: u64 = 31;
const SIZES: [usize; 2] = [1_000, 10_000];

fn main() {
    divan::main();
}

fn document(sentences: &[String]) -> Document {
    translation::document_of_lines(&sentences.join("\n"))
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn align(bencher: Bencher, sentences: usize) {
    let pair = parallel::parallel(sentences, SEED);
    let (source, target) = (document(&pair.source), document(&pair.target));
    let language = |tag: &str| Language::new(tag).ok();
    let options = Options {
        source_language: language("en"),
        target_language: language("de"),
        lines: true,
        ..Options::default()
    };
    bencher.bench(|| translation::compare(black_box(&source), black_box(&target), &options));
}
