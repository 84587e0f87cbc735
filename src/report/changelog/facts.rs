//! What is said of a revision beside its changes: its dates, its commit, where its file was, what it returns to.

use crate::digest::{Digest, says_more};
use crate::history::Entry;
use crate::model::{Date, Moment};
use crate::report::changelog::rows::Revision;
use crate::report::escape::fold;
use crate::report::wording::digest::{Speech, capitalised};
use crate::report::wording::messages::Messages;

/// Years without a record from which on the gap is said.
const GAP: i32 = 2;

/// The headline of a revision, without a stop.
pub fn headline(speech: &Speech, revision: &Revision<'_>) -> String {
    let m = &speech.messages;
    let entry = revision.entry;
    if let Some(same) = &entry.same_as {
        let (key, other) = match &same.repeats {
            Some(repeated) => ("lead.repeats", repeated),
            None => ("lead.returns", &same.revision),
        };
        return capitalised(&m.say(key, &[("revision", &fold(other))]));
    }
    match &revision.digest {
        Some(digest) => speech.headline(digest),
        None if entry.is_removed => capitalised(m.get("lead.removed")),
        None => capitalised(m.get("lead.first")),
    }
}

/// When it binds, the date in the text, its commit, where its file was, how long nothing was recorded.
pub fn facts(m: &Messages, revision: &Revision<'_>, older: Option<&Entry>) -> Vec<String> {
    let entry = revision.entry;
    let mut facts = Vec::new();
    if let Some(date) = &entry.effective {
        facts.push(m.say("entry.effective", &[("date", &m.date(date))]));
    }
    facts.extend(revision.digest.as_ref().and_then(|digest| stated(m, digest)));
    if let Some(commit) = &entry.commit {
        if says_more(&commit.subject) {
            let subject = m.quote(&fold(&commit.subject));
            let day = entry.committed.and_then(Moment::date).filter(|_| entry.published.is_some());
            facts.push(match day {
                Some(day) => m.say("entry.committed", &[("date", &m.date(&day)), ("subject", &subject)]),
                None => m.say("entry.committed-as", &[("subject", &subject)]),
            });
        }
        if let Some(former) = &commit.former {
            let key = if former.is_rename { "entry.renamed" } else { "entry.replaced" };
            facts.push(m.say(key, &[("old", &fold(&former.path))]));
        }
    }
    if entry.is_removed {
        facts.push(m.get("entry.removed").to_owned());
    }
    facts.extend(gap(m, entry, older));
    facts
}

/// The date that the text gives itself, where it changed.
fn stated(m: &Messages, digest: &Digest) -> Option<String> {
    let dates = digest.dates.as_ref()?;
    match (&dates.old, &dates.new) {
        (Some(old), Some(new)) => Some(m.say("entry.dates", &[("old", &fold(old)), ("new", &fold(new))])),
        (None, Some(new)) => Some(m.say("entry.dates-new", &[("new", &fold(new))])),
        (Some(old), None) => Some(m.say("entry.dates-old", &[("old", &fold(old))])),
        (None, None) => None,
    }
}

fn gap(m: &Messages, entry: &Entry, older: Option<&Entry>) -> Option<String> {
    let (date, before) = (entry.date()?, older?.date()?);
    let year = |date: &Date| date.as_str().get(..4).and_then(|year| year.parse::<i32>().ok());
    let years = year(&date)? - year(&before)?;
    (years >= GAP).then(|| m.say("entry.gap", &[("date", &m.date(&before))]))
}

/// The changes of a revision that are more than form, counted.
pub fn counted(m: &Messages, entry: &Entry) -> String {
    let Some(comparison) = &entry.comparison else { return String::new() };
    let counts = comparison.summary.significance;
    let mut counted = vec![m.count("count.substantive", counts.substantive, &[])];
    if counts.unclear > 0 {
        counted.push(m.count("count.unclear", counts.unclear, &[]));
    }
    if counts.editorial > 0 {
        counted.push(m.count("count.editorial", counts.editorial, &[]));
    }
    m.list(&counted)
}

/// What is said of a revision that returns to an earlier text.
pub struct Returned {
    /// The sentence.
    pub sentence: String,
    /// Whether it says all: the changes are listed where they were made first.
    pub is_all: bool,
}

/// What is said of a revision that returns to an earlier text.
pub fn returned(m: &Messages, entry: &Entry) -> Option<Returned> {
    let same = entry.same_as.as_ref()?;
    let counts = counted(m, entry);
    if let Some(repeated) = &same.repeats {
        let sentence = m.say("entry.repeats", &[("repeated", &fold(repeated)), ("counts", &counts)]);
        return Some(Returned { sentence, is_all: true });
    }
    let date = same.date.as_ref().map(|date| m.date(date)).unwrap_or_default();
    let revision = fold(&same.revision);
    // A label that is the date says it already.
    let is_dated = same.date.as_ref().is_some_and(|date| date.as_str() != revision);
    let undone = same.undoes.as_deref().map(fold);
    let what = if undone.is_some() { "undoes" } else { "returns" };
    let values = [
        ("revision", revision.as_str()),
        ("date", date.as_str()),
        ("undone", undone.as_deref().unwrap_or_default()),
        ("counts", counts.as_str()),
    ];
    let key = format!("entry.{what}{}", if is_dated { "-dated" } else { "" });
    Some(Returned { sentence: m.say(&key, &values), is_all: undone.is_some() })
}

/// What is said of the first edition.
pub fn first(m: &Messages, entry: &Entry) -> String {
    let sections = m.count("count.sections", entry.sections, &[]);
    let clauses = m.count("count.clauses", entry.blocks, &[]);
    m.say("entry.first", &[("sections", &sections), ("clauses", &clauses)])
}

/// Notes on the text as a whole: a date of the last update that did not follow, and how the comparison was made.
pub fn remarks(m: &Messages, entry: &Entry) -> Vec<String> {
    let Some(comparison) = &entry.comparison else { return Vec::new() };
    let stale = comparison.rules.iter().filter(|hit| hit.id == "stated-date-unchanged");
    let stale = stale.filter_map(|hit| {
        let date = hit.new.as_deref().or(hit.old.as_deref())?;
        let day = entry.date();
        // A text may carry the date of the day on which it was committed, or a later one.
        let follows = day.is_some_and(|day| crate::digest::is_not_before(date, &day));
        (!follows).then(|| m.say("entry.stale", &[("date", &fold(date))]))
    });
    let languages = comparison.rules.iter().filter_map(|hit| {
        let text = |text: &Option<String>| text.as_deref().map(fold).unwrap_or_default();
        match hit.id.as_str() {
            "language-without-rules" => Some(m.say("entry.no-rules", &[("language", &text(&hit.new))])),
            "languages-differ" => {
                Some(m.say("entry.languages-differ", &[("old", &text(&hit.old)), ("new", &text(&hit.new))]))
            }
            _ => None,
        }
    });
    let notes = comparison.notes.iter().map(|note| m.sentence(&m.say("text.note", &[("text", &fold(note))])));
    stale.chain(languages).chain(notes).collect()
}
