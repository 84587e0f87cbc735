//! The changelog as an Atom feed (RFC 4287): one entry a revision whose title says what changed, with the redline of
//! each change in it. Revisions without a change of meaning are left out unless asked for.

use crate::diff::{Change, Comparison};
use crate::digest::{Digest, Item};
use crate::history::{Entry, History};
use crate::model::{Date, Moment};
use crate::report::changelog::entry::Changelog;
use crate::report::changelog::facts::{facts, first, headline, remarks, returned};
use crate::report::changelog::links::LinkTemplate;
use crate::report::changelog::markdown::title;
use crate::report::changelog::rows::{Revision, rows};
use crate::report::escape::fold;
use crate::report::escape::xml::clean;
use crate::report::wording::digest::Speech;
use crate::report::wording::messages::{MessageLanguage, Messages};
use crate::report::wording::redline::{Role, elide, runs};
use quick_xml::Writer;
use quick_xml::escape::escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::collections::{HashMap, HashSet};
use std::io;

/// Who gives the feed its ids when nobody is named: a name that RFC 2606 keeps from ever being somebody's.
const NOBODY: &str = "recension.invalid";

/// The year of the ids (RFC 4151): one in which the authority had its name. It never changes, so that ids do not.
const YEAR: &str = "2026";

/// The time of an entry for which nothing is known, so that the feed says the same whenever it is made.
const UNKNOWN: &str = "1970-01-01T00:00:00+00:00";

/// Changes of one revision that the entry shows with their redline; a text that was rewritten would make a feed that
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
    /// Whether revisions without a change of meaning have an entry as well.
    pub all: bool,
    /// Where the revisions are on the web.
    pub links: Option<LinkTemplate>,
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
    let changelog = &Changelog { history, messages };
    let speech = Speech { messages: Messages::new(changelog.messages) };
    let feed = Feed { changelog, options, speech };
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let language = changelog.messages.tag();
    let root = BytesStart::new("feed")
        .with_attributes([("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", language)]);
    xml.write_event(Event::Start(root))?;
    feed.head(&mut xml)?;
    for row in rows(&changelog.entries, options.all).iter().filter(|row| options.all || !row.is_quiet()) {
        for revision in row.revisions() {
            feed.entry(revision, &mut xml)?;
        }
    }
    xml.write_event(Event::End(BytesEnd::new("feed")))?;
    writeln!(xml.into_inner())
}

struct Feed<'a> {
    changelog: &'a Changelog<'a>,
    options: &'a FeedOptions,
    speech: Speech,
}

