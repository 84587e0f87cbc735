//! "Did you mean": the known name nearest to the one that was written.

/// Least likeness (Jaro–Winkler) of a known name for it to be what was meant: `number-changed` for `numbers-changed`
/// (0.98) passes, `date-changed` for `privacy` (0.40) does not.
const LIKENESS: f64 = 0.8;

/// The one of `known` that `written` most likely meant.
#[must_use]
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let likened = known.into_iter().map(|name| (strsim::jaro_winkler(name, written), name));
    let best = likened.max_by(|(a, _), (b, _)| a.total_cmp(b));
    best.filter(|(likeness, _)| *likeness >= LIKENESS).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_known_again_and_another_word_is_not() {
        let known = ["number-changed", "date-changed", "clause-added"];
        assert_eq!(nearest("numbers-changed", known), Some("number-changed"));
        assert_eq!(nearest("clause-aded", known), Some("clause-added"));
        assert_eq!(nearest("privacy", known), None);
    }
}
