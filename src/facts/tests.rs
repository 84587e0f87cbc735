use super::{FactKind, read};
use FactKind::{Amount, Date, Duration, Email, Name, Number, Percentage, Reference, Url, Year};

fn strong(text: &str, language: &str) -> Vec<(FactKind, String)> {
    let all = read(text, &[], language).into_iter().filter(|value| !value.weak);
    all.map(|value| (value.kind, value.readings[0].clone())).collect()
}

fn one(text: &str, language: &str, kind: FactKind, reading: &str) {
    assert_eq!(strong(text, language), [(kind, reading.to_owned())], "{text}");
}

#[test]
fn dates_and_years_of_all_languages() {
    for (text, language) in [
        ("on February 23, 2021,", "en"),
        ("on 23 February 2021", "en"),
        ("le 23 février 2021 à", "fr"),
        ("am 23. Februar 2021 in", "de"),
        ("el 23 de febrero de 2021", "es"),
        ("2021 年 2 月 23日消息", "zh"),
        ("二〇二一年二月二十三日", "zh"),
        ("令和3年2月23日", "ja"),
        ("民國110年2月23日", "zh"),
        ("2021년 2월 23일", "ko"),
        ("23 февраля 2021 года", "ru"),
        ("في ٢٣ فبراير ٢٠٢١", "ar"),
        ("2021-02-23", "en"),
        ("23.02.2021", "de"),
    ] {
        let found = strong(text, language);
        assert_eq!(found.first(), Some(&(Date, "2021-02-23".to_owned())), "{text}");
    }
    one("到 2035 年在", "zh", Year, "2035");
    one("二〇三五年", "zh", Year, "2035");
    one("令和3年", "ja", Year, "2021");
    one("by 2035 and", "en", Year, "2035");
}

#[test]
fn numbers_with_what_stands_behind_them() {
    one("实现电力 90%无排放", "zh", Percentage, "90");
    one("百分之九十", "zh", Percentage, "90");
    one("90 per cent of", "en", Percentage, "90");
    one("90 % des", "fr", Percentage, "90");
    one("$2.5 million", "en", Amount, "2500000");
    one("250万美元", "zh", Amount, "2500000");
    one("2,5 Millionen Euro", "de", Amount, "2500000");
    one("within 30 days", "en", Duration, "30");
    one("在 30 天内", "zh", Duration, "30");
    one("十二个月", "zh", Duration, "12");
    one("1.5 摄氏度", "zh", Number, "1.5");
    one("三百二十一人", "zh", Number, "321");
    one("Article 5", "en", Reference, "5");
    one("第五条", "zh", Reference, "5");
    one("nach § 12 gilt", "de", Reference, "12");
}

#[test]
fn names_and_addresses() {
    one("the SMEs here", "en", Name, "SME");
    one("COVID- 19 疫苗", "zh", Name, "COVID19");
    one("COVID-19", "en", Name, "COVID19");
    one("the G7", "en", Name, "G7");
    one("write to help@example.org.", "en", Email, "help@example.org");
    one("see https://www.example.org/a/.", "en", Url, "example.org/a");
}

#[test]
fn number_words_are_weak() {
    for (text, language, reading) in [
        ("two leaders", "en", "2"),
        ("两位领导人", "zh", "2"),
        ("forty-five people", "en", "45"),
        ("trente jours", "fr", "30"),
    ] {
        let all = read(text, &[], language);
        assert!(all.iter().all(|value| value.weak), "{text}");
        assert_eq!(all[0].readings[0], reading, "{text}");
    }
    assert!(strong("they may march", "en").is_empty());
}

const LANGUAGES: [&str; 15] =
    ["en", "zh", "ja", "ko", "ar", "ru", "de", "fr", "es", "it", "pt", "nl", "pl", "fa", "und"];

/// Pieces of what facts are written with, in all orders: what they make need mean nothing.
const PIECES: &str = "([0-9]{1,9}|[.,'%$€¥§/:@-]|[年月日第条百分之千万億廿〇零附件令和]{1,4}|만|억|원|제|조|[٠-٩]{1,3}|٫|و|    (one|two|hundred|thousand|million|and|de|d'|vingt|quatre|et|und|zwei|tausend|y|mil|сто|два|тыс\\.|خمسة)[ -]?|    (days?|Tage|jours|天|日間|일|дней|يوم|per cent|割)|(May|März|février|февраля|فبراير) ?|    (Art\\.|Article|статья|المادة) ?|(US|www\\.|https://|WHO)| |\u{a0})";

