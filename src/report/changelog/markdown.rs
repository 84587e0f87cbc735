//! The changelog as Markdown, in the form of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).

use crate::diff::{Comparison, Significance};
use crate::history::{Entry, History};
use crate::model::Date;
use crate::report::changelog::entry::Changelog;
use crate::report::changelog::quiet;
use crate::report::changelog::quiet::Told;
use crate::report::changelog::sentence::Teller;
use crate::report::changelog::summary::Section;
use crate::report::escape::fold;
use crate::report::escape::markdown::safe;
use crate::report::wording::groups;
use crate::report::wording::messages::{MessageLanguage, Messages};
use std::io;

/// Writes the changelog of a document: newest revision first, changes of substance one by one, changes of wording by
/// section, changes of form in numbers. Revisions in a row without a change of substance are told as one. With `all`
/// every revision and every change of wording is told by itself. Text of the documents cannot become markup.
///
/// # Errors
/// What the writer returns.
pub fn changelog_markdown(
    history: &History,
    messages: MessageLanguage,
    all: bool,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    whole(&Changelog { history, messages }, all, out)
}

/// The whole changelog.
pub fn whole(changelog: &Changelog, all: bool, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "# {}", safe(&title(changelog)))?;
    for told in quiet::fold(&changelog.entries, all) {
        write!(out, "\n{}", entry(changelog, told, all))?;
    }
    if changelog.is_cut {
        writeln!(out, "\n{}", Messages::new(changelog.messages).get("entry.cut"))?;
    }
    Ok(())
}

/// The title, plain text.
pub fn title(changelog: &Changelog) -> String {
    let messages = Messages::new(changelog.messages);
    let title = changelog.title.as_deref().unwrap_or(&changelog.document);
    match &changelog.language {
        Some(language) => messages.say("entry.title", &[("title", title), ("language", language.as_str())]),
        None => messages.say("entry.title-alone", &[("title", title)]),
    }
}

/// The text of one heading and what stands under it, with the hidden mark by which it is known again.
pub fn entry(changelog: &Changelog, told: Told<'_>, all: bool) -> String {
    let teller = Teller { messages: Messages::new(changelog.messages) };
    let page = Page { teller, all };
    let mut parts = vec![format!("## {}\n{}", page.heading(told), mark(&changelog.key, told.entries()))];
    match told {
        Told::One(entry) => page.one(entry, &mut parts),
        Told::Quiet(entries) => page.quiet(entries, &mut parts),
    }
    parts.retain(|part| !part.is_empty());
    format!("{}\n", parts.join("\n\n"))
}

/// Name and version of the hidden mark.
pub const MARK: &str = "recension-changelog/";
/// The version that is written and understood.
pub const MARK_VERSION: &str = "1";

/// A comment that names the document and the revisions under a heading.
fn mark(key: &str, entries: &[Entry]) -> String {
    let ids: Vec<String> = entries.iter().map(|entry| encoded(mark_id(&entry.id))).collect();
    format!("<!-- {MARK}{MARK_VERSION} {} {} -->", encoded(key), ids.join(" "))
}

/// Digits of a commit's id in a mark: the whole history of Linux is told apart by twelve.
const MARK_DIGITS: usize = 12;

/// What stands for a revision in a mark: its label, or the beginning of its commit's id.
pub fn mark_id(id: &str) -> &str {
    let is_commit = id.len() == 40 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    id.get(..MARK_DIGITS).filter(|_| is_commit).unwrap_or(id)
}

/// A name that holds no blank and cannot end a comment: what else it has is written as `%2D`.
pub fn encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        let plain = byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'_');
        if plain || (byte == b'-' && !out.ends_with('-')) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// A revision's label in a heading: markup is escaped and an id stays whole, so that it can be searched for.
fn label(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in fold(text).chars() {
        if character.is_ascii_punctuation() && !matches!(character, '-' | '.') {
            out.push('\\');
        }
        out.push(character);
        if matches!(character, '@' | '#') {
            out.push_str("&#8203;");
        }
    }
    out
}

/// Escaped text with the labels of other revisions as their headings have them, so that they can be searched for.
fn with_labels(escaped: &str, entry: &Entry) -> String {
    let same = entry.same_as.iter();
    let labels = same.flat_map(|same| [Some(&same.revision), same.undoes.as_ref(), same.repeats.as_ref()]);
    labels
        .flatten()
        .fold(escaped.to_owned(), |text, revision| text.replace(&safe(revision), &label(revision)))
}

struct Page {
    teller: Teller,
    all: bool,
}

impl Page {
    fn m(&self) -> &Messages {
        &self.teller.messages
    }

