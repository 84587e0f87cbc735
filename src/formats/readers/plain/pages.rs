//! What pages leave in a text: page numbers standing alone, running heads and feet, form feeds.

use super::line::Line;
use crate::model::SetAsideReason;
use rustc_hash::FxHashMap;

/// A line repeated at the edge of this many pages is a running head.
const REPEATED: usize = 3;
/// A running head is at most this wide, in columns.
const WIDEST_HEAD: usize = 120;
/// How many lines at the edge of a page are looked at.
const EDGE: usize = 2;

/// Marks the lines that are no text with the reason.
pub fn mark(lines: &mut [Line]) {
    numbers(lines);
    heads(lines);
}

/// Page numbers: at a page's edge, or counting up through the text one by one.
fn numbers(lines: &mut [Line]) {
    let found: Vec<(usize, u32)> =
        (0..lines.len()).filter_map(|at| Some((at, page_number(lines[at].text)?))).collect();
    for (rank, &(at, number)) in found.iter().enumerate() {
        let counts = |other: Option<&(usize, u32)>, step: i64| {
            other.is_some_and(|(_, other)| i64::from(*other) == i64::from(number) + step)
        };
        let in_run = counts(rank.checked_sub(1).and_then(|before| found.get(before)), -1)
            || counts(found.get(rank + 1), 1);
        if at_edge(lines, at) || in_run && alone(lines, at) {
            lines[at].set_aside = Some(SetAsideReason::PageNumber);
        }
    }
}

/// Whether a form feed stands right before or behind the line, blank lines aside.
fn at_edge(lines: &[Line], at: usize) -> bool {
    let behind = lines[at + 1..].iter().find(|line| !line.text.is_empty() || line.page_break);
    let before = lines[..at].iter().rev().take_while(|line| line.text.is_empty()).any(|line| line.page_break);
    lines[at].page_break || before || behind.is_some_and(|line| line.page_break)
}

fn alone(lines: &[Line], at: usize) -> bool {
    let blank = |line: Option<&Line>| line.is_none_or(|line| line.text.is_empty() || line.page_break);
    blank(at.checked_sub(1).and_then(|before| lines.get(before))) || blank(lines.get(at + 1))
}

/// `12`, `- 12 -`, `Page 3 of 10`, `3/10`, `第 3 页`
fn page_number(text: &str) -> Option<u32> {
    if text.len() > 40 {
        return None;
    }
    let lower = text.to_lowercase();
    let mut rest = lower.trim_matches(['-', '–', '—', '[', ']', '|', ' ']);
    for word in ["page", "seite", "página", "pagina", "p.", "第"] {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim_start();
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest.get(..digits)?.parse().ok().filter(|_| (1..=4).contains(&digits))?;
    let tail = rest.get(digits..)?.trim();
    let of = ["of", "von", "de", "/", "sur"].into_iter().find_map(|word| tail.strip_prefix(word));
    let counted = of.is_some_and(|total| {
        !total.trim().is_empty() && total.trim().bytes().all(|byte| byte.is_ascii_digit())
    });
    (tail.is_empty() || counted || tail == "页" || tail == "頁").then_some(number)
}

/// Lines that stand at the edge of several pages, digits aside.
fn heads(lines: &mut [Line]) {
    let mut at_edges: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let breaks: Vec<usize> = (0..lines.len())
        .filter(|&at| lines[at].page_break || lines[at].set_aside == Some(SetAsideReason::PageNumber))
        .collect();
    for at in breaks {
        let text =
            |line: &Line| !line.text.is_empty() && line.set_aside.is_none() && line.width <= WIDEST_HEAD;
        let forward = (at..lines.len()).filter(|&at| text(&lines[at])).take(EDGE);
        let back = (0..at).rev().take(4 * EDGE).filter(|&at| text(&lines[at])).take(EDGE);
        for edge in forward.chain(back) {
            let key: String =
                lines[edge].text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
            let places = at_edges.entry(key).or_default();
            if !places.contains(&edge) {
                places.push(edge);
            }
        }
    }
    for places in at_edges.into_values().filter(|places| places.len() >= REPEATED) {
        for at in places {
            lines[at].set_aside = Some(SetAsideReason::RunningHead);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::page_number;

    #[test]
    fn page_numbers_and_what_is_none() {
        for (text, number) in [
            ("12", 12),
            ("- 12 -", 12),
            ("Page 3 of 10", 3),
            ("3/10", 3),
            ("第 3 页", 3),
            ("Seite 4 von 9", 4),
        ] {
            assert_eq!(page_number(text), Some(number), "{text}");
        }
        for text in ["12. Scope", "2021-02", "Article 5", "", "12 months"] {
            assert_eq!(page_number(text), None, "{text}");
        }
    }
}
