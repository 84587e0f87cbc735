//! The catalogue: every rule with its stable id, what it looks for, in which direction, how much it counts, an example.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Its id, which never changes.
    pub id: RuleId,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The rule is not looked at.
    Off,
    /// No more than a difference of form.
    Cosmetic,
    /// The wording differs, the meaning does not.
    Editorial,
    /// A person must look.
    Unclear,
    /// The meaning may differ.
    Substantive,
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
    /// Only what is inserted.
    Added,
    /// Only what is deleted.
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
    ($($name:ident $variant:ident = $id:literal, $severity:ident, $direction:ident, $looks_for:literal, $old:literal => $new:literal;)*) => {
        /// The id of a rule. Ids never change: users write them in configurations, gates and baselines.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum RuleId {
            $(#[doc = $looks_for] #[serde(rename = $id)] $variant,)*
        }

        impl RuleId {
            /// The id as users write it: `number-changed`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $id,)*
                }
            }
        }

        $(#[doc = $looks_for] #[allow(dead_code, reason = "rules are named where they fire")] pub const $name: RuleId = RuleId::$variant;)*

        /// Every rule, in the order in which reports list them.
        pub const CATALOGUE: &[Rule] = &[$(Rule {
            id: RuleId::$variant,
            looks_for: $looks_for,
            direction: Direction::$direction,
            severity: Severity::$severity,
            example: Example { old: $old, new: $new },
        }),*];
    };
}

impl RuleId {
    /// Whether it explains a difference that leaves the meaning as it is, instead of naming one that may not.
    #[must_use]
    pub fn is_style(self) -> bool {
        matches!(
            self,
            Self::SpellingChanged
                | Self::InflectionChanged
                | Self::ContractionChanged
                | Self::AbbreviationChanged
                | Self::SynonymChanged
                | Self::FunctionWordChanged
                | Self::WordOrderChanged
                | Self::NumberStyleChanged
                | Self::CapitalsChanged
                | Self::RepetitionChanged
                | Self::PunctuationChanged
        )
    }
}

