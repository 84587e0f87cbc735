//! What pages have beside the text: running heads and feet, page numbers, tables of contents.

use super::columns::Line;
use crate::model::SetAsideReason;
use rustc_hash::FxHashMap;

/// How many lines at the head and at the foot of a page may repeat.
const EDGE: usize = 4;
/// A line repeats when it is on this many pages; on documents of two or three pages, on all but one.
const PAGES: usize = 3;
/// Repeated lines are at most this far apart in height, in points.
const HEIGHT: f64 = 14.0;

/// Takes running heads, page numbers and contents out of the pages and returns them.
pub fn take_out(pages: &mut [Vec<Line>]) -> Vec<(SetAsideReason, String)> {
    let repeated = repeated(pages);
    let mut out = Vec::new();
    for page in pages.iter_mut() {
        let edge = edge_lines(page);
        let mut index = 0;
        page.retain(|line| {
            let at = index;
            index += 1;
            let text = line.segment.text.trim();
            let reason = if edge.contains(&at) && is_page_number(text) {
                Some(SetAsideReason::PageNumber)
            } else if edge.contains(&at) && repeated.iter().any(|known| known.is(line)) {
                Some(SetAsideReason::RunningHead)
            } else if has_leader(text) || is_contents_title(text) {
                Some(SetAsideReason::Contents)
            } else {
                None
            };
            out.extend(reason.map(|reason| (reason, text.to_owned())));
            reason.is_none()
        });
    }
    out
}

struct Repeated {
    key: String,
    y: f64,
}

impl Repeated {
    fn is(&self, line: &Line) -> bool {
        self.key == key(&line.segment.text) && (self.y - line.segment.y).abs() < HEIGHT
    }
}

/// The indices of the lines at the head and the foot of a page, by height.
fn edge_lines(page: &[Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.len()).collect();
    let height = |at: &usize| page.get(*at).map_or(0.0, |line| line.segment.y);
    order.sort_by(|a, b| height(a).total_cmp(&height(b)));
    let head = order.iter().take(EDGE).copied();
    head.chain(order.iter().rev().take(EDGE).copied()).collect()
}

/// Lines that stand at about the same height of several pages, numbers aside.
fn repeated(pages: &[Vec<Line>]) -> Vec<Repeated> {
    let mut seen: FxHashMap<String, Vec<(usize, f64)>> = FxHashMap::default();
    for (number, page) in pages.iter().enumerate() {
        for at in edge_lines(page) {
            if let Some(line) = page.get(at) {
                seen.entry(key(&line.segment.text)).or_default().push((number, line.segment.y));
            }
        }
    }
    let needed = if pages.len() > PAGES { PAGES } else { pages.len().max(2) };
    let mut out = Vec::new();
    for (key, places) in seen {
        for (_, y) in &places {
            let mut on: Vec<usize> = places
                .iter()
                .filter(|(_, other)| (other - y).abs() < HEIGHT)
                .map(|(page, _)| *page)
                .collect();
            on.sort_unstable();
            on.dedup();
            if on.len() >= needed {
                out.push(Repeated { key: key.clone(), y: *y });
            }
        }
    }
    out
}

/// The text with its numbers made equal. Capitals count: a title page has in capitals what heads repeat.
fn key(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if !c.is_numeric() {
            out.push(c);
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    out
}

/// `3`, `- 3 -`, `Page 3 of 9`, `3/9`, `第 3 页`, `xii`.
fn is_page_number(text: &str) -> bool {
    const WORDS: [&str; 10] = ["page", "of", "p", "seite", "von", "página", "de", "sur", "pg", "/"];
    let bare = text.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '|' | '[' | ']' | '(' | ')' | ' '));
    let han = |c: char| matches!(c, '第' | '页' | '頁' | '共' | 'ペ' | 'ー' | 'ジ');
    let mut numbers = 0;
    for part in bare.split(|c: char| c.is_whitespace() || c == '/' || han(c)).filter(|part| !part.is_empty())
    {
        let lower = part.to_lowercase();
        let lower = lower.trim_end_matches(['.', ':', ',']);
        if lower.chars().all(|c| c.is_ascii_digit()) && lower.len() <= 4 {
            numbers += 1;
        } else if !(WORDS.contains(&lower) || is_small_roman(lower) && bare == part) {
            return false;
        } else if is_small_roman(lower) && bare == part {
            numbers += 1;
        }
    }
    (1..=2).contains(&numbers)
}

fn is_small_roman(text: &str) -> bool {
    !text.is_empty() && text.len() <= 5 && text.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l'))
}

/// A line of contents: dots that lead to a page number.
fn has_leader(text: &str) -> bool {
    let ends =
        text.chars().next_back().is_some_and(|c| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x' | '.'));
    let dense: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    ends && (dense.contains("......") || dense.contains("……") || dense.contains("·····"))
}

fn is_contents_title(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "contents"
            | "table of contents"
            | "inhalt"
            | "inhaltsverzeichnis"
            | "table des matières"
            | "目录"
            | "目次"
    )
}

#[cfg(test)]
mod tests {
    use super::{has_leader, is_page_number, key};

    #[test]
    fn page_numbers_are_known_in_every_dress() {
        for text in
            ["3", "- 12 -", "Page 3 of 9", "3/9", "第 3 页", "第3页 共9页", "xii", "Seite 4 von 7", "| 5"]
        {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["Section 3", "3.1", "2021 2022 2023", "mix of 3 plans", "12345", ""] {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn contents_have_leaders_and_heads_repeat_but_for_numbers() {
        assert!(has_leader("1. Definitions ........ 3") && has_leader("Scope . . . . . . . . 12"));
        assert!(!has_leader("and so on..."));
        assert_eq!(key("Federal Register / Vol. 85, No. 3"), key("Federal Register / Vol. 86, No. 40"));
    }
}
