//! Where the texts of a set lie that is kept as plain files: `docs/{language}/{document}.md`.

use super::language::Language;
use std::fmt;
use std::str::FromStr;

/// Longest pattern in bytes; matching tries every way to cut a path into its pieces.
const MAX_BYTES: usize = 200;
/// Letters of a language's primary subtag. Longer ones are registered in BCP 47 but name no language today, and a
/// file `privacy.policy.md` would be one in the language `policy`.
const PRIMARY: std::ops::RangeInclusive<usize> = 2..=3;

/// A pattern for the paths of a set of documents and their translations.
///
/// `{language}` stands for a language tag (`fr`, `zh-Hant`, also `pt_BR`), `{document}` for a name that may hold
/// slashes, `[…]` around a part for one that the source's own files do not have: `{document}[.{language}].md` finds
/// `privacy.md` and `privacy.fr.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathPattern {
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Language,
    Document,
    /// What may be absent; it holds the language.
    Optional(Vec<Piece>),
}

/// What a path says of the text that lies there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PathParts {
    /// The document's name; of a pattern without `{document}` the path without what tells the language.
    pub document: String,
    /// The language; `None` where the optional part is absent.
    pub language: Option<Language>,
}

/// A text that is no pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{pattern}` is no pattern of paths: {why}; write one such as `docs/{{language}}/{{document}}.md`")]
pub struct InvalidPattern {
    /// As it was written.
    pub pattern: String,
    /// What is wrong with it.
    pub why: &'static str,
}

impl PathPattern {
    /// What `path` says, if it is one of the pattern. A path that can be read with and without a language is read
    /// with it.
    #[must_use]
    pub fn parts(&self, path: &str) -> Option<PathParts> {
        let mut parts = matched(&self.pieces, path)?;
        if parts.document.is_empty() {
            parts.document = self.unnamed(&self.pieces);
        }
        Some(parts)
    }

    /// The name of the only document of a pattern that names none.
    fn unnamed(&self, pieces: &[Piece]) -> String {
        let literal = pieces.iter().map(|piece| match piece {
            Piece::Literal(text) => text.as_str(),
            _ => "",
        });
        let path: String = literal.collect();
        let file = path.rsplit('/').next().unwrap_or_default();
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).trim_matches(['.', '-', '_']);
        if stem.is_empty() { self.text.clone() } else { stem.to_owned() }
    }
}

impl FromStr for PathPattern {
    type Err = InvalidPattern;

    fn from_str(text: &str) -> Result<Self, InvalidPattern> {
        let wrong = |why| InvalidPattern { pattern: text.to_owned(), why };
        if text.len() > MAX_BYTES {
            return Err(wrong("it is too long"));
        }
        let clean = text.strip_prefix("./").unwrap_or(text);
        let mut pieces = Vec::new();
        let mut rest = clean;
        while let Some(at) = rest.find(['[', ']']) {
            let (before, behind) = rest.split_at(at);
            simple(before, &mut pieces).map_err(wrong)?;
            let inner = behind.strip_prefix('[').and_then(|inner| inner.split_once(']'));
            let Some((inside, after)) = inner else { return Err(wrong("a square bracket stands alone")) };
            let mut optional = Vec::new();
            simple(inside, &mut optional).map_err(wrong)?;
            pieces.push(Piece::Optional(optional));
            rest = after;
        }
        simple(rest, &mut pieces).map_err(wrong)?;
        match count(&pieces, &Piece::Language) {
            0 => return Err(wrong("`{language}` is not in it")),
            1 => {}
            _ => return Err(wrong("`{language}` is in it twice")),
        }
        if count(&pieces, &Piece::Document) > 1 {
            return Err(wrong("`{document}` is in it twice"));
        }
        let bare =
            |piece: &Piece| matches!(piece, Piece::Optional(inner) if count(inner, &Piece::Language) == 0);
        if pieces.iter().any(bare) {
            return Err(wrong("square brackets go around the part with `{language}`"));
        }
        Ok(Self { text: text.to_owned(), pieces })
    }
}

impl fmt::Display for PathPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Reads a part of a pattern that has no brackets.
fn simple(text: &str, pieces: &mut Vec<Piece>) -> Result<(), &'static str> {
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        let (name, after) = behind.split_once('}').ok_or("a brace is not closed")?;
        if !before.is_empty() {
            pieces.push(Piece::Literal(before.to_owned()));
        }
        pieces.push(match name {
            "language" => Piece::Language,
            "document" => Piece::Document,
            _ => return Err("braces hold `language` or `document`"),
        });
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest.to_owned()));
    }
    Ok(())
}

