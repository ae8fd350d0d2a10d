//! Times. Wall time is milliseconds since 1970 UTC, exercise time milliseconds since STARTEX;
//! offsets and targets in files are whole exercise seconds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Wall time of the server: milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct Timestamp(pub i64);

/// Exercise time: milliseconds since STARTEX, pauses excluded; negative in standby.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct ExerciseTime(pub i64);

/// A span or offset in whole exercise seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct Seconds(pub i32);

impl Seconds {
    /// The same span in milliseconds.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0 as i64 * 1_000
    }
    /// This offset moved by a span; one that would leave the range stays at its end.
    #[must_use]
    pub const fn later(self, span: Self) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl ExerciseTime {
    /// The moment `span` after this one.
    #[must_use]
    pub const fn plus(self, span: Seconds) -> Self {
        Self(self.0 + span.millis())
    }
    /// The moment of an offset.
    #[must_use]
    pub const fn at(offset: Seconds) -> Self {
        Self(offset.millis())
    }
    /// As the exercise clock shows it, in both languages: `T+00:38:00`, `T−00:05:00`.
    #[must_use]
    pub fn on_clock(self) -> String {
        // As screens do: before zero a second counts until it is over.
        let seconds = self.0.div_euclid(1_000);
        let (sign, seconds) = (if seconds < 0 { '−' } else { '+' }, seconds.unsigned_abs());
        format!("T{sign}{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
    }
}

/// Both clocks of one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Stamp {
    /// Server wall time.
    pub wall: Timestamp,
    /// Exercise time.
    pub exercise: ExerciseTime,
}

/// The exercise clock: `exercise(now) = anchor_exercise + (now − anchor_wall) × rate` while running.
/// Every change writes a new anchor; nothing stores a deadline in wall time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// Exercise seconds per wall second, 0.1 to 60.
    pub rate: f64,
    /// Wall time of the anchor.
    pub anchor_wall: Timestamp,
    /// Exercise time at the anchor.
    pub anchor_exercise: ExerciseTime,
    /// Whether it runs.
    pub running: bool,
    /// Where it stops by itself: zero in standby.
    pub until: Option<ExerciseTime>,
}

impl Clock {
    /// A clock that stands still at `exercise`.
    #[must_use]
    pub const fn stopped(wall: Timestamp, exercise: ExerciseTime) -> Self {
        Self { rate: 1.0, anchor_wall: wall, anchor_exercise: exercise, running: false, until: None }
    }

    /// Exercise time at a wall time. Never before the anchor, never past `until`.
    #[must_use]
    pub fn at(&self, wall: Timestamp) -> ExerciseTime {
        if !self.running {
            return self.anchor_exercise;
        }
        let elapsed = (wall.0 - self.anchor_wall.0).max(0) as f64 * self.rate;
        let now = ExerciseTime(self.anchor_exercise.0 + elapsed as i64);
        self.until.map_or(now, |end| now.min(end))
    }

    /// The wall time at which the clock will show `exercise`: none if it will not.
    #[must_use]
    pub fn wall_of(&self, exercise: ExerciseTime) -> Option<Timestamp> {
        if !self.running || self.until.is_some_and(|end| exercise > end) {
            return None;
        }
        let ahead = (exercise.0 - self.anchor_exercise.0).max(0) as f64 / self.rate;
        Some(Timestamp(self.anchor_wall.0 + ahead.ceil() as i64))
    }
}
