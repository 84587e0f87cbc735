//! Labels: the printed numbers of clauses and headings (`2.1`, `(a)`, `§ 12`, `Article 5`, `第三条`).
//!
//! Precision comes first: `2021 was a year`, `1.5 degrees`, `23. Februar 2021`, `A person` and `I agree` begin with no
//! label. What a lone letter is (`(i)` the ninth or the first?) only its neighbours tell: see [`resolve`].

use super::numeral;
use crate::lang;
use serde::Serialize;

/// The printed number of a clause, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Label {
    /// How the number is written.
    pub scheme: Scheme,
    /// The number's parts as integers: `2.1` is `[2, 1]`, `(c)` is `[3]`, `第三条` is `[3]`, `12a` is `[12, 1]`.
    pub ordinals: Vec<u32>,
    /// The label as printed, without the white space behind it.
    pub printed: String,
}

/// How a label is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scheme {
    /// `1.`, `1)`, `1.2`, `1.2.3.`
    Decimal,
    /// `(a)`, `a)`, `a.`
    LowerLetter,
    /// `(A)`, `A.`
    UpperLetter,
    /// `(iv)`, `iv.`
    LowerRoman,
    /// `IV.`
    UpperRoman,
    /// `Article 5`, `Art. 5`, `Artículo 5`, `Artikel 5`
    Article,
    /// `Section 5`, `Sec. 5`, `Abschnitt 5`
    Section,
    /// `§ 12`, `§12a`
    Paragraph,
    /// `Chapter 2`, `Part II`, `Annex 1`, `Schedule A`, `第二章`, `附件一`
    Division,
    /// `第三条`, `第（二）款`, `（一）`, `一、`
    Han,
}

/// Words before a number, with their scheme.
const NAMED: [(&str, Scheme); 29] = [
    ("article", Scheme::Article),
    ("art.", Scheme::Article),
    ("artikel", Scheme::Article),
    ("artículo", Scheme::Article),
    ("articulo", Scheme::Article),
    ("articolo", Scheme::Article),
    ("artigo", Scheme::Article),
    ("section", Scheme::Section),
    ("sec.", Scheme::Section),
    ("abschnitt", Scheme::Section),
    ("sección", Scheme::Section),
    ("clause", Scheme::Section),
    ("rule", Scheme::Section),
    ("chapter", Scheme::Division),
    ("chapitre", Scheme::Division),
    ("kapitel", Scheme::Division),
    ("capítulo", Scheme::Division),
    ("part", Scheme::Division),
    ("partie", Scheme::Division),
    ("teil", Scheme::Division),
    ("parte", Scheme::Division),
    ("title", Scheme::Division),
    ("titre", Scheme::Division),
    ("annex", Scheme::Division),
    ("annexe", Scheme::Division),
    ("anexo", Scheme::Division),
    ("anlage", Scheme::Division),
    ("schedule", Scheme::Division),
    ("appendix", Scheme::Division),
];

/// Whether a word in lower case names a division of a text that is numbered: `article`, `section`, `annex`.
#[must_use]
pub fn is_division(word: &str) -> bool {
    word == "paragraph" || NAMED.iter().any(|(name, _)| *name == word)
}

/// The label at the head of `text` and the byte offset at which the wording begins behind it. Markdown's signs of bold
/// print around the label (`**2.3** text`) are passed over and count to the label.
#[must_use]
pub fn parse(text: &str) -> Option<(Label, usize)> {
    let bold = ["**", "__"].into_iter().find(|sign| text.starts_with(sign)).unwrap_or_default();
    let rest = text.get(bold.len()..)?;
    if !may_begin(rest) {
        return None;
    }
    let (scheme, ordinals, length) = paragraph_sign(rest)
        .or_else(|| named(rest))
        .or_else(|| han(rest))
        .or_else(|| bracketed(rest))
        .or_else(|| counted(rest))?;
    let mut end = bold.len() + length;
    if !bold.is_empty() && text.get(end..)?.starts_with(bold) {
        end += bold.len();
    }
    let behind = text.get(end..)?;
    let wording = end + (behind.len() - behind.trim_start().len());
    let glued = wording == end && !behind.is_empty();
    if glued && !matches!(scheme, Scheme::Han | Scheme::Division) {
        return None;
    }
    let printed = text.get(bold.len()..bold.len() + length)?.trim_end().replace('\\', "");
    Some((Label { scheme, ordinals, printed }, wording))
}

