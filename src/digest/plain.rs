//! A text without markup, for quotations: readers want the words of a link, not its address. Texts here may be cut by
//! an edit in the middle of their markup, which is why no Markdown parser reads them.

/// Tags that separate words; others stand inside one.
const SEPARATING: [&str; 9] = ["br", "p", "div", "li", "ul", "ol", "tr", "td", "table"];

/// The text as a reader sees it: links by their words, no emphasis, no tags, white space folded, cells of a table with
/// a point between. Signs that mark nothing stay.
pub fn plain(text: &str) -> String {
    let text = without(text, "<!--", "-->");
    let text = without(&text, "{:", "}");
    let text = unpaired(&broken(&links(&tags(&text))));
    let text = cells(&text);
    let text = paired(&paired(&paired(&paired(&text, "**"), "__"), "*"), "`");
    let text = unescaped(&text);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// Without what is between two marks, the marks included. A mark that is not closed stays.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inner)) = rest.split_once(open) {
        let Some((_, after)) = inner.split_once(close) else { break };
        out.push_str(before);
        out.push(' ');
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Without tags of HTML.
fn tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, open) = rest.split_at(at);
        out.push_str(before);
        // A mark that is escaped is text.
        let tag = if before.ends_with('\\') { None } else { tag(open) };
        match tag {
            Some((name, after)) => {
                if SEPARATING.contains(&name.to_ascii_lowercase().as_str()) {
                    out.push(' ');
                }
                rest = after;
            }
            None => {
                out.push('<');
                rest = open.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

/// The name of the tag that a text begins with, and what follows it.
fn tag(text: &str) -> Option<(&str, &str)> {
    let (inner, after) = text.get(1..)?.split_once('>')?;
    let named = inner.trim_start_matches('/');
    let end = named.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(named.len());
    let name = named.get(..end)?;
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !inner.contains('<');
    is_tag.then_some((name, after))
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

/// Without what an edit left of a link: an address whose words are elsewhere.
fn broken(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, address)) = rest.split_once("](") {
        out.push_str(before);
        let end = address.find([')', ' ']).map_or(address.len(), |at| {
            if address.get(at..).is_some_and(|rest| rest.starts_with(')')) { at + 1 } else { at }
        });
        rest = address.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Without brackets that an edit left alone.
fn unpaired(text: &str) -> String {
    let (opened, closed) = (text.matches('[').count(), text.matches(']').count());
    if opened == closed {
        return text.to_owned();
    }
    let mut excess = opened.abs_diff(closed);
    let lone = if opened > closed { '[' } else { ']' };
    // Of several, the last opening and the first closing ones are alone.
    let drop = |character: char, excess: &mut usize| {
        let is_lone = character == lone && *excess > 0;
        *excess -= usize::from(is_lone);
        is_lone
    };
    if lone == ']' {
        return text.chars().filter(|c| !drop(*c, &mut excess)).collect();
    }
    let kept: Vec<char> = text.chars().rev().filter(|c| !drop(*c, &mut excess)).collect();
    kept.into_iter().rev().collect()
}

/// A row of a table with points between its cells.
fn cells(text: &str) -> String {
    let inner = text.trim();
    if !inner.contains('|') {
        return text.to_owned();
    }
    let cells = inner.trim_matches('|').split('|').map(str::trim);
    cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Without a mark that is on both sides of words.
fn paired(text: &str, mark: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(mark) {
        let words = after.split_once(mark).filter(|(words, _)| {
            !words.is_empty()
                && words.trim() == *words
                && !words.starts_with(mark)
                && !before.ends_with('\\')
                && !words.ends_with('\\')
        });
        out.push_str(before);
        match words {
            Some((words, after)) => {
                out.push_str(words);
                rest = after;
            }
            None => {
                out.push_str(mark);
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Without backslashes before marks of Markdown.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let escapes = character == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation);
        if !escapes {
            out.push(character);
        } else if let Some(escaped) = characters.next() {
            out.push(escaped);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn readers_see_words() {
        for (text, seen) in [
            ("See [our **terms**](/a_(b)) and ![x](y).", "See our terms and x."),
            ("**GitHub Team**", "GitHub Team"),
            ("If *you* ask, 2 * 3 = 6", "If you ask, 2 * 3 = 6"),
            ("| A | B<br/>c |", "A · B c"),
            ("one <!-- hidden --> two", "one two"),
            ("price* [sic] (b) `x", "price* [sic] (b) `x"),
            ("[a] (b) [c", "[a] (b) c"),
            ("with [Section R", "with Section R"),
            ("Search {: #search }", "Search"),
            (r"1\. Eligibility \<b>", "1. Eligibility <b>"),
            ("the policies](/articles/g", "the policies"),
            ("the policies](/articles/g) and more", "the policies and more"),
            ("<span class=\"a\">Fire</span>fox", "Firefox"),
            ("<!-- only -->", ""),
        ] {
            assert_eq!(plain(text), seen, "{text}");
        }
    }
}
