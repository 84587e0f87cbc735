//! The message of a snapshot's commit: a subject for people, trailers for programs.
//!
//! Each edition has its five trailers in one order, so that a commit with several reads as groups:
//!
//! ```text
//! Snapshot us-canada-roadmap en, zh @2021-02-23
//!
//! Recension-Document: us-canada-roadmap
//! Recension-Language: en
//! Recension-Revision: 2021-02-23
//! Recension-Sha256: 5e88…
//! Recension-Class: edition
//! Recension-Document: us-canada-roadmap
//! …
//! ```

use crate::model::Edition;
use std::fmt::Write;

/// Longest subject with every edition named; git's own tools show about so much on a line.
const MAX_SUBJECT: usize = 72;

/// What a snapshot does to the edition that it stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::store) enum Class {
    /// A revision that was not stored before.
    Edition,
    /// The same original, read by another extractor: no change of the policy.
    Extraction,
    /// The same original and text with another record.
    Record,
    /// Other bytes under a revision that was stored before.
    Replacement,
    /// An edition that was taken out of the store.
    Withdrawal,
    /// The same edition under another name.
    Rename,
    /// The newest edition, whose files are the branch's again after an older one was stored.
    Newest,
}

impl Class {
    fn trailer(self) -> &'static str {
        match self {
            Self::Edition => "edition",
            Self::Extraction => "extraction",
            Self::Record => "record",
            Self::Replacement => "replacement",
            Self::Withdrawal => "withdrawal",
            Self::Rename => "rename",
            Self::Newest => "newest",
        }
    }

    fn verb(self) -> &'static str {
        match self {
            Self::Edition => "Snapshot",
            Self::Extraction => "Extract anew",
            Self::Record => "Correct the record of",
            Self::Replacement => "Replace",
            Self::Withdrawal => "Withdraw",
            Self::Rename => "Rename to",
            Self::Newest => "Show the newest again:",
        }
    }
}

/// The commit message for some editions, with lines about them between subject and trailers.
pub(in crate::store) fn message(editions: &[(&Edition, Class)], lines: &str) -> String {
    let mut message = subject(editions);
    message.push_str("\n\n");
    if !lines.is_empty() {
        message.push_str(lines);
        message.push('\n');
    }
    for (edition, class) in editions {
        // Writing to a string cannot fail.
        let _ = writeln!(
            message,
            "Recension-Document: {}\nRecension-Language: {}\nRecension-Revision: {}\n\
             Recension-Sha256: {}\nRecension-Class: {}",
            edition.document,
            edition.language,
            edition.revision,
            edition.sha256,
            class.trailer()
        );
    }
    message
}

fn subject(editions: &[(&Edition, Class)]) -> String {
    let class = editions.iter().map(|(_, class)| *class).min().unwrap_or(Class::Edition);
    let verb = class.verb();
    let [(first, _), others @ ..] = editions else { return verb.to_owned() };
    if others.is_empty() {
        return format!("{verb} {}", first.address());
    }
    let alike = others.iter().all(|(e, _)| e.document == first.document && e.revision == first.revision);
    let long = if alike {
        let languages: Vec<_> = editions.iter().map(|(e, _)| e.language.as_str()).collect();
        format!("{verb} {} {} @{}", first.document, languages.join(", "), first.revision)
    } else {
        let addresses: Vec<_> = editions.iter().map(|(e, _)| e.address()).collect();
        format!("{verb} {}", addresses.join(", "))
    };
    if long.chars().count() <= MAX_SUBJECT {
        return long;
    }
    format!("{verb} {} and {} more", first.address(), others.len())
}

#[cfg(test)]
mod tests {
    use super::{Class, message};
    use crate::model::{DocumentName, Edition, Language, Revision};

    fn edition(document: &str, language: &str, revision: &str) -> Edition {
        Edition {
            document: DocumentName::new(document).unwrap(),
            language: Language::new(language).unwrap(),
            revision: Revision::new(revision).unwrap(),
            title: None,
            captured: None,
            published: None,
            effective: None,
            source_url: None,
            media_type: "text/plain".to_owned(),
            sha256: "00".to_owned(),
            extractor: "plain/1".to_owned(),
            translates: None,
            note: None,
        }
    }

    fn subject(editions: &[(&Edition, Class)]) -> String {
        message(editions, "").lines().next().unwrap().to_owned()
    }

    #[test]
    fn the_subject_names_what_it_can() {
        let en = edition("terms", "en", "1");
        let zh = edition("terms", "zh", "1");
        let later = edition("terms-of-service-and-much-more-besides-for-everybody", "zh", "2024-02-29");
        assert_eq!(subject(&[(&en, Class::Extraction)]), "Extract anew terms/en@1");
        assert_eq!(subject(&[(&en, Class::Record), (&zh, Class::Edition)]), "Snapshot terms en, zh @1");
        assert_eq!(
            subject(&[(&en, Class::Replacement), (&later, Class::Replacement)]),
            "Replace terms/en@1 and 1 more"
        );
    }

    #[test]
    fn every_edition_has_its_trailers_together() {
        let message = message(
            &[(&edition("a", "en", "1"), Class::Edition), (&edition("b", "zh", "2"), Class::Edition)],
            "",
        );
        let body: Vec<_> = message.lines().skip(2).collect();
        assert_eq!(body.len(), 10);
        assert_eq!((body[0], body[5]), ("Recension-Document: a", "Recension-Document: b"));
        assert_eq!(body[7], "Recension-Revision: 2");
    }
}
