//! Numbers as Word prints them: counters shared by the lists of one definition, restarts, overrides, legal style.

use super::node::{attr, child, children, switch, value};
use super::number_format;
use super::styles::Styles;
use roxmltree::Node;
use rustc_hash::{FxHashMap, FxHashSet};

/// Levels of a list.
const LEVELS: usize = 9;

/// One level of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Level {
    start: u32,
    format: String,
    text: String,
    /// Print all numbers in digits.
    legal: bool,
    /// The level, from 1, after whose use this one begins again; 0 for never.
    restart: Option<usize>,
    /// The paragraph style that has this level.
    style: Option<String>,
}

#[derive(Debug, Default)]
struct Definition {
    levels: FxHashMap<usize, Level>,
    /// The numbering style that holds the levels instead.
    style_link: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    definition: u32,
    starts: FxHashMap<usize, u32>,
    levels: FxHashMap<usize, Level>,
}

/// A printed number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The label; none for a bullet.
    pub label: Option<String>,
    /// The level, from 0.
    pub level: u8,
}

/// All lists of a document, and how far they have counted.
#[derive(Debug, Default)]
pub struct Numbering {
    definitions: FxHashMap<u32, Definition>,
    lists: FxHashMap<u32, List>,
    counters: FxHashMap<u32, [Option<u32>; LEVELS]>,
    /// Starts of their own that lists have used: each counts once.
    used: FxHashSet<(u32, usize)>,
}

impl Numbering {
    /// Reads `word/numbering.xml`.
    #[must_use]
    pub fn read(root: Node<'_, '_>) -> Self {
        let mut out = Self::default();
        for node in children(root, "abstractNum") {
            let Some(id) = attr(node, "abstractNumId").and_then(|id| id.parse().ok()) else { continue };
            let levels = children(node, "lvl").filter_map(level).collect();
            let style_link = value(node, "numStyleLink").map(str::to_owned);
            out.definitions.insert(id, Definition { levels, style_link });
        }
        for node in children(root, "num") {
            let Some(id) = attr(node, "numId").and_then(|id| id.parse().ok()) else { continue };
            let definition = value(node, "abstractNumId").and_then(|id| id.parse().ok()).unwrap_or_default();
            let mut list = List { definition, ..List::default() };
            for own in children(node, "lvlOverride") {
                let Some(at) = attr(own, "ilvl").and_then(|at| at.parse().ok()) else { continue };
                if let Some(start) = value(own, "startOverride").and_then(|start| start.parse().ok()) {
                    list.starts.insert(at, start);
                }
                list.levels.extend(child(own, "lvl").and_then(level));
            }
            out.lists.insert(id, list);
        }
        out
    }

    /// The definition of a list, through numbering styles.
    fn definition(&self, list: u32, styles: &Styles) -> Option<u32> {
        let mut id = self.lists.get(&list)?.definition;
        // A style may name a list whose definition names a style again: twice is enough for every real file.
        for _ in 0..2 {
            let Some(link) = self.definitions.get(&id)?.style_link.as_deref() else { break };
            let Some(next) = styles.list_of(link).and_then(|list| self.lists.get(&list)) else { break };
            id = next.definition;
        }
        Some(id)
    }

    fn level(&self, list: u32, definition: u32, at: usize) -> Option<&Level> {
        let own = self.lists.get(&list).and_then(|list| list.levels.get(&at));
        own.or_else(|| self.definitions.get(&definition)?.levels.get(&at))
    }

