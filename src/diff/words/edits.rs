//! From one wording to another: which words were deleted and which inserted.
//!
//! The steps cover both texts byte for byte, white space and markup included, and say which of them differ in nothing
//! but form.

use super::align;
use super::cleanup;
use crate::diff::result::Form;
use crate::diff::words::tokenized::TokenizedText;
use crate::text::fold;
use crate::text::token::{Class, Token};
use std::ops::Range;

/// One step from the old text to the new one; the steps in order cover both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Bytes of the old text.
    pub old: Range<usize>,
    /// Bytes of the new text.
    pub new: Range<usize>,
    /// What kind of step it is.
    pub kind: StepKind,
}

/// What kind of step it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// Both sides have the same bytes.
    Equal,
    /// The sides differ, in nothing but form.
    Form(Form),
    /// The wording differs.
    Wording,
}

/// The steps from `old` to `new`.
#[must_use]
pub fn steps(old: &TokenizedText, new: &TokenizedText) -> Vec<Step> {
    let mut pairs = align::pairs(old, new);
    cleanup::clean_up(old, new, &mut pairs);
    Walk { a: old, b: new, steps: Vec::new() }.walk(&pairs)
}

/// Walks over both texts and writes down the steps.
struct Walk<'a> {
    a: &'a TokenizedText<'a>,
    b: &'a TokenizedText<'a>,
    steps: Vec<Step>,
}

impl Walk<'_> {
    fn walk(mut self, pairs: &[(usize, usize)]) -> Vec<Step> {
        let (mut i, mut j) = (0, 0);
        for &(x, y) in pairs {
            let (x, y) = (self.a.wording[x], self.b.wording[y]);
            self.gap(i..x, j..y);
            let (left, right) = (self.a.tokens[x], self.b.tokens[y]);
            let kind = if left.of(self.a.text) == right.of(self.b.text) {
                StepKind::Equal
            } else {
                StepKind::Form(Form::Cosmetic)
            };
            self.push(left.range(), right.range(), kind);
            (i, j) = (x + 1, y + 1);
        }
        self.gap(i..self.a.tokens.len(), j..self.b.tokens.len());
        self.steps
    }

    /// The tokens between two pairs: what is the same at both ends stays, the middle is replaced.
    fn gap(&mut self, mut old: Range<usize>, mut new: Range<usize>) {
        while !old.is_empty() && !new.is_empty() && self.same(old.start, new.start) {
            self.push(self.a.tokens[old.start].range(), self.b.tokens[new.start].range(), StepKind::Equal);
            (old.start, new.start) = (old.start + 1, new.start + 1);
        }
        let mut tail = Vec::new();
        while !old.is_empty() && !new.is_empty() && self.same(old.end - 1, new.end - 1) {
            (old.end, new.end) = (old.end - 1, new.end - 1);
            tail.push((old.end, new.end));
        }
        if !old.is_empty() || !new.is_empty() {
            let kind = self.kind(&old, &new);
            self.push(bytes(&self.a.tokens, &old), bytes(&self.b.tokens, &new), kind);
        }
        for (x, y) in tail.into_iter().rev() {
            self.push(self.a.tokens[x].range(), self.b.tokens[y].range(), StepKind::Equal);
        }
    }

    fn same(&self, x: usize, y: usize) -> bool {
        self.a.tokens[x].of(self.a.text) == self.b.tokens[y].of(self.b.text)
    }

    fn kind(&self, old: &Range<usize>, new: &Range<usize>) -> StepKind {
        let letters = |ready: &TokenizedText, range: &Range<usize>| -> String {
            let wording = ready.tokens[range.clone()].iter().filter(|token| token.is_wording());
            wording.map(|token| fold::key(token.of(ready.text)).into_owned()).collect()
        };
        // The same letters with other spaces: words that extraction glued together or tore apart.
        if letters(self.a, old) != letters(self.b, new) {
            return StepKind::Wording;
        }
        let forms = forms(old, self.a).chain(forms(new, self.b));
        StepKind::Form(
            forms
                .max_by_key(|form| match form {
                    Form::Cosmetic => 0,
                    Form::Label => 1,
                    Form::Link => 2,
                })
                .unwrap_or(Form::Cosmetic),
        )
    }

    fn push(&mut self, old: Range<usize>, new: Range<usize>, kind: StepKind) {
        match self.steps.last_mut() {
            Some(last) if last.kind == kind => (last.old.end, last.new.end) = (old.end, new.end),
            _ => self.steps.push(Step { old, new, kind }),
        }
    }
}

/// In what the tokens of a run differ that are no wording.
fn forms<'w>(range: &'w Range<usize>, ready: &'w TokenizedText) -> impl Iterator<Item = Form> + 'w {
    ready.tokens.get(range.clone()).unwrap_or_default().iter().map(|token| match token.class {
        Class::Address => Form::Link,
        Class::Mark => {
            let at = ready.marks.partition_point(|(mark, _)| mark.start < token.start as usize);
            ready.marks.get(at).map_or(Form::Cosmetic, |(_, form)| *form)
        }
        _ => Form::Cosmetic,
    })
}

/// The bytes of a run of tokens; an empty run is where the token before it ends.
fn bytes(tokens: &[Token], run: &Range<usize>) -> Range<usize> {
    let end_of = |at: usize| tokens.get(at).map_or(0, |token| token.end as usize);
    let start = run.start.checked_sub(1).map_or(0, end_of);
    start..run.end.checked_sub(1).map_or(start, end_of).max(start)
}
