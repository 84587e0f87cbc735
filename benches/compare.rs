//! Times of reading and comparing: `cargo bench`.
//!
//! Sizes from 10 kB to 10 MB with one clause in a hundred changed, and at 1 MB the shapes that are hard for matchers.
//! `pipeline` is what `recension diff --format json` does: both texts read, compared, and the report written.

#![allow(missing_docs, reason = "the harness makes its main function public")]

mod corpus;

use corpus::{Language, Shape};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use recension::diff::{self, Options};
use recension::formats::{self, Format};
use recension::model::Document;
use recension::report::{self, JsonOptions};

const SEED: u64 = 11;
const SIZES: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];
const MEGABYTE: usize = 1_000_000;

fn main() {
    divan::main();
}

fn read(text: &str) -> Document {
    formats::read(text.as_bytes(), Format::Markdown).unwrap_or_default()
}

fn pipeline(old: &str, new: &str) -> Vec<u8> {
    let comparison = diff::compare(&read(old), &read(new), &Options::default());
    let mut out = Vec::new();
    let _ = report::json(&comparison, &JsonOptions::default(), &mut out);
    out
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn read_one(bencher: Bencher, size: usize) {
    let (old, _) = corpus::pair(Shape::Revision, Language::English, size, SEED);
    bencher.counter(BytesCount::of_str(&old)).bench(|| read(black_box(&old)));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn compare(bencher: Bencher, size: usize) {
    let (old, new) = corpus::pair(Shape::Revision, Language::English, size, SEED);
    let (old, new) = (read(&old), read(&new));
    bencher.bench(|| diff::compare(black_box(&old), black_box(&new), &Options::default()));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn pipeline_english(bencher: Bencher, size: usize) {
    whole(bencher, Shape::Revision, Language::English, size);
}

#[divan::bench(args = [MEGABYTE], sample_count = 5, sample_size = 1)]
fn pipeline_chinese(bencher: Bencher, size: usize) {
    whole(bencher, Shape::Revision, Language::Chinese, size);
}

/// The last has some 50,000 clauses at 1.3 MB.
#[divan::bench(args = Shape::ALL, sample_count = 3, sample_size = 1)]
fn pipeline_shapes(bencher: Bencher, shape: Shape) {
    let size = if shape == Shape::Identical { 50_000 * 26 } else { MEGABYTE };
    whole(bencher, shape, Language::English, size);
}

fn whole(bencher: Bencher, shape: Shape, language: Language, size: usize) {
    let (old, new) = corpus::pair(shape, language, size, SEED);
    let bytes = BytesCount::new(old.len() + new.len());
    bencher.counter(bytes).bench(|| pipeline(black_box(&old), black_box(&new)));
}