impl Feed<'_> {
    fn head(&self, xml: &mut Xml<'_>) -> io::Result<()> {
        element("id", &[], &self.id(None), xml)?;
        element("title", &[], &fold(&title(self.changelog)), xml)?;
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

    fn entry(&self, revision: &Revision<'_>, xml: &mut Xml<'_>) -> io::Result<()> {
        let entry = revision.entry;
        xml.write_event(Event::Start(BytesStart::new("entry")))?;
        element("id", &[], &self.id(Some(&entry.id)), xml)?;
        element("title", &[], &self.headline(revision), xml)?;
        element("updated", &[], &updated(entry), xml)?;
        if let Some(published) = entry.published.as_ref().and_then(midnight) {
            element("published", &[], &published, xml)?;
        }
        if let Some(link) = self.options.links.as_ref().and_then(|links| links.diff(entry)) {
            let link = clean(&link);
            let link = BytesStart::new("link").with_attributes([
                ("rel", "alternate"),
                ("type", "text/html"),
                ("href", link.as_str()),
            ]);
            xml.write_event(Event::Empty(link))?;
        }
        element("content", &[("type", "html")], &self.content(revision), xml)?;
        xml.write_event(Event::End(BytesEnd::new("entry")))
    }

    /// A tag URI (RFC 4151) of the feed, or of a revision in it.
    fn id(&self, revision: Option<&str>) -> String {
        let authority = self.options.authority.as_deref().unwrap_or(NOBODY);
        let revision = revision.map(|id| format!("@{}", specific(id))).unwrap_or_default();
        format!("tag:{authority},{YEAR}:{}{revision}", specific(&self.changelog.key))
    }

    /// `2025-09-29: New section D.8 “Access Reciprocity”`: what a reader sees in the list of entries.
    fn headline(&self, revision: &Revision<'_>) -> String {
        let what = headline(&self.speech, revision);
        let label = match revision.entry.date() {
            Some(date) => date.as_str().to_owned(),
            None => fold(&revision.entry.revision),
        };
        self.speech.messages.say("text.at", &[("place", &label), ("what", &what)])
    }

    /// The entry's HTML: facts, then the items, heaviest first, each with its redline.
    fn content(&self, revision: &Revision<'_>) -> String {
        let m = &self.speech.messages;
        let entry = revision.entry;
        let mut html = Vec::new();
        let older = self.changelog.entries.iter().skip_while(|other| !std::ptr::eq(*other, entry)).nth(1);
        let facts = facts(m, revision, older);
        if !facts.is_empty() {
            html.push(paragraph(&facts.join(m.get("text.space"))));
        }
        if let Some(note) = &entry.note {
            html.push(paragraph(&m.sentence(&m.say("text.note", &[("text", &fold(note))]))));
        }
        if let Some(returned) = returned(m, entry) {
            html.push(paragraph(&returned.sentence));
        }
        match (&entry.comparison, &revision.digest) {
            (Some(comparison), Some(digest)) => self.changes(comparison, digest, &mut html),
            _ if entry.is_removed || entry.same_as.is_some() => {}
            _ => html.push(paragraph(&first(m, entry))),
        }
        html.extend(remarks(m, entry).iter().map(|remark| paragraph(remark)));
        if html.is_empty() {
            html.push(paragraph(&headline(&self.speech, revision)));
        }
        html.join("\n")
    }

    fn changes(&self, comparison: &Comparison, digest: &Digest, html: &mut Vec<String>) {
        let m = &self.speech.messages;
        if !digest.repeats.is_empty() {
            let lines = digest
                .repeats
                .iter()
                .map(|repeat| format!("<li>{}</li>", escape(&*self.speech.repeat(repeat))));
            html.push(format!("<ul>\n{}\n</ul>", lines.collect::<Vec<_>>().join("\n")));
        }
        let by_id: HashMap<&str, &Change> =
            comparison.changes.iter().map(|change| (change.id.as_str(), change)).collect();
        let mut room = MOST_CHANGES;
        let mut left_out = 0;
        for (items, key) in [(&digest.items, ""), (&digest.wording, "entry.wording")] {
            if items.is_empty() {
                continue;
            }
            if !key.is_empty() {
                html.push(format!("<h3>{}</h3>", escape(m.get(key))));
            }
            let shown: Vec<String> =
                items.iter().map(|item| self.item(item, &by_id, &mut room, &mut left_out)).collect();
            html.push(format!("<ul>\n{}\n</ul>", shown.join("\n")));
        }
        if left_out > 0 {
            html.push(paragraph(&m.count("count.more", left_out, &[])));
        }
        let form = self.speech.form(&digest.form);
        if !form.is_empty() {
            html.push(paragraph(&form));
        }
    }

    /// A section with the redline of each change in it.
    fn item(
        &self,
        item: &Item,
        by_id: &HashMap<&str, &Change>,
        room: &mut usize,
        left_out: &mut usize,
    ) -> String {
        let m = &self.speech.messages;
        let place = if item.place.is_empty() { m.get("text.preamble").to_owned() } else { fold(&item.place) };
        let language = self
            .changelog
            .language
            .as_ref()
            .map_or(String::new(), |language| format!(" lang=\"{}\"", escape(language.as_str())));
        let mut seen = HashSet::new();
        let mut out = format!("<li><strong>{}</strong>", escape(&*place));
        for piece in &item.pieces {
            if !seen.insert(piece.change.as_str()) {
                continue;
            }
            if *room == 0 {
                *left_out += 1;
                continue;
            }
            *room -= 1;
            let redline = by_id.get(piece.change.as_str()).map(|change| redline(change)).unwrap_or_default();
            if redline.is_empty() {
                out.push_str(&format!("<p>{}</p>", escape(&*self.speech.labelled(piece, QUOTE))));
            } else {
                out.push_str(&format!("<blockquote dir=\"auto\"{language}><p>{redline}</p></blockquote>"));
            }
        }
        out.push_str("</li>");
        out
    }
}

/// Columns of a quotation.
const QUOTE: usize = 240;

/// The wording with what was deleted and inserted, long unchanged stretches left out; whole texts where there is no edit.
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
