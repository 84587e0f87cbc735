//! Hostile text made harmless: what would steer a terminal or turn the direction of reading is made visible.

pub mod json;
pub mod markdown;
pub mod xml;

use std::borrow::Cow;
use std::fmt::Write as _;

/// Makes control characters, line separators, controls of the reading direction and invisible tags visible: ESC
/// becomes `␛`, a right-to-left override `<U+202E>`. The result holds no line break. Joiners stay: Persian, Indic
/// scripts and emoji need them.
///
/// ```
/// assert_eq!(recension::report::escape("red \u{1b}[31m"), "red ␛[31m");
/// ```
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match picture(character) {
            Some(picture) => out.push(picture),
            None if is_harmful(character) => {
                // Writing to a `String` cannot fail.
                let _ = write!(out, "<U+{:04X}>", u32::from(character));
            }
            None => out.push(character),
        }
    }
    Cow::Owned(out)
}

/// White space of every kind folded to single spaces, then [`escape`]: for text that is set in lines anew.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if !is_folded(character) {
            out.push(character);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    match escape(&out) {
        Cow::Borrowed(_) => out,
        Cow::Owned(escaped) => escaped,
    }
}

/// White space that may be set anew. A no-break space and an ideographic one are text.
fn is_folded(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

/// Whether a character may not reach a reader as it is.
pub fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(character,
            // Marks, embeddings, overrides and isolates of the reading direction (UAX #9).
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            // Line and paragraph separator.
            | '\u{2028}' | '\u{2029}'
            // Annotations and tags: text that is there but not seen.
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The picture of a control character in the block "Control Pictures".
fn picture(character: char) -> Option<char> {
    match character {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)),
        '\u{7f}' => Some('\u{2421}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::escape;
    use super::fold;
    use super::is_harmful;
    use proptest::prelude::*;
    use std::borrow::Cow;

    #[test]
    fn what_steers_a_terminal_is_seen() {
        assert_eq!(escape("a\u{1b}[2Jb\u{7}\u{9b}c"), "a␛[2Jb␇<U+009B>c");
        assert_eq!(escape("pay\u{202e}001\u{2066}"), "pay<U+202E>001<U+2066>");
        assert_eq!(escape("a\u{e0041}b"), "a<U+E0041>b");
        assert!(matches!(escape("约 2021 年, 👩‍👩‍👧 نمی‌خواهم"), Cow::Borrowed(_)));
    }

    #[test]
    fn white_space_is_folded_before_it_is_escaped() {
        assert_eq!(fold("a \r\n\t b\u{b}"), "a b␋");
    }

    proptest! {
        #[test]
        fn nothing_harmful_is_left(text in any::<String>()) {
            prop_assert!(!escape(&text).chars().any(is_harmful));
            prop_assert!(!fold(&text).chars().any(is_harmful));
        }
    }
}
