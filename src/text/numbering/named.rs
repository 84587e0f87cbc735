//! Labels with a word before the number: `Article 5`, `Chapter II:`, `Schedule A`, `Статья 3`, `มาตรา ๒`.

use super::counted;
use super::label::{Found, Label, Scheme};
use crate::text::numeral;

/// Words before a number in lower case, by the scheme that they stand for. The outline finds any other word by the run
/// of numbers behind it; those here need no run.
const NAMED: [(Scheme, &[&str]); 3] = [
    (
        Scheme::Article,
        &[
            "article",
            "art.",
            "art",
            "artikel",
            "artículo",
            "articulo",
            "articolo",
            "artigo",
            "articol",
            "articolul",
            "artykuł",
            "artikkel",
            "artikla",
            "član",
            "članak",
            "článek",
            "článok",
            "cikk",
            "pasal",
            "madde",
            "điều",
            "статья",
            "стаття",
            "член",
            "чл.",
            "ст.",
            "άρθρο",
            "المادة",
            "مادة",
            "ماده",
            "סעיף",
            "มาตรา",
            "अनुच्छेद",
            "straipsnis",
            "pants",
            "raksts",
        ],
    ),
    (
        Scheme::Section,
        &[
            "section",
            "sec.",
            "abschnitt",
            "sección",
            "seccion",
            "sezione",
            "secção",
            "seção",
            "clause",
            "rule",
            "regulation",
            "cláusula",
            "clausula",
            "clausola",
            "ziffer",
            "punkt",
            "пункт",
            "धारा",
            "ข้อ",
        ],
    ),
    (
        Scheme::Division,
        &[
            "chapter",
            "chapitre",
            "kapitel",
            "kapittel",
            "capítulo",
            "capitulo",
            "capitolo",
            "capitol",
            "capitolul",
            "hoofdstuk",
            "rozdział",
            "kapitola",
            "hlava",
            "глава",
            "раздел",
            "розділ",
            "κεφάλαιο",
            "chương",
            "bab",
            "bölüm",
            "luku",
            "fejezet",
            "poglavje",
            "الفصل",
            "الباب",
            "פרק",
            "หมวด",
            "अध्याय",
            "part",
            "partie",
            "teil",
            "parte",
            "deel",
            "del",
            "część",
            "часть",
            "частина",
            "μέρος",
            "phần",
            "title",
            "titre",
            "titel",
            "título",
            "titulo",
            "titolo",
            "titlul",
            "annex",
            "annexe",
            "anexo",
            "anexa",
            "anlage",
            "anhang",
            "allegato",
            "bijlage",
            "bilaga",
            "bilag",
            "vedlegg",
            "liite",
            "załącznik",
            "příloha",
            "príloha",
            "melléklet",
            "приложение",
            "додаток",
            "παράρτημα",
            "ek",
            "phụ lục",
            "lampiran",
            "الملحق",
            "ملحق",
            "נספח",
            "schedule",
            "appendix",
            "appendice",
            "apéndice",
            "exhibit",
            "addendum",
            "attachment",
            "unterabschnitt",
            "book",
            "livre",
            "buch",
            "libro",
        ],
    ),
];

/// Spelled ordinals of first clauses, where the law of a language writes them so, and their values.
const SPELLED: [(&str, u32); 33] = [
    ("premier", 1),
    ("première", 1),
    ("primero", 1),
    ("primera", 1),
    ("primeiro", 1),
    ("primeira", 1),
    ("primo", 1),
    ("unique", 1),
    ("único", 1),
    ("unico", 1),
    ("segundo", 2),
    ("segunda", 2),
    ("tercero", 3),
    ("tercera", 3),
    ("cuarto", 4),
    ("cuarta", 4),
    ("quinto", 5),
    ("quinta", 5),
    ("sexto", 6),
    ("sexta", 6),
    ("séptimo", 7),
    ("séptima", 7),
    ("octavo", 8),
    ("octava", 8),
    ("noveno", 9),
    ("novena", 9),
    ("décimo", 10),
    ("décima", 10),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
];

/// Words that go on with a reference, so that `§ 2 Absatz 2 sowie …` and `Article 6 of …` head no clause.
const GOES_ON: [&str; 16] = [
    "absatz",
    "abs.",
    "satz",
    "nr.",
    "nummer",
    "buchstabe",
    "buchst.",
    "lit.",
    "paragraph",
    "paragraphs",
    "para",
    "para.",
    "alinéa",
    "apartado",
    "comma",
    "ff.",
];

/// Whether a word in lower case names a division of a text that is numbered: `article`, `section`, `annex`.
#[must_use]
pub fn is_division(word: &str) -> bool {
    word == "paragraph" || scheme_of(word).is_some()
}

