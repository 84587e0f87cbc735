//! Front matter: the fenced entries (`title: …`) at the head of a Markdown file.

use std::ops::Range;

/// Front matter as byte ranges of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// One entry each: a key at the margin with the lines that go on from it.
    pub entries: Vec<Range<usize>>,
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
    let mut entries: Vec<Range<usize>> = Vec::new();
    while at < text.len() {
        let end = line_end(text, at);
        let line = text.get(at..end)?;
        let trimmed = line.trim_end();
        if trimmed == fence || fence == "---" && trimmed == "..." {
            return Some(FrontMatter { entries, end });
        }
        let continues = line.starts_with([' ', '\t', '-', '}', ']', '#']);
        match entries.last_mut() {
            _ if trimmed.is_empty() => {}
            Some(last) if continues => last.end = at + trimmed.len(),
            // A line that is neither an entry nor its continuation: no front matter but a drawn line.
            _ if !trimmed.contains([':', '=']) => return None,
            _ => entries.push(at..at + trimmed.len()),
        }
        at = end;
    }
    None
}

fn line_end(text: &str, from: usize) -> usize {
    text.get(from..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| from + at + 1)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn entries_are_keys_with_their_continuations() {
        let text = "---\ntitle: A\nversions:\n  fpt: '*'\n---\nText";
        let front = split(text).unwrap();
        assert_eq!(
            front.entries.iter().map(|range| &text[range.clone()]).collect::<Vec<_>>(),
            ["title: A", "versions:\n  fpt: '*'"]
        );
        assert_eq!(&text[front.end..], "Text");
        assert_eq!(split("---\nJust a line\n---\n"), None);
        assert_eq!(split("--- a"), None);
    }
}
