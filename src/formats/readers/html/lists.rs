//! The labels of ordered lists as a browser prints them.

use super::dom::{self, Node};

/// Counts the items of one list.
#[derive(Debug, Clone)]
pub struct Counter {
    style: Option<char>,
    next: i64,
    step: i64,
}

impl Counter {
    /// The counter of a list; items of a bulleted one have no label.
    pub fn new(list: Node<'_>) -> Self {
        let items = || list.children().filter(|child| dom::name(*child) == "li").count();
        if dom::name(list) != "ol" {
            return Self { style: None, next: 0, step: 0 };
        }
        let reversed = list.value().as_element().is_some_and(|element| element.attr("reversed").is_some());
        let first = if reversed { i64::try_from(items()).unwrap_or(1) } else { 1 };
        let next = dom::attr(list, "start").trim().parse().unwrap_or(first);
        let style = style(list);
        Self { style, next, step: if reversed { -1 } else { 1 } }
    }

    /// The label of the next item.
    pub fn label(&mut self, item: Node<'_>) -> Option<String> {
        let number = dom::attr(item, "value").trim().parse().unwrap_or(self.next);
        self.next = number + self.step;
        let style = match dom::attr(item, "type").chars().next() {
            Some(own) if self.style.is_some() => own,
            _ => self.style?,
        };
        Some(format!("{}.", numeral(style, number)))
    }
}

/// What the list says of its numbers, in an attribute or its own style; none where it hides them.
fn style(list: Node<'_>) -> Option<char> {
    let css = dom::attr(list, "style").to_ascii_lowercase();
    let after =
        |name: &str| css.split_once(name).map(|(_, rest)| rest.trim_start_matches([':', ' ']).to_owned());
    let value = after("list-style-type").or_else(|| after("list-style")).unwrap_or_default();
    if value.starts_with("none") {
        return None;
    }
    let by_css = [
        ("lower-alpha", 'a'),
        ("lower-latin", 'a'),
        ("upper-alpha", 'A'),
        ("upper-latin", 'A'),
        ("lower-roman", 'i'),
        ("upper-roman", 'I'),
    ]
    .into_iter()
    .find_map(|(name, style)| value.starts_with(name).then_some(style));
    by_css.or_else(|| dom::attr(list, "type").chars().next()).or(Some('1'))
}

/// A number as the style prints it.
fn numeral(style: char, number: i64) -> String {
    let positive = u32::try_from(number).ok().filter(|number| *number > 0);
    match (style, positive) {
        ('a', Some(number)) => crate::formats::counting::letters(number).to_lowercase(),
        ('A', Some(number)) => crate::formats::counting::letters(number),
        ('i', Some(number)) => crate::formats::counting::roman(number).to_lowercase(),
        ('I', Some(number)) => crate::formats::counting::roman(number),
        _ => number.to_string(),
    }
}
