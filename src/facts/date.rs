//! Dates: by signs (`2021 年 2 月 23 日`), by month names, in digits, and the years of eras.

use super::han;
use super::letters::Letter;
use crate::lang::{FactWords, lookup, starting};
use crate::text::script;
use unicode_normalization::char::is_combining_mark;

/// A date and how many characters it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateRead {
    /// Year, where said.
    pub year: Option<u32>,
    /// Month, where said.
    pub month: Option<u32>,
    /// Day, where said.
    pub day: Option<u32>,
    /// Number of characters.
    pub length: usize,
}

impl DateRead {
    /// `2021-02-23`, `2021-02`, `--02-23`, `2021`.
    pub fn canonical(&self) -> String {
        let year = self.year.map_or_else(|| "-".to_owned(), |year| format!("{year:04}"));
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year}-{month:02}"),
            _ => year,
        }
    }
}

/// Era names and the year before their first (Japan; the Republic of China).
const ERAS: [(&str, u32); 8] = [
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("大正", 1911),
    ("明治", 1867),
    ("中華民國", 1911),
    ("民國", 1911),
    ("民国", 1911),
];

/// A date written with signs behind its numbers, in Chinese, Japanese or Korean, or the year of an era.
pub fn by_signs(letters: &[Letter]) -> Option<DateRead> {
    let mut at = 0;
    let mut base = None;
    for (name, before) in ERAS {
        if starts_with(letters, name) {
            base = Some(before);
            at = skip(letters, name.chars().count());
            break;
        }
    }
    let mut out = DateRead { year: None, month: None, day: None, length: 0 };
    if base.is_some() && starts_with(letters.get(at..)?, "元年") {
        return Some(DateRead { year: base.map(|base| base + 1), length: at + 2, ..out });
    }
    if let Some((year, end)) = signed(letters, at, &['年', '년']) {
        out.year = base.map(|base| base + year).or((1000..=2999).contains(&year).then_some(year));
        out.year?;
        out.length = end;
        at = skip(letters, end);
    }
    if base.is_some() && out.year.is_none() {
        return None;
    }
    if let Some((month, end)) =
        signed(letters, at, &['月', '월']).filter(|(month, _)| (1..=12).contains(month))
    {
        out.month = Some(month);
        at = skip(letters, end);
        if let Some((day, last)) =
            signed(letters, at, &['日', '号', '號', '일']).filter(|(day, _)| (1..=31).contains(day))
        {
            out.day = Some(day);
            out.length = last;
        } else if out.year.is_some() {
            out.length = end;
        } else {
            return None;
        }
    }
    (out.length > 0).then_some(out)
}

/// A number with one of `signs` behind it, spaces between; the end is behind the sign.
fn signed(letters: &[Letter], at: usize, signs: &[char]) -> Option<(u32, usize)> {
    let rest = letters.get(at..)?;
    let digits = rest.iter().take_while(|letter| letter.c.is_ascii_digit()).count();
    let (value, length) = if digits > 0 {
        let text: String = rest.get(..digits)?.iter().map(|letter| letter.c).collect();
        (text.parse().ok()?, digits)
    } else {
        let chars: Vec<char> = rest.iter().take(12).map(|letter| letter.c).collect();
        let read = han::leading(&chars)?;
        (read.value.parse().ok()?, read.length)
    };
    let sign = skip(letters, at + length);
    letters.get(sign).filter(|letter| signs.contains(&letter.c)).map(|_| (value, sign + 1))
}

fn skip(letters: &[Letter], mut at: usize) -> usize {
    while letters.get(at).is_some_and(|letter| matches!(letter.c, ' ' | '\u{a0}')) {
        at += 1;
    }
    at
}

/// Whether the letters begin with `text`.
pub fn starts_with(letters: &[Letter], text: &str) -> bool {
    let mut count = 0;
    let same = text.chars().zip(letters).all(|(c, letter)| {
        count += 1;
        c == letter.c
    });
    same && count == text.chars().count()
}

