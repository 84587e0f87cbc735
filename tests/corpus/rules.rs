//! Every rule in every language: what fires on which change of wording, and what does not fire on what stands nearby.

#![allow(clippy::unwrap_used, reason = "clippy knows test functions, not the helpers beside them")]

use recension::diff::{self, CATALOGUE, Comparison, Options, Severities, Significance};
use recension::formats::{self, Format};
use recension::model::Language;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    rules: Vec<String>,
    old: String,
    new: String,
}

fn compare(language: &str, old: &str, new: &str, options: &Options) -> Comparison {
    let read = |text: &str| {
        let mut document = formats::read(text.as_bytes(), Format::Markdown).unwrap();
        document.language = Some(Language::new(language).unwrap());
        document
    };
    diff::compare(&read(old), &read(new), options)
}

fn fired(comparison: &Comparison) -> BTreeSet<&str> {
    let hits = comparison.changes.iter().flat_map(|change| &change.rules).chain(&comparison.rules);
    hits.map(|hit| hit.id.as_str()).collect()
}

fn languages() -> Vec<(String, Cases)> {
    let mut files: Vec<_> =
        std::fs::read_dir("fixtures/rules").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |path: std::path::PathBuf| {
        let language = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (language, toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap())
    };
    files.into_iter().map(read).collect()
}

