//! The characters of a text in one form, each with its place: full-width and Arabic-Indic digits as ASCII ones,
//! spaces of every kind as one.

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

fn plain(c: char) -> char {
    let digit = |zero: u32| char::from_digit(u32::from(c) - zero, 10).unwrap_or(c);
    match c {
        '\u{ff10}'..='\u{ff19}' => digit(0xff10),
        '\u{660}'..='\u{669}' => digit(0x660),
        '\u{6f0}'..='\u{6f9}' => digit(0x6f0),
        '\u{966}'..='\u{96f}' => digit(0x966),
        // Full-width Latin letters and signs.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
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
