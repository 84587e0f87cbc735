//! What reports say, in the languages that they speak: one data file for each, all with the same keys.
//!
//! A message is found by its key, `entry.first`, and filled with values, `{sections}`. Messages that count have a form
//! for one and one for other numbers, chosen by the rule of the language (CLDR 46, integers).

use crate::model::Date;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use toml::{Table, Value};

/// A language in which reports can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MessageLanguage {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
    /// Chinese, in simplified characters.
    Zh,
    /// German.
    De,
    /// Spanish.
    Es,
}

impl MessageLanguage {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::En, Self::Fr, Self::Zh, Self::De, Self::Es];

    /// The one for texts in the language of a BCP 47 tag; none where reports do not speak it. Traditional characters
    /// are another script than that of the Chinese messages.
    #[must_use]
    pub fn of(tag: &str) -> Option<Self> {
        let lower = tag.to_lowercase();
        let mut parts = lower.split('-');
        match parts.next()? {
            "en" => Some(Self::En),
            "fr" => Some(Self::Fr),
            "de" => Some(Self::De),
            "es" => Some(Self::Es),
            "zh" if !parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo")) => Some(Self::Zh),
            _ => None,
        }
    }

    /// Its tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::Zh => "zh",
            Self::De => "de",
            Self::Es => "es",
        }
    }

    /// Whether a number takes the form for one.
    fn is_one(self, number: usize) -> bool {
        match self {
            Self::En | Self::De | Self::Es => number == 1,
            Self::Fr => number < 2,
            Self::Zh => false,
        }
    }
}

/// The messages of one language.
#[derive(Debug, Clone, Copy)]
pub struct Messages {
    language: MessageLanguage,
    texts: &'static BTreeMap<String, String>,
}

static EN: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| read(include_str!("../../../../lang/en/messages.toml")));
static FR: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| read(include_str!("../../../../lang/fr/messages.toml")));
static ZH: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| read(include_str!("../../../../lang/zh/messages.toml")));
static DE: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| read(include_str!("../../../../lang/de/messages.toml")));
static ES: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| read(include_str!("../../../../lang/es/messages.toml")));

impl Messages {
    /// Those of a language.
    pub fn new(language: MessageLanguage) -> Self {
        let texts = match language {
            MessageLanguage::En => &*EN,
            MessageLanguage::Fr => &*FR,
            MessageLanguage::Zh => &*ZH,
            MessageLanguage::De => &*DE,
            MessageLanguage::Es => &*ES,
        };
        Self { language, texts }
    }

    /// A message without values.
    pub fn get(&self, key: &str) -> &str {
        self.find(key).unwrap_or_default()
    }

    /// A message that may be missing, such as that of a rule of the future.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// A message with its values filled in, each once and unchanged: a value that looks like `{name}` stays.
    pub fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// A message that counts; `{n}` is the number.
    pub fn count(&self, key: &str, number: usize, values: &[(&str, &str)]) -> String {
        let form = if self.language.is_one(number) { "one" } else { "other" };
        let number = number.to_string();
        let values: Vec<(&str, &str)> = values.iter().copied().chain([("n", number.as_str())]).collect();
        self.say(&format!("{key}.{form}"), &values)
    }

    /// Things in a sentence: `a, b and c`.
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => {
                let (first, and) = (first.join(self.get("text.comma")), self.get("text.last"));
                // Chinese sets digits and Latin letters off by a space.
                let latin = |c: Option<char>| {
                    self.language == MessageLanguage::Zh && c.is_some_and(|c| c.is_ascii_alphanumeric())
                };
                let before = if latin(first.chars().next_back()) { " " } else { "" };
                let after = if latin(last.chars().next()) { " " } else { "" };
                format!("{first}{before}{and}{after}{last}")
            }
        }
    }

    /// A date in words: `May 4, 2026`. One without a day stays as it is written.
    pub fn date(&self, date: &Date) -> String {
        let parts: Vec<&str> = date.as_str().split('-').collect();
        let [year, month, day] = parts.as_slice() else { return date.as_str().to_owned() };
        let number = |text: &str| text.trim_start_matches('0').to_owned();
        let name = self.get(&format!("date.month-{}", number(month)));
        let first = self.language == MessageLanguage::Fr && number(day) == "1";
        let day = if first { "1er".to_owned() } else { number(day) };
        self.say("date.full", &[("year", year), ("month", name), ("day", &day)])
    }

    /// A quotation.
    pub fn quote(&self, text: &str) -> String {
        self.say("text.quote", &[("text", text)])
    }

    /// A sentence with its full stop, unless it is closed already.
    pub fn sentence(&self, text: &str) -> String {
        let closed = self.get("text.closed").split(' ').any(|end| text.ends_with(end));
        if closed { text.to_owned() } else { format!("{text}{}", self.get("text.stop")) }
    }
}

