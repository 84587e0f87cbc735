//! The changelog against its golden files, in every form and language.

use crate::golden;
use crate::samples;
use recension::diff::{ChangeKind, Comparison, Significance};
use recension::history::{Commit, Entry, Former, History, SameAs};
use recension::model::{Date, Language, Moment};
use recension::report::{
    ChangelogOptions, FeedOptions, InsertError, LinkTemplate, MessageLanguage, TemplateError, changelog_atom,
    changelog_insert, changelog_json, changelog_markdown, changelog_template,
};
use std::ops::{Deref, DerefMut};

/// A history with the language that its changelog is written in.
pub struct Changelog {
    pub history: History,
    pub messages: MessageLanguage,
}

impl Deref for Changelog {
    type Target = History;

    fn deref(&self) -> &History {
        &self.history
    }
}

impl DerefMut for Changelog {
    fn deref_mut(&mut self) -> &mut History {
        &mut self.history
    }
}

pub fn entry(revision: &str, published: Option<&str>, comparison: Option<Comparison>) -> Entry {
    Entry {
        revision: revision.to_owned(),
        id: revision.to_owned(),
        title: Some("Statement on Shared Waters".into()),
        published: published.map(|date| Date::new(date).unwrap()),
        effective: None,
        captured: None,
        committed: Some(Moment { seconds: 1_713_399_768, offset_minutes: -420 }),
        commit: None,
        sha256: "c".repeat(64),
        note: None,
        is_removed: false,
        sections: 7,
        blocks: 52,
        comparison,
        same_as: None,
    }
}

pub fn changelog(messages: MessageLanguage, entries: Vec<Entry>) -> Changelog {
    let mut history = History::new("waters", "waters/en", entries);
    history.title = Some("Statement on Shared Waters".into());
    history.language = Some(Language::new("en").unwrap());
    Changelog { history, messages }
}

