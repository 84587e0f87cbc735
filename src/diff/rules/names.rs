//! Proper names that differ: parties, bodies, products, other documents.

use super::catalogue::PARTY_CHANGED;
use super::evidence::Found;
use super::side::{Edited, Side};
use crate::lang::RuleWords;
use crate::text::token::{Class, Token};
use std::ops::Range;

/// Likeness (Levenshtein) from which two names are spellings of one: `Organisation`, `Organization`.
const SPELLING: f64 = 0.8;

/// Words of a name that may follow its first ones up to the word that tells what it names: `Contoso Europe Ltd`.
const BEHIND: usize = 3;

/// Words inside a name that are not capitalised.
const JOINTS: [&str; 24] = [
    "of", "the", "and", "or", "for", "de", "du", "des", "la", "le", "les", "del", "las", "los", "y", "e",
    "et", "ou", "und", "oder", "von", "der", "für", "&",
];

/// Looks for names that an edit strikes, puts in, or replaces.
pub fn find(old: &Side, new: &Side, lexicons: &[&RuleWords], out: &mut Vec<Found>) {
    let context = Context::new(old, new, lexicons);
    for left in &old.edited {
        let right = new.at_step(left.step);
        if old.touching(&left.range) != Some(left) {
            continue; // A whole sentence, reported as a clause.
        }
        match (context.name(old, left), right) {
            (Some(name), None) => {
                let listed = listed(old, left, &name).then_some(name);
                out.extend(listed.map(|name| Found { id: PARTY_CHANGED, old: Some(name), new: None }));
            }
            (Some(name), Some(right)) => {
                if let Some(other) =
                    context.name(new, right).filter(|other| differ(old.part(&name), new.part(other)))
                {
                    out.push(Found { id: PARTY_CHANGED, old: Some(name), new: Some(other) });
                }
            }
            (None, _) => {}
        }
    }
    for right in &new.edited {
        let alone = old.at_step(right.step).is_none();
        if alone && new.touching(&right.range) == Some(right) {
            let name = context.name(new, right).filter(|name| listed(new, right, name));
            out.extend(name.map(|name| Found { id: PARTY_CHANGED, old: None, new: Some(name) }));
        }
    }
}

/// Whether a name that came or went alone joined or left a list (`, Contoso`, `and Contoso`) or has several words. A lone
/// word in capitals may be the other spelling in `Defence/Defense`, or the end of a clause that was cut off.
fn listed(side: &Side, edited: &Edited, name: &Range<usize>) -> bool {
    let words = side.inside(&edited.range);
    let joint = words.iter().any(|word| JOINTS.contains(&word.of(side.text).to_lowercase().as_str()));
    if name.end > edited.range.end {
        return false; // What tells that it is a name stayed.
    }
    joint || side.part(&edited.range).contains([',', '、', '，']) || side.count(name) > 1
}

fn differ(old: &str, new: &str) -> bool {
    let (old, new) = (old.to_lowercase(), new.to_lowercase());
    strsim::normalized_levenshtein(&old, &new) < SPELLING
}

struct Context<'a> {
    lexicons: &'a [&'a RuleWords],
    /// Whether a capital letter says that a word is a name.
    capitals_tell: bool,
}

impl<'a> Context<'a> {
    fn new(old: &Side, new: &Side, lexicons: &'a [&'a RuleWords]) -> Self {
        // In a title or a line in capitals every word begins with one.
        let telling = |side: &Side| {
            let (mut small, mut capital) = (0, 0);
            for word in side.words.iter().filter(|word| word.class == Class::Word) {
                if is_capital(side, *word) { capital += 1 } else { small += 1 }
            }
            small > capital
        };
        let nouns = lexicons.iter().any(|lexicon| lexicon.nouns_capitalised);
        Self { lexicons, capitals_tell: !nouns && telling(old) && telling(new) }
    }

    /// The name that an edit is made of, or the first words of, if it is nothing else.
    fn name(&self, side: &Side, edited: &Edited) -> Option<Range<usize>> {
        let words = side.inside(&edited.range);
        let joint = |word: &&Token| JOINTS.contains(&word.of(side.text).to_lowercase().as_str());
        let names: Vec<&Token> = words.iter().filter(|word| !joint(word)).collect();
        let (first, last) = (names.first()?, names.last()?);
        let range = first.start as usize..last.end as usize;
        if side.states_fact(&range) {
            return None;
        }
        if last.class == Class::Ideograph {
            // Where the dictionary lacks the word, it comes in single characters: the text tells.
            let wide = self
                .lexicons
                .iter()
                .flat_map(|lexicon| lexicon.party_endings)
                .filter(|ending| !ending.is_ascii());
            return wide.into_iter().any(|ending| side.part(&range).ends_with(*ending)).then_some(range);
        }
        let capitals = names.iter().all(|word| is_capital(side, **word));
        if !capitals || names.iter().any(|word| self.begins_sentence(side, **word)) {
            return None;
        }
        match self.party_end(side, range.start, range.end) {
            Some(end) => Some(range.start..end),
            None => self.capitals_tell.then_some(range),
        }
    }

    /// Where the name of a company or body that begins with these words ends: `Contoso Ltd`.
    fn party_end(&self, side: &Side, start: usize, end: usize) -> Option<usize> {
        let first = side.words.partition_point(|word| (word.start as usize) < start);
        let name = side.words.get(first..)?.iter().take_while(|word| is_capital(side, **word));
        let reach = side.inside(&(start..end)).len() + BEHIND;
        let ending = name.take(reach).skip(1).find(|word| self.is_party_ending(side.part(&word.range())))?;
        Some(end.max(ending.end as usize))
    }

    fn is_party_ending(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let ends = |entry: &&str| *entry == word || *entry == format!("{word}.");
        self.lexicons.iter().flat_map(|lexicon| lexicon.party_endings).any(ends)
    }

    /// Whether no word of its sentence is before it.
    fn begins_sentence(&self, side: &Side, word: Token) -> bool {
        let at = word.start as usize;
        let Some(sentence) = side.sentence(at) else { return true };
        let before = side.part(&(sentence.start..at)).trim_end();
        // After a colon or a bullet a sentence may begin as well.
        side.count(&(sentence.start..at)) == 0 || before.ends_with([':', '•', '–', '—', '|'])
    }
}

fn is_capital(side: &Side, word: Token) -> bool {
    word.class == Class::Word && word.of(side.text).chars().next().is_some_and(char::is_uppercase)
}