/// The label of a heading: as [`parse`], and a bare number before a capital (`1 Scope`, `2.1 Definitions`).
#[must_use]
pub fn parse_heading(text: &str) -> Option<(Label, usize)> {
    parse(text).or_else(|| {
        let (number, rest) = text.split_once(' ')?;
        let capital =
            rest.trim_start().chars().next().is_some_and(|c| c.is_uppercase() || super::script::is_wide(c));
        let short = number.len() <= 2 || number.contains('.');
        let ordinals = decimal(number).filter(|_| capital && short)?;
        let wording = number.len() + 1 + (rest.len() - rest.trim_start().len());
        Some((Label { scheme: Scheme::Decimal, ordinals, printed: number.to_owned() }, wording))
    })
}

type Found = (Scheme, Vec<u32>, usize);

/// A quick look that spares most lines all the others: one that begins with an ASCII letter has a label only where its
/// first word is closed like one (`a)`, `iv.`) or may name a division.
fn may_begin(text: &str) -> bool {
    /// Bytes of the longest letters with what closes them: `(xxxviii).`
    const CLOSED_WITHIN: usize = 10;
    let Some(first) = text.bytes().next() else { return false };
    if !first.is_ascii_alphabetic() {
        return true;
    }
    let mut word = text.bytes().take(CLOSED_WITHIN).take_while(|byte| !byte.is_ascii_whitespace());
    // All names of divisions begin with these; the capital is asked for later.
    let division = matches!(first, b'A' | b'C' | b'K' | b'P' | b'R' | b'S' | b'T');
    division || word.any(|byte| matches!(byte, b'.' | b')' | b':' | b'\\') || !byte.is_ascii())
}

/// `§ 12`, `§12a`, `§ 3.`
fn paragraph_sign(text: &str) -> Option<Found> {
    let sign = '§'.len_utf8();
    let rest = text.strip_prefix('§')?;
    let space = rest.len() - rest.trim_start().len();
    let (ordinals, length) = number_with_letter(rest.get(space..)?)?;
    let stop = usize::from(rest.get(space + length..)?.starts_with(['.', ':']));
    Some((Scheme::Paragraph, ordinals, sign + space + length + stop))
}

/// `Article 5`, `Chapter II:`, `Schedule A`
fn named(text: &str) -> Option<Found> {
    let first = text.split_whitespace().next()?;
    let capital = first.chars().next().is_some_and(char::is_uppercase);
    if !capital {
        return None;
    }
    let (_, scheme) = if first.is_ascii() {
        NAMED.iter().find(|(name, _)| name.eq_ignore_ascii_case(first))?
    } else {
        let lower = first.to_lowercase();
        NAMED.iter().find(|(name, _)| *name == lower)?
    };
    let start =
        first.len() + text.get(first.len()..)?.chars().next().filter(|c| c.is_whitespace())?.len_utf8();
    let number = text.get(start..)?.split_whitespace().next()?;
    let bare = number.trim_end_matches(['.', ':', ')', '–', '—', '*', ',']);
    let ordinals = decimal(bare)
        .or_else(|| {
            number_with_letter(bare).filter(|(_, length)| *length == bare.len()).map(|(ordinals, _)| ordinals)
        })
        .or_else(|| {
            numeral::roman(&bare.to_lowercase())
                .filter(|_| bare.chars().all(char::is_uppercase))
                .map(|n| vec![n])
        })
        .or_else(|| {
            letter(bare)
                .filter(|_| *scheme == Scheme::Division && bare.chars().all(char::is_uppercase))
                .map(|n| vec![n])
        })?;
    // `Article 5, which …` refers to a clause; it is not that clause's head.
    if number.ends_with(',') {
        return None;
    }
    Some((*scheme, ordinals, start + number.trim_end_matches('*').len()))
}