fn check(text: &str) -> Result<(), proptest::test_runner::TestCaseError> {
    for language in LANGUAGES {
        let mut at = 0;
        for value in read(text, &[], language) {
            proptest::prop_assert!(value.range.start >= at && text.get(value.range.clone()).is_some());
            proptest::prop_assert!(!value.readings.is_empty() && !value.readings[0].is_empty());
            at = value.range.end;
        }
    }
    Ok(())
}

proptest::proptest! {
    /// Whatever the text, values stand in order, on the boundaries of characters, and nothing panics.
    #[test]
    fn ranges_are_in_order_and_on_boundaries(text in proptest::collection::vec(PIECES, 0..14)) {
        check(&text.concat())?;
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..80), text in "\\PC{0,30}") {
        check(&String::from_utf8_lossy(&bytes))?;
        check(&text)?;
    }
}

/// The languages of `fixtures/facts/`, each with its sentences.
const SENTENCES: [(&str, &str); 10] = [
    ("ar", include_str!("../../fixtures/facts/ar.toml")),
    ("de", include_str!("../../fixtures/facts/de.toml")),
    ("en", include_str!("../../fixtures/facts/en.toml")),
    ("es", include_str!("../../fixtures/facts/es.toml")),
    ("fr", include_str!("../../fixtures/facts/fr.toml")),
    ("ja", include_str!("../../fixtures/facts/ja.toml")),
    ("ko", include_str!("../../fixtures/facts/ko.toml")),
    ("ru", include_str!("../../fixtures/facts/ru.toml")),
    ("zh", include_str!("../../fixtures/facts/zh-Hans.toml")),
    ("zh", include_str!("../../fixtures/facts/zh-Hant.toml")),
];

fn told(value: &super::Fact) -> String {
    let unit = value.unit.map_or_else(String::new, |unit| format!(" {unit}"));
    format!("{} {}{unit}", value.kind.name(), value.readings[0])
}

/// Sentences of ten languages that say the same state the same fact, and no other one.
#[test]
fn facts_are_the_same_in_every_language() {
    type Sentences = std::collections::BTreeMap<String, Vec<String>>;
    let expected: std::collections::BTreeMap<String, String> =
        toml::from_str(include_str!("../../fixtures/facts/expected.toml")).unwrap();
    let mut wrong = Vec::new();
    for (language, data) in SENTENCES {
        let sentences: Sentences = toml::from_str(data).unwrap();
        assert!(sentences.keys().eq(expected.keys()), "{language}: the keys are those of expected.toml");
        for (key, wanted) in &expected {
            let (may_be_weak, wanted) =
                wanted.strip_prefix('~').map_or((false, wanted.as_str()), |rest| (true, rest));
            for sentence in &sentences[key] {
                let all = read(sentence, &[], language);
                let there = all.iter().any(|value| told(value) == wanted && (may_be_weak || !value.weak));
                let others: Vec<String> =
                    all.iter().filter(|value| !value.weak).map(told).filter(|told| told != wanted).collect();
                if !there || !others.is_empty() {
                    wrong.push(format!(
                        "{language} {key}: {sentence} {:?}",
                        all.iter().map(told).collect::<Vec<_>>()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What CLDR spells is read back as the same number, in every language that has words for numbers.
#[test]
fn numbers_in_words_are_read_back() {
    let mut wrong = Vec::new();
    let lines =
        include_str!("../../fixtures/facts/spelled.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut languages = std::collections::BTreeSet::new();
    for line in lines {
        let [language, number, words] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        languages.insert(language);
        let facts = read(words, &[], language);
        let back = facts.first().filter(|fact| fact.range == (0..words.len()));
        if back.is_none_or(|fact| fact.readings[0] != number) {
            wrong.push(format!("{line}: {facts:?}"));
        }
    }
    assert!(languages.len() > 40, "{languages:?}");
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}
