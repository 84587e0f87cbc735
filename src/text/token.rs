//! Tokens of a text: words, numbers, punctuation, white space, each with its byte range.
//!
//! Words follow the default word boundaries of Unicode (UAX #29) closely, with what policy texts need on top: a
//! number keeps its separators, its currency sign and its per cent sign; initials with full stops (`U.S.`) are one
//! word; parts joined by a hyphen or an apostrophe are one word. Runs of Han, Kana, Thai and the like have no spaces
//! between words: they come out character by character, or as dictionary words where asked for.

use super::segment;
use std::ops::Range;

/// A token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is.
    pub class: Class,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// Letters, with what joins them.
    Word,
    /// A number with its separators and signs: `1,000.50`, `90%`, `2021-02-23`, `$5`.
    Number,
    /// Text of a script without spaces: one character with its combining marks, or one dictionary word.
    Ideograph,
    /// A web address.
    Address,
    /// Punctuation and symbols, one character each.
    Punctuation,
    /// White space.
    Space,
    /// What the caller said is no wording: markup, link targets.
    Mark,
}

impl Token {
    /// Its byte range.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Its text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Whether it is part of the wording: not white space, markup or a web address.
    #[must_use]
    pub fn is_wording(self) -> bool {
        !matches!(self.class, Class::Space | Class::Mark | Class::Address)
    }

    /// Whether it is a word in the counting of words.
    #[must_use]
    pub fn is_word(self) -> bool {
        matches!(self.class, Class::Word | Class::Number | Class::Ideograph)
    }
}

/// How runs of scripts without spaces are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Character by character: cheap, for matching.
    Characters,
    /// At dictionary words, for what is shown.
    Words,
}

/// The tokens of `text`, which cover it without gaps. `marks` are ranges that are no wording, in order, on character
/// boundaries.
#[must_use]
pub fn tokens(text: &str, marks: &[Range<usize>], cut: Cut) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 4 + 1);
    let mut at = 0;
    for mark in marks {
        if mark.start < at || mark.end > text.len() || mark.is_empty() {
            continue;
        }
        scan(text, at..mark.start, cut, &mut out);
        let escape = mark.len() == 1 && out.last().is_some_and(|last| ends_in_address(*last, mark.start));
        push(&mut out, mark.clone(), Class::Mark);
        at = mark.end;
        if escape {
            // Markdown writes `_` as `\\_` inside addresses: they go on behind it.
            let limit = marks.iter().find(|next| next.start >= at).map_or(text.len(), |next| next.start);
            let end = address_end(text, at, limit);
            if end > at {
                push(&mut out, at..end, Class::Address);
                at = end;
            }
        }
    }
    scan(text, at..text.len(), cut, &mut out);
    out
}

/// Number of words of `text`: a Han, Kana or Hangul character is one word, web addresses are none.
#[must_use]
pub fn count_words(text: &str, marks: &[Range<usize>]) -> usize {
    tokens(text, marks, Cut::Characters).iter().map(|token| words_of(text, *token)).sum()
}

/// What a token adds to the count of words.
#[must_use]
pub fn words_of(text: &str, token: Token) -> usize {
    match token.class {
        Class::Word => {
            let (hangul, other) = token.of(text).chars().fold((0, 0), |(hangul, other), c| {
                if is_hangul(c) {
                    (hangul + 1, other)
                } else {
                    (hangul, other + usize::from(c.is_alphanumeric()))
                }
            });
            hangul + usize::from(other > 0 || hangul == 0)
        }
        Class::Number => 1,
        Class::Ideograph => token.of(text).chars().count(),
        _ => 0,
    }
}

fn push(out: &mut Vec<Token>, range: Range<usize>, class: Class) {
    // Blocks are parts of inputs bounded far below 4 GiB.
    let at = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    out.push(Token { start: at(range.start), end: at(range.end), class });
}

fn scan(text: &str, within: Range<usize>, cut: Cut, out: &mut Vec<Token>) {
    let mut at = within.start;
    while at < within.end {
        let Some(first) = text.get(at..within.end).and_then(|rest| rest.chars().next()) else { return };
        let (end, class) = if first.is_whitespace() {
            (run(text, at, within.end, char::is_whitespace), Class::Space)
        } else if is_unspaced(first) {
            let end = run(text, at, within.end, is_unspaced);
            ideographs(text, at..end, cut, out);
            at = end;
            continue;
        } else if let Some(end) = address(text, at, within.end) {
            (end, Class::Address)
        } else if let Some(end) = number(text, at, within.end, first) {
            (end, Class::Number)
        } else if is_word_char(first) {
            (word(text, at, within.end), Class::Word)
        } else {
            (punctuation(text, at, within.end, first), Class::Punctuation)
        };
        push(out, at..end, class);
        at = end;
    }
}

