//! The words that facts are written with in each language, from a data file. A language is added by a table in it.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::sync::LazyLock;

const DATA: &str = include_str!("words.toml");

/// Units of time, by the name of the field that holds their forms.
const UNITS: [&str; 7] = ["second", "minute", "hour", "day", "week", "month", "year"];

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Raw {
    months: String,
    numbers: String,
    ordinals: String,
    tens: String,
    hundreds: String,
    joints: String,
    prefix: String,
    compounds: bool,
    twenties: bool,
    duals: FxHashMap<String, String>,
    powers: FxHashMap<String, u32>,
    percent: String,
    tenths: String,
    articles: String,
    second: String,
    minute: String,
    hour: String,
    day: String,
    week: String,
    month: String,
    year: String,
}

/// The words of one language, ready to look up. Phrases are joined by spaces.
#[derive(Debug, Default)]
pub struct Words {
    /// Month from 1.
    pub months: FxHashMap<String, u32>,
    /// First words of the months' names.
    pub month_heads: FxHashSet<String>,
    /// Number words up to nine hundred.
    pub numbers: FxHashMap<String, u32>,
    /// Words between the parts of a number: `and`.
    pub joints: FxHashSet<String>,
    /// A joint that is written as one with what follows it: `و`.
    pub prefix: Option<char>,
    /// Whether the parts of a number are written as one word.
    pub compounds: bool,
    /// Whether sixty and eighty go on up to nineteen, and four twenties are eighty.
    pub twenties: bool,
    /// Words for two of a unit of time.
    pub duals: FxHashMap<String, &'static str>,
    /// Powers of ten.
    pub powers: FxHashMap<String, u32>,
    /// Per cent.
    pub percent: Vec<String>,
    /// Tenths, which are ten per cent each.
    pub tenths: Vec<String>,
    /// What a reference begins with.
    pub articles: Vec<String>,
    /// Units of time: form and unit, longest forms first.
    pub units: Vec<(String, &'static str)>,
}

// A data file that does not parse leaves every language empty; a test reads it.
static WORDS: LazyLock<FxHashMap<String, Words>> = LazyLock::new(|| {
    let raw: FxHashMap<String, Raw> = toml::from_str(DATA).unwrap_or_default();
    raw.into_iter().map(|(language, raw)| (language, ready(&raw))).collect()
});

static NONE: LazyLock<Words> = LazyLock::new(Words::default);

/// The words of a language (primary subtag); empty where there are none.
pub fn of(language: &str) -> &'static Words {
    WORDS.get(language).unwrap_or(&NONE)
}

fn ready(raw: &Raw) -> Words {
    let mut words = Words { powers: raw.powers.clone(), ..Words::default() };
    number(&raw.months, |at| at + 1, &mut words.months);
    number(&raw.numbers, |at| at, &mut words.numbers);
    number(&raw.ordinals, |at| at, &mut words.numbers);
    number(&raw.tens, |at| (at + 3) * 10, &mut words.numbers);
    number(&raw.hundreds, |at| (at + 2) * 100, &mut words.numbers);
    words.joints = phrases(&raw.joints).into_iter().collect();
    words.prefix = raw.prefix.chars().next();
    (words.compounds, words.twenties) = (raw.compounds, raw.twenties);
    for unit in UNITS {
        let forms = raw.duals.get(unit).map_or("", String::as_str);
        words
            .duals
            .extend(forms.split('|').filter(|form| !form.is_empty()).map(|form| (form.to_owned(), unit)));
    }
    words.tenths = phrases(&raw.tenths);
    let head = |name: &String| name.split(' ').next().map(str::to_owned);
    words.month_heads = words.months.keys().filter_map(head).collect();
    words.percent = phrases(&raw.percent);
    words.articles = phrases(&raw.articles);
    let units = [&raw.second, &raw.minute, &raw.hour, &raw.day, &raw.week, &raw.month, &raw.year];
    for (unit, forms) in UNITS.into_iter().zip(units) {
        words.units.extend(
            forms.split('|').filter(|form| !form.is_empty()).map(|form| (form.replace('_', " "), unit)),
        );
    }
    words.units.sort_by_key(|(form, _)| std::cmp::Reverse(form.chars().count()));
    words
}

/// Forms in places separated by spaces, those of one place by bars.
fn number(list: &str, value: impl Fn(u32) -> u32, into: &mut FxHashMap<String, u32>) {
    for (place, forms) in (0u32..).zip(list.split_whitespace()) {
        for form in forms.split('|').filter(|form| *form != "-") {
            into.insert(form.replace('_', " "), value(place));
        }
    }
}

fn phrases(list: &str) -> Vec<String> {
    list.split_whitespace().map(|form| form.replace('_', " ")).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_data_is_read() {
        assert_eq!(super::of("en").months.get("february"), Some(&2));
        assert_eq!(super::of("fr").numbers.get("quarante"), Some(&40));
        assert_eq!(super::of("de").months.get("dez"), Some(&12));
        assert!(super::of("ru").months.len() >= 24);
        assert!(super::of("zh").units.iter().any(|(form, unit)| form == "个月" && *unit == "month"));
        assert!(super::of("xx").months.is_empty());
    }
}
