//! What lags, on a terminal: what the source did since, and the translation as it is now.

use crate::diff::{ChangeKind, Place};
use crate::model::Basis;
use crate::report::escape::fold;
use crate::report::terminal::change::span;
use crate::report::terminal::page::{Indent, Page, Span};
use crate::report::terminal::style::Tone;
use crate::report::width::shorten;
use crate::report::wording::redline::{elide, runs};
use crate::report::wording::words::{count, list, reasons};
use crate::translation::{Finding, FindingKind, Lag, SourceChange};
use std::collections::HashSet;
use std::io;

/// Columns before the text of a finding.
const TEXT: usize = 6;
/// Columns of a clause that came or went.
const SHOWN: usize = 480;

/// How it is known which source a translation was made from.
pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Given => "as given",
        Basis::Recorded => "from its record",
        Basis::FrontMatter => "from its front matter",
        Basis::Assumed => "assumed: the newest source that is not newer than it",
    }
}

/// Says which source the translation was made from, and what happened to that since.
pub fn head(lag: &Lag, page: &mut Page) -> io::Result<()> {
    let spans = [
        Span::new("made from", Tone::Quiet),
        Span::new(" ", Tone::Quiet),
        Span::new(&lag.base.address, Tone::Plain),
        Span::dot(),
        Span::new(basis(lag.basis), Tone::Quiet),
    ];
    page.paragraph(Indent { first: 2, rest: 6 }, &spans)
}

/// What the source did since and what that means, in a sentence; `None` where it did nothing.
pub fn sentence(lag: &Lag) -> Option<String> {
    let carried = [(lag.editorial, "editorial change"), (lag.cosmetic, "formatting-only change")];
    let carried: Vec<String> = carried
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| count(number, noun))
        .collect();
    let mut parts = Vec::new();
    if !carried.is_empty() {
        parts.push(format!("{} of the source since then need no new translation", list(&carried)));
    }
    if lag.followed > 0 {
        parts.push(format!("{} of substance already made in the translation", count(lag.followed, "change")));
    }
    if lag.settled > 0 {
        parts.push(format!("{} approved", count(lag.settled, "finding")));
    }
    (!parts.is_empty()).then(|| format!("{}.", parts.join("; ")))
}

/// What a clause that lags is called.
pub fn label(finding: &Finding) -> &'static str {
    match finding.since.as_ref().map(|since| since.what) {
        Some(ChangeKind::Added) => "new in the source, untranslated",
        Some(ChangeKind::Removed) => "removed from the source",
        _ => "outdated",
    }
}

/// What the findings that lag say already: that what is new in the source is untranslated, that what it gave up is in
/// the translation alone, and that a fact which it changed is another one there.
pub struct Said<'a> {
    new: HashSet<&'a str>,
    gone: HashSet<&'a str>,
    /// The clause and what it says now.
    facts: HashSet<(&'a str, &'a str)>,
}

impl<'a> Said<'a> {
    /// By what lags among the findings.
    pub fn new(findings: &'a [Finding]) -> Self {
        let mut said = Self { new: HashSet::new(), gone: HashSet::new(), facts: HashSet::new() };
        for finding in findings {
            let Some(since) = &finding.since else { continue };
            if finding.target.is_empty() {
                said.new.extend(ids(&finding.source));
            }
            if finding.source.is_empty() {
                said.gone.extend(ids(&finding.target));
            }
            for id in ids(&finding.source) {
                said.facts.extend(since.rules.iter().filter_map(|rule| Some((id, rule.new.as_deref()?))));
            }
        }
        said
    }

    /// Whether a finding adds nothing to it.
    pub fn has(&self, finding: &Finding) -> bool {
        match finding.kind {
            FindingKind::Untranslated => ids(&finding.source).all(|id| self.new.contains(id)),
            FindingKind::Untraced => ids(&finding.target).all(|id| self.gone.contains(id)),
            FindingKind::FactDiffers => {
                let Some(clause) = finding.source.first() else { return false };
                finding.facts.iter().all(|fact| {
                    fact.source
                        .as_deref()
                        .is_some_and(|text| self.facts.contains(&(clause.id.as_str(), text)))
                })
            }
            _ => false,
        }
    }
}

/// The ids of places and of what is in them.
fn ids(places: &[Place]) -> impl Iterator<Item = &str> {
    let parts = places.iter().flat_map(|place| place.parts.iter().map(|part| part.id.as_str()));
    places.iter().map(|place| place.id.as_str()).chain(parts)
}

/// Why it matters, the source's redline, and the translation as it is now.
pub fn draw(finding: &Finding, since: &SourceChange, page: &mut Page) -> io::Result<()> {
    let reasons = reasons(&since.rules).join("; ");
    if !reasons.is_empty() {
        page.paragraph(Indent::all(TEXT - 2), &[Span::new(&reasons, Tone::Substantive)])?;
    }
    let whole = |places: &[Place]| {
        let all: Vec<String> = places.iter().map(|place| fold(&place.text)).collect();
        shorten(&all.join(" "), SHOWN)
    };
    if since.edits.is_empty() {
        for (places, tone) in [(&since.base, Tone::Removed), (&finding.source, Tone::Added)] {
            if !places.is_empty() && (since.base.is_empty() || finding.source.is_empty()) {
                page.paragraph(Indent::all(TEXT), &[Span::new(&whole(places), tone)])?;
            }
        }
    } else {
        let spans: Vec<Span> = elide(runs(&since.edits, false)).iter().map(span).collect();
        page.paragraph(Indent::all(TEXT), &spans)?;
    }
    if !finding.target.is_empty() {
        page.paragraph(Indent::all(TEXT), &[Span::new(&whole(&finding.target), Tone::Quiet)])?;
    }
    Ok(())
}
