//! Damage done to translations: a clause or a sentence taken out, a number changed, a clause cut off, and what is found of
//! it.

use fastrand::Rng;
use recension::formats::{self, Format};
use recension::model::{Block, Document, Language};
use recension::translation::{self, Extent, Finding, FindingKind, Findings, Options, Pair, State};
use std::collections::HashSet;
use std::error::Error;
use std::ops::Range;
use std::path::Path;

/// What is done to a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    Block,
    Sentence,
    Number,
    Cut,
}

pub const ALL: [Damage; 4] = [Damage::Block, Damage::Sentence, Damage::Number, Damage::Cut];

impl Damage {
    pub fn name(self) -> &'static str {
        match self {
            Self::Block => "clause taken out",
            Self::Sentence => "sentence taken out",
            Self::Number => "number changed",
            Self::Cut => "clause cut off",
        }
    }
}

/// A pair with what is found before anything is done to it.
pub struct Sides {
    source: Document,
    target: Document,
    bytes: Vec<u8>,
    format: Format,
    options: Options,
    pub before: Findings,
}

/// One damaged translation.
pub struct Case {
    bytes: Vec<u8>,
    /// What must be found.
    kind: FindingKind,
    unit: Option<Extent>,
    /// The clause of the source that it must be found at.
    clause: String,
    /// What must be told of it: the sentence, or the number.
    words: Option<String>,
}

impl Sides {
    pub fn read(source: &Path, to_path: &Path, from: &str, to: &str) -> Result<Option<Self>, Box<dyn Error>> {
        let document = |path: &Path| -> Result<(Document, Vec<u8>), Box<dyn Error>> {
            let bytes = std::fs::read(path)?;
            Ok((formats::read(&bytes, Format::detect(path.to_str(), &bytes))?, bytes))
        };
        let ((source, _), (target, bytes)) = (document(source)?, document(to_path)?);
        let options = Options {
            source_language: Language::new(from).ok(),
            target_language: Language::new(to).ok(),
            sentences: true,
            ..Options::default()
        };
        let before = translation::compare(&source, &target, &options);
        // A translation of another revision shows nothing of what is lost here.
        Ok((before.coverage.blocks > 0.9).then(|| {
            let format = Format::detect(to_path.to_str(), &bytes);
            Self { source, target, bytes, format, options, before }
        }))
    }

    /// Pairs of one clause each, wholly translated, about which nothing was found.
    fn whole(&self) -> Vec<(&Pair, &Block)> {
        let found: HashSet<&str> = self
            .before
            .findings
            .iter()
            .flat_map(|finding| finding.source.iter().map(|place| place.id.as_str()))
            .collect();
        let pairs = self.before.pairs.iter().filter(|pair| {
            pair.state == State::Translated
                && pair.source.len() == 1
                && pair.target.len() == 1
                && !pair.source.iter().any(|place| found.contains(place.id.as_str()))
        });
        let block = |id: &str| self.target.blocks.iter().find(|block| block.id == id);
        pairs
            .filter_map(|pair| Some((pair, block(&pair.target.first()?.id)?)))
            .filter(|(pair, block)| pair.target[0].text == block.text && pair.source[0].block.is_some())
            .collect()
    }

    pub fn case(&self, damage: Damage, rng: &mut Rng) -> Option<Case> {
        let whole = self.whole();
        if whole.is_empty() {
            return None;
        }
        // Not every clause can be damaged in every way.
        for _ in 0..60 {
            let (pair, block) = whole[rng.usize(..whole.len())];
            let made = match damage {
                Damage::Block => self.without_block(pair, block),
                Damage::Sentence => self.without_sentence(pair, block, rng),
                Damage::Number => self.other_number(pair, block, rng),
                Damage::Cut => self.cut(pair, block),
            };
            if made.as_ref().is_some_and(|case| self.reads_as(case, block, damage)) {
                return made;
            }
        }
        None
    }

    /// Whether the damaged text reads as the whole one but for its clause: an item that is taken out may leave its list
    /// to be read as something else.
    fn reads_as(&self, case: &Case, block: &Block, damage: Damage) -> bool {
        let Ok(after) = formats::read(&case.bytes, self.format) else { return false };
        let at = self.target.blocks.iter().position(|other| other.id == block.id).unwrap_or(0);
        let gone = usize::from(damage == Damage::Block);
        let same = |a: &Block, b: &Block| a.kind == b.kind && a.depth == b.depth && a.text == b.text;
        let (old, new) = (&self.target.blocks, &after.blocks);
        old.len() == new.len() + gone
            && old[..at].iter().zip(new).all(|(a, b)| same(a, b))
            && old[at + 1..].iter().zip(new.iter().skip(at + 1 - gone)).all(|(a, b)| same(a, b))
    }

