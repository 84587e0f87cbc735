//! The dates that a text states of itself: in its front matter, or in a line of its head such as `Effective date: …`.

use crate::facts::{FactKind, read};
use crate::model::{BlockKind, Date, Document};

/// Keys of front matter for the day of publication or last update, as Hugo, Jekyll, Docusaurus and others write them.
const PUBLISHED: &[&str] = &[
    "last_updated",
    "last-updated",
    "lastupdated",
    "lastmod",
    "last_modified",
    "last-modified",
    "date_updated",
    "updated",
    "published",
    "publishdate",
    "publish_date",
    "date_published",
    "pubdate",
    "date",
];

/// Keys of front matter, and words at the head of a line, for the day from which a text binds.
const EFFECTIVE: &[&str] = &[
    "effective_date",
    "effective-date",
    "effectivedate",
    "date_effective",
    "effective date",
    "effective as of",
    "effective",
    "in effect since",
    "date d’entrée en vigueur",
    "date d'entrée en vigueur",
    "entrée en vigueur",
    "en vigueur depuis",
    "gültig ab",
    "fecha de entrada en vigor",
    "生效日期",
];

/// Blocks at the head of a text among which such a line is looked for.
const HEAD: usize = 40;

/// Characters at most between the words and the date: a colon, an emphasis, an article.
const NEAR: usize = 12;

/// Bytes behind the words in which the date is looked for.
const LOOKED_AT: usize = 80;

/// The dates that a text states of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatedDates {
    /// When it was published or last updated: from the front matter alone.
    pub published: Option<Date>,
    /// From when it binds.
    pub effective: Option<Date>,
}

/// Reads the dates that a text states of itself. A key or line without a whole date states none.
#[must_use]
pub fn stated_dates(document: &Document) -> StatedDates {
    let language = document.language.as_ref().map_or("en", |language| language.primary());
    let mut dates = StatedDates::default();
    for block in document.blocks.iter().take(HEAD) {
        let text = block.text.to_lowercase();
        let is_metadata = block.kind == BlockKind::Metadata;
        let find = |words: &[&str]| {
            words.iter().find_map(|word| {
                let at = if is_metadata { key(&text, word) } else { head(&text, word) };
                date(text.get(at?..)?, language)
            })
        };
        if is_metadata {
            dates.published = dates.published.or_else(|| find(PUBLISHED));
        }
        dates.effective = dates.effective.or_else(|| find(EFFECTIVE));
    }
    dates
}

/// Where a key of front matter ends.
fn key(text: &str, name: &str) -> Option<usize> {
    text.match_indices(name).find_map(|(at, _)| {
        let end = at + name.len();
        let begins = text.get(..at)?.chars().next_back().is_none_or(|c| c.is_whitespace() || c == '"');
        let follows = text.get(end..)?.trim_start_matches([' ', '"']).starts_with([':', '=']);
        (begins && follows).then_some(end)
    })
}

/// Where the words at the head of a line end.
fn head(text: &str, words: &str) -> Option<usize> {
    let inner = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let after = inner.strip_prefix(words)?;
    Some(text.len() - after.len())
}

/// The date right behind the words.
fn date(text: &str, language: &str) -> Option<Date> {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let found =
        read(text.get(..end)?, &[], language).into_iter().find(|value| value.kind == FactKind::Date)?;
    let gap = text.get(..found.range.start)?;
    if gap.chars().count() > NEAR || gap.contains(|c: char| c.is_numeric()) {
        return None;
    }
    found.readings.first().and_then(|reading| Date::new(reading).ok())
}

#[cfg(test)]
mod tests {
    use super::stated_dates;
    use crate::formats::{self, Format};

    fn stated(text: &str) -> (Option<String>, Option<String>) {
        let dates = stated_dates(&formats::read(text.as_bytes(), Format::Markdown).unwrap());
        let text = |date: Option<crate::model::Date>| date.map(|date| date.as_str().to_owned());
        (text(dates.published), text(dates.effective))
    }

    fn some(date: &str) -> Option<String> {
        Some(date.to_owned())
    }

    #[test]
    fn dates_of_front_matter_and_head() {
        let body = "\n\n# Terms\n\nText of the terms as they are.\n";
        assert_eq!(
            stated(&format!("---\ntitle: A\nlastmod: 2024-02-03\neffective_date: 2024-03-01\n---{body}")),
            (some("2024-02-03"), some("2024-03-01"))
        );
        assert_eq!(
            stated("Effective date: **February 1, 2024**\n\nWelcome to the terms."),
            (None, some("2024-02-01"))
        );
        assert_eq!(
            stated("生效日期：2021 年 2 月 23 日\n\n欢迎使用本服务条款。"),
            (None, some("2021-02-23"))
        );
    }

    #[test]
    fn other_dates_are_not_the_texts_own() {
        for text in [
            "The fee is due on March 1, 2024.",
            "Effective protection began long before; on March 1, 2024 it ended.",
            "---\ntitle: A\nupdated: soon\n---\nText.",
            "Effective date: 2024",
        ] {
            assert_eq!(stated(text), (None, None), "{text}");
        }
    }
}
