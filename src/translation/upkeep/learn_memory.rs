//! Learns from earlier editions of a text and its translation which words translate each other: by IBM Model 1 over
//! their alignments, both ways, so that a word that is rare in today's edition is known all the same.

use crate::model::Document;
use crate::translation::align::best_path::Bead;
use crate::translation::align::passes;
use crate::translation::lexicon::Concepts;
use crate::translation::likelihood::ibm1::{self, Caution};
use crate::translation::likelihood::prior;
use crate::translation::likelihood::table::{Counts, Table, Tables};
use crate::translation::options::Options;
use crate::translation::units::text::Text;
use crate::translation::units::tokens::{self, Class, Tokens};
use crate::translation::upkeep::memory::Memory;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Sentences of a side that are learned from at most, however many editions there are.
const SENTENCES: usize = 20_000;
/// Beads that fit less than this (log-likelihood ratio) teach nothing.
const SURE: f64 = 0.0;
/// A word that occurs once is taken for the translation of what else is left of its sentence, where the others are
/// explained: nothing needs to occur together twice, and next to nothing is taken off its count.
const RARE: Caution = Caution { together: 1, discount: 0.1 };
/// Pairs of words less likely than this are left out.
const LEAST: f32 = 0.1;
/// Most weight that a pair of words gets: what was learned by counting is trusted less than what a person wrote.
const TRUST: f32 = 0.8;

impl Memory {
    /// Learns from pairs of a text and its translation, the first counting most: what comes behind the bound is left
    /// out. Sentences that stand in `present` on both sides teach nothing, so that an alignment that was wrong before
    /// does not confirm itself. The languages are those of `options`.
    #[must_use]
    pub fn learn(
        pairs: &[(&Document, &Document)],
        present: (&Document, &Document),
        options: &Options,
    ) -> Self {
        if pairs.is_empty() {
            return Self::default();
        }
        let read = |pair: (&'_ Document, &'_ Document)| -> [FxHashSet<String>; 2] {
            let (source, target) = texts(pair, options);
            [source, target].map(|text| text.units.into_iter().map(|unit| unit.text).collect())
        };
        let mut languages = (String::new(), String::new());
        let mut lessons = Lessons { present: read(present), ..Lessons::default() };
        for pair in pairs {
            let (source, target) = texts(*pair, options);
            languages = (source.language.clone(), target.language.clone());
            if !lessons.fits(source.units.len().max(target.units.len())) {
                break;
            }
            let concepts = Concepts::new(options.glossary.as_ref(), &source.language, &target.language);
            let tokens = tokens::tokens(&source, &target, &concepts);
            let between = (source.language.as_str(), target.language.as_str());
            let links = prior::links(&options.dictionaries, None, &tokens, between);
            let aligned = passes::run(&source, &target, &tokens, &links);
            lessons.add(&tokens, (&source, &target), &aligned.beads);
        }
        Self::new(languages, lessons.words())
    }
}

fn texts<'a>((source, target): (&'a Document, &'a Document), options: &Options) -> (Text<'a>, Text<'a>) {
    let (from, to) = (options.source_language.as_ref(), options.target_language.as_ref());
    (Text::new(source, from, !options.lines), Text::new(target, to, !options.lines))
}

/// Aligned sentences of all editions, over one vocabulary.
#[derive(Default)]
struct Lessons {
    ids: FxHashMap<String, u32>,
    vocabulary: Vec<String>,
    source: Vec<Vec<u32>>,
    target: Vec<Vec<u32>>,
    /// The sentences of the two texts that are to be compared.
    present: [FxHashSet<String>; 2],
    /// A sentence that several editions have teaches once.
    seen: FxHashSet<(Vec<u32>, Vec<u32>)>,
}

impl Lessons {
    fn fits(&self, sentences: usize) -> bool {
        self.source.len() + sentences <= SENTENCES
    }

    fn add(&mut self, tokens: &Tokens, (source, target): (&Text, &Text), beads: &[Bead]) {
        for bead in beads.iter().filter(|bead| bead.is_pair() && bead.score > SURE) {
            let same = |present: &FxHashSet<String>, text: &Text, range: &Range<usize>| {
                let units = text.units.get(range.clone()).unwrap_or_default();
                units.iter().all(|unit| present.contains(&unit.text))
            };
            if same(&self.present[0], source, &bead.source) && same(&self.present[1], target, &bead.target) {
                continue;
            }
            let from = self.group(tokens, tokens.source.get(bead.source.clone()).unwrap_or_default());
            let to = self.group(tokens, tokens.target.get(bead.target.clone()).unwrap_or_default());
            if from.is_empty() || to.is_empty() || !self.seen.insert((from.clone(), to.clone())) {
                continue;
            }
            self.source.push(from);
            self.target.push(to);
        }
    }

    fn group(&mut self, tokens: &Tokens, sentences: &[Vec<u32>]) -> Vec<u32> {
        let mut out = Vec::new();
        for token in sentences.iter().flatten() {
            let Some((text, Class::Word)) = tokens.vocabulary.get(*token as usize) else { continue };
            let id = match self.ids.get(text) {
                Some(id) => *id,
                None => {
                    let id = u32::try_from(self.vocabulary.len()).unwrap_or(u32::MAX);
                    self.ids.insert(text.clone(), id);
                    self.vocabulary.push(text.clone());
                    id
                }
            };
            out.push(id);
        }
        out
    }

    /// Pairs of words that both directions hold for translations of each other.
    fn words(&self) -> Vec<(String, String, f32)> {
        let size = self.vocabulary.len();
        let counts = (Counts::new(&self.source, size), Counts::new(&self.target, size));
        let empty = || Table { rows: vec![Vec::new(); size] };
        let prior = Tables { forward: empty(), backward: empty() };
        let beads: Vec<_> = (0..self.source.len()).map(|at| (at..at + 1, at..at + 1)).collect();
        let shares = (counts.0.share.as_slice(), counts.1.share.as_slice());
        let (forward, backward) = ibm1::learn(&beads, (&self.source, &self.target), &prior, shares, RARE);
        let mut out = Vec::new();
        for (from, row) in forward.table.rows.iter().enumerate() {
            for (to, there) in row {
                let back = &backward.table.rows[*to as usize];
                let back = back.iter().find(|entry| entry.0 as usize == from).map_or(0.0, |entry| entry.1);
                let both = (there * back).sqrt();
                let words = (self.plain(from), self.plain(*to as usize));
                if both >= LEAST {
                    out.push((words.0, words.1, both.min(TRUST)));
                }
            }
        }
        out
    }

    /// A word without the sign of its class.
    fn plain(&self, id: usize) -> String {
        self.vocabulary[id].get(1..).unwrap_or_default().to_owned()
    }
}
