//! What dictionaries and earlier editions know of the words of two texts: links between a source word and a target word
//! with a weight each. They enter the same table as names, facts and cognates do, and are trusted less than a glossary,
//! whose terms are the same token on both sides.

use crate::translation::lexicon::{Dictionary, Entry};
use crate::translation::likelihood::table::Link;
use crate::translation::units::tokens::{Class, Tokens, words};
use crate::translation::upkeep::memory::Memory;
use rustc_hash::{FxHashMap, FxHashSet};

/// Weight of a translation in a dictionary: above that of two words that look alike (0.2 to 0.6 in `table`) only where
/// it is one word for one word, since a dictionary gives senses that a text does not have.
const DICTIONARY: f32 = 0.6;
/// Words of a headword or of a translation at most: longer ones explain rather than translate.
const LONGEST: usize = 4;

/// The words of both texts by their spelling.
struct Sides<'a> {
    source: FxHashMap<&'a str, u32>,
    target: FxHashMap<&'a str, u32>,
}

impl<'a> Sides<'a> {
    fn new(tokens: &'a Tokens) -> Self {
        let side = |sentences: &[Vec<u32>]| {
            let all: FxHashSet<u32> = sentences.iter().flatten().copied().collect();
            let words = all.into_iter().filter_map(|id| {
                let (text, class) = tokens.vocabulary.get(id as usize)?;
                // Behind the sign of the class.
                (*class == Class::Word).then(|| Some((text.get(1..)?, id)))?
            });
            words.collect()
        };
        Self { source: side(&tokens.source), target: side(&tokens.target) }
    }
}

/// The links between words of the two texts, in a fixed order, the heaviest where there are several.
pub fn links(
    dictionaries: &[Dictionary],
    memory: Option<&Memory>,
    tokens: &Tokens,
    (source, target): (&str, &str),
) -> Vec<Link> {
    let serving: Vec<&Dictionary> = dictionaries.iter().filter(|one| one.serves(source, target)).collect();
    let memory = memory.filter(|memory| memory.serves(source, target));
    if serving.is_empty() && memory.is_none() {
        return Vec::new();
    }
    let sides = Sides::new(tokens);
    let mut best: FxHashMap<(u32, u32), f32> = FxHashMap::default();
    let mut add = |from: u32, to: u32, weight: f32| {
        let known = best.entry((from, to)).or_default();
        *known = known.max(weight);
    };
    for dictionary in serving {
        of_dictionary(dictionary, &sides, source, &mut add);
    }
    for (from, to, weight) in memory.into_iter().flat_map(Memory::words) {
        if let (Some(from), Some(to)) = (sides.source.get(from), sides.target.get(to)) {
            add(*from, *to, weight);
        }
    }
    let mut out: Vec<Link> = best.into_iter().map(|((from, to), weight)| (from, to, weight)).collect();
    out.sort_unstable_by_key(|(from, to, _)| (*from, *to));
    out
}

fn of_dictionary(dictionary: &Dictionary, sides: &Sides, source: &str, add: &mut dyn FnMut(u32, u32, f32)) {
    let languages = dictionary.languages();
    let straight = languages.from == source;
    let (heads, glosses) =
        if straight { (&sides.source, &sides.target) } else { (&sides.target, &sides.source) };
    let known = |text: &str, language: &str, side: &FxHashMap<&str, u32>| -> Option<Vec<u32>> {
        let words = words(text, language);
        if words.is_empty() || words.len() > LONGEST {
            return None;
        }
        words.iter().map(|word| side.get(word.as_str()).copied()).collect()
    };
    let wanted = |head: &str| known(head, &languages.from, heads).is_some();
    for Entry { heads: spellings, glosses: translations } in dictionary.entries(&wanted) {
        for from in spellings.iter().filter_map(|head| known(head, &languages.from, heads)) {
            for gloss in &translations {
                let words = words(gloss, &languages.to);
                if words.len() > LONGEST {
                    continue;
                }
                let weight = DICTIONARY / (from.len() * words.len().max(1)) as f32;
                for to in words.iter().filter_map(|word| glosses.get(word.as_str())) {
                    for from in &from {
                        let (a, b) = if straight { (*from, *to) } else { (*to, *from) };
                        add(a, b, weight);
                    }
                }
            }
        }
    }
}