/// A word in lower case and the place behind it.
pub fn word(letters: &[Letter], at: usize) -> Option<(String, usize)> {
    let rest = letters.get(at..)?;
    let inside = |at: usize, letter: &Letter| {
        letter.c.is_alphabetic()
            || !letter.c.is_ascii() && is_combining_mark(letter.c)
            || letter.c == '\'' && at > 0 && is_cyrillic(rest.get(at - 1)) && is_cyrillic(rest.get(at + 1))
    };
    let length = rest.iter().enumerate().take_while(|(at, letter)| inside(*at, letter)).count();
    let word: String = rest.get(..length)?.iter().flat_map(|letter| letter.c.to_lowercase()).collect();
    (length > 0).then_some((word, at + length))
}

/// `п'ять`: an apostrophe between Cyrillic letters belongs to the word.
fn is_cyrillic(letter: Option<&Letter>) -> bool {
    letter.is_some_and(|letter| script::of(letter.c) == Some("Cyrl"))
}

/// `February 23, 2021`, `February 2021`, `February 23`; a month alone is none.
pub fn month_first(letters: &[Letter], words: &FactWords) -> Option<DateRead> {
    let (month, at) = month(letters, 0, words)?;
    let mut out = DateRead { year: None, month: Some(month), day: None, length: 0 };
    let mut at = skip(letters, at);
    if let Some((day, end)) = digits(letters, at).filter(|(day, end)| (1..=31).contains(day) && end - at <= 2)
    {
        let end = ordinal_end(letters, end);
        out.day = Some(day);
        out.length = end;
        at = skip(letters, end);
        at = skip(letters, at + usize::from(letters.get(at).is_some_and(|letter| letter.c == ',')));
    }
    // `febrero de 2021`
    at = joint(letters, at);
    if let Some((year, end)) =
        digits(letters, at).filter(|(year, end)| end - at == 4 && (1000..=2999).contains(year))
    {
        out.year = Some(year);
        out.length = end;
    }
    (out.length > 0).then_some(out)
}

/// The words before the number of a month and of a year where months have no names: `1 tháng 7 năm 2024`.
const NUMBERED: (&str, &str) = ("tháng", "năm");

/// `1 tháng 7 năm 2024`
pub fn by_numbers(letters: &[Letter]) -> Option<DateRead> {
    let (day, end) = digits(letters, 0).filter(|(day, end)| (1..=31).contains(day) && *end <= 2)?;
    let named = |at: usize, name: &str| {
        let (word, end) = word(letters, skip(letters, at))?;
        (word == name).then(|| digits(letters, skip(letters, end))).flatten()
    };
    let (month, end) = named(end, NUMBERED.0).filter(|(month, _)| (1..=12).contains(month))?;
    let out = DateRead { year: None, month: Some(month), day: Some(day), length: end };
    let year = named(end, NUMBERED.1).filter(|(year, _)| (1000..=2999).contains(year));
    Some(year.map_or(out.clone(), |(year, length)| DateRead { year: Some(year), length, ..out }))
}

/// `2024. január 1.`: the year first.
pub fn year_first(letters: &[Letter], words: &FactWords) -> Option<DateRead> {
    let (year, end) = digits(letters, 0).filter(|(year, end)| *end == 4 && (1000..=2999).contains(year))?;
    let stop = letters.get(end).is_some_and(|letter| letter.c == '.');
    let start = skip(letters, end + usize::from(stop));
    let rest = month_first(letters.get(start..)?, words).filter(|read| stop && read.year.is_none())?;
    Some(DateRead { year: Some(year), length: start + rest.length, ..rest })
}

/// `23 février 2021`, `23. Februar 2021`, `23 de febrero de 2021`, `23 February`.
pub fn day_first(letters: &[Letter], words: &FactWords) -> Option<DateRead> {
    let (day, end) = digits(letters, 0).filter(|(day, end)| (1..=31).contains(day) && *end <= 2)?;
    let mut at = ordinal_end(letters, end);
    at = skip(letters, at + usize::from(letters.get(at).is_some_and(|letter| letter.c == '.')));
    at = joint(letters, at);
    let (month, end) = month(letters, at, words)?;
    let mut out = DateRead { year: None, month: Some(month), day: Some(day), length: end };
    let at = skip(
        letters,
        end + usize::from(letters.get(end).is_some_and(|letter| matches!(letter.c, '.' | ','))),
    );
    let at = joint(letters, at);
    if let Some((year, end)) =
        digits(letters, at).filter(|(year, end)| end - at == 4 && (1000..=2999).contains(year))
    {
        out.year = Some(year);
        out.length = end;
    }
    Some(out)
}

