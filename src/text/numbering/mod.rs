//! Labels: the printed numbers of clauses and headings (`2.1`, `(a)`, `§ 12`, `Article 5`, `第三条`).
//!
//! Precision comes first: `2021 was a year`, `1.5 degrees`, `23. Februar 2021`, `A person` and `I agree` begin with no
//! label. What a lone letter is (`(i)` the ninth or the first?) only its neighbours show: see [`resolve`].

mod counted;
mod ideographic;
mod label;
mod named;
mod suffix;
#[cfg(test)]
mod tests;

pub use label::{Label, Scheme};
pub use named::is_division;

use label::Found;
use std::ops::Range;

/// The label at the head of `text` and the byte offset at which the wording begins behind it. Markdown's signs of bold
/// print around the label (`**2.3** text`) are skipped and count as part of the label.
#[must_use]
pub fn parse(text: &str) -> Option<(Label, usize)> {
    let bold = ["**", "__"].into_iter().find(|sign| text.starts_with(sign)).unwrap_or_default();
    let rest = text.get(bold.len()..)?;
    let (scheme, ordinals, length) = head(rest)?;
    let mut end = bold.len() + length;
    if !bold.is_empty() && text.get(end..)?.starts_with(bold) {
        end += bold.len();
    }
    let behind = text.get(end..)?;
    let wording = end + (behind.len() - behind.trim_start().len());
    let glued = wording == end && !behind.is_empty();
    if glued && !matches!(scheme, Scheme::Han | Scheme::Division) && !may_be_glued(rest, length) {
        return None;
    }
    let printed = text.get(bold.len()..bold.len() + length)?.trim_end().replace('\\', "");
    Some((Label { scheme, ordinals, printed }, wording))
}

/// The label at the head of `text`, whatever marks of form interrupt it: `**5.****5** Safety` has the label `5.5`.
/// `hidden` are the ranges of the text that are no wording, in order.
#[must_use]
pub fn parse_marked(text: &str, hidden: &[Range<usize>], heading: bool) -> Option<(Label, usize)> {
    /// Bytes of wording in which a label must end.
    const WITHIN: usize = 120;
    let read = |text: &str| if heading { parse_heading(text) } else { parse(text) };
    let near = hidden.iter().take_while(|range| range.start < WITHIN).count();
    if near == 0 {
        return read(text);
    }
    // The visible head of the text, and where each piece of it stood.
    let (mut visible, mut pieces, mut at) = (String::new(), Vec::new(), 0);
    for range in hidden.iter().map(Some).chain([None]) {
        let end = range.map_or(text.len(), |range| range.start);
        if let Some(piece) = text.get(at..end) {
            pieces.push((visible.len(), at));
            visible.push_str(piece);
        }
        at = range.map_or(text.len(), |range| range.end.max(at));
        if visible.len() > WITHIN {
            break;
        }
    }
    let blank = visible.len() - visible.trim_start().len();
    let (label, body) = read(visible.get(blank..)?)?;
    let body = blank + body;
    let piece = pieces.partition_point(|(start, _)| *start <= body).checked_sub(1)?;
    // A label that ends where marks begin takes them along only if no wording is left before them.
    let (start, source) = if body < visible.len() { *pieces.get(piece)? } else { (body, text.len()) };
    Some((label, source + (body - start)))
}

/// The label of a heading: as [`parse`], and a bare number before a capital (`1 Scope`, `2.1 Definitions`).
#[must_use]
pub fn parse_heading(text: &str) -> Option<(Label, usize)> {
    parse(text).or_else(|| {
        let (number, rest) = text.split_once(' ')?;
        // `1 - Scope`, `1- Scope`, `1 – Scope`
        let dash = |text: &str| text.strip_prefix(['-', '–', '—']).map(str::trim_start).map(str::len);
        let behind = dash(rest.trim_start()).unwrap_or(rest.trim_start().len());
        let number_only = number.trim_end_matches(['-', '–', '—']);
        let body = text.len() - behind;
        let capital = text
            .get(body..)?
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic());
        let short = number_only.len() <= 2 || number_only.contains('.');
        let ordinals = counted::decimal(number_only).filter(|_| capital && short)?;
        Some((Label { scheme: Scheme::Decimal, ordinals, printed: number_only.to_owned() }, body))
    })
}

