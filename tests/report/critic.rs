//! CriticMarkup: who accepts every mark reads the new text, whatever it says.

use crate::samples::{self, DELETE, EQUAL, INSERT, change};
use proptest::prelude::*;
use recension::diff::{Change, ChangeKind, Options, Place, Significance, compare};
use recension::formats::{self, Format};
use recension::model::{Block, Document};
use recension::report::{criticmarkup, escape};

fn read(text: &str) -> Document {
    formats::read(text.as_bytes(), Format::Plain).unwrap()
}

fn shown(old: &str, new: &str) -> String {
    let (old, new) = (read(old), read(new));
    let comparison = compare(&old, &new, &Options::default());
    let mut out = Vec::new();
    criticmarkup(&comparison, &new, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A marked text with every mark accepted.
fn accepted(marked: &str) -> String {
    let mut out = String::new();
    let mut rest = marked;
    while let Some(at) = rest.find(['\\', '{']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let mark = [("{++", "++}"), ("{--", "--}"), ("{~~", "~~}"), ("{>>", "<<}")]
            .into_iter()
            .find(|(open, _)| rest.starts_with(open));
        if let Some((open, close)) = mark {
            let (inner, after) = rest[open.len()..].split_once(close).unwrap();
            match open {
                "{++" => out.push_str(&accepted(inner)),
                "{~~" => out.push_str(&accepted(inner.split_once("~>").unwrap().1)),
                _ => {}
            }
            rest = after;
        } else {
            let escaped = usize::from(rest.starts_with('\\'));
            let next = rest[escaped..].chars().next().unwrap();
            out.push(next);
            rest = &rest[escaped + next.len_utf8()..];
        }
    }
    out.push_str(rest);
    out
}

/// The words of a text as the report tells them, without what only makes headings and lists.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .filter(|word| !matches!(*word, "#" | "##" | "###" | "-" | ">"))
        .map(str::to_owned)
        .collect()
}

fn told(document: &Document) -> Vec<String> {
    let mut told = Vec::new();
    for section in &document.sections {
        told.extend(section.heading.iter().flat_map(|heading| words(&escape(&heading.text))));
        let blocks = &document.blocks[section.blocks.clone()];
        told.extend(blocks.iter().flat_map(|block| words(&escape(&block.text))));
    }
    told
}

#[test]
fn changes_are_marked_where_they_stand() {
    let old = "Each party shall reach 90% safe water by 2035.\n\nThe minutes of the commission are public.\n\nThe costs are shared.\n";
    let new = "Each party shall reach 90% safe water by 2040.\n\nThe costs are shared.\n\nNo fee is due for the use of any measurement.\n";
    assert_eq!(
        shown(old, new),
        "Each party shall reach 90% safe water by {~~2035~>2040~~}.\n\n\
         {--The minutes of the commission are public.--}\n\n\
         The costs are shared.\n\n\
         {++No fee is due for the use of any measurement.++}\n"
    );
}

#[test]
fn the_roadmap_with_all_marks_accepted_is_the_restored_roadmap() {
    let old = include_str!("../../fixtures/roadmap/roadmap.en.txt");
    let new = include_str!("../../fixtures/roadmap/roadmap.en.restored.txt");
    let marked = shown(old, new);
    assert!(marked.contains("{++ advances.++}") && marked.contains("{--Defence/--}"), "{marked}");
    assert_eq!(words(&accepted(&marked)), told(&read(new)));
}

#[test]
fn hostile_text_opens_no_mark() {
    // A file with more control characters is refused as binary.
    let hostile = samples::HOSTILE.replace(['\u{1b}', '\u{7}', '\u{9b}', '\n'], " ");
    let forged = format!("{hostile} \u{1b}[2J {{++forged++}} {{--gone--}} {{~~a~>b~~}} {{>>note<<}} <b>");
    let marked =
        shown("A first clause stands here.\n", &format!("A first clause stands here.\n\n{forged}\n"));
    assert_eq!(marked.matches("{++").count(), 1, "{marked}");
    assert!(
        !["{--", "{~~", "{>>", "<b>", "\u{202e}", "\u{1b}"].iter().any(|text| marked.contains(text)),
        "{marked}"
    );
}

#[test]
fn twenty_thousand_changes_and_a_line_of_a_megabyte_are_marked() {
    let clauses: Vec<String> =
        (0..20_000).map(|at| format!("The station {at} sends a new sample.")).collect();
    let new = read(&clauses.join("\n\n"));
    assert_eq!(new.blocks.len(), 20_000);
    let one = |block: &Block| {
        let place = Place { block: Some(block.kind), ..samples::heading(&block.id, 1, &block.text) };
        let (before, after) = block.text.split_once("new ").unwrap();
        Change {
            edits: samples::edits(&[(EQUAL, before), (DELETE, "old "), (INSERT, "new "), (EQUAL, after)]),
            ..change(ChangeKind::Modified, Significance::Editorial, vec![place.clone()], vec![place])
        }
    };
    let comparison = samples::comparison(new.blocks.iter().map(one).collect());
    let mut out = Vec::new();
    criticmarkup(&comparison, &new, &mut out).unwrap();
    let marked = String::from_utf8(out).unwrap();
    assert_eq!(marked.matches("{~~old ~>new ~~}").count(), 20_000);
    assert_eq!(words(&accepted(&marked)), told(&new));

    let long = "word ".repeat(200_000);
    let new = read(&long);
    let mut out = Vec::new();
    criticmarkup(&samples::comparison(vec![]), &new, &mut out).unwrap();
    assert!(out.len() >= long.len() - 1);
}

proptest! {
    #[test]
    fn accepting_every_mark_gives_the_new_text(
        old in "(([a-z]{1,6}|[0-9]{1,4}|[{}+~><=-]{1,3}|[一二三水河]{1,4}) ){1,12}(\n\n([a-z]{1,6} ){3,9}){0,4}",
        new in "(([a-z]{1,6}|[0-9]{1,4}|[{}+~><=-]{1,3}|[一二三水河]{1,4}) ){1,12}(\n\n([a-z]{1,6} ){3,9}){0,4}",
    ) {
        let marked = shown(&old, &new);
        let accepted = accepted(&marked);
        // Signs that only make lists and quotations are read as such or as text, by what stands around them.
        let bare = |words: Vec<String>| words.concat().replace(['-', '>'], "");
        prop_assert_eq!(bare(words(&accepted)), bare(told(&read(&new))), "{}", marked);
    }
}
