//! Writing systems of characters (ISO 15924 codes).

/// The script of a letter; `None` for digits, punctuation and white space, which belong to every script.
#[must_use]
pub fn of(c: char) -> Option<&'static str> {
    if !c.is_alphabetic() {
        return None;
    }
    Some(match c {
        '\u{2e80}'..='\u{2fdf}'
        | '\u{3005}'
        | '\u{3007}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}' => "Hani",
        '\u{3041}'..='\u{309f}' => "Hira",
        '\u{30a0}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => "Kana",
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}' => "Hang",
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => "Grek",
        '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' => "Cyrl",
        '\u{531}'..='\u{58f}' => "Armn",
        '\u{590}'..='\u{5ff}' => "Hebr",
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => {
            "Arab"
        }
        '\u{900}'..='\u{97f}' => "Deva",
        '\u{e00}'..='\u{e7f}' => "Thai",
        _ => "Latn",
    })
}

/// Whether the character is written without spaces around it: Han, Kana and the punctuation that goes with them.
#[must_use]
pub fn is_wide(c: char) -> bool {
    matches!(of(c), Some("Hani" | "Hira" | "Kana"))
        || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff65}')
}