fn markdown(changelog: &Changelog, all: bool) -> String {
    let mut out = Vec::new();
    let options = ChangelogOptions { all, links: None };
    changelog_markdown(&changelog.history, changelog.messages, &options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn atom(changelog: &Changelog, options: &FeedOptions) -> String {
    let mut out = Vec::new();
    changelog_atom(&changelog.history, changelog.messages, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn insert(log: &Changelog, file: &[u8]) -> Result<recension::report::Inserted, InsertError> {
    changelog_insert(&log.history, log.messages, &ChangelogOptions::default(), Some(file))
}

/// Everything that can be said of a revision, newest first.
fn history() -> Vec<Entry> {
    let editorial = || {
        let wording = samples::every_kind().changes.into_iter();
        let wording = wording.filter(|change| change.significance == Significance::Editorial);
        samples::comparison(wording.take(2).collect())
    };
    let mut back = entry("2025-restored", Some("2025-01-01"), Some(samples::comparison(vec![])));
    back.same_as = Some(SameAs {
        revision: "2021-02-23".into(),
        date: Some(Date::new("2021-02-23").unwrap()),
        undoes: None,
        repeats: None,
    });
    back.note = Some("A restoration; not the publisher's file".into());
    let mut undone = entry("2024-06-01", Some("2024-06-01"), Some(samples::every_kind()));
    undone.same_as = Some(SameAs {
        revision: "2023-01-01".into(),
        date: Some(Date::new("2023-01-01").unwrap()),
        undoes: Some("2023-06-01".into()),
        repeats: None,
    });
    let mut again = entry("2024-07-01", Some("2024-07-01"), Some(samples::every_kind()));
    again.same_as = Some(SameAs {
        revision: "2023-06-01".into(),
        date: Some(Date::new("2023-06-01").unwrap()),
        undoes: Some("2024-06-01".into()),
        repeats: Some("2023-06-01".into()),
    });
    let mut renamed = entry("5b91a3f", None, Some(samples::comparison(vec![])));
    renamed.commit = Some(Commit {
        subject: "Move the statement (#12)".into(),
        path: "policies/waters.md".into(),
        former: Some(Former { path: "waters.md".into(), is_rename: true }),
    });
    let mut effective = entry("2023-06-01", Some("2023-06-01"), Some(samples::every_kind()));
    effective.effective = Some(Date::new("2023-09-01").unwrap());
    let mut removed = entry("2022-02-02", None, None);
    removed.is_removed = true;
    removed.commit = Some(Commit { subject: "Drop it".into(), path: "waters.md".into(), former: None });
    vec![
        back,
        again,
        undone,
        entry("2024-02-01", Some("2024-02-01"), Some(editorial())),
        entry("2024-01-01", Some("2024-01-01"), Some(samples::comparison(vec![]))),
        renamed,
        effective,
        removed,
        entry("2021-02-23", Some("2021-02-23"), None),
    ]
}

#[test]
fn markdown_is_in_the_keep_a_changelog_form() {
    golden("changelog_markdown", &markdown(&changelog(MessageLanguage::En, history()), false));
}

#[test]
fn all_is_told_where_asked() {
    let shown = markdown(&changelog(MessageLanguage::En, history()), true);
    golden("changelog_all", &shown);
    assert_eq!(shown.matches("\n## ").count(), history().len(), "one heading a revision");
}

#[test]
fn french_is_set_as_french_is() {
    let shown = markdown(&changelog(MessageLanguage::Fr, history()), false);
    golden("changelog_french", &shown);
    let quotes = shown.matches('«').count();
    assert!(quotes > 5 && quotes == shown.matches("«\u{a0}").count());
    assert_eq!(shown.matches('»').count(), shown.matches("\u{a0}»").count());
    let text = shown.replace("&#8203;", "");
    assert!(!text.contains(" ;") && !text.contains(" :"), "no sign stands alone on a line");
}

#[test]
fn chinese_is_set_as_chinese_is() {
    let mut log = changelog(MessageLanguage::Zh, vec![entry("2", None, Some(samples::chinese()))]);
    log.language = Some(Language::new("zh").unwrap());
    golden("changelog_chinese", &markdown(&log, true));
    let shown = markdown(&changelog(MessageLanguage::Zh, history()), false);
    golden("changelog_chinese_messages", &shown);
    for line in shown.lines().filter(|line| line.starts_with("- ") && line.contains(['：', ':'])) {
        assert!(line.contains('：') && !line.contains(": "), "{line}");
    }
}

#[test]
fn every_language_says_everything() {
    for messages in MessageLanguage::ALL {
        let shown = markdown(&changelog(messages, history()), true);
        assert!(!shown.contains("{") && shown.matches("\n## ").count() == history().len(), "{shown}");
    }
    golden("changelog_german", &markdown(&changelog(MessageLanguage::De, history()), false));
    golden("changelog_spanish", &markdown(&changelog(MessageLanguage::Es, history()), false));
}

#[test]
fn of_a_long_entry_the_heaviest_comes_first_and_nothing_is_without_a_word() {
    let added = |section: usize, clause: usize| {
        let text = if section == 7 && clause == 3 {
            "You must pay within 30 days and never later.".to_owned()
        } else {
            format!("Each party bears half of cost {section}-{clause}.")
        };
        let place =
            samples::clause(&format!("s{section}.b{clause}"), &format!("Part {section}"), (1, 1), &text);
        samples::change(ChangeKind::Added, Significance::Substantive, vec![], vec![place])
    };
    let changes = (1..20).flat_map(|section| (1..9).map(move |clause| added(section, clause)));
    let log =
        changelog(MessageLanguage::En, vec![entry("2", None, Some(samples::comparison(changes.collect())))]);
    let shown = markdown(&log, false);
    assert!(shown.contains("**Part 7: new: “You must pay within 30 days and never later.”"), "{shown}");
    let bullets: Vec<&str> = shown.lines().filter(|line| line.starts_with("- ")).collect();
    assert!(bullets.len() == 19 && bullets[0].starts_with("- **Part 7**"), "{shown}");
    assert!(bullets.iter().all(|bullet| bullet.contains('“')), "{shown}");
}

#[test]
fn links_are_defined_at_the_end() {
    let log = changelog(MessageLanguage::En, history());
    let links = LinkTemplate::new("https://example.org/waters/{revision}");
    let options = ChangelogOptions { all: false, links: links.as_ref() };
    let mut out = Vec::new();
    changelog_markdown(&log.history, log.messages, &options, &mut out).unwrap();
    let shown = String::from_utf8(out).unwrap();
    assert!(shown.ends_with("\n[2021-02-23]: https://example.org/waters/2021-02-23\n"), "{shown}");
    // A file that has definitions keeps them, and new ones go behind them.
    let file = "# Log\n\n## [2021-02-23] - 2021-02-23\n\n- mine\n\n[2021-02-23]: https://a\n";
    let result = changelog_insert(&log.history, log.messages, &options, Some(file.as_bytes())).unwrap();
    let result = String::from_utf8(result.bytes).unwrap();
    assert!(result.contains("\n[2021-02-23]: https://a\n[2025-restored]: https://example.org/"), "{result}");
    let again = changelog_insert(&log.history, log.messages, &options, Some(result.as_bytes())).unwrap();
    assert_eq!(String::from_utf8(again.bytes).unwrap(), result);
}

/// Labels and dates are checked where they are made; titles, texts and subjects are anybody's.
fn hostile() -> Changelog {
    let mut entry = entry("2022", None, Some(samples::hostile()));
    entry.note = Some(samples::HOSTILE.to_owned());
    entry.same_as =
        Some(SameAs { revision: samples::HOSTILE.to_owned(), date: None, undoes: None, repeats: None });
    entry.commit = Some(Commit {
        subject: samples::HOSTILE.to_owned(),
        path: samples::HOSTILE.to_owned(),
        former: Some(Former { path: format!("{}-->", samples::HOSTILE), is_rename: true }),
    });
    let mut log = changelog(MessageLanguage::En, vec![entry]);
    log.title = Some(samples::HOSTILE.to_owned());
    log.key = format!("{}-->", samples::HOSTILE);
    log
}

#[test]
fn hostile_text_is_no_markup() {
    let shown = markdown(&hostile(), true);
    golden("changelog_hostile", &shown);
    let comments = shown.lines().filter(|line| line.starts_with("<!-- ") && line.ends_with(" -->")).count();
    assert_eq!((comments, shown.matches("-->").count()), (1, 1), "our own mark and no other");
    let text: String = shown.lines().filter(|line| !line.starts_with("<!-- ")).collect::<Vec<_>>().join("\n");
    for sign in ['<', '@', '`', '|'] {
        let bare = text.match_indices(sign).filter(|(at, _)| !text[..*at].ends_with('\\')).count();
        assert_eq!(bare, 0, "{sign}");
    }
    assert!(!shown.chars().any(|c| c.is_control() && c != '\n'));
    assert_eq!(shown.lines().filter(|line| line.starts_with("## ")).count(), 1, "no forged heading");
}

#[test]
fn hostile_text_is_no_xml_and_no_html() {
    let shown = atom(&hostile(), &FeedOptions::default());
    assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "XML 1.0 cannot write them");
    let mut reader = quick_xml::Reader::from_str(&shown);
    let mut html = String::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Text(text) => html.push_str(&text),
            quick_xml::events::Event::GeneralRef(name) => match &*name {
                "lt" => html.push('<'),
                "gt" => html.push('>'),
                "amp" => html.push('&'),
                "quot" => html.push('"'),
                "apos" => html.push('\''),
                other => panic!("an entity that XML does not know: {other}"),
            },
            _ => {}
        }
    }
    // A title is plain text; the content is HTML and begins with a paragraph.
    let content = html.split_once("<p>").unwrap().1;
    assert!(!content.contains("<script") && content.contains("&lt;script&gt;"), "{content}");
}

#[test]
fn hostile_text_is_no_markup_in_templates() {
    let source =
        "{% for r in revisions %}{{ r.note }}{% for c in r.changes %}{{ c.told }}{% endfor %}{% endfor %}";
    let html = changelog_template(&hostile().history, hostile().messages, "a.html.j2", source).unwrap();
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;"), "{html}");
    let page = changelog_template(&hostile().history, hostile().messages, "a.md", source).unwrap();
    assert!(page.contains(r"\<script\>") && page.contains(r"\@&#8203;octocat"), "{page}");
    let plain = changelog_template(&hostile().history, hostile().messages, "a.txt", source).unwrap();
    assert!(plain.contains("<script>") && !plain.chars().any(char::is_control), "{plain}");
}

#[test]
fn a_hostile_template_ends() {
    let log = changelog(MessageLanguage::En, history());
    let fill = |source: &str| changelog_template(&log.history, log.messages, "a.txt", source);
    let nested = "{% for a in range(9999) %}".repeat(3) + "x" + &"{% endfor %}".repeat(3);
    assert!(matches!(fill(&nested), Err(TemplateError::TooLong { .. } | TemplateError::TooMuch)));
    assert!(matches!(fill("{{ 'x' * 90000000 }}"), Err(TemplateError::TooMuch)));
    assert!(fill("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}").is_err());
    assert!(matches!(fill(&"x".repeat(2 << 20)), Err(TemplateError::TooLarge { .. })));
    let wrong = fill("one\n{{ title | nothing }}\n").unwrap_err().to_string();
    assert!(wrong.starts_with("line 2: ") && wrong.contains("nothing"), "{wrong}");
    let open = fill("one\ntwo\n{% if %}").unwrap_err().to_string();
    assert!(open.starts_with("line 3: "), "{open}");
    assert!(fill("{% include '/etc/passwd' %}").is_err());
}

#[test]
fn the_example_templates_show_every_revision() {
    let log = changelog(MessageLanguage::En, history());
    for name in ["page.html.j2", "table.md.j2"] {
        let path = format!("{}/examples/templates/{name}", env!("CARGO_MANIFEST_DIR"));
        let shown =
            changelog_template(&log.history, log.messages, name, &std::fs::read_to_string(path).unwrap())
                .unwrap();
        golden(&format!("changelog_template.{name}"), &shown);
        // An id is broken in Markdown, so that a forge does not take it for a commit.
        let shown = shown.replace("&#8203;", "");
        assert!(history().iter().all(|entry| shown.contains(&entry.revision)), "{shown}");
    }
}

#[test]
fn json_tells_the_same() {
    let log = changelog(MessageLanguage::En, history());
    let mut out = Vec::new();
    changelog_json(&log.history, log.messages, &mut out).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert!(out.starts_with(b"{\n  \"schema\": \"recension-changelog/1\",") && out.ends_with(b"}\n"));
    let revisions = json["revisions"].as_array().unwrap();
    assert_eq!(revisions[0]["same_as"], "2021-02-23");
    assert_eq!(revisions[2]["undoes"], "2023-06-01");
    assert_eq!(revisions[5]["committed"], "2024-04-17T17:22:48-07:00");
    assert_eq!(revisions[5]["former_path"], "waters.md");
    assert_eq!(revisions[8]["summary"], serde_json::Value::Null);
    assert_eq!(revisions[8]["sections"], 7);
    let order: Vec<&str> = revisions[6]["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["significance"].as_str().unwrap())
        .collect();
    assert!(order.is_sorted_by(|a, b| a >= b) && order.len() == 14, "{order:?}");
}

#[test]
fn atom_is_as_rfc_4287_asks() {
    let log = changelog(MessageLanguage::En, history());
    let options = FeedOptions {
        authority: Some("example.org".into()),
        author: Some("The <Waters> & Co".into()),
        link: Some("https://example.org/waters.atom?a=1&b=2".into()),
        all: true,
        links: LinkTemplate::new("https://example.org/waters/{revision}"),
    };
    let shown = atom(&log, &options);
    golden("changelog_atom", &shown);
    let count = |what: &str| shown.matches(what).count();
    let entries = history().len();
    // A feed and each entry have exactly one id, title and updated; one author serves all.
    for element in ["<id>", "<title>", "<updated>"] {
        assert_eq!(count(element), entries + 1, "{element}");
    }
    assert_eq!((count("<author>"), count("<content type=\"html\">")), (1, entries));
    let mut ids: Vec<&str> =
        shown.split("<id>").skip(1).map(|rest| rest.split("</id>").next().unwrap()).collect();
    assert!(ids.iter().all(|id| id.starts_with("tag:example.org,2026:waters/en")), "{ids:?}");
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), entries + 1, "ids are unique");
    let times = shown.split("<updated>").skip(1).map(|rest| rest.split("</updated>").next().unwrap());
    assert!(times.clone().all(|time| time.len() == 25 && time.as_bytes()[10] == b'T'));
    assert_eq!(shown, atom(&log, &options), "the same whenever it is made");
}

