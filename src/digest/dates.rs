//! Dates as texts write them, beside the days of revisions.

use crate::facts::{FactKind, read};
use crate::lang::LANGUAGES;
use crate::model::Date;

/// Whether a date as a text writes it is that day or a later one; not where it cannot be read.
#[must_use]
pub fn is_not_before(written: &str, day: &Date) -> bool {
    let readings = LANGUAGES.iter().filter(|language| language.facts.is_some()).filter_map(|language| {
        let facts = read(written, &[], language.tag);
        facts.into_iter().find(|fact| fact.kind == FactKind::Date)?.readings.into_iter().next()
    });
    // Readings are as long as they are exact: `2020-04` is compared by its month.
    let mut dates = readings.filter(|reading| reading.starts_with(|c: char| c.is_ascii_digit()));
    dates
        .next()
        .is_some_and(|reading| day.as_str().get(..reading.len()).is_some_and(|day| reading.as_str() >= day))
}

#[cfg(test)]
mod tests {
    use super::is_not_before;
    use crate::model::Date;

    #[test]
    fn a_text_may_carry_the_day_of_its_revision_or_a_later_one() {
        let day = Date::new("2020-04-13").unwrap();
        for later in ["April 13, 2020", "14 avril 2020", "2020-05-01"] {
            assert!(is_not_before(later, &day), "{later}");
        }
        for earlier in ["April 12, 2020", "2019", "soon"] {
            assert!(!is_not_before(earlier, &day), "{earlier}");
        }
    }
}
