//! The part of a text that is quoted where it is too long: the clause or sentence with the facts and duties, cut where a
//! reader would stop, never before a number or inside a word.

use super::context::is_end;
use super::cues::Cues;
use super::plain::plain;

/// Columns of an excerpt: two or three lines of print.
pub const LONGEST: usize = 240;
/// Columns of an excerpt of one of two wordings.
pub const ONE_OF_TWO: usize = 160;

/// How much better a part must be than the beginning to be taken instead: readers know a text by its first words.
const BETTER: u32 = 5;

/// The best part of a text, without markup. `…` shows what is left out.
pub fn excerpt(text: &str, cues: &Cues, longest: usize) -> String {
    let text = plain(text);
    if columns(&text) <= longest {
        return text;
    }
    let parts = parts(&text);
    let Some((from, to)) = best(&text, &parts, cues, longest) else { return cut(&text, longest) };
    let (start, end) =
        (parts.get(from).map_or(0, |part| part.0), parts.get(to).map_or(text.len(), |part| part.1));
    let chosen = text.get(start..end).unwrap_or(&text).trim();
    let chosen = if columns(chosen) > longest { cut(chosen, longest) } else { chosen.to_owned() };
    let lead = if start > 0 && !begins_sentence(&text, start) { "…" } else { "" };
    let more =
        if end < text.len() && !chosen.ends_with('…') && !ends_sentence(&chosen) { " …" } else { "" };
    format!("{lead}{}{more}", chosen.trim_end_matches([',', ';', ':', '，', '；']))
}

/// The parts that could be quoted alone: up to each sign that ends a sentence or a part of one.
fn parts(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, sign) in text.char_indices() {
        let ends = matches!(
            sign,
            '.' | '!' | '?' | ';' | ':' | ',' | '。' | '！' | '？' | '；' | '：' | '，' | '¶' | '\u{2028}'
        );
        let end = at + sign.len_utf8();
        if ends && is_end(text, at, sign) && !before_number(text, end, sign) {
            out.push((start, end));
            start = end;
        }
    }
    if start < text.len() {
        out.push((start, text.len()));
    }
    out
}

/// Whether a comma is followed by a number: `within, at most, 30 days` is not cut there.
fn before_number(text: &str, at: usize, sign: char) -> bool {
    matches!(sign, ',' | '，' | ':')
        && text.get(at..).is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_numeric()))
}

/// The run of parts that fits and says the most; the earliest of equals.
fn best(text: &str, parts: &[(usize, usize)], cues: &Cues, longest: usize) -> Option<(usize, usize)> {
    /// Parts from which a run may begin: more would read a book for one quotation.
    const MOST: usize = 60;
    let scores: Vec<u32> = parts
        .iter()
        .take(MOST * 2)
        .map(|(start, end)| cues.score(text.get(*start..*end).unwrap_or("")))
        .collect();
    let mut best: Option<(u32, usize, usize)> = None;
    for from in 0..parts.len().min(MOST) {
        let start = parts.get(from)?.0;
        let mut to = from;
        let mut score = 0;
        for (at, (_, end)) in parts.iter().enumerate().skip(from) {
            let fits = columns(text.get(start..*end).unwrap_or("")) <= longest;
            if !fits && at > from {
                break;
            }
            score += scores.get(at).copied().unwrap_or(0);
            to = at;
            if !fits {
                break;
            }
        }
        // A quotation that begins inside a sentence must be worth it.
        let worth = if from == 0 {
            score + BETTER
        } else if begins_sentence(text, start) {
            score + 1
        } else {
            score
        };
        if best.is_none_or(|(other, ..)| worth > other) {
            best = Some((worth, from, to));
        }
    }
    best.map(|(_, from, to)| (from, to))
}

/// The first words that fit, never ending before a number.
fn cut(text: &str, longest: usize) -> String {
    let mut end = 0;
    let mut used = 0;
    let mut last = 0;
    for (at, character) in text.char_indices() {
        used += if crate::text::script::is_wide(character) { 2 } else { 1 };
        if used > longest {
            break;
        }
        if character.is_whitespace() {
            let next = text.get(at..).unwrap_or_default().trim_start();
            if !next.starts_with(|c: char| c.is_numeric() || matches!(c, '$' | '€' | '£' | '¥')) {
                last = at;
            }
        }
        end = at + character.len_utf8();
    }
    if end >= text.len() {
        return text.to_owned();
    }
    let spaced = text.get(..end).is_some_and(|head| head.contains(' '));
    let kept = text.get(..if spaced && last > 0 { last } else { end }).unwrap_or_default();
    format!("{} …", kept.trim_end_matches([',', ' ', '，']))
}

fn begins_sentence(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', '。', '！', '？', '¶'])
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '»', ')', '）']).ends_with(['.', '!', '?', '。', '！', '？'])
}

fn columns(text: &str) -> usize {
    text.chars().map(|c| if crate::text::script::is_wide(c) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::excerpt;
    use crate::digest::cues::Cues;

    #[test]
    fn the_part_with_the_facts_is_quoted() {
        let text = "This section describes, in words that everybody can follow, how our invoices are written, what they \
                    look like, whom they are sent to and where they can be found later on, should that be of interest. \
                    You must pay each invoice within 30 days of its date. Late payments bear interest of 1.0 % per month.";
        let shown = excerpt(text, &Cues::new(Some("en")), 160);
        assert!(shown.contains("within 30 days") && shown.contains("1.0 %"), "{shown}");
        assert!(shown.starts_with("You must"), "{shown}");
    }

    #[test]
    fn a_short_text_is_quoted_whole_and_a_long_one_never_before_a_number() {
        let english = Cues::new(Some("en"));
        assert_eq!(excerpt("We keep **logs**.", &english, 20), "We keep logs.");
        let shown = excerpt("Abcdef ghijkl mnopqr stuvwx yzabcd 30 days and more words", &english, 37);
        assert_eq!(shown, "Abcdef ghijkl mnopqr stuvwx …");
    }
}