fn scheme_of(word: &str) -> Option<Scheme> {
    NAMED.iter().find(|(_, words)| words.contains(&word)).map(|(scheme, _)| *scheme)
}

/// `Article 5`, `Chapter II:`, `Schedule A`
#[must_use]
pub fn named(text: &str) -> Option<Found> {
    let first = text.split_whitespace().next()?;
    let number = number_behind(text, first)?;
    if first.chars().next()?.is_lowercase() {
        return None;
    }
    let scheme = scheme_of(&first.to_lowercase())?;
    let ordinals = ordinals(number, scheme == Scheme::Division)?;
    let start = text.len() - behind_word(text, first)?.len();
    let length = start + number.trim_end_matches('*').len();
    (!goes_on(text, number, length)).then_some((scheme, ordinals, length))
}

/// Any word with a number behind it: the word in lower case, the label, and where the wording begins.
#[must_use]
pub fn any_word(text: &str) -> Option<(String, Label, usize)> {
    let first = text.split_whitespace().next()?;
    let letters =
        first.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '\u{94d}') || is_mark(c));
    if !letters || first.chars().next()?.is_lowercase() || !first.chars().any(char::is_alphabetic) {
        return None;
    }
    let number = number_behind(text, first)?;
    // `Text one.` counts nothing.
    let counts = |c| numeral::decimal_digit(c).is_some() || matches!(c, 'I' | 'V' | 'X');
    let ordinals = ordinals(number, false).filter(|_| number.starts_with(counts))?;
    let start = text.len() - behind_word(text, first)?.len();
    let length = start + number.len();
    if goes_on(text, number, length) {
        return None;
    }
    let body = length + (text.get(length..)?.len() - text.get(length..)?.trim_start().len());
    let printed = text.get(..length)?.to_owned();
    Some((first.to_lowercase(), Label { scheme: Scheme::Section, ordinals, printed }, body))
}

/// Vowel signs and the like, which Indic and Thai words are written with.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x0300..=0x036f | 0x0591..=0x05c7 | 0x064b..=0x065f | 0x0900..=0x0dff | 0x0e00..=0x0eff)
}

fn behind_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.get(word.len()..)?;
    let trimmed = rest.trim_start();
    (trimmed.len() < rest.len()).then_some(trimmed)
}

/// The second word, where it may be a number.
fn number_behind<'a>(text: &'a str, first: &str) -> Option<&'a str> {
    let number = behind_word(text, first)?.split_whitespace().next()?;
    // Emphasis may close inside the word: `**Article 5**:`
    let number = number.split("**").next()?;
    (!number.is_empty()).then_some(number)
}

/// The parts of a number as law prints it behind a word: `5`, `5.1`, `5a`, `II`, `1er`, `2.-`, `٣`, `premier`, `A`.
fn ordinals(number: &str, letters: bool) -> Option<Vec<u32>> {
    let bare = number.trim_end_matches(['.', ':', ')', '–', '—', '-', '*', '°', 'º', 'ª', '：']);
    let digits = numeral::ascii_digits(bare);
    let plain = digits.strip_suffix("er").or_else(|| digits.strip_suffix("re")).unwrap_or(&digits);
    let roman = || {
        numeral::roman(&bare.to_lowercase()).filter(|_| bare.chars().all(char::is_uppercase)).map(|n| vec![n])
    };
    let letter =
        || counted::letter(bare).filter(|_| letters && bare.chars().all(char::is_uppercase)).map(|n| vec![n]);
    let spelled = || {
        let lower = bare.to_lowercase();
        SPELLED.iter().find(|(word, _)| *word == lower).map(|(_, value)| vec![*value])
    };
    counted::decimal(plain)
        .or_else(|| {
            counted::number_with_letter(plain)
                .filter(|(_, length)| *length == plain.len())
                .map(|(ordinals, _)| ordinals)
        })
        .or_else(roman)
        .or_else(letter)
        .or_else(spelled)
}

/// Whether the text goes on as one that only refers to a clause: `Article 5, which says`, `Section 5 applies`,
/// `Article 6(1) of`.
fn goes_on(text: &str, number: &str, length: usize) -> bool {
    if number.ends_with([',', ';']) {
        return true;
    }
    let closed = number.ends_with(['.', ':', ')', '-', '–', '—', '*', '°', 'º']);
    let Some(next) = text.get(length..).and_then(|rest| rest.split_whitespace().next()) else { return false };
    // A suffix of law is read later and says nothing here.
    let suffix = next.len() <= "undecies".len()
        && next.starts_with(['b', 't', 'q', 's', 'o'])
        && super::suffix::with(text, (Scheme::Article, Vec::new(), length)).2 > length;
    !closed
        && !suffix
        && (next.starts_with(char::is_lowercase) || GOES_ON.contains(&next.to_lowercase().as_str()))
}
