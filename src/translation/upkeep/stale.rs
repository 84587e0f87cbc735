//! Which clauses of a translation lag behind their source: the source changed in substance since it was translated.
//!
//! The translation is aligned with the source that it was made from, which it fits better than the present one; the
//! comparison of the two sources says what each of its clauses has become.

use crate::diff::{Change, ChangeKind, Comparison, Place, RuleHit, Significance, Unit};
use crate::model::{Basis, Settled};
use crate::translation::result::{Extent, Finding, FindingKind, Findings, Lag, SourceChange};
use crate::translation::upkeep::settled;
use rustc_hash::FxHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

/// Share of a lagging clause's confidence that is left where nothing records which source was translated. Not
/// measured: no corpus says from which revision its translations were made.
const ASSUMED: f64 = 0.8;
/// Most confidence in what lags: that a change in substance is one which the translation must follow is a rule of thumb.
const CHANGED: f64 = 0.95;

/// What the source did since a translation was made.
#[derive(Debug, Clone, Copy)]
pub struct Since<'a> {
    /// From the source that was translated to the present one.
    pub comparison: &'a Comparison,
    /// The source that was translated, compared with the translation.
    pub base: &'a Findings,
    /// How it is known which source that is.
    pub basis: Basis,
    /// What persons settled.
    pub settled: &'a [Settled],
}

/// Adds to the findings about the present source and the translation what lags, at its place in the order of
/// reading, and takes out what was settled.
pub fn lag(present: &mut Findings, since: &Since<'_>) {
    let counts = since.comparison.summary.significance;
    let mut lag = Lag {
        base: since.comparison.old.clone(),
        basis: since.basis,
        lagging: 0,
        editorial: counts.editorial,
        cosmetic: counts.cosmetic,
        followed: 0,
        settled: 0,
    };
    let links = Links::new(since, present);
    let mut found = Vec::new();
    let mut line = 0;
    for change in &since.comparison.changes {
        line = change.new.first().map_or(line, |place| place.lines.first);
        // Nobody knows yet whether an unclear change matters: it asks for a look, as one of substance does.
        if change.significance < Significance::Unclear {
            continue;
        }
        match links.finding(change) {
            Outcome::Lags(finding) => found.push((line, *finding)),
            Outcome::Followed => lag.followed += 1,
            Outcome::Untranslated => {}
        }
    }
    identify(&mut found);
    merge(&mut present.findings, found);
    lag.settled = settled::leave_out(present, since.settled);
    lag.lagging = present.findings.iter().filter(|finding| finding.kind == FindingKind::Lagging).count();
    present.lag = Some(lag);
}

/// What a change of the source means for the translation.
enum Outcome {
    Lags(Box<Finding>),
    /// The translation has it already.
    Followed,
    /// The clause was never translated: that is reported as such.
    Untranslated,
}

/// Which places of the translation answer to which clauses of the two sources.
struct Links<'a> {
    basis: Basis,
    base: HashMap<&'a str, Vec<Link>>,
    present: HashMap<&'a str, Vec<Link>>,
    /// Clauses of the translation that answer to one of the source that was translated.
    taken: HashSet<&'a str>,
    /// Clauses of either source whose facts differ from the translation's.
    wrong: [HashSet<&'a str>; 2],
    since: &'a Comparison,
}

/// One place of the translation, and how well it fits.
#[derive(Clone)]
struct Link {
    place: Place,
    score: f64,
}

