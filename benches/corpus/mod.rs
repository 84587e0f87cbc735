//! Generated texts for measurements of time: like policies in the length of their clauses, the share of repeated
//! boilerplate and the frequencies of their words (Zipf's law), and the same for the same seed.

use fastrand::Rng;
use std::fmt;

/// The language that a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    English,
    Chinese,
}

/// How the two texts of a pair differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One clause in a hundred was edited, put in, struck or moved: an ordinary revision.
    Revision,
    /// All clauses in another order.
    Shuffled,
    /// Lines of four words, one in twenty changed.
    ShortLines,
    /// All in one line, one word in a hundred changed.
    OneLine,
    /// Every second clause is another one.
    HalfRewritten,
    /// Two texts that have nothing to do with each other.
    Unrelated,
    /// The same short clause over and over, a hundredth struck.
    Identical,
}

impl Shape {
    /// All shapes, the ordinary one first.
    pub const ALL: [Self; 7] = [
        Self::Revision,
        Self::Shuffled,
        Self::ShortLines,
        Self::OneLine,
        Self::HalfRewritten,
        Self::Unrelated,
        Self::Identical,
    ];
}

impl fmt::Display for Shape {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Revision => "1 % changed",
            Self::Shuffled => "shuffled",
            Self::ShortLines => "short lines",
            Self::OneLine => "one line",
            Self::HalfRewritten => "half rewritten",
            Self::Unrelated => "unrelated",
            Self::Identical => "identical clauses",
        })
    }
}

/// An older and a newer text of about `bytes` bytes each.
pub fn pair(shape: Shape, language: Language, bytes: usize, seed: u64) -> (String, String) {
    let mut writer = Writer::new(language, seed);
    match shape {
        Shape::Revision => {
            let old = writer.clauses(bytes);
            let new = writer.revise(&old);
            (text(&old), text(&new))
        }
        Shape::Shuffled => {
            let old = writer.clauses(bytes);
            let mut new = old.clone();
            writer.rng.shuffle(&mut new);
            (text(&old), text(&new))
        }
        Shape::ShortLines => {
            let line = |writer: &mut Writer| writer.words(4);
            let old = fill(bytes, || line(&mut writer));
            let mut new = old.clone();
            for at in (0..new.len()).step_by(20) {
                new[at] = line(&mut writer);
            }
            (old.join("\n"), new.join("\n"))
        }
        Shape::OneLine => {
            let old = fill(bytes, || writer.words(1));
            let mut new = old.clone();
            for at in (0..new.len()).step_by(100) {
                new[at] = writer.words(1);
            }
            (old.join(" "), new.join(" "))
        }
        Shape::HalfRewritten => {
            let old = writer.clauses(bytes);
            let mut new = old.clone();
            for clause in new.iter_mut().step_by(2) {
                *clause = writer.clause();
            }
            (text(&old), text(&new))
        }
        Shape::Unrelated => {
            let old = writer.clauses(bytes);
            let new = Writer::new(language, seed + 1).clauses(bytes);
            (text(&old), text(&new))
        }
        Shape::Identical => {
            let clause = "This page is left empty.".to_owned();
            let count = bytes / (clause.len() + 2);
            (text(&vec![clause.clone(); count]), text(&vec![clause; count - count / 100]))
        }
    }
}

fn text(clauses: &[String]) -> String {
    clauses.join("\n\n") + "\n"
}

fn fill(bytes: usize, mut next: impl FnMut() -> String) -> Vec<String> {
    let (mut out, mut length) = (Vec::new(), 0);
    while length < bytes {
        let piece = next();
        length += piece.len() + 1;
        out.push(piece);
    }
    out
}

/// Number of different words; a corpus of laws has about as many in a few megabytes.
const WORDS: usize = 20_000;

/// One clause in so many is boilerplate.
const BOILERPLATE: usize = 20;

struct Writer {
    rng: Rng,
    language: Language,
    words: Vec<String>,
    boilerplate: Vec<String>,
    section: usize,
}

impl Writer {
    fn new(language: Language, seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let words = (0..WORDS).map(|rank| word(language, rank, &mut rng)).collect();
        let mut writer = Self { rng, language, words, boilerplate: Vec::new(), section: 0 };
        writer.boilerplate = (0..10).map(|_| writer.sentence(12)).collect();
        writer
    }

