//! What a text states: the result type of reading facts.

use std::ops::Range;

/// A fact in one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub kind: FactKind,
    /// Byte range in the text.
    pub range: Range<usize>,
    /// Its readings, the likeliest first; never empty. Numbers are decimal without separators, dates `2021-02-23`,
    /// `2021-02` or `--02-23`.
    pub readings: Vec<String>,
    /// The unit of a duration (`day`) or the currency of an amount (ISO 4217), where known.
    pub unit: Option<&'static str>,
    /// Whether another language may well leave it out or write it otherwise: a number word, a lone Chinese digit.
    /// Such a fact may answer for another, and is missed by nobody.
    pub weak: bool,
    /// Whether it is a unit, a month, a day of the week, a rate or a fraction in words: what two versions of one text
    /// differ by, and what another language says in too many ways to be held to it.
    pub bare: bool,
}

/// What a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FactKind {
    /// `2035`, `2035年`
    Year,
    /// `February 23, 2021`
    Date,
    /// `90%`, `百分之九十`
    Percentage,
    /// `$5 million`
    Amount,
    /// `30 days`
    Duration,
    /// `1.5`, `21st`, `十二`
    Number,
    /// `Article 5`, `Annex II`, `第五条`
    Reference,
    /// `(1)`, `[12]`: a number that counts what follows or calls a note
    Label,
    /// `+49 30 123456`
    Phone,
    /// `WHO`, `COVID-19`, `G7`
    Name,
    /// `https://example.org`
    Url,
    /// `help@example.org`
    Email,
}

impl FactKind {
    /// Its name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Date => "date",
            Self::Percentage => "percentage",
            Self::Amount => "amount",
            Self::Duration => "duration",
            Self::Number | Self::Label | Self::Phone => "number",
            Self::Reference => "reference",
            Self::Name => "name",
            Self::Url => "url",
            Self::Email => "email",
        }
    }

    /// Whether it says how much, how long or when, rather than naming something.
    #[must_use]
    pub fn is_stated(self) -> bool {
        self.is_numeric() && !matches!(self, Self::Label | Self::Phone)
    }

    /// Whether it is counted or measured, rather than written in letters.
    #[must_use]
    pub fn is_numeric(self) -> bool {
        !matches!(self, Self::Name | Self::Url | Self::Email)
    }
}

impl Fact {
    /// Its number and unit in the form in which equal lengths of time are equal: `24 months` and `two years`.
    #[must_use]
    pub fn measure(&self) -> (String, &'static str) {
        let reading = self.readings.first().map_or("", String::as_str);
        let (factor, unit) = match self.unit {
            Some("century") => (1200, "month"),
            Some("decade") => (120, "month"),
            Some("year") => (12, "month"),
            Some("quarter") => (3, "month"),
            Some("fortnight") => (14, "day"),
            Some("week") => (7, "day"),
            Some("hour") => (60, "minute"),
            Some(unit) => (1, unit),
            None => (1, ""),
        };
        let whole: Option<u64> = reading.parse().ok();
        let product = whole.and_then(|whole| whole.checked_mul(factor)).filter(|_| factor > 1);
        match product {
            Some(product) => (product.to_string(), unit),
            None => (reading.to_owned(), self.unit.unwrap_or_default()),
        }
    }

    /// The numbers that it is made of: of a date its year, month and day.
    #[must_use]
    pub fn numbers(&self) -> Vec<String> {
        if self.kind != FactKind::Date {
            return self.readings.iter().take(1).cloned().collect();
        }
        let reading = self.readings.first().map_or("", String::as_str);
        let parts =
            reading.split('-').map(|part| part.trim_start_matches('0')).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    }
}
