//! Measures of the whole document: the size of its text, the distance of its lines, its words.

use super::columns::Line;
use rustc_hash::{FxHashMap, FxHashSet};

/// What is usual in a document.
#[derive(Debug, Clone, Copy)]
pub struct Metrics {
    /// The size of most of its text.
    pub size: f64,
    /// Whether most of its text is bold.
    pub bold: bool,
    /// The distance of two lines of a paragraph, for one point of size.
    leading: f64,
}

impl Metrics {
    /// Measures the pages.
    pub fn of(pages: &[Vec<Line>]) -> Self {
        let mut sizes: FxHashMap<i64, usize> = FxHashMap::default();
        let (mut bold, mut all) = (0usize, 0usize);
        for segment in pages.iter().flatten().map(|line| &line.segment) {
            let count = segment.text.chars().count();
            // Quarters of a point: programs round sizes.
            *sizes.entry((segment.size * 4.0).round() as i64).or_default() += count;
            all += count;
            bold += if segment.bold { count } else { 0 };
        }
        let common = sizes.iter().max_by_key(|(size, count)| (**count, **size)).map_or(40, |(size, _)| *size);
        let size = common as f64 / 4.0;
        Self { size, bold: bold * 2 > all, leading: leading(pages, size) }
    }

    /// The distance of two lines of a paragraph of a size.
    pub fn spacing(&self, size: f64) -> f64 {
        self.leading * size
    }
}

/// The usual distance of two lines of the text, in sizes: that of most neighbours.
fn leading(pages: &[Vec<Line>], size: f64) -> f64 {
    const USUAL: f64 = 1.2;
    let mut gaps: FxHashMap<i64, usize> = FxHashMap::default();
    for two in pages.iter().flat_map(|page| page.windows(2)) {
        let [above, below] = two else { continue };
        let (above, below) = (&above.segment, &below.segment);
        let own = (above.size - size).abs() < 0.05 * size && (below.size - size).abs() < 0.05 * size;
        let gap = (below.y - above.y) / size;
        if own && (0.8..3.0).contains(&gap) {
            *gaps.entry((gap * 20.0).round() as i64).or_default() += 1;
        }
    }
    // The smaller of two about equally frequent ones is that inside paragraphs.
    let most = gaps.values().max().copied().unwrap_or_default();
    let found = gaps.iter().filter(|(_, count)| **count * 2 >= most).map(|(gap, _)| *gap).min();
    found.map_or(USUAL, |gap| gap as f64 / 20.0)
}

/// The words of the document in lower case, those at line ends left out: with hyphens and without.
pub fn vocabulary(pages: &[Vec<Line>]) -> FxHashSet<String> {
    let mut out = FxHashSet::default();
    for line in pages.iter().flatten() {
        let words: Vec<&str> = line.segment.text.split_whitespace().collect();
        let whole = words.len().saturating_sub(1);
        for word in words.iter().take(whole) {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            if !word.is_empty() {
                out.insert(word);
            }
        }
    }
    out
}