impl<'a> Links<'a> {
    fn new(since: &Since<'a>, present: &Findings) -> Links<'a>
    where
        'a: 'a,
    {
        // Ids of the present source are taken from the comparison, which outlives the findings that change here.
        let ids: HashMap<&str, &'a str> = since
            .comparison
            .changes
            .iter()
            .flat_map(|change| change.new.iter().flat_map(ids))
            .map(|id| (id, id))
            .collect();
        let mut here: HashMap<&'a str, Vec<Link>> = HashMap::new();
        for pair in &present.pairs {
            for id in pair.source.iter().filter_map(|place| ids.get(place.id.as_str())) {
                here.entry(id).or_default().extend(linked(pair));
            }
        }
        let mut base: HashMap<&'a str, Vec<Link>> = HashMap::new();
        for pair in &since.base.pairs {
            for place in &pair.source {
                base.entry(place.id.as_str()).or_default().extend(linked(pair));
            }
        }
        let differs = |finding: &&Finding| finding.kind == FindingKind::FactDiffers;
        let before = since.base.findings.iter().filter(differs).flat_map(|finding| &finding.source);
        let now = present.findings.iter().filter(differs).flat_map(|finding| &finding.source);
        Links {
            basis: since.basis,
            base,
            taken: since
                .base
                .pairs
                .iter()
                .flat_map(|pair| &pair.target)
                .map(|place| place.id.as_str())
                .collect(),
            present: here,
            wrong: [
                before.map(|place| place.id.as_str()).collect(),
                now.filter_map(|place| ids.get(place.id.as_str()).copied()).collect(),
            ],
            since: since.comparison,
        }
    }

    fn finding(&self, change: &Change) -> Outcome {
        let (old, new) = (of(&change.old, &self.base), of(&change.new, &self.present));
        let is_followed = match change.kind {
            // A clause of the translation that answers to it, and to nothing that the translated source had.
            ChangeKind::Added => new.iter().any(|link| !self.taken.contains(link.place.id.as_str())),
            // What is recorded is believed: only where the base was assumed may the translation know more than it.
            _ => self.basis == Basis::Assumed && self.is_followed(change, !new.is_empty()),
        };
        if is_followed {
            return Outcome::Followed;
        }
        let target = match change.kind {
            ChangeKind::Added => Vec::new(),
            _ if old.is_empty() => new,
            _ => old,
        };
        if target.is_empty() && change.kind != ChangeKind::Added {
            return Outcome::Untranslated;
        }
        Outcome::Lags(Box::new(self.lagging(change, target)))
    }

    /// Whether the facts tell that the translation states the present source's and not the former one's.
    fn is_followed(&self, change: &Change, paired: bool) -> bool {
        let [before, now] = &self.wrong;
        let any = |places: &[Place], wrong: &HashSet<&str>| {
            places.iter().flat_map(ids).any(|id| wrong.contains(id))
        };
        paired && any(&change.old, before) && !any(&change.new, now)
    }

    fn lagging(&self, change: &Change, target: Vec<Link>) -> Finding {
        let fits = target.iter().map(|link| link.score).reduce(f64::min).unwrap_or(CHANGED);
        let certain = if self.basis == Basis::Assumed { ASSUMED } else { 1.0 };
        let base = &self.since.old.address;
        let evidence = match change.kind {
            ChangeKind::Added => format!("the source has it since {base}"),
            ChangeKind::Removed => format!("the source has it no more since {base}"),
            _ if change.rules.is_empty() => {
                format!("the source changed since {base}, and no rule explains how")
            }
            _ => format!("the source changed since {base}: {}", with_evidence(&change.rules)),
        };
        Finding {
            id: String::new(),
            kind: FindingKind::Lagging,
            unit: if change.unit == Unit::Section { Extent::Section } else { Extent::Block },
            side: None,
            confidence: fits.clamp(0.5, CHANGED) * certain,
            source: change.new.clone(),
            target: target.into_iter().map(|link| link.place).collect(),
            evidence,
            text: None,
            facts: Vec::new(),
            since: Some(SourceChange {
                change: change.id.clone(),
                what: change.kind,
                rules: change.rules.clone(),
                base: change.old.clone(),
                edits: change.edits.clone(),
            }),
        }
    }
}

fn linked(pair: &crate::translation::result::Pair) -> impl Iterator<Item = Link> {
    pair.target.iter().map(|place| Link { place: place.clone(), score: pair.score })
}

/// The ids that a place covers: its own, or those of a section's parts.
fn ids(place: &Place) -> impl Iterator<Item = &str> {
    let own = place.parts.is_empty().then_some(place.id.as_str());
    own.into_iter().chain(place.parts.iter().map(|part| part.id.as_str()))
}

/// The places that answer to some places of a source, each once, in the order of reading.
fn of(places: &[Place], links: &HashMap<&str, Vec<Link>>) -> Vec<Link> {
    let mut all: Vec<Link> =
        places.iter().flat_map(ids).filter_map(|id| links.get(id)).flatten().cloned().collect();
    all.sort_by_key(|link| (link.place.lines.first, link.place.lines.last));
    all.dedup_by(|a, b| a.place == b.place);
    all
}

/// The rules with their evidence.
fn with_evidence(rules: &[RuleHit]) -> String {
    let one = |rule: &RuleHit| match (&rule.old, &rule.new) {
        (Some(old), Some(new)) if old != new => format!("{} {old} → {new}", rule.id),
        (_, Some(text)) | (Some(text), None) => format!("{} {text}", rule.id),
        (None, None) => rule.id.to_string(),
    };
    let all: Vec<String> = rules.iter().map(one).collect();
    all.join("; ")
}

/// Ids that stay while the change and the clause of the translation do.
fn identify(found: &mut [(usize, Finding)]) {
    for (_, finding) in found {
        let mut hasher = FxHasher::default();
        finding.kind.hash(&mut hasher);
        finding.since.as_ref().map(|since| &since.change).hash(&mut hasher);
        for place in &finding.target {
            place.text.hash(&mut hasher);
        }
        finding.id = format!("{:012x}", hasher.finish() & 0xffff_ffff_ffff);
    }
}

/// Puts the new findings among those that are there, by the line of the source. What has none keeps its neighbour.
fn merge(findings: &mut Vec<Finding>, new: Vec<(usize, Finding)>) {
    let mut line = 0;
    let mut all: Vec<(usize, Finding)> = std::mem::take(findings)
        .into_iter()
        .map(|finding| {
            line = finding.source.first().map_or(line, |place| place.lines.first);
            (line, finding)
        })
        .collect();
    // What is outdated comes before what else is found at the same line: it is the reason for it.
    let mut merged = new;
    merged.append(&mut all);
    merged.sort_by_key(|(line, _)| *line);
    *findings = merged.into_iter().map(|(_, finding)| finding).collect();
}