    /// `count` words; the word of rank r is drawn about as often as 1 / r says.
    fn words(&mut self, count: usize) -> String {
        let mut out = String::new();
        for index in 0..count {
            if index > 0 && self.language == Language::English {
                out.push(' ');
            }
            // Ranks whose logarithm is spread evenly follow Zipf's law; 10 bits of fraction are plenty.
            let top = f64::from(u32::try_from(WORDS).unwrap_or(u32::MAX));
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to WORDS")]
            let rank = top.powf(self.rng.f64()) as usize - 1;
            out.push_str(&self.words[rank.min(WORDS - 1)]);
        }
        out
    }

    fn sentence(&mut self, words: usize) -> String {
        let words = self.words(words);
        match self.language {
            Language::Chinese => words + "。",
            Language::English => {
                let mut letters = words.chars();
                let first = letters.next().map(|c| c.to_ascii_uppercase());
                first.into_iter().chain(letters).chain(['.']).collect()
            }
        }
    }

    fn clause(&mut self) -> String {
        if self.rng.usize(..BOILERPLATE) == 0 {
            let at = self.rng.usize(..self.boilerplate.len());
            return self.boilerplate[at].clone();
        }
        let count = self.rng.usize(1..=5);
        let sentences: Vec<String> = (0..count)
            .map(|_| self.rng.usize(8..=28))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|words| self.sentence(words))
            .collect();
        let body = sentences.join(if self.language == Language::English { " " } else { "" });
        if self.rng.u8(..3) == 0 { format!("- {body}") } else { body }
    }

    /// Clauses under numbered headings.
    fn clauses(&mut self, bytes: usize) -> Vec<String> {
        let mut left = 0;
        fill(bytes, || {
            if left == 0 {
                left = self.rng.usize(3..=12);
                self.section += 1;
                let title = self.words(3);
                return format!("## {}. {title}", self.section);
            }
            left -= 1;
            self.clause()
        })
    }

    fn revise(&mut self, old: &[String]) -> Vec<String> {
        let mut new = Vec::with_capacity(old.len());
        let mut carried = Vec::new();
        for clause in old {
            if clause.starts_with('#') || self.rng.u8(..100) > 0 {
                new.push(clause.clone());
                continue;
            }
            match self.rng.u8(..10) {
                0 => {}
                1 => new.extend([clause.clone(), self.clause()]),
                2 => carried.push(clause.clone()),
                _ => {
                    let at = clause.char_indices().nth(clause.chars().count() / 2).map_or(0, |(at, _)| at);
                    let at =
                        clause.get(at..).and_then(|rest| rest.find(' ')).map_or(at, |space| at + space + 1);
                    let (before, after) = clause.split_at(at);
                    let gap = if self.language == Language::English { " " } else { "" };
                    new.push(format!("{before}{}{gap}{after}", self.words(2)));
                }
            }
        }
        for clause in carried {
            let at = self.rng.usize(..=new.len());
            new.insert(at, clause);
        }
        new
    }
}

/// The word of a rank: real ones for the most frequent, made up of syllables or characters for the others.
fn word(language: Language, rank: usize, rng: &mut Rng) -> String {
    const FREQUENT: [&str; 16] = [
        "the", "of", "and", "to", "shall", "in", "or", "any", "a", "for", "by", "be", "may", "with", "not",
        "this",
    ];
    const SYLLABLES: [&str; 24] = [
        "ac", "ber", "con", "dis", "er", "fi", "gen", "ha", "in", "ju", "lo", "mit", "na", "or", "per",
        "qua", "re", "si", "ti", "un", "ver", "wa", "tion", "ment",
    ];
    const CHARACTERS: &str = "的应可有不规定法人员部门依照本条例信息数据使用管理保护公民单位国家合同权利义务责任机构申请\
        批准期限提供服务个内容安全处理收集同意通知要求标准程序监督检查违反处罚时间地点名称";
    match language {
        Language::English => FREQUENT.get(rank).map_or_else(
            || (0..rng.usize(2..=4)).filter_map(|_| rng.choice(SYLLABLES)).collect(),
            |word| (*word).to_owned(),
        ),
        Language::Chinese => {
            let characters: Vec<char> = CHARACTERS.chars().collect();
            let length = if rank < 30 { 1 } else { rng.usize(2..=3) };
            (0..length).filter_map(|_| rng.choice(&characters)).collect()
        }
    }
}
