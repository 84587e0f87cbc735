//! The characters of a text in one form, each with its place: full-width digits and those of other scripts as ASCII
//! ones, spaces of every kind as one.

use crate::text::script;

/// A character in its plain form and the byte at which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// Byte offset in the text.
    pub at: usize,
    /// The plain form.
    pub c: char,
}

/// The letters of a text, one for each character.
pub fn letters(text: &str) -> Vec<Letter> {
    text.char_indices().map(|(at, c)| Letter { at, c: plain(c) }).collect()
}

/// The zeros of the decimal digits in use beside ASCII: Arabic-Indic, Persian, those of the scripts of India, Thai, Lao,
/// Tibetan, Burmese, Khmer, full-width. Nine digits follow each (Unicode, general category Nd).
const ZEROS: [u32; 17] = [
    0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
    0x17e0, 0xff10,
];

fn plain(c: char) -> char {
    if c.is_ascii() {
        return if c.is_whitespace() { ' ' } else { c };
    }
    let code = u32::from(c);
    if let Some(zero) = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)) {
        return char::from_digit(code - zero, 10).unwrap_or(c);
    }
    match c {
        // Full-width Latin letters and signs.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(code - 0xfee0).unwrap_or(c),
        '٪' => '%',
        '٫' => '.',
        '٬' => ',',
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}' => '-',
        '’' => '\'',
        '\u{a0}' | '\u{202f}' | '\u{2009}' => '\u{a0}',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Whether a character is a letter of a script that puts spaces between words.
pub fn is_spaced(c: char) -> bool {
    c.is_alphabetic() && !matches!(script::of(c), Some("Hani" | "Hira" | "Kana" | "Hang" | "Thai"))
}
