//! What the sentences of two languages may have in common: facts, concepts of the lexicon, names, words.
//!
//! A token is a number in a vocabulary that both sides share. Facts, concepts and names are the same token in both
//! languages; words meet where they are cognates or where the pair itself teaches that they translate each other.

use crate::facts::{Fact, FactKind};
use crate::text::{script, segment};
use crate::translation::lexicon::Concepts;
use crate::translation::units::text::{Kept, Text, Unit};
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

/// The tokens of two texts.
#[derive(Debug)]
pub struct Tokens {
    /// Text and class of each token.
    pub vocabulary: Vec<(String, Class)>,
    /// Tokens of each source sentence.
    pub source: Vec<Vec<u32>>,
    /// Tokens of each target sentence.
    pub target: Vec<Vec<u32>>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// A number, a date, an address: the same in every language
    Fact,
    /// An acronym or name in Latin letters
    Name,
    /// A concept of the lexicon or the glossary
    Concept,
    /// A word as it is written
    Word,
}

/// Tokens of both texts, over one vocabulary.
pub fn tokens(source: &Text, target: &Text, concepts: &Concepts) -> Tokens {
    let (from, to) = std::thread::scope(|scope| {
        let from = scope.spawn(|| of(source, &target.language, concepts));
        let to = of(target, &source.language, concepts);
        (from.join().unwrap_or_else(|_| of(source, &target.language, concepts)), to)
    });
    let (mut vocabulary, source) = from;
    let ids: Vec<u32> = to.0.list.into_iter().map(|(text, class)| vocabulary.id(text, class)).collect();
    let mut target = to.1;
    for token in target.iter_mut().flatten() {
        *token = ids[*token as usize];
    }
    Tokens { vocabulary: vocabulary.list, source, target }
}

#[derive(Default)]
struct Interner {
    ids: FxHashMap<String, u32>,
    list: Vec<(String, Class)>,
}

impl Interner {
    fn id(&mut self, text: String, class: Class) -> u32 {
        if let Some(id) = self.ids.get(&text) {
            return *id;
        }
        let id = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.ids.insert(text.clone(), id);
        self.list.push((text, class));
        id
    }
}

fn of(text: &Text, other: &str, concepts: &Concepts) -> (Interner, Vec<Vec<u32>>) {
    let matcher = concepts.matcher(&text.language, other);
    let mut vocabulary = Interner::default();
    let sentence = |unit: &Unit| {
        let mut out = Vec::new();
        for value in &unit.values {
            facts(value, &mut vocabulary, &mut out);
        }
        for kept in &unit.kept {
            out.push(match kept {
                Kept::Link(address) => vocabulary.id(format!("@{}", without_language(address)), Class::Name),
                Kept::Strong => vocabulary.id("**".to_owned(), Class::Name),
            });
        }
        for concept in matcher.find(&unit.text) {
            out.push(vocabulary.id(format!("c{concept}"), Class::Concept));
        }
        for word in words(&unit.text, &text.language) {
            out.push(vocabulary.id(format!("w{word}"), Class::Word));
        }
        out
    };
    let sentences = text.units.iter().map(sentence).collect();
    (vocabulary, sentences)
}

fn facts(value: &Fact, vocabulary: &mut Interner, out: &mut Vec<u32>) {
    use FactKind::{Date, Email, Name, Url};
    if value.weak {
        return;
    }
    let reading = value.readings.first().map_or("", String::as_str);
    match value.kind {
        Name => out.push(vocabulary.id(format!("={reading}"), Class::Name)),
        Url | Email => out.push(vocabulary.id(format!("@{}", without_language(reading)), Class::Fact)),
        Date => {
            out.push(vocabulary.id(format!("d{reading}"), Class::Fact));
            // Its year may stand alone in the other text.
            for year in value.numbers().into_iter().filter(|number| number.len() == 4) {
                out.push(vocabulary.id(format!("#{year}"), Class::Fact));
            }
        }
        _ => out.push(vocabulary.id(format!("#{reading}"), Class::Fact)),
    }
}

/// An address without the part that names a language: `/en/about` and `/fr/about` are one.
pub fn without_language(address: &str) -> String {
    let is_language = |part: &&str| {
        let primary = part.split(['-', '_']).next().unwrap_or_default();
        !(primary.len() == 2 && part.len() <= 7 && primary.bytes().all(|byte| byte.is_ascii_lowercase()))
    };
    address.split('/').filter(is_language).collect::<Vec<_>>().join("/")
}

/// The words of a text as the lexical model sees them: short stems in Latin letters where the script allows it.
pub fn words(text: &str, language: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphabetic) {
        rest = rest.get(start..).unwrap_or_default();
        let first = rest.chars().next().and_then(script::of);
        let same = |c: char| script::of(c) == first || is_joined(c);
        let end = rest.find(|c: char| !same(c)).unwrap_or(rest.len());
        let (run, tail) = rest.split_at(end.max(rest.chars().next().map_or(1, char::len_utf8)));
        rest = tail;
        match first {
            Some("Hani") => han(run, language, &mut out),
            Some("Kana") => out.push(run.to_owned()),
            // Mostly endings and particles.
            Some("Hira") => {}
            Some("Hang") => out.push(run.chars().take(HANGUL_STEM).collect()),
            Some("Arab") => arabic(run, &mut out),
            _ => {
                let stem = stem(run);
                if stem.chars().count() >= SHORTEST {
                    out.push(stem);
                }
            }
        }
    }
    out
}

