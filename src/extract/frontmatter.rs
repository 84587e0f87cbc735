//! Front matter: the fenced entries (`title: …`) at the head of a Markdown file.
//!
//! It is read like text: runs of entries are one block each, items of lists are blocks of their own.

use std::ops::Range;

/// Front matter as byte ranges of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// Each a run of entries or an item of a list; with where its text begins, behind the item's sign.
    pub parts: Vec<(Range<usize>, usize)>,
    /// The value of `title`.
    pub title: Option<String>,
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
    let (mut title, mut run) = (None, false);
    while at < text.len() {
        let end = line_end(text, at);
        let trimmed = text.get(at..end)?.trim_end();
        if trimmed == fence || fence == "---" && trimmed == "..." {
            return Some(FrontMatter { parts, title, end });
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
        at = end;
    }
    None
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

    #[test]
    fn runs_of_entries_and_items() {
        let text = "---\ntitle: A\nversions:\n  fpt: '*'\nredirect_from:\n  - /a\n---\nText";
        let front = split(text).unwrap();
        let parts: Vec<&str> = front.parts.iter().map(|(range, start)| &text[*start..range.end]).collect();
        assert_eq!(parts, ["title: A\nversions:\n  fpt: '*'\nredirect_from:", "/a"]);
        assert_eq!(front.title.as_deref(), Some("A"));
        assert_eq!(&text[front.end..], "Text");
        assert_eq!(split("---\nJust a line\n---\n"), None);
        assert_eq!(split("--- a"), None);
    }
}
