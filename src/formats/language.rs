//! The language of a text, and the parts of a file that holds several one after the other.
//!
//! Scripts are told by their letters; languages that share one by trigrams (whatlang). Where the language changes is
//! found as the cheapest labelling of the lines (Viterbi): each letter in a line of another language costs, and so does
//! each change, so that quotations and bilingual headings split nothing.

use super::encoding;
use super::error::ReadError;
use super::lines::LineIndex;
use super::short_text;
use crate::model::{Language, Lines};
use crate::text::script;
use std::ops::Range;
use whatlang::{Detector, Lang};

/// A part of a file in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageRun {
    /// Its bytes in the original.
    pub bytes: Range<usize>,
    /// Its lines.
    pub lines: Lines,
    /// Its language.
    pub language: Language,
}

/// A change of language costs as much as this many letters of another one, and no part has fewer: a quotation of a
/// few sentences is no edition.
const CHANGE: u64 = 400;
/// A Han character says about as much as three Latin letters.
const IDEOGRAPH: u64 = 3;
/// Letters of one script are looked at in pieces of about this many to see which languages there are.
const PIECE: usize = 1_000;
/// Share of Kana from which on a text in Han is Japanese.
const KANA: f64 = 0.1;
/// Least letters for trigrams to say anything.
const FEWEST: usize = 24;

/// The language of a text; `None` where it cannot be told.
#[must_use]
pub fn detect(text: &str) -> Option<Language> {
    /// A language shows itself in this much text.
    const LOOKED_AT: usize = 1_000;
    let head = match text.char_indices().nth(LOOKED_AT) {
        Some((end, _)) => text.get(..end).unwrap_or(text),
        None => text,
    };
    let (wide, latin) = masses(head);
    if wide > latin {
        return Language::new(east_asian(head)).ok();
    }
    let guess = by_trigrams(head, &[]);
    let tag = if head.chars().filter(|c| c.is_alphabetic()).nth(short_text::SURE).is_some() {
        guess
    } else {
        short_text::by_function_words(head, guess)
    };
    Language::new(tag?).ok()
}

/// The parts of `bytes` in different languages, in order; a single one where there is only one language, or where
/// languages alternate.
///
/// # Errors
/// [`ReadError`] when the bytes are no text.
pub fn split_languages(bytes: &[u8]) -> Result<Vec<LanguageRun>, ReadError> {
    let decoded = encoding::decode(bytes)?;
    let text: &str = &decoded.text;
    let index = LineIndex::new(text);
    let lines: Vec<Range<usize>> = index.ranges(text.len()).collect();
    let states = languages(text, &lines);
    let labels = label(text, &lines, &states);
    let mut runs: Vec<(usize, Range<usize>)> = Vec::new();
    for (line, state) in lines.iter().zip(labels) {
        match runs.last_mut() {
            Some((last, range)) if *last == state => range.end = line.end,
            _ => runs.push((state, line.clone())),
        }
    }
    let twice =
        runs.iter().enumerate().any(|(at, (state, _))| runs[..at].iter().any(|(other, _)| other == state));
    if twice || states.is_empty() {
        runs = vec![(0, 0..text.len())];
    }
    let whole = || detect(text).or_else(|| Language::new("und").ok());
    let run = |(state, range): (usize, Range<usize>)| {
        let language = if twice {
            whole()
        } else {
            states.get(state).and_then(|tag| Language::new(tag).ok()).or_else(whole)
        };
        let lines = index.span(range.clone()).lines;
        // A byte order mark goes with the first part.
        let start = if range.start == 0 { 0 } else { decoded.origin(range.start) };
        Some(LanguageRun { bytes: start..decoded.origin(range.end), lines, language: language? })
    };
    Ok(runs.into_iter().filter_map(run).collect())
}

/// The weight of letters in scripts without spaces and in all others.
fn masses(text: &str) -> (u64, u64) {
    let mut masses = (0, 0);
    for c in text.chars() {
        match script::of(c) {
            Some("Hani" | "Hira" | "Kana") => masses.0 += IDEOGRAPH,
            Some(_) => masses.1 += 1,
            None => {}
        }
    }
    masses
}