/// Korean particles follow the stem; two syllables hold most of it.
const HANGUL_STEM: usize = 2;
/// Shorter words of alphabetic scripts are articles and prepositions.
const SHORTEST: usize = 3;
/// Letters of a stem: endings of European languages are cut by this better than not at all.
const STEM: usize = 6;

fn is_joined(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' | '\u{670}' | '々')
}

fn han(run: &str, language: &str, out: &mut Vec<String>) {
    /// Function words of Chinese.
    const STOP: &str = "的了和与與在是之并並及以等于於对對为為将將这這那其也还還就都而或个個们們所由被把向从從中上下里得地着著到";
    if language == "ja" {
        let chars: Vec<char> = run.chars().collect();
        if chars.len() == 1 {
            out.push(run.to_owned());
        }
        out.extend(chars.windows(2).map(|pair| pair.iter().collect::<String>()));
        return;
    }
    for range in segment::words(run) {
        let word = run.get(range).unwrap_or_default();
        if word.chars().nth(1).is_some() || !STOP.contains(word) {
            out.push(word.to_owned());
        }
    }
}

/// Without article, conjunction and the commonest endings.
fn arabic(run: &str, out: &mut Vec<String>) {
    let plain: String = run
        .chars()
        .filter(|c| !is_joined(*c))
        .map(|c| match c {
            'أ' | 'إ' | 'آ' => 'ا',
            'ى' => 'ي',
            'ة' => 'ه',
            c => c,
        })
        .collect();
    let mut word = plain.as_str();
    for prefix in ["وال", "بال", "كال", "فال", "لل", "ال"] {
        if let Some(stem) = word.strip_prefix(prefix).filter(|stem| stem.chars().count() >= 3) {
            word = stem;
            break;
        }
    }
    for suffix in ["ات", "ون", "ين", "ها", "هم", "يه", "ه", "ي"] {
        if let Some(stem) = word.strip_suffix(suffix).filter(|stem| stem.chars().count() >= 3) {
            word = stem;
            break;
        }
    }
    out.push(word.to_owned());
}

/// A word of an alphabetic script: Latin letters without accents, spellings that vary between languages made one
/// (`k` and `c`, `ph` and `f`), the first letters of it.
pub fn stem(word: &str) -> String {
    let mut out = String::with_capacity(STEM + 2);
    let mut last = ' ';
    for c in word.nfd().flat_map(char::to_lowercase) {
        let plain: &str = match c {
            'ё' => "e",
            '\u{300}'..='\u{36f}' => continue,
            'k' | 'q' => "c",
            'y' | 'j' => "i",
            'w' => "v",
            'z' => "s",
            'ß' => "ss",
            'æ' => "a",
            'œ' => "o",
            'ø' => "o",
            'ł' => "l",
            'h' if matches!(last, 'p' | 't' | 'c' | 'r') => {
                if last == 'p' {
                    out.pop();
                    out.push('f');
                }
                continue;
            }
            c => {
                if let Some(latin) = cyrillic(c) {
                    latin
                } else {
                    if c != last {
                        out.push(c);
                    }
                    last = c;
                    continue;
                }
            }
        };
        for c in plain.chars() {
            if c != last {
                out.push(c);
            }
            last = c;
        }
    }
    out.chars().take(STEM).collect()
}

/// A Cyrillic letter in the Latin letters that cognates have in its place.
fn cyrillic(c: char) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'ж' => "g",
        'з' | 'с' => "s",
        'и' | 'й' | 'ы' | 'і' => "i",
        'к' => "c",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "h",
        'ц' => "c",
        'ч' => "ch",
        'ш' | 'щ' => "sh",
        'ъ' | 'ь' => "",
        'ю' => "iu",
        'я' => "ia",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{stem, without_language, words};

    #[test]
    fn cognates_have_like_stems() {
        for (a, b) in [
            ("climate", "Klimat"),
            ("philosophy", "filosofía"),
            ("Commission", "Kommission"),
            ("климат", "climat"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
    }

    #[test]
    fn words_of_many_scripts() {
        assert_eq!(words("the Climate of 气候变化", "zh"), ["climat", "气候", "变化"]);
        assert_eq!(words("気候変動の", "ja"), ["気候", "候変", "変動"]);
        assert_eq!(words("والمجتمع", "ar"), ["مجتمع"]);
        assert_eq!(words("기후변화를", "ko"), ["기후"]);
    }

    #[test]
    fn an_address_has_no_language() {
        assert_eq!(without_language("example.org/fr-CA/about"), without_language("example.org/en/about"));
    }
}
