//! Finds concepts in a text.
//!
//! Forms are words or phrases; `*` behind a word stands for any ending. Chinese forms are found anywhere, the longest
//! first, in simplified characters after folding; they serve Japanese as well, which shares many compounds.

use super::fold::simplified;
use super::glossary::Glossary;
use crate::lang;
use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

/// All concepts that a comparison knows.
#[derive(Debug, Default)]
pub struct Concepts {
    /// Concept, language (primary subtag) and form.
    entries: Vec<(u32, String, String)>,
}

impl Concepts {
    /// The built-in lexicon with a glossary on top.
    pub fn new(glossary: Option<&Glossary>, source: &str, target: &str) -> Self {
        let mut entries = Vec::new();
        let mut next = 0;
        for concept in lang::TERMS {
            for (language, forms) in *concept {
                entries.extend(forms.iter().map(|form| (next, (*language).to_owned(), (*form).to_owned())));
            }
            next += 1;
        }
        for (from, to) in glossary.iter().flat_map(|glossary| glossary.entries()) {
            entries.push((next, source.to_owned(), from.to_owned()));
            entries.push((next, target.to_owned(), to.to_owned()));
            next += 1;
        }
        Self { entries }
    }

    /// What finds the concepts in texts of a language: those that have forms in the other language too.
    pub fn matcher(&self, language: &str, other: &str) -> Matcher {
        let shared: FxHashSet<u32> =
            self.entries.iter().filter(|entry| serves(&entry.1, other)).map(|entry| entry.0).collect();
        let mut matcher = Matcher::default();
        for (concept, of, form) in &self.entries {
            if serves(of, language) && shared.contains(concept) {
                matcher.add(*concept, form, is_unspaced(of));
            }
        }
        matcher
    }
}

/// Whether forms of one language are found in texts of another: Japanese shares many compounds with Chinese.
fn serves(forms: &str, language: &str) -> bool {
    forms == language || forms == "zh" && language == "ja"
}

/// Whether forms are found inside of words: where words are not spaced, or where articles, conjunctions and particles
/// are written as one with them.
fn is_unspaced(language: &str) -> bool {
    matches!(language, "zh" | "ja" | "ko" | "ar" | "th")
}

/// Finds the concepts of one language.
#[derive(Debug, Default)]
pub struct Matcher {
    /// By the first word, or its part before `*`: the other words and the concept.
    phrases: FxHashMap<String, Vec<(Phrase, u32)>>,
    /// Forms of scripts without spaces.
    runs: FxHashMap<String, Vec<u32>>,
    /// Most characters of such a form.
    longest: usize,
}

/// The words of a form, each with whether any ending may follow.
type Phrase = Vec<(String, bool)>;

impl Matcher {
    fn add(&mut self, concept: u32, form: &str, unspaced: bool) {
        if unspaced {
            let form: String = form.nfkc().map(simplified).collect();
            self.longest = self.longest.max(form.chars().count());
            self.runs.entry(form).or_default().push(concept);
            return;
        }
        let words: Phrase = form
            .split(|c: char| c != '*' && !c.is_alphanumeric() && !is_mark(c))
            .filter(|word| !word.is_empty())
            .map(|word| (plain(word.trim_end_matches('*')), word.ends_with('*')))
            .collect();
        if let Some((first, _)) = words.first() {
            self.phrases.entry(first.clone()).or_default().push((words.clone(), concept));
        }
    }

    /// The concepts of a text, in order of occurrence, none inside a longer one.
    pub fn find(&self, text: &str) -> Vec<u32> {
        let mut out = Vec::new();
        if !self.runs.is_empty() {
            self.find_runs(text, &mut out);
        }
        if !self.phrases.is_empty() {
            self.find_phrases(text, &mut out);
        }
        out
    }

    fn find_runs(&self, text: &str, out: &mut Vec<u32>) {
        let chars: Vec<char> = text.nfkc().map(simplified).collect();
        let mut at = 0;
        while at < chars.len() {
            let longest = self.longest.min(chars.len() - at);
            let found = (1..=longest).rev().find_map(|length| {
                let form: String = chars.get(at..at + length)?.iter().collect();
                self.runs.get(&form).map(|concepts| (concepts, length))
            });
            match found {
                Some((concepts, length)) => {
                    out.extend(concepts);
                    at += length;
                }
                None => at += 1,
            }
        }
    }

    fn find_phrases(&self, text: &str, out: &mut Vec<u32>) {
        let words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric() && !is_mark(c))
            .filter(|word| !word.is_empty())
            .map(plain)
            .collect();
        let mut at = 0;
        while at < words.len() {
            let mut longest = 0;
            let mut found: Vec<u32> = Vec::new();
            for key in prefixes(&words[at]) {
                for (phrase, concept) in self.phrases.get(key).into_iter().flatten() {
                    let fits =
                        phrase.len() >= longest && matches(phrase, words.get(at..).unwrap_or_default());
                    if fits && phrase.len() > longest {
                        longest = phrase.len();
                        found.clear();
                    }
                    if fits && !found.contains(concept) {
                        found.push(*concept);
                    }
                }
            }
            out.append(&mut found);
            at += longest.max(1);
        }
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Every head of a word, the longest first.
fn prefixes(word: &str) -> impl Iterator<Item = &str> {
    /// No form of the lexicon is longer.
    const LONGEST: usize = 32;
    let ends: Vec<usize> = word.char_indices().take(LONGEST).map(|(at, c)| at + c.len_utf8()).collect();
    ends.into_iter().rev().filter_map(|end| word.get(..end))
}

fn matches(phrase: &Phrase, words: &[String]) -> bool {
    phrase.len() <= words.len()
        && phrase
            .iter()
            .zip(words)
            .all(|((part, any), word)| if *any { word.starts_with(part) } else { word == part })
}

/// Lower case without accents.
fn plain(word: &str) -> String {
    word.nfd().filter(|c| !is_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::Concepts;
    use crate::lang;

    #[test]
    fn every_concept_has_forms_in_two_languages() {
        assert!(lang::TERMS.len() > 300);
        for forms in lang::TERMS {
            assert!(forms.len() >= 2 && forms.iter().all(|(_, forms)| !forms.is_empty()), "{forms:?}");
            assert!(forms.iter().any(|(language, _)| *language == "en"), "{forms:?}");
        }
    }

    #[test]
    fn a_concept_is_found_in_every_language() {
        let concepts = Concepts::new(None, "en", "zh");
        let found = |text: &str, language: &str| concepts.matcher(language, "en").find(text);
        let climate = found("climate change", "en");
        assert_eq!(climate.len(), 1);
        for (text, language) in [
            ("应对气候变化", "zh"),
            ("氣候變遷", "zh"),
            ("気候変動", "ja"),
            ("les changements climatiques", "fr"),
            ("des Klimawandels", "de"),
            ("el cambio climático", "es"),
            ("기후변화에", "ko"),
            ("والمناخ", "ar"),
            ("изменения климата", "ru"),
        ] {
            assert!(found(text, language).contains(&climate[0]), "{text}");
        }
    }
}
