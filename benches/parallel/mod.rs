//! Generated pairs of a text and its translation, one sentence a line, for measurements of time: word frequencies by
//! Zipf's law, a dictionary of made-up words between the two languages, numbers and names that both state, sentences
//! left out on either side, and sentences split or merged by the translator. The same for the same seed.

use fastrand::Rng;

/// The two sides of a pair.
#[derive(Debug, Default)]
pub struct Parallel {
    /// Sentences of the source.
    pub source: Vec<String>,
    /// Sentences of the target.
    pub target: Vec<String>,
    /// Which translate each other: numbers of lines from 0, one side empty where a sentence was left out.
    pub truth: Vec<(Vec<usize>, Vec<usize>)>,
}

/// Different words of each language.
const WORDS: usize = 20_000;
/// Of a hundred sentences, so many are left out by the translator, put in by him, split, and merged with the next.
const LEFT_OUT: u8 = 2;
const PUT_IN: u8 = 2;
const SPLIT: u8 = 4;
const MERGED: u8 = 4;
/// Of a hundred words, so many are translated by another word than the usual one, and so many left out.
const OTHERWISE: u8 = 15;
const DROPPED: u8 = 5;
/// Of a hundred sentences, so many state a number, and so many a name that stays in its letters.
const WITH_NUMBER: u8 = 20;
const WITH_NAME: u8 = 10;

const SOURCE: [&str; 20] = [
    "ac", "ber", "con", "dis", "er", "fi", "gen", "ha", "in", "ju", "lo", "mit", "na", "or", "per", "qua",
    "re", "si", "ti", "ment",
];
const TARGET: [&str; 20] = [
    "schla", "wu", "eke", "zau", "ung", "tro", "bli", "keit", "ge", "vor", "pfa", "muh", "lich", "dra",
    "sto", "fel", "au", "rin", "kno", "haft",
];

/// A pair of about `sentences` sentences a side.
pub fn parallel(sentences: usize, seed: u64) -> Parallel {
    let mut rng = Rng::with_seed(seed);
    let mut writer = Writer {
        source: (0..WORDS).map(|rank| word(&SOURCE, rank, &mut rng)).collect(),
        target: (0..WORDS).map(|rank| word(&TARGET, rank, &mut rng)).collect(),
        rng,
    };
    let mut out = Parallel::default();
    while out.source.len() < sentences {
        writer.step(&mut out);
    }
    out
}

/// A word of made-up syllables, short for the most frequent.
fn word(syllables: &[&str], rank: usize, rng: &mut Rng) -> String {
    let count = if rank < 50 { 1..=2 } else { 2..=4 };
    (0..rng.usize(count)).filter_map(|_| rng.choice(syllables.iter().copied())).collect()
}

struct Writer {
    source: Vec<String>,
    target: Vec<String>,
    rng: Rng,
}

impl Writer {
    fn chance(&mut self, percent: u8) -> bool {
        self.rng.u8(..100) < percent
    }

    /// Ranks whose logarithm is spread evenly follow Zipf's law.
    fn rank(&mut self) -> usize {
        let top = f64::from(u32::try_from(WORDS).unwrap_or(u32::MAX));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to WORDS")]
        let rank = top.powf(self.rng.f64()) as usize - 1;
        rank.min(WORDS - 1)
    }

    /// The words of a sentence, as ranks, and what both sides state beside them.
    fn meaning(&mut self) -> (Vec<usize>, Vec<String>) {
        let count = self.rng.usize(6..=30);
        let ranks = (0..count).map(|_| self.rank()).collect();
        let mut stated = Vec::new();
        if self.chance(WITH_NUMBER) {
            stated.push(self.rng.usize(2..3000).to_string());
        }
        if self.chance(WITH_NAME) {
            let letters = (0..self.rng.usize(3..=5)).map(|_| self.rng.char('A'..='Z'));
            stated.push(letters.collect());
        }
        (ranks, stated)
    }

    fn write(words: Vec<String>, stated: &[String]) -> String {
        let text = words.into_iter().chain(stated.iter().cloned()).collect::<Vec<_>>().join(" ");
        let mut letters = text.chars();
        let first = letters.next().map(|c| c.to_ascii_uppercase());
        first.into_iter().chain(letters).chain(['.']).collect()
    }

    fn of_source(&self, ranks: &[usize], stated: &[String]) -> String {
        Self::write(ranks.iter().map(|rank| self.source[*rank].clone()).collect(), stated)
    }

    /// The translation: word by word, some otherwise, neighbours in another order.
    fn of_target(&mut self, ranks: &[usize], stated: &[String]) -> String {
        let mut words = Vec::with_capacity(ranks.len());
        for rank in ranks {
            if self.chance(DROPPED) {
                continue;
            }
            let rank = if self.chance(OTHERWISE) { self.rank() } else { *rank };
            words.push(self.target[rank].clone());
        }
        for at in 1..words.len() {
            if self.rng.bool() {
                words.swap(at - 1, at);
            }
        }
        Self::write(words, stated)
    }

    /// The next sentence of either side, or two of one that are one of the other.
    fn step(&mut self, out: &mut Parallel) {
        let (source, target) = (out.source.len(), out.target.len());
        let (ranks, stated) = self.meaning();
        let way = self.rng.u8(..100);
        let bounds = [LEFT_OUT, PUT_IN, SPLIT, MERGED].map({
            let mut sum = 0;
            move |share| {
                sum += share;
                sum
            }
        });
        if way < bounds[0] {
            out.source.push(self.of_source(&ranks, &stated));
            out.truth.push((vec![source], Vec::new()));
        } else if way < bounds[1] {
            out.target.push(self.of_target(&ranks, &stated));
            out.truth.push((Vec::new(), vec![target]));
        } else if way < bounds[2] {
            out.source.push(self.of_source(&ranks, &stated));
            let (first, second) = ranks.split_at(ranks.len() / 2);
            out.target.push(self.of_target(first, &stated));
            out.target.push(self.of_target(second, &[]));
            out.truth.push((vec![source], vec![target, target + 1]));
        } else if way < bounds[3] {
            let (first, second) = ranks.split_at(ranks.len() / 2);
            out.source.push(self.of_source(first, &stated));
            out.source.push(self.of_source(second, &[]));
            out.target.push(self.of_target(&ranks, &stated));
            out.truth.push((vec![source, source + 1], vec![target]));
        } else {
            out.source.push(self.of_source(&ranks, &stated));
            out.target.push(self.of_target(&ranks, &stated));
            out.truth.push((vec![source], vec![target]));
        }
    }
}
