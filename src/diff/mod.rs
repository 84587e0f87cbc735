//! Two revisions of a text in, what changed between them out.

mod changes;
mod matching;
mod options;
mod parallel;
mod result;
mod reverts;
mod rules;
#[cfg(test)]
mod tests;
mod unit;
mod words;

pub use changes::ids::of_rule as rule_hit_id;
pub use options::Options;
pub use result::{
    AlignedPair, Change, ChangeKind, Comparison, Counts, Edit, EditOp, Form, KindCounts, MatchedBy, Part,
    Place, RuleHit, Side, Significance, Summary, Unit,
};
pub use reverts::{Return, returns};
pub use rules::{
    CATALOGUE, Direction, Example, ListedRule, Rule, RuleId, Severities, Severity, SeverityError, UnknownRule,
};

use crate::model::Document;

/// Compares two revisions of a text. The addresses and hashes of the two sides are left to the caller.
#[must_use]
pub fn compare(old: &Document, new: &Document, options: &Options) -> Comparison {
    let language = new.language.as_ref().or(old.language.as_ref());
    let rules = rules::Rules::new(language, &options.severities);
    let (old, new) = (unit::Units::new(old), unit::Units::new(new));
    let mut matching = matching::matching(&old, &new, options);
    let moves = matching::moves::find(&mut matching, &old, &new, options);
    changes::assemble::Assembly::new(&old, &new, &matching, &moves, &rules).comparison()
}
