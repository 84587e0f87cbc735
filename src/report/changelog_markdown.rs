//! The changelog as Markdown, in the form of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).

use super::changelog::{Entry, folded, items};
use super::escape::fold;
use super::words::{count, list};
use crate::diff::{Comparison, Significance};
use std::io;

/// Writes the changelog of a document: `entries` newest first, under each what changed in the wording, substantive
/// changes before editorial ones, section by section, one line a change. Text of the documents cannot become markup.
///
/// # Errors
/// What the writer returns.
pub fn changelog_markdown(document: &str, entries: &[Entry], out: &mut dyn io::Write) -> io::Result<()> {
    let newest = entries.first().map(|entry| &entry.edition);
    let title = newest.and_then(|edition| edition.title.as_deref()).unwrap_or(document);
    match newest {
        Some(edition) => {
            writeln!(out, "# Changelog of {} ({})", safe(title), safe(edition.language.as_str()))?;
        }
        None => writeln!(out, "# Changelog of {}", safe(title))?,
    }
    for entry in entries {
        write_entry(entry, out)?;
    }
    Ok(())
}

fn write_entry(entry: &Entry, out: &mut dyn io::Write) -> io::Result<()> {
    let edition = &entry.edition;
    let date =
        edition.published.as_ref().map_or_else(|| "date unknown".to_owned(), |date| safe(date.as_str()));
    writeln!(out, "\n## [{}] - {date}", safe(edition.revision.as_str()))?;
    if let Some(note) = &edition.note {
        writeln!(out, "\nNote: {}", safe(note))?;
    }
    if let Some(earlier) = &entry.same_as {
        writeln!(out, "\nThe text returns to that of revision {}.", safe(earlier))?;
    }
    match &entry.comparison {
        Some(comparison) => changes(comparison, out),
        None if entry.same_as.is_some() => Ok(()),
        None => writeln!(
            out,
            "\nFirst edition: {}, {}.",
            count(entry.sections, "section"),
            count(entry.blocks, "clause")
        ),
    }
}

fn changes(comparison: &Comparison, out: &mut dyn io::Write) -> io::Result<()> {
    let items = items(comparison);
    let (substantive, editorial): (Vec<_>, Vec<_>) =
        items.iter().partition(|item| item.change.significance == Significance::Substantive);
    if substantive.is_empty() {
        writeln!(out, "\nNo substantive changes.")?;
    }
    for (title, items) in [("Substantive", substantive), ("Editorial", editorial)] {
        if !items.is_empty() {
            writeln!(out, "\n### {title}\n")?;
        }
        for item in items {
            writeln!(out, "- {}", safe(&item.told))?;
        }
    }
    let folded = folded(comparison);
    let counted = [(folded.links, "changed link"), (folded.cosmetic, "cosmetic difference")];
    let counted: Vec<String> =
        counted.iter().filter(|(number, _)| *number > 0).map(|(number, noun)| count(*number, noun)).collect();
    if !counted.is_empty() {
        writeln!(out, "\nNot told here: {}.", list(&counted))?;
    }
    for note in &comparison.notes {
        writeln!(out, "\nNote: {}.", safe(note))?;
    }
    Ok(())
}

/// A text as Markdown that shows nothing but the text: no markup, no HTML, no mention, no reference to an issue.
fn safe(text: &str) -> String {
    let text = fold(text);
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        if matches!(
            character,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '@' | '|' | '~' | '&' | '$' | '!'
        ) {
            out.push('\\');
        }
        out.push(character);
        // Forges look for mentions in the text after its markup is gone, so that a backslash does not stop them.
        if matches!(character, '@' | '#') && rest.peek().is_some_and(|next| next.is_alphanumeric()) {
            out.push_str("&#8203;");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn text_is_no_markup() {
        assert_eq!(safe("a *b* [c](d) <img> `x` # | e\n- f"), r"a \*b\* \[c\](d) \<img\> \`x\` \# \| e - f");
        assert_eq!(safe("ask @octocat, see #12"), r"ask \@&#8203;octocat, see \#&#8203;12");
        assert_eq!(safe("\u{202e}x"), r"\<U+202E\>x");
    }
}