fn inserted(log: &Changelog, existing: &str) -> String {
    String::from_utf8(insert(log, existing.as_bytes()).unwrap().bytes).unwrap()
}

/// The history up to a revision, as a run at that time would have told it.
fn since(count: usize) -> Changelog {
    let all = history();
    changelog(MessageLanguage::En, all[all.len() - count..].to_vec())
}

#[test]
fn only_new_entries_are_put_in() {
    let first = inserted(&since(3), "");
    assert_eq!(first, markdown(&since(3), false));
    // A person works on it.
    let edited = first
        .replace(
            "# Changelog",
            "# The changelog\n\nIntroduction.\n\n## [Unreleased]\n\n- soon\n\n## Changelog",
        )
        .replacen("## Changelog of Statement on Shared Waters (en)\n\n", "", 1)
        .replace("**First edition**", "**How it was born**")
        .replace("First edition: 7 sections, 52 clauses.", "How it all began.\n\n```\n## [2024-01-01]\n```");
    let twice = inserted(&since(9), &edited);
    golden("changelog_inserted", &twice);
    assert_eq!(inserted(&since(9), &twice), twice, "a second run changes nothing");
    let at = twice.find("## [2025-restored]").unwrap();
    assert!(twice.find("- soon").unwrap() < at && at < twice.find("## [2023-06-01]").unwrap());
    assert!(twice.contains("How it was born") && twice.contains("How it all began."));
}

