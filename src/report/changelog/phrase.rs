//! The words around an edit: enough of the clause to know what a number, a date or a duty belongs to.

use crate::diff::Edit;
use crate::report::changelog::unmarked::unmarked;
use crate::report::width::{head, shorten, tail, width};
use crate::report::wording::redline::{Role, Run, runs};
use std::ops::Range;

/// Columns of unchanged words quoted on each side of an edit: three or four words, eleven Chinese characters.
const CONTEXT: usize = 22;

/// Columns before and behind a value that is told with the phrase it stands in: it mostly belongs to what is said
/// before it.
const PHRASE: (usize, usize) = (64, 40);

/// Columns of a quotation; more would be the text itself.
pub const QUOTE: usize = 160;

/// Columns that must stay in front of an edit for a phrase to begin at a comma.
const FROM_COMMA: usize = 24;

/// Columns that a phrase must have beside its value to be told.
const MORE: usize = 6;

/// Share of the wording, in percent, that was both struck and put in anew in a clause that is told as rewritten.
const REWRITTEN: usize = 55;

/// Signs that end a sentence or a part of one that could stand alone.
const ENDS: [char; 13] = ['.', ';', ':', '!', '?', '。', '；', '：', '！', '？', '…', '\u{2028}', '¶'];

/// One of the edits of a clause, with those that stand so near that they are one.
#[derive(Debug, Clone)]
pub struct Spot {
    range: Range<usize>,
    /// What was struck, with the unchanged words between.
    pub old: String,
    /// What was put in, with the unchanged words between.
    pub new: String,
    /// Whether nothing but struck, or nothing but put-in text is in it.
    pub one_sided: bool,
}

/// The wording of a clause with its edits.
#[derive(Debug)]
pub struct Wording {
    runs: Vec<Run>,
    /// The edits in reading order.
    pub spots: Vec<Spot>,
}

/// A side of a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// As it was.
    Old,
    /// As it is.
    New,
}

impl Wording {
    /// Of the edits of a change.
    pub fn new(edits: &[Edit]) -> Self {
        let runs = runs(edits, false);
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for (at, _) in runs.iter().enumerate().filter(|(_, run)| run.role != Role::Equal) {
            match ranges.last_mut() {
                Some(range) if between(&runs, range.end, at) <= CONTEXT => range.end = at + 1,
                _ => ranges.push(at..at + 1),
            }
        }
        let spots = ranges.into_iter().map(|range| spot(&runs, range)).collect();
        Self { runs, spots }
    }

    /// The edit with three or four words on each side, as it was and as it is.
    pub fn around(&self, spot: &Spot) -> (String, String) {
        let (before, after) = self.context(spot);
        let (before, after) = (clear(before), clear(after));
        let (lead, trail) = (tail(&before, CONTEXT), head(&after, CONTEXT));
        let side = |inner: &str| quotation(&unmarked(&format!("{lead}{inner}{trail}")));
        let (old, new) = (side(&spot.old), side(&spot.new));
        if old != new {
            return (old, new);
        }
        // They differ in what a reader does not see.
        let raw = |inner: &str| quotation(&format!("{lead}{inner}{trail}"));
        (raw(&spot.old), raw(&spot.new))
    }

    /// Both wordings from their beginning.
    pub fn whole(&self) -> (String, String) {
        let side = |skipped: Role| {
            let kept = self.runs.iter().filter(|run| run.role != skipped);
            quotation(&unmarked(&kept.map(|run| run.text.as_str()).collect::<String>()))
        };
        (side(Role::Inserted), side(Role::Deleted))
    }

    /// Whether so little stayed that a reader is better served with both wordings than with the edits.
    pub fn is_rewritten(&self) -> bool {
        let columns = |role: Role| -> usize {
            self.runs.iter().filter(|run| run.role == role).map(|run| width(&run.text)).sum()
        };
        let (kept, struck, put_in) = (columns(Role::Equal), columns(Role::Deleted), columns(Role::Inserted));
        struck.min(put_in) * 100 > (kept + struck.min(put_in)) * REWRITTEN && self.spots.len() > 1
    }

    /// The text of one side with more words around it than are ever quoted: where evidence of a rule is looked for.
    pub fn wide(&self, spot: &Spot, side: Side) -> String {
        let (before, after) = self.context(spot);
        let inner = if side == Side::Old { &spot.old } else { &spot.new };
        format!("{}{inner}{}", tail(before, PHRASE.0), head(after, PHRASE.1))
    }

