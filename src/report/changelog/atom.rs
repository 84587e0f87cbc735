//! The changelog as an Atom feed (RFC 4287): one entry a revision, which holds what changed with the redline.

use crate::diff::{Change, Comparison, Significance};
use crate::history::{Entry, History};
use crate::model::{Date, Moment};
use crate::report::changelog::entry::Changelog;
use crate::report::changelog::json::ordered;
use crate::report::changelog::markdown::{counted, facts, first, remarks, returned, title};
use crate::report::changelog::sentence::Teller;
use crate::report::escape::fold;
use crate::report::escape::xml::clean;
use crate::report::wording::messages::{MessageLanguage, Messages};
use crate::report::wording::redline::{Role, elide, runs};
use quick_xml::Writer;
use quick_xml::escape::escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io;

/// Who gives the feed its ids when nobody is named: a name that RFC 2606 keeps from ever being somebody's.
const NOBODY: &str = "recension.invalid";

/// The year of the ids (RFC 4151): one in which the authority had its name. It never changes, so that ids do not.
const YEAR: &str = "2026";

/// The time of an entry for which nothing is known, so that the feed says the same whenever it is made.
const UNKNOWN: &str = "1970-01-01T00:00:00+00:00";

/// Changes of one revision that the entry tells with their redline; a text that was rewritten would make a feed that
/// readers do not take.
const MOST_CHANGES: usize = 200;

/// What a feed says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeedOptions {
    /// The domain or mail address that the ids are given by.
    pub authority: Option<String>,
    /// Who writes it.
    pub author: Option<String>,
    /// Where it will be found.
    pub link: Option<String>,
}

type Xml<'a> = Writer<&'a mut dyn io::Write>;

/// Writes the changelog of a document as an Atom feed, newest revision first.
///
/// # Errors
/// What the writer returns.
pub fn changelog_atom(
    history: &History,
    messages: MessageLanguage,
    options: &FeedOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let changelog = Changelog { history, messages };
    let teller = Teller { messages: Messages::new(messages) };
    let feed = Feed { changelog, options, teller };
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let language = messages.tag();
    let root = BytesStart::new("feed")
        .with_attributes([("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", language)]);
    xml.write_event(Event::Start(root))?;
    feed.head(&mut xml)?;
    for entry in &changelog.entries {
        feed.entry(entry, &mut xml)?;
    }
    xml.write_event(Event::End(BytesEnd::new("feed")))?;
    writeln!(xml.into_inner())
}

struct Feed<'a> {
    changelog: Changelog<'a>,
    options: &'a FeedOptions,
    teller: Teller,
}

impl Feed<'_> {
    fn head(&self, xml: &mut Xml<'_>) -> io::Result<()> {
        element("id", &[], &self.id(None), xml)?;
        element("title", &[], &fold(&title(&self.changelog)), xml)?;
        let newest = self.changelog.entries.iter().map(updated).max_by_key(|time| instant(time));
        element("updated", &[], newest.as_deref().unwrap_or(UNKNOWN), xml)?;
        xml.write_event(Event::Start(BytesStart::new("author")))?;
        let author = self.options.author.as_deref().map_or_else(|| "Recension".to_owned(), fold);
        element("name", &[], &author, xml)?;
        xml.write_event(Event::End(BytesEnd::new("author")))?;
        if let Some(link) = &self.options.link {
            let link = clean(link);
            let link = BytesStart::new("link").with_attributes([
                ("rel", "self"),
                ("type", "application/atom+xml"),
                ("href", link.as_str()),
            ]);
            xml.write_event(Event::Empty(link))?;
        }
        element("generator", &[("version", env!("CARGO_PKG_VERSION"))], "Recension", xml)
    }

    fn entry(&self, entry: &Entry, xml: &mut Xml<'_>) -> io::Result<()> {
        xml.write_event(Event::Start(BytesStart::new("entry")))?;
        element("id", &[], &self.id(Some(&entry.id)), xml)?;
        element("title", &[], &self.headline(entry), xml)?;
        element("updated", &[], &updated(entry), xml)?;
        if let Some(published) = entry.published.as_ref().and_then(midnight) {
            element("published", &[], &published, xml)?;
        }
        element("content", &[("type", "html")], &self.content(entry), xml)?;
        xml.write_event(Event::End(BytesEnd::new("entry")))
    }

    /// A tag URI (RFC 4151) of the feed, or of a revision in it.
    fn id(&self, revision: Option<&str>) -> String {
        let authority = self.options.authority.as_deref().unwrap_or(NOBODY);
        let revision = revision.map(|id| format!("@{}", specific(id))).unwrap_or_default();
        format!("tag:{authority},{YEAR}:{}{revision}", specific(&self.changelog.key))
    }

    /// `2024-02-01: 3 substantive changes and 1 editorial change`.
    fn headline(&self, entry: &Entry) -> String {
        let m = &self.teller.messages;
        let what = match &entry.comparison {
            Some(comparison)
                if comparison.summary.significance.substantive + comparison.summary.significance.unclear
                    > 0 =>
            {
                counted(m, entry)
            }
            Some(_) => m.get("entry.none").to_owned(),
            None if entry.is_removed => m.get("entry.removed").to_owned(),
            None => first(m, entry),
        };
        let label = match entry.date() {
            Some(date) if date.as_str() != entry.revision => format!("{date} ({})", fold(&entry.revision)),
            _ => fold(&entry.revision),
        };
        m.say("text.told", &[("where", &label), ("what", &what)])
    }

    /// The entry's HTML: facts, then the changes by significance, each with its redline.
    fn content(&self, entry: &Entry) -> String {
        let m = &self.teller.messages;
        let mut html = Vec::new();
        let facts = facts(m, entry);
        if !facts.is_empty() {
            html.push(paragraph(&facts.join(m.get("text.space"))));
        }
        if let Some(note) = &entry.note {
            html.push(paragraph(&m.sentence(&m.say("text.note", &[("text", &fold(note))]))));
        }
        if let Some(returned) = returned(m, entry, &counted(m, entry)) {
            html.push(paragraph(&returned.sentence));
        }
        match &entry.comparison {
            Some(comparison) => self.changes(comparison, &mut html),
            None if entry.is_removed || entry.same_as.is_some() => {}
            None => html.push(paragraph(&first(m, entry))),
        }
        html.join("\n")
    }

    fn changes(&self, comparison: &Comparison, html: &mut Vec<String>) {
        let m = &self.teller.messages;
        let changes = ordered(comparison);
        if changes.first().is_none_or(|change| change.significance < Significance::Unclear) {
            html.push(paragraph(m.get("entry.none")));
        }
        let shown = changes.get(..MOST_CHANGES).unwrap_or(&changes);
        for (significance, key) in [
            (Significance::Substantive, "entry.substantive"),
            (Significance::Unclear, "entry.unclear"),
            (Significance::Editorial, "entry.editorial"),
        ] {
            let of: Vec<&&Change> =
                shown.iter().filter(|change| change.significance == significance).collect();
            if of.is_empty() {
                continue;
            }
            html.push(format!("<h3>{}</h3>", escape(m.get(key))));
            html.push("<ul>".to_owned());
            html.extend(of.into_iter().map(|change| self.change(change)));
            html.push("</ul>".to_owned());
        }
        let more = changes.len() - shown.len();
        if more > 0 {
            html.push(paragraph(&m.say("entry.counted", &[("list", &m.count("count.edits", more, &[]))])));
        }
        for remark in remarks(&self.teller, comparison) {
            html.push(paragraph(&remark));
        }
    }

    fn change(&self, change: &Change) -> String {
        let told = escape(&*self.teller.sentence(change)).into_owned();
        let language = self
            .changelog
            .language
            .as_ref()
            .map_or(String::new(), |language| format!(" lang=\"{}\"", escape(language.as_str())));
        let redline = redline(change);
        if redline.is_empty() {
            return format!("<li>{told}</li>");
        }
        format!("<li>{told}<blockquote dir=\"auto\"{language}><p>{redline}</p></blockquote></li>")
    }
}