/// Fills `{name}` with its value; a name that has none stays.
fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern;
    while let Some(at) = rest.find('{') {
        let (before, open) = rest.split_at(at);
        out.push_str(before);
        let value = open.find('}').and_then(|end| {
            let name = open.get(1..end)?;
            Some((values.iter().find(|(known, _)| *known == name)?.1, open.get(end + 1..)?))
        });
        match value {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = open.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

/// The messages of a data file, by key. That all files can be read and agree is tested.
fn read(file: &str) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    if let Ok(table) = file.parse::<Table>() {
        flatten("", table, &mut texts);
    }
    texts
}

fn flatten(prefix: &str, table: Table, texts: &mut BTreeMap<String, String>) {
    for (key, value) in table {
        let key = if prefix.is_empty() { key } else { format!("{prefix}.{key}") };
        match value {
            Value::Table(inner) => flatten(&key, inner, texts),
            Value::String(text) => {
                texts.insert(key, text);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DE, EN, ES, FR, MessageLanguage, Messages, ZH, fill};
    use crate::model::Date;
    use std::collections::BTreeSet;

    fn names(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect()
    }

    #[test]
    fn every_language_has_every_message_with_the_same_values() {
        assert!(EN.len() > 100);
        for other in [&*FR, &*ZH, &*DE, &*ES] {
            assert_eq!(EN.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
            for (key, text) in other {
                // A form for one may say its number as a word.
                let same = |text| names(text).into_iter().filter(|name| *name != "n").collect::<Vec<_>>();
                assert_eq!(same(text), same(&EN[key]), "{key}");
            }
        }
    }

    #[test]
    fn numbers_take_the_form_of_the_language() {
        let count = |language, n| Messages::new(language).count("count.links", n, &[]);
        use MessageLanguage::{En, Fr, Zh};
        assert_eq!(
            [count(En, 0), count(En, 1), count(En, 2)],
            ["0 changed links", "1 changed link", "2 changed links"]
        );
        assert_eq!(
            [count(Fr, 0), count(Fr, 1), count(Fr, 2)],
            ["0 lien modifié", "1 lien modifié", "2 liens modifiés"]
        );
        assert_eq!(count(Zh, 1), "1 处链接变更");
        let list = |language| Messages::new(language).list(&["1".into(), "2".into(), "第 3 段".into()]);
        assert_eq!([list(En), list(Zh)], ["1, 2 and 第 3 段", "1、2 和第 3 段"]);
    }

    #[test]
    fn values_are_filled_in_once() {
        assert_eq!(fill("{a} to {b}{", &[("a", "{b}"), ("b", "2")]), "{b} to 2{");
        assert_eq!(fill("{c}", &[]), "{c}");
    }

    #[test]
    fn texts_choose_the_language_of_their_messages() {
        assert_eq!(MessageLanguage::of("fr-CA"), Some(MessageLanguage::Fr));
        assert_eq!(MessageLanguage::of("zh-Hans"), Some(MessageLanguage::Zh));
        assert_eq!(MessageLanguage::of("zh-Hant"), None);
        assert_eq!(MessageLanguage::of("de-AT"), Some(MessageLanguage::De));
        assert_eq!(MessageLanguage::of("ja"), None);
    }

    #[test]
    fn dates_are_written_as_the_language_writes_them() {
        let date = Date::new("2026-05-04").unwrap();
        let shown: Vec<String> = MessageLanguage::ALL.iter().map(|l| Messages::new(*l).date(&date)).collect();
        assert_eq!(
            shown,
            ["May 4, 2026", "4 mai 2026", "2026 年 5 月 4 日", "4. Mai 2026", "4 de mayo de 2026"]
        );
        assert_eq!(
            Messages::new(MessageLanguage::Fr).date(&Date::new("2026-08-01").unwrap()),
            "1er août 2026"
        );
    }
}
