//! Inserts new entries in a changelog that people write in as well: everything in it is kept, byte for byte.

use crate::history::{Entry, History};
use crate::report::changelog::entry::Changelog;
use crate::report::changelog::mark::{MARK, MARK_VERSION, encoded, mark_id};
use crate::report::changelog::markdown::{ChangelogOptions, definitions as link_definitions, entry, whole};
use crate::report::changelog::rows::rows;
use crate::report::wording::messages::MessageLanguage;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};
use std::collections::HashSet;
use std::ops::Range;

/// What the section of unreleased changes is called, in lower case; it stays on top.
const UNRELEASED: [&str; 6] = ["unreleased", "non publié", "à venir", "未发布", "未發布", "upcoming"];

/// Why nothing was inserted in a file.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum InsertError {
    /// It is no text.
    #[error("it is not UTF-8 text")]
    NotText,
    /// A merge was not finished.
    #[error("line {line} is the mark of a merge conflict; resolve it first")]
    Conflict {
        /// The line.
        line: usize,
    },
    /// It has text but no heading of a revision.
    #[error(
        "it has no heading of a revision such as `## [1.0.0] - 2024-01-31`, nor is it empty; \
         name a changelog or a new file"
    )]
    NoChangelog,
    /// A heading that is none of a revision.
    #[error(
        "line {line} begins a section that is no revision: `{heading}`; a heading such as \
         `## [1.0.0] - 2024-01-31` was expected"
    )]
    OtherHeading {
        /// The line.
        line: usize,
        /// Its heading.
        heading: String,
    },
    /// Revisions under headings of the highest rank.
    #[error("line {line} is a second title; revisions need headings of rank two (`## `)")]
    SecondTitle {
        /// The line.
        line: usize,
    },
    /// A mark of another version of this program.
    #[error("line {line} has the mark of a newer recension; use that one")]
    NewerMark {
        /// The line.
        line: usize,
    },
    /// What would be inserted could not be read back.
    #[error("a code block or comment that is not closed would swallow the new entries; close it first")]
    NotClosed,
}

/// A changelog with its new entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inserted {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// How many revisions were inserted.
    pub revisions: usize,
}

/// Inserts the revisions that a changelog does not have yet: above the next older one that it has, else below the
/// next newer one, else above the first revision, under what is unreleased. Known are revisions by the hidden mark that
/// is under their heading, or by the heading. An empty or missing file becomes the whole changelog.
///
/// # Errors
/// [`InsertError`] where the file is not understood.
pub fn changelog_insert(
    history: &History,
    messages: MessageLanguage,
    options: &ChangelogOptions<'_>,
    existing: Option<&[u8]>,
) -> Result<Inserted, InsertError> {
    let changelog = &Changelog { history, messages };
    let existing = existing.unwrap_or_default();
    let text = std::str::from_utf8(existing).map_err(|_| InsertError::NotText)?;
    if text.contains('\0') {
        return Err(InsertError::NotText);
    }
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    if text.get(start..).unwrap_or_default().trim().is_empty() {
        let mut bytes = text.as_bytes().to_vec();
        // Writing to memory cannot fail.
        let _ = whole(changelog, options, &mut bytes);
        return Ok(Inserted { bytes, revisions: changelog.entries.len() });
    }
    let file = File::read(text, start)?;
    let insertions = insertions(changelog, options, &file)?;
    let revisions = insertions.iter().map(|insertion| insertion.revisions).sum();
    let mut out = text.to_owned();
    for insertion in insertions.iter().rev() {
        out.insert_str(insertion.at, &insertion.text);
    }
    let after = File::read(&out, start)?;
    let readable = changelog.entries.iter().all(|entry| after.find(changelog, entry).is_some());
    if !readable {
        return Err(InsertError::NotClosed);
    }
    Ok(Inserted { bytes: out.into_bytes(), revisions })
}

struct Insertion {
    at: usize,
    text: String,
    revisions: usize,
}

