//! The changelog as Markdown, in the form of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/): one heading a
//! revision, under it the headline, the facts, and what changed, heaviest first.

use crate::digest::{Digest, Event, Item, Lead};
use crate::history::{Entry, History};
use crate::report::changelog::entry::Changelog;
use crate::report::changelog::facts::{facts, first, headline, remarks, returned};
use crate::report::changelog::links::LinkTemplate;
use crate::report::changelog::mark::{label, mark};
use crate::report::changelog::rows::{Revision, Row, rows};
use crate::report::escape::markdown::minimal;
use crate::report::wording::digest::Speech;
use crate::report::wording::messages::{MessageLanguage, Messages};
use std::io;

/// Items that are shown with all that changed in them; a maintainer's own entries have one to five.
const MOST_ITEMS: usize = 8;
/// Pieces of such an item.
const MOST_PIECES: usize = 3;
/// Pieces of wording that are quoted.
const MOST_WORDING: usize = 4;
/// Columns of a quotation.
const QUOTE: usize = 240;
/// Columns of a quotation of wording, and of the items after the first.
const SHORT: usize = 80;

/// How a changelog is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ChangelogOptions<'a> {
    /// Whether every revision and every change of wording is listed by itself.
    pub all: bool,
    /// Where the revisions are on the web.
    pub links: Option<&'a LinkTemplate>,
}

/// Writes the changelog of a document, newest revision first. Text of the documents cannot become markup.
///
/// # Errors
/// What the writer returns.
pub fn changelog_markdown(
    history: &History,
    messages: MessageLanguage,
    options: &ChangelogOptions<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    whole(&Changelog { history, messages }, options, out)
}

/// Writes the whole file.
pub fn whole(
    changelog: &Changelog<'_>,
    options: &ChangelogOptions<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    writeln!(out, "# {}", minimal(&title(changelog)))?;
    for row in rows(&changelog.entries, options.all) {
        write!(out, "\n{}", entry(changelog, &row, options))?;
    }
    if changelog.is_cut {
        writeln!(out, "\n{}", Messages::new(changelog.messages).get("entry.cut"))?;
    }
    let definitions = definitions(&changelog.entries, options);
    if !definitions.is_empty() {
        write!(out, "\n{definitions}")?;
    }
    Ok(())
}

/// The title, plain text.
pub fn title(changelog: &Changelog<'_>) -> String {
    let messages = Messages::new(changelog.messages);
    let title = changelog.title.as_deref().unwrap_or(&changelog.document);
    match &changelog.language {
        Some(language) => messages.say("entry.title", &[("title", title), ("language", language.as_str())]),
        None => messages.say("entry.title-alone", &[("title", title)]),
    }
}

/// The definitions of the links in the headings, `[68e3dbe]: https://…`.
pub fn definitions(entries: &[Entry], options: &ChangelogOptions<'_>) -> String {
    let Some(links) = options.links else { return String::new() };
    let line = |entry: &Entry| Some(format!("[{}]: {}\n", label(&entry.revision), links.diff(entry)?));
    entries.iter().filter_map(line).collect()
}

/// The text of one heading and what is under it, with the hidden mark by which it is known again.
pub fn entry(changelog: &Changelog<'_>, row: &Row<'_>, options: &ChangelogOptions<'_>) -> String {
    let page = Page { speech: Speech { messages: Messages::new(changelog.messages) }, options, changelog };
    let entries: Vec<&Entry> = row.revisions().iter().map(|revision| revision.entry).collect();
    let mut parts = vec![format!("## {}\n{}", page.heading(&entries), mark(&changelog.key, &entries))];
    match row {
        Row::One(revision) => page.one(revision, &mut parts),
        Row::Quiet(revisions) => page.quiet(revisions, &mut parts),
    }
    parts.retain(|part| !part.is_empty());
    format!("{}\n", parts.join("\n\n"))
}

struct Page<'a> {
    speech: Speech,
    options: &'a ChangelogOptions<'a>,
    changelog: &'a Changelog<'a>,
}

