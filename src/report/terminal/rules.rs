//! The catalogue of rules: for reading, and as JSON, `recension-rules/1`.

use crate::diff::{Direction, ListedRule, Severity};
use crate::report::escape::json;
use crate::report::terminal::page::{Indent, Page, Span};
use crate::report::terminal::style::Tone;
use serde::Serialize;
use std::io;

/// Name and version of the form. Fields are added under it, never changed.
const SCHEMA: &str = "recension-rules/1";

/// Writes the rules for a reader at a terminal: id, severity, what each looks for, an example.
///
/// # Errors
/// What the writer returns.
pub fn rules(rules: &[ListedRule], width: usize, colour: bool, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page::new(out, width, colour);
    for (at, listed) in rules.iter().enumerate() {
        if at > 0 {
            page.blank()?;
        }
        let severity = severity(listed.severity);
        let tone = if listed.severity == Severity::Substantive { Tone::Substantive } else { Tone::Quiet };
        let own = if listed.severity == listed.rule.severity { "" } else { " (yours)" };
        let head = [
            Span::new(listed.rule.id.as_str(), Tone::Clause),
            Span::dot(),
            Span::new(severity, tone),
            Span::new(own, Tone::Quiet),
        ];
        page.paragraph(Indent { first: 0, rest: 2 }, &head)?;
        let looks_for = format!("{}{}", listed.rule.looks_for, direction(listed.rule.direction));
        page.paragraph(Indent::all(2), &[Span::new(&looks_for, Tone::Plain)])?;
        for (name, text) in [("old  ", listed.rule.example.old), ("new  ", listed.rule.example.new)] {
            let spans = [Span::new(name, Tone::Quiet), Span::new(text, Tone::Quiet)];
            page.paragraph(Indent { first: 2, rest: 7 }, &spans)?;
        }
    }
    Ok(())
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Substantive => "substantive",
        Severity::Unclear => "unclear",
        Severity::Editorial => "editorial",
        Severity::Cosmetic => "cosmetic",
        Severity::Off => "off",
    }
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Either | Direction::Weaker | Direction::Stronger => "",
        Direction::Added => ", when added",
        Direction::Removed => ", when removed",
    }
}

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    languages: &'a [&'a str],
    rules: &'a [ListedRule],
}

/// Writes the rules as one JSON object, `recension-rules/1`. `languages` are those whose words the rules know.
///
/// # Errors
/// What the writer returns.
pub fn rules_json(rules: &[ListedRule], languages: &[&str], out: &mut dyn io::Write) -> io::Result<()> {
    json::write(&Report { schema: SCHEMA, languages, rules }, out)
}