/// One sign, or a line drawn of four and more: `=====`, `……………`.
fn punctuation(text: &str, at: usize, limit: usize, first: char) -> usize {
    let end = run(text, at, limit, |c| c == first);
    if end - at >= DRAWN * first.len_utf8() { end } else { at + first.len_utf8() }
}

/// The same sign so many times is a line that is drawn or a blank to fill in; its length says nothing.
pub const DRAWN: usize = 4;

fn ideographs(text: &str, range: Range<usize>, cut: Cut, out: &mut Vec<Token>) {
    let Some(run) = text.get(range.clone()) else { return };
    let parts = if cut == Cut::Words { segment::words(run) } else { segment::characters(run) };
    for part in parts {
        push(out, range.start + part.start..range.start + part.end, Class::Ideograph);
    }
}

/// Whether the character belongs to a script that is written without spaces between words.
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    c >= '\u{e00}'
        && matches!(c,
        '\u{e00}'..='\u{edf}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Myanmar
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}'
        | '\u{3040}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' // Kana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}')
}

fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    c.is_alphanumeric() && !is_unspaced(c) || c == '_' || is_joining(c)
}

/// Combining marks and invisible joiners stay with the letter before them.
fn is_joining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{93a}'..='\u{94f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{1ab0}'..='\u{1aff}')
        || (unicode_normalization::char::is_combining_mark(c) && !is_unspaced(c))
}

fn run(text: &str, at: usize, limit: usize, belongs: impl Fn(char) -> bool) -> usize {
    let rest = text.get(at..limit).unwrap_or_default();
    at + rest.find(|c| !belongs(c)).unwrap_or(rest.len())
}

/// The end of a run of word characters; most are ASCII, which needs no tables.
fn word_run(text: &str, at: usize, limit: usize) -> usize {
    let bytes = text.as_bytes().get(at..limit).unwrap_or_default();
    let plain =
        bytes.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_').unwrap_or(bytes.len());
    match bytes.get(plain) {
        Some(byte) if !byte.is_ascii() => run(text, at + plain, limit, is_word_char),
        _ => at + plain,
    }
}

/// A word: letters and digits, parts joined by one hyphen or apostrophe, initials with their full stops.
fn word(text: &str, at: usize, limit: usize) -> usize {
    let mut end = word_run(text, at, limit);
    if let Some(initials) = initials(text, at, end, limit) {
        return initials;
    }
    loop {
        let mut rest = text.get(end..limit).unwrap_or_default().chars();
        let joined = rest.next().filter(|c| matches!(c, '\'' | '’' | '-' | '\u{2010}' | '\u{2011}'));
        match (joined, rest.next()) {
            (Some(joint), Some(next)) if is_word_char(next) => {
                end = word_run(text, end + joint.len_utf8(), limit);
            }
            _ => return end,
        }
    }
}

/// `U.S.`, `e.g.`: single letters each followed by a full stop, at least two of them.
fn initials(text: &str, at: usize, end: usize, limit: usize) -> Option<usize> {
    let single = |range: Range<usize>| text.get(range).is_some_and(|part| part.chars().count() == 1);
    let stop = |offset: usize| text.as_bytes().get(offset) == Some(&b'.') && offset < limit;
    if !single(at..end) || !stop(end) {
        return None;
    }
    let mut last = end + 1;
    let mut letters = 1;
    loop {
        let next = word_run(text, last, limit);
        if next > last && single(last..next) && stop(next) {
            last = next + 1;
            letters += 1;
        } else {
            return (letters > 1).then_some(last);
        }
    }
}

