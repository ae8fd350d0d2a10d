//! Times and spans as people write them in lists: `T+38`, `0:38`, `D+2 H+3 M+45`, `9时5分`, `07:29 PM`.
//!
//! A time on a clock is one of the day only against a reference: whoever reads a whole sheet knows it.
//! Without one `h:mm` counts from STARTEX.

mod calendar;
mod scan;
mod tokens;

pub use calendar::Day;
use scan::Scan;

const DAY: i64 = 86_400;

/// What a text that is a time says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Seconds from STARTEX.
    Offset(i64),
    /// A time on a clock.
    Clock(Clock),
}

/// A time on a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Its day.
    pub day: Day,
    /// Seconds since midnight.
    pub seconds: i64,
    /// Whether it can be nothing else: `07:29 PM`, a date before it. `11:04` may count from STARTEX too.
    pub sure: bool,
}

impl Moment {
    fn on(self, day: Day) -> Self {
        match self {
            Self::Clock(clock) => {
                Self::Clock(Clock { day, sure: clock.sure || matches!(day, Day::Week(_) | Day::Date(_)), ..clock })
            }
            Self::Offset(_) => self,
        }
    }

    /// Seconds from STARTEX, where STARTEX is at `start` of the clock; none where only that could tell.
    #[must_use]
    pub fn offset(self, start: Option<Clock>) -> Option<i64> {
        match (self, start) {
            (Self::Offset(seconds), _) => Some(seconds),
            (Self::Clock(clock), Some(start)) => Some(clock.since(start)),
            (Self::Clock(clock), None) if clock.sure => None,
            (Self::Clock(Clock { day: Day::Nth(days), seconds, .. }), None) => Some(days * DAY + seconds),
            (Self::Clock(clock), None) => Some(clock.seconds),
        }
    }
}

impl Clock {
    fn since(self, start: Self) -> i64 {
        let seconds = self.seconds - start.seconds;
        let days = match (self.day, start.day) {
            (Day::Date(day), Day::Date(first)) | (Day::Nth(day), Day::Nth(first)) => day - first,
            (Day::Week(day), Day::Week(first)) => (day - first).rem_euclid(7),
            (Day::Nth(day), _) => day,
            // Past midnight: nobody lists what happened half a day before the start.
            _ if seconds < -DAY / 2 => 1,
            _ => 0,
        };
        days * DAY + seconds
    }
}

/// Reads a time; a bare number counts seconds or minutes.
#[must_use]
pub fn moment(text: &str, seconds: bool) -> Option<Moment> {
    let tokens = tokens::tokens(text)?;
    let mut scan = Scan { tokens: &tokens, unit: if seconds { 1 } else { 60 } };
    scan.all(Scan::marked)
        .or_else(|| scan.all(Scan::signed))
        .or_else(|| scan.all(Scan::four_digits))
        .or_else(|| scan.all(Scan::dated))
        .or_else(|| scan.all(Scan::on_a_day))
        .or_else(|| scan.all(Scan::clock))
        .or_else(|| scan.all(Scan::span))
        .or_else(|| scan.all(Scan::bare))
}

/// Reads a span; a bare number counts seconds or minutes.
#[must_use]
pub fn span(text: &str, seconds: bool) -> Option<i64> {
    let text = text.trim().trim_start_matches(['≤', '<', '~', '约', '≦']);
    let tokens = tokens::tokens(text)?;
    let mut scan = Scan { tokens: &tokens, unit: if seconds { 1 } else { 60 } };
    let found = scan
        .all(Scan::signed)
        .or_else(|| scan.all(Scan::span))
        .or_else(|| scan.all(Scan::clock))
        .or_else(|| scan.all(Scan::bare))?;
    match found {
        Moment::Offset(seconds) => Some(seconds),
        // A sheet program's time of day stands for a span too: 0:03 is three minutes.
        Moment::Clock(clock) => (clock.day == Day::Any).then_some(clock.seconds),
    }
}

/// `T+38` for whole minutes, `T+0:38:30` with seconds.
#[must_use]
pub fn write_offset(seconds: i64) -> String {
    let (sign, size) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs());
    if size.is_multiple_of(60) {
        return format!("T{sign}{}", size / 60);
    }
    format!("T{sign}{}:{:02}:{:02}", size / 3_600, size / 60 % 60, size % 60)
}

/// `3 min` for whole minutes, `90 s` otherwise.
#[must_use]
pub fn write_span(seconds: i64) -> String {
    if seconds % 60 == 0 { format!("{} min", seconds / 60) } else { format!("{seconds} s") }
}
