//! Definitions whose term or whose meaning differs.

use super::catalogue::{DEFINED_TERM_CHANGED, DEFINITION_CHANGED};
use super::evidence::{self, Found, Touched};
use super::side::Side;
use crate::lang::RuleWords;
use std::ops::Range;

/// Quotation marks that open and what closes them. Single ones are apostrophes too often.
const QUOTES: [(char, &[char]); 7] = [
    ('“', &['”', '“']),
    ('„', &['“', '”']),
    ('«', &['»']),
    ('»', &['«']),
    ('"', &['"']),
    ('「', &['」']),
    ('『', &['』']),
];

/// Longest term in bytes: names of laws and of sets of data have up to eight words.
const LONGEST_TERM: usize = 80;

/// Words at most between the bracket and the term: `(hereinafter together referred to as the “Parties”)`.
const LEAD: usize = 8;

/// Likeness (Levenshtein, of the longer word's letters) from which two single words are spellings of one.
const SPELLING: f64 = 0.8;

/// A term in quotation marks that the text gives a meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Definition {
    term: Range<usize>,
    /// What it means, where the sentence says so (`“X” means …`).
    meaning: Option<Range<usize>>,
}

/// Looks for both.
pub fn find(old: &Side, new: &Side, lexicons: &[&RuleWords], out: &mut Vec<Found>) {
    let (before, after) = (definitions(old, lexicons), definitions(new, lexicons));
    if before.is_empty() && after.is_empty() {
        return;
    }
    let (deleted, inserted) = (terms(old, &before), terms(new, &after));
    for (left, right) in evidence::pairs(deleted, inserted) {
        let (left, right) = (left.map(|term| term.range), right.map(|term| term.range));
        out.push(Found { id: DEFINED_TERM_CHANGED, old: left, new: right });
    }
    for definition in &after {
        let same = |other: &&Definition| old.part(&other.term) == new.part(&definition.term);
        let Some(earlier) = before.iter().find(same) else { continue };
        let differs = meaning_differs(old, new, earlier, definition);
        if differs {
            let (left, right) = (earlier.term.clone(), definition.term.clone());
            out.push(Found { id: DEFINITION_CHANGED, old: Some(left), new: Some(right) });
        }
    }
}

fn terms(side: &Side, definitions: &[Definition]) -> Vec<Touched<()>> {
    let touched = definitions.iter().filter_map(|definition| {
        let edited = side.touching(&definition.term)?;
        Some(Touched {
            step: edited.step,
            sentence: edited.sentence,
            range: definition.term.clone(),
            thing: (),
        })
    });
    touched.collect()
}

/// Whether an edit is inside the meaning; another spelling of a word is none.
fn meaning_differs(old: &Side, new: &Side, earlier: &Definition, later: &Definition) -> bool {
    let steps = |side: &Side, definition: &Definition| -> Vec<usize> {
        let Some(meaning) = &definition.meaning else { return Vec::new() };
        let inside = side.edited.iter().filter(|edited| {
            edited.range.start < meaning.end
                && meaning.start < edited.range.end
                && side.count(&edited.range) > 0
        });
        inside.map(|edited| edited.step).collect()
    };
    let mut all = steps(old, earlier);
    all.extend(steps(new, later));
    all.iter().any(|step| {
        let words = |side: &Side| side.at_step(*step).map(|edited| edited.range.clone());
        match (words(old), words(new)) {
            (Some(left), Some(right)) if old.count(&left) == 1 && new.count(&right) == 1 => {
                strsim::normalized_levenshtein(old.part(&left).trim(), new.part(&right).trim()) < SPELLING
            }
            _ => true,
        }
    })
}

fn definitions(side: &Side, lexicons: &[&RuleWords]) -> Vec<Definition> {
    let mut out = Vec::new();
    let mut end = 0;
    for (at, open) in side.text.char_indices() {
        let Some((_, closing)) = QUOTES.iter().find(|(quote, _)| *quote == open && at >= end) else {
            continue;
        };
        let start = at + open.len_utf8();
        let Some(rest) = side.text.get(start..) else { continue };
        let Some((length, close)) = rest
            .char_indices()
            .take_while(|(length, _)| *length <= LONGEST_TERM)
            .find(|(_, c)| closing.contains(c))
        else {
            continue;
        };
        let term = start..start + length;
        end = term.end + close.len_utf8();
        if side.count(&term) == 0 {
            continue;
        }
        let meaning = meaning(side, end, lexicons);
        if meaning.is_some() || in_passing(side, at, end, lexicons) {
            out.push(Definition { term, meaning });
        }
    }
    out
}

/// What is behind `“X” means`, up to the end of the sentence.
fn meaning(side: &Side, after: usize, lexicons: &[&RuleWords]) -> Option<Range<usize>> {
    let rest = side.text.get(after..)?;
    let skipped = rest.trim_start_matches([' ', '*', '_', ':', '：', ')', '）', ',']);
    let start = after + rest.len() - skipped.len();
    let sentence = side.sentence(after)?;
    let head: String = skipped.chars().take(LONGEST_TERM).collect::<String>().to_lowercase();
    let verb = lexicons.iter().flat_map(|lexicon| lexicon.means).filter(|verb| {
        head.strip_prefix(**verb).is_some_and(|rest| {
            !verb.is_ascii() && crate::text::script::is_wide(verb.chars().next().unwrap_or(' '))
                || !rest.starts_with(char::is_alphanumeric)
        })
    });
    let verb = verb.map(|verb| verb.len()).max()?;
    (start + verb < sentence.end).then(|| start + verb..sentence.end)
}

/// `(the “X”)`, `(以下简称“X”)`: a name given in passing.
fn in_passing(side: &Side, open: usize, end: usize, lexicons: &[&RuleWords]) -> bool {
    let Some(before) = side.text.get(..open) else { return false };
    let lead = before.rfind(['(', '（']).filter(|bracket| {
        let inside = *bracket..open;
        !side.part(&inside).contains([')', '）']) && side.count(&inside) <= LEAD
    });
    let Some(bracket) = lead else { return false };
    let closed = side.text.get(end..).is_some_and(|rest| {
        let stop = rest.find([')', '）', '(', '（']);
        stop.is_some_and(|stop| {
            rest.get(stop..).is_some_and(|rest| rest.starts_with([')', '）']))
                && side.count(&(end..end + stop)) <= LEAD
        })
    });
    let words = side.part(&(bracket..open)).trim_start_matches(['(', '（']).trim().to_lowercase();
    let called =
        |word: &&str| lexicons.iter().any(|lexicon| lexicon.called.iter().any(|entry| entry == word));
    closed
        && (words.is_empty()
            || words.split_whitespace().any(|word| called(&word.trim_matches(',')))
            || lexicons
                .iter()
                .flat_map(|lexicon| lexicon.called)
                .any(|entry| !entry.is_ascii() && words.ends_with(entry)))
}
