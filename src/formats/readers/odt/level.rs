//! One level of a list style.

use super::node::attr;
use crate::formats::counting::{chinese, letters, repeated_letters, roman};
use roxmltree::Node;

/// One level of a list style.
#[derive(Debug, Clone, Default)]
pub struct Level {
    /// How numbers are written: `1`, `a`, `I`; empty for none.
    pub format: String,
    /// What is printed before the numbers.
    pub prefix: String,
    /// What is printed behind them.
    pub suffix: String,
    /// How many levels are printed.
    pub shown: usize,
    /// The first number.
    pub start: u32,
    /// `aa`, `bb` instead of `aa`, `ab`.
    pub repeats: bool,
    /// The pattern with `%1%` for numbers, where the file has one.
    pub pattern: Option<String>,
    /// Whether it has a bullet instead.
    pub bullet: bool,
}

impl Level {
    /// Reads `text:list-level-style-number` and its like.
    pub fn of(node: Node<'_, '_>) -> Self {
        let text = |name| attr(node, name).unwrap_or_default().to_owned();
        Self {
            format: text("num-format"),
            prefix: text("num-prefix"),
            suffix: text("num-suffix"),
            shown: attr(node, "display-levels").and_then(|levels| levels.parse().ok()).unwrap_or(1),
            start: attr(node, "start-value").and_then(|start| start.parse().ok()).unwrap_or(1),
            repeats: attr(node, "num-letter-sync") == Some("true"),
            pattern: attr(node, "num-list-format").map(str::to_owned),
            bullet: matches!(node.tag_name().name(), "list-level-style-bullet" | "list-level-style-image"),
        }
    }

    /// A number as the level prints it.
    pub fn number(&self, number: u32) -> String {
        match self.format.as_str() {
            "" => String::new(),
            "a" if self.repeats => repeated_letters(number).to_lowercase(),
            "A" if self.repeats => repeated_letters(number),
            "a" => letters(number).to_lowercase(),
            "A" => letters(number),
            "i" => roman(number).to_lowercase(),
            "I" => roman(number),
            format if format.starts_with("01") => format!("{number:02}"),
            format if format.starts_with('一') => chinese(number),
            _ => number.to_string(),
        }
    }
}
