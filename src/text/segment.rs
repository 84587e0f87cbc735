//! Dictionary words in text of scripts without spaces.
//!
//! Chinese is cut by jieba's dictionary; Japanese, Thai, Lao, Khmer and Burmese by the dictionaries of ICU4X.

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use jieba_rs::Jieba;
use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::char::is_combining_mark;

/// Loading the dictionary takes some 80 ms, so it is put off until text needs it.
static CHINESE: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Its dictionaries are part of the program: nothing is loaded.
static OTHERS: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// Byte ranges of the words of a run, in order, without gaps. Han text is Japanese when the run contains Kana or
/// `japanese` says that its neighbourhood is, Chinese otherwise.
#[must_use]
pub fn words(run: &str, japanese: bool) -> Vec<Range<usize>> {
    if run.chars().nth(1).is_none() {
        return std::iter::once(0..run.len()).filter(|range| !range.is_empty()).collect();
    }
    if japanese || !run.chars().all(is_han) {
        return ranges(run, OTHERS.segment_str(run));
    }
    let mut at = 0;
    // Without the hidden Markov model: it invents words out of context, so that one edit would cut its
    // neighbourhood differently on the two sides.
    let ends = CHINESE.cut(run, false).into_iter().map(|token| {
        at += token.word.len();
        at
    });
    ranges(run, ends)
}

/// Byte ranges of the characters of a run, each with the combining marks that follow it, in order, without gaps.
#[must_use]
pub fn characters(run: &str) -> Vec<Range<usize>> {
    ranges(run, run.char_indices().map(|(at, _)| at))
}

/// Whether `text` is Japanese: Kana are at least a tenth of its Han and Kana. Japanese prose has about as many of
/// the one as of the other; Chinese prose has at most a name or an ornament in Kana.
#[must_use]
pub fn is_japanese(text: &str) -> bool {
    let (han, kana) = text.chars().fold((0_usize, 0_usize), |(han, kana), c| {
        (han + usize::from(is_han(c)), kana + usize::from(is_kana(c)))
    });
    kana > 0 && kana * KANA_SHARE >= han + kana
}

/// One in this many characters has to be Kana in Japanese text.
const KANA_SHARE: usize = 10;

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

fn is_han(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}')
}

#[cfg(test)]
mod tests {
    use super::{characters, is_japanese, words};

    fn cut(run: &str) -> Vec<&str> {
        words(run, is_japanese(run)).into_iter().filter_map(|range| run.get(range)).collect()
    }

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

    #[test]
    fn a_little_kana_makes_no_japanese() {
        assert!(is_japanese("利用者の個人情報"));
        assert!(!is_japanese("本政策适用于鲜の每日提供的全部产品和服务"));
    }

    proptest::proptest! {
        #[test]
        fn words_cover_the_run(
            run in "[\u{e00}-\u{edf}\u{1000}-\u{109f}\u{1780}-\u{17ff}\u{3040}-\u{30ff}\u{4e00}-\u{4fff}]{0,30}|\\PC{0,30}",
            japanese: bool,
        ) {
            for ranges in [words(&run, japanese), characters(&run)] {
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
