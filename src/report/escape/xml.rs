//! Text for XML 1.0, which has no way to write some characters, not even escaped.

/// Control characters as U+FFFD, and what is no character of XML as well; tabs and line breaks stay.
pub fn clean(text: &str) -> String {
    let is_outside =
        |c: char| (c.is_control() && !matches!(c, '\t' | '\n')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if is_outside(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn what_xml_cannot_write_is_replaced() {
        assert_eq!(
            clean("a\u{0}\u{1b}\u{7f}\u{85}\u{fffe}\n\tb"),
            "a\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\n\tb"
        );
    }
}