/// `第三条`, `第（二）款`, `附件一`, `（一）`, `一、`
fn han(text: &str) -> Option<Found> {
    let (body, prefix) = if let Some(rest) = text.strip_prefix('第') {
        (rest, '第'.len_utf8())
    } else if let Some((word, rest)) =
        ["附件", "附录", "附錄", "附表"].iter().find_map(|word| Some((word, text.strip_prefix(word)?)))
    {
        let (number, length) = numeral::leading(rest.trim_start())?;
        return Some((
            Scheme::Division,
            vec![number],
            word.len() + (rest.len() - rest.trim_start().len()) + length,
        ));
    } else {
        let open = text.chars().next().filter(|c| matches!(c, '（' | '('));
        let at = open.map_or(0, char::len_utf8);
        let (number, length) = numeral::leading_han(text.get(at..)?)?;
        let close = text.get(at + length..)?.chars().next()?;
        let closes =
            if open.is_some() { matches!(close, '）' | ')') } else { matches!(close, '、' | '．' | '.') };
        return closes.then_some((Scheme::Han, vec![number], at + length + close.len_utf8()));
    };
    let open = body.chars().next().filter(|c| matches!(c, '（' | '(' | ' ')).map_or(0, char::len_utf8);
    let (number, length) = numeral::leading(body.get(open..)?)?;
    let mut rest = body.get(open + length..)?;
    let close = rest.chars().next().filter(|c| matches!(c, '）' | ')' | ' ')).map_or(0, char::len_utf8);
    rest = rest.get(close..)?;
    let unit = rest.chars().next()?;
    let scheme = match unit {
        '条' | '條' | '款' | '项' | '項' | '目' => Scheme::Han,
        '章' | '节' | '節' | '编' | '編' | '部' | '篇' => Scheme::Division,
        _ => return None,
    };
    // `第三条规定` refers to the clause; the head of one is followed by a space, punctuation or nothing, or by text
    // after an ideographic space.
    let end = prefix + open + length + close + unit.len_utf8();
    let behind = text.get(end..)?.chars().next();
    behind.is_none_or(|c| c.is_whitespace() || matches!(c, '：' | ':' | '【' | '（' | '-')).then_some((
        scheme,
        vec![number],
        end,
    ))
}

/// `(a)`, `(iv)`, `(1)`
fn bracketed(text: &str) -> Option<Found> {
    let inner = text.strip_prefix('(')?;
    let inner = inner.get(..inner.find(')')?).filter(|inner| inner.len() <= 6)?;
    let (scheme, number) = small(inner)?;
    Some((scheme, vec![number], inner.len() + 2))
}

/// `1.`, `1)`, `1.2`, `a)`, `a.`, `IV.`
fn counted(text: &str) -> Option<Found> {
    let token = text.split_whitespace().next()?;
    let token = token.split("**").next()?;
    // Markdown escapes the full stop of a number that begins no list: `2\. Scope`.
    let plain = token.replace('\\', "");
    let bare = plain.trim_end_matches(['.', ')', ':', '．']);
    let closing = plain.get(bare.len()..)?;
    if let Some(ordinals) = decimal(bare) {
        let joined = ordinals.len() > 1;
        let closed = matches!(closing, "." | ")" | "．") || joined && (closing.is_empty() || closing == ":");
        if !closed
            || ordinals.first().is_some_and(|first| *first > 999)
            || closing.is_empty() && is_measure(text, token)
        {
            return None;
        }
        return Some((Scheme::Decimal, ordinals, token.len())).filter(|_| !is_date(text, token));
    }
    let (scheme, number) = small(bare)?;
    let single = bare.chars().count() == 1;
    // `A. Smith` and `i. e.` are no labels by themselves, but nothing tells them from `A. Scope`: a full stop needs a
    // capital behind it, and a lower-case letter a bracket or a full stop.
    let closed = match closing {
        ")" => true,
        "." => {
            text.get(token.len()..)?.trim_start().chars().nth(1).is_some_and(|c| c != '.')
                && (single || scheme != Scheme::UpperLetter)
        }
        _ => false,
    };
    closed.then_some((scheme, vec![number], token.len()))
}

