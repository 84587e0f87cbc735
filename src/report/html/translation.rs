//! The page of what a translation lacks: source and translation beside each other, with what was found.

use crate::diff::{Place, Side};
use crate::report::escape::fold;
use crate::report::html::anchors::Anchors;
use crate::report::html::language_attrs::Tongue;
use crate::report::html::pair::{Row, alone, of_pair};
use crate::report::html::section::within;
use crate::report::html::shell::Shell;
use crate::report::html::text::{Piece, pieces};
use crate::report::wording::name;
use crate::report::wording::stale::{Said, basis, sentence as lag_sentence};
use crate::report::wording::translation::{coverage, section, summary};
use crate::report::wording::words::count;
use crate::translation::{Finding, FindingKind, Findings, Pair};
use askama::Template;
use std::collections::HashMap;
use std::io;

#[derive(Template)]
#[template(path = "html/translation.html")]
struct Page {
    shell: Shell,
    title: Vec<Piece>,
    sides: Vec<(&'static str, SideView)>,
    source: Tongue,
    target: Tongue,
    summary: String,
    coverage: String,
    lag: Option<String>,
    notes: Vec<Vec<Piece>>,
    /// Kinds of findings with their names and numbers.
    kinds: Vec<(&'static str, &'static str, usize)>,
    quiet: usize,
    groups: Vec<Group>,
}

/// One of the texts.
struct SideView {
    address: Vec<Piece>,
    about: String,
    sha256: String,
}

/// The clauses of a section of the source.
struct Group {
    anchor: String,
    title: Vec<Piece>,
    rows: Vec<Row>,
}

impl Group {
    /// Its findings.
    fn found(&self) -> usize {
        self.rows.iter().map(|row| row.findings.len()).sum()
    }
}

/// The keys of this page.
const KEYS: [(&[&str], &str); 1] = [(&["t"], "show or hide clauses without findings")];

/// What the kinds are called above the page, in the order of telling.
const KINDS: [(FindingKind, &str); 7] = [
    (FindingKind::Lagging, "Outdated"),
    (FindingKind::Untranslated, "Untranslated"),
    (FindingKind::Truncated, "Truncated"),
    (FindingKind::FactDiffers, "Different facts"),
    (FindingKind::Untraced, "Extra"),
    (FindingKind::OrderDiffers, "Different order"),
    (FindingKind::Unsure, "Uncertain"),
];

/// Writes what a translation lacks as one HTML page, source and translation beside each other. It needs no network, and
/// no script to be read; every text of the documents is escaped, and the page's policy lets nothing run or load but its
/// own style and script.
///
/// # Errors
/// What the writer returns.
pub fn translation_html(findings: &Findings, out: &mut dyn io::Write) -> io::Result<()> {
    let title = findings.source.title.as_deref().or(findings.target.title.as_deref());
    let subject = fold(title.unwrap_or(&findings.target.address));
    let groups = groups(findings);
    let number = |kind: FindingKind| {
        groups.iter().flat_map(|group| &group.rows).filter(|row| row.kinds.contains(&kind.name())).count()
    };
    let kinds = KINDS.iter().map(|(kind, what)| (kind.name(), *what, number(*kind)));
    let kinds = kinds.filter(|(_, _, number)| *number > 0).collect();
    let quiet = groups.iter().flat_map(|group| &group.rows).filter(|row| row.findings.is_empty()).count();
    let mut sides = vec![("Source", side(&findings.source)), ("Translation", side(&findings.target))];
    if let Some(lag) = &findings.lag {
        let about = basis(lag.basis).to_owned();
        sides.push(("Made from", SideView { about, ..side(&lag.base) }));
    }
    let page = Page {
        shell: Shell::new(format!("Translation – {subject}"), &KEYS),
        title: pieces(&subject),
        sides,
        source: Tongue::new(findings.source.language.as_deref()),
        target: Tongue::new(findings.target.language.as_deref()),
        summary: summary(findings),
        coverage: coverage(findings),
        lag: findings.lag.as_ref().and_then(lag_sentence),
        notes: findings.notes.iter().map(|note| pieces(note)).collect(),
        kinds,
        quiet,
        groups,
    };
    page.write_into(out)
}

fn side(side: &Side) -> SideView {
    let address = if side.address.is_empty() { "(unnamed)" } else { &side.address };
    let size = format!("{}, {}", count(side.sections, "section"), count(side.blocks, "clause"));
    let language = side.language.as_deref().map(fold).map_or_else(String::new, |tag| format!("{tag} · "));
    SideView { address: pieces(address), about: format!("{language}{size}"), sha256: fold(&side.sha256) }
}

/// Everything by sections of the source, in reading order: pairs, and at their places what has no counterpart.
fn groups(findings: &Findings) -> Vec<Group> {
    let said = Said::new(&findings.findings);
    let shown: Vec<&Finding> = findings.findings.iter().filter(|finding| !said.has(finding)).collect();
    let mut by_pair: HashMap<usize, Vec<&Finding>> = HashMap::new();
    let homes = homes(&findings.pairs);
    let mut lone: Vec<&Finding> = Vec::new();
    for finding in shown {
        match home(finding, &homes) {
            Some(at) => by_pair.entry(at).or_default().push(finding),
            None => lone.push(finding),
        }
    }
    let mut anchors = Anchors::default();
    // Rows with the line of the source that they are at, and the title of their section.
    let mut rows: Vec<(usize, String, Row)> = Vec::new();
    for (at, pair) in findings.pairs.iter().enumerate() {
        let own = by_pair.remove(&at).unwrap_or_default();
        let Some(place) = pair.source.first() else { continue };
        let title = name::section_title(&place.id, &place.section);
        rows.push((place.lines.first, title, of_pair(pair, &own, &mut anchors)));
    }
    let neighbours = Neighbours::new(&findings.pairs);
    let mut before: Option<(&[Place], &[Place])> = None;
    for (at, finding) in lone.iter().enumerate() {
        // Several findings about one clause without counterpart are one row.
        let places = (finding.source.as_slice(), finding.target.as_slice());
        if before.replace(places) == Some(places) {
            continue;
        }
        let same = |other: &&&Finding| (other.source.as_slice(), other.target.as_slice()) == places;
        let others: Vec<&Finding> = lone.iter().skip(at).take_while(same).copied().collect();
        let (line, title) = neighbours.place(finding);
        rows.push((line, title, alone(finding, &others, &mut anchors)));
    }
    rows.sort_by_key(|(line, _, _)| *line);
    let mut groups: Vec<(String, Group)> = Vec::new();
    for (_, title, row) in rows {
        match groups.last_mut() {
            Some((last, group)) if *last == title => group.rows.push(row),
            _ => {
                let anchor = anchors.take("section");
                let shown = if title.is_empty() { "Preamble".to_owned() } else { title.clone() };
                let shown = pieces(&within(&shown, findings.source.title.as_deref()));
                groups.push((title, Group { anchor, title: shown, rows: vec![row] }));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Where clauses of the translation are in the source: by the pair before them.
struct Neighbours<'a> {
    /// The pairs by their first line in the translation.
    pairs: Vec<(usize, &'a Place, &'a Place)>,
}

impl<'a> Neighbours<'a> {
    fn new(pairs: &'a [Pair]) -> Self {
        let place = |pair: &'a Pair| {
            let (source, target) = (pair.source.last()?, pair.target.first()?);
            Some((target.lines.first, source, target))
        };
        let mut pairs: Vec<_> = pairs.iter().filter_map(place).collect();
        pairs.sort_by_key(|(line, _, _)| *line);
        Self { pairs }
    }

    /// The line of the source that a finding is at, and the title of its section there.
    fn place(&self, finding: &Finding) -> (usize, String) {
        if let Some(place) = finding.source.first() {
            return (place.lines.first, section(finding));
        }
        let Some(own) = finding.target.first() else { return (0, section(finding)) };
        let behind = self.pairs.partition_point(|(line, _, _)| *line <= own.lines.first);
        match behind.checked_sub(1).and_then(|at| self.pairs.get(at)) {
            Some((_, source, target)) if target.section == own.section => {
                (source.lines.first, name::section_title(&source.id, &source.section))
            }
            Some((_, source, _)) => (source.lines.first, section(finding)),
            None => (0, section(finding)),
        }
    }
}

/// The pair of each clause of the source, and of each clause of the translation.
fn homes(pairs: &[Pair]) -> HashMap<(bool, &str), usize> {
    let mut homes = HashMap::new();
    for (at, pair) in pairs.iter().enumerate() {
        for place in &pair.source {
            homes.entry((true, place.id.as_str())).or_insert(at);
        }
        for place in &pair.target {
            homes.entry((false, place.id.as_str())).or_insert(at);
        }
    }
    homes
}

/// The pair that a finding is about; none for what has no counterpart.
fn home(finding: &Finding, homes: &HashMap<(bool, &str), usize>) -> Option<usize> {
    match (finding.source.first(), finding.target.first()) {
        (Some(place), _) => homes.get(&(true, place.id.as_str())).copied(),
        // What the source gave up has a clause of the translation, but no pair with the present source.
        (None, Some(place)) => homes.get(&(false, place.id.as_str())).copied(),
        (None, None) => None,
    }
}