#[test]
fn what_a_person_wrote_survives_byte_for_byte() {
    let files = [
        "\u{feff}# Log\r\n\r\n## [2023-06-01] - 2023-06-01\r\n\r\n- mine   \r\n\r\n[2023-06-01]: https://a\r\n",
        "# Log\n\n## Unreleased\n\n- a\n",
        "# Log\n\n## [9.9.9] - 2030-01-01\n\n* ours\n## [1.0.0]\nno blank lines",
        "Log\n===\n\nv2\n---\n\ntext\n",
        "# Log",
        "\n\n\n",
        "# Log\n\n## [2021-02-23]\n\n<!-- a\n\n## [2024-01-01]\n\n-->\n",
    ];
    for file in files {
        let result = inserted(&since(9), file);
        assert_eq!(inserted(&since(9), &result), result, "{file:?}: a second run changes nothing");
        assert_eq!(without_insertions(&result, file), file);
        let lone = result.replace("\r\n", "").contains('\n');
        assert_eq!(lone, !file.contains("\r\n"), "{file:?}: line ends are the file's own");
        if !file.trim().is_empty() {
            assert_eq!(result.ends_with('\n'), file.ends_with('\n'), "{file:?}: so is the last line's end");
        }
    }
}

/// The characters of `file` in the order in which they stand in `result`, line by line.
fn without_insertions(result: &str, file: &str) -> String {
    let mut rest = result;
    let mut out = String::new();
    for line in file.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\r', '\n']);
        let Some(at) = rest.find(bare) else { return out };
        let kept = if rest[at..].starts_with(line) { line } else { bare };
        out.push_str(kept);
        rest = &rest[at + kept.len()..];
    }
    out
}