/// `1.5 degrees`, `2.5 million`: a number joined by one full stop and followed by a word in lower case.
fn is_measure(text: &str, token: &str) -> bool {
    let next = text.get(token.len()..).unwrap_or_default().trim_start();
    token.matches('.').count() == 1
        && next.chars().next().is_some_and(|c| c.is_lowercase() || matches!(c, '%' | '°'))
}

/// `23. Februar 2021`, `1. 2. 2021`: a day with a full stop, then a month.
fn is_date(text: &str, token: &str) -> bool {
    let next = text.get(token.len()..).unwrap_or_default().split_whitespace().next().unwrap_or_default();
    let lower = next.trim_end_matches('.').to_lowercase();
    token.ends_with('.') && lang::lookup(lang::facts("de").months, &lower).is_some()
}

/// A letter, a roman numeral or a small number.
fn small(text: &str) -> Option<(Scheme, u32)> {
    if let Some(number) =
        text.parse().ok().filter(|_| text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return Some((Scheme::Decimal, number));
    }
    let lower = text.bytes().all(|byte| byte.is_ascii_lowercase());
    let upper = text.bytes().all(|byte| byte.is_ascii_uppercase());
    if text.is_empty() || !lower && !upper {
        return None;
    }
    let roman = numeral::roman(&text.to_ascii_lowercase());
    // One letter alone is a letter, except `i`, `v` and `x`, which begin or carry roman runs far more often.
    if let Some(number) =
        roman.filter(|_| text.len() > 1 || matches!(text, "i" | "I" | "v" | "V" | "x" | "X"))
    {
        return Some((if lower { Scheme::LowerRoman } else { Scheme::UpperRoman }, number));
    }
    let number = letter(text)?;
    Some((if lower { Scheme::LowerLetter } else { Scheme::UpperLetter }, number))
}

/// `a` is 1, `z` is 26, `aa` is 27.
fn letter(text: &str) -> Option<u32> {
    let mut bytes = text.bytes().map(|byte| byte.to_ascii_lowercase());
    let first = bytes.next().filter(u8::is_ascii_lowercase)?;
    let value = u32::from(first - b'a') + 1;
    match bytes.next() {
        None => Some(value),
        Some(second) if second == first && bytes.next().is_none() => Some(26 + value),
        _ => None,
    }
}

