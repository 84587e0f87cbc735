//! How wide a text is on a terminal, where its lines may break, and setting it in lines.
//!
//! A line breaks at spaces and beside wide characters (Chinese, Japanese, Korean), but never so that a line begins
//! with a closing mark or ends with an opening one (kinsoku: JIS X 4051, and Unicode UAX #14, classes CL, CP, NS, OP).

use std::ops::Range;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What a reader sees as one character, and whether a line may break before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its columns.
    pub width: usize,
    /// Whether it is a wide character, beside which a line may break.
    pub wide: bool,
    /// Set where it must stay on the line of the one before, whatever the two are.
    pub joined: bool,
}

impl<'a> Cluster<'a> {
    /// A cluster that breaks as its characters do.
    pub fn new(text: &'a str) -> Self {
        let width = width(text);
        Self { text, width, wide: width > 1, joined: false }
    }

    /// A mark set around a text: beside it no line breaks.
    pub fn mark(text: &'a str) -> Self {
        Self { text, width: width(text), wide: false, joined: false }
    }

    fn is_space(&self) -> bool {
        self.text == " "
    }
}

/// Columns that a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The clusters of a text.
pub fn clusters(text: &str) -> impl Iterator<Item = Cluster<'_>> {
    text.graphemes(true).map(Cluster::new)
}

/// Whether a line may break between two neighbours.
pub fn may_break(before: &Cluster, after: &Cluster) -> bool {
    if after.joined || after.is_space() {
        return false;
    }
    if before.is_space() {
        // An ellipsis alone on a line says nothing.
        return after.text != "…";
    }
    // One of the two must be wide: Latin words do not break inside.
    (before.wide || after.wide) && !after.text.starts_with(never_first) && !before.text.ends_with(never_last)
}

/// Marks that may not begin a line.
fn never_first(character: char) -> bool {
    "，。、；：？！）」』》〉】〕〗〙〛］｝”’…‥—～·・々〻ーゝゞヽヾ％‰℃,.;:?!)]}%»›ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ－/／"
        .contains(character)
}

/// Marks that may not end a line.
fn never_last(character: char) -> bool {
    "（「『《〈【〔〖〘〚［｛“‘([{«‹￥$＄£#№§".contains(character)
}

/// Columns that the text of a line has: on the first line and on the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns {
    /// On the first line.
    pub first: usize,
    /// On every other line.
    pub rest: usize,
}

/// Sets clusters in lines and gives the clusters of each, without the space at its end. A word wider than a line is cut.
pub fn wrap(clusters: &[Cluster], columns: Columns) -> Vec<Range<usize>> {
    let narrow = columns.first.min(columns.rest).max(1);
    let words = words(clusters, narrow);
    let lines = wrap_first_fit(&words, &[columns.first as f64, columns.rest as f64]);
    let whole = |line: &[Word]| match (line.first(), line.last()) {
        (Some(first), Some(last)) => first.range.start..last.range.end,
        _ => 0..0,
    };
    lines.into_iter().map(whole).filter(|range| !range.is_empty()).collect()
}

/// What stays together, with the spaces behind it.
#[derive(Debug)]
struct Word {
    range: Range<usize>,
    width: usize,
    space: usize,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        self.width as f64
    }
    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }
    fn penalty_width(&self) -> f64 {
        0.0
    }
}

fn words(clusters: &[Cluster], narrow: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (at, cluster) in clusters.iter().enumerate() {
        let may = at == 0 || may_break(&clusters[at - 1], cluster);
        match words.last_mut() {
            Some(word) if cluster.is_space() => word.space += cluster.width,
            Some(word) if !may && word.width + word.space + cluster.width <= narrow => {
                word.width += word.space + cluster.width;
                word.space = 0;
                word.range.end = at + 1;
            }
            None if cluster.is_space() => {}
            _ => words.push(Word { range: at..at + 1, width: cluster.width, space: 0 }),
        }
    }
    words
}

