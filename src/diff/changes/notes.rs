//! What a reader must know of bounds of work that a comparison reached.

use crate::diff::result::RuleHit;
use crate::diff::rules::{LANGUAGE_WITHOUT_RULES, LANGUAGES_DIFFER, Rules};
use crate::lang;
use crate::model::{Document, Lines};

/// Letters from which the language of a text is detected with certainty enough to say that two texts differ in it.
const SURE_LETTERS: usize = 400;

/// What there is to say of the languages of two texts, with the rules that say it.
#[must_use]
pub fn languages(old: &Document, new: &Document, rules: &Rules) -> Vec<RuleHit> {
    let mut out = Vec::new();
    let long = |document: &Document| {
        let letters =
            document.blocks.iter().map(|block| block.text.chars().filter(|c| c.is_alphabetic()).count());
        letters.sum::<usize>() >= SURE_LETTERS
    };
    let (before, after) = (old.language.as_ref(), new.language.as_ref());
    if let Some((before, after)) = before.zip(after)
        && before.primary() != after.primary()
        && long(old)
        && long(new)
    {
        let (old, new) = (Some(before.to_string()), Some(after.to_string()));
        out.push(RuleHit { old, new, ..RuleHit::new(LANGUAGES_DIFFER) });
    }
    if let Some(language) = after.or(before).filter(|language| !lang::has_rules(language.as_str())) {
        out.push(RuleHit { new: Some(language.to_string()), ..RuleHit::new(LANGUAGE_WITHOUT_RULES) });
    }
    out.retain(|hit| rules.is_on(hit.id));
    out
}

/// Places that a note names; the rest are counted.
const NAMED: usize = 3;

/// The notes on clauses with too many sentences, by their old lines.
#[must_use]
pub fn bounded(bounded: &[Lines]) -> Vec<String> {
    let place = |lines: &Lines| {
        if lines.first == lines.last {
            format!("line {}", lines.first)
        } else {
            format!("lines {} to {}", lines.first, lines.last)
        }
    };
    let named: Vec<String> = bounded.iter().take(NAMED).map(place).collect();
    let more = match bounded.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    if named.is_empty() {
        return Vec::new();
    }
    vec![format!(
        "too many sentences in one clause to compare them one by one; its words were compared as a whole (old {}{more})",
        named.join(", ")
    )]
}
