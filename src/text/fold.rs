//! Comparison keys: what two spellings of the same wording have in common.
//!
//! A key is for comparing only. What is shown is always the original's text.

use super::token::DRAWN;
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// The comparison key of a token: compatibility form (NFKC, which also folds full-width forms), typographic
/// quotation marks, dashes and bullets as their plain forms, invisible format characters left out. Case is kept:
/// `Service` may be a defined term where `service` is none.
#[must_use]
pub fn key(token: &str) -> Cow<'_, str> {
    if let Some(sign) = drawn(token) {
        return sign;
    }
    if token.is_ascii() {
        return Cow::Borrowed(token);
    }
    if is_nfkc_quick(token.chars()) == IsNormalized::Yes && !token.chars().any(is_foldable) {
        return Cow::Borrowed(token);
    }
    let mut out = String::with_capacity(token.len());
    for c in token.nfkc() {
        match plain(c) {
            Some(plain) => out.push_str(plain),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// A line that is drawn or a blank to fill in, as four of its signs: how long it is says nothing.
fn drawn(token: &str) -> Option<Cow<'_, str>> {
    let first = token.chars().next().filter(|c| !c.is_alphanumeric())?;
    let length = DRAWN * first.len_utf8();
    (token.len() > length && token.chars().all(|c| c == first))
        .then(|| token.get(..length).map(Cow::Borrowed))?
}

/// Whether the character is no wording: soft hyphen, zero-width space and joiners, byte order mark, variation
/// selectors, and the private use area, where icon and symbol fonts have their pictures.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{e000}'..='\u{f8ff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_foldable(c: char) -> bool {
    plain(c).is_some()
}

/// The plain form of a typographic character after NFKC.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '″' | '〝' | '〞' => "\"",
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | 'ʼ' | '´' => "'",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => "-",
        '…' => "...",
        '•' | '◦' | '▪' | '●' | '‣' | '⁃' | '·' | '‧' | '・' => "•",
        _ if is_invisible(c) => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn typography_is_folded_and_case_is_kept() {
        assert_eq!(key("’"), "'");
        assert_eq!(key("，"), ",");
        assert_eq!(key("e\u{301}"), "é");
        assert_eq!(key("ﬁne"), "fine");
        assert_eq!(key("co\u{ad}operate"), "cooperate");
        assert_ne!(key("Service"), key("service"));
        assert_ne!(key("。"), key("."));
    }
}
