//! "Did you mean": the known name nearest to the one that was written.

/// Least similarity (Jaro-Winkler) of a suggestion: `roadmap` for `raodmap` (0.95) and `us-canada-roadmap` for
/// `us-canda-roadmap` (0.98) pass, `privacy` for `roadmap` (0.48) does not.
const NEAR_ENOUGH: f64 = 0.8;

/// The one of `known` that `written` most likely meant.
pub(in crate::store) fn nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let written = written.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&written, &name.to_lowercase()), name))
        .filter(|(similarity, _)| *similarity >= NEAR_ENOUGH)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| name.to_owned())
}

/// The end of an error's sentence that asks for the suggestion, or nothing.
pub(in crate::store) fn did_you_mean(suggestion: Option<&str>) -> String {
    suggestion.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

/// The end of an error's sentence: the suggestion, or else what there is.
pub(in crate::store) fn or_known(suggestion: Option<&str>, known: &[String]) -> String {
    /// More names than this are no help on one line.
    const MOST_NAMES: usize = 6;
    if suggestion.is_some() {
        return did_you_mean(suggestion);
    }
    // The last are the newest where they are revisions.
    let names = known.iter().skip(known.len().saturating_sub(MOST_NAMES));
    let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    match (names.len(), known.len() - names.len()) {
        (0, _) => String::new(),
        (_, 0) => format!("; there is {}", names.join(", ")),
        (_, more) => format!("; there is {} and {more} more", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn suggests_a_slip_and_nothing_far() {
        let known = ["us-canada-roadmap", "privacy", "terms"];
        assert_eq!(nearest("us-canda-roadmap", known), Some("us-canada-roadmap".to_owned()));
        assert_eq!(nearest("Privcay", known), Some("privacy".to_owned()));
        assert_eq!(nearest("cookies", known), None);
    }
}