/// A number with separators between its digits, a currency sign before it and a per cent sign behind it.
fn number(text: &str, at: usize, limit: usize, first: char) -> Option<usize> {
    let digit = |c: char| c.is_numeric() && !is_unspaced(c);
    let start = if is_currency(first) { at + first.len_utf8() } else { at };
    let head = text.get(start..limit)?.chars().next()?;
    if !digit(head) {
        return None;
    }
    let mut end = run(text, start, limit, digit);
    loop {
        let mut rest = text.get(end..limit).unwrap_or_default().chars();
        let joined =
            rest.next().filter(|c| matches!(c, '.' | ',' | ':' | '/' | '-' | '–' | '．' | '，' | '：'));
        match (joined, rest.next()) {
            (Some(joint), Some(next)) if digit(next) => end = run(text, end + joint.len_utf8(), limit, digit),
            _ => break,
        }
    }
    let mut rest = text.get(end..limit).unwrap_or_default().chars();
    match rest.next() {
        Some(sign @ ('%' | '‰' | '％')) => Some(end + sign.len_utf8()),
        // `2nd`, `12a`, `3D`: letters glued to the digits belong to them.
        Some(letter) if is_word_char(letter) => Some(word(text, end, limit)),
        Some('-') if rest.next().is_some_and(is_word_char) => Some(word(text, end + 1, limit)),
        _ => Some(end),
    }
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¤' | '¥' | '\u{20a0}'..='\u{20cf}' | '＄' | '￥')
}

/// A web address, up to white space or a bracket that closes around it.
fn address(text: &str, at: usize, limit: usize) -> Option<usize> {
    let rest = text.get(at..limit)?;
    let scheme = ["https://", "http://", "mailto:"].iter().find(|scheme| rest.starts_with(**scheme))?;
    let body = at + scheme.len();
    Some(address_end(text, body, limit)).filter(|end| *end > body)
}

/// Where an address ends that goes on at `at`: full stops and the like behind it belong to the sentence.
fn address_end(text: &str, at: usize, limit: usize) -> usize {
    let Some(rest) = text.get(at..limit) else { return at };
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | ')' | ']' | '"') || is_unspaced(c);
    let body = rest.get(..rest.find(ends).unwrap_or(rest.len())).unwrap_or_default();
    at + body.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '。', '，']).len()
}

fn ends_in_address(token: Token, at: usize) -> bool {
    token.class == Class::Address && token.end as usize == at
}

#[cfg(test)]
mod tests {
    use super::{Class, Cut, count_words, tokens};

    fn words(text: &str, cut: Cut) -> Vec<&str> {
        tokens(text, &[], cut)
            .into_iter()
            .filter(|token| token.is_wording())
            .map(|token| token.of(text))
            .collect()
    }

    #[test]
    fn numbers_amounts_and_dates_are_not_cut() {
        assert_eq!(
            words("by 2021-02-23, $1,000.50 or 90%.", Cut::Words),
            ["by", "2021-02-23", ",", "$1,000.50", "or", "90%", "."]
        );
        assert_eq!(
            words("COVID-19 and the 2nd 30-day term", Cut::Words),
            ["COVID-19", "and", "the", "2nd", "30-day", "term"]
        );
    }

    #[test]
    fn joined_words_and_initials_are_one() {
        assert_eq!(
            words("the U.S.-Canada cross-border leaders’ e.g. don't", Cut::Words),
            ["the", "U.S.", "-", "Canada", "cross-border", "leaders", "’", "e.g.", "don't"]
        );
    }

    #[test]
    fn ideographs_come_as_characters_or_dictionary_words() {
        assert_eq!(
            words("战胜这种病毒,2030年", Cut::Characters),
            ["战", "胜", "这", "种", "病", "毒", ",", "2030", "年"]
        );
        assert!(words("共同战胜这种病毒", Cut::Words).contains(&"病毒"));
    }

    #[test]
    fn addresses_are_no_wording() {
        let text = "see https://example.org/a?b=c. Then";
        let address = tokens(text, &[], Cut::Words).into_iter().find(|token| token.class == Class::Address);
        assert_eq!(address.map(|token| token.of(text)), Some("https://example.org/a?b=c"));
        assert_eq!(count_words(text, &[]), 2);
    }

    proptest::proptest! {
        #[test]
        fn tokens_cover_the_text(text in "\\PC{0,60}") {
            for cut in [Cut::Characters, Cut::Words] {
                let joined: String = tokens(&text, &[], cut).iter().map(|token| token.of(&text)).collect();
                proptest::prop_assert_eq!(&joined, &text);
            }
        }
    }
}
