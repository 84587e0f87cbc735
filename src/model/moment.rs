//! An instant as git records it: seconds since 1970 with the offset of the writer's clock.

use super::Date;
use jiff::tz::Offset;
use jiff::{Timestamp, ZonedDateTime};
use serde::{Serialize, Serializer};
use std::fmt;

/// An instant with the offset from UTC that it was written down with. Shown as RFC 3339 has it:
/// `2024-04-17T17:22:48-07:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Seconds since 1970 began in UTC.
    pub seconds: i64,
    /// Minutes east of UTC.
    pub offset_minutes: i32,
}

impl Moment {
    /// The day on the writer's calendar.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        Date::new(&self.zoned().strftime("%Y-%m-%d").to_string()).ok()
    }

    /// With what no clock shows (a damaged commit) brought to the nearest instant that one can.
    fn zoned(self) -> ZonedDateTime {
        let seconds = self.seconds.clamp(0, LAST);
        let offset = Offset::from_seconds(self.offset_minutes.saturating_mul(60)).unwrap_or(Offset::UTC);
        Timestamp::from_second(seconds)
            .unwrap_or(Timestamp::UNIX_EPOCH)
            .to_zoned_datetime(offset.to_time_zone())
    }
}

/// The last second that RFC 3339 can write in every offset: the end of the year 9998.
const LAST: i64 = 253_370_764_799;

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.zoned().strftime("%Y-%m-%dT%H:%M:%S%:z"))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn is_written_as_rfc_3339_has_it() {
        let at = |seconds, offset_minutes| Moment { seconds, offset_minutes }.to_string();
        assert_eq!(at(0, 0), "1970-01-01T00:00:00+00:00");
        assert_eq!(at(1_713_399_768, -420), "2024-04-17T17:22:48-07:00");
        assert_eq!(at(1_713_399_768, 345), "2024-04-18T06:07:48+05:45");
        assert_eq!(at(i64::MAX, 1440 * 365).len(), 25, "a damaged commit has a time, too");
        let day = Moment { seconds: 1_713_399_768, offset_minutes: -420 }.date();
        assert_eq!(day.unwrap().as_str(), "2024-04-17");
    }
}
