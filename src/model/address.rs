//! Addresses: how a user names a text.

/// What an address names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// `-`
    StandardInput,
    /// `report.txt`
    File(String),
    /// `us-canada-roadmap/en@2021-02-23`, `us-canada-roadmap/en`, `us-canada-roadmap/en@~1`
    Edition {
        /// The document's name.
        document: String,
        /// The language tag.
        language: String,
        /// The revision's label; the latest where there is none.
        revision: Option<String>,
        /// How many editions before it.
        back: usize,
    },
    /// `HEAD~3:docs/privacy.md`, in git's own spelling
    Git {
        /// The revision.
        revision: String,
        /// The path from the repository's root.
        path: String,
    },
}

impl Address {
    /// Reads an address. A file that is there comes before any other reading of its name; `exists` says whether it is.
    #[must_use]
    pub fn parse(text: &str, exists: impl Fn(&str) -> bool) -> Self {
        if text == "-" {
            return Self::StandardInput;
        }
        if exists(text) {
            return Self::File(text.to_owned());
        }
        if let Some((revision, path)) =
            text.split_once(':').filter(|(revision, path)| revision.len() > 1 && !path.is_empty())
        {
            return Self::Git { revision: revision.to_owned(), path: path.to_owned() };
        }
        Self::edition(text).unwrap_or_else(|| Self::File(text.to_owned()))
    }

    /// `document/language`, with `@revision`, `@~n` or `@revision~n`.
    fn edition(text: &str) -> Option<Self> {
        let (name, revision) =
            text.split_once('@').map_or((text, None), |(name, revision)| (name, Some(revision)));
        let (document, language) = name.split_once('/')?;
        // `fixtures/report.txt` is a file that is not there, rather than an edition.
        if document.is_empty() || language.is_empty() || language.contains(['/', '.']) {
            return None;
        }
        let (revision, back) = match revision.and_then(|revision| revision.rsplit_once('~')) {
            Some((revision, back)) => (Some(revision), back.parse().ok()?),
            None => (revision, 0),
        };
        let revision = revision.filter(|revision| !revision.is_empty()).map(str::to_owned);
        Some(Self::Edition { document: document.to_owned(), language: language.to_owned(), revision, back })
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    fn edition(revision: Option<&str>, back: usize) -> Address {
        Address::Edition {
            document: "a".into(),
            language: "en".into(),
            revision: revision.map(str::to_owned),
            back,
        }
    }

    #[test]
    fn every_spelling() {
        let parse = |text: &str| Address::parse(text, |name| name == "there/en");
        assert_eq!(parse("-"), Address::StandardInput);
        assert_eq!(parse("there/en"), Address::File("there/en".into()));
        assert_eq!(parse("a/en@2021-02-23"), edition(Some("2021-02-23"), 0));
        assert_eq!(parse("a/en"), edition(None, 0));
        assert_eq!(parse("a/en@~1"), edition(None, 1));
        assert_eq!(parse("a/en@2021~2"), edition(Some("2021"), 2));
        assert_eq!(
            parse("HEAD~3:docs/privacy.md"),
            Address::Git { revision: "HEAD~3".into(), path: "docs/privacy.md".into() }
        );
        for file in ["missing.txt", "fixtures/missing.txt", "C:"] {
            assert_eq!(parse(file), Address::File(file.into()));
        }
    }
}
