//! Applies the gate and the baseline to the comparisons of all texts.

use super::baseline::Baseline;
use super::fingerprint;
use super::gate::Gate;
use super::place;
use super::result::{
    Acceptance, Check, CheckedText, Compared, Endpoint, Fate, Finding, Outcome, Standing, Subject,
};
use crate::diff::{Comparison, ListedRule, RuleHit, Significance, rule_hit_id};
use crate::model::Date;
use rustc_hash::FxHashSet;

/// What is judged.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// What stops a merge.
    pub gate: &'a Gate,
    /// What was accepted.
    pub baseline: &'a Baseline,
    /// How much each rule counts.
    pub rules: &'a [ListedRule],
    /// The day on which acceptances must still hold; none where they hold for ever.
    pub today: Option<&'a Date>,
}

/// A text that differs, before it is judged.
#[derive(Debug, Clone, PartialEq)]
pub struct DifferingText {
    /// Its path: in the new state, in the old one where it is gone.
    pub path: String,
    /// Its path in the old state, where that was another.
    pub old_path: Option<String>,
    /// What became of the file.
    pub state: Fate,
    /// What changed in it, or the sentence that says why that is not known.
    pub compared: Result<Comparison, String>,
}

/// Judges every text: which of its changes the gate asks for, and which of those were accepted.
#[must_use]
pub fn judge((base, head): (Endpoint, Endpoint), texts: Vec<DifferingText>, given: &Given<'_>) -> Check {
    let mut used = FxHashSet::default();
    let judged = texts.into_iter().map(|text| {
        let DifferingText { path, old_path, state, compared } = text;
        let outcome = match compared {
            Ok(comparison) => {
                let findings = findings(&comparison, (state, &path), given, &mut used);
                Outcome::Compared(Box::new(Compared { comparison, findings }))
            }
            Err(why) => Outcome::Failed(why),
        };
        CheckedText { path, old_path, state, outcome }
    });
    let mut texts: Vec<CheckedText> = judged.collect();
    super::result::sort(&mut texts);
    let is_unused = |entry: &&Acceptance| !used.contains(&key(entry));
    let unused = given.baseline.entries().iter().filter(is_unused).cloned().collect();
    Check { base, head, gate: given.gate.conditions(), texts, unused, ..Check::default() }
}

/// An entry of the baseline is known by its id and path.
fn key(entry: &Acceptance) -> (String, String) {
    (entry.id.clone(), entry.path.clone())
}

fn findings(
    comparison: &Comparison,
    (state, path): (Fate, &str),
    given: &Given<'_>,
    used: &mut FxHashSet<(String, String)>,
) -> Vec<Finding> {
    let mut standing = |id: &str, meets: bool| {
        // An acceptance is in use as long as its change is there, whether or not the gate asks for it today.
        let entry = given.baseline.of(id, path);
        used.extend(entry.map(key));
        match entry {
            _ if !meets => Standing::Passes,
            None => Standing::Fails,
            Some(entry) if given.today > entry.expires.as_ref() && entry.expires.is_some() => {
                Standing::Expired(entry.clone())
            }
            Some(entry) => Standing::Accepted(entry.clone()),
        }
    };
    let gone = state == Fate::Deleted;
    let mut out = Vec::new();
    for (at, hit) in comparison.rules.iter().enumerate() {
        let significance = significance(hit, given.rules);
        let (id, meets) = (rule_hit_id(hit), given.gate.met_by_text(hit, significance));
        let fingerprint = fingerprint::of_rule(path, comparison, hit);
        let standing = standing(&fingerprint, meets.is_some());
        let (subject, lines) = (Subject::Text(at), (!gone).then_some(place::HEAD));
        out.push(Finding { id, fingerprint, subject, significance, lines, standing, meets });
    }
    for (at, change) in comparison.changes.iter().enumerate() {
        let meets = given.gate.met_by(change, &comparison.rules);
        if change.significance == Significance::Cosmetic && meets.is_none() {
            continue;
        }
        let fingerprint = fingerprint::of_change(path, comparison, change);
        let standing = standing(&fingerprint, meets.is_some());
        out.push(Finding {
            id: change.id.clone(),
            fingerprint,
            subject: Subject::Change(at),
            significance: change.significance,
            lines: (!gone).then(|| place::of_change(change, comparison)),
            standing,
            meets,
        });
    }
    out
}

/// How much a rule counts that fired on a text as a whole.
fn significance(hit: &RuleHit, rules: &[ListedRule]) -> Significance {
    let listed = rules.iter().find(|listed| listed.rule.id == hit.id);
    listed.and_then(|listed| listed.severity.significance()).unwrap_or(Significance::Editorial)
}

