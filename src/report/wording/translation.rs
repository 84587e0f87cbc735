//! What every form of the report says of a translation in the same words: what is there, what was found, and how each
//! finding is called.

use crate::report::wording::words::list;
use crate::report::wording::{name, stale};
use crate::translation::{Extent, Finding, FindingKind, Findings, State, Which};

/// How much of the source has a counterpart.
pub fn coverage(findings: &Findings) -> String {
    let coverage = findings.coverage;
    let percent = |share: f64| format!("{:.0}%", (share * 100.0).floor());
    format!(
        "{} of the sections, {} of the clauses and {} of the text have a counterpart.",
        percent(coverage.sections),
        percent(coverage.blocks),
        percent(coverage.text)
    )
}

/// The findings counted, in words.
pub fn summary(findings: &Findings) -> String {
    let number = |kind: FindingKind, extent: Extent| {
        findings.findings.iter().filter(|finding| finding.kind == kind && finding.unit == extent).count()
    };
    let nouns = [
        (FindingKind::Lagging, Extent::Section, "outdated section", "outdated sections"),
        (FindingKind::Lagging, Extent::Block, "outdated clause", "outdated clauses"),
        (FindingKind::Untranslated, Extent::Section, "untranslated section", "untranslated sections"),
        (FindingKind::Untranslated, Extent::Block, "untranslated clause", "untranslated clauses"),
        (FindingKind::Untranslated, Extent::Sentence, "untranslated sentence", "untranslated sentences"),
        (FindingKind::Untraced, Extent::Section, "extra section", "extra sections"),
        (FindingKind::Untraced, Extent::Block, "extra clause", "extra clauses"),
        (FindingKind::Untraced, Extent::Sentence, "extra sentence", "extra sentences"),
        (FindingKind::Truncated, Extent::Block, "truncated clause", "truncated clauses"),
        (
            FindingKind::FactDiffers,
            Extent::Block,
            "clause with different facts",
            "clauses with different facts",
        ),
        (
            FindingKind::OrderDiffers,
            Extent::Block,
            "clause in a different order",
            "clauses in a different order",
        ),
        (FindingKind::Unsure, Extent::Block, "uncertain pair", "uncertain pairs"),
    ];
    let parts: Vec<String> = nouns
        .iter()
        .map(|(kind, extent, one, many)| (number(*kind, *extent), one, many))
        .filter(|(number, _, _)| *number > 0)
        .map(|(number, one, many)| format!("{number} {}", if number == 1 { one } else { many }))
        .collect();
    if !parts.is_empty() {
        return format!("{}.", list(&parts));
    }
    let unsure = findings.pairs.iter().any(|pair| pair.state == State::Unsure);
    if unsure { "No certain gap.".to_owned() } else { "Every clause has a counterpart.".to_owned() }
}

/// The section that a finding is under: the source's, else the target's.
pub fn section(finding: &Finding) -> String {
    let former = || finding.since.as_ref()?.base.first();
    let place = finding.source.first().or_else(former).or(finding.target.first());
    place.map_or_else(String::new, |place| name::section_title(&place.id, &place.section))
}

/// What a finding is called.
pub fn label(finding: &Finding) -> String {
    let unit = match finding.unit {
        Extent::Section => "section",
        Extent::Block => "clause",
        Extent::Sentence => "sentence",
    };
    match (finding.kind, finding.side) {
        (FindingKind::Untranslated, _) => format!("untranslated {unit}"),
        (FindingKind::Untraced, _) => format!("extra {unit}"),
        (FindingKind::Truncated, Some(Which::Source)) => "source truncated".to_owned(),
        (FindingKind::Truncated, _) => "translation truncated".to_owned(),
        (FindingKind::FactDiffers, _) => "facts differ".to_owned(),
        (FindingKind::OrderDiffers, _) => "order differs".to_owned(),
        (FindingKind::Unsure, _) => "uncertain".to_owned(),
        (FindingKind::Lagging, _) => stale::label(finding).to_owned(),
    }
}
