//! The HTML page: its golden file, and what holds for any text.

use crate::golden;
use crate::samples::{self, DELETE, EQUAL, INSERT, change, clause, edits};
use crate::support::page::{body, sound, tags, words};
use proptest::prelude::*;
use recension::diff::{Change, ChangeKind, Comparison, Significance};
use recension::report::{HtmlOptions, html};

pub fn shown(comparison: &Comparison) -> String {
    let mut out = Vec::new();
    html(comparison, &HtmlOptions::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_kind_of_change_has_its_form() {
    let page = shown(&samples::every_kind());
    sound(&page).unwrap();
    golden("html_every_kind", body(&page));
}

#[test]
fn hostile_text_is_shown_for_what_it_is() {
    let page = shown(&samples::hostile());
    sound(&page).unwrap();
    assert!(page.contains("&#60;script&#62;alert(1)") || page.contains("&lt;script&gt;alert(1)"), "{page}");
    assert!(page.contains("<span class=\"sign\">U+202E</span>evil"));
    assert_eq!(page.matches("<script").count(), 1, "the page's own");
}

#[test]
fn the_policy_names_the_style_and_the_script_of_the_page() {
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    use sha2::{Digest as _, Sha256};
    let page = shown(&samples::chinese());
    let policy =
        page.split("Content-Security-Policy\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(policy.starts_with("default-src &#39;none&#39;;") && !policy.contains("unsafe"), "{policy}");
    for (tag, times) in [("style", 2), ("script", 1)] {
        let opened = format!("<{tag}>");
        let parts: Vec<&str> = page.split(opened.as_str()).skip(1).collect();
        assert_eq!(parts.len(), times, "{tag}");
        for part in parts {
            let inline = part.split(&format!("</{tag}>")).next().unwrap();
            let hash = BASE64_STANDARD.encode(Sha256::digest(inline.as_bytes()));
            assert!(policy.contains(&format!("&#39;sha256-{hash}&#39;")), "{tag}: {hash} in {policy}");
        }
    }
}

#[test]
fn texts_are_set_in_their_language_and_direction() {
    let mut comparison = samples::chinese();
    comparison.old.language = Some("ar".into());
    comparison.new.language = Some("zh".into());
    let page = shown(&comparison);
    assert!(page.contains("<p class=\"text\" lang=\"ar\" dir=\"rtl\">"));
    assert!(page.contains("<p class=\"text inline\" lang=\"zh\" dir=\"auto\">"));
}

#[test]
fn what_moved_is_linked_both_ways() {
    let page = shown(&samples::every_kind());
    let from = page.split("Moved here from <a href=\"#").nth(1).unwrap().split('"').next().unwrap();
    assert!(page.contains(&format!("id=\"{from}\"")));
    let to = from.strip_prefix("from-").unwrap();
    let note = page.split(&format!("id=\"{from}\"")).nth(1).unwrap();
    assert!(note.split("</p>").next().unwrap().contains(&format!("href=\"#{to}\"")), "{note}");
}

#[test]
fn headings_descend_one_by_one() {
    let page = shown(&samples::every_kind());
    let ranks: Vec<u32> = tags(body(&page))
        .iter()
        .filter(|tag| !tag.closes && tag.name.len() == 2 && tag.name.starts_with('h'))
        .filter_map(|tag| tag.name.get(1..)?.parse().ok())
        .collect();
    assert_eq!(ranks.first(), Some(&1));
    assert!(ranks.windows(2).all(|pair| pair[1] <= pair[0] + 1) && ranks[1..].iter().all(|rank| *rank > 1));
}

#[test]
fn cosmetic_changes_are_always_there_and_shown_where_asked_for() {
    let comparison = samples::every_kind();
    let mut out = Vec::new();
    html(&comparison, &HtmlOptions { cosmetic: true }, &mut out).unwrap();
    let (asked, usual) = (String::from_utf8(out).unwrap(), shown(&comparison));
    let control = "id=\"show-cosmetic\" autocomplete=\"off\"";
    assert!(asked.contains(&format!("{control} checked>")) && usual.contains(&format!("{control}>")));
    assert_eq!(usual.matches("<article class=\"change cosmetic").count(), 3);
    assert_eq!(asked.replace(&format!("{control} checked>"), &format!("{control}>")), usual);
}

#[test]
fn nothing_changed_is_said_in_a_sentence() {
    let mut same = samples::comparison(vec![]);
    (same.summary.words_deleted, same.summary.words_inserted) = (0, 0);
    let page = shown(&same);
    sound(&page).unwrap();
    assert!(page.contains("The texts are identical.") && !page.contains("<article"));
}

#[test]
fn twenty_thousand_changes_and_a_line_of_a_megabyte_are_one_page() {
    let one = |at: usize| {
        let place = clause(&format!("s1.b{at}"), "Duties", (at, at), "The parties agree.");
        Change {
            id: format!("{at:012x}"),
            ..change(ChangeKind::Added, Significance::Editorial, vec![], vec![place])
        }
    };
    let page = shown(&samples::comparison((1..=20_000).map(one).collect()));
    sound(&page).unwrap();
    assert_eq!(page.matches("<article").count(), 20_000);

    let long = "word ".repeat(200_000);
    let place = || vec![clause("s1.b1", "Duties", (1, 1), &long)];
    let modified = Change {
        edits: edits(&[(EQUAL, &long), (DELETE, "old"), (INSERT, "new")]),
        ..change(ChangeKind::Modified, Significance::Editorial, place(), place())
    };
    let page = shown(&samples::comparison(vec![modified]));
    sound(&page).unwrap();
    assert!(page.len() < 200_000 && page.contains("unchanged characters"), "{}", page.len());
}

fn made_of(texts: &[String; 4]) -> Comparison {
    let [heading, before, old, new] = texts;
    let place = |id: &str, text: &str| clause(id, heading, (1, 2), text);
    let (a, b) = (format!("{before}{old}"), format!("{before}{new}"));
    let modified = Change {
        edits: edits(&[(EQUAL, before), (DELETE, old), (INSERT, new)]),
        rules: vec![samples::rule("number-changed", Some(old), Some(new))],
        ..change(
            ChangeKind::Modified,
            Significance::Substantive,
            vec![place("s1.b1", &a)],
            vec![place("s1.b1", &b)],
        )
    };
    let moved = Change {
        id: old.clone(),
        ..change(ChangeKind::Moved, Significance::Editorial, vec![place(old, &a)], vec![place(new, &b)])
    };
    let section = vec![samples::section(new, heading, &[before, old])];
    let removed = change(ChangeKind::Removed, Significance::Substantive, section, vec![]);
    let mut comparison = samples::comparison(vec![modified, moved, removed]);
    comparison.old.address.clone_from(old);
    comparison.new.title = Some(new.clone());
    comparison.new.language = Some(before.clone());
    comparison.notes.push(heading.clone());
    comparison
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        Just(samples::HOSTILE.to_owned()),
        "(<[/!]?(script|p|del|style|img onerror=x)>?|[\"'&;=]|&#?[a-z0-9]{1,4};|-->|[a-z ]{1,9}){0,12}"
    ]
}

proptest! {
    #[test]
    fn no_text_becomes_markup(texts in [text(), text(), text(), text()]) {
        let page = shown(&made_of(&texts));
        prop_assert_eq!(sound(&page), Ok(()));
    }

    #[test]
    fn the_words_of_a_clause_are_all_there(text in "([a-z<>&\"']{1,9} ){1,30}[a-z]") {
        let place = clause("s1.b1", "Duties", (1, 1), &text);
        let added = change(ChangeKind::Added, Significance::Editorial, vec![], vec![place]);
        let page = shown(&samples::comparison(vec![added]));
        prop_assert!(words(body(&page)).contains(&text), "{}", words(body(&page)));
    }
}
