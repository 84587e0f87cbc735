//! The Markdown for pull requests: its golden file, its limit, and what holds for any text. It is read back by a
//! parser of GitHub's dialect, as a forge would.

use crate::golden;
use crate::samples::{self, DELETE, EQUAL, INSERT, change, clause, edits};
use crate::support::comment;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use recension::diff::{Change, ChangeKind, Comparison, Significance};
use recension::report::{MarkdownOptions, markdown};

fn shown(comparison: &Comparison) -> String {
    within(comparison, MarkdownOptions::default().max_length)
}

fn within(comparison: &Comparison, max_length: usize) -> String {
    let mut out = Vec::new();
    markdown(comparison, &MarkdownOptions { max_length }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What a forge reads: the words, the tags, the headings.
struct Read {
    words: String,
    tags: Vec<String>,
    headings: usize,
    tables: usize,
}

/// Reads a comment. Links, images, code and lists are never ours.
fn read(comment: &str) -> Result<Read, String> {
    let mut read = Read { words: String::new(), tags: vec![], headings: 0, tables: 0 };
    for event in Parser::new_ext(comment, Options::all()) {
        match event {
            Event::Text(text) => read.words.push_str(&text),
            // A forge looks for references in one text between tags at a time.
            Event::Html(tag) | Event::InlineHtml(tag) => {
                read.words.push('\n');
                read.tags.push(tag.trim().to_owned());
            }
            Event::Code(code) if &*code == "recension diff --format html" => {}
            Event::Start(Tag::Heading { .. }) => read.headings += 1,
            Event::Start(Tag::Table(_)) => read.tables += 1,
            Event::Start(
                Tag::Paragraph
                | Tag::BlockQuote(None)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell
                | Tag::HtmlBlock
                | Tag::Strong,
            )
            | Event::End(_)
            | Event::SoftBreak => read.words.push('\n'),
            other => return Err(format!("{other:?} in a comment")),
        }
    }
    Ok(read)
}

/// Whether a comment holds nothing but what is ours, and nothing in it refers to anything.
fn harmless(comment: &str) -> Result<(), String> {
    for tag in &read(comment)?.tags {
        let own = ["<ins>", "</ins>", "<del>", "</del>", "<sub>", "</sub>", "<details>", "</details>"];
        let summary = tag.starts_with("<summary>") && tag.matches('<').count() == 2;
        let marker = tag.starts_with("<!-- recension:diff:") && tag.matches("--").count() == 2;
        if !own.contains(&tag.as_str()) && !summary && !marker {
            return Err(format!("{tag} in a comment"));
        }
    }
    comment::harmless(comment)
}

#[test]
fn every_kind_of_change_has_its_form() {
    let comment = shown(&samples::every_kind());
    harmless(&comment).unwrap();
    golden("markdown_every_kind", &comment);
}

#[test]
fn edits_inside_chinese_are_marked() {
    let comment = shown(&samples::chinese());
    assert!(comment.contains("双方领导人<del>同意</del><ins>决定</ins>，在未来"), "{comment}");
    harmless(&comment).unwrap();
}

#[test]
fn hostile_text_is_shown_for_what_it_is() {
    let comment = shown(&samples::hostile());
    harmless(&comment).unwrap();
    golden("markdown_hostile", &comment);
    assert_eq!(read(&comment).unwrap().headings, 4, "the title, the substantive changes, two sections");
}

#[test]
fn the_marker_is_the_same_for_every_state_of_a_document() {
    let marker = |address: &str| {
        let mut comparison = samples::chinese();
        comparison.new.address = address.into();
        shown(&comparison).lines().next().unwrap().to_owned()
    };
    assert_eq!(marker("HEAD:docs/privacy.md"), "<!-- recension:diff:docs/privacy.md -->");
    assert_eq!(marker("docs/privacy.md"), marker("4ced5e7:docs/privacy.md"));
    assert_eq!(marker("waters/en@2023-06-01"), "<!-- recension:diff:waters/en -->");
    assert_eq!(marker("a--> <script>"), "<!-- recension:diff:a-script -->");
}

/// So many clauses that changed in substance and in form, each in a section of its own.
fn many(number: usize) -> Comparison {
    let one = |at: usize| {
        let significance =
            if at.is_multiple_of(2) { Significance::Substantive } else { Significance::Editorial };
        let place =
            clause(&format!("s{at}.b1"), &format!("Duty {at}"), (at, at), "The parties agree to this.");
        change(ChangeKind::Added, significance, vec![], vec![place])
    };
    samples::comparison((1..=number).map(one).collect())
}

#[test]
fn a_comment_is_cut_between_changes_and_says_what_is_left_out() {
    let comparison = many(20_000);
    for limit in [4_096, 10_000, 65_536] {
        let comment = within(&comparison, limit);
        let length = comment.chars().count();
        assert!(length <= limit && length > limit / 2, "{length} of {limit}");
        harmless(&comment).unwrap();
        let told = comment.matches("> <ins>The parties agree to this.</ins>\n").count();
        let left_out = format!("left out {} of 10000 substantive changes and ", 10_000 - told);
        assert!(comment.contains(&left_out), "{told}: {left_out}");
        assert!(comment.contains("all 10000 editorial changes. "), "{limit}");
    }
    let comment = within(&many(40), 1_000_000);
    assert!(!comment.contains("**Cut") && comment.matches("<ins>").count() == 40);
    assert_eq!(read(&comment).unwrap().tables, 1);
}

#[test]
fn a_cut_inside_the_editorial_changes_closes_them() {
    let comment = within(&many(200), 14_000);
    assert!(comment.chars().count() <= 14_000);
    assert!(
        comment.contains(" of 100 editorial changes. ") && !comment.contains("of 100 substantive"),
        "{comment}"
    );
    assert_eq!(comment.matches("<details>").count(), comment.matches("</details>").count());
}

#[test]
fn hostile_names_do_not_make_a_comment_too_long() {
    for name in ["@a".repeat(100_000), "a\u{301}\u{301}".repeat(100_000), "\u{301}".repeat(100_000)] {
        let mut comparison = samples::every_kind();
        comparison.old.address.clone_from(&name);
        comparison.new.address.clone_from(&name);
        comparison.new.title = Some(name.clone());
        comparison.notes = vec![name.clone(); 3];
        for change in &mut comparison.changes {
            change.new.iter_mut().for_each(|place| place.section = vec![name.clone()]);
        }
        let comment = within(&comparison, 4_096);
        assert!(comment.chars().count() <= 4_096, "{}", comment.chars().count());
        assert!(comment.contains("the notes on the comparison") && harmless(&comment) == Ok(()));
    }
}

#[test]
fn a_line_of_a_megabyte_is_told_in_part() {
    let long = "word ".repeat(200_000);
    let place = || vec![clause("s1.b1", "Duties", (1, 1), &long)];
    let modified = Change {
        edits: edits(&[(EQUAL, &long), (DELETE, &long), (INSERT, "new")]),
        ..change(ChangeKind::Modified, Significance::Substantive, place(), place())
    };
    let comment = shown(&samples::comparison(vec![modified]));
    assert!(comment.len() < 8_000 && comment.contains("<del>word"), "{}", comment.len());
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        Just(samples::HOSTILE.to_owned()),
        "([@!%~$&#][a-z0-9]{1,3}|GH-1|www\\.a\\.b|https?://a\\.b|[0-9a-f]{6,12}|[*_~`\\[\\]()!|<>&$:{}^-]|<!--|-->|[a-z]{1,5}| |\n){0,20}"
    ]
}

proptest! {
    #[test]
    fn no_text_becomes_markup_or_refers(texts in [text(), text(), text(), text()]) {
        let [heading, before, old, new] = &texts;
        let place = |text: &str| clause("s1.b1", heading, (1, 2), text);
        let (a, b) = (format!("{before}{old}"), format!("{before}{new}"));
        let modified = Change {
            edits: edits(&[(EQUAL, before), (DELETE, old), (INSERT, new)]),
            rules: vec![samples::rule("number-changed", Some(old), Some(new))],
            ..change(ChangeKind::Modified, Significance::Substantive, vec![place(&a)], vec![place(&b)])
        };
        let section = vec![samples::section("s2", heading, &[before, old])];
        let removed = change(ChangeKind::Removed, Significance::Editorial, section, vec![]);
        let mut comparison = samples::comparison(vec![modified, removed]);
        comparison.old.address.clone_from(old);
        comparison.new.address.clone_from(new);
        comparison.new.title = Some(before.clone());
        comparison.notes.push(heading.clone());
        let comment = shown(&comparison);
        prop_assert_eq!(harmless(&comment), Ok(()), "{}", comment);
        prop_assert_eq!(read(&comment).unwrap().headings, 4);
    }

    #[test]
    fn the_words_of_a_clause_are_all_there(text in "[a-z]([a-z*_<>&\\[\\]~#@|$]{1,6} ){0,20}[a-z]") {
        let added = vec![clause("s1.b1", "Duties", (1, 1), &text)];
        let comment = shown(&samples::comparison(vec![change(ChangeKind::Added, Significance::Editorial, vec![], added)]));
        let words = read(&comment).unwrap().words.replace('\u{200b}', "");
        prop_assert!(words.contains(&text), "{}", words);
    }
}
