//! Whether the message of a commit says more than that something was changed.

/// What messages begin with that tools write, and people in a hurry.
const EMPTY: [&str; 15] = [
    "merge ",
    "sync",
    "update manually triggered",
    "record new changes",
    "record technical",
    "record first version",
    "add files via upload",
    "initial commit",
    "first record",
    "refilter changes",
    "bump ",
    "wip",
    "auto-commit",
    "automatic update",
    "publish",
];
/// What is followed by the name of a file in messages that forges propose.
const EDITS: [&str; 7] = ["update ", "updated ", "edit ", "create ", "rename ", "delete ", "change "];

/// Whether a message says what was changed, or why.
#[must_use]
pub fn says_more(message: &str) -> bool {
    let text = message.trim().to_lowercase();
    // `Update terms.md (#12)`
    let text = text.split(" (#").next().unwrap_or_default().trim();
    let words = text.split_whitespace().count();
    if words < 2 || EMPTY.iter().any(|start| text.starts_with(start)) {
        return false;
    }
    let edited = EDITS.iter().find_map(|verb| text.strip_prefix(verb));
    !edited.is_some_and(|rest| {
        let file =
            |word: &str| word.contains('/') || word.rsplit_once('.').is_some_and(|(_, end)| !end.is_empty());
        rest.split_whitespace().count() <= 2 && rest.split_whitespace().any(file)
    })
}

#[cfg(test)]
mod tests {
    use super::says_more;

    #[test]
    fn messages_of_tools_say_nothing() {
        for empty in [
            "Update index.md",
            "Update /policies/terms",
            "Update firefox_terms_of_use.md (#12)",
            "Merge branch 'main'",
            "Record new changes of X",
            "x",
        ] {
            assert!(!says_more(empty), "{empty}");
        }
        for full in [
            "drop downgrade liability clause",
            "Update the fees for 2026",
            "Move the statement (#12)",
            "Add Access Reciprocity",
        ] {
            assert!(says_more(full), "{full}");
        }
    }
}
