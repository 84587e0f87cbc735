//! The catalogue: every rule with its stable id, what it looks for, in which direction, how much it counts, an example.

use crate::diff::result::Significance;
use serde::{Deserialize, Serialize};

/// A rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Its id, which never changes.
    pub id: &'static str,
    /// What it looks for.
    pub looks_for: &'static str,
    /// Which way a change has to go for it to fire.
    pub direction: Direction,
    /// How much it counts unless the user says otherwise.
    #[serde(rename = "default")]
    pub severity: Severity,
    /// What it fires on.
    pub example: Example,
}

/// How much a rule counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The meaning may differ.
    Substantive,
    /// The wording differs.
    Editorial,
    /// No more than a difference of form.
    Cosmetic,
    /// The rule is not looked at.
    Off,
}

impl Severity {
    /// The significance that it gives, none where the rule is off.
    #[must_use]
    pub fn significance(self) -> Option<Significance> {
        match self {
            Self::Substantive => Some(Significance::Substantive),
            Self::Editorial => Some(Significance::Editorial),
            Self::Cosmetic => Some(Significance::Cosmetic),
            Self::Off => None,
        }
    }
}

/// A rule with the severity that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ListedRule {
    /// The rule.
    #[serde(flatten)]
    pub rule: Rule,
    /// How much it counts: the user's wish, or the catalogue's default.
    #[serde(rename = "significance")]
    pub severity: Severity,
}

/// Which way a change has to go for a rule to fire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Either way.
    Either,
    /// Only what is put in.
    Added,
    /// Only what is struck.
    Removed,
    /// From what binds more to what binds less.
    Weaker,
    /// From what binds less to what binds more.
    Stronger,
}

/// What a rule fires on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Example {
    /// The old text.
    pub old: &'static str,
    /// The new text.
    pub new: &'static str,
}

