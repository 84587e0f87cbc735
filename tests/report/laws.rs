//! What holds for any text.

use crate::samples::{self, DELETE, EQUAL, INSERT, change, clause, edits};
use crate::terminal::{PLAIN, shown};
use proptest::prelude::*;
use recension::diff::{Change, ChangeKind, Comparison, Significance};
use recension::report::{JsonOptions, TerminalOptions, json};
use unicode_width::UnicodeWidthStr;

/// Words and Chinese with its marks.
fn prose() -> impl Strategy<Value = String> {
    "甲([a-z]{1,14} |[一-七]{1,9}|[一-七][，。》）]|[《（][一-七]){0,40}"
}

/// Words, Chinese, anything, and characters that steer.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![prose(), any::<String>(), Just(samples::HOSTILE.to_owned())]
}

fn made_of(texts: &[String; 4]) -> Comparison {
    let [heading, before, old, new] = texts;
    let place = |text: &str| clause("s1.b1", heading, (1, 2), text);
    let (a, b) = (format!("{before}{old}"), format!("{before}{new}"));
    let modified = Change {
        edits: edits(&[(EQUAL, before), (DELETE, old), (INSERT, new)]),
        ..change(ChangeKind::Modified, Significance::Editorial, vec![place(&a)], vec![place(&b)])
    };
    let added = change(ChangeKind::Added, Significance::Substantive, vec![], vec![place(new)]);
    samples::comparison(vec![modified, added])
}

proptest! {
    #[test]
    fn no_line_is_too_wide_and_none_steers(texts in [text(), text(), text(), text()], width in 24usize..120) {
        let shown = shown(&made_of(&texts), &TerminalOptions { width, ..PLAIN });
        for line in shown.lines() {
            prop_assert!(line.width() <= width, "{} columns: {line:?}", line.width());
            prop_assert!(!line.chars().any(char::is_control), "{line:?}");
        }
        let turns = shown.contains('\u{202e}');
        prop_assert!(!turns);
    }

    #[test]
    fn no_line_begins_with_a_closing_mark(texts in [prose(), prose(), prose(), prose()], width in 24usize..120) {
        let shown = shown(&made_of(&texts), &TerminalOptions { width, ..PLAIN });
        for line in shown.lines() {
            let (first, last) = (line.trim_start().chars().next(), line.chars().next_back());
            prop_assert!(first.is_none_or(|first| !"，。》）".contains(first)), "{line:?}");
            prop_assert!(last.is_none_or(|last| !"《（".contains(last)) && !line.ends_with("[-"), "{line:?}");
        }
    }

    #[test]
    fn json_reads_back_what_went_in(texts in [text(), text(), text(), text()]) {
        let comparison = made_of(&texts);
        let mut out = Vec::new();
        json(&comparison, &JsonOptions::default(), &mut out).unwrap();
        let read: serde_json::Value = serde_json::from_slice(&out).unwrap();
        prop_assert_eq!(&read["changes"][1]["new"][0]["text"], &comparison.changes[1].new[0].text);
        let steers = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        prop_assert!(!String::from_utf8(out).unwrap().chars().any(steers));
    }
}
