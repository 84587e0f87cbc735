//! From the edits of a change to the runs of text that a reader sees, and the long unchanged stretches left out.

use crate::diff::{Edit, EditOp};
use crate::report::escape::fold;
use crate::report::width::{head, tail, width};

/// What a run of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Both texts have it.
    Equal,
    /// Only the old text has it.
    Deleted,
    /// Only the new text has it.
    Inserted,
    /// Form that only the old text has.
    FormDeleted,
    /// Form that only the new text has.
    FormInserted,
    /// Unchanged text was left out here.
    Gap,
}

/// A run of text in one role, safe to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its role.
    pub role: Role,
    /// Its text, white space folded, without control characters.
    pub text: String,
}

/// Columns of unchanged text kept on each side of an edit: some nine English words or 28 Chinese characters, enough to
/// see the phrase that an edit is in.
const CONTEXT: usize = 56;

/// Columns that must be saved for a stretch to be left out; less would only make the reader guess.
const WORTH: usize = 24;

/// The edits as runs. Where only form differs, the new side is shown as unchanged text, unless `form` asks for both.
pub fn runs(edits: &[Edit], form: bool) -> Vec<Run> {
    let mut out = Runs::default();
    let mut at = 0;
    while let Some(edit) = edits.get(at) {
        let next = edits.get(at + 1).filter(|next| edit.op == EditOp::Delete && next.op == EditOp::Insert);
        match (edit.op, next.filter(|next| next.form.is_some() == edit.form.is_some())) {
            (EditOp::Equal, _) => out.push(Role::Equal, &fold(&edit.text)),
            (EditOp::Delete, Some(insert)) => {
                out.pair(&fold(&edit.text), &fold(&insert.text), roles(edit, form));
                at += 1;
            }
            (EditOp::Delete, None) => out.pair(&fold(&edit.text), "", roles(edit, form)),
            (EditOp::Insert, _) => out.pair("", &fold(&edit.text), roles(edit, form)),
        }
        at += 1;
    }
    out.list
}

/// The roles of the old and the new side of an edit; no role where it is not shown.
fn roles(edit: &Edit, form: bool) -> (Option<Role>, Role) {
    match (edit.form.is_some(), form) {
        (false, _) => (Some(Role::Deleted), Role::Inserted),
        (true, true) => (Some(Role::FormDeleted), Role::FormInserted),
        (true, false) => (None, Role::Equal),
    }
}

/// Runs that are being collected.
#[derive(Default)]
struct Runs {
    list: Vec<Run>,
}

impl Runs {
    /// Adds text; neighbours of the same role become one, doubled spaces one.
    fn push(&mut self, role: Role, text: &str) {
        let after_space = self.list.last().is_none_or(|run| run.text.ends_with(' '));
        let text = if after_space { text.trim_start_matches(' ') } else { text };
        if text.is_empty() {
            return;
        }
        match self.list.last_mut() {
            Some(run) if run.role == role => run.text.push_str(text),
            _ => self.list.push(Run { role, text: text.to_owned() }),
        }
    }

    fn pair(&mut self, old: &str, new: &str, (deleted, inserted): (Option<Role>, Role)) {
        if let Some(deleted) = deleted {
            self.push(deleted, old);
        }
        self.push(inserted, new);
    }
}

/// Leaves long unchanged stretches out, a few words beside each edit and at the head of the clause kept.
pub fn elide(runs: Vec<Run>) -> Vec<Run> {
    let last = runs.len().saturating_sub(1);
    let mut out = Vec::new();
    for (at, run) in runs.into_iter().enumerate() {
        // The first words of a clause are how a reader knows it again.
        let (before, after) =
            (if at == 0 { CONTEXT / 2 } else { CONTEXT }, if at == last { 0 } else { CONTEXT });
        if run.role != Role::Equal || width(&run.text) < before + after + WORTH {
            out.push(run);
            continue;
        }
        let equal = |text: &str| Run { role: Role::Equal, text: text.to_owned() };
        let kept = head(&run.text, before);
        let rest = run.text.get(kept.len()..).unwrap_or_default();
        out.extend([equal(kept), Run { role: Role::Gap, text: " … ".to_owned() }]);
        let kept = tail(rest, after);
        if after > 0 && !kept.is_empty() {
            out.push(equal(kept));
        }
    }
    if let Some(Run { role: Role::Gap, text }) = out.last_mut() {
        " …".clone_into(text);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Role;
    use super::Run;
    use super::elide;
    use super::runs;
    use crate::diff::{Edit, EditOp, Form};

    fn edit(op: EditOp, text: &str) -> Edit {
        Edit { op, text: text.to_owned(), form: None }
    }

    fn shown(runs: &[Run]) -> String {
        let one = |run: &Run| match run.role {
            Role::Deleted | Role::FormDeleted => format!("[-{}-]", run.text),
            Role::Inserted | Role::FormInserted => format!("{{+{}+}}", run.text),
            Role::Equal | Role::Gap => run.text.clone(),
        };
        runs.iter().map(one).collect()
    }

    #[test]
    fn edits_become_runs() {
        let edits = [
            edit(EditOp::Equal, "agreed "),
            edit(EditOp::Insert, "not "),
            edit(EditOp::Equal, "to help"),
            edit(EditOp::Delete, " the herd"),
            edit(EditOp::Insert, " it"),
            edit(EditOp::Equal, "."),
        ];
        assert_eq!(shown(&runs(&edits, false)), "agreed {+not +}to help[- the herd-]{+ it+}.");
    }

    #[test]
    fn form_is_no_change_of_wording() {
        let quote = |op, text: &str| Edit { op, text: text.to_owned(), form: Some(Form::Cosmetic) };
        let edits = [edit(EditOp::Equal, "Canada"), quote(EditOp::Delete, "’s"), quote(EditOp::Insert, "'s")];
        assert_eq!(shown(&runs(&edits, false)), "Canada's");
        assert_eq!(shown(&runs(&edits, true)), "Canada[-’s-]{+'s+}");
    }

    #[test]
    fn long_unchanged_stretches_are_left_out_at_words() {
        let long = "The leaders also agreed to take a coordinated approach to accelerating progress towards \
                    the sustainable, resilient, and clean energy infrastructure that is to be built by ";
        let edits = [
            edit(EditOp::Equal, long),
            edit(EditOp::Delete, "2035"),
            edit(EditOp::Insert, "2040"),
            edit(EditOp::Equal, " and the Prime Minister reaffirmed the goal for Canada."),
        ];
        assert_eq!(
            shown(&elide(runs(&edits, false))),
            "The leaders also agreed to … and clean energy infrastructure that is to be built by [-2035-]{+2040+} and \
             the Prime Minister reaffirmed the goal for Canada."
        );
        let edits =
            [edit(EditOp::Delete, "应"), edit(EditOp::Equal, &"双方领导人同意采取协调一致的方法".repeat(6))];
        assert_eq!(
            shown(&elide(runs(&edits, false))),
            "[-应-]双方领导人同意采取协调一致的方法双方领导人同意采取协调一 …"
        );
    }
}
