//! Numbers of lists as an ODT prints them.

use super::level::Level;
use super::node::attr;
use super::styles::Styles;
use roxmltree::Node;
use rustc_hash::FxHashMap;

/// Levels of a list.
const LEVELS: usize = 10;

/// How far one list has counted.
#[derive(Debug, Clone, Default)]
pub struct Counters([Option<u32>; LEVELS]);

/// All lists that began, by style and by id, for those that go on.
#[derive(Debug, Default)]
pub struct Lists {
    by_style: FxHashMap<String, Counters>,
    by_id: FxHashMap<String, Counters>,
}

impl Lists {
    /// The counters that a list begins with.
    pub fn begin(&self, list: Node<'_, '_>, style: &str) -> Counters {
        let earlier = attr(list, "continue-list").and_then(|id| self.by_id.get(id));
        let going_on =
            (attr(list, "continue-numbering") == Some("true")).then(|| self.by_style.get(style)).flatten();
        earlier.or(going_on).cloned().unwrap_or_default()
    }

    /// Keeps the counters of a list that ends.
    pub fn end(&mut self, list: Node<'_, '_>, style: &str, counters: Counters) {
        if let Some(id) = attr(list, "id") {
            self.by_id.insert(id.to_owned(), counters.clone());
        }
        self.by_style.insert(style.to_owned(), counters);
    }
}

impl Counters {
    /// Counts an item and prints its number; none for a bullet, or a level without a number.
    pub fn next(&mut self, styles: &Styles, style: &str, at: usize, start: Option<u32>) -> Option<String> {
        let level = styles.level(style, at);
        self.count(level, at, start);
        self.print(level?, at, |upper| styles.level(style, upper))
    }

    /// Counts a heading by the outline style.
    pub fn next_heading(&mut self, outline: &FxHashMap<usize, Level>, at: usize) -> Option<String> {
        let level = outline.get(&at);
        self.count(level, at, None);
        self.print(level?, at, |upper| outline.get(&upper))
    }

    fn count(&mut self, level: Option<&Level>, at: usize, start: Option<u32>) {
        let first = level.map_or(1, |level| level.start);
        let Some(counter) = self.0.get_mut(at) else { return };
        *counter = Some(match (start, *counter) {
            (Some(start), _) => start,
            (None, Some(number)) => number.saturating_add(1),
            (None, None) => first,
        });
        self.0.iter_mut().skip(at + 1).for_each(|deeper| *deeper = None);
    }

    fn print<'s>(
        &self,
        level: &Level,
        at: usize,
        level_of: impl Fn(usize) -> Option<&'s Level>,
    ) -> Option<String> {
        if level.bullet {
            return None;
        }
        let number = |upper: usize| {
            let of = level_of(upper)?;
            Some(of.number(self.0.get(upper).copied().flatten().unwrap_or(of.start)))
        };
        let label = match &level.pattern {
            Some(pattern) => filled(pattern, number),
            None => {
                let from = (at + 1).saturating_sub(level.shown.max(1));
                let numbers: Vec<String> =
                    (from..=at).filter_map(number).filter(|text| !text.is_empty()).collect();
                format!("{}{}{}", level.prefix, numbers.join("."), level.suffix)
            }
        };
        let label = label.trim().to_owned();
        label.chars().any(char::is_alphanumeric).then_some(label)
    }
}

/// A pattern with the numbers filled in: `%1%.%2%`.
fn filled(pattern: &str, number: impl Fn(usize) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        let found = after.split_once('%').and_then(|(digits, tail)| {
            let at: usize = digits.parse().ok()?;
            Some((number(at.checked_sub(1)?), tail))
        });
        match found {
            Some((text, tail)) => {
                out.push_str(&text.unwrap_or_default());
                rest = tail;
            }
            None => {
                out.push('%');
                rest = after;
            }
        }
    }
    out + rest
}
