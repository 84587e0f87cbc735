//! Dictionary words in text of scripts without spaces: Chinese, Japanese, Thai, Lao, Khmer and Burmese, by the
//! dictionaries of ICU4X. What was measured is in `docs/decisions/word-segmentation.md`.

#[cfg(feature = "segmentation")]
use icu_segmenter::options::WordBreakInvariantOptions;
#[cfg(feature = "segmentation")]
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use std::ops::Range;
#[cfg(feature = "segmentation")]
use std::sync::LazyLock;
use unicode_normalization::char::is_combining_mark;

/// Its dictionaries are part of the program: nothing is loaded.
#[cfg(feature = "segmentation")]
static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// Byte ranges of the words of a run, in order, without gaps.
#[must_use]
pub fn words(run: &str) -> Vec<Range<usize>> {
    if run.chars().nth(1).is_none() {
        return std::iter::once(0..run.len()).filter(|range| !range.is_empty()).collect();
    }
    dictionary_words(run)
}

#[cfg(feature = "segmentation")]
fn dictionary_words(run: &str) -> Vec<Range<usize>> {
    ranges(run, SEGMENTER.segment_str(run))
}

/// Without dictionaries every character is a word of its own: a change is marked finer than a reader would, never missed.
#[cfg(not(feature = "segmentation"))]
fn dictionary_words(run: &str) -> Vec<Range<usize>> {
    characters(run)
}

/// Byte ranges of the characters of a run, each with the combining marks that follow it, in order, without gaps.
#[must_use]
pub fn characters(run: &str) -> Vec<Range<usize>> {
    ranges(run, run.char_indices().map(|(at, _)| at))
}

/// The ranges between `boundaries`, which ascend; those that would part a combining mark from its base are left out.
fn ranges(run: &str, boundaries: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut out = Vec::new();
    for end in boundaries {
        let parts =
            run.get(end..).and_then(|rest| rest.chars().next()).is_some_and(|c| !is_combining_mark(c));
        if end > at && parts {
            out.push(at..end);
            at = end;
        }
    }
    if at < run.len() {
        out.push(at..run.len());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{characters, words};

    fn cut(run: &str) -> Vec<&str> {
        words(run).into_iter().filter_map(|range| run.get(range)).collect()
    }

    #[cfg(feature = "segmentation")]
    #[test]
    fn dictionary_words_stay_whole() {
        assert!(cut("共同战胜这种病毒").contains(&"病毒"));
        assert!(cut("個人情報を第三者に提供する").contains(&"個人"));
        assert!(cut("บริษัทจะเก็บข้อมูลของผู้ใช้").contains(&"ข้อมูล"));
    }

    #[test]
    fn marks_stay_with_their_base() {
        let run = "ที่นี่";
        let cut: Vec<_> = characters(run).into_iter().filter_map(|range| run.get(range)).collect();
        assert_eq!(cut, ["ที่", "นี่"]);
    }

    proptest::proptest! {
        #[test]
        fn words_cover_the_run(
            run in "[\u{e00}-\u{edf}\u{1000}-\u{109f}\u{1780}-\u{17ff}\u{3040}-\u{30ff}\u{4e00}-\u{4fff}]{0,30}|\\PC{0,30}",
        ) {
            for ranges in [words(&run), characters(&run)] {
                let mut at = 0;
                for range in ranges {
                    proptest::prop_assert_eq!(range.start, at);
                    proptest::prop_assert!(range.end > at && run.is_char_boundary(range.end));
                    at = range.end;
                }
                proptest::prop_assert_eq!(at, run.len());
            }
        }
    }
}
