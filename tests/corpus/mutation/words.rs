//! Edits inside a wording, and the counting of words.

use super::piece::is_wide;
use fastrand::Rng;
use recension::text::token::{Class, Cut, Token, tokens};
use recension::text::{fold, sentence};
use std::ops::Range;

/// What the words of a language give to the generator.
#[derive(Debug, Clone, Copy)]
pub struct Tongue {
    /// Strong and weak duty.
    modals: &'static [(&'static str, &'static str)],
    /// A duty or permission and its denial.
    denials: &'static [(&'static str, &'static str)],
    months: &'static [&'static str],
}

const ENGLISH: Tongue = Tongue {
    modals: &[(" shall ", " may "), (" must ", " should "), (" will ", " may ")],
    denials: &[
        (" shall ", " shall not "),
        (" may ", " may not "),
        (" will ", " will not "),
        (" is ", " is not "),
    ],
    months: &["January", "February", "March", "April", "June", "July", "August", "September", "October"],
};
const FRENCH: Tongue = Tongue {
    modals: &[(" doit ", " peut "), (" doivent ", " peuvent "), (" devra ", " pourra ")],
    denials: &[(" doit ", " ne doit pas "), (" peut ", " ne peut pas "), (" est ", " n’est pas ")],
    months: &["janvier", "février", "mars", "avril", "juin", "juillet", "septembre", "octobre"],
};
const CHINESE: Tongue = Tongue {
    modals: &[("应当", "可以"), ("必须", "可以"), ("应", "可")],
    denials: &[("可以", "不可以"), ("应当", "不应当"), ("能够", "不能够")],
    months: &[],
};

impl Tongue {
    /// By what a text looks like.
    pub fn of(text: &str) -> Self {
        if text.chars().filter(|c| is_wide(*c)).count() * 4 > text.chars().count() {
            CHINESE
        } else if text.matches(" les ").count() + text.matches(" des ").count() > text.len() / 1000 {
            FRENCH
        } else {
            ENGLISH
        }
    }

    /// Weakens or strengthens a duty.
    pub fn change_modal(self, body: &str, rng: &mut Rng) -> Option<String> {
        let both = self.modals.iter().flat_map(|&(strong, weak)| [(strong, weak), (weak, strong)]);
        swap(body, &both.collect::<Vec<_>>(), rng)
    }

    /// Puts a "not" in.
    pub fn deny(self, body: &str, rng: &mut Rng) -> Option<String> {
        let denied = |range: &Range<usize>| {
            let rest = body.get(range.end..).unwrap_or_default();
            let before = body.get(..range.start).unwrap_or_default();
            rest.starts_with("not ") || rest.starts_with("pas ") || before.ends_with(['不', '未'])
        };
        let (at, new) = pick(body, self.denials, rng).filter(|(range, _)| !denied(range))?;
        Some(replaced(body, &at, new))
    }

    /// Changes a number or the month of a date.
    pub fn change_number(self, body: &str, rng: &mut Rng) -> Option<String> {
        let months: Vec<(&str, &str)> =
            self.months.iter().map(|month| (*month, *rng.choice(self.months).unwrap_or(month))).collect();
        if rng.u8(..3) == 0
            && let Some(text) = swap(body, &months, rng)
        {
            return Some(text);
        }
        let numbers: Vec<Range<usize>> = digits(body);
        let at = rng.choice(&numbers)?.clone();
        let value: u32 = body.get(at.clone())?.parse().ok()?;
        Some(replaced(body, &at, &(value + rng.u32(1..9)).to_string()))
    }
}

/// Runs of up to six digits that are no part of an address or a reference.
fn digits(body: &str) -> Vec<Range<usize>> {
    let free = free_tokens(body);
    let plain =
        |token: &&Token| token.class == Class::Number && token.of(body).bytes().all(|b| b.is_ascii_digit());
    free.iter().filter(plain).filter(|token| token.of(body).len() <= 6).map(|token| token.range()).collect()
}

fn swap(body: &str, table: &[(&str, &str)], rng: &mut Rng) -> Option<String> {
    let (at, new) = pick(body, table, rng)?;
    Some(replaced(body, &at, new)).filter(|text| text != body)
}

/// One place in `body` where a left side of the table stands, with its right side.
fn pick<'t>(body: &str, table: &[(&str, &'t str)], rng: &mut Rng) -> Option<(Range<usize>, &'t str)> {
    let places = table.iter().flat_map(|&(old, new)| {
        body.match_indices(old).map(move |(at, _)| (at..at + old.len(), new)).collect::<Vec<_>>()
    });
    let places: Vec<_> = places.collect();
    rng.choice(&places).cloned()
}

fn replaced(body: &str, at: &Range<usize>, new: &str) -> String {
    let (before, after) = (body.get(..at.start).unwrap_or_default(), body.get(at.end..).unwrap_or_default());
    format!("{before}{new}{after}")
}

/// The tokens outside Markdown links, references in brackets and code.
fn free_tokens(body: &str) -> Vec<Token> {
    let mut closed: Vec<Range<usize>> = Vec::new();
    for (open, close) in [("[", ")"), ("`", "`"), ("<", ">"), ("http", " "), ("**", "**")] {
        let mut at = 0;
        while let Some(start) = body.get(at..).and_then(|rest| rest.find(open)).map(|found| found + at) {
            let from = start + open.len();
            let end = body
                .get(from..)
                .and_then(|rest| rest.find(close))
                .map_or(body.len(), |found| from + found + close.len());
            closed.push(start..end);
            at = end;
        }
    }
    let inside = |token: &Token| {
        closed.iter().any(|range| range.start < token.end as usize && (token.start as usize) < range.end)
    };
    tokens(body, &[], Cut::Words).into_iter().filter(|token| !inside(token)).collect()
}

