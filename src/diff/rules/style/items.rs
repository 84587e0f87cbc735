//! The words of an edit as style sees them: contractions written out, phrases of the lists joined, each with its roles.

use super::likeness::{Likeness, likeness};
use super::words::{self, Lookup, Role, fold};
use crate::diff::rules::catalogue::RuleId;
use crate::diff::rules::side::Side;
use crate::text::token::Token;
use std::ops::Range;

/// A word or phrase of an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Where it is.
    pub range: Range<usize>,
    /// Its folded words, joined by a space.
    pub key: String,
    /// As the text has it.
    pub text: String,
    /// What it is for style; empty for a word that carries meaning.
    pub roles: Vec<Role>,
    /// Whether a contraction was written out to get it.
    pub contracted: bool,
}

/// The words of one language and what reads them.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// The primary subtag.
    pub language: &'static str,
    /// Its words; none where the language has no file.
    pub words: Option<&'static Lookup>,
}

/// Letters of the shortest stem whose endings are looked at.
const LEAST_STEM: usize = 3;

/// A word, or a part of a contraction, before phrases are joined.
struct Piece {
    range: Range<usize>,
    key: String,
    contracted: bool,
}

impl Reader {
    /// The reader for a language by its tag.
    #[must_use]
    pub fn new(tag: &str) -> Self {
        let found = words::of(tag);
        Self { language: found.map_or("", |(primary, _)| primary), words: found.map(|(_, words)| words) }
    }

    /// The items of some words of a side.
    #[must_use]
    pub fn items(&self, side: &Side, words: &[Token]) -> Vec<Item> {
        let pieces: Vec<Piece> = words.iter().flat_map(|word| self.pieces(side, *word)).collect();
        let keys: Vec<String> = pieces.iter().map(|piece| piece.key.clone()).collect();
        let mut out = Vec::with_capacity(pieces.len());
        let mut at = 0;
        while let Some(piece) = pieces.get(at) {
            let found = self.words.and_then(|words| words.at(keys.get(at..)?));
            let (length, mut roles) = found.unwrap_or_else(|| (1, self.roles_of_stem(piece)));
            // A phrase of words that may come and go may come and go: `that is`.
            if length > 1
                && (at..at + length).all(|word| self.is_empty_word(keys.get(word..=word).unwrap_or_default()))
            {
                roles.push(Role::Empty);
            }
            let run = pieces.get(at..at + length).unwrap_or_default();
            let range = piece.range.start..run.last().map_or(piece.range.end, |last| last.range.end);
            out.push(Item {
                key: keys.get(at..at + length).unwrap_or_default().join(" "),
                text: side.part(&range).to_owned(),
                contracted: run.iter().any(|piece| piece.contracted),
                range,
                roles,
            });
            at += length;
        }
        out
    }

    /// What the plain form of an inflected word is in the lists: `deleted` is `delete`. English alone has endings so
    /// plain; only its meaning counts, a word that may come and go has no other form.
    fn roles_of_stem(&self, piece: &Piece) -> Vec<Role> {
        const ENDINGS: [(&str, &str); 8] = [
            ("ied", "y"),
            ("ies", "y"),
            ("ing", ""),
            ("ing", "e"),
            ("ed", ""),
            ("ed", "e"),
            ("s", ""),
            ("es", ""),
        ];
        let Some(words) = self.words.filter(|_| self.language == "en") else { return Vec::new() };
        let stems = ENDINGS.iter().filter_map(|(ending, plain)| {
            let stem = piece.key.strip_suffix(ending).filter(|stem| stem.len() >= LEAST_STEM)?;
            words.at(&[format!("{stem}{plain}")])
        });
        let kept = |role: &Role| matches!(role, Role::Synonym(_) | Role::Abbreviation(_));
        stems.flat_map(|(_, roles)| roles).filter(kept).collect()
    }

    fn is_empty_word(&self, word: &[String]) -> bool {
        self.words.and_then(|words| words.at(word)).is_some_and(|(_, roles)| roles.contains(&Role::Empty))
    }

    fn pieces(&self, side: &Side, word: Token) -> Vec<Piece> {
        let range = word.range();
        let key = fold(side.part(&range));
        let parts = self.contraction(&key);
        let contracted = parts.len() > 1;
        parts.into_iter().map(|key| Piece { range: range.clone(), key, contracted }).collect()
    }

