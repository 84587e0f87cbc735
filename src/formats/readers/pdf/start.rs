//! What a line begins with: a bullet, a label, or mere text.

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// A sign that begins an item.
    Bullet,
    /// A number or letter that begins a clause.
    Label,
    /// Text.
    Text,
}

/// The last two are what old programs draw with fonts of bullets.
const BULLETS: [char; 22] = [
    '•', '◦', '▪', '■', '□', '●', '○', '‣', '⁃', '–', '➢', '✓', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}',
    '\u{f0fc}', '\u{f0a8}', '\u{f076}', '·', '*', '!', 'Ÿ',
];

/// What `text` begins with.
pub fn of(text: &str) -> Start {
    if without_bullet(text).is_some() {
        return Start::Bullet;
    }
    let first = text.split_whitespace().next().unwrap_or_default();
    let more = text.trim_start().len() > first.len();
    if is_label(first) && (more || first.len() > 1) || is_ideographic(text) {
        Start::Label
    } else {
        Start::Text
    }
}

/// The text behind a bullet; none where there is none.
pub fn without_bullet(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    let rest = text.get(first.len_utf8()..)?;
    let spaced =
        rest.starts_with(char::is_whitespace) || matches!(u32::from(first), 0xe000..=0xf8ff) || first == '•';
    // `o` stands for a hollow bullet.
    let hollow = first == 'o' && rest.starts_with("  ");
    (BULLETS.contains(&first) && spaced && !rest.trim().is_empty() || hollow).then(|| rest.trim_start())
}

/// Whether the text is nothing but a number: `1.`, `(a)`, `2.1`.
pub fn is_bare_label(text: &str) -> bool {
    let text = text.trim();
    !text.contains(char::is_whitespace)
        && is_label(text)
        && text.ends_with(['.', ')'])
        && text.chars().filter(|c| c.is_alphanumeric()).count() <= 5
}

/// `1.`, `12)`, `(a)`, `2.1`, `2.1.3.`, `iv.`, `§`.
fn is_label(word: &str) -> bool {
    let inner = word.trim_start_matches('(').trim_end_matches([')', '.', ':']);
    let closed = word.ends_with([')', '.']);
    if inner.is_empty() {
        return false;
    }
    let numbers = inner
        .split('.')
        .all(|part| !part.is_empty() && part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit()));
    let letter = inner.chars().count() == 1 && inner.chars().all(|c| c.is_ascii_alphabetic());
    let roman =
        inner.len() <= 5 && inner.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'I' | b'V' | b'X'));
    numbers && (closed || inner.contains('.')) || (letter || roman) && (closed && word.len() > inner.len())
}

/// `第三条`, `（一）`, `一、`.
fn is_ideographic(text: &str) -> bool {
    let numeral = |c: char| "〇零一二三四五六七八九十百千".contains(c) || c.is_ascii_digit();
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix('第') {
        let behind = rest.trim_start_matches(numeral);
        return behind.len() < rest.len() && behind.starts_with(['条', '章', '节', '條', '節', '款', '部']);
    }
    let rest = text.trim_start_matches(['（', '(']);
    let behind = rest.trim_start_matches(numeral);
    behind.len() < rest.len() && behind.starts_with(['、', '）', '．'])
}

#[cfg(test)]
mod tests {
    use super::{Start, is_bare_label, of};

    #[test]
    fn lines_show_what_they_begin() {
        for text in ["1. Scope", "(a) first", "2.1 The", "iv. four", "第三条 范围", "（一）范围", "A. Scope"]
        {
            assert_eq!(of(text), Start::Label, "{text}");
        }
        for text in ["• first", "– first", "\u{f0b7}first"] {
            assert_eq!(of(text), Start::Bullet, "{text}");
        }
        for text in ["30 days", "A person", "I agree", "(the rest) of", "2021. In", "e.g. this"] {
            assert_eq!(of(text), Start::Text, "{text}");
        }
        assert!(
            is_bare_label("1.")
                && is_bare_label("(a)")
                && !is_bare_label("1. Text")
                && !is_bare_label("word.")
        );
    }
}