    /// The level that is linked to the first of `styles` that any is linked to.
    #[must_use]
    pub fn linked_level<'a>(
        &self,
        list: u32,
        styles: &Styles,
        chain: impl Iterator<Item = &'a str>,
    ) -> Option<u8> {
        let definition = self.definition(list, styles)?;
        let linked = |id: &str| {
            (0..LEVELS).find(|at| {
                self.level(list, definition, *at).and_then(|level| level.style.as_deref()) == Some(id)
            })
        };
        chain.into_iter().find_map(linked).and_then(|at| u8::try_from(at).ok())
    }

    /// Counts one paragraph of a list and prints its number; none where there is no such list or level.
    pub fn next(&mut self, list: u32, at: u8, styles: &Styles) -> Option<Printed> {
        let definition = self.definition(list, styles)?;
        let at = usize::from(at).min(LEVELS - 1);
        let level = self.level(list, definition, at)?.clone();
        let own_start = self.lists.get(&list).and_then(|list| list.starts.get(&at)).copied();
        let first_use = self.used.insert((list, at));
        let restarts: Vec<bool> = (0..LEVELS)
            .map(|deeper| {
                let after = self.level(list, definition, deeper).and_then(|level| level.restart);
                deeper > at && at < after.unwrap_or(deeper)
            })
            .collect();
        let counters = self.counters.entry(definition).or_default();
        let counter = counters.get_mut(at)?;
        *counter = Some(match (own_start.filter(|_| first_use), *counter) {
            (Some(start), _) => start,
            (None, Some(number)) => number.saturating_add(1),
            (None, None) => own_start.unwrap_or(level.start),
        });
        for (counter, _) in counters.iter_mut().zip(restarts).filter(|(_, restarts)| *restarts) {
            *counter = None;
        }
        let counters = *counters;
        let label = (level.format != "bullet").then(|| self.print(list, definition, &level, &counters));
        let label = label.filter(|label| label.chars().any(char::is_alphanumeric));
        Some(Printed { label, level: u8::try_from(at).unwrap_or_default() })
    }

    /// The pattern of a level with the numbers filled in.
    fn print(&self, list: u32, definition: u32, level: &Level, counters: &[Option<u32>; LEVELS]) -> String {
        let mut out = String::new();
        let mut chars = level.text.chars().peekable();
        while let Some(c) = chars.next() {
            let digit =
                chars.peek().and_then(|next| next.to_digit(10)).filter(|digit| (1..=9).contains(digit));
            let (Some(digit), '%') = (digit, c) else {
                out.push(c);
                continue;
            };
            chars.next();
            let at = digit as usize - 1;
            let Some(of) = self.level(list, definition, at) else { continue };
            let number = counters.get(at).copied().flatten().unwrap_or(of.start);
            // Legal style prints digits, and leaves the leading zero that a level asks for.
            let format =
                if level.legal && of.format != "decimalZero" { "decimal" } else { of.format.as_str() };
            out.push_str(&number_format::format(number, format));
        }
        out.trim().to_owned()
    }
}

fn level(node: Node<'_, '_>) -> Option<(usize, Level)> {
    let at: usize = attr(node, "ilvl")?.parse().ok()?;
    let level = Level {
        start: value(node, "start").and_then(|start| start.parse().ok()).unwrap_or(1),
        format: format_name(node),
        text: value(node, "lvlText").unwrap_or_default().to_owned(),
        legal: switch(node, "isLgl").unwrap_or(false),
        restart: value(node, "lvlRestart").and_then(|level| level.parse().ok()),
        style: value(node, "pStyle").map(str::to_owned),
    };
    (at < LEVELS).then_some((at, level))
}

/// The format of a level; newer Word writes some behind an alternative.
fn format_name(node: Node<'_, '_>) -> String {
    let direct = value(node, "numFmt");
    let alternative = || {
        let choice = child(child(node, "AlternateContent")?, "Choice")?;
        child(choice, "numFmt")
    };
    if let Some(custom) = alternative() {
        // `001, 002, 003, …`: zeros in front.
        return match attr(custom, "format").unwrap_or_default() {
            format if format.starts_with("01") => "decimalZero".to_owned(),
            _ => attr(custom, "val").filter(|name| *name != "custom").unwrap_or("decimal").to_owned(),
        };
    }
    direct.unwrap_or("decimal").to_owned()
}