    /// `[2024-02-01] - 2024-02-01`, or from the first to the last of several.
    fn heading(&self, told: Told<'_>) -> String {
        let entries = told.entries();
        let (Some(newest), Some(oldest)) = (entries.first(), entries.last()) else { return String::new() };
        let range = |first: String, last: String| {
            if first == last {
                first
            } else {
                self.m().say("entry.range", &[("first", &first), ("last", &last)])
            }
        };
        let revision = range(label(&oldest.revision), label(&newest.revision));
        let date = |entry: &Entry| self.date(entry.date().as_ref());
        let date = range(date(oldest), date(newest));
        self.m().say("entry.heading", &[("revision", &revision), ("date", &date)])
    }

    fn date(&self, date: Option<&Date>) -> String {
        date.map_or_else(|| self.m().get("entry.date-unknown").to_owned(), |date| date.as_str().to_owned())
    }

    fn one(&self, entry: &Entry, parts: &mut Vec<String>) {
        parts.push(self.facts(entry));
        if let Some(note) = &entry.note {
            parts.push(safe(&self.m().sentence(&self.m().say("text.note", &[("text", note)]))));
        }
        let counts = self.counts(entry);
        if let Some(told) = returned(self.m(), entry, &counts) {
            parts.push(with_labels(&safe(&told.sentence), entry));
            if told.is_all {
                return;
            }
        }
        match &entry.comparison {
            Some(comparison) => self.changes(comparison, parts),
            None if entry.is_removed || entry.same_as.is_some() => {}
            None => parts.push(first(self.m(), entry)),
        }
    }

    /// What is known of the revision beside its text.
    fn facts(&self, entry: &Entry) -> String {
        safe(&facts(self.m(), entry).join(self.m().get("text.space")))
    }

    /// `3 substantive changes and 1 editorial change`.
    fn counts(&self, entry: &Entry) -> String {
        counted(self.m(), entry)
    }

    fn changes(&self, comparison: &Comparison, parts: &mut Vec<String>) {
        let substantive = self.teller.substantive(comparison, self.all);
        let unclear = self.teller.sections(comparison, Significance::Unclear);
        if substantive.rewritten.is_empty() && substantive.sections.is_empty() && unclear.is_empty() {
            parts.push(self.m().get("entry.none").to_owned());
        }
        parts.extend(substantive.rewritten.iter().map(|told| safe(told)));
        let editorial = if self.all {
            self.teller.sections(comparison, Significance::Editorial)
        } else {
            self.teller.editorial(comparison)
        };
        for (key, sections) in [
            ("entry.substantive", substantive.sections),
            ("entry.unclear", unclear),
            ("entry.editorial", editorial),
        ] {
            if !sections.is_empty() {
                parts.push(format!("### {}", self.m().get(key)));
                parts.push(self.sections(&sections));
            }
        }
        let folded = groups::folded(comparison);
        parts.push(self.counted(folded.links, folded.cosmetic));
        for remark in remarks(&self.teller, comparison) {
            parts.push(safe(&remark));
        }
    }

    /// One line for a section in which one thing happened, a list for others.
    fn sections(&self, sections: &[Section]) -> String {
        let mut lines = Vec::new();
        for section in sections {
            if let [line] = section.lines.as_slice() {
                let place = match &line.clauses {
                    Some(clauses) if line.is_whole => clauses.clone(),
                    Some(clauses) => {
                        self.m().say("place.inside", &[("section", &section.name), ("clauses", clauses)])
                    }
                    None => section.name.clone(),
                };
                lines.push(format!("- {}", safe(&self.teller.at(&place, &line.told))));
                continue;
            }
            lines.push(format!("- {}", safe(&section.name)));
            for line in &section.lines {
                let told = match &line.clauses {
                    Some(clauses) => self.teller.at(clauses, &line.told),
                    None => self.m().sentence(&line.told),
                };
                lines.push(format!("  - {}", safe(&told)));
            }
        }
        lines.join("\n")
    }

    fn counted(&self, links: usize, cosmetic: usize) -> String {
        let counted = [("count.links", links), ("count.cosmetic", cosmetic)];
        let counted: Vec<String> = counted
            .iter()
            .filter(|(_, number)| *number > 0)
            .map(|(key, number)| self.m().count(key, *number, &[]))
            .collect();
        if counted.is_empty() {
            return String::new();
        }
        self.m().say("entry.counted", &[("list", &self.m().list(&counted))])
    }

