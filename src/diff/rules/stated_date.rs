//! The date of the last update that a text states of itself.

use super::side::Side;
use crate::facts::{self, Fact, FactKind};
use crate::lang::RuleWords;
use crate::text::sentence::ends_with_end_mark;
use std::ops::Range;

/// Words at most in a line that states the date: `This policy was last updated on …`.
const LONGEST: usize = 30;

/// Bytes at most between the words and the date.
const NEAR: usize = 40;

/// Keys of front matter that state it.
const KEYS: [&str; 6] =
    ["last_updated", "last-updated", "lastmod", "last_modified", "lastupdated", "date_updated"];

/// The range of the stated date, if `text` states one.
#[must_use]
pub fn range(text: &str, language: &str, lexicons: &[&RuleWords]) -> Option<Range<usize>> {
    // One cheap look before facts are read: most blocks are no such line.
    if !text.contains(|c: char| c.is_numeric()) || text.split_whitespace().nth(LONGEST).is_some() {
        return None;
    }
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None; // Offsets would not hold; no language of the lexicons has such letters in these words.
    }
    let phrases = lexicons.iter().flat_map(|lexicon| lexicon.updated.iter().copied()).chain(KEYS);
    let end = phrases.filter_map(|phrase| ends(&lower, phrase)).min()?;
    let dates = facts::read(text, &[], language);
    let date = dates.into_iter().find(|fact| {
        matches!(fact.kind, FactKind::Date | FactKind::Year | FactKind::Number) && fact.range.start >= end
    })?;
    (date.range.start - end <= NEAR).then_some(date.range)
}

/// Where a phrase ends in a text, if it is there as words.
fn ends(text: &str, phrase: &str) -> Option<usize> {
    let at = text.find(phrase)?;
    let end = at + phrase.len();
    let wide = phrase.chars().next().is_some_and(crate::text::script::is_wide);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let whole = !letter(text.get(..at)?.chars().next_back()) && !letter(text.get(end..)?.chars().next());
    (wide || whole).then_some(end)
}

/// Units at each end of a text among which a line with a cue states its date,
const CUED_WITHIN: usize = 40;
/// and among which a line that is little more than a date does.
const BARE_WITHIN: usize = 6;
/// Words beside the date that a line with a cue may have: `Zuletzt geändert durch Art. 17 G v. 22.12.2011 I 3057`. Of the
/// two sides of 47 labelled edits of such lines 89 of 94 have at most twelve words.
const CUED_WORDS: usize = 12;
/// The same for a line without one.
const BARE_WORDS: usize = 3;
/// Years that a text may state of itself.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

/// Words that make a date a deadline.
const UNTIL: [&str; 16] = [
    "until", "till", "expire", "ends", "deadline", "bis", "jusqu", "expir", "hasta", "fino", "scad", "até",
    "tot", "まで", "截至", "까지",
];

/// The date that a line states which does nothing else; none for other texts. `from_end` units lie between it and the
/// nearer end of its text.
#[must_use]
pub fn line(side: &Side, dated: &[&str], from_end: usize) -> Option<Range<usize>> {
    // Kramdown writes the date again for machines.
    let end = side.text.find("{:").unwrap_or(side.text.len());
    let facts: Vec<&Fact> = side.all_facts().iter().filter(|fact| fact.range.end <= end).collect();
    let is_year = |fact: &&&Fact| {
        matches!(fact.kind, FactKind::Year | FactKind::Number)
            && fact.readings.iter().any(|reading| reading.parse().is_ok_and(|year| YEARS.contains(&year)))
    };
    let date = facts.iter().find(|fact| fact.kind == FactKind::Date);
    let date = date
        .or_else(|| facts.iter().find(is_year))
        .or_else(|| facts.iter().find(|fact| fact.kind == FactKind::Number))?;
    let lower = side.text.to_lowercase();
    if UNTIL.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let stated = |word: &Range<usize>| {
        facts.iter().any(|fact| fact.range.start < word.end && word.start < fact.range.end)
    };
    let words = side.inside(&(0..end)).iter().filter(|word| !stated(&word.range())).count();
    let cue = dated.iter().any(|cue| ends(&lower, cue).is_some());
    let found = cue && words <= CUED_WORDS && from_end <= CUED_WITHIN
        // A sentence says what happens on the day: `Contract ends May 3, 2021.`
        || words <= BARE_WORDS
            && from_end <= BARE_WITHIN
            && !side.text.get(..end).is_some_and(ends_with_end_mark)
            && facts.iter().any(|fact| fact.kind == FactKind::Date || is_year(&fact));
    found.then(|| date.range.clone())
}

#[cfg(test)]
mod tests {
    use crate::lang;

    fn found<'t>(language: &str, text: &'t str) -> Option<&'t str> {
        super::range(text, language, &lang::rules(Some(language))).and_then(|range| text.get(range))
    }

    #[test]
    fn lines_that_state_it() {
        assert_eq!(found("en", "Last updated: March 3, 2021"), Some("March 3, 2021"));
        assert_eq!(found("en", "This policy was last revised on 2021-03-03."), Some("2021-03-03"));
        assert_eq!(found("de", "Stand: 25. Mai 2018"), Some("25. Mai 2018"));
        assert_eq!(found("fr", "Dernière mise à jour : 3 mars 2021"), Some("3 mars 2021"));
        assert_eq!(found("es", "Última actualización: 3 de marzo de 2021"), Some("3 de marzo de 2021"));
        assert_eq!(found("zh", "更新日期：2021 年 3 月 3 日"), Some("2021 年 3 月 3 日"));
    }

    #[test]
    fn other_dates_and_words() {
        assert_eq!(found("en", "This agreement ends on March 3, 2021"), None);
        assert_eq!(found("de", "Der Verstand kam am 3. Mai 2018"), None);
        assert_eq!(found("en", "We updated our offices"), None);
    }
}