    fn replaced(&self, range: &Range<usize>, by: &str) -> Vec<u8> {
        [&self.bytes[..range.start], by.as_bytes(), &self.bytes[range.end..]].concat()
    }

    fn without_block(&self, pair: &Pair, block: &Block) -> Option<Case> {
        // The line with its bullet goes; a row of a table would leave a broken table.
        let text = std::str::from_utf8(&self.bytes).ok()?;
        let start = text.get(..block.span.bytes.start)?.rfind('\n').map_or(0, |at| at + 1);
        if text.get(start..block.span.bytes.start)?.contains('|') {
            return None;
        }
        // Clauses that say the same elsewhere cannot be told apart from this one.
        let twice = self.source.blocks.iter().filter(|other| other.text == pair.source[0].text).count() > 1;
        (!twice).then(|| Case {
            bytes: self.replaced(&(start..block.span.bytes.end), ""),
            kind: FindingKind::Untranslated,
            unit: Some(Extent::Block),
            clause: pair.source[0].id.clone(),
            words: None,
        })
    }

    fn without_sentence(&self, pair: &Pair, block: &Block, rng: &mut Rng) -> Option<Case> {
        let sentences = block.sentences();
        if sentences.len() < 2 || pair.sentences.len() != sentences.len() {
            return None;
        }
        let at = rng.usize(..sentences.len());
        let (sentence, told) = (&sentences[at], &pair.sentences[at]);
        let text = block.text.get(sentence.range.clone())?.trim();
        let ([from], [to]) = (told.source.as_slice(), told.target.as_slice()) else { return None };
        (to.text.trim() == text).then(|| Case {
            bytes: self.replaced(&sentence.span.bytes, ""),
            kind: FindingKind::Untranslated,
            unit: Some(Extent::Sentence),
            clause: pair.source[0].id.clone(),
            words: Some(from.text.clone()),
        })
    }

    fn other_number(&self, pair: &Pair, block: &Block, rng: &mut Rng) -> Option<Case> {
        let text = std::str::from_utf8(&self.bytes).ok()?.get(block.span.bytes.clone())?;
        let numbers: Vec<Range<usize>> = numbers(text)
            .into_iter()
            .filter(|range| {
                let own = &text[range.clone()];
                // Neither the clause's own label nor what a link leads to is a number that the clause states.
                let label =
                    numbers_of(block.text.get(..block.body).unwrap_or_default()).any(|other| other == own);
                let marks = block.marks.iter().filter_map(|mark| block.text.get(mark.range.clone()));
                !label
                    && !marks.flat_map(numbers_of).any(|other| other == own)
                    && numbers_of(&pair.source[0].text).filter(|other| *other == own).count() == 1
                    && numbers_of(&block.text).filter(|other| *other == own).count() == 1
            })
            .collect();
        let range = numbers.get(rng.usize(..numbers.len().max(1)))?.clone();
        let old = &text[range.clone()];
        let value: u64 = old.parse().ok()?;
        let new = (value + rng.u64(1..9)).to_string();
        let start = block.span.bytes.start;
        Some(Case {
            bytes: self.replaced(&(start + range.start..start + range.end), &new),
            kind: FindingKind::FactDiffers,
            unit: None,
            clause: pair.source[0].id.clone(),
            words: Some(format!("{old} {new}")),
        })
    }