/// The wording with what was struck and put in, long unchanged stretches left out; whole texts where there is no edit.
fn redline(change: &Change) -> String {
    let whole = |tag: &str, text: &str| format!("<{tag}>{}</{tag}>", escape(&*fold(text)));
    if change.edits.is_empty() {
        let gone = change.new.is_empty();
        if gone != change.old.is_empty() {
            let (tag, places) = if gone { ("del", &change.old) } else { ("ins", &change.new) };
            return places.iter().map(|place| whole(tag, &place.text)).collect::<Vec<_>>().join(" ");
        }
        return String::new();
    }
    let shown = |run: &crate::report::wording::redline::Run| match run.role {
        Role::Deleted | Role::FormDeleted => format!("<del>{}</del>", escape(run.text.as_str())),
        Role::Inserted | Role::FormInserted => format!("<ins>{}</ins>", escape(run.text.as_str())),
        Role::Equal | Role::Gap => escape(run.text.as_str()).into_owned(),
    };
    elide(runs(&change.edits, false)).iter().map(shown).collect()
}

fn paragraph(text: &str) -> String {
    format!("<p>{}</p>", escape(text))
}

fn element(name: &str, attributes: &[(&str, &str)], text: &str, xml: &mut Xml<'_>) -> io::Result<()> {
    let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
    xml.write_event(Event::Start(start))?;
    let text = clean(text);
    xml.write_event(Event::Text(BytesText::new(&text)))?;
    xml.write_event(Event::End(BytesEnd::new(name)))
}

/// When an entry says it was last changed: when the text's publisher, else its commit says so.
fn updated(entry: &Entry) -> String {
    let committed = entry.committed.as_ref().map(Moment::to_string);
    let published = entry.published.as_ref().and_then(midnight);
    let dated = published.or_else(|| entry.effective.as_ref().or(entry.captured.as_ref()).and_then(midnight));
    let (first, second) = if entry.commit.is_some() { (committed, dated) } else { (dated, committed) };
    first.or(second).unwrap_or_else(|| UNKNOWN.to_owned())
}

/// The beginning of a day; none in years that RFC 3339 cannot write.
fn midnight(date: &Date) -> Option<String> {
    let day = date.as_str();
    (day.len() == 10 && day.starts_with(|c: char| c.is_ascii_digit()))
        .then(|| format!("{day}T00:00:00+00:00"))
}

/// By what times are ordered that may stand in different offsets.
fn instant(time: &str) -> Option<jiff::Timestamp> {
    time.parse().ok()
}

/// The part of a tag URI behind the colon: what it may not hold is percent-encoded.
fn specific(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/');
    name.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