fn insertions(
    changelog: &Changelog<'_>,
    options: &ChangelogOptions<'_>,
    file: &File<'_>,
) -> Result<Vec<Insertion>, InsertError> {
    let entries = &changelog.entries;
    let found: Vec<Option<usize>> = entries.iter().map(|entry| file.find(changelog, entry)).collect();
    let mut insertions: Vec<Insertion> = Vec::new();
    let mut links = String::new();
    let mut at = 0;
    while at < entries.len() {
        if found.get(at).copied().flatten().is_some() {
            at += 1;
            continue;
        }
        let row = found.iter().skip(at).take_while(|found| found.is_none()).count();
        let missing = entries.get(at..at + row).unwrap_or_default();
        let older = found.get(at + row).copied().flatten();
        let newer = at.checked_sub(1).and_then(|before| found.get(before).copied().flatten());
        let section = |at: usize| file.sections.get(at).map(|section| section.range.clone());
        let place = match (older.and_then(section), newer.and_then(section)) {
            (Some(older), _) => older.start,
            (None, Some(newer)) => newer.end,
            (None, None) => file.first_place()?,
        };
        let texts: Vec<String> =
            rows(missing, options.all).iter().map(|row| entry(changelog, row, options)).collect();
        insertions.push(Insertion { at: place, text: file.fitted(place, &texts.join("\n")), revisions: row });
        links.push_str(&link_definitions(missing, options));
        at += row;
    }
    insertions.sort_by_key(|insertion| insertion.at);
    if !links.is_empty() {
        // Definitions of links are last; behind those that are there no blank line is needed.
        let text = file.defined(&links);
        insertions.push(Insertion { at: file.text.len(), text, revisions: 0 });
    }
    Ok(insertions)
}

/// A changelog as it was found.
struct File<'t> {
    text: &'t str,
    /// Where its text begins, behind a byte order mark.
    start: usize,
    /// The sections under headings of rank two.
    sections: Vec<Section>,
    /// Whether it has a title or a section.
    has_headings: bool,
    /// Where the definitions of links at its end begin.
    end: usize,
}

struct Section {
    /// From its heading to the next section.
    range: Range<usize>,
    heading: String,
    /// The marks in it.
    marks: Vec<Mark>,
}

/// A hidden mark.
struct Mark {
    key: String,
    ids: HashSet<String>,
}