/// Chinese or Japanese, simplified or traditional.
fn east_asian(text: &str) -> &'static str {
    /// Characters that only one of the two standards uses, each with its counterpart.
    const SIMPLIFIED: &str = "国们这来对时会发经学过动现关产务业东为与书车长门问题应当规条约权义无为设认议论证实际进还远连选单双变个从众体专两严丰临丽举么乌乐习乡买乱争于亏云亚亲";
    const TRADITIONAL: &str = "國們這來對時會發經學過動現關產務業東為與書車長門問題應當規條約權義無設認議論證實際進還遠連選單雙變個從眾體專兩嚴豐臨麗舉麼烏樂習鄉買亂爭於虧雲亞親";
    let count = |belongs: &dyn Fn(char) -> bool| text.chars().filter(|c| belongs(*c)).count();
    let kana = count(&|c| matches!(script::of(c), Some("Hira" | "Kana")));
    let han = count(&|c| script::of(c) == Some("Hani"));
    if kana as f64 > KANA * (kana + han) as f64 {
        return "ja";
    }
    let only =
        |these: &'static str, others: &'static str| count(&|c| these.contains(c) && !others.contains(c));
    if only(TRADITIONAL, SIMPLIFIED) > only(SIMPLIFIED, TRADITIONAL) { "zh-Hant" } else { "zh" }
}