    /// The words that a contraction is for: `don't` is `do not`; `l'accord` has an article in front.
    fn contraction(&self, key: &str) -> Vec<String> {
        let two = |first: &str, second: &str| vec![first.to_owned(), second.to_owned()];
        if self.language == "en" {
            match key {
                "cannot" | "can't" => return two("can", "not"),
                "won't" => return two("will", "not"),
                "shan't" => return two("shall", "not"),
                "let's" => return two("let", "us"),
                "it's" | "that's" | "there's" | "here's" | "what's" | "who's" => {
                    return two(key.trim_end_matches("'s"), "is");
                }
                _ => {}
            }
            let endings = [
                ("n't", "not"),
                ("'ll", "will"),
                ("'re", "are"),
                ("'ve", "have"),
                ("'m", "am"),
                ("'d", "would"),
            ];
            for (ending, full) in endings {
                if let Some(head) = key.strip_suffix(ending).filter(|head| !head.is_empty()) {
                    return two(head, full);
                }
            }
        }
        if matches!(self.language, "fr" | "it" | "ca")
            && let Some((head, rest)) = key.split_once('\'').filter(|(_, rest)| !rest.is_empty())
        {
            return two(head, rest);
        }
        vec![key.to_owned()]
    }

    /// Why two items are the same in another form: `Some(None)` where they are the same word, `None` where they are
    /// not alike.
    #[must_use]
    pub fn same(&self, old: &Item, new: &Item) -> Option<Option<RuleId>> {
        if old.key == new.key {
            let contraction = old.contracted != new.contracted;
            let reason = match () {
                () if contraction => Some(RuleId::ContractionChanged),
                () if old.text != new.text && capitals(&old.text, &new.text) => Some(RuleId::CapitalsChanged),
                () if old.text != new.text && !old.contracted => Some(RuleId::AbbreviationChanged),
                () => None,
            };
            return Some(reason);
        }
        let shared = old.roles.iter().find(|role| new.roles.contains(role));
        match shared {
            Some(Role::Synonym(_)) => return Some(Some(RuleId::SynonymChanged)),
            Some(Role::Abbreviation(_)) => return Some(Some(RuleId::AbbreviationChanged)),
            Some(Role::Person(_)) => return Some(Some(RuleId::FunctionWordChanged)),
            Some(Role::Joint(_)) => return Some(None),
            Some(Role::Empty | Role::Preposition) | None => {}
        }
        if !old.carries_meaning() || !new.carries_meaning() {
            return None;
        }
        // Words that begin with other letters of one alphabet are never alike, and most pairs end here.
        let head = |item: &Item| item.key.bytes().next().filter(u8::is_ascii_lowercase);
        if let (Some(one), Some(other)) = (head(old), head(new))
            && one != other
            && one != b'w'
            && other != b'w'
            && one != b'h'
            && other != b'h'
        {
            return None;
        }
        if address(&old.key) == address(&new.key) {
            return Some(Some(RuleId::SpellingChanged));
        }
        Some(Some(match likeness(&old.text, &new.text, self.language)? {
            Likeness::Capitals => RuleId::CapitalsChanged,
            Likeness::Spelling => RuleId::SpellingChanged,
            Likeness::Inflection => RuleId::InflectionChanged,
            Likeness::Confusable => RuleId::ConfusableLetters,
        }))
    }
}

/// A host or an address without what does not change where it leads.
fn address(key: &str) -> &str {
    let key = key.trim_start_matches("https://").trim_start_matches("http://");
    key.trim_start_matches("www.").trim_start_matches("www").trim_end_matches('/')
}

fn capitals(old: &str, new: &str) -> bool {
    old.to_lowercase() == new.to_lowercase()
}

impl Item {
    /// Whether it may come and go.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.roles.iter().any(|role| matches!(role, Role::Empty | Role::Preposition))
    }

    /// Whether it may not become another one of its kind.
    #[must_use]
    pub fn is_preposition(&self) -> bool {
        self.roles.contains(&Role::Preposition)
    }

    /// Who it names: the speaker, the one who is spoken to.
    #[must_use]
    pub fn person(&self) -> Option<u8> {
        self.roles.iter().find_map(|role| if let Role::Person(who) = role { Some(*who) } else { None })
    }

    /// Which joint of an enumeration it is.
    #[must_use]
    pub fn joint(&self) -> Option<u16> {
        self.roles.iter().find_map(|role| if let Role::Joint(nth) = role { Some(*nth) } else { None })
    }

    /// Whether it says something by itself.
    #[must_use]
    pub fn carries_meaning(&self) -> bool {
        !self.is_empty() && self.person().is_none() && self.joint().is_none()
    }
}
