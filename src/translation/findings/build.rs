//! Findings of each kind, with their evidence in words, and their ids.

use crate::diff::Place;
use crate::translation::result::{Extent, FactPair, Finding, FindingKind, Pair};
use crate::translation::units::text::ItemKind;
use rustc_hash::FxHasher;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};

/// A finding about a pair of blocks.
pub fn of_pair(pair: &Pair, kind: FindingKind, confidence: f64, evidence: String) -> Finding {
    Finding {
        id: String::new(),
        kind,
        unit: Extent::Block,
        side: None,
        confidence,
        source: pair.source.clone(),
        target: pair.target.clone(),
        evidence,
        text: None,
        facts: Vec::new(),
        since: None,
    }
}

/// A finding about a block that has no counterpart.
pub fn alone(kind: FindingKind, item: ItemKind, place: Place, confidence: f64) -> Finding {
    let heading = matches!(item, ItemKind::Heading(_));
    let evidence = match kind {
        FindingKind::Untranslated => "nothing in the translation answers to it",
        _ => "nothing in the source answers to it",
    };
    let text = Some(place.text.clone());
    let (source, target) =
        if kind == FindingKind::Untraced { (Vec::new(), vec![place]) } else { (vec![place], Vec::new()) };
    Finding {
        id: String::new(),
        kind,
        unit: if heading { Extent::Section } else { Extent::Block },
        side: None,
        confidence,
        source,
        target,
        evidence: evidence.to_owned(),
        text,
        facts: Vec::new(),
        since: None,
    }
}

/// A fact that differs, in words.
pub fn describe(fact: &FactPair) -> String {
    match (&fact.source, &fact.target) {
        (Some(source), Some(target)) => {
            format!("{} {source} in the source, {target} in the translation", fact.kind)
        }
        (Some(source), None) => format!("{} {source} is not in the translation", fact.kind),
        (None, Some(target)) => format!("{} {target} is not in the source", fact.kind),
        (None, None) => String::new(),
    }
}

/// Gives every finding an id from what it says; a number more where two say the same.
pub fn identify(findings: &mut [Finding]) {
    let mut times: HashMap<u64, u64> = HashMap::new();
    for finding in findings {
        let mut hasher = FxHasher::default();
        finding.kind.hash(&mut hasher);
        finding.unit.hash(&mut hasher);
        finding.side.hash(&mut hasher);
        for place in finding.source.iter().chain(&finding.target) {
            place.text.hash(&mut hasher);
        }
        let content = hasher.finish();
        let nth = times.entry(content).and_modify(|times| *times += 1).or_insert(0);
        let mut hasher = FxHasher::default();
        (content, *nth).hash(&mut hasher);
        finding.id = format!("{:012x}", hasher.finish() & 0xffff_ffff_ffff);
    }
}