/// The language of a text in a script with spaces, one of `among` unless that is empty.
fn by_trigrams(text: &str, among: &[&'static str]) -> Option<&'static str> {
    text.chars().filter(|c| c.is_alphabetic()).nth(FEWEST)?;
    let allowed: Vec<Lang> =
        TAGS.iter().filter(|(_, tag)| among.contains(tag)).map(|(lang, _)| *lang).collect();
    let detector = if allowed.is_empty() { Detector::new() } else { Detector::with_allowlist(allowed) };
    let found = detector.detect(text)?;
    TAGS.iter().find(|(lang, _)| *lang == found.lang()).map(|(_, tag)| *tag)
}

/// Languages that are told apart by trigrams, with their tags.
const TAGS: [(Lang, &str); 38] = [
    (Lang::Eng, "en"),
    (Lang::Fra, "fr"),
    (Lang::Deu, "de"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Nld, "nl"),
    (Lang::Swe, "sv"),
    (Lang::Dan, "da"),
    (Lang::Nob, "nb"),
    (Lang::Fin, "fi"),
    (Lang::Est, "et"),
    (Lang::Lav, "lv"),
    (Lang::Lit, "lt"),
    (Lang::Pol, "pl"),
    (Lang::Ces, "cs"),
    (Lang::Slk, "sk"),
    (Lang::Slv, "sl"),
    (Lang::Hrv, "hr"),
    (Lang::Hun, "hu"),
    (Lang::Ron, "ro"),
    (Lang::Tur, "tr"),
    (Lang::Ind, "id"),
    (Lang::Vie, "vi"),
    (Lang::Cat, "ca"),
    (Lang::Rus, "ru"),
    (Lang::Ukr, "uk"),
    (Lang::Bul, "bg"),
    (Lang::Srp, "sr"),
    (Lang::Ell, "el"),
    (Lang::Ara, "ar"),
    (Lang::Pes, "fa"),
    (Lang::Urd, "ur"),
    (Lang::Heb, "he"),
    (Lang::Hin, "hi"),
    (Lang::Ben, "bn"),
    (Lang::Tha, "th"),
    (Lang::Kor, "ko"),
];

/// The languages that a text holds enough of to be parts of it.
fn languages(text: &str, lines: &[Range<usize>]) -> Vec<&'static str> {
    let mut mass: Vec<(&'static str, u64)> = Vec::new();
    let mut pieces = [String::new(), String::new()];
    let mut note = |piece: &mut String, wide: bool| {
        let tag = if wide { Some(east_asian(piece)) } else { by_trigrams(piece, &[]) };
        let (weight, other) = masses(piece);
        let weight = if wide { weight } else { other };
        if let Some(tag) = tag {
            match mass.iter_mut().find(|(known, _)| *known == tag) {
                Some((_, sum)) => *sum += weight,
                None => mass.push((tag, weight)),
            }
        }
        piece.clear();
    };
    for line in lines.iter().filter_map(|line| text.get(line.clone())) {
        let (wide, spaced) = masses(line);
        let side = usize::from(spaced > wide);
        pieces[side].push_str(line);
        if pieces[side].len() > PIECE {
            note(&mut pieces[side], side == 0);
        }
    }
    for (side, piece) in pieces.iter_mut().enumerate() {
        note(piece, side == 0);
    }
    mass.into_iter().filter(|(_, weight)| *weight >= CHANGE).map(|(tag, _)| tag).collect()
}

fn is_wide(tag: &str) -> bool {
    tag.starts_with("zh") || tag == "ja"
}

/// The language of each line, as an index of `states`.
fn label(text: &str, lines: &[Range<usize>], states: &[&'static str]) -> Vec<usize> {
    if states.len() < 2 {
        return vec![0; lines.len()];
    }
    let spaced: Vec<&'static str> = states.iter().copied().filter(|tag| !is_wide(tag)).collect();
    let mut cost = vec![0u64; states.len()];
    let mut from: Vec<Vec<usize>> = Vec::with_capacity(lines.len());
    for line in lines {
        let line = text.get(line.clone()).unwrap_or_default();
        let (wide, other) = masses(line);
        let told = if spaced.len() > 1 { by_trigrams(line, &spaced) } else { None };
        let here = |tag: &str| {
            if is_wide(tag) {
                other
            } else {
                wide + if told.is_some_and(|told| told != tag) { other } else { 0 }
            }
        };
        let (cheapest, least) =
            cost.iter().copied().enumerate().min_by_key(|(_, cost)| *cost).unwrap_or((0, 0));
        let mut back = Vec::with_capacity(states.len());
        let mut next = Vec::with_capacity(states.len());
        for (state, tag) in states.iter().enumerate() {
            let stays = cost[state] <= least + CHANGE;
            back.push(if stays { state } else { cheapest });
            next.push(if stays { cost[state] } else { least + CHANGE } + here(tag));
        }
        cost = next;
        from.push(back);
    }
    let mut state = cost.iter().enumerate().min_by_key(|(_, cost)| **cost).map_or(0, |(state, _)| state);
    let mut labels = vec![0; lines.len()];
    for at in (0..lines.len()).rev() {
        labels[at] = state;
        state = from[at][state];
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::{detect, split_languages};

    const ENGLISH: &str = "The operator shall notify the customer in writing within thirty days of becoming aware of any breach of security.\n";
    const FRENCH: &str = "Le fournisseur informe le client par écrit dans un délai de trente jours après avoir pris connaissance de la violation.\n";
    const GERMAN: &str = "Der Anbieter benachrichtigt den Kunden schriftlich innerhalb von dreißig Tagen nach Kenntnis der Verletzung.\n";
    const CHINESE: &str = "经营者应当在知悉安全事件后三十日内以书面形式通知用户,并说明已经采取的措施。\n";

    fn parts(text: &str) -> Vec<(String, usize)> {
        let runs = split_languages(text.as_bytes()).unwrap();
        runs.into_iter().map(|run| (run.language.to_string(), run.lines.first)).collect()
    }

    #[test]
    fn languages_are_told() {
        let tag = |text: &str| detect(text).map(|language| language.to_string());
        assert_eq!(tag(ENGLISH).as_deref(), Some("en"));
        assert_eq!(tag(FRENCH).as_deref(), Some("fr"));
        assert_eq!(tag(CHINESE).as_deref(), Some("zh"));
        assert_eq!(
            tag("經營者應當在知悉安全事件後三十日內以書面形式通知使用者。").as_deref(),
            Some("zh-Hant")
        );
        assert_eq!(tag("利用者は、書面により通知しなければならない。").as_deref(), Some("ja"));
        assert_eq!(tag("1234"), None);
    }

    #[test]
    fn languages_one_after_the_other_are_split_at_the_line() {
        let own = |name: &str, line| (name.to_owned(), line);
        assert_eq!(
            parts(&(CHINESE.repeat(9) + "For release\n" + &ENGLISH.repeat(9))),
            [own("zh", 1), own("en", 10)]
        );
        assert_eq!(
            parts(&(ENGLISH.repeat(9) + &FRENCH.repeat(9) + &GERMAN.repeat(9))),
            [own("en", 1), own("fr", 10), own("de", 19)]
        );
    }

    #[test]
    fn quotations_split_nothing() {
        assert_eq!(parts(&(CHINESE.repeat(9) + ENGLISH + &CHINESE.repeat(9))).len(), 1);
        assert_eq!(
            parts(&format!("{}{FRENCH}{}", ENGLISH.repeat(9), ENGLISH.repeat(9))),
            [("en".to_owned(), 1)]
        );
    }
}
