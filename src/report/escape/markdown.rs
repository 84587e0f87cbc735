//! Text of a document inside Markdown: it shows as itself and does nothing.

use crate::report::escape::fold;

/// What is inside a mention or reference so that a forge does not find it: a zero-width space, written as a
/// character reference. Forges look for mentions in the text after its markup is gone, so that a backslash does not
/// stop them.
const BREAK: &str = "&#8203;";

/// Hexadecimal digits that a forge does not yet take for a commit; it does so from one more.
const NO_COMMIT: usize = 6;

/// A text for the middle of a line: no markup, no HTML, no mention, no link, no reference to an issue or commit, no
/// emoji. White space is folded, so that it never leaves its line.
pub fn safe(text: &str) -> String {
    let text = fold(text);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text.as_str();
    while let Some(character) = rest.chars().next() {
        let word = word(rest);
        if word > 0 {
            let (head, tail) = rest.split_at(word);
            push_word(head, tail, &mut out);
            rest = tail;
            continue;
        }
        let after = rest.get(character.len_utf8()..).unwrap_or_default();
        push_sign(character, after, &mut out);
        rest = after;
    }
    out
}

/// A text for the middle of a line of a file that people read as it is: only what Markdown would take for markup is
/// escaped, and a name behind `@` mentions nobody. Addresses, numbers and ids stay as they are, so that they can be
/// searched for and copied.
pub fn minimal(text: &str) -> String {
    let text = fold(text);
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut characters = text.chars().peekable();
    let mut before = ' ';
    while let Some(character) = characters.next() {
        let next = characters.peek().copied().unwrap_or(' ');
        match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' => out.push('\\'),
            // Between letters an underscore is no emphasis.
            '_' if !(before.is_alphanumeric() && next.is_alphanumeric()) => out.push('\\'),
            '~' if next == '~' || before == '~' => out.push('\\'),
            // The end of a comment.
            '>' if before == '-' => out.push('\\'),
            '&' if next == '#' || next.is_ascii_alphabetic() => out.push('\\'),
            _ => {}
        }
        match character {
            '@' => {
                out.push_str("\\@");
                if next.is_ascii_alphanumeric() && !before.is_alphanumeric() {
                    out.push_str(BREAK);
                }
            }
            // A formula, where a sum of money has a digit next; and the marks of site generators.
            '$' if !next.is_ascii_digit() && next != ' ' => out.push_str("&#36;"),
            '{' if matches!(next, '{' | '%' | ':') => out.push_str("&#123;"),
            _ => out.push(character),
        }
        before = character;
    }
    out
}

/// A text that begins a line: what would make a list, a heading or a rule of it is escaped as well.
pub fn safe_start(text: &str) -> String {
    let text = safe(text.trim_start());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text.get(digits..).unwrap_or_default();
    if digits > 0 && after.starts_with(['.', ')']) {
        return format!("{}\\{after}", text.get(..digits).unwrap_or_default());
    }
    if text.starts_with(['-', '+', '=', ':']) { format!("\\{text}") } else { text }
}

/// Bytes of the word at the head of a text; none where it does not begin with a letter or digit.
fn word(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_alphanumeric).count()
}

/// A word; broken where a forge would take it and what follows for a reference or a link.
fn push_word(word: &str, after: &str, out: &mut String) {
    let mut rest = word;
    if word.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        while rest.len() > NO_COMMIT {
            let (some, others) = rest.split_at(NO_COMMIT);
            out.push_str(some);
            out.push_str(BREAK);
            rest = others;
        }
    }
    out.push_str(rest);
    // `www.example.org`, `GH-12`
    let host = word.eq_ignore_ascii_case("www") && after.starts_with('.');
    let reference = word.eq_ignore_ascii_case("gh") && after.starts_with('-');
    if host || reference {
        out.push_str(BREAK);
    }
}

/// A character that is no letter or digit of ASCII.
fn push_sign(character: char, after: &str, out: &mut String) {
    match character {
        // No character reference can be markup. A backslash does not keep formulas from being set, and in a table it is
        // taken off a bar before the cell is read.
        '$' => out.push_str("&#36;"),
        '|' => out.push_str("&#124;"),
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '@' | '~' | '&' | '!' | '{' | '}' | '^' => {
            out.push('\\');
        }
        // `==marked==` where a forge knows it.
        '=' if after.starts_with('=') || out.ends_with('=') => out.push('\\'),
        _ => {}
    }
    if !matches!(character, '$' | '|') {
        out.push(character);
    }
    let begins = after.chars().next();
    let refers = match character {
        '@' | '#' => begins.is_some_and(|next| next != ' '),
        // GitLab's requests, milestones, labels, snippets and epics: `!1`, `%2`, `~bug`, `$3`, `&4`.
        '!' | '%' | '~' | '$' | '&' => begins.is_some_and(|next| next.is_ascii_alphanumeric() || next == '"'),
        // `https://…`, `mailto:…`, `:emoji:`
        ':' => {
            begins.is_some_and(|next| next.is_ascii_alphanumeric() || matches!(next, '/' | '+' | '-' | '_'))
        }
        _ => false,
    };
    if refers {
        out.push_str(BREAK);
    }
}

#[cfg(test)]
mod tests {
    use super::minimal;
    use super::safe;
    use super::safe_start;

    #[test]
    fn a_file_is_escaped_only_where_markdown_needs_it() {
        assert_eq!(minimal("see https://x.org/a_b (#12), a@b.org"), r"see https://x.org/a_b (#12), a\@b.org");
        assert_eq!(minimal("ask @octocat *now* <b> [x](y)"), r"ask \@&#8203;octocat \*now\* \<b> \[x\](y)");
        assert_eq!(
            minimal("costs $5, 1 & 2, {{ site }} &amp; _a_ a5c3785ed"),
            r"costs $5, 1 & 2, &#123;{ site }} \&amp; \_a\_ a5c3785ed"
        );
    }

    #[test]
    fn text_is_no_markup() {
        assert_eq!(
            safe("a *b* [c](d) <img> `x` # | e\n- f"),
            r"a \*b\* \[c\](d) \<img\> \`x\` \# &#124; e - f"
        );
        assert_eq!(safe("costs $5 and ![x]"), r"costs &#36;&#8203;5 and \!\[x\]");
        assert_eq!(safe("\u{202e}x"), r"\<U+202E\>x");
    }

    #[test]
    fn text_refers_to_nothing() {
        assert_eq!(safe("ask @octocat, see #12"), r"ask \@&#8203;octocat, see \#&#8203;12");
        assert_eq!(safe("GH-12 a/b#3 www.x.org"), r"GH&#8203;-12 a/b\#&#8203;3 www&#8203;.x.org");
        assert_eq!(safe("https://x.org :+1: 10:30"), "https:&#8203;//x.org :&#8203;+1: 10:&#8203;30");
        assert_eq!(safe("“the fee:” is"), "“the fee:” is");
        assert_eq!(safe("a5c3785ed 2500000 a5c378"), "a5c378&#8203;5ed 250000&#8203;0 a5c378");
    }

    #[test]
    fn text_begins_no_list() {
        for (text, shown) in [("- x", "\\- x"), ("12. x", "12\\. x"), ("# x", "\\# x"), ("1999 x", "1999 x")]
        {
            assert_eq!(safe_start(text), shown);
        }
    }
}