#[test]
fn the_rules_that_fire_are_these_and_no_others() {
    let mut wrong = Vec::new();
    for (language, cases) in languages() {
        for case in cases.case {
            let comparison = compare(&language, &case.old, &case.new, &Options::default());
            let wanted: BTreeSet<&str> = case.rules.iter().map(String::as_str).collect();
            if fired(&comparison) != wanted {
                wrong.push(format!(
                    "{language}: {:?} fired, not {wanted:?}\n  {}\n  {}",
                    fired(&comparison),
                    case.old,
                    case.new
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Rules that look at more than one pair of clauses, or at no words at all; they have tests of their own.
const BETWEEN_CLAUSES: [&str; 25] = [
    "reference-conformed",
    "reference-dangling",
    "stated-date-unchanged",
    "sentence-moved",
    "link-changed",
    "link-host-changed",
    "language-without-rules",
    "languages-differ",
    "confusable-letters",
    "direction-controls",
    "duty-added",
    "duty-removed",
    "duration-added",
    "duration-removed",
    "amount-added",
    "amount-removed",
    "percentage-added",
    "percentage-removed",
    "date-added",
    "date-removed",
    "item-added",
    "item-removed",
    "phrase-added",
    "phrase-removed",
    "phrase-replaced",
];

/// Rules about the languages of the two texts, which no pair of English clauses shows.
const OF_LANGUAGES: [&str; 2] = ["language-without-rules", "languages-differ"];

#[test]
fn every_rule_has_a_case_in_every_language() {
    for (language, cases) in languages() {
        let tried: BTreeSet<&str> =
            cases.case.iter().flat_map(|case| &case.rules).map(String::as_str).collect();
        for rule in CATALOGUE {
            let id = rule.id.as_str();
            // Reasons of style have cases of their own, by the words of each language.
            let elsewhere = BETWEEN_CLAUSES.contains(&id) || rule.id.is_style();
            assert!(tried.contains(id) || elsewhere, "{language}: {id}");
        }
    }
}

#[test]
fn every_example_of_the_catalogue_fires_its_rule() {
    let lines =
        |text: &str| text.replace(" / ", "\n\n").replace(" 2. ", "\n\n2. ").replace(" 3. ", "\n\n3. ");
    for rule in CATALOGUE.iter().filter(|rule| !OF_LANGUAGES.contains(&rule.id.as_str())) {
        let comparison =
            compare("en", &lines(rule.example.old), &lines(rule.example.new), &Options::default());
        assert!(fired(&comparison).contains(rule.id.as_str()), "{}: {:?}", rule.id, fired(&comparison));
        let off = Severities::from_toml(&format!("[rules]\n{} = \"off\"", rule.id)).unwrap();
        let options = Options { severities: off, ..Options::default() };
        let silenced = compare("en", &lines(rule.example.old), &lines(rule.example.new), &options);
        assert!(!fired(&silenced).contains(rule.id.as_str()), "{} is off", rule.id);
    }
}

#[test]
fn own_severities_decide_what_matters() {
    let significance = |toml: &str, old: &str, new: &str| {
        let options = Options { severities: Severities::from_toml(toml).unwrap(), ..Options::default() };
        compare("en", old, new, &options).changes[0].significance
    };
    let number = ("The board has 7 members.", "The board has 9 members.");
    let both = ("The board has 7 members.", "The council has 9 members.");
    let link = ("See [the list](/a) here.", "See [the list](/b) here.");
    let of = |toml, (old, new)| significance(toml, old, new);
    assert_eq!(of("[rules]", number), Significance::Substantive);
    assert_eq!(of("[rules]\nnumber-changed = \"editorial\"", number), Significance::Editorial);
    assert_eq!(of("[rules]\nnumber-changed = \"cosmetic\"", number), Significance::Cosmetic);
    assert_eq!(of("[rules]\nnumber-changed = \"off\"", number), Significance::Unclear);
    assert_eq!(
        of("[rules]\nnumber-changed = \"cosmetic\"", both),
        Significance::Unclear,
        "another word differs as well"
    );
    assert_eq!(of("[rules]", link), Significance::Cosmetic);
    assert_eq!(of("[rules]\nlink-changed = \"substantive\"", link), Significance::Substantive);
}

#[test]
fn references_conform_or_dangle_with_the_numbers_of_their_clauses() {
    let old = "# 1. Scope\n\nThis covers all. Fees are set out in section 2.\n\n# 2. Fees\n\nThe fee is due.\n\n# 3. Law\n\nAs section 2 says, and Article 2 of the Civil Code.\n";
    let conformed = "# 1. Scope\n\nThis covers all. Fees are set out in section 3.\n\n# 2. Terms\n\nWords have these meanings.\n\n# 3. Fees\n\nThe fee is due.\n\n# 4. Law\n\nAs section 2 says, and Article 2 of the Civil Code.\n";
    let comparison = compare("en", old, conformed, &Options::default());
    let story = comparison.changes.iter().find(|change| change.kind == diff::ChangeKind::Renumbered).unwrap();
    let told: Vec<(&str, Option<&str>, Option<&str>)> =
        story.rules.iter().map(|hit| (hit.id.as_str(), hit.old.as_deref(), hit.clause.as_deref())).collect();
    assert_eq!(
        told,
        [
            ("reference-conformed", Some("section 2"), Some("s1.b1")),
            ("reference-dangling", Some("section 2"), Some("s4.b1"))
        ]
    );
    assert_eq!(story.significance, Significance::Substantive);
    let gone = old.replace("# 2. Fees\n\nThe fee is due.\n\n# 3. Law", "# 2. Law");
    let comparison = compare("en", old, &gone, &Options::default());
    let removed = comparison.changes.iter().find(|change| change.kind == diff::ChangeKind::Removed).unwrap();
    let dangling = removed.rules.iter().filter(|hit| hit.id == "reference-dangling").count();
    assert_eq!(dangling, 2, "{:?}", removed.rules);
}

#[test]
fn a_stated_date_that_stayed_though_the_text_changed_is_told_once() {
    let old = "Last updated: March 1, 2021\n\nThe fee is 5 dollars.\n";
    let comparison = compare("en", old, &old.replace('5', "6"), &Options::default());
    assert_eq!(comparison.rules.len(), 1);
    assert_eq!(comparison.rules[0].new.as_deref(), Some("March 1, 2021"));
    let reworded = old.replace('5', "6").replace("March 1", "March 9");
    assert!(compare("en", old, &reworded, &Options::default()).rules.is_empty());
    assert!(compare("en", old, &old.replace("fee is", "fee  is"), &Options::default()).rules.is_empty());
}

#[test]
fn the_evidence_of_a_link_is_its_address_without_markup() {
    let cases = [
        ("See [https://example.org/v1][v1].", "See [https://example.org/v2][v2]."),
        ("See <https://example.org/v1>.", "See <https://example.org/v2>."),
    ];
    for (old, new) in cases {
        let comparison = compare("en", old, new, &Options::default());
        let hits: Vec<_> = comparison.changes.iter().flat_map(|change| &change.rules).collect();
        let told: Vec<_> = hits.iter().map(|hit| (hit.old.as_deref(), hit.new.as_deref())).collect();
        assert_eq!(told, [(Some("https://example.org/v1"), Some("https://example.org/v2"))], "{old}");
    }
}
