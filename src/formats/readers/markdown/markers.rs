//! What a line of Markdown begins with: markers of items, elements of HTML, and what ends a paragraph.

/// Columns to which a tab goes on.
pub const TAB: usize = 4;

/// The marker of an item at the head of a line.
#[derive(Debug, Clone, Copy)]
pub struct Marker {
    /// Bytes of the marker itself.
    pub length: usize,
    /// Columns of white space behind it.
    pub padding: usize,
    /// A typographic bullet, which Markdown does not know.
    pub bullet: bool,
    /// A number.
    pub ordered: bool,
}

/// The marker of an item at the head of a line, if it begins with one.
#[must_use]
pub fn marker(line: &str) -> Option<Marker> {
    let first = line.chars().next()?;
    let (length, bullet, ordered) = match first {
        '-' | '*' | '+' => (1, false, false),
        '•' | '‣' | '◦' | '▪' | '●' | '·' | '\u{f0b7}' => (first.len_utf8(), true, false),
        '0'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let sign = line.as_bytes().get(digits).filter(|sign| matches!(sign, b'.' | b')'))?;
            let _ = sign;
            (Some(digits).filter(|digits| *digits <= 9)? + 1, false, true)
        }
        _ => return None,
    };
    let behind = line.get(length..)?;
    let text = behind.trim_start_matches([' ', '\t', '\u{a0}']);
    let padding = columns(behind.get(..behind.len() - text.len())?, 0);
    // `**bold**`, `-5`, `1.5` are no items, and `* * *` is a drawn line.
    let drawn = !ordered && text.len() >= 2 && line.chars().all(|c| c == first || c == ' ' || c == '\t');
    (!drawn && (padding > 0 || text.is_empty())).then_some(Marker { length, padding, bullet, ordered })
}

/// Columns of white space, from a column on; a tab goes to the next fourth one.
#[must_use]
pub fn columns(space: &str, from: usize) -> usize {
    space.chars().fold(from, |at, c| if c == '\t' { at + TAB - at % TAB } else { at + 1 }) - from
}

/// Elements that begin a block of raw HTML in CommonMark and are usual in policies.
pub const HTML_BLOCKS: [&str; 22] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "div",
    "dl",
    "figure",
    "footer",
    "form",
    "header",
    "hr",
    "li",
    "nav",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "ul",
    "tabs",
];

/// Whether a line ends a paragraph that is open before it.
#[must_use]
pub fn interrupts(line: &str) -> bool {
    line.starts_with(['#', '>', '|'])
        || line.starts_with("```")
        || line.starts_with("~~~")
        || line.starts_with("---")
}
