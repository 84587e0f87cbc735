//! What every form of the report says of a translation in the same words: what is there, what was found, and how each
//! finding is called.

use crate::report::wording::words::list;
use crate::report::wording::{name, stale};
use crate::translation::{Extent, Finding, FindingKind, Findings, State, Which};

/// How much of the source has a counterpart.
pub fn coverage(findings: &Findings) -> String {
    let coverage = findings.coverage;
    let percent = |share: f64| format!("{:.0} %", (share * 100.0).floor());
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
        (FindingKind::Lagging, Extent::Section, "section lags", "sections lag"),
        (FindingKind::Lagging, Extent::Block, "clause lags", "clauses lag"),
        (FindingKind::Untranslated, Extent::Section, "section untranslated", "sections untranslated"),
        (FindingKind::Untranslated, Extent::Block, "clause untranslated", "clauses untranslated"),
        (FindingKind::Untranslated, Extent::Sentence, "sentence untranslated", "sentences untranslated"),
        (FindingKind::Untraced, Extent::Section, "section only in the target", "sections only in the target"),
        (FindingKind::Untraced, Extent::Block, "clause only in the target", "clauses only in the target"),
        (
            FindingKind::Untraced,
            Extent::Sentence,
            "sentence only in the target",
            "sentences only in the target",
        ),
        (FindingKind::Truncated, Extent::Block, "clause cut off", "clauses cut off"),
        (FindingKind::FactDiffers, Extent::Block, "clause with other facts", "clauses with other facts"),
        (FindingKind::OrderDiffers, Extent::Block, "clause at another place", "clauses at another place"),
        (FindingKind::Unsure, Extent::Block, "pair unsure", "pairs unsure"),
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
    if unsure { "Nothing is surely missing.".to_owned() } else { "Every clause is there.".to_owned() }
}

/// The section that a finding stands under: the source's, else the target's.
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
        (FindingKind::Untraced, _) => format!("{unit} only in the target"),
        (FindingKind::Truncated, Some(Which::Source)) => "source cut off".to_owned(),
        (FindingKind::Truncated, _) => "translation cut off".to_owned(),
        (FindingKind::FactDiffers, _) => "facts differ".to_owned(),
        (FindingKind::OrderDiffers, _) => "order differs".to_owned(),
        (FindingKind::Unsure, _) => "unsure".to_owned(),
        (FindingKind::Lagging, _) => stale::label(finding).to_owned(),
    }
}
