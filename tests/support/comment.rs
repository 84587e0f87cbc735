//! Reads Markdown back as a forge does, to say whether anything in it came out of a document's text. The parser is the
//! one that GitLab uses; every extension that a forge may have is switched on.

use comrak::{Options, markdown_to_html};
use pulldown_cmark::{Event, Options as Dialect, Parser};

/// Tags that our own Markdown becomes, and no others: no link, no image, no code, no check box, no formula.
const TAGS: &str = "blockquote br del details em h1 h2 h3 h4 hr ins li ol p strong sub summary table tbody td th thead tr ul";

/// What our comments hold as code: the name of a command, that no text can change.
const OURS: [&str; 2] = ["recension diff --format html", "recension translation --format html"];

/// Whether nothing in a Markdown text steers, refers or links, and every tag that it becomes is one of ours.
pub fn harmless(markdown: &str) -> Result<(), String> {
    if let Some(steers) = markdown.chars().find(|c| steers(*c)) {
        return Err(format!("{steers:?} steers"));
    }
    let read = read(markdown);
    for tag in &read.tags {
        let name = tag.trim_start_matches('/');
        let (name, attributes) = name.split_once(' ').unwrap_or((name, ""));
        let aligned = matches!(attributes, "" | "align=\"right\"" | "align=\"left\"");
        if !TAGS.split(' ').any(|known| known == name) || !aligned {
            return Err(format!("<{tag}> in a comment"));
        }
    }
    if read.comments.len() > 1 || read.comments.iter().any(|comment| !comment.starts_with(" recension:")) {
        return Err(format!("{:?} in a comment", read.comments));
    }
    refers(&read.words).or_else(|| refers(&words(markdown))).map_or(Ok(()), Err)
}

/// Whether a character turns the direction of reading or steers a terminal.
pub fn steers(character: char) -> bool {
    character.is_control() && character != '\n'
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}' | '\u{2029}' | '\u{e0000}'..='\u{e007f}')
}

/// What a forge makes of a text.
pub struct Read {
    /// The tags, without their brackets, in order.
    pub tags: Vec<String>,
    /// What stands in comments.
    pub comments: Vec<String>,
    /// The words, a line break for each tag: a forge looks for references in one stretch of text at a time.
    pub words: String,
}

/// Renders Markdown with every extension there is and takes the page apart.
pub fn read(markdown: &str) -> Read {
    rendered(markdown, true)
}

/// The tags that a text becomes, where addresses do not become links by themselves.
#[allow(dead_code, reason = "a comment has no links of its own")]
pub fn tags(markdown: &str) -> Vec<String> {
    rendered(markdown, false).tags
}

fn rendered(markdown: &str, links: bool) -> Read {
    let mut options = Options::default();
    let extension = &mut options.extension;
    for switch in [
        &mut extension.strikethrough,
        &mut extension.table,
        &mut extension.tasklist,
        &mut extension.superscript,
        &mut extension.footnotes,
        &mut extension.inline_footnotes,
        &mut extension.multiline_block_quotes,
        &mut extension.alerts,
        &mut extension.math_dollars,
        &mut extension.math_code,
        &mut extension.wikilinks_title_after_pipe,
        &mut extension.spoiler,
        &mut extension.highlight,
        &mut extension.block_directive,
    ] {
        *switch = true;
    }
    options.extension.autolink = links;
    options.parse.relaxed_tasklist_matching = true;
    options.parse.relaxed_autolinks = true;
    // Our own tags are kept, and with them any that got through.
    options.render.r#unsafe = true;
    let mut page = markdown_to_html(markdown, &options);
    for ours in OURS {
        page = page.replace(&format!("<code>{ours}</code>"), "");
    }
    let mut read = Read { tags: vec![], comments: vec![], words: String::new() };
    let mut rest = page.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        read.words.push_str(before);
        read.words.push('\n');
        let comment = after.strip_prefix("!--");
        let (inner, behind) = match comment {
            Some(after) => after.split_once("-->").unwrap_or((after, "")),
            None => after.split_once('>').unwrap_or((after, "")),
        };
        if comment.is_some() { &mut read.comments } else { &mut read.tags }.push(inner.trim_end().to_owned());
        rest = behind;
    }
    read.words.push_str(rest);
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
        read.words = read.words.replace(entity, character);
    }
    read
}

/// The words as the other parser of this family reads them.
fn words(markdown: &str) -> String {
    let mut words = String::new();
    for event in Parser::new_ext(markdown, Dialect::all()) {
        match event {
            Event::Text(text) => words.push_str(&text),
            _ => words.push('\n'),
        }
    }
    words
}

/// What in a text a forge would turn into a mention, a reference, a link or a picture.
fn refers(words: &str) -> Option<String> {
    let letters: Vec<char> = words.chars().collect();
    if let Some(pair) =
        letters.windows(2).find(|pair| "@#!%~$&".contains(pair[0]) && pair[1].is_ascii_alphanumeric())
    {
        return Some(format!("{pair:?} refers in {words}"));
    }
    let lower = words.to_lowercase();
    let begins = |at: usize| !lower[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
    let word = |word: &str| lower.match_indices(word).any(|(at, _)| begins(at));
    // What follows is broken off by a character without width where it shall not link.
    let leads = |link: &str| {
        let behind = lower.match_indices(link).filter_map(|(at, _)| lower[at + link.len()..].chars().next());
        behind.into_iter().any(|next| next.is_ascii_alphanumeric())
    };
    let links = ["://", "mailto:", "xmpp:"].into_iter().find(|link| leads(link));
    if let Some(link) = links.or_else(|| ["www.", "gh-1"].into_iter().find(|start| word(start))) {
        return Some(format!("{link} links in {words}"));
    }
    let is_commit =
        |word: &&str| (7..=40).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    if let Some(commit) = words.split(|c: char| !c.is_ascii_alphanumeric()).find(is_commit) {
        return Some(format!("{commit} is a commit"));
    }
    let emoji = words.split(':').skip(1).find(|name| {
        words.contains(&format!(":{name}:"))
            && !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    });
    emoji.map(|name| format!(":{name}: is a picture"))
}
