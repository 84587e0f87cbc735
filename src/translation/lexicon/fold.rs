//! Traditional and Japanese forms of Chinese characters as simplified ones, as far as the lexicon needs them.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Pairs: first the other form, then the simplified one.
const PAIRS: &str = include_str!("fold.txt");

static FOLD: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    let pairs = PAIRS.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    pairs
        .filter_map(|pair| {
            let mut chars = pair.chars();
            Some((chars.next()?, chars.next()?))
        })
        .collect()
});

/// The simplified form of a character, or itself.
pub fn simplified(c: char) -> char {
    FOLD.get(&c).copied().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    #[test]
    fn forms_are_folded() {
        let fold = |text: &str| text.chars().map(super::simplified).collect::<String>();
        assert_eq!(fold("氣候變化與國際經濟"), "气候变化与国际经济");
        assert_eq!(fold("経済"), "经济");
    }
}
