//! The rules that fired, in a reader's words and with their evidence apart, for reports that set the evidence as a
//! quotation: `Date changed`, `2035`, `2040`.

use crate::diff::{RuleHit, RuleId};
use crate::report::escape::fold;
use crate::report::width::shorten;

/// Why a change has its significance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The rule's id, for those who set severities: `date-changed`.
    pub rule: String,
    /// What a reader calls it: `Date changed`, `Obligation weakened`.
    pub name: String,
    /// What the old text has.
    pub old: Option<String>,
    /// What the new text has.
    pub new: Option<String>,
}

/// Columns of a piece of evidence: a date or a name is shorter, a sentence need only be known again.
const EVIDENCE: usize = 96;

/// The rules that say more than the kind of the change does. A reversed duty is shown with the word that negates it,
/// so that the negation alone would say the same again.
pub fn informative(hits: &[RuleHit]) -> Vec<&RuleHit> {
    let reversed = hits.iter().any(|hit| hit.id == RuleId::ModalityReversed);
    let says_more = |hit: &&RuleHit| match hit.id {
        RuleId::ClauseAdded | RuleId::ClauseRemoved => false,
        RuleId::NegationAdded | RuleId::NegationRemoved => !reversed,
        _ => true,
    };
    hits.iter().filter(says_more).collect()
}

/// The rules that say more than the kind of the change does, safe to show.
pub fn reasons(hits: &[RuleHit]) -> Vec<Reason> {
    informative(hits).into_iter().map(reason).collect()
}

fn reason(hit: &RuleHit) -> Reason {
    let evidence = |text: &Option<String>| text.as_deref().map(|text| shorten(&fold(text), EVIDENCE));
    let (old, new) = (evidence(&hit.old), evidence(&hit.new));
    let name = name(hit.id, old.is_some(), new.is_some());
    let name = match &hit.clause {
        Some(clause) => format!("{name} ({})", fold(clause)),
        None => name,
    };
    // Evidence that is the same on both sides is shown once.
    let old = old.filter(|old| new.as_ref() != Some(old));
    Reason { rule: hit.id.to_string(), name, old, new }
}

/// A rule's name. Rules without a name here are named by the words of their id.
fn name(id: RuleId, had: bool, has: bool) -> String {
    let known = match id {
        RuleId::ModalityWeakened => "Obligation weakened",
        RuleId::ModalityStrengthened => "Obligation strengthened",
        RuleId::NegationAdded => "Negation added",
        RuleId::NegationRemoved => "Negation removed",
        RuleId::ExceptionAdded => "Exception added",
        RuleId::ExceptionRemoved => "Exception removed",
        RuleId::SentenceMoved => "Sentence moved",
        RuleId::ModalityReversed => "Obligation reversed",
        RuleId::ConditionAdded => "Condition added",
        RuleId::ConditionRemoved => "Condition removed",
        RuleId::PartyChanged => "Name changed",
        RuleId::ReferenceConformed => "Cross-reference updated",
        RuleId::ReferenceDangling => "Cross-reference not updated",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let id = id.as_str();
    let Some(thing) = id.strip_suffix("-changed") else { return capitalised(&id.replace('-', " ")) };
    let thing = match thing {
        "reference" => "cross-reference".to_owned(),
        "link" => "link target".to_owned(),
        other => other.replace('-', " "),
    };
    let verb = match (had, has) {
        (false, true) => "added",
        (true, false) => "removed",
        _ => "changed",
    };
    capitalised(&format!("{thing} {verb}"))
}

fn capitalised(text: &str) -> String {
    let text = fold(text);
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use super::Reason;
    use super::reasons;
    use crate::diff::{RuleHit, RuleId};

    #[test]
    fn rules_are_told_in_a_readers_words() {
        let hit = |id: RuleId, old: Option<&str>, new: Option<&str>| RuleHit {
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
            ..RuleHit::new(id)
        };
        let named =
            |hit: RuleHit| reasons(&[hit]).pop().map(|Reason { name, old, new, .. }| (name, old, new));
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            named(hit(RuleId::DateChanged, Some("2035"), Some("2040"))),
            Some(("Date changed".into(), some("2035"), some("2040")))
        );
        assert_eq!(
            named(hit(RuleId::NumberChanged, None, Some("3"))).map(|named| named.0),
            some("Number added")
        );
        assert_eq!(
            named(hit(RuleId::DefinedTermChanged, Some("a"), None)).map(|named| named.0),
            some("Defined term removed")
        );
        assert_eq!(named(hit(RuleId::ClauseAdded, None, None)), None);
    }
}
