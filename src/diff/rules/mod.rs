//! Rules of significance: what differs between two wordings that may change the meaning.
//!
//! A rule fires on what was deleted and inserted, not on what is nearby: a fact or a phrase counts when an edit
//! touches it.

mod catalogue;
mod content;
mod definitions;
mod engine;
mod evidence;
mod facts;
pub mod last_updated;
mod limits;
mod modality;
mod names;
mod phrases;
mod severity;
mod side;
mod stated_date;
mod style;
pub mod whole;

pub use catalogue::{
    CATALOGUE, CLAUSE_ADDED, CLAUSE_REMOVED, Direction, Example, LANGUAGE_WITHOUT_RULES, LANGUAGES_DIFFER,
    ListedRule, REFERENCE_CHANGED, REFERENCE_CONFORMED, REFERENCE_DANGLING, Rule, RuleId, SENTENCE_MOVED,
    STATED_DATE_UNCHANGED, Severity, UnknownRule,
};
pub use engine::{Context, Rules};
pub use severity::{Severities, SeverityError};