fn count(pieces: &[Piece], wanted: &Piece) -> usize {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Optional(inner) => count(inner, wanted),
            piece => usize::from(piece == wanted),
        })
        .sum()
}

/// What the whole of `path` says by `pieces`.
fn matched(pieces: &[Piece], path: &str) -> Option<PathParts> {
    let Some((first, rest)) = pieces.split_first() else {
        return path.is_empty().then(PathParts::default);
    };
    match first {
        Piece::Literal(text) => matched(rest, path.strip_prefix(text.as_str())?),
        Piece::Language => {
            let longest = path.find('/').unwrap_or(path.len());
            ends(path, longest).rev().find_map(|end| {
                let (tag, behind) = path.split_at(end);
                let language = language(tag)?;
                Some(PathParts { language: Some(language), ..matched(rest, behind)? })
            })
        }
        // The shortest name that fits leaves the language to what comes behind it.
        Piece::Document => ends(path, path.len()).find_map(|end| {
            let (name, behind) = path.split_at(end);
            Some(PathParts { document: name.to_owned(), ..matched(rest, behind)? })
        }),
        Piece::Optional(inner) => {
            let with: Vec<Piece> = inner.iter().chain(rest).cloned().collect();
            matched(&with, path).or_else(|| matched(rest, path))
        }
    }
}

/// Where the first piece of `path` may end, one character or more and `longest` bytes at most.
fn ends(path: &str, longest: usize) -> impl DoubleEndedIterator<Item = usize> {
    path.char_indices().map(|(at, c)| at + c.len_utf8()).filter(move |end| *end <= longest)
}

fn language(tag: &str) -> Option<Language> {
    let tag = tag.replace('_', "-");
    let primary = tag.split('-').next().unwrap_or_default().len();
    PRIMARY.contains(&primary).then(|| Language::new(&tag).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{PathParts, PathPattern};
    use crate::model::Language;

    fn parts(pattern: &str, path: &str) -> Option<(String, Option<String>)> {
        let pattern: PathPattern = pattern.parse().unwrap();
        let PathParts { document, language } = pattern.parts(path)?;
        Some((document, language.as_ref().map(Language::to_string)))
    }

    fn told(document: &str, language: &str) -> Option<(String, Option<String>)> {
        Some((document.to_owned(), (!language.is_empty()).then(|| language.to_owned())))
    }

    #[test]
    fn folders_and_file_names_tell_the_language() {
        assert_eq!(
            parts("docs/{language}/{document}.md", "docs/fr/legal/privacy.md"),
            told("legal/privacy", "fr")
        );
        assert_eq!(
            parts("{document}/{language}.md", "firefox/terms/pt_BR.md"),
            told("firefox/terms", "pt-BR")
        );
        assert_eq!(parts("./{language}/{document}.md", "zh-cn/privacy.md"), told("privacy", "zh-CN"));
        assert_eq!(parts("docs/{language}/{document}.md", "docs/images/privacy.md"), None);
        assert_eq!(parts("docs/{language}/{document}.md", "docs/fr/privacy.txt"), None);
    }

    #[test]
    fn the_source_may_go_without_a_language() {
        let pattern = "{document}[.{language}].md";
        assert_eq!(parts(pattern, "privacy.md"), told("privacy", ""));
        assert_eq!(parts(pattern, "privacy.fr.md"), told("privacy", "fr"));
        assert_eq!(parts(pattern, "a/v1.2/privacy.md"), told("a/v1.2/privacy", ""));
        assert_eq!(parts(pattern, "privacy.policy.md"), told("privacy.policy", ""));
        assert_eq!(
            parts("1/4/code-of-conduct[.{language}].md", "1/4/code-of-conduct.fa-ir.md"),
            told("code-of-conduct", "fa-IR")
        );
        assert_eq!(parts("docs[/{language}]/privacy.md", "docs/privacy.md"), told("privacy", ""));
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (pattern, why) in [
            ("docs/*.md", "`{language}` is not in it"),
            ("{language}/{language}.md", "twice"),
            ("{lang}.md", "braces hold"),
            ("a[b/{language}", "stands alone"),
            ("a]{language}", "stands alone"),
            ("{language", "not closed"),
            ("{language}[x]", "go around"),
        ] {
            let error = pattern.parse::<PathPattern>().unwrap_err().to_string();
            assert!(error.contains(why), "{pattern}: {error}");
        }
    }
}
