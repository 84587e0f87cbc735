//! A line of plain text and what it shows by itself: bullet, label, width, a drawn line.

use crate::formats::lines::LineIndex;
use crate::model::SetAsideReason;
use crate::text::numbering::{self, Label};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// A line of plain text.
#[derive(Debug)]
pub struct Line<'a> {
    /// What it holds, white space at its ends left out.
    pub text: &'a str,
    /// Where that stands.
    pub range: Range<usize>,
    /// Its width in columns, with its indentation.
    pub width: usize,
    /// Length of the bullet with the white space behind it; the text goes on there.
    pub bullet: Option<usize>,
    /// The label that it begins with.
    pub label: Option<Label>,
    /// A form feed stands before it or in it.
    pub page_break: bool,
    /// Why it is no text.
    pub set_aside: Option<SetAsideReason>,
}

/// Bullets that mean nothing else: the usual ones, and those of symbol fonts as they come out of PDFs (U+F0B7 and
/// others of the private use area).
fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '▪'
            | '●'
            | '◦'
            | '○'
            | '■'
            | '□'
            | '◆'
            | '►'
            | '➢'
            | '✓'
            | '‣'
            | '⁃'
            | '∙'
            | '·'
            | '\u{f000}'..='\u{f0ff}'
    )
}

/// Signs that are bullets at the head of a line where a space follows.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '*' | '–' | '—' | '+' | 'o')
}

/// The lines of `text`, each with what it shows by itself.
#[must_use]
pub fn lines<'a>(text: &'a str, index: &LineIndex) -> Vec<Line<'a>> {
    let mut out: Vec<Line> = index.ranges(text.len()).filter_map(|range| line(text, range)).collect();
    settle_dashes(&mut out);
    out
}

fn line(text: &str, range: Range<usize>) -> Option<Line<'_>> {
    let whole = text.get(range.clone())?;
    let trimmed = whole.trim();
    let start = range.start + (whole.len() - whole.trim_start().len());
    let indent: usize = whole
        .get(..start - range.start)?
        .chars()
        .map(|c| if c == '\t' { 4 } else { usize::from(c == ' ') })
        .sum();
    let drawn = trimmed.chars().count() >= 4
        && trimmed
            .chars()
            .next()
            .is_some_and(|first| "=-_*~#".contains(first) && trimmed.chars().all(|c| c == first || c == ' '));
    let mut chars = trimmed.chars();
    let bullet = chars
        .next()
        .filter(|c| is_bullet(*c) || is_dash(*c) && chars.as_str().starts_with([' ', '\t']))
        .map(|c| {
            let behind = trimmed.get(c.len_utf8()..).unwrap_or_default();
            c.len_utf8() + (behind.len() - behind.trim_start().len())
        });
    Some(Line {
        text: trimmed,
        range: start..start + trimmed.len(),
        width: indent + trimmed.width(),
        bullet,
        label: if bullet.is_none() { numbering::parse(trimmed).map(|(label, _)| label) } else { None },
        page_break: whole.contains('\u{c}'),
        set_aside: drawn.then_some(SetAsideReason::Rule),
    })
}

/// A dash is a bullet only where others like it head lines too, or a blank line stands before it: else it is a dash
/// that wrapping brought to the head of its line.
fn settle_dashes(lines: &mut [Line]) {
    let first = |line: &Line| line.text.chars().next().filter(|c| is_dash(*c) && line.bullet.is_some());
    let mut counts = [0usize; 128];
    for c in lines.iter().filter_map(first) {
        if let Some(count) = counts.get_mut(c as usize % 128) {
            *count += 1;
        }
    }
    let mut blank = true;
    for line in lines {
        if let Some(c) = first(line)
            && counts.get(c as usize % 128).is_some_and(|count| *count < 2)
            && !blank
        {
            line.bullet = None;
        }
        blank = line.text.is_empty();
    }
}

impl Line<'_> {
    /// Whether it holds text.
    #[must_use]
    pub fn is_text(&self) -> bool {
        !self.text.is_empty() && self.set_aside.is_none()
    }

    /// Whether it looks like a row of a table: columns set apart by wide gaps.
    #[must_use]
    pub fn has_columns(&self) -> bool {
        self.bullet.is_none() && (self.text.contains("   ") || self.text.contains('\t'))
    }
}
