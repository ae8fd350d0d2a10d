//! Wall times as people say them, in the time zone of an exercise. The zones are in the binary: a report
//! reads the same on every machine.

use exercise::report::WallWords;
use jiff::tz::TimeZone;
use jiff::{Timestamp as Instant, Zoned};
use protocol::text::Language;
use protocol::time::Timestamp;

/// Days and times in one time zone.
#[derive(Clone, Debug)]
pub struct Calendar(TimeZone);

impl Calendar {
    /// The time zone of an IANA name; UTC for a name that nobody knows, which scenarios are checked for.
    #[must_use]
    pub fn of(zone: &str) -> Self {
        Self(TimeZone::get(zone).unwrap_or(TimeZone::UTC))
    }

    fn zoned(&self, at: Timestamp) -> Zoned {
        Instant::from_millisecond(at.0).unwrap_or_default().to_zoned(self.0.clone())
    }
}

impl WallWords for Calendar {
    fn day(&self, at: Timestamp, language: Language) -> String {
        let form = match language {
            Language::Zh => "%Y年%-m月%-d日",
            Language::En => "%-d %B %Y",
        };
        self.zoned(at).strftime(form).to_string()
    }

    fn time(&self, at: Timestamp) -> String {
        self.zoned(at).strftime("%H:%M").to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_said_in_the_time_zone_of_the_exercise() {
        let at = Timestamp(1_795_653_078_101);
        let (shanghai, utc) = (Calendar::of("Asia/Shanghai"), Calendar::of("Etc/UTC"));
        assert_eq!((shanghai.day(at, Language::Zh), shanghai.time(at)), ("2026年11月26日".into(), "08:31".into()));
        assert_eq!((utc.day(at, Language::En), utc.time(at)), ("26 November 2026".into(), "00:31".into()));
        assert_eq!(Calendar::of("Nowhere/At_All").time(at), "00:31");
    }
}
