//! Front matter: the fenced entries (`title: …`) at the head of a Markdown file.
//!
//! It is read like text: runs of entries are one block each, items of lists are blocks of their own.

use crate::model::{Date, Origin};
use std::ops::Range;

/// Keys under which translations record the commit of their source: MDN's, Docsy's and Kubernetes', and spellings of
/// them that other sites use. A group's name before the key (`l10n.`, `l10n:`) may be there or not.
const COMMIT_KEYS: &[&str] =
    &["sourceCommit", "source_commit", "source-commit", "default_lang_commit", "original_commit"];
/// Keys under which they record its day.
const DATE_KEYS: &[&str] =
    &["sourceDate", "source_date", "source-date", "default_lang_date", "original_date"];
/// Shortest abbreviation of a commit id that git itself writes.
const MIN_COMMIT: usize = 7;

/// Front matter as byte ranges of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// Each a run of entries or an item of a list; with where its text begins, behind the item's sign.
    pub parts: Vec<(Range<usize>, usize)>,
    /// The value of `title`.
    pub title: Option<String>,
    /// Which source it says that the text was translated from.
    pub origin: Option<Origin>,
    /// Where the text begins behind it.
    pub end: usize,
}

/// The front matter of `text`, if it begins with one: YAML between `---` lines or TOML between `+++` lines.
#[must_use]
pub fn split(text: &str) -> Option<FrontMatter> {
    let fence = ["---", "+++"].into_iter().find(|fence| text.starts_with(fence))?;
    let mut at = line_end(text, 0);
    if text.get(fence.len()..at)?.trim() != "" {
        return None;
    }
    let mut parts: Vec<(Range<usize>, usize)> = Vec::new();
    let (mut title, mut origin, mut run) = (None, None, false);
    while at < text.len() {
        let end = line_end(text, at);
        let trimmed = text.get(at..end)?.trim_end();
        if trimmed == fence || fence == "---" && trimmed == "..." {
            return Some(FrontMatter { parts, title, origin, end });
        }
        let body = trimmed.trim_start();
        let (start, stop) = (at + trimmed.len() - body.len(), at + trimmed.len());
        let item =
            body.strip_prefix(['-', '*', '+']).filter(|rest| rest.starts_with(' ')).map(str::trim_start);
        let entry = body.contains([':', '=']) || body.starts_with('#');
        match (item, parts.last_mut()) {
            _ if body.is_empty() => run = false,
            (Some(text), _) => {
                parts.push((start..stop, stop - text.len()));
                run = false;
            }
            (None, Some(last)) if run => last.0.end = stop,
            // A line that is neither an entry nor goes on from one: no front matter but a drawn line.
            _ if !entry && start == at => return None,
            _ => {
                parts.push((start..stop, start));
                run = true;
            }
        }
        title = title.or_else(|| value(trimmed, "title"));
        origin = origin.or_else(|| self::origin(body));
        at = end;
    }
    None
}

/// The source that an entry names.
fn origin(entry: &str) -> Option<Origin> {
    let of = |keys: &[&str]| {
        keys.iter().find_map(|key| value(entry, key).or_else(|| value(entry.split_once('.')?.1, key)))
    };
    let hexadecimal = |id: &str| id.len() >= MIN_COMMIT && id.chars().all(|c| c.is_ascii_hexdigit());
    let commit = of(COMMIT_KEYS).map(|id| first_word(&id)).filter(|id| hexadecimal(id));
    let date = || of(DATE_KEYS).and_then(|day| Date::new(first_word(&day).get(..10)?).ok());
    commit.map(Origin::Commit).or_else(|| date().map(Origin::Date))
}

/// A value without its quotation marks and the remark behind it: `4b12ac # patched`.
fn first_word(value: &str) -> String {
    value.split_whitespace().next().unwrap_or_default().trim_matches(['"', '\'', ',']).to_owned()
}

/// The value of an entry with this key.
fn value(line: &str, key: &str) -> Option<String> {
    let rest = line.strip_prefix(key)?.trim_start();
    let value = rest.strip_prefix([':', '='])?.trim().trim_matches(['"', '\'']);
    (!value.is_empty()).then(|| value.to_owned())
}

fn line_end(text: &str, from: usize) -> usize {
    text.get(from..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| from + at + 1)
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::model::{Date, Origin};

    #[test]
    fn runs_of_entries_and_items() {
        let text = "---\ntitle: A\nversions:\n  fpt: '*'\nredirect_from:\n  - /a\n---\nText";
        let front = split(text).unwrap();
        let parts: Vec<&str> = front.parts.iter().map(|(range, start)| &text[*start..range.end]).collect();
        assert_eq!(parts, ["title: A\nversions:\n  fpt: '*'\nredirect_from:", "/a"]);
        assert_eq!(front.title.as_deref(), Some("A"));
        assert_eq!(&text[front.end..], "Text");
        assert_eq!(front.origin, None);
        assert_eq!(split("---\nJust a line\n---\n"), None);
        assert_eq!(split("--- a"), None);
    }

    #[test]
    fn the_source_that_other_tools_record() {
        let origin = |entries: &str| split(&format!("---\n{entries}\n---\nText")).unwrap().origin;
        let commit = |id: &str| Some(Origin::Commit(id.to_owned()));
        assert_eq!(origin("title: A\nl10n:\n  sourceCommit: 4b12ac0de"), commit("4b12ac0de"));
        assert_eq!(origin("default_lang_commit: deadbeef01 # patched"), commit("deadbeef01"));
        assert_eq!(origin("l10n.sourceCommit: \"4b12ac0de\""), commit("4b12ac0de"));
        assert_eq!(
            origin("source_date: 2024-02-29T10:00:00Z"),
            Date::new("2024-02-29").ok().map(Origin::Date)
        );
        assert_eq!(origin("sourceCommit: unknown\ntitle: A"), None);
        assert_eq!(split("+++\nsource_commit = '4b12ac0de'\n+++\n").unwrap().origin, commit("4b12ac0de"));
        assert_eq!(split("Text\nsourceCommit: 4b12ac0de\n"), None);
    }
}