#[cfg(test)]
pub(super) mod tests {
    use super::{DifferingText, Given, fingerprint, judge};
    use crate::check::{Baseline, Endpoint, Fate, Gate, Standing, Subject, Verdict};
    use crate::diff::{Change, ChangeKind, Comparison, RuleHit, Side, Significance, Summary, Unit};
    use crate::model::Date;

    pub fn hit(id: &str) -> RuleHit {
        RuleHit::new(id.parse().unwrap())
    }

    pub fn change(id: &str, significance: Significance, rules: &[&str]) -> Change {
        Change {
            id: id.to_owned(),
            kind: ChangeKind::Modified,
            unit: Unit::Block,
            significance,
            rules: rules.iter().map(|id| hit(id)).collect(),
            old: Vec::new(),
            new: Vec::new(),
            edits: Vec::new(),
            matched_by: None,
            score: None,
        }
    }

    fn comparison(changes: Vec<Change>, rules: Vec<RuleHit>) -> Comparison {
        Comparison {
            old: Side::default(),
            new: Side::default(),
            identical: false,
            summary: Summary::default(),
            changes,
            alignment: Vec::new(),
            rules,
            notes: Vec::new(),
        }
    }

    fn text(path: &str, compared: Result<Comparison, String>) -> DifferingText {
        DifferingText { path: path.to_owned(), old_path: None, state: Fate::Modified, compared }
    }

    /// A baseline in which `A` and `B` are the fingerprints of two changes of `a.md`.
    fn accepting(toml: &str, a: &Change, b: &Change) -> Baseline {
        let comparison = comparison(Vec::new(), Vec::new());
        let print = |change| fingerprint::of_change("a.md", &comparison, change);
        Baseline::from_toml(&toml.replace('A', &print(a)).replace('B', &print(b))).unwrap()
    }

    fn standings(baseline: &str, today: &str) -> (Vec<Standing>, usize) {
        let changes = vec![
            change("00000000000a", Significance::Substantive, &[]),
            change("00000000000b", Significance::Editorial, &[]),
        ];
        let given = Given {
            gate: &Gate::at(Significance::Substantive),
            baseline: &accepting(baseline, &changes[0], &changes[1]),
            rules: &[],
            today: Some(&Date::new(today).unwrap()),
        };
        let text = text("a.md", Ok(comparison(changes, Vec::new())));
        let check = judge((Endpoint::default(), Endpoint::default()), vec![text], &given);
        let compared = check.texts[0].compared().unwrap();
        (compared.findings.iter().map(|finding| finding.standing.clone()).collect(), check.unused.len())
    }

    #[test]
    fn an_acceptance_holds_to_the_end_of_its_last_day() {
        assert_eq!(standings("", "2026-01-01").0, [Standing::Fails, Standing::Passes]);
        let base = "0".repeat(40);
        let entry = format!(
            "[[accepted]]\nid = \"A\"\npath = \"a.md\"\nbase = \"{base}\"\nreason = \"agreed\"\nexpires = 2026-03-01\n"
        );
        let entry = entry.as_str();
        assert!(matches!(standings(entry, "2026-03-01").0[0], Standing::Accepted(_)));
        assert!(matches!(standings(entry, "2026-03-02").0[0], Standing::Expired(_)));
        let elsewhere = entry.replace("a.md", "b.md");
        assert_eq!(standings(&elsewhere, "2026-03-01"), (vec![Standing::Fails, Standing::Passes], 1));
        // The change is there, though nothing asks for it: the acceptance is not left over.
        let quiet = entry.replace("\"A\"", "\"B\"");
        assert_eq!(standings(&quiet, "2026-03-01"), (vec![Standing::Fails, Standing::Passes], 0));
    }

    #[test]
    fn what_could_not_be_compared_is_the_verdict_and_comes_first() {
        let given = Given {
            gate: &Gate::new(["stated-date-unchanged"]).unwrap(),
            baseline: &Baseline::default(),
            rules: &[],
            today: None,
        };
        let stale = comparison(Vec::new(), vec![hit("stated-date-unchanged")]);
        let texts = vec![
            text("a.md", Ok(comparison(Vec::new(), Vec::new()))),
            text("b.md", Ok(stale)),
            text("c.md", Err("it is empty".to_owned())),
        ];
        let check = judge((Endpoint::default(), Endpoint::default()), texts, &given);
        assert_eq!(check.verdict(), Verdict::Error);
        let order: Vec<&str> = check.texts.iter().map(|text| text.path.as_str()).collect();
        assert_eq!(order, ["c.md", "b.md", "a.md"]);
        let finding = &check.texts[1].compared().unwrap().findings[0];
        assert_eq!((finding.subject, finding.standing.fails()), (Subject::Text(0), true));
    }
}
