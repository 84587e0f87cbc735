//! What kinds, significances and rules are called in a sentence.

use crate::diff::{ChangeKind, Comparison, RuleHit, RuleId, Significance, Unit};
use crate::report::escape::fold;
use crate::report::width::shorten;
use crate::report::wording::reason::informative;

/// A count with its noun: `1 clause`, `2 clauses`.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Several things in a sentence: `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The sign that represents a kind where colour does not.
pub fn sign(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => "+",
        ChangeKind::Removed => "-",
        ChangeKind::Modified => "~",
        ChangeKind::Moved => ">",
        ChangeKind::Split => "/",
        ChangeKind::Merged => "&",
        ChangeKind::Renamed => "=",
        ChangeKind::Renumbered => "#",
    }
}

/// The significance as an adjective.
pub fn significance(significance: Significance) -> &'static str {
    match significance {
        Significance::Cosmetic => "cosmetic",
        Significance::Editorial => "editorial",
        Significance::Unclear => "unclear",
        Significance::Substantive => "substantive",
    }
}

/// The rules that fired, each with its evidence: `date 2035 → 2040`, `negation added: not`. Rules that say no more than
/// the kind of the change are left out.
pub fn reasons(hits: &[RuleHit]) -> Vec<String> {
    informative(hits).into_iter().map(reason).collect()
}

/// Columns of a piece of evidence: a date or a name is shorter, a sentence need only be known again.
const EVIDENCE: usize = 72;

fn reason(hit: &RuleHit) -> String {
    let id = hit.id.as_str();
    let name = id.strip_suffix("-changed").unwrap_or(id).replace('-', " ");
    let evidence = |text: &Option<String>| text.as_deref().map(|text| shorten(&fold(text), EVIDENCE));
    let name = match &hit.clause {
        Some(clause) => format!("{name} in {clause}"),
        None => name,
    };
    match (evidence(&hit.old), evidence(&hit.new)) {
        (Some(old), Some(new)) if old == new => format!("{name}: {new}"),
        (Some(old), Some(new)) => format!("{name} {old} → {new}"),
        (None, Some(new)) if id.ends_with("-changed") => format!("{name} {new} added"),
        (Some(old), None) if id.ends_with("-changed") => format!("{name} {old} removed"),
        (None, Some(only)) | (Some(only), None) => format!("{name}: {only}"),
        (None, None) => name,
    }
}

/// What there is to say of the texts as a whole: rules that fired on them, and notes on the comparison.
pub fn remarks(comparison: &Comparison) -> Vec<String> {
    comparison.rules.iter().map(remark).chain(comparison.notes.iter().cloned()).collect()
}

/// What a rule says that fired on a text as a whole.
pub fn remark(hit: &RuleHit) -> String {
    match (hit.id, &hit.new) {
        (RuleId::StatedDateUnchanged, Some(date)) => {
            format!("the text changed, but it still gives {} as the date of its last update", fold(date))
        }
        (RuleId::LanguageWithoutRules, Some(language)) => format!(
            "there are no rules of wording for {}: only facts and names were compared, and what is reworded is unclear",
            fold(language)
        ),
        (RuleId::LanguagesDiffer, Some(language)) => format!(
            "the old text is in {}, the new one in {}: their wording cannot be compared; compare them as a translation",
            fold(hit.old.as_deref().unwrap_or_default()),
            fold(language)
        ),
        _ => reason(hit),
    }
}

/// What one such unit is called.
pub fn noun(unit: Unit) -> &'static str {
    match unit {
        Unit::Section => "section",
        Unit::Block => "clause",
    }
}

#[cfg(test)]
mod tests {
    use super::count;
    use super::list;
    use super::reasons;
    use crate::diff::{RuleHit, RuleId};

    #[test]
    fn rules_come_with_their_evidence() {
        let hit = |id: RuleId, old: Option<&str>, new: Option<&str>| RuleHit {
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
            ..RuleHit::new(id)
        };
        let hits = [
            hit(RuleId::DateChanged, Some("2035"), Some("2040")),
            hit(RuleId::NumberChanged, None, Some("3")),
            hit(RuleId::NegationAdded, None, Some("not")),
            hit(RuleId::ModalityWeakened, Some("shall"), Some("may")),
            hit(RuleId::ClauseAdded, None, None),
        ];
        assert_eq!(
            reasons(&hits),
            ["date 2035 → 2040", "number 3 added", "negation added: not", "modality weakened shall → may"]
        );
    }

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!(
            list(&[count(1, "change"), count(0, "word"), count(2, "row")]),
            "1 change, 0 words and 2 rows"
        );
    }
}