/// `2021-02-23`, `2021/2/23`, `23.02.2021`, `23/02/2021`: its readings, the likeliest first. Of `02/03/2021` either
/// number may be the month; English puts it first.
pub fn in_digits(letters: &[Letter], language: &str) -> Vec<DateRead> {
    let Some((sign, [first, second, third], ends)) = three_numbers(letters) else { return Vec::new() };
    let length = ends[2];
    let read = |year: u32, month: u32, day: u32| {
        let fits = (1000..=2999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        fits.then_some(DateRead { year: Some(year), month: Some(month), day: Some(day), length })
    };
    let year_length = length - ends[1] - 1;
    let readings = match (ends[0], year_length) {
        (4, 1..=2) => [read(first, second, third), None],
        (1..=2, 4) if sign == '.' => [read(third, second, first), None],
        (1..=2, 4) if language == "en" => [read(third, first, second), read(third, second, first)],
        (1..=2, 4) => [read(third, second, first), read(third, first, second)],
        _ => [None, None],
    };
    let mut out: Vec<DateRead> = readings.into_iter().flatten().collect();
    out.dedup();
    out
}

/// Three numbers with the same sign between them, and the ends of each.
fn three_numbers(letters: &[Letter]) -> Option<(char, [u32; 3], [usize; 3])> {
    let (first, end) = digits(letters, 0)?;
    let sign = letters.get(end)?.c;
    let (second, second_end) = digits(letters, end + 1)?;
    let same = matches!(sign, '-' | '/' | '.') && letters.get(second_end)?.c == sign;
    let (third, length) = digits(letters, second_end + 1)?;
    same.then_some((sign, [first, second, third], [end, second_end, length]))
}

fn joint(letters: &[Letter], at: usize) -> usize {
    match word(letters, at) {
        Some((word, end)) if matches!(word.as_str(), "de" | "del" | "of" | "do") => skip(letters, end),
        _ => at,
    }
}

fn ordinal_end(letters: &[Letter], at: usize) -> usize {
    // `1.º`, `1º`
    let dot = usize::from(letters.get(at).is_some_and(|letter| letter.c == '.'));
    if letters.get(at + dot).is_some_and(|letter| matches!(letter.c, 'º' | 'ª' | '°')) {
        return at + dot + 1;
    }
    match word(letters, at) {
        Some((word, end)) if matches!(word.as_str(), "st" | "nd" | "rd" | "th" | "er") => end,
        _ => at,
    }
}

fn digits(letters: &[Letter], at: usize) -> Option<(u32, usize)> {
    let text: String =
        letters.get(at..)?.iter().map(|letter| letter.c).take_while(char::is_ascii_digit).collect();
    if text.is_empty() || text.len() > 4 {
        return None;
    }
    Some((text.parse().ok()?, at + text.len()))
}

/// Whether a word in lower case begins the name of a month.
pub fn may_be_month(word: &str, words: &FactWords) -> bool {
    let at = words.months.partition_point(|(form, _)| *form < word);
    words.months.get(at).is_some_and(|(form, _)| {
        form.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// A month's name at `at`. `may` and `march` in lower case are verbs.
fn month(letters: &[Letter], at: usize, words: &FactWords) -> Option<(u32, usize)> {
    let first = letters.get(at)?.c;
    if script::of(first) == Some("Thai") {
        // Written as one with what follows.
        let rest = letters.get(at..)?;
        let forms = starting(words.months, first).iter().filter(|(form, _)| starts_with(rest, form));
        let longest = forms.max_by_key(|(form, _)| form.len())?;
        return Some((longest.1, at + longest.0.chars().count()));
    }
    let (name, end) = word(letters, at)?;
    let lower = letters.get(at).is_some_and(|letter| letter.c.is_lowercase());
    if lower && matches!(name.as_str(), "may" | "march") {
        return None;
    }
    if let Some(month) = lookup(words.months, &name) {
        let dot = name.chars().count() < 5 && letters.get(end).is_some_and(|letter| letter.c == '.');
        return Some((month, end + usize::from(dot)));
    }
    // Hebrew writes `in` as one with the month: `בינואר`.
    if let Some(month) = name.strip_prefix('ב').and_then(|name| lookup(words.months, name)) {
        return Some((month, end));
    }
    let (second, end) = word(letters, skip(letters, end))?;
    lookup(words.months, &format!("{name} {second}")).map(|month| (month, end))
}