impl RuleId {
    /// Whether a condition that asks for this rule is met by another one too: a duration that came or went with its
    /// whole sentence has changed as well.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self == other
            || match self {
                Self::DurationChanged => matches!(other, Self::DurationAdded | Self::DurationRemoved),
                Self::AmountChanged => matches!(other, Self::AmountAdded | Self::AmountRemoved),
                Self::PercentageChanged => matches!(other, Self::PercentageAdded | Self::PercentageRemoved),
                Self::DateChanged => matches!(other, Self::DateAdded | Self::DateRemoved),
                Self::LinkChanged => other == Self::LinkHostChanged,
                _ => false,
            }
    }

    /// Its place among the reasons of a change, the weightiest first.
    #[must_use]
    pub fn rank(self) -> u8 {
        match self {
            Self::NegationAdded | Self::NegationRemoved | Self::ModalityReversed => 0,
            Self::ModalityWeakened | Self::ModalityStrengthened | Self::DutyAdded | Self::DutyRemoved => 1,
            Self::ExceptionAdded | Self::ExceptionRemoved | Self::ConditionAdded | Self::ConditionRemoved => {
                2
            }
            Self::ScopeNarrowed | Self::ScopeWidened | Self::QuantifierChanged => 2,
            Self::ItemAdded | Self::ItemRemoved | Self::PhraseAdded | Self::PhraseRemoved => 4,
            Self::PhraseReplaced | Self::ClauseAdded | Self::ClauseRemoved => 4,
            Self::LinkChanged | Self::LinkHostChanged | Self::SentenceMoved => 5,
            id if id.is_style() => 6,
            _ => 3,
        }
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that is no rule's id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown rule `{0}`")]
pub struct UnknownRule(pub String);

impl FromStr for RuleId {
    type Err = UnknownRule;
    fn from_str(id: &str) -> Result<Self, UnknownRule> {
        let rule = CATALOGUE.iter().find(|rule| rule.id.as_str() == id);
        rule.map(|rule| rule.id).ok_or_else(|| UnknownRule(id.to_owned()))
    }
}

impl PartialEq<str> for RuleId {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for RuleId {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

rules! {
    CLAUSE_ADDED ClauseAdded = "clause-added", Substantive, Added, "a clause, or a whole sentence of one, that only the new text has",
        "We keep logs." => "We keep logs. You may ask us to delete them.";
    CLAUSE_REMOVED ClauseRemoved = "clause-removed", Substantive, Removed, "a clause, or a whole sentence of one, that only the old text has",
        "We keep logs. You may ask us to delete them." => "We keep logs.";
    NUMBER_CHANGED NumberChanged = "number-changed", Substantive, Either, "a number that is none of the facts below, years without a day included",
        "a net-zero power sector by 2035" => "a net-zero power sector by 2040";
    DATE_CHANGED DateChanged = "date-changed", Substantive, Either, "a date",
        "This agreement ends on March 1, 2022." => "This agreement ends on June 1, 2022.";
    DURATION_CHANGED DurationChanged = "duration-changed", Substantive, Either, "a deadline or another span of time",
        "within 30 days of the notice" => "within 14 days of the notice";
    AMOUNT_CHANGED AmountChanged = "amount-changed", Substantive, Either, "an amount of money",
        "a fee of $50 applies" => "a fee of $75 applies";
    PERCENTAGE_CHANGED PercentageChanged = "percentage-changed", Substantive, Either, "a percentage",
        "at least 90% of the energy" => "at least 80% of the energy";
    MODALITY_WEAKENED ModalityWeakened = "modality-weakened", Substantive, Weaker, "a duty that became an advice, a permission or a mere possibility",
        "The provider shall notify users." => "The provider may notify users.";
    MODALITY_STRENGTHENED ModalityStrengthened = "modality-strengthened", Substantive, Stronger, "a permission or an advice that became a duty, a possibility that became a statement",
        "The provider should notify users." => "The provider must notify users.";
    MODALITY_REVERSED ModalityReversed = "modality-reversed", Substantive, Either, "a duty or permission that is now denied, or no longer",
        "You may share your account." => "You may not share your account.";
    NEGATION_ADDED NegationAdded = "negation-added", Substantive, Added, "a word that denies",
        "We sell personal data." => "We do not sell personal data.";
    NEGATION_REMOVED NegationRemoved = "negation-removed", Substantive, Removed, "a word that denies",
        "The fee is not refundable." => "The fee is refundable.";
    EXCEPTION_ADDED ExceptionAdded = "exception-added", Substantive, Added, "words that take something out",
        "We share no data." => "We share no data, except with our partners.";
    EXCEPTION_REMOVED ExceptionRemoved = "exception-removed", Substantive, Removed, "words that take something out",
        "Access is free unless you resell it." => "Access is free.";
    CONDITION_ADDED ConditionAdded = "condition-added", Substantive, Added, "words that make something depend on something else",
        "You can cancel." => "You can cancel, provided that you have paid.";
    CONDITION_REMOVED ConditionRemoved = "condition-removed", Substantive, Removed, "words that make something depend on something else",
        "We notify you if the terms change." => "We notify you.";
    SCOPE_NARROWED ScopeNarrowed = "scope-narrowed", Substantive, Added, "words that close a group or leave only one way",
        "Members may vote." => "Only members may vote.";
    SCOPE_WIDENED ScopeWidened = "scope-widened", Substantive, Removed, "words that close a group or leave only one way",
        "Data is used solely for billing." => "Data is used for billing.";
    QUANTIFIER_CHANGED QuantifierChanged = "quantifier-changed", Substantive, Either, "how many or how much: all, any, some, most, at least, at most",
        "any party may object" => "all parties may object";
    DEFINED_TERM_CHANGED DefinedTermChanged = "defined-term-changed", Substantive, Either, "a term that a definition gives a name to",
        "(the \u{201c}Service\u{201d}) is provided" => "(the \u{201c}Platform\u{201d}) is provided";
    DEFINITION_CHANGED DefinitionChanged = "definition-changed", Substantive, Either, "what a defined term means",
        "\u{201c}Content\u{201d} means text." => "\u{201c}Content\u{201d} means text and images.";
    PARTY_CHANGED PartyChanged = "party-changed", Substantive, Either, "a proper name: a party, a body, a product, another document",
        "Disputes are heard by Contoso Ltd." => "Disputes are heard by Fabrikam Ltd.";
    REFERENCE_CHANGED ReferenceChanged = "reference-changed", Substantive, Either, "a reference to another clause than before, where no new numbering explains it",
        "as section 5 says" => "as section 7 says";
    REFERENCE_CONFORMED ReferenceConformed = "reference-conformed", Editorial, Either, "a reference that follows the new number of its clause",
        "1. Scope 2. Fees; see section 2" => "1. Scope 2. Terms 3. Fees; see section 3";
    REFERENCE_DANGLING ReferenceDangling = "reference-dangling", Substantive, Either, "a reference left pointing to the old number of its clause, or to a clause that is gone",
        "1. Scope 2. Fees; see section 2" => "1. Scope 2. Terms 3. Fees; see section 2";
    STATED_DATE_CHANGED StatedDateChanged = "stated-date-changed", Editorial, Either, "the date of the last update that the text states",
        "Last updated: March 1, 2021" => "Last updated: May 5, 2022";
    STATED_DATE_UNCHANGED StatedDateUnchanged = "stated-date-unchanged", Editorial, Either, "a text that changed, though it states the same date of its last update",
        "Last updated: March 1, 2021. The fee is $5." => "Last updated: March 1, 2021. The fee is $6.";
    SENTENCE_MOVED SentenceMoved = "sentence-moved", Editorial, Either, "a sentence that only went to another clause",
        "We keep logs. All logs are public. / You may ask." => "We keep logs. / You may ask. All logs are public.";
    DUTY_ADDED DutyAdded = "duty-added", Substantive, Added, "a duty in a sentence, clause or section that only the new text has",
        "We keep logs." => "We keep logs. You must tell us about errors.";
    DUTY_REMOVED DutyRemoved = "duty-removed", Substantive, Removed, "a duty in a sentence, clause or section that only the old text has",
        "We keep logs. You must tell us about errors." => "We keep logs.";
    DURATION_ADDED DurationAdded = "duration-added", Substantive, Added, "a span of time in a sentence, clause or section that only the new text has",
        "We keep logs." => "We keep logs. They are erased after 30 days.";
    DURATION_REMOVED DurationRemoved = "duration-removed", Substantive, Removed, "a span of time in a sentence, clause or section that only the old text has",
        "We keep logs. They are erased after 30 days." => "We keep logs.";
    AMOUNT_ADDED AmountAdded = "amount-added", Substantive, Added, "an amount of money in a sentence, clause or section that only the new text has",
        "We keep logs." => "We keep logs. A copy of them costs $5 each.";
    AMOUNT_REMOVED AmountRemoved = "amount-removed", Substantive, Removed, "an amount of money in a sentence, clause or section that only the old text has",
        "We keep logs. A copy of them costs $5 each." => "We keep logs.";
    PERCENTAGE_ADDED PercentageAdded = "percentage-added", Substantive, Added, "a percentage in a sentence, clause or section that only the new text has",
        "We keep logs." => "We keep logs. They are complete to 90% at least.";
    PERCENTAGE_REMOVED PercentageRemoved = "percentage-removed", Substantive, Removed, "a percentage in a sentence, clause or section that only the old text has",
        "We keep logs. They are complete to 90% at least." => "We keep logs.";
    DATE_ADDED DateAdded = "date-added", Substantive, Added, "a date in a sentence, clause or section that only the new text has",
        "We keep logs." => "We keep logs. They begin on March 1, 2022.";
    DATE_REMOVED DateRemoved = "date-removed", Substantive, Removed, "a date in a sentence, clause or section that only the old text has",
        "We keep logs. They begin on March 1, 2022." => "We keep logs.";
    LANGUAGE_WITHOUT_RULES LanguageWithoutRules = "language-without-rules", Editorial, Either, "a text that changed and whose language has no rules of wording: only facts were compared",
        "(Welsh) Rydym yn gwerthu data." => "(Welsh) Nid ydym yn gwerthu data.";
    LANGUAGES_DIFFER LanguagesDiffer = "languages-differ", Unclear, Either, "two texts in different languages, whose wording cannot be compared",
        "We keep logs." => "Nous conservons les journaux.";
    LINK_HOST_CHANGED LinkHostChanged = "link-host-changed", Unclear, Either, "a link that leads to another host, or a mail address",
        "[our policy](https://a.example/p)" => "[our policy](https://b.example/p)";
    CONFUSABLE_LETTERS ConfusableLetters = "confusable-letters", Unclear, Either, "letters of another script that only look the same",
        "You may cancel." => "You m\u{430}y cancel.";
    DIRECTION_CONTROLS DirectionControls = "direction-controls", Unclear, Either, "invisible signs that turn the direction of reading",
        "The fee is 50 EUR." => "The fee is \u{202e}50\u{202c} EUR.";
    ITEM_ADDED ItemAdded = "item-added", Substantive, Added, "an item of an enumeration",
        "your name and address" => "your name, phone number and address";
    ITEM_REMOVED ItemRemoved = "item-removed", Substantive, Removed, "an item of an enumeration",
        "your name, phone number and address" => "your name and address";
    PHRASE_ADDED PhraseAdded = "phrase-added", Substantive, Added, "a phrase inside a sentence that no reason of style explains",
        "We keep logs." => "We keep logs on foreign servers.";
    PHRASE_REMOVED PhraseRemoved = "phrase-removed", Substantive, Removed, "a phrase inside a sentence that no reason of style explains",
        "We keep logs on foreign servers." => "We keep logs.";
    PHRASE_REPLACED PhraseReplaced = "phrase-replaced", Substantive, Either, "a phrase that became another one, where no reason of style explains it",
        "Your account will be suspended." => "Your account receives an enforcement action.";
    SPELLING_CHANGED SpellingChanged = "spelling-changed", Editorial, Either, "another spelling of the same word, a typing error mended among them",
        "the data centre" => "the data center";
    INFLECTION_CHANGED InflectionChanged = "inflection-changed", Editorial, Either, "another form of the same word",
        "The user agrees" => "The users agree";
    CONTRACTION_CHANGED ContractionChanged = "contraction-changed", Editorial, Either, "a contraction written out, or the other way round",
        "we don't sell data" => "we do not sell data";
    ABBREVIATION_CHANGED AbbreviationChanged = "abbreviation-changed", Editorial, Either, "an abbreviation written out, or the other way round",
        "in the US" => "in the U.S.";
    SYNONYM_CHANGED SynonymChanged = "synonym-changed", Editorial, Either, "a word for one of the same meaning, from a list",
        "We use your data" => "We utilize your data";
    FUNCTION_WORD_CHANGED FunctionWordChanged = "function-word-changed", Editorial, Either, "words that carry no meaning of their own: articles, particles, fillers",
        "all of the data" => "all data";
    WORD_ORDER_CHANGED WordOrderChanged = "word-order-changed", Editorial, Either, "the same words in another order",
        "names and addresses" => "addresses and names";
    NUMBER_STYLE_CHANGED NumberStyleChanged = "number-style-changed", Editorial, Either, "the same number, date or amount written in another way",
        "within thirty days" => "within 30 days";
    REPETITION_CHANGED RepetitionChanged = "repetition-changed", Editorial, Either, "words that the same sentence says anyway",
        "viruses, worms, viruses and malware" => "viruses, worms and malware";
    CAPITALS_CHANGED CapitalsChanged = "capitals-changed", Editorial, Either, "capital letters",
        "the service" => "the Service";
    PUNCTUATION_CHANGED PunctuationChanged = "punctuation-changed", Editorial, Either, "punctuation marks that change no grouping",
        "logs, cookies, and files" => "logs, cookies and files";
    LINK_CHANGED LinkChanged = "link-changed", Cosmetic, Either, "a link that leads elsewhere",
        "[our policy](/a)" => "[our policy](/b)";
}

#[cfg(test)]
mod tests {
    use super::CATALOGUE;

    #[test]
    fn ids_are_unique_and_say_nothing_twice() {
        let mut ids: Vec<&str> = CATALOGUE.iter().map(|rule| rule.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), CATALOGUE.len());
        assert!(CATALOGUE.iter().all(|rule| rule.example.old != rule.example.new));
    }
}
