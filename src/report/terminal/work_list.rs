//! The work list on a terminal: old source, new source, present translation, clause by clause.

use crate::report::terminal::change::span;
use crate::report::terminal::page::{Indent, Page, Span};
use crate::report::terminal::style::Tone;
use crate::report::terminal::translation::TranslationOptions;
use crate::report::wording::redline::runs;
use crate::report::wording::words::count;
use crate::report::wording::work_list::{before, name, raw, reason, section};
use crate::translation::{Findings, Task};
use std::io;

/// Draws a work list.
///
/// # Errors
/// What the writer returns.
pub fn todo_terminal(
    findings: &Findings,
    tasks: &[Task],
    options: &TranslationOptions<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut page = Page::new(out, options.width, options.colour);
    let title = format!("{} → {}", findings.source.address, findings.target.address);
    page.paragraph(Indent { first: 0, rest: 2 }, &[Span::new(&title, Tone::Title)])?;
    let sum = if tasks.is_empty() {
        "Nothing to do.".to_owned()
    } else {
        format!("{} to do.", count(tasks.len(), "clause"))
    };
    page.paragraph(Indent::all(0), &[Span::new(&sum, Tone::Plain)])?;
    let mut above = None;
    for task in tasks {
        let section = section(task);
        if section != above {
            page.blank()?;
            let shown = section.as_deref().unwrap_or("(before the first heading)");
            page.paragraph(Indent { first: 0, rest: 2 }, &[Span::new(shown, Tone::Heading)])?;
            above = section;
        }
        draw(task, &mut page)?;
    }
    Ok(())
}

fn draw(task: &Task, page: &mut Page) -> io::Result<()> {
    page.blank()?;
    let mut spans = vec![Span::new("☐ ", Tone::Plain), Span::new(&name(task), Tone::Clause)];
    if let Some(place) = task.source.first().or(task.target.first()) {
        spans.push(Span::new(&format!(" line {}", place.lines.first), Tone::Quiet));
    }
    page.paragraph(Indent { first: 2, rest: 4 }, &spans)?;
    for reason in task.reasons.iter().map(reason) {
        page.paragraph(Indent { first: 4, rest: 6 }, &[Span::new(&reason, Tone::Substantive)])?;
    }
    if let Some(before) = before(task) {
        part("was", &[Span::new(&before, Tone::Quiet)], page)?;
    }
    if !task.source.is_empty() {
        let whole = vec![Span::new(&raw(&task.source), Tone::Plain)];
        let redline = || runs(&task.edits, false).iter().map(span).collect();
        part("source", &if task.edits.is_empty() { whole } else { redline() }, page)?;
    }
    let target = raw(&task.target);
    let (target, tone) =
        if target.is_empty() { ("(none)", Tone::Quiet) } else { (target.as_str(), Tone::Plain) };
    part("translation", &[Span::new(target, tone)], page)
}

/// A text with its name before it, under which it hangs.
fn part(what: &str, text: &[Span], page: &mut Page) -> io::Result<()> {
    /// Columns of the longest name and the space behind it.
    const NAME: usize = 12;
    let mut spans = vec![Span::new(&format!("{what}:"), Tone::Quiet), Span::new(" ", Tone::Plain)];
    spans.extend(text.iter().cloned());
    page.paragraph(Indent { first: 4, rest: 4 + NAME }, &spans)
}