/// Defines the ids and the catalogue from one list, so that no rule is in one of them alone.
macro_rules! rules {
    ($($name:ident = $id:literal, $severity:ident, $direction:ident, $looks_for:literal, $old:literal => $new:literal;)*) => {
        $(#[doc = $looks_for] pub const $name: &str = $id;)*

        /// Every rule, in the order in which reports list them.
        pub const CATALOGUE: &[Rule] = &[$(Rule {
            id: $id,
            looks_for: $looks_for,
            direction: Direction::$direction,
            severity: Severity::$severity,
            example: Example { old: $old, new: $new },
        }),*];
    };
}

rules! {
    CLAUSE_ADDED = "clause-added", Substantive, Added, "a clause, or a whole sentence of one, that only the new text has",
        "We keep logs." => "We keep logs. You may ask us to delete them.";
    CLAUSE_REMOVED = "clause-removed", Substantive, Removed, "a clause, or a whole sentence of one, that only the old text has",
        "We keep logs. You may ask us to delete them." => "We keep logs.";
    NUMBER_CHANGED = "number-changed", Substantive, Either, "a number that is none of the facts below, years without a day included",
        "a net-zero power sector by 2035" => "a net-zero power sector by 2040";
    DATE_CHANGED = "date-changed", Substantive, Either, "a date",
        "This agreement ends on March 1, 2022." => "This agreement ends on June 1, 2022.";
    DURATION_CHANGED = "duration-changed", Substantive, Either, "a deadline or another span of time",
        "within 30 days of the notice" => "within 14 days of the notice";
    AMOUNT_CHANGED = "amount-changed", Substantive, Either, "an amount of money",
        "a fee of $50 applies" => "a fee of $75 applies";
    PERCENTAGE_CHANGED = "percentage-changed", Substantive, Either, "a percentage",
        "at least 90% of the energy" => "at least 80% of the energy";
    MODALITY_WEAKENED = "modality-weakened", Substantive, Weaker, "a duty that became an advice, a permission or a mere possibility",
        "The provider shall notify users." => "The provider may notify users.";
    MODALITY_STRENGTHENED = "modality-strengthened", Substantive, Stronger, "a permission or an advice that became a duty, a possibility that became a statement",
        "The provider should notify users." => "The provider must notify users.";
    MODALITY_REVERSED = "modality-reversed", Substantive, Either, "a duty or permission that is now denied, or no longer",
        "You may share your account." => "You may not share your account.";
    NEGATION_ADDED = "negation-added", Substantive, Added, "a word that denies",
        "We sell personal data." => "We do not sell personal data.";
    NEGATION_REMOVED = "negation-removed", Substantive, Removed, "a word that denies",
        "The fee is not refundable." => "The fee is refundable.";
    EXCEPTION_ADDED = "exception-added", Substantive, Added, "words that take something out",
        "We share no data." => "We share no data, except with our partners.";
    EXCEPTION_REMOVED = "exception-removed", Substantive, Removed, "words that take something out",
        "Access is free unless you resell it." => "Access is free.";
    CONDITION_ADDED = "condition-added", Substantive, Added, "words that make something depend on something else",
        "You can cancel." => "You can cancel, provided that you have paid.";
    CONDITION_REMOVED = "condition-removed", Substantive, Removed, "words that make something depend on something else",
        "We notify you if the terms change." => "We notify you.";
    SCOPE_NARROWED = "scope-narrowed", Substantive, Added, "words that close a group or leave only one way",
        "Members may vote." => "Only members may vote.";
    SCOPE_WIDENED = "scope-widened", Substantive, Removed, "words that close a group or leave only one way",
        "Data is used solely for billing." => "Data is used for billing.";
    QUANTIFIER_CHANGED = "quantifier-changed", Substantive, Either, "how many or how much: all, any, some, most, at least, at most",
        "any party may object" => "all parties may object";
    DEFINED_TERM_CHANGED = "defined-term-changed", Substantive, Either, "a term that a definition gives a name to",
        "(the \u{201c}Service\u{201d}) is provided" => "(the \u{201c}Platform\u{201d}) is provided";
    DEFINITION_CHANGED = "definition-changed", Substantive, Either, "what a defined term means",
        "\u{201c}Content\u{201d} means text." => "\u{201c}Content\u{201d} means text and images.";
    PARTY_CHANGED = "party-changed", Substantive, Either, "a proper name: a party, a body, a product, another document",
        "Disputes are heard by Contoso Ltd." => "Disputes are heard by Fabrikam Ltd.";
    REFERENCE_CHANGED = "reference-changed", Substantive, Either, "a reference to another clause than before, where no new numbering explains it",
        "as section 5 says" => "as section 7 says";
    REFERENCE_CONFORMED = "reference-conformed", Editorial, Either, "a reference that follows the new number of its clause",
        "1. Scope 2. Fees; see section 2" => "1. Scope 2. Terms 3. Fees; see section 3";
    REFERENCE_DANGLING = "reference-dangling", Substantive, Either, "a reference left pointing to the old number of its clause, or to a clause that is gone",
        "1. Scope 2. Fees; see section 2" => "1. Scope 2. Terms 3. Fees; see section 2";
    STATED_DATE_CHANGED = "stated-date-changed", Editorial, Either, "the date of the last update that the text states",
        "Last updated: March 1, 2021" => "Last updated: May 5, 2022";
    STATED_DATE_UNCHANGED = "stated-date-unchanged", Editorial, Either, "a text that changed, though it states the same date of its last update",
        "Last updated: March 1, 2021. The fee is $5." => "Last updated: March 1, 2021. The fee is $6.";
    SENTENCE_MOVED = "sentence-moved", Editorial, Either, "a sentence that only went to another clause",
        "We keep logs. All logs are public. / You may ask." => "We keep logs. / You may ask. All logs are public.";
    LINK_CHANGED = "link-changed", Cosmetic, Either, "a link that leads elsewhere",
        "[our policy](/a)" => "[our policy](/b)";
}

#[cfg(test)]
mod tests {
    use super::CATALOGUE;

    #[test]
    fn ids_are_unique_and_say_nothing_twice() {
        let mut ids: Vec<&str> = CATALOGUE.iter().map(|rule| rule.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), CATALOGUE.len());
        assert!(CATALOGUE.iter().all(|rule| rule.example.old != rule.example.new));
    }
}
