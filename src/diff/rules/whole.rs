//! What a sentence, clause or section that came or went whole says: its facts, duties and negations. Without them a gate
//! on `negation-removed` would pass where "We do not sell your data" disappears as a sentence of its own.

use super::catalogue::RuleId;
use super::phrases::{Meaning, Phrases};
use crate::diff::result::RuleHit;
use crate::facts::{self, FactKind};
use crate::text::token::{Cut, Token, tokens};
use std::ops::Range;

/// Hits that one change has for what came or went whole; the text itself is in the change.
pub const MOST_HITS: usize = 12;

/// Whether the text came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Only the new text has it.
    Added,
    /// Only the old text has it.
    Removed,
}

/// The rules that fire on a text that came or went whole, with their evidence.
#[must_use]
pub fn find(text: &str, marks: &[Range<usize>], language: &str, phrases: &Phrases, way: Way) -> Vec<RuleHit> {
    let words: Vec<Token> =
        tokens(text, marks, Cut::Words).into_iter().filter(|token| token.is_word()).collect();
    let said = phrases.find(text, &words, 0..words.len());
    let said = said.into_iter().filter_map(|phrase| Some((phrase.range, of_phrase(phrase.meaning, way)?)));
    let facts = facts::read(text, marks, language).into_iter();
    let stated = facts.filter_map(|fact| Some((fact.range, of_fact(fact.kind, way)?)));
    let mut out: Vec<RuleHit> = Vec::new();
    for (range, id) in said.chain(stated) {
        let evidence = text.get(range).map(str::to_owned);
        let (old, new) = if way == Way::Added { (None, evidence) } else { (evidence, None) };
        let hit = RuleHit { old, new, ..RuleHit::new(id) };
        if !out.contains(&hit) {
            out.push(hit);
        }
    }
    out.sort_by_key(|hit| hit.id.rank());
    out.truncate(MOST_HITS);
    out
}

fn of_phrase(meaning: Meaning, way: Way) -> Option<RuleId> {
    Some(match (meaning, way) {
        (Meaning::Negation, Way::Added) => RuleId::NegationAdded,
        (Meaning::Negation, Way::Removed) => RuleId::NegationRemoved,
        (Meaning::Must, Way::Added) => RuleId::DutyAdded,
        (Meaning::Must, Way::Removed) => RuleId::DutyRemoved,
        _ => return None,
    })
}

fn of_fact(kind: FactKind, way: Way) -> Option<RuleId> {
    Some(match (kind, way) {
        (FactKind::Duration, Way::Added) => RuleId::DurationAdded,
        (FactKind::Duration, Way::Removed) => RuleId::DurationRemoved,
        (FactKind::Amount, Way::Added) => RuleId::AmountAdded,
        (FactKind::Amount, Way::Removed) => RuleId::AmountRemoved,
        (FactKind::Percentage, Way::Added) => RuleId::PercentageAdded,
        (FactKind::Percentage, Way::Removed) => RuleId::PercentageRemoved,
        (FactKind::Date, Way::Added) => RuleId::DateAdded,
        (FactKind::Date, Way::Removed) => RuleId::DateRemoved,
        _ => return None,
    })
}
