//! Reads an HTML report back, to say whether it is what this program made of the texts and nothing else.

use std::collections::BTreeSet;

/// The page without its style and script, which are the same in every page.
pub fn body(page: &str) -> &str {
    &page[page.find("<body>").unwrap()..]
}

/// A tag as it stands in the page: its name, and its attributes with their values.
pub struct Tag<'a> {
    pub name: &'a str,
    pub closes: bool,
    pub attributes: Vec<(&'a str, &'a str)>,
}

/// The tags of a page, in order. Text is escaped, so that every `<` begins a tag.
pub fn tags(page: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let mut end = 0;
        // A bracket in a value is part of it.
        while rest.as_bytes()[end..].first() != Some(&b'>') {
            end += rest[end..].find(['"', '>']).unwrap();
            if rest[end..].starts_with('"') {
                end += 2 + rest[end + 1..].find('"').unwrap();
            }
        }
        let (tag, after) = rest.split_at(end);
        rest = after;
        let closes = tag.starts_with('/');
        let tag = tag.trim_start_matches('/');
        let (name, mut left) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        while let Some((attribute, after)) = left.split_once("=\"") {
            let (value, after) = after.split_once('"').unwrap();
            attributes.extend(attribute.split_whitespace().rev().take(1).map(|name| (name, value)));
            left = after;
        }
        tags.push(Tag { name, closes, attributes });
    }
    tags
}

/// The words of a page.
#[allow(dead_code, reason = "not every test reads the words")]
pub fn words(page: &str) -> String {
    let text: String =
        page.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text)).collect();
    ["&lt;<", "&gt;>", "&quot;\"", "&#60;<", "&#62;>", "&#34;\"", "&#39;'", "&#38;&", "&amp;&"]
        .iter()
        .fold(text, |text, pair| text.replace(&pair[..pair.len() - 1], &pair[pair.len() - 1..]))
}

/// Whether a page is what this program made of it: known tags that nest, no handler, no address outside, each name
/// given once, every link with its target.
pub fn sound(page: &str) -> Result<(), String> {
    const TAGS: &str = "a article b bdi body button cite code dd del details dialog div dl dt fieldset footer h1 h2 h3 \
                        h4 header input ins kbd label legend li main mark nav ol option output p q section select span strong summary ul";
    const EMPTY: [&str; 1] = ["input"];
    let page = body(page).trim_end().strip_suffix("</html>").ok_or("the page ends")?;
    let mut open = Vec::new();
    let (mut ids, mut links) = (BTreeSet::new(), BTreeSet::new());
    for tag in tags(page) {
        if !TAGS.split_whitespace().any(|known| known == tag.name) {
            return Err(format!("<{}> is no tag of the page", tag.name));
        }
        if tag.closes {
            let last = open.pop();
            if last != Some(tag.name) {
                return Err(format!("</{}> closes {last:?}", tag.name));
            }
        } else if !EMPTY.contains(&tag.name) {
            open.push(tag.name);
        }
        for (attribute, value) in tag.attributes {
            match attribute {
                "id" if !ids.insert(value) => return Err(format!("{value} is given twice")),
                "href" => {
                    links.insert(value.strip_prefix('#').ok_or_else(|| format!("{value} leads out"))?);
                }
                "style" | "src" | "srcset" | "action" => return Err(format!("{attribute} in a page")),
                other if other.starts_with("on") => return Err(format!("{other} in a page")),
                _ => {}
            }
        }
    }
    if let Some(lost) = links.iter().find(|link| !ids.contains(*link)) {
        return Err(format!("nothing stands at {lost}"));
    }
    let steers = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
    if page.chars().any(steers) {
        return Err("a character steers".into());
    }
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} stay open")) }
}
