//! Two revisions of a text in, what changed between them out.

mod align;
mod assemble;
mod bounds;
mod carried;
mod change;
mod matching;
mod moves;
mod options;
mod order;
mod parallel;
mod ready;
mod references;
mod renumber;
mod returns;
mod rules;
mod stated;
mod tell;
#[cfg(test)]
mod tests;
mod tidy;
mod unit;
mod wording;

pub use change::{
    AlignedPair, Change, ChangeKind, Comparison, Counts, Edit, EditOp, Form, KindCounts, MatchedBy, Part,
    Place, RuleHit, Side, Significance, Summary, Unit,
};
pub use options::Options;
pub use returns::{Return, returns};
pub use rules::{CATALOGUE, Direction, Example, ListedRule, Rule, Severities, Severity, SeverityError};

use crate::model::Document;

/// Compares two revisions of a text. The addresses and hashes of the two sides are left to the caller.
#[must_use]
pub fn compare(old: &Document, new: &Document, options: &Options) -> Comparison {
    let language = new.language.as_ref().or(old.language.as_ref());
    let rules = rules::Rules::new(language.map(crate::model::Language::primary), &options.severities);
    let (old, new) = (unit::Units::new(old), unit::Units::new(new));
    let mut matching = matching::matching(&old, &new, options);
    let moves = moves::find(&mut matching, &old, &new, options);
    assemble::Assembly::new(&old, &new, &matching, &moves, &rules).comparison()
}