    fn cut(&self, pair: &Pair, block: &Block) -> Option<Case> {
        /// Shorter sentences are hardly told from titles when they are cut.
        const SHORTEST: usize = 24;
        /// The first of the scripts that do not space words.
        const FIRST_WIDE: char = '\u{2e80}';
        let sentences = block.sentences();
        let last = sentences.last()?;
        let text = block.text.get(last.range.clone())?;
        if text.chars().count() < SHORTEST || !text.ends_with(['.', '。', '!', '?', '；', ';']) {
            return None;
        }
        let bytes = std::str::from_utf8(&self.bytes).ok()?.get(last.span.bytes.clone())?;
        let half = bytes.char_indices().nth(bytes.chars().count() / 2)?.0;
        // Where words are not spaced, a space stands beside a foreign word at best.
        let spaced = |text: &str| text.chars().all(|c| c < FIRST_WIDE);
        let space = bytes[..half].rfind(' ').filter(|at| spaced(&bytes[*at..half]));
        let at = space.unwrap_or(half);
        let (start, end) = (last.span.bytes.start + at, last.span.bytes.end);
        // Markup that would be left open is no text that breaks off.
        let kept = &bytes[..at];
        let balanced = ["[", "("]
            .iter()
            .zip(["]", ")"])
            .all(|(a, b)| kept.matches(a).count() == kept.matches(b).count());
        (at > 0 && balanced && kept.matches('*').count() % 2 == 0).then(|| Case {
            bytes: self.replaced(&(start..end), ""),
            kind: FindingKind::Truncated,
            unit: None,
            clause: pair.source[0].id.clone(),
            words: None,
        })
    }

    /// The findings that the damage brought; those that are missing or wrong are printed under the name of the file.
    pub fn fresh(&self, case: &Case, file: Option<&Path>) -> Result<Vec<Finding>, Box<dyn Error>> {
        let target = formats::read(&case.bytes, self.format)?;
        let after = translation::compare(&self.source, &target, &self.options);
        let known: HashSet<String> = self.before.findings.iter().map(key).collect();
        let fresh: Vec<Finding> =
            after.findings.into_iter().filter(|finding| !known.contains(&key(finding))).collect();
        let right = fresh.iter().filter(|finding| is_hit(finding, case)).count();
        if let Some(file) = file.filter(|_| right == 0 || right < fresh.len()) {
            self.tell(case, file, &fresh);
        }
        Ok(fresh)
    }

    fn tell(&self, case: &Case, file: &Path, fresh: &[Finding]) {
        let place = self.source.blocks.iter().find(|block| block.id == case.clause);
        eprintln!("{} {} {} {:?}", file.display(), case.kind.name(), case.clause, case.words);
        eprintln!("  {}", place.map_or("", |block| block.text.as_str()));
        for finding in fresh {
            let ids = |places: &[recension::diff::Place]| {
                places.iter().map(|place| place.id.as_str()).collect::<Vec<_>>().join(" ")
            };
            let (from, to) = (ids(&finding.source), ids(&finding.target));
            let sign = if is_hit(finding, case) { '+' } else { '-' };
            eprintln!(
                "  {sign} {} {:?} {from} | {to} {:.2} {} {:?}",
                finding.kind.name(),
                finding.unit,
                finding.confidence,
                finding.evidence,
                finding.text
            );
        }
    }
}

pub fn is_hit(finding: &Finding, case: &Case) -> bool {
    let place = finding.source.iter().any(|place| place.id == case.clause);
    let unit = case.unit.is_none_or(|unit| unit == finding.unit);
    let words = case.words.as_ref().is_none_or(|words| match case.kind {
        FindingKind::FactDiffers => words.split_once(' ').is_some_and(|(old, new)| {
            let states = |text: &Option<String>, number: &str| {
                text.as_ref().is_some_and(|text| numbers_of(text).any(|other| other == number))
            };
            finding.facts.iter().any(|fact| states(&fact.source, old) || states(&fact.target, new))
        }),
        _ => finding.text.as_ref().is_some_and(|text| text == words),
    });
    place && unit && words && finding.kind == case.kind
}

/// What a finding is about: its clauses of the source, or what only the translation has.
fn key(finding: &Finding) -> String {
    let ids = finding.source.iter().map(|place| place.id.as_str()).collect::<Vec<_>>().join(" ");
    let own = if ids.is_empty() { finding.text.as_deref().unwrap_or_default() } else { ids.as_str() };
    format!("{} {:?} {own}", finding.kind.name(), finding.unit)
}

/// Numbers in digits that stand alone.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|found| at + found) {
        let end = text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |found| start + found);
        let glued =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '-' | '/' | '_' | '%' | '#' | ':');
        let before = text[..start].chars().next_back().is_some_and(glued);
        // A point or comma that ends a sentence or clause is no part of the number.
        let rest =
            text[end..].strip_prefix(['.', ',']).filter(|rest| !rest.starts_with(char::is_alphanumeric));
        let after = rest.is_none() && text[end..].chars().next().is_some_and(glued);
        if !before && !after && (1..=4).contains(&(end - start)) {
            out.push(start..end);
        }
        at = end;
    }
    out
}

fn numbers_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty())
}
