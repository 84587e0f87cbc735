//! Where a text in a line of revisions says again what an earlier one said.

/// A return to an earlier text, by places in the line of revisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Return {
    /// The latest earlier revision with the same text.
    pub to: usize,
    /// The one revision whose changes it takes back, where it is right behind it.
    pub undoes: Option<usize>,
    /// The earlier revision that made the same change of the same text.
    pub repeats: Option<usize>,
}

/// The returns in a line of texts, oldest first; `texts` are anything that tells two texts apart, such as their hashes.
/// A text that is the same as the one right before it returns to nothing.
#[must_use]
pub fn returns<T: PartialEq>(texts: &[T]) -> Vec<Option<Return>> {
    let found = |at: usize| {
        let text = texts.get(at)?;
        let before = at.checked_sub(1)?;
        if texts.get(before)? == text {
            return None;
        }
        let to = texts.get(..before)?.iter().rposition(|earlier| earlier == text)?;
        // Revisions between that did not touch the text are passed over.
        let between = texts.get(to + 1..at)?;
        let first = between.first()?;
        let undoes = between.iter().all(|other| other == first).then_some(to + 1);
        let earlier =
            (1..at).rev().find(|&k| texts.get(k) == Some(text) && texts.get(k - 1) == texts.get(before));
        Some(Return { to, undoes, repeats: earlier })
    };
    (0..texts.len()).map(found).collect()
}

#[cfg(test)]
mod tests {
    use super::{Return, returns};

    #[test]
    fn returns_are_found_and_told_apart() {
        let all = returns(&["a", "b", "a", "b", "b", "c", "a"]);
        let to = |to, undoes, repeats| Some(Return { to, undoes, repeats });
        assert_eq!(
            all,
            [None, None, to(0, Some(1), None), to(1, Some(2), Some(1)), None, None, to(2, None, None)]
        );
        assert_eq!(returns(&["a", "b", "b", "a"])[3], to(0, Some(1), None));
        assert!(returns::<&str>(&[]).is_empty());
    }
}