impl<'t> File<'t> {
    fn read(text: &'t str, start: usize) -> Result<Self, InsertError> {
        let line_of = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        if let Some(line) = text.lines().position(is_conflict) {
            return Err(InsertError::Conflict { line: line + 1 });
        }
        let end = definitions(text);
        let mut file = Self { text, start, sections: Vec::new(), has_headings: false, end };
        let (mut depth, mut titles) = (0_usize, 0);
        for (event, range) in
            Parser::new_ext(text.get(start..).unwrap_or_default(), Options::ENABLE_TABLES).into_offset_iter()
        {
            let range = start + range.start..start + range.end;
            match event {
                Event::Start(Tag::Heading { level, .. }) if depth == 0 => {
                    depth += 1;
                    file.has_headings |= level <= HeadingLevel::H2;
                    if level == HeadingLevel::H1 {
                        titles += 1;
                        if titles > 1 {
                            return Err(InsertError::SecondTitle { line: line_of(range.start) });
                        }
                    } else if level == HeadingLevel::H2 {
                        file.begin(range);
                    }
                }
                Event::Start(Tag::HtmlBlock) if depth == 0 => {
                    depth += 1;
                    let source = text.get(range.clone()).unwrap_or_default();
                    let mark =
                        mark(source).map_err(|()| InsertError::NewerMark { line: line_of(range.start) })?;
                    if let (Some(mark), Some(section)) = (mark, file.sections.last_mut()) {
                        section.marks.push(mark);
                    }
                }
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        Ok(file)
    }

    fn begin(&mut self, heading: Range<usize>) {
        if let Some(before) = self.sections.last_mut() {
            before.range.end = heading.start;
        }
        let title = self.text.get(heading.clone()).unwrap_or_default();
        let title = title.lines().next().unwrap_or_default().trim_start_matches('#').trim().to_owned();
        let range = heading.start..self.end.max(heading.end);
        self.sections.push(Section { range, heading: title, marks: Vec::new() });
    }

    /// The section of a revision.
    fn find(&self, changelog: &Changelog<'_>, entry: &Entry) -> Option<usize> {
        let keys = || std::iter::once(&changelog.key).chain(&changelog.former_keys).map(|key| encoded(key));
        let id = encoded(mark_id(&entry.id));
        let holds = |section: &Section| {
            let mine: Vec<&Mark> =
                section.marks.iter().filter(|mark| keys().any(|key| key == mark.key)).collect();
            if section.marks.is_empty() {
                return label(&section.heading).is_some_and(|label| label == entry.revision);
            }
            mine.iter().any(|mark| mark.ids.contains(&id))
        };
        self.sections.iter().position(holds)
    }

    /// Where the first entry of all goes.
    fn first_place(&self) -> Result<usize, InsertError> {
        if !self.has_headings {
            return Err(InsertError::NoChangelog);
        }
        let Some(first) = self.sections.iter().find(|section| !section.is_unreleased()) else {
            return Ok(self.end);
        };
        if !first.is_revision() {
            let line = self.text.get(..first.range.start).unwrap_or_default().matches('\n').count() + 1;
            return Err(InsertError::OtherHeading { line, heading: first.heading.clone() });
        }
        Ok(first.range.start)
    }

    /// Definitions of links with the line ends of the file, for its end.
    fn defined(&self, links: &str) -> String {
        let lead = match (self.text.ends_with('\n'), self.end < self.text.len()) {
            (true, true) => "",
            (false, true) | (true, false) => "\n",
            (false, false) => "\n\n",
        };
        let out = format!("{lead}{links}");
        let out = if self.text.ends_with('\n') { out } else { out.trim_end().to_owned() };
        if self.has_wide_ends() { out.replace('\n', "\r\n") } else { out }
    }

    /// Whether most lines end as on Windows.
    fn has_wide_ends(&self) -> bool {
        let (all, wide) = (self.text.matches('\n').count(), self.text.matches("\r\n").count());
        wide * 2 > all
    }

    /// A text with the line ends of the file and the blank lines that it needs at a place.
    fn fitted(&self, at: usize, text: &str) -> String {
        let before = self.text.get(self.start..at).unwrap_or_default();
        let rest = self.text.get(at..).unwrap_or_default();
        let plain = before.replace("\r\n", "\n");
        let lead = match () {
            () if plain.is_empty() || plain.ends_with("\n\n") => "",
            () if plain.ends_with('\n') => "\n",
            () => "\n\n",
        };
        let mut out = format!("{lead}{text}");
        if !rest.is_empty() {
            out.push('\n');
        } else if !self.text.ends_with('\n') {
            out.truncate(out.trim_end().len());
        }
        if self.has_wide_ends() { out.replace('\n', "\r\n") } else { out }
    }
}

impl Section {
    fn is_unreleased(&self) -> bool {
        let heading = self.heading.to_lowercase();
        let name = heading.trim_start_matches('[').split([']', '(']).next().unwrap_or_default().trim();
        UNRELEASED.contains(&name)
    }

    fn is_revision(&self) -> bool {
        !self.marks.is_empty() || self.heading.contains(|c: char| c == '[' || c.is_numeric())
    }
}

/// The label in a heading, `[1.0.0] - 2024-01-31`, without backslashes.
fn label(heading: &str) -> Option<String> {
    let inner = heading.strip_prefix('[')?;
    let mut out = String::new();
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        match character {
            ']' => return Some(out),
            '\\' => out.extend(characters.next()),
            other => out.push(other),
        }
    }
    None
}

/// The mark in a comment; an error where another version wrote it.
fn mark(html: &str) -> Result<Option<Mark>, ()> {
    let Some(inner) = html.trim_start().strip_prefix("<!--") else { return Ok(None) };
    let inner = inner.split("-->").next().unwrap_or_default().trim();
    let Some(rest) = inner.strip_prefix(MARK) else { return Ok(None) };
    let mut words = rest.split_whitespace();
    if words.next() != Some(MARK_VERSION) {
        return Err(());
    }
    let Some(key) = words.next() else { return Ok(None) };
    Ok(Some(Mark { key: key.to_owned(), ids: words.map(str::to_owned).collect() }))
}

fn is_conflict(line: &str) -> bool {
    ["<<<<<<< ", ">>>>>>> "].iter().any(|mark| line.starts_with(mark))
}

/// Where the definitions of links (`[1.0.0]: https://…`) at the end of a text begin; its end where there are none.
fn definitions(text: &str) -> usize {
    let mut begin = text.len();
    let mut at = text.len();
    for line in text.split_inclusive('\n').rev() {
        at -= line.len();
        let line = line.trim();
        if line.starts_with('[') && line.contains("]:") {
            begin = at;
        } else if !line.is_empty() {
            break;
        }
    }
    begin
}

#[cfg(test)]
mod tests {
    use super::definitions;
    use super::label;
    use super::mark;

    #[test]
    fn labels_and_marks_are_read() {
        assert_eq!(label("[1.0.0] - 2024-01-31").as_deref(), Some("1.0.0"));
        assert_eq!(label(r"[a\_b]").as_deref(), Some("a_b"));
        assert_eq!(label("1.0.0"), None);
        let read = mark("<!-- recension-changelog/1 a/en 1 2 -->\n").unwrap().unwrap();
        assert!(read.key == "a/en" && read.ids.contains("2") && read.ids.len() == 2);
        assert!(mark("<!-- recension-changelog/2 a/en 1 -->").is_err());
        assert!(mark("<!-- other -->").unwrap().is_none());
    }

    #[test]
    fn definitions_of_links_stay_last() {
        let text = "## [1]\n\ntext\n\n[1]: https://a\n[2]: https://b\n";
        assert_eq!(&text[definitions(text)..], "[1]: https://a\n[2]: https://b\n");
        assert_eq!(definitions("a [b]: c"), 8);
        assert_eq!(definitions("text\n"), 5);
    }
}
