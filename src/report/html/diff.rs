//! The page of a comparison.

use crate::diff::{Comparison, Side};
use crate::report::escape::fold;
use crate::report::html::anchors::Anchors;
use crate::report::html::card::{Body, Card};
use crate::report::html::language_attrs::Tongue;
use crate::report::html::section::{Section, Tally, sections};
use crate::report::html::shell::Shell;
use crate::report::html::text::{Piece, Segment, pieces};
use crate::report::options::HtmlOptions;
use crate::report::wording::headline;
use crate::report::wording::reason::Reason;
use crate::report::wording::words::{count, remarks};
use askama::Template;
use std::io;

#[derive(Template)]
#[template(path = "html/diff.html")]
struct Page {
    shell: Shell,
    title: Vec<Piece>,
    /// Whether the texts say their title; else the page is named after the new text's address.
    titled: bool,
    old: SideView,
    new: SideView,
    wording: String,
    quiet: String,
    words: String,
    substance: Vec<Substance>,
    more_substance: usize,
    notes: Vec<Vec<Piece>>,
    kinds: Vec<(&'static str, usize)>,
    tally: Tally,
    sections: Vec<Section>,
    show_cosmetic: bool,
}

impl Page {
    /// The two texts with what they are called.
    fn sides(&self) -> [(&'static str, &SideView); 2] {
        [("Old text", &self.old), ("New text", &self.new)]
    }
}

/// One of the two texts.
struct SideView {
    tongue: Tongue,
    title: Vec<Piece>,
    address: Vec<Piece>,
    language: String,
    size: String,
    sha256: String,
}

/// The substantive changes of a section in the summary.
struct Substance {
    title: Vec<Piece>,
    of_text: bool,
    items: Vec<Item>,
}

/// A substantive change in the summary.
struct Item {
    anchor: String,
    subject: String,
    predicate: String,
    reasons: Vec<Reason>,
    more_reasons: usize,
    /// The edits with the words around them.
    brief: Vec<Segment>,
    /// The first words of what came or went.
    excerpt: Vec<Piece>,
    /// Whether it went.
    removed: bool,
}

/// The keys of this page.
const KEYS: [(&[&str], &str); 2] = [
    (&["v"], "inline or side by side"),
    (&["s", "u", "e", "c"], "show or hide substantive, unclear, editorial, formatting changes"),
];

/// Substantive changes that the summary lists one by one: as many as one takes in at a glance and as the first screen
/// holds; the table of contents leads to the rest.
const MOST_TOLD: usize = 12;

/// Reasons of one change that the summary shows; the change itself lists all.
const MOST_REASONS: usize = 4;

/// Writes a comparison as one HTML page. It needs no network, and no script to be read; every text of the documents is
/// escaped, and the page's policy lets nothing run or load but its own style and script.
///
/// # Errors
/// What the writer returns.
pub fn html(comparison: &Comparison, options: &HtmlOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let sections = sections(comparison, &mut Anchors::default());
    let title = fold(&headline::title(comparison));
    let titled = !title.is_empty();
    let subject = if titled { title } else { fold(&comparison.new.address) };
    let counts = comparison.summary.significance;
    let substance = substance(&sections);
    let page = Page {
        shell: Shell::new(format!("Changes – {subject}"), &KEYS),
        title: pieces(&subject),
        titled,
        old: side(&comparison.old),
        new: side(&comparison.new),
        wording: headline::wording(comparison),
        quiet: headline::formatting_only(comparison),
        words: headline::words(comparison),
        more_substance: counts.substantive.saturating_sub(MOST_TOLD),
        substance,
        notes: remarks(comparison).iter().map(|note| pieces(note)).collect(),
        kinds: headline::kinds(&comparison.summary.kinds),
        tally: Tally {
            substantive: counts.substantive,
            unclear: counts.unclear,
            editorial: counts.editorial,
            cosmetic: counts.cosmetic,
        },
        sections,
        show_cosmetic: options.cosmetic,
    };
    page.write_into(out)
}

fn side(side: &Side) -> SideView {
    let address = if side.address.is_empty() { "(unnamed)" } else { &side.address };
    SideView {
        tongue: Tongue::new(side.language.as_deref()),
        title: pieces(side.title.as_deref().unwrap_or_default()),
        address: pieces(address),
        language: fold(side.language.as_deref().unwrap_or_default()),
        size: format!("{}, {}", count(side.sections, "section"), count(side.blocks, "clause")),
        sha256: fold(&side.sha256),
    }
}

fn substance(sections: &[Section]) -> Vec<Substance> {
    let mut room = MOST_TOLD;
    let mut shown = Vec::new();
    for section in sections {
        let substantive = section.cards.iter().filter(|card| card.significance == "substantive");
        let items: Vec<Item> = substantive.take(room).map(item).collect();
        room -= items.len();
        if !items.is_empty() {
            shown.push(Substance { title: section.pieces.clone(), of_text: section.of_text, items });
        }
    }
    shown
}

fn item(card: &Card) -> Item {
    Item {
        anchor: card.anchor.clone(),
        subject: card.subject.clone(),
        predicate: card.predicate.clone(),
        reasons: card.reasons.iter().take(MOST_REASONS).cloned().collect(),
        more_reasons: card.reasons.len().saturating_sub(MOST_REASONS),
        brief: card.brief.clone(),
        excerpt: card.excerpt(),
        removed: card.is_removed(),
    }
}
