//! A digest in words: the headline, the items, what repeats, what is not listed. Plain text in one language of messages.

use crate::digest::{Digest, Event, FormCounts, Item, Lead, Piece, PieceKind, Repeat};
use crate::report::escape::fold;
use crate::report::width::shorten;
use crate::report::wording::messages::Messages;

/// Columns of one quotation in a headline: readers of feeds show some eighty to a hundred columns of a title.
const IN_HEADLINE: usize = 56;
/// Columns from which a headline names no second thing.
const HEADLINE: usize = 70;

/// Says what a digest holds.
#[derive(Debug, Clone, Copy)]
pub struct Speech {
    /// The words.
    pub messages: Messages,
}

impl Speech {
    /// The heaviest change in one sentence, without a stop: `New section D.8 “Access Reciprocity”; 3 more changes`.
    pub fn headline(&self, digest: &Digest) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut named = 0;
        for lead in &digest.leads {
            let text = self.lead(*lead, digest);
            let long = parts.iter().map(|part| part.chars().count()).sum::<usize>() > HEADLINE;
            if text.is_empty() || long {
                continue;
            }
            named += match lead {
                Lead::SectionsAdded(number) | Lead::SectionsRemoved(number) => *number,
                _ => 1,
            };
            parts.push(text);
        }
        if parts.is_empty() {
            return capitalised(self.form_headline(&digest.form));
        }
        let all = digest.items.iter().map(|item| item.pieces.len()).sum::<usize>() + digest.repeats.len();
        let counts = digest.event.is_none() && !digest.items.is_empty();
        let more = if counts { all.saturating_sub(named) } else { 0 };
        if more > 0 {
            parts.push(self.messages.count("count.more", more, &[]));
        }
        capitalised(&parts.join(self.messages.get("text.pause")))
    }

    fn form_headline(&self, form: &FormCounts) -> &str {
        let only = |number: usize| FormCounts::default() != *form && number == form_total(form);
        let key = match () {
            () if form.is_empty() => "lead.same",
            () if only(form.links) => "lead.links",
            () if only(form.renumbered) => "lead.numbers",
            () if only(form.settings) => "lead.settings",
            () => "lead.form",
        };
        self.messages.get(key)
    }

    fn lead(&self, lead: Lead, digest: &Digest) -> String {
        let m = &self.messages;
        match lead {
            Lead::Event => digest.event.as_ref().map(|event| self.event(event)).unwrap_or_default(),
            Lead::Item(at) => digest.items.get(at).map(|item| self.item_lead(item)).unwrap_or_default(),
            Lead::SectionsAdded(number) => self.sections(digest, number, true),
            Lead::SectionsRemoved(number) => self.sections(digest, number, false),
            Lead::Repeat(at) => digest
                .repeats
                .get(at)
                .map(|repeat| m.say("lead.throughout", &[("what", &self.substitution(repeat))]))
                .unwrap_or_default(),
            Lead::Wording(at) => match digest.wording.get(at) {
                Some(item) if digest.wording.len() == 1 && item.pieces.len() == 1 => {
                    m.say("lead.wording", &[("what", &self.item_lead(item))])
                }
                _ => m.get("lead.wording-only").to_owned(),
            },
        }
    }

    /// Several sections: their number, and the names of the first.
    fn sections(&self, digest: &Digest, number: usize, added: bool) -> String {
        /// Sections that are named.
        const NAMED: usize = 3;
        let m = &self.messages;
        let is_one = |item: &&Item| match item.pieces.first().map(|piece| &piece.kind) {
            Some(PieceKind::SectionAdded { .. }) => added,
            Some(PieceKind::SectionRemoved { .. }) => !added,
            _ => false,
        };
        let name = |item: &Item| {
            item.label.as_deref().map_or_else(|| shorten(&fold(&item.heading), IN_HEADLINE / 2), fold)
        };
        let names: Vec<String> = digest.items.iter().filter(is_one).take(NAMED).map(name).collect();
        let more = if number > NAMED { ", …" } else { "" };
        let list = format!("{}{more}", names.join(m.get("text.comma")));
        m.count(
            if added { "lead.sections-added" } else { "lead.sections-removed" },
            number,
            &[("list", &list)],
        )
    }

    /// The heaviest piece of an item with its place.
    fn item_lead(&self, item: &Item) -> String {
        let m = &self.messages;
        let Some(piece) = item.pieces.first() else { return String::new() };
        let section = self.section(item);
        match &piece.kind {
            PieceKind::SectionAdded { .. } => m.say("lead.section-added", &[("section", &section)]),
            PieceKind::SectionRemoved { .. } => m.say("lead.section-removed", &[("section", &section)]),
            _ => {
                let what = self.piece(piece, IN_HEADLINE);
                let place = fold(&item.place);
                if place.is_empty() {
                    what
                } else {
                    m.say("text.at", &[("place", &shorten(&place, IN_HEADLINE)), ("what", &what)])
                }
            }
        }
    }

    /// A section by name: `D.8 “Access Reciprocity”`.
    fn section(&self, item: &Item) -> String {
        let heading = shorten(&fold(&item.heading), IN_HEADLINE);
        let heading = if heading.is_empty() { heading } else { self.messages.quote(&heading) };
        let label = item.label.as_deref().map(fold).unwrap_or_default();
        [label, heading].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// What changed, quotations cut at `columns`.
    pub fn piece(&self, piece: &Piece, columns: usize) -> String {
        let m = &self.messages;
        let quote = |text: &str| m.quote(&shorten(&fold(text), columns));
        let text = |key: &str, text: &str| m.say(key, &[("text", &quote(text))]);
        let both =
            |key: &str, old: &str, new: &str| m.say(key, &[("old", &quote(old)), ("new", &quote(new))]);
        match &piece.kind {
            PieceKind::Replaced { old, new } => both("piece.replaced", old, new),
            PieceKind::Rewritten { old, new, facts } => {
                self.with_facts(both("piece.replaced", old, new), facts)
            }
            PieceKind::Inserted { text: words, after } => {
                self.one_sided("piece.inserted", &quote(words), after)
            }
            PieceKind::Deleted { text: words, after } => {
                self.one_sided("piece.deleted", &quote(words), after)
            }
            PieceKind::ClauseAdded { text: words } => text("piece.clause-added", words),
            PieceKind::ClauseRemoved { text: words } => text("piece.clause-removed", words),
            PieceKind::SectionAdded { text: words, .. } if words.is_empty() => {
                m.get("piece.heading-added").to_owned()
            }
            PieceKind::SectionRemoved { text: words, .. } if words.is_empty() => {
                m.get("piece.heading-removed").to_owned()
            }
            PieceKind::SectionAdded { text: words, .. } => text("piece.section-added", words),
            PieceKind::SectionRemoved { text: words, .. } => text("piece.section-removed", words),
            PieceKind::Renamed { old, new } => both("piece.renamed", old, new),
            PieceKind::Moved { from, text: words } => {
                let from = if from.is_empty() { m.get("text.preamble").to_owned() } else { fold(from) };
                m.say("piece.moved", &[("from", &from), ("text", &quote(words))])
            }
            PieceKind::SectionMoved { from } => m.say("piece.section-moved", &[("from", &fold(from))]),
            PieceKind::Dangling { reference } => text("piece.dangling", reference),
        }
    }

    /// Words that came or went, with those before them.
    fn one_sided(&self, key: &str, quoted: &str, after: &str) -> String {
        if after.is_empty() {
            return self.messages.say(key, &[("text", quoted)]);
        }
        let after = self.messages.quote(&fold(after));
        self.messages.say(&format!("{key}-after"), &[("text", quoted), ("after", &after)])
    }

    fn with_facts(&self, what: String, facts: &[(String, String)]) -> String {
        if facts.is_empty() {
            return what;
        }
        let pair = |(old, new): &(String, String)| {
            self.messages.say("piece.replaced", &[("old", &fold(old)), ("new", &fold(new))])
        };
        let facts = facts.iter().map(pair).collect::<Vec<_>>().join(self.messages.get("text.pause"));
        self.messages.say("piece.facts", &[("what", &what), ("facts", &facts)])
    }

    /// A piece with the label of its clause before it.
    pub fn labelled(&self, piece: &Piece, columns: usize) -> String {
        let what = self.piece(piece, columns);
        match &piece.at {
            Some(at) if !what.is_empty() => format!("{} {what}", fold(at)),
            _ => what,
        }
    }

    /// A substitution that repeats, with its count.
    pub fn repeat(&self, repeat: &Repeat) -> String {
        let places = self.messages.count("count.places", repeat.count, &[]);
        self.messages.say("piece.repeated", &[("what", &self.substitution(repeat)), ("places", &places)])
    }

    fn substitution(&self, repeat: &Repeat) -> String {
        let m = &self.messages;
        let (old, new) = (m.quote(&fold(&repeat.old)), m.quote(&fold(&repeat.new)));
        match (repeat.old.is_empty(), repeat.new.is_empty()) {
            (true, _) => m.say("piece.inserted", &[("text", &new)]),
            (_, true) => m.say("piece.deleted", &[("text", &old)]),
            _ => m.say("piece.replaced", &[("old", &old), ("new", &new)]),
        }
    }

    /// What happened to the text as a whole.
    fn event(&self, event: &Event) -> String {
        let m = &self.messages;
        match event {
            Event::Language { old, new } => {
                m.say("lead.language", &[("old", &fold(old)), ("new", &fold(new))])
            }
            Event::FirstText => m.get("lead.first-text").to_owned(),
            Event::ErrorPage => m.get("lead.error-page").to_owned(),
            Event::BackFromErrorPage => m.get("lead.error-page-left").to_owned(),
            Event::Replaced => m.get("lead.replaced").to_owned(),
        }
    }

    /// `Not listed: 2 changed links and 1 formatting change.`; empty where there is nothing.
    pub fn form(&self, form: &FormCounts) -> String {
        let counted = self.form_counts(form);
        if counted.is_empty() {
            return String::new();
        }
        self.messages.say("entry.form", &[("list", &self.messages.list(&counted))])
    }

    fn form_counts(&self, form: &FormCounts) -> Vec<String> {
        let all = [
            ("count.links", form.links),
            ("count.renumbered", form.renumbered),
            ("count.regrouped", form.regrouped),
            ("count.formatting", form.formatting),
            ("count.settings", form.settings),
        ];
        let occurring = all.iter().filter(|(_, number)| *number > 0);
        occurring.map(|(key, number)| self.messages.count(key, *number, &[])).collect()
    }
}

fn form_total(form: &FormCounts) -> usize {
    form.links + form.renumbered + form.regrouped + form.formatting + form.settings
}

/// With a capital letter at the beginning, where that is a letter.
pub fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
