//! What law adds to a number between two others: `Article 7 bis`, `12 ter`, `第七条之一`, `第七条の二`.

use super::label::Found;
use crate::text::numeral;

/// Latin adverbs in their order: the clause between 7 and 8 is 7 bis, the next one 7 ter.
const ADVERBS: [&str; 10] =
    ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies", "undecies"];

/// The label with the suffix behind it, if there is one.
#[must_use]
pub fn with(text: &str, (scheme, mut ordinals, length): Found) -> Found {
    let behind = text.get(length..).unwrap_or_default();
    if let Some((ordinal, bytes)) = adverb(behind).or_else(|| ideographic(behind)) {
        ordinals.push(ordinal);
        return (scheme, ordinals, length + bytes);
    }
    (scheme, ordinals, length)
}

/// ` bis.`, ` ter -`, `-quater`, with what closes it.
fn adverb(behind: &str) -> Option<(u32, usize)> {
    let start = behind.len() - behind.trim_start_matches([' ', '\u{a0}', '-', '.', '°']).len();
    let word = behind.get(start..)?;
    let end = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
    let lower = word.get(..end)?.to_ascii_lowercase();
    let ordinal = ADVERBS.iter().position(|adverb| *adverb == lower)?;
    let closing = word.get(end..)?;
    let closed = closing.len() - closing.trim_start_matches(['.', ':', ')']).len();
    Some((u32::try_from(ordinal).ok()? + 1, start + end + closed))
}

/// `之一` counts from one, `の二` and `의2` from two: the first clause after 第七条 is 第七条の二.
fn ideographic(behind: &str) -> Option<(u32, usize)> {
    let (joint, first) =
        [('之', 1), ('の', 2), ('의', 2)].into_iter().find(|(joint, _)| behind.starts_with(*joint))?;
    let (number, length) = numeral::leading(behind.get(joint.len_utf8()..)?)?;
    let end = joint.len_utf8() + length;
    let ends = behind.get(end..)?.chars().next().is_none_or(|c| !c.is_alphanumeric() || c == '　');
    ends.then_some((number.checked_sub(first - 1).filter(|number| *number > 0)?, end))
}
