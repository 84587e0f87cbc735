//! The running text of one block in the making.

use super::dom::{self, Node};
use crate::model::SetAsideReason;

/// Text with what was seen on the way.
#[derive(Debug, Default)]
pub struct Inline {
    /// The text; white space is folded later.
    pub text: String,
    /// Calls of notes: offset in the text, id of the note.
    pub calls: Vec<(usize, String)>,
    /// A label that Word wrote in front, `mso-list: Ignore`.
    pub word_label: Option<String>,
    /// Characters of the text that are not white space, and how many of them are bold.
    pub weight: (usize, usize),
    /// Line breaks since the last character.
    breaks: usize,
    /// Text that is no part of the block.
    pub left_out: Vec<(SetAsideReason, String)>,
    /// Id of the first element, for the place.
    pub id: Option<String>,
}

impl Inline {
    /// Whether nothing visible was seen.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.calls.is_empty() && self.word_label.is_none()
    }

    /// Appends text.
    pub fn push(&mut self, text: &str, bold: bool) {
        if !text.trim().is_empty() {
            self.breaks = 0;
        }
        let count = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.weight.0 += count;
        self.weight.1 += if bold { count } else { 0 };
        self.text.push_str(text);
    }

    /// A line break; the second in a row ends the paragraph, and then this is true.
    pub fn line_break(&mut self) -> bool {
        self.text.push('\n');
        self.breaks += 1;
        self.breaks > 1
    }

    /// Whether all of the text is bold.
    pub fn is_bold(&self) -> bool {
        self.weight.0 > 0 && self.weight.0 == self.weight.1
    }
}

/// Whether an element makes its text bold, given whether it was.
pub fn is_bold(node: Node<'_>, outer: bool) -> bool {
    let style = dom::attr(node, "style").to_ascii_lowercase();
    if let Some((_, rest)) = style.split_once("font-weight") {
        let value = rest.trim_start_matches([':', ' ']);
        return value.starts_with("bold") || value.starts_with(['6', '7', '8', '9']);
    }
    outer || matches!(dom::name(node), "b" | "strong" | "th")
}

/// A link that only names its own heading: `#`, `¶`, `🔗`, or nothing.
pub fn is_anchor_sign(node: Node<'_>) -> bool {
    let text = dom::text(node);
    dom::name(node) == "a"
        && dom::attr(node, "href").starts_with('#')
        && !text.chars().any(char::is_alphanumeric)
        && text.chars().count() <= 3
}