/// The label of one of the forms that need no neighbours.
fn head(text: &str) -> Option<Found> {
    if !may_begin(text) {
        return None;
    }
    let found = counted::paragraph_sign(text)
        .or_else(|| named::named(text))
        .or_else(|| ideographic::ideographic(text))
        .or_else(|| counted::bracketed(text))
        .or_else(|| counted::counted(text))?;
    Some(suffix::with(text, found))
}

/// A quick look that spares most lines all the others: one that begins with an ASCII letter has a label only where its
/// first word is closed like one (`a)`, `iv.`), or is a word of the law with a number behind it.
fn may_begin(text: &str) -> bool {
    /// Bytes of the longest letters with what closes them: `(xxxviii).`
    const CLOSED_WITHIN: usize = 10;
    let Some(first) = text.bytes().next() else { return false };
    if !first.is_ascii_alphabetic() {
        return true;
    }
    let mut word = text.bytes().take(CLOSED_WITHIN).take_while(|byte| !byte.is_ascii_whitespace());
    first.is_ascii_uppercase()
        || word.any(|byte| matches!(byte, b'.' | b')' | b':' | b'\\') || !byte.is_ascii())
}

/// Whether a label may touch the text behind it: one of Korean law (`제2조(목적)`), a circled number, `1°`.
fn may_be_glued(text: &str, length: usize) -> bool {
    let last = text.get(..length).and_then(|label| label.chars().next_back());
    text.starts_with('제')
        || last.is_some_and(|c| matches!(c, '°' | 'º') || ideographic::circled(c).is_some())
}

/// The label read again in the light of the one before it in the same list: `(i)` after `(h)` is a letter.
#[must_use]
pub fn resolve(previous: Option<&Label>, label: Label) -> Label {
    let Some(previous) = previous else { return label };
    match as_letter(&label) {
        Some(letter) if previous.scheme == letter.scheme && is_successor(previous, &letter) => letter,
        _ => label,
    }
}

/// A roman numeral of one sign read as the letter that it also is: `(i)` as the ninth.
#[must_use]
pub fn as_letter(label: &Label) -> Option<Label> {
    let scheme = match label.scheme {
        Scheme::LowerRoman => Scheme::LowerLetter,
        Scheme::UpperRoman => Scheme::UpperLetter,
        _ => return None,
    };
    let number = counted::letter(label.printed.trim_matches(['(', ')', '.']))?;
    Some(Label { scheme, ordinals: vec![number], printed: label.printed.clone() })
}

/// A letter read as the roman numeral that it also is: `(c)` as the hundredth is never meant, `(v)` may be.
#[must_use]
pub fn as_roman(label: &Label) -> Option<Label> {
    let scheme = match label.scheme {
        Scheme::LowerLetter => Scheme::LowerRoman,
        Scheme::UpperLetter => Scheme::UpperRoman,
        _ => return None,
    };
    let inner = label.printed.trim_matches(['(', ')', '.']).to_lowercase();
    let number = super::numeral::roman(&inner)?;
    Some(Label { scheme, ordinals: vec![number], printed: label.printed.clone() })
}

/// Whether `next` may follow `label` in a list: the same scheme and the next number, or a letter inserted (`43` → `43A`).
#[must_use]
pub fn is_successor(label: &Label, next: &Label) -> bool {
    let (a, b) = (&label.ordinals, &next.ordinals);
    if label.scheme != next.scheme {
        return false;
    }
    match (a.split_last(), b.split_last()) {
        (Some((last, head)), Some((next, other))) if a.len() == b.len() => head == other && *next == last + 1,
        (Some(_), Some((1, head))) if b.len() == a.len() + 1 => head == a.as_slice(),
        (Some((_, head)), Some((next, other))) if a.len() == b.len() + 1 => {
            head.split_last().is_some_and(|(last, rest)| rest == other && *next == last + 1)
        }
        _ => false,
    }
}

/// A word with a number behind it at the head of a text, whatever the word: `Regel 3`, `Điều 2.`, `ข้อ 4`. Only a run of
/// them shows that it is a label: the word in lower case, the number, and where the wording begins.
#[must_use]
pub fn word_and_number(text: &str) -> Option<(String, Label, usize)> {
    named::any_word(text)
}
