//! A text without the marks of Markdown, for quotations: a reader of a changelog wants the words of a link, not where it
//! leads.

use crate::report::escape::fold;

/// Tags that only break lines.
const BREAKS: [&str; 3] = ["<br>", "<br/>", "<br />"];

/// The text as a reader sees it: links by their words, no emphasis, no line breaks, cells of a table with a point
/// between. Marks that have no partner stay.
pub fn unmarked(text: &str) -> String {
    let mut text = fold(text);
    while let Some(at) = text.find("<!--") {
        let end = text.get(at..).and_then(|rest| rest.find("-->")).map(|end| at + end + 3);
        let Some(end) = end else { break };
        text.replace_range(at..end, "");
    }
    for tag in BREAKS {
        text = text.replace(tag, " ");
    }
    let text = cells(&links(&text));
    let text = paired(&paired(&paired(&text, "**"), "*"), "`");
    let text = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if text.is_empty() { "…".to_owned() } else { text }
}

/// Links by their words: `[terms](/terms)` becomes `terms`.
fn links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let (before, open) = rest.split_at(at);
        match link(open) {
            Some((words, after)) => {
                out.push_str(before.strip_suffix('!').unwrap_or(before));
                out.push_str(words);
                rest = after;
            }
            None => {
                out.push_str(before);
                out.push('[');
                rest = open.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

/// The words of the link that a text begins with, and what follows it.
fn link(text: &str) -> Option<(&str, &str)> {
    let middle = text.find("](")?;
    let words = text.get(1..middle)?;
    let target = text.get(middle + 2..)?;
    let mut depth = 1_usize;
    let end = target.char_indices().find_map(|(at, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })?;
    let is_link = !words.contains('[') && !words.is_empty();
    is_link.then_some((words, target.get(end + 1..)?))
}

/// A row of a table with points between its cells.
fn cells(text: &str) -> String {
    let inner = text.trim();
    if !inner.contains('|') {
        return text.to_owned();
    }
    let inner = inner.trim_matches('|').trim();
    inner.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Without a mark that stands on both sides of words.
fn paired(text: &str, mark: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(mark) {
        let words = after
            .split_once(mark)
            .filter(|(words, _)| !words.is_empty() && words.trim() == *words && !words.starts_with(mark));
        out.push_str(before);
        if let Some((words, after)) = words {
            out.push_str(words);
            rest = after;
        } else {
            out.push_str(mark);
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::unmarked;

    #[test]
    fn readers_see_words() {
        for (text, seen) in [
            ("See [our **terms**](/a_(b)) and ![x](y).", "See our terms and x."),
            ("**GitHub Team**", "GitHub Team"),
            ("If *you* ask, 2 * 3 = 6", "If you ask, 2 * 3 = 6"),
            ("| A | B<br/>c |", "A · B c"),
            ("one <!-- hidden --> two", "one two"),
            ("price* [sic] (b) `x", "price* [sic] (b) `x"),
            ("[a] (b) [c", "[a] (b) [c"),
            ("<!-- only -->", "…"),
        ] {
            assert_eq!(unmarked(text), seen, "{text}");
        }
    }
}