#[test]
fn what_is_not_understood_is_refused() {
    let refused = |file: &[u8]| insert(&since(9), file).unwrap_err();
    assert_eq!(refused(b"\xff\xfe"), InsertError::NotText);
    assert_eq!(refused(b"a\0b"), InsertError::NotText);
    assert_eq!(refused(b"just text\n"), InsertError::NoChangelog);
    assert_eq!(refused(b"# A\n\n# B\n"), InsertError::SecondTitle { line: 3 });
    assert_eq!(refused(b"# A\n\n<<<<<<< HEAD\n"), InsertError::Conflict { line: 3 });
    assert_eq!(
        refused(b"# Readme\n\n## Usage\n"),
        InsertError::OtherHeading { line: 3, heading: "Usage".into() }
    );
    assert_eq!(
        refused(b"# A\n\n## [1]\n<!-- recension-changelog/2 a b -->\n"),
        InsertError::NewerMark { line: 4 }
    );
    assert_eq!(refused(b"# A\n\n```\n"), InsertError::NotClosed);
}

mod laws {
    use super::{insert, since};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// Whatever stands in a file: the entries go in once or the file is refused, and every line of it stays.
        #[test]
        fn writing_twice_is_writing_once(
            lines in proptest::collection::vec(
                "(## \\[(1|2023-06-01|2024-01-01|2021-02-23)\\]( - x)?|## Unreleased|# T|- a|```|<!-- b|-->|> ## \\[3\\]|\\[1\\]: http://a||text|<!-- recension-changelog/1 waters/en 2024-07-01 -->)",
                0..12,
            ),
            end in "(\n|\r\n)",
            last in any::<bool>(),
        ) {
            let mut file = lines.join(&end);
            if last { file.push_str(&end); }
            let Ok(once) = insert(&since(9), file.as_bytes()) else { return Ok(()) };
            let twice = insert(&since(9), &once.bytes).unwrap();
            prop_assert_eq!(&twice.bytes, &once.bytes);
            prop_assert_eq!(twice.revisions, 0);
            let result = String::from_utf8(once.bytes).unwrap();
            let mut rest = result.as_str();
            for line in &lines {
                let at = rest.find(line.as_str());
                prop_assert!(at.is_some(), "{line:?} is gone");
                rest = &rest[at.unwrap() + line.len()..];
            }
        }
    }
}
