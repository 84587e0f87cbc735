//! The characters of a text in one form, each with its place: full-width digits and those of other scripts as ASCII
//! ones, spaces of every kind as one.

use crate::text::script;
use std::ops::Range;

/// A character in its plain form and the byte at which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// Byte offset in the text.
    pub at: usize,
    /// The plain form.
    pub c: char,
}

/// The letters of a text, one for each character. `marks` are ranges that are no wording, in order: emphasis and escapes
/// vanish, what may stand between two words becomes a space.
pub fn letters(text: &str, marks: &[Range<usize>]) -> Vec<Letter> {
    let mut out = Vec::with_capacity(text.len());
    let mut marks = marks.iter().peekable();
    let mut rest = 0;
    for (at, c) in text.char_indices() {
        while marks.next_if(|mark| mark.end <= at).is_some() {}
        match marks.peek().filter(|mark| mark.start <= at) {
            None => out.push(Letter { at, c: plain(c) }),
            Some(mark) if at >= rest => {
                rest = mark.end;
                let inside = text.get((*mark).clone()).unwrap_or_default();
                if inside.contains(|c| !matches!(c, '*' | '_' | '~' | '`' | '\\')) {
                    out.push(Letter { at, c: ' ' });
                }
            }
            Some(_) => {}
        }
    }
    out
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
        '’' | 'ʼ' => '\'',
        '\u{a0}' | '\u{202f}' | '\u{2009}' => '\u{a0}',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Whether a character is a letter of a script that puts spaces between words.
pub fn is_spaced(c: char) -> bool {
    c.is_alphabetic() && !matches!(script::of(c), Some("Hani" | "Hira" | "Kana" | "Hang" | "Thai"))
}
