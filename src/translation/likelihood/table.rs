//! How likely a token of one side is as the translation of a token of the other: what is known beforehand (the same
//! fact, name or concept; cognates), and what the pair itself teaches (`learned`).

use crate::translation::units::tokens::{Class, Tokens};
use rustc_hash::FxHashMap;

/// A source token, a target token, and the weight of the one being the other's translation.
pub type Link = (u32, u32, f32);

/// Translations of each token of one side, with their probabilities.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// By token: translations in rising order of token.
    pub rows: Vec<Vec<(u32, f32)>>,
}

/// The probabilities both ways.
#[derive(Debug, Clone)]
pub struct Tables {
    /// From a source token to target tokens.
    pub forward: Table,
    /// From a target token to source tokens.
    pub backward: Table,
}

/// How often tokens occur.
#[derive(Debug, Clone)]
pub struct Counts {
    /// Share of each token among all of its side, smoothed.
    pub share: Vec<f32>,
    /// Number of sentences that hold each token.
    pub sentences: Vec<u32>,
}

impl Counts {
    /// Counts the tokens of one side.
    pub fn new(side: &[Vec<u32>], size: usize) -> Self {
        let mut times = vec![0u32; size];
        let mut sentences = vec![0u32; size];
        let mut seen = vec![usize::MAX; size];
        for (at, tokens) in side.iter().enumerate() {
            for token in tokens.iter().map(|token| *token as usize) {
                times[token] += 1;
                if seen[token] != at {
                    seen[token] = at;
                    sentences[token] += 1;
                }
            }
        }
        let total: u32 = times.iter().sum();
        let kinds = times.iter().filter(|count| **count > 0).count();
        let all = f64::from(total) + 0.5 * kinds as f64;
        let share = times.iter().map(|count| ((f64::from(*count) + 0.5) / all.max(1.0)) as f32).collect();
        Self { share, sentences }
    }
}

/// A token that is the same on both sides is its own translation with this probability at most: a translation may
/// always word it otherwise.
const CERTAIN: f32 = 0.9;
/// Common letters at the head from which on two words may be cognates (Simard, Foster and Isabelle 1992 take four).
const COGNATE: usize = 4;
/// Words with the same head than this are no evidence of anything.
const CROWDED: usize = 60;

/// The tables before anything is learned: from `known` translations of words and from what the tokens themselves show.
pub fn prior(tokens: &Tokens, source: &Counts, target: &Counts, known: &[Link]) -> Tables {
    let mut links: Vec<Link> = known.to_vec();
    let mut heads: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
    for (id, (text, class)) in (0u32..).zip(&tokens.vocabulary) {
        if target.sentences[id as usize] == 0 {
            continue;
        }
        if source.sentences[id as usize] > 0 {
            links.push((id, id, identity(text, *class)));
        }
        if let Some(head) = head(text).filter(|_| *class == Class::Word) {
            heads.entry(head).or_default().push(id);
        }
    }
    for (id, (text, class)) in (0u32..).zip(&tokens.vocabulary) {
        if *class != Class::Word || source.sentences[id as usize] == 0 {
            continue;
        }
        let alike = head(text).and_then(|head| heads.get(head)).filter(|alike| alike.len() <= CROWDED);
        for other in alike.into_iter().flatten().filter(|other| **other != id) {
            let weight = cognate(text, &tokens.vocabulary[*other as usize].0);
            if weight > 0.0 {
                links.push((id, *other, weight));
            }
        }
    }
    for (from, to, weight) in &mut links {
        // Translations occur about as often as each other.
        let (a, b) = (source.sentences[*from as usize] as f32, target.sentences[*to as usize] as f32);
        *weight *= (a.min(b) / a.max(b)).sqrt();
    }
    let size = tokens.vocabulary.len();
    let backward = links.iter().map(|(from, to, weight)| (*to, *from, *weight)).collect();
    Tables { forward: table(links, size), backward: table(backward, size) }
}

/// Weight of the same token on both sides. Short words of two languages are often the same by chance.
fn identity(text: &str, class: Class) -> f32 {
    match class {
        Class::Fact | Class::Name | Class::Concept => 1.0,
        Class::Word if text.len() > 6 => 1.0,
        Class::Word if text.len() == 6 => 0.7,
        Class::Word => 0.3,
    }
}

/// The first letters of a word in Latin letters, behind the sign of its class.
fn head(text: &str) -> Option<&str> {
    text.get(1..=COGNATE).filter(|head| head.is_ascii())
}

/// Weight of two words as cognates, by the letters that their heads share.
fn cognate(a: &str, b: &str) -> f32 {
    let (a, b) = (a.get(1..).unwrap_or_default(), b.get(1..).unwrap_or_default());
    let common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let longest = a.len().max(b.len());
    if common >= COGNATE { 0.2 + 0.4 * common as f32 / longest.max(1) as f32 } else { 0.0 }
}

/// Rows that sum to the best weight in them, [`CERTAIN`] at most.
fn table(mut links: Vec<Link>, size: usize) -> Table {
    // The heaviest of several between the same two.
    links.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
    links.dedup_by_key(|(from, to, _)| (*from, *to));
    let mut rows: Vec<Vec<(u32, f32)>> = vec![Vec::new(); size];
    for (from, to, weight) in links {
        rows[from as usize].push((to, weight));
    }
    for row in &mut rows {
        let sum: f32 = row.iter().map(|(_, weight)| weight).sum();
        let best = row.iter().map(|(_, weight)| *weight).fold(0.0, f32::max).min(CERTAIN);
        for (_, weight) in row.iter_mut() {
            *weight *= best / sum.max(f32::MIN_POSITIVE);
        }
    }
    Table { rows }
}
