//! What persons settled: the digest by which a clause is known again, and the findings that it answers.

use crate::diff::Place;
use crate::model::Settled;
use crate::text::fold;
use crate::text::token::{Cut, tokens};
use crate::translation::result::{Finding, FindingKind, Findings};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Bytes of a digest that are kept: two clauses of one document get the same one by chance in 1 of 10¹⁷ documents.
const KEPT: usize = 8;

/// What a clause says, as 16 hexadecimal digits: the same for the same wording, however it is wrapped, quoted and
/// spaced. Clauses of several blocks are joined.
#[must_use]
pub fn digest(places: &[Place]) -> String {
    let mut hasher = Sha256::new();
    for place in places {
        for token in tokens(&place.text, &[], Cut::Characters).into_iter().filter(|token| token.is_wording())
        {
            hasher.update(fold::key(token.of(&place.text)).as_bytes());
            hasher.update([0]);
        }
    }
    hasher.finalize().iter().take(KEPT).fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Whether a person settled what a finding says. A clause that lags is settled until its source changes again; what
/// was found in the translation itself, also until the translation changes.
pub(in crate::translation) fn is_settled(
    finding: &Finding,
    language: Option<&str>,
    settled: &[Settled],
) -> bool {
    if settled.is_empty() {
        return false;
    }
    let (source, target) = (source_of(finding), target_of(finding));
    settled.iter().any(|settled| {
        language.is_none_or(|language| settled.language.as_str() == language)
            && settled.source == source
            && (finding.kind == FindingKind::Lagging || settled.target == target)
    })
}

/// The digest of the source that a finding is about; for a clause that the source gave up, of what it was.
fn source_of(finding: &Finding) -> String {
    match &finding.since {
        Some(since) if finding.source.is_empty() => digest(&since.base),
        _ => digest(&finding.source),
    }
}

fn target_of(finding: &Finding) -> Option<String> {
    (!finding.target.is_empty()).then(|| digest(&finding.target))
}

/// The digests of source and translation to record when a person settles a finding.
#[must_use]
pub fn settle(finding: &Finding) -> (String, Option<String>) {
    (source_of(finding), target_of(finding))
}

/// Takes out what was settled; gives how much that is.
pub fn leave_out(findings: &mut Findings, settled: &[Settled]) -> usize {
    let before = findings.findings.len();
    let language = findings.target.language.clone();
    findings.findings.retain(|finding| !is_settled(finding, language.as_deref(), settled));
    before - findings.findings.len()
}

#[cfg(test)]
mod tests {
    use super::digest;
    use crate::diff::Place;
    use crate::model::Lines;

    fn of(text: &str) -> String {
        digest(&[Place {
            id: "s1.b1".to_owned(),
            section: Vec::new(),
            label: None,
            lines: Lines { first: 1, last: 1 },
            location: None,
            text: text.to_owned(),
            block: None,
            parts: Vec::new(),
        }])
    }

    #[test]
    fn typography_does_not_change_what_was_settled_and_a_word_does() {
        assert_eq!(of("the “data”  we keep"), of("the \"data\" we\nkeep"));
        assert_ne!(of("the data we keep"), of("the data you keep"));
        assert_ne!(of("30 days"), of("3 0 days"));
        assert_eq!(of("x").len(), 16);
    }
}