/// The longest head of a text that ends where a line may break and is at most `columns` wide; all of it where it is
/// short enough. Where less than half of the columns would be filled, a word is cut.
pub fn head(text: &str, columns: usize) -> &str {
    let (mut used, mut end, mut cut) = (0, 0, 0);
    let mut before: Option<Cluster> = None;
    for cluster in clusters(text) {
        if before.as_ref().is_some_and(|before| may_break(before, &cluster)) {
            cut = end;
        }
        used += cluster.width;
        if used > columns && !cluster.is_space() {
            // Before a very long word, such as the address of a link, little would be left.
            let cut = if width(text.get(..cut).unwrap_or_default()) < columns / 2 { end } else { cut };
            return text.get(..cut).unwrap_or_default().trim_end();
        }
        end += cluster.text.len();
        before = Some(cluster);
    }
    text
}

/// The longest tail of a text that begins where a line may break and is at most `columns` wide; cut as [`head`] is.
pub fn tail(text: &str, columns: usize) -> &str {
    let all: Vec<Cluster> = clusters(text).collect();
    let (mut used, mut length, mut kept, mut before_word) = (0, 0, 0, 0);
    for at in (0..all.len()).rev() {
        used += all[at].width;
        if used > columns && !all[at].is_space() {
            let kept = if before_word < columns / 2 { length } else { kept };
            return text.get(text.len() - kept..).unwrap_or_default().trim_start();
        }
        length += all[at].text.len();
        if at > 0 && may_break(&all[at - 1], &all[at]) {
            (kept, before_word) = (length, used);
        }
    }
    text
}

/// A head of a text with an ellipsis where something was left out.
pub fn shorten(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    // A space and the ellipsis.
    let head = head(text, columns.saturating_sub(2));
    let space = if head.ends_with(|c: char| width(c.encode_utf8(&mut [0; 4])) > 1) { "" } else { " " };
    format!("{head}{space}…")
}

#[cfg(test)]
mod tests {
    use super::Columns;
    use super::clusters;
    use super::head;
    use super::shorten;
    use super::tail;
    use super::width;
    use super::wrap;
    use proptest::prelude::*;

    fn lines(text: &str, columns: usize) -> Vec<String> {
        let all: Vec<_> = clusters(text).collect();
        let ranges = wrap(&all, Columns { first: columns, rest: columns });
        ranges.into_iter().map(|range| all[range].iter().map(|cluster| cluster.text).collect()).collect()
    }

    #[test]
    fn latin_breaks_at_spaces_and_chinese_between_characters() {
        assert_eq!(lines("the net-zero emissions", 12), ["the net-zero", "emissions"]);
        assert_eq!(lines("他们同意加强全面努力", 8), ["他们同意", "加强全面", "努力"]);
        assert_eq!(lines("控制 COVID-19 疫情大流行", 12), ["控制", "COVID-19 疫", "情大流行"]);
    }

    #[test]
    fn no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() {
        assert_eq!(lines("共同抗击疫情，并支持", 12), ["共同抗击疫", "情，并支持"]);
        assert_eq!(lines("共同抗击《计划》的", 10), ["共同抗击", "《计划》的"]);
        assert_eq!(lines("蓝图,共同", 4), ["蓝", "图,", "共同"]);
    }

    #[test]
    fn a_word_wider_than_a_line_is_cut() {
        assert_eq!(lines("https://example.org/a b", 10), ["https://ex", "ample.org/", "a b"]);
    }

    #[test]
    fn heads_and_tails_end_at_words() {
        assert_eq!(head("one two three", 9), "one two");
        assert_eq!(tail("one two three", 9), "two three");
        assert_eq!(head("他们同意，加强", 9), "他们同");
        assert_eq!(tail("他们同意加强", 5), "加强");
        assert_eq!(shorten("他们同意加强全面努力", 12), "他们同意加…");
        assert_eq!(shorten("one two three", 9), "one two …");
        assert_eq!(shorten("see [it](https://example.org/a/long/address)", 20), "see [it](https://e …");
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost(text in "([a-z]{1,12}|[ ，。《》]|[一-七]{1,6}){0,40}", columns in 4usize..40) {
            let lines = lines(&text, columns);
            prop_assert!(lines.iter().all(|line| width(line) <= columns), "{lines:?}");
            let squeeze = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(squeeze(&lines.join(" ")), squeeze(&text));
        }

        #[test]
        fn heads_and_tails_fit(text in any::<String>(), columns in 2usize..30) {
            prop_assert!(text.starts_with(head(&text, columns)));
            prop_assert!(text.ends_with(tail(&text, columns)));
            prop_assert!(width(&shorten(&text, columns)) <= columns + 1);
        }
    }
}
