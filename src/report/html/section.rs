//! The changes of the page section by section, with the notes of what moved away, and the table of contents.

use crate::diff::{Change, Comparison, Significance, Unit};
use crate::report::escape::fold;
use crate::report::html::anchors::Anchors;
use crate::report::html::card::{Away, Card};
use crate::report::html::text::{Piece, pieces};
use crate::report::wording::{groups, name};
use std::collections::HashMap;

/// What titles begin with that no text gave.
const OURS: [&str; 2] = ["Preamble", "Numbering of sections"];

/// The changes of one section.
#[derive(Debug)]
pub struct Section {
    /// Its place in the page.
    pub anchor: String,
    /// Its number and headings.
    pub title: String,
    /// The same as it is set.
    pub pieces: Vec<Piece>,
    /// Whether the title is in the language of the text, not one of ours.
    pub of_text: bool,
    /// The changes in reading order.
    pub cards: Vec<Card>,
    /// What moved away from here.
    pub away: Vec<Away>,
    /// Its changes counted.
    pub counts: Tally,
    /// Where its first change was in the old text; decides where a section is that was only left.
    first_old_line: Option<usize>,
}

/// Changes by significance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// The meaning may differ.
    pub substantive: usize,
    /// Nobody can say without looking.
    pub unclear: usize,
    /// The wording differs, the meaning does not.
    pub editorial: usize,
    /// No wording differs.
    pub cosmetic: usize,
}

impl Tally {
    fn add(&mut self, significance: Significance) {
        match significance {
            Significance::Substantive => self.substantive += 1,
            Significance::Unclear => self.unclear += 1,
            Significance::Editorial => self.editorial += 1,
            Significance::Cosmetic => self.cosmetic += 1,
        }
    }
}

impl Section {
    /// Which significances it holds, as letters: a section of which nothing is shown is hidden by this.
    pub fn holds(&self) -> String {
        let holds = |letter: char, name: &str, number: usize| {
            (number > 0 || self.away.iter().any(|away| away.significance == name)).then_some(letter)
        };
        [
            holds('s', "substantive", self.counts.substantive),
            holds('u', "unclear", self.counts.unclear),
            holds('e', "editorial", self.counts.editorial),
            holds('c', "cosmetic", self.counts.cosmetic),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// All changes, cosmetic ones too, by section.
pub fn sections(comparison: &Comparison, anchors: &mut Anchors) -> Vec<Section> {
    let mut homes: HashMap<&[String], usize> = HashMap::new();
    let mut left: Vec<(&Change, Away)> = Vec::new();
    let mut sections = Vec::new();
    let title = comparison.new.title.as_deref();
    for (at, group) in groups::groups(comparison, true).into_iter().enumerate() {
        let mut section = Section::new(group.title, first_id(&group.changes), anchors);
        for change in group.changes {
            let card = Card::new(change, anchors);
            section.counts.add(change.significance);
            match card.away(change) {
                Some(away) => left.push((change, away)),
                None => {
                    let old = change.old.first();
                    section.first_old_line = section.first_old_line.or(old.map(|place| place.lines.first));
                    old.into_iter().for_each(|place| {
                        homes.entry(&place.section).or_insert(at);
                    });
                }
            }
            section.cards.push(card);
        }
        sections.push(section);
    }
    let lone = leave(left, &homes, &mut sections, anchors);
    let mut sections = woven(sections, lone);
    for section in &mut sections {
        section.pieces = pieces(&within(&section.title, title));
    }
    sections
}

/// A section's title without the title of the document, which is above the page: of `1.2 Code of Conduct › Scope`
/// all would begin alike.
pub fn within(title: &str, document: Option<&str>) -> String {
    let above = document.map(|document| format!("{} › ", fold(document)));
    above.map_or_else(|| title.to_owned(), |above| title.replacen(&above, "", 1))
}

/// Puts the notes of what moved away where it was. Gives the sections that only lost something and so are in none
/// of the groups, each with its line in the old text.
fn leave(
    left: Vec<(&Change, Away)>,
    homes: &HashMap<&[String], usize>,
    sections: &mut [Section],
    anchors: &mut Anchors,
) -> Vec<(usize, Section)> {
    let titles: HashMap<String, usize> =
        sections.iter().enumerate().map(|(at, section)| (section.title.clone(), at)).collect();
    let mut lone: Vec<(usize, Section)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (change, away) in left {
        let Some(old) = change.old.first() else { continue };
        let mut title = name::section_title(&old.id, &old.section);
        let mut home = None;
        if change.unit == Unit::Section {
            // The section is shown under its name where it is now.
            title.push_str(" (old place)");
        } else {
            home = homes.get(old.section.as_slice()).or_else(|| titles.get(&title));
        }
        let section = if let Some(section) = home.and_then(|at| sections.get_mut(*at)) {
            Some(section)
        } else {
            let at = *known.entry(title.clone()).or_insert_with(|| {
                lone.push((old.lines.first, Section::new(title, Some(&old.id), anchors)));
                lone.len() - 1
            });
            lone.get_mut(at).map(|(_, section)| section)
        };
        if let Some(section) = section {
            section.away.push(away);
        }
    }
    lone
}

/// Sections that were only left, each before the first one that was behind it in the old text.
fn woven(sections: Vec<Section>, mut lone: Vec<(usize, Section)>) -> Vec<Section> {
    lone.sort_by_key(|(line, _)| *line);
    let mut lone = lone.into_iter().peekable();
    let mut out = Vec::with_capacity(sections.len() + lone.len());
    for section in sections {
        while let Some((_, left)) =
            lone.next_if(|(line, _)| section.first_old_line.is_some_and(|first| first > *line))
        {
            out.push(left);
        }
        out.push(section);
    }
    out.extend(lone.map(|(_, section)| section));
    out
}

impl Section {
    fn new(title: String, id: Option<&str>, anchors: &mut Anchors) -> Self {
        let anchor = anchors.take(&format!("section-{}", id.unwrap_or("0")));
        Self {
            anchor,
            pieces: pieces(&title),
            of_text: !OURS.iter().any(|ours| title.starts_with(ours)),
            title,
            cards: vec![],
            away: vec![],
            counts: Tally::default(),
            first_old_line: None,
        }
    }
}

/// The id of the section of the first change: `s3` of `s3.b4`.
fn first_id<'a>(changes: &[&'a Change]) -> Option<&'a str> {
    let change = changes.first()?;
    let place = change.new.first().or_else(|| change.old.first())?;
    place.id.split(".b").next()
}
