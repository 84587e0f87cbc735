//! Markup that does not parse and is no wording all the same: pages that were turned into Markdown leave links that go
//! over several paragraphs (`[Basics` … `](https://…)`) and emphasis with a space inside (`** Scope**`). So are
//! attributes as kramdown, Pandoc and Docusaurus write them behind a text: `{: #choices }`, `{#choices}`.

use crate::model::{Mark, MarkKind};
use std::ops::Range;

/// The marks of a text with those of broken markup among them.
#[must_use]
pub fn with(text: &str, mut marks: Vec<Mark>) -> Vec<Mark> {
    let may_have =
        text.contains(['[', ']', '{', '\\']) || ["**", "__", ":::"].iter().any(|sign| text.contains(sign));
    if !may_have {
        return marks;
    }
    let mut found = Vec::new();
    let mut at = 0;
    for mark in &marks {
        between(text, at..mark.range.start, &mut found);
        at = mark.range.end;
    }
    between(text, at..text.len(), &mut found);
    if !found.is_empty() {
        marks.extend(found);
        marks.sort_by_key(|mark| mark.range.start);
    }
    marks
}

/// Broken markup in a part of the text that has no marks.
fn between(text: &str, part: Range<usize>, found: &mut Vec<Mark>) {
    let Some(plain) = text.get(part.clone()) else { return };
    let mut at = 0;
    while let Some(next) = plain.get(at..).and_then(|rest| rest.find(['[', ']', '*', '_', '{', ':', '\\'])) {
        at += next;
        let rest = plain.get(at..).unwrap_or_default();
        let (length, kind) = piece(plain, at, rest);
        if let Some(kind) = kind {
            found.push(Mark { range: part.start + at..part.start + at + length, kind });
        }
        at += length;
    }
}

/// The length of attributes at the head of `rest`: `{: … }` or `{#…}` on one line.
fn attributes(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("{:").or_else(|| rest.strip_prefix("{#"))?;
    let end = inner.find(['}', '{', '\n'])?;
    let is_closed = inner.get(end..)?.starts_with('}');
    // `{#id}` has one name inside; anything longer is text that somebody put in braces.
    let is_name = rest.starts_with("{:") || !inner.get(..end)?.contains(char::is_whitespace);
    (is_closed && is_name).then_some(rest.len() - inner.len() + end + 1)
}

/// The length of a shortcode or template tag at the head of `rest`: `{{< note >}}`, `{{% tab %}}`, `{% endif %}`.
fn shortcode(rest: &str) -> Option<usize> {
    const SIGNS: [(&str, &str); 3] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];
    let (open, close) = SIGNS.into_iter().find(|(open, _)| rest.starts_with(open))?;
    let end = rest.get(open.len()..)?.find(close)?;
    Some(open.len() + end + close.len())
}

/// The length of the sign of a directive at the head of a text or behind a space: `:::note`, `::: {.warning}`, `:::`.
fn directive(plain: &str, at: usize, rest: &str) -> Option<usize> {
    let colons = rest.len() - rest.trim_start_matches(':').len();
    let apart = at == 0 || plain.get(..at)?.ends_with(' ');
    if colons < 3 || !apart {
        return None;
    }
    let behind = rest.get(colons..)?;
    let name = behind.trim_start_matches(' ');
    let end = match name.strip_prefix('{') {
        Some(inner) => inner.find('}')? + 2,
        None => name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(name.len()),
    };
    Some(colons + (behind.len() - name.len()) + end)
}

/// How long the sign at the head of `rest` is and what it is, if it is broken markup.
fn piece(plain: &str, at: usize, rest: &str) -> (usize, Option<MarkKind>) {
    if rest.starts_with('\\') {
        // A line break that a text of one line has no use for.
        let ends = rest.len() == 1 && plain.len() > 1;
        return (1, ends.then_some(MarkKind::Markup));
    }
    if rest.starts_with(':') {
        return directive(plain, at, rest).map_or((1, None), |length| (length, Some(MarkKind::Markup)));
    }
    if rest.starts_with('{') {
        return attributes(rest)
            .or_else(|| shortcode(rest))
            .map_or((1, None), |length| (length, Some(MarkKind::Markup)));
    }
    if rest.starts_with('[') {
        return (1, (!rest.contains(']')).then_some(MarkKind::Markup));
    }
    if let Some(target) = rest.strip_prefix("](") {
        let inner = target.find(')').and_then(|end| target.get(..end));
        let address = inner.filter(|inner| {
            let plain = inner.contains("://") || inner.starts_with('/') || inner.starts_with("mailto:");
            // A place in the same page is named by its heading, spaces and all; so are pictures drawn in the text.
            let spaced = inner.starts_with('#') || inner.starts_with("data:");
            spaced || plain && !inner.contains(char::is_whitespace)
        });
        if let Some(address) = address {
            return (address.len() + 3, Some(MarkKind::Target));
        }
    }
    if rest.starts_with(']') {
        let opened = plain.get(..at).is_some_and(|before| before.contains('['));
        return (1, (!opened).then_some(MarkKind::Markup));
    }
    let sign = if rest.starts_with('*') { '*' } else { '_' };
    let length = rest.len() - rest.trim_start_matches(sign).len();
    (length, (length == 2 || length == 3 || length > 3 && sign == '*').then_some(MarkKind::Markup))
}

#[cfg(test)]
mod tests {
    use super::with;

    fn marked(text: &str) -> Vec<&str> {
        with(text, Vec::new()).into_iter().map(|mark| &text[mark.range]).collect()
    }

    #[test]
    fn ends_of_links_and_loose_emphasis_are_markup() {
        assert_eq!(marked("[Airbnb basics"), ["["]);
        assert_eq!(marked("Please review.](https://example.org/a)"), ["](https://example.org/a)"]);
        assert_eq!(marked("as [we](#11. By You.) say"), ["](#11. By You.)"]);
        assert_eq!(marked("** Scope and limits**"), ["**", "**"]);
    }

    #[test]
    fn attributes_behind_a_text_are_markup() {
        assert_eq!(
            marked("September 9, 2020 {: datetime=\"2020-09-09\" }"),
            ["{: datetime=\"2020-09-09\" }"]
        );
        assert_eq!(marked("Your choices {#choices}"), ["{#choices}"]);
        assert!(marked("{#each item in list} {{: x }} {:open").len() < 2);
        assert!(marked("in {braces} and {1: a}").is_empty());
    }

    #[test]
    fn directives_and_shortcodes_are_markup() {
        assert_eq!(marked(":::note Read this. :::"), [":::note", ":::"]);
        assert_eq!(marked("{{< tab >}}Text{{< /tab >}}"), ["{{< tab >}}", "{{< /tab >}}"]);
        assert_eq!(marked("{% if x %}Text"), ["{% if x %}"]);
        assert!(marked("at 10:00 and a::b: c").is_empty());
    }

    #[test]
    fn brackets_and_blanks_of_a_text_stay() {
        assert!(marked("[Name of the party] signs at ______ (see [3])").is_empty());
        assert!(marked("a footnote* and snake_case").is_empty());
    }
}