impl Page<'_> {
    fn m(&self) -> &Messages {
        &self.speech.messages
    }

    /// `[68e3dbe] - 2025-09-29`, or from the first to the last of several.
    fn heading(&self, entries: &[&Entry]) -> String {
        let (Some(newest), Some(oldest)) = (entries.first(), entries.last()) else { return String::new() };
        let range = |first: String, last: String| {
            if first == last {
                first
            } else {
                self.m().say("entry.range", &[("first", &first), ("last", &last)])
            }
        };
        let revision = range(label(&oldest.revision), label(&newest.revision));
        let date = |entry: &Entry| {
            entry.date().map_or_else(
                || self.m().get("entry.date-unknown").to_owned(),
                |date| date.as_str().to_owned(),
            )
        };
        let date = range(date(oldest), date(newest));
        self.m().say("entry.heading", &[("revision", &revision), ("date", &date)])
    }

    /// The entry that comes before one.
    fn older(&self, entry: &Entry) -> Option<&Entry> {
        let at = self.changelog.entries.iter().position(|other| std::ptr::eq(other, entry))?;
        self.changelog.entries.get(at + 1)
    }

    fn one(&self, revision: &Revision<'_>, parts: &mut Vec<String>) {
        let entry = revision.entry;
        parts.push(format!("**{}**", minimal(&headline(&self.speech, revision))));
        let facts = facts(self.m(), revision, self.older(entry));
        parts.push(minimal(&facts.join(self.m().get("text.space"))));
        if let Some(note) = &entry.note {
            parts.push(minimal(&self.m().sentence(&self.m().say("text.note", &[("text", note)]))));
        }
        if let Some(returned) = returned(self.m(), entry) {
            parts.push(minimal(&returned.sentence));
            if returned.is_all {
                return;
            }
        }
        match &revision.digest {
            Some(digest) => self.changes(entry, digest, parts),
            None if entry.is_removed || entry.same_as.is_some() => {}
            None => parts.push(first(self.m(), entry)),
        }
    }

    fn changes(&self, entry: &Entry, digest: &Digest, parts: &mut Vec<String>) {
        if let Some(event) = &digest.event {
            // What the whole text became is in the headline; a list of every clause would say nothing more.
            parts.extend((*event == Event::FirstText).then(|| first(self.m(), entry)));
            parts.extend(remarks(self.m(), entry).iter().map(|remark| minimal(remark)));
            return;
        }
        let named = entry.comparison.as_ref().is_some_and(|comparison| comparison.new.sections > 1);
        let most = if self.options.all { usize::MAX } else { MOST_ITEMS };
        let mut bullets: Vec<String> =
            digest.items.iter().take(most).map(|item| self.item(item, named, MOST_PIECES, QUOTE)).collect();
        let repeats: Vec<String> = digest
            .repeats
            .iter()
            .map(|repeat| format!("- {}", minimal(&self.speech.repeat(repeat))))
            .collect();
        let repeats_first = matches!(digest.leads.first(), Some(Lead::Repeat(_)));
        let at = if repeats_first { 0 } else { bullets.len() };
        bullets.splice(at..at, repeats);
        parts.push(bullets.join("\n"));
        let rest: Vec<String> =
            digest.items.iter().skip(most).map(|item| self.item(item, named, 1, SHORT)).collect();
        if !rest.is_empty() {
            parts.push(format!("### {}", self.m().get("entry.also")));
            parts.push(rest.join("\n"));
        }
        parts.extend(self.wording(digest, named));
        parts.push(self.speech.form(&digest.form));
        parts.extend(remarks(self.m(), entry).iter().map(|remark| minimal(remark)));
    }

    /// `- **D.8 Access Reciprocity**: new section: “…”`
    fn item(&self, item: &Item, named: bool, most: usize, columns: usize) -> String {
        let most = if self.options.all { usize::MAX } else { most };
        let mut pieces: Vec<String> =
            item.pieces.iter().take(most).map(|piece| self.speech.labelled(piece, columns)).collect();
        let more = item.pieces.len().saturating_sub(most);
        if more > 0 {
            pieces.push(self.m().count("count.edits", more, &[]));
        }
        let what = minimal(&pieces.join(self.m().get("text.pause")));
        let place = self.place(item, named);
        if place.is_empty() {
            return format!("- {what}");
        }
        format!("- {}", self.m().say("text.at", &[("place", &format!("**{place}**")), ("what", &what)]))
    }

    /// The section of an item; that before the first heading has a name only where there are headings.
    fn place(&self, item: &Item, named: bool) -> String {
        match item.place.is_empty() {
            false => minimal(&item.place),
            true if named => self.m().get("text.preamble").to_owned(),
            true => String::new(),
        }
    }

    /// What is a matter of wording: the first pieces in one line, all under a heading where asked for.
    fn wording(&self, digest: &Digest, named: bool) -> Vec<String> {
        if digest.wording.is_empty() {
            return Vec::new();
        }
        let name = self.m().get("entry.wording");
        if self.options.all {
            let bullets: Vec<String> =
                digest.wording.iter().map(|item| self.item(item, named, MOST_PIECES, QUOTE)).collect();
            return vec![format!("### {name}"), bullets.join("\n")];
        }
        let all: usize = digest.wording.iter().map(|item| item.pieces.len()).sum();
        let pieces =
            digest.wording.iter().flat_map(|item| item.pieces.iter().map(move |piece| (item, piece)));
        let mut shown: Vec<String> = pieces
            .take(MOST_WORDING)
            .map(|(item, piece)| {
                let what = minimal(&self.speech.piece(piece, SHORT));
                let place = self.place(item, named);
                if place.is_empty() {
                    what
                } else {
                    self.m().say("text.at", &[("place", &place), ("what", &what)])
                }
            })
            .collect();
        if all > MOST_WORDING {
            shown.push(self.m().count("count.edits", all - MOST_WORDING, &[]));
        }
        let list = shown.join(self.m().get("text.pause"));
        vec![self.m().sentence(&self.m().say("text.at", &[("place", name), ("what", &list)]))]
    }

    fn quiet(&self, revisions: &[Revision<'_>], parts: &mut Vec<String>) {
        let number = self.m().count("count.revisions", revisions.len(), &[]);
        let mut line = vec![self.m().say("entry.quiet", &[("revisions", &number)])];
        let mut sections: Vec<(String, usize)> = Vec::new();
        let mut form = crate::digest::FormCounts::default();
        for digest in revisions.iter().rev().filter_map(|revision| revision.digest.as_ref()) {
            form.add(&digest.form);
            for item in &digest.wording {
                let name = self.place(item, true);
                match sections.iter_mut().find(|(other, _)| *other == name) {
                    Some((_, number)) => *number += item.pieces.len(),
                    None => sections.push((name, item.pieces.len())),
                }
            }
        }
        if !sections.is_empty() {
            let listed = sections.iter().map(|(name, number)| match number {
                1 => name.clone(),
                number => self.m().say("entry.in-section", &[("section", name), ("n", &number.to_string())]),
            });
            let list = self.m().list(&listed.collect::<Vec<_>>());
            line.push(self.m().say("entry.quiet-wording", &[("list", &list)]));
        }
        let form = self.speech.form(&form);
        line.extend(Some(form).filter(|form| !form.is_empty()));
        parts.push(line.join(self.m().get("text.space")));
    }
}