/// `2.1`: numbers joined by full stops.
fn decimal(text: &str) -> Option<Vec<u32>> {
    let part = |part: &str| {
        part.parse().ok().filter(|_| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    text.split('.').map(part).collect()
}

/// `12`, `12a`: a number that a letter may follow.
fn number_with_letter(text: &str) -> Option<(Vec<u32>, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut ordinals = vec![text.get(..digits)?.parse().ok()?];
    let mut rest = text.get(digits..)?.chars();
    let letter = rest
        .next()
        .filter(char::is_ascii_alphabetic)
        .filter(|_| !rest.next().is_some_and(char::is_alphanumeric));
    ordinals.extend(letter.and_then(|letter| self::letter(&letter.to_string())));
    Some((ordinals, digits + usize::from(letter.is_some())))
}

/// The label read again in the light of the one before it in the same list: `(i)` after `(h)` is a letter.
#[must_use]
pub fn resolve(previous: Option<&Label>, label: Label) -> Label {
    let Some(previous) = previous else { return label };
    let (from, to) = match label.scheme {
        Scheme::LowerRoman => (Scheme::LowerLetter, Scheme::LowerLetter),
        Scheme::UpperRoman => (Scheme::UpperLetter, Scheme::UpperLetter),
        _ => return label,
    };
    let inner = label.printed.trim_matches(['(', ')', '.']).to_owned();
    let as_letter = letter(&inner)
        .filter(|number| previous.scheme == from && previous.ordinals == [number.wrapping_sub(1)]);
    match as_letter {
        Some(number) => Label { scheme: to, ordinals: vec![number], ..label },
        None => label,
    }
}

/// Whether `next` may follow `label` in a list: the same scheme and the next number, or a letter put in (`43` → `43A`).
#[must_use]
pub fn is_successor(label: &Label, next: &Label) -> bool {
    let (a, b) = (&label.ordinals, &next.ordinals);
    if label.scheme != next.scheme {
        return false;
    }
    match (a.split_last(), b.split_last()) {
        (Some((last, head)), Some((next, other))) if a.len() == b.len() => head == other && *next == last + 1,
        (Some(_), Some((1, head))) if b.len() == a.len() + 1 => head == a.as_slice(),
        (Some((_, head)), Some((next, other))) if a.len() == b.len() + 1 => {
            head.split_last().is_some_and(|(last, rest)| rest == other && *next == last + 1)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Scheme, is_successor, parse, parse_heading, resolve};

    #[track_caller]
    fn label(text: &str, scheme: Scheme, ordinals: &[u32], wording: &str) {
        let (label, body) = parse_heading(text).unwrap_or_else(|| panic!("no label in {text}"));
        assert_eq!((label.scheme, label.ordinals.as_slice(), &text[body..]), (scheme, ordinals, wording));
    }

    #[test]
    fn labels_of_every_scheme() {
        label("1. Definitions", Scheme::Decimal, &[1], "Definitions");
        label("2.1 The provider", Scheme::Decimal, &[2, 1], "The provider");
        label("1 Scope", Scheme::Decimal, &[1], "Scope");
        label("**2.3** text", Scheme::Decimal, &[2, 3], "text");
        label("2\\. CORE PRINCIPLES", Scheme::Decimal, &[2], "CORE PRINCIPLES");
        label("(a) the first", Scheme::LowerLetter, &[1], "the first");
        label("(iv) the fourth", Scheme::LowerRoman, &[4], "the fourth");
        label("A. Your Feedback", Scheme::UpperLetter, &[1], "Your Feedback");
        label("§ 12a Fristen", Scheme::Paragraph, &[12, 1], "Fristen");
        label("Article 5: Scope", Scheme::Article, &[5], "Scope");
        label("Art. 3 Geltung", Scheme::Article, &[3], "Geltung");
        label("Chapter II", Scheme::Division, &[2], "");
        label("Schedule A Fees", Scheme::Division, &[1], "Fees");
        label("第三条 个人信息", Scheme::Han, &[3], "个人信息");
        label("第（二）款", Scheme::Han, &[2], "");
        label("第十二章 附则", Scheme::Division, &[12], "附则");
        label("附件一", Scheme::Division, &[1], "");
        label("（一）总则", Scheme::Han, &[1], "总则");
        label("一、总则", Scheme::Han, &[1], "总则");
    }

    #[test]
    fn what_looks_like_a_label_and_is_none() {
        for text in [
            "2021 was a year",
            "1.5 degrees C.",
            "90% of",
            "I agree",
            "A person shall",
            "U.S. law",
            "No. 5",
            "23. Februar 2021",
            "3 months",
            "Article 5, which says",
            "第三条规定了",
            "i.e. this",
            "(the rest)",
            "§",
            "",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn neighbours_tell_what_a_letter_is() {
        let of = |text: &str| parse(text).unwrap().0;
        assert_eq!(resolve(Some(&of("(h) x")), of("(i) y")).scheme, Scheme::LowerLetter);
        assert_eq!(resolve(None, of("(i) y")).scheme, Scheme::LowerRoman);
        assert!(is_successor(&of("2.1 The"), &of("2.2 The")) && is_successor(&of("§ 43 x"), &of("§ 43a x")));
        assert!(!is_successor(&of("2.1 The"), &of("2.3 The")));
    }

    proptest::proptest! {
        #[test]
        fn the_wording_begins_on_a_border(text in "\\PC{0,20}") {
            if let Some((_, body)) = parse(&text) {
                proptest::prop_assert!(text.is_char_boundary(body));
            }
        }
    }
}