    /// The phrase that a value stands in: from the sign before it to the sign behind it, or cut at words. None where
    /// the clause says no more than the value.
    pub fn phrase(&self, spot: &Spot, side: Side, value: &str) -> Option<String> {
        let (before, after) = self.context(spot);
        let (before, after) = (clear(before), clear(after));
        let (lead, trail) = (tail(&before, PHRASE.0), head(&after, PHRASE.1));
        let inner = if side == Side::Old { &spot.old } else { &spot.new };
        let says_more = |phrase: &str| phrase.contains(value) && width(phrase) >= width(value) + MORE;
        let cut = |lead: &str, trail: &str| {
            let open = if lead.len() < before.len() && before.ends_with(lead) && !starts_anew(&before, lead) {
                "…"
            } else {
                ""
            };
            let more = if trail.len() < after.len() && !ends_here(&after, trail) { "…" } else { "" };
            let phrase = unmarked(&format!("{}{inner}{}", lead.trim_start(), trail.trim_end()));
            format!("{open}{}{more}", quotation(&phrase))
        };
        let narrow = cut(from_sign(lead), to_sign(trail));
        if says_more(&narrow) {
            return Some(narrow);
        }
        let wide = cut(lead, trail);
        says_more(&wide).then_some(wide)
    }

    fn context(&self, spot: &Spot) -> (&str, &str) {
        let text =
            |at: Option<usize>| at.and_then(|at| self.runs.get(at)).map_or("", |run| run.text.as_str());
        (text(spot.range.start.checked_sub(1)), text(Some(spot.range.end)))
    }
}

/// A text without marks that begins and ends as it does: what stands between words is part of it.
fn clear(text: &str) -> String {
    if text.trim().is_empty() {
        return text.to_owned();
    }
    let lead = if text.starts_with(' ') { " " } else { "" };
    let trail = if text.ends_with(' ') { " " } else { "" };
    format!("{lead}{}{trail}", unmarked(text))
}

fn quotation(text: &str) -> String {
    shorten(text.trim(), QUOTE)
}

/// Whether a lead begins where a sentence or a part of one does.
fn starts_anew(before: &str, lead: &str) -> bool {
    let head = before.strip_suffix(lead).unwrap_or_default().trim_end();
    head.is_empty() || head.ends_with(|c| ENDS.contains(&c) || matches!(c, ',' | '，' | '、'))
}

/// Whether a trail ends where a sentence or a part of one does.
fn ends_here(after: &str, trail: &str) -> bool {
    let rest = after.strip_prefix(trail).unwrap_or_default().trim_start();
    rest.is_empty() || rest.starts_with(|c| ENDS.contains(&c) || matches!(c, ',' | '，' | '(' | '（'))
}

fn spot(runs: &[Run], range: Range<usize>) -> Spot {
    let inner = runs.get(range.clone()).unwrap_or_default();
    let side = |skipped: Role| -> String {
        inner.iter().filter(|run| run.role != skipped).map(|run| run.text.as_str()).collect()
    };
    let has = |role: Role| inner.iter().any(|run| run.role == role);
    let one_sided = inner.len() == 1 && has(Role::Deleted) != has(Role::Inserted);
    Spot { old: side(Role::Inserted), new: side(Role::Deleted), one_sided, range }
}

fn between(runs: &[Run], from: usize, to: usize) -> usize {
    runs.get(from..to).unwrap_or_default().iter().map(|run| width(&run.text)).sum()
}

/// What is left of a lead when it begins behind the last sign in it: the end of a sentence, or a comma with enough
/// words behind it.
fn from_sign(lead: &str) -> &str {
    let ends = |(at, c): &(usize, char)| ENDS.contains(c) && is_sign(lead, *at, *c);
    let sentence = lead.char_indices().rev().find(ends).map_or(0, |(at, c)| at + c.len_utf8());
    let rest = lead.get(sentence..).unwrap_or_default();
    let comma = rest
        .char_indices()
        .rev()
        .filter(|(_, c)| matches!(c, ',' | '，' | '、'))
        .map(|(at, c)| at + c.len_utf8());
    let comma = comma.into_iter().find(|at| width(rest.get(*at..).unwrap_or_default()) >= FROM_COMMA);
    rest.get(comma.unwrap_or(0)..).unwrap_or_default()
}

/// What is left of a trail that ends before the first sign in it.
fn to_sign(trail: &str) -> &str {
    let ends = |(at, c): &(usize, char)| {
        (ENDS.contains(c) || matches!(c, ',' | '，' | '(' | '（')) && is_sign(trail, *at, *c)
    };
    trail.char_indices().find(ends).map_or(trail, |(at, _)| trail.get(..at).unwrap_or_default())
}

/// Whether a sign is one, rather than the point in `1.5` or `example.org`.
fn is_sign(text: &str, at: usize, sign: char) -> bool {
    let next = text.get(at + sign.len_utf8()..).and_then(|rest| rest.chars().next());
    !sign.is_ascii() || next.is_none_or(|next| !next.is_alphanumeric()) || matches!(sign, '(')
}
