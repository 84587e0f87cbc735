//! Every form of output on hostile documents: text that tries to become markup, to steer a terminal, to mention, link
//! or compute something, a line of a megabyte, 20,000 changes. Each form has three tests, made by one line of the table
//! below: its name, how it is drawn, and what its reader would see.
#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod cases;
mod media;

use crate::support::{comment, page};
use cases::Case;
use recension::report::{
    self, FeedOptions, HtmlOptions, JsonOptions, Links, MarkdownOptions, MessageLanguage, TerminalOptions,
    TranslationOptions,
};
use recension::translation;
use std::io;

/// Draws a case in one form.
type Draw = fn(&Case, &mut dyn io::Write) -> io::Result<()>;
/// Says what is wrong with what was drawn.
type Check = fn(&str) -> Result<(), String>;

/// The three cases in one form. Whatever is drawn must also still tell of the text: nothing is made harmless by
/// leaving it out.
#[track_caller]
fn hold(case: &Case, draw: Draw, check: Check) {
    let mut out = Vec::new();
    draw(case, &mut out).unwrap();
    let shown = String::from_utf8(out).unwrap();
    if let Err(wrong) = check(&shown) {
        let wrong: String = wrong.chars().take(4_000).collect();
        assert!(wrong.is_empty(), "{wrong}");
    }
    assert!(case.words.iter().any(|word| shown.contains(word)), "nothing of the text is left");
}

macro_rules! forms {
    ($($name:ident: $check:path, $draw:expr;)+) => {$(
        mod $name {
            use super::*;

            const DRAW: Draw = $draw;

            #[test]
            fn hostile_text() {
                hold(&cases::TEXT, DRAW, $check);
            }

            #[test]
            fn a_line_of_a_megabyte() {
                hold(&cases::LONG, DRAW, $check);
            }

            #[test]
            fn twenty_thousand_changes() {
                hold(&cases::MANY, DRAW, $check);
            }
        }
    )+};
}

/// A terminal of 80 columns.
const PLAIN: TranslationOptions = TranslationOptions { width: 80, colour: false, links: NONE };
const COLOURED: TranslationOptions = TranslationOptions { width: 80, colour: true, links: LINKS };
const NONE: Links = Links { left: None, right: None };
/// One that a text may have, and one that none may.
const LINKS: Links = Links {
    left: Some("file:///home/a/old.txt#L{line}"),
    right: Some("file:///\u{1b}\\\u{7}\u{1b}[2J\n\u{202e}{line}"),
};

// To add a form: a line with its name, the check in `media.rs` for those who read it, and how it is drawn.
forms! {
    diff_terminal: media::terminal, |case, out| {
        report::terminal(&case.comparison, &TerminalOptions { width: 80, colour: false, cosmetic: true, links: NONE }, out)
    };
    diff_terminal_in_colour: media::coloured, |case, out| {
        report::terminal(&case.comparison, &TerminalOptions { width: 80, colour: true, cosmetic: true, links: LINKS }, out)
    };
    diff_json: media::json, |case, out| {
        report::json(&case.comparison, &JsonOptions { cosmetic: true, alignment: true, ..JsonOptions::default() }, out)
    };
    diff_html: page::sound, |case, out| {
        report::html(&case.comparison, &HtmlOptions { cosmetic: true }, out)
    };
    diff_markdown: comment::harmless, |case, out| {
        report::markdown(&case.comparison, &MarkdownOptions::default(), out)
    };
    diff_criticmarkup: media::criticmarkup, |case, out| {
        report::criticmarkup(&case.comparison, &case.new, out)
    };
    translation_terminal: media::terminal, |case, out| {
        report::translation_terminal(&case.findings, &PLAIN, out)
    };
    translation_terminal_in_colour: media::coloured, |case, out| {
        report::translation_terminal(&case.findings, &COLOURED, out)
    };
    translation_json: media::json, |case, out| report::translation_json(&case.findings, out);
    translation_markdown: comment::harmless, |case, out| {
        report::translation_markdown(&case.findings, &MarkdownOptions::default(), out)
    };
    translation_html: page::sound, |case, out| report::translation_html(&case.findings, out);
    todo_terminal: media::terminal, |case, out| {
        report::todo_terminal(&case.findings, &translation::todo(&case.findings), &PLAIN, out)
    };
    todo_json: media::json, |case, out| {
        report::todo_json(&case.findings, &translation::todo(&case.findings), out)
    };
    todo_po: media::po, |case, out| {
        report::todo_po(&case.findings, &translation::todo(&case.findings), out)
    };
    todo_xliff: media::xliff, |case, out| {
        report::todo_xliff(&case.findings, &translation::todo(&case.findings), out)
    };
    status_terminal: media::terminal, |case, out| {
        report::status_terminal(&case.status(), &PLAIN, out)
    };
    status_matrix: media::terminal, |case, out| {
        report::status_matrix(&case.status(), &PLAIN, out)
    };
    status_json: media::json, |case, out| report::status_json(&case.status(), out);
    changelog_markdown: media::terminal, |case, out| {
        let options = report::ChangelogOptions { all: true, links: None };
        report::changelog_markdown(&case.history(), MessageLanguage::En, &options, out)
    };
    changelog_json: media::json, |case, out| {
        report::changelog_json(&case.history(), MessageLanguage::En, out)
    };
    changelog_atom: media::atom, |case, out| {
        report::changelog_atom(&case.history(), MessageLanguage::En, &FeedOptions::default(), out)
    };
    outline: media::terminal, |case, out| report::outline(&case.new, 80, false, out);
}
