//! The gate: which changes stop a merge.

use crate::diff::{CATALOGUE, Change, RuleHit, RuleId, Significance};
use crate::text::nearest::nearest;
use std::fmt;

/// What stops a merge: a change that meets any of the conditions.
///
/// A condition is a significance, which stands for all greater ones too, a rule's id, or several of them joined by
/// `+`, all of which must hold: `duration-changed+stated-date-unchanged` is a deadline that moved in a text that still
/// states the old date of its last update.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gate {
    conditions: Vec<Condition>,
}

/// Terms that must all hold.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Condition {
    terms: Vec<Term>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Term {
    /// The change has this significance or a greater one.
    Level(Significance),
    /// The rule fired on the change, or on the text as a whole.
    Rule(RuleId),
}

/// A condition that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "there is no significance or rule `{term}`{}; write substantive, unclear, editorial, cosmetic or a rule's id \
     (`recension rules` lists them)",
    .suggestion.map_or(String::new(), |name| format!(", perhaps `{name}`"))
)]
pub struct GateError {
    /// As it was written.
    pub term: String,
    /// What was probably meant.
    pub suggestion: Option<&'static str>,
}

/// The significances by name.
const LEVELS: [(&str, Significance); 4] = [
    ("substantive", Significance::Substantive),
    ("unclear", Significance::Unclear),
    ("editorial", Significance::Editorial),
    ("cosmetic", Significance::Cosmetic),
];

impl Gate {
    /// Reads conditions, each as a user writes it. White space around the terms and empty conditions count for nothing.
    ///
    /// # Errors
    /// For a term that is neither a significance nor a rule of the catalogue.
    pub fn new<'a>(conditions: impl IntoIterator<Item = &'a str>) -> Result<Self, GateError> {
        let told = conditions.into_iter().map(str::trim).filter(|condition| !condition.is_empty());
        let read = |condition: &str| {
            let terms = condition.split('+').map(|term| Term::read(term.trim()));
            Ok(Condition { terms: terms.collect::<Result<_, _>>()? })
        };
        Ok(Self { conditions: told.map(read).collect::<Result<_, _>>()? })
    }

    /// The gate that stops at a significance and all greater ones.
    #[must_use]
    pub fn at(level: Significance) -> Self {
        Self { conditions: vec![Condition { terms: vec![Term::Level(level)] }] }
    }

    /// Whether nothing stops a merge.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.conditions.is_empty()
    }

    /// The conditions as users write them.
    #[must_use]
    pub fn conditions(&self) -> Vec<String> {
        self.conditions.iter().map(ToString::to_string).collect()
    }

    /// The ids of the rules that it asks for.
    pub fn rules(&self) -> impl Iterator<Item = RuleId> {
        let terms = self.conditions.iter().flat_map(|condition| &condition.terms);
        terms.filter_map(|term| if let Term::Rule(id) = term { Some(*id) } else { None })
    }

    /// The first condition that a change meets in a text on which as a whole the rules of `whole` fired.
    #[must_use]
    pub fn met_by(&self, change: &Change, whole: &[RuleHit]) -> Option<String> {
        let fired = |hits: &[RuleHit], id: RuleId| hits.iter().any(|hit| id.covers(hit.id));
        let own = |term: &Term| match term {
            Term::Level(level) => change.significance >= *level,
            Term::Rule(id) => fired(&change.rules, *id),
        };
        let holds = |term: &Term| own(term) || matches!(term, Term::Rule(id) if fired(whole, *id));
        // What says nothing of the change itself is told once, of the text.
        let met =
            |condition: &&Condition| condition.terms.iter().all(holds) && condition.terms.iter().any(own);
        self.conditions.iter().find(met).map(ToString::to_string)
    }

    /// The first condition that a rule meets which fired on the text as a whole.
    #[must_use]
    pub fn met_by_text(&self, hit: &RuleHit, significance: Significance) -> Option<String> {
        let holds = |term: &Term| match term {
            Term::Level(level) => significance >= *level,
            Term::Rule(id) => hit.id == *id,
        };
        self.conditions.iter().find(|condition| condition.terms.iter().all(holds)).map(ToString::to_string)
    }
}

impl Term {
    fn read(text: &str) -> Result<Self, GateError> {
        if let Some((_, level)) = LEVELS.iter().find(|(name, _)| *name == text) {
            return Ok(Self::Level(*level));
        }
        let ids = || CATALOGUE.iter().map(|rule| rule.id.as_str());
        match text.parse() {
            Ok(id) => Ok(Self::Rule(id)),
            Err(_) => Err(GateError {
                term: text.to_owned(),
                suggestion: nearest(text, ids().chain(LEVELS.map(|(name, _)| name))),
            }),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, term) in self.terms.iter().enumerate() {
            let name = match term {
                Term::Level(level) => {
                    LEVELS.iter().find(|(_, known)| known == level).map_or("", |(name, _)| name)
                }
                Term::Rule(id) => id.as_str(),
            };
            write!(f, "{}{name}", if at > 0 { "+" } else { "" })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Gate;
    use crate::check::judge::tests::{change, hit};
    use crate::diff::Significance::{Editorial, Substantive};

    #[test]
    fn any_condition_is_enough_and_joined_terms_must_all_hold() {
        let gate = Gate::new(["duration-changed + stated-date-unchanged", "", "negation-added"]).unwrap();
        assert_eq!(gate.conditions(), ["duration-changed+stated-date-unchanged", "negation-added"]);
        let deadline = change("a", Substantive, &["duration-changed"]);
        assert_eq!(gate.met_by(&deadline, &[]), None);
        let stale = [hit("stated-date-unchanged")];
        assert_eq!(gate.met_by(&deadline, &stale).as_deref(), Some("duration-changed+stated-date-unchanged"));
        assert_eq!(gate.met_by(&change("b", Editorial, &[]), &stale), None);
        let negation = change("c", Substantive, &["modality-reversed", "negation-added"]);
        assert_eq!(gate.met_by(&negation, &[]).as_deref(), Some("negation-added"));
    }

    #[test]
    fn a_level_stands_for_all_greater_ones() {
        let gate = Gate::at(Editorial);
        assert!(gate.met_by(&change("a", Substantive, &[]), &[]).is_some());
        assert!(gate.met_by(&change("a", Editorial, &[]), &[]).is_some());
        assert!(Gate::at(Substantive).met_by(&change("a", Editorial, &[]), &[]).is_none());
    }

    #[test]
    fn a_rule_on_the_text_as_a_whole_is_told_once() {
        let gate = Gate::new(["stated-date-unchanged"]).unwrap();
        let stale = [hit("stated-date-unchanged")];
        assert_eq!(gate.met_by(&change("a", Editorial, &[]), &stale), None);
        assert!(gate.met_by_text(&stale[0], Editorial).is_some());
        assert!(
            Gate::new(["duration-changed+stated-date-unchanged"])
                .unwrap()
                .met_by_text(&stale[0], Editorial)
                .is_none()
        );
    }

    #[test]
    fn what_is_unknown_is_refused_with_what_was_meant() {
        let error = Gate::new(["durations-changed"]).unwrap_err();
        assert!(error.to_string().contains("perhaps `duration-changed`"), "{error}");
        assert_eq!(Gate::new(["substantial"]).unwrap_err().suggestion, Some("substantive"));
        assert!(Gate::new(["a+"]).is_err());
    }
}