/// Runs of `count` words with nothing but spaces between.
fn runs(body: &str, count: usize) -> Vec<Vec<Token>> {
    let words: Vec<Token> = free_tokens(body).into_iter().filter(|token| token.is_word()).collect();
    let joined = |pair: &[Token]| {
        let between = body.get(pair[0].end as usize..pair[1].start as usize);
        between.is_some_and(|text| text.trim().is_empty())
    };
    words.windows(count).filter(|run| run.windows(2).all(joined)).map(<[Token]>::to_vec).collect()
}

/// Words of other texts, in the form in which they can stand in a sentence.
pub fn vocabulary(text: &str) -> Vec<String> {
    let mut words: Vec<String> = tokens(text, &[], Cut::Words)
        .into_iter()
        .filter(|token| matches!(token.class, Class::Word | Class::Ideograph))
        .map(|token| token.of(text).to_owned())
        .filter(|word| word.chars().count() >= if word.chars().all(is_wide) { 2 } else { 4 })
        .filter(|word| word.chars().all(|c| c.is_lowercase() || is_wide(c)))
        .collect();
    words.sort();
    words.dedup();
    words
}

/// Replaces a run of words by others.
pub fn replace(body: &str, vocabulary: &[String], rng: &mut Rng) -> Option<String> {
    let runs = runs(body, rng.usize(1..=4));
    let run = rng.choice(&runs)?;
    let mut out = body.to_owned();
    for token in run.iter().rev() {
        let word = rng.choice(vocabulary).filter(|word| *word != token.of(body))?;
        out = replaced(&out, &token.range(), word);
    }
    Some(out)
}

/// Puts one to four words in before a word.
pub fn insert(body: &str, vocabulary: &[String], rng: &mut Rng) -> Option<String> {
    let runs = runs(body, 1);
    let at = rng.choice(runs.get(1..)?)?.first()?.start as usize;
    let wide = body.get(at..)?.chars().next().is_some_and(is_wide);
    let space = if wide { "" } else { " " };
    let words: Vec<&str> =
        (0..rng.usize(1..=4)).filter_map(|_| rng.choice(vocabulary)).map(String::as_str).collect();
    Some(replaced(body, &(at..at), &(words.join(space) + space)))
}

/// Strikes a run of words.
pub fn delete(body: &str, rng: &mut Rng) -> Option<String> {
    let runs = runs(body, rng.usize(1..=4));
    let run = rng.choice(runs.get(1..)?)?;
    let start = run.first()?.start as usize;
    let end = run.last()?.end as usize;
    let spaced = body.get(..start)?.ends_with(' ');
    Some(replaced(body, &(start - usize::from(spaced)..end), ""))
}

/// Another word for one of a heading.
pub fn rename(body: &str, vocabulary: &[String], rng: &mut Rng) -> Option<String> {
    let runs = runs(body, 1);
    let token = *rng.choice(&runs)?.first()?;
    let word = rng.choice(vocabulary)?;
    let word = if token.start == 0 { capital(word) } else { word.clone() };
    Some(replaced(body, &token.range(), &word)).filter(|text| text != body)
}

/// A new heading of three words.
pub fn title(vocabulary: &[String], rng: &mut Rng) -> Option<String> {
    let words: Vec<&str> = (0..3).filter_map(|_| rng.choice(vocabulary)).map(String::as_str).collect();
    let wide = words.first()?.starts_with(is_wide);
    Some(capital(&words.join(if wide { "" } else { " " })))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Where a wording can be cut in two: after a sentence, with enough on both sides.
pub fn cuts(body: &str) -> Vec<usize> {
    let ends = sentence::split(body).into_iter().map(|range| range.end);
    let enough = |part: Option<&str>| part.is_some_and(|part| counted(part).len() >= 6);
    // Emphasis that is cut in two is none any more: its signs would become text.
    let closed = |part: Option<&str>| part.is_some_and(|part| part.matches("**").count() % 2 == 0);
    ends.filter(|&end| enough(body.get(..end)) && enough(body.get(end..)) && closed(body.get(..end)))
        .collect()
}

/// The sentences of a wording.
pub fn sentences(body: &str) -> Vec<&str> {
    sentence::split(body).into_iter().filter_map(|range| body.get(range)).collect()
}

/// The words of a wording as keys, link targets left out; an ideograph counts as one.
pub fn counted(body: &str) -> Vec<String> {
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(start) = body.get(at..).and_then(|rest| rest.find("](")).map(|found| found + at) {
        let end =
            body.get(start..).and_then(|rest| rest.find(')')).map_or(body.len(), |found| start + found + 1);
        marks.push(start..end);
        at = end;
    }
    let words = tokens(body, &marks, Cut::Characters).into_iter().filter(|token| token.is_word());
    words.map(|token| fold::key(token.of(body)).into_owned()).collect()
}

/// Fewest words to strike and put in from one to the other: what the longest common subsequence leaves.
pub fn distance(old: &[String], new: &[String]) -> usize {
    let mut row = vec![0; new.len() + 1];
    for a in old {
        let mut corner = 0;
        for (j, b) in new.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if a == b { corner + 1 } else { above.max(row[j]) };
            corner = above;
        }
    }
    old.len() + new.len() - 2 * row.last().copied().unwrap_or(0)
}