    fn quiet(&self, entries: &[Entry], parts: &mut Vec<String>) {
        let revisions = self.m().count("count.revisions", entries.len(), &[]);
        parts.push(self.m().say("entry.none-in", &[("revisions", &revisions)]));
        let mut sections: Vec<(String, usize)> = Vec::new();
        let (mut links, mut cosmetic) = (0, 0);
        for comparison in entries.iter().rev().filter_map(|entry| entry.comparison.as_ref()) {
            for section in self.teller.editorial(comparison) {
                let number = section.lines.iter().map(|line| line.changes).sum::<usize>();
                match sections.iter_mut().find(|(name, _)| *name == section.name) {
                    Some((_, sum)) => *sum += number,
                    None => sections.push((section.name, number)),
                }
            }
            let folded = groups::folded(comparison);
            links += folded.links;
            cosmetic += folded.cosmetic;
        }
        let listed = |(name, number): &(String, usize)| {
            self.m().say("entry.in-section", &[("section", name), ("n", &number.to_string())])
        };
        if !sections.is_empty() {
            let list = self.m().list(&sections.iter().map(listed).collect::<Vec<_>>());
            parts.push(safe(&self.m().say("entry.editorial-in", &[("list", &list)])));
        }
        parts.push(self.counted(links, cosmetic));
    }
}

/// What is known of a revision beside its text: when it binds, its commit, where its file was.
pub fn facts(m: &Messages, entry: &Entry) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(date) = &entry.effective {
        facts.push(m.say("entry.effective", &[("date", date.as_str())]));
    }
    let Some(commit) = &entry.commit else { return facts };
    let subject = m.quote(&fold(&commit.subject));
    let day = entry.committed.and_then(crate::model::Moment::date);
    facts.push(match day.filter(|_| entry.published.is_some()) {
        Some(day) => m.say("entry.committed", &[("date", day.as_str()), ("subject", &subject)]),
        None => m.say("entry.committed-as", &[("subject", &subject)]),
    });
    if let Some(former) = &commit.former {
        let key = if former.is_rename { "entry.renamed" } else { "entry.replaced" };
        facts.push(m.say(key, &[("old", &fold(&former.path))]));
    }
    if entry.is_removed {
        facts.push(m.get("entry.removed").to_owned());
    }
    facts
}

/// The changes of a revision that are more than form, counted.
pub fn counted(m: &Messages, entry: &Entry) -> String {
    let Some(comparison) = &entry.comparison else { return String::new() };
    let counts = comparison.summary.significance;
    let mut told = vec![m.count("count.substantive", counts.substantive, &[])];
    if counts.unclear > 0 {
        told.push(m.count("count.unclear", counts.unclear, &[]));
    }
    if counts.editorial > 0 {
        told.push(m.count("count.editorial", counts.editorial, &[]));
    }
    m.list(&told)
}

/// What is said of a revision that returns to an earlier text.
pub struct Returned {
    /// The sentence.
    pub sentence: String,
    /// Whether it says all: the changes were told where they were made first.
    pub is_all: bool,
}

/// What is said of a revision that returns to an earlier text.
pub fn returned(m: &Messages, entry: &Entry, counts: &str) -> Option<Returned> {
    let same = entry.same_as.as_ref()?;
    if let Some(repeated) = &same.repeats {
        let sentence = m.say("entry.repeats", &[("repeated", &fold(repeated)), ("counts", counts)]);
        return Some(Returned { sentence, is_all: true });
    }
    let date = same.date.as_ref().map_or("", Date::as_str);
    let revision = fold(&same.revision);
    // A label that is the date says it already.
    let dated = if date.is_empty() || revision == date { "" } else { "-dated" };
    let undone = same.undoes.as_deref().map(fold);
    let what = if undone.is_some() { "undoes" } else { "returns" };
    let values = [
        ("revision", revision.as_str()),
        ("date", date),
        ("undone", undone.as_deref().unwrap_or_default()),
        ("counts", counts),
    ];
    Some(Returned { sentence: m.say(&format!("entry.{what}{dated}"), &values), is_all: undone.is_some() })
}

/// What is said of the first edition.
pub fn first(m: &Messages, entry: &Entry) -> String {
    let sections = m.count("count.sections", entry.sections, &[]);
    let clauses = m.count("count.clauses", entry.blocks, &[]);
    m.say("entry.first", &[("sections", &sections), ("clauses", &clauses)])
}

/// What there is to say of the texts as a whole: rules that fired on them, and notes on the comparison.
pub fn remarks(teller: &Teller, comparison: &Comparison) -> Vec<String> {
    let m = &teller.messages;
    let rules = comparison.rules.iter().map(|hit| m.sentence(&teller.reason(hit)));
    let notes = comparison.notes.iter().map(|note| m.sentence(&m.say("text.note", &[("text", &fold(note))])));
    rules.chain(notes).collect()
}

#[cfg(test)]
mod tests {
    use super::encoded;
    use super::label;

    #[test]
    fn marks_and_labels_are_safe() {
        assert_eq!(encoded("us-canada-roadmap/en"), "us-canada-roadmap/en");
        assert_eq!(encoded("a--> b"), "a-%2D%3E%20b");
        assert_eq!(label("2021-02-23"), "2021-02-23");
        assert_eq!(label("5b91a3f"), "5b91a3f");
        assert_eq!(label("<a_b>@x"), r"\<a\_b\>\@&#8203;x");
    }
}
